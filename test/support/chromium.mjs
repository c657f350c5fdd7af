// @ts-check
// The browser of the browser tests: the Chromium of the machine, driven through playwright-core.
import { chromium } from 'playwright-core';
import { findOnPath, install, isExecutable, isRoot, mayInstall } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Chromium cannot be had; the message tells what to do. */
export class NoChromium extends Error {}

/**
 * Where Chromium is. On Debian and Ubuntu it is installed when there is none and this process may do that.
 *
 * @throws {NoChromium}
 */
export function provideChromium() {
  const found = findChromium();
  if (found) return found;
  if (!mayInstall()) {
    throw new NoChromium(
      'The browser tests need Chromium: install chromium or google-chrome, or set CHROMIUM_BIN to its executable.',
    );
  }
  process.stdout.write('Installing Chromium for the browser tests (apt-get install chromium, once).\n');
  try {
    install(['chromium', 'fonts-liberation']);
  } catch (error) {
    const told = error instanceof Error ? error.message : error;
    throw new NoChromium(`There is no Chromium for the browser tests: ${told}`);
  }
  const installed = findChromium();
  if (!installed) throw new NoChromium('Chromium was installed, but there is no such program on PATH.');
  return installed;
}

/** Opens the browser that the runner found. Whoever opens it closes it. */
export const launchChromium = () =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_BIN'] ?? provideChromium(),
    // Chromium refuses its sandbox to root, and /dev/shm is 64 MB in many containers.
    args: ['--disable-dev-shm-usage', ...(isRoot() ? ['--no-sandbox'] : [])],
  });

/** @throws {NoChromium} when CHROMIUM_BIN names a file that cannot be run */
function findChromium() {
  const named = process.env['CHROMIUM_BIN'];
  if (!named) return findOnPath(NAMES);
  if (isExecutable(named)) return named;
  throw new NoChromium(`CHROMIUM_BIN is ${named}, which is no executable file.`);
}
