// @ts-check
// The browser of the browser tests: the Chromium of the machine, driven through playwright-core.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

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
  apt('update');
  apt('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation');
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
  if (named) {
    if (isExecutable(named)) return named;
    throw new NoChromium(`CHROMIUM_BIN is ${named}, which is no executable file.`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Absent and not executable are the same here.
    return false;
  }
}

const isRoot = () => process.getuid?.() === 0;

function mayInstall() {
  if (!isRoot() || !isExecutable('/usr/bin/apt-get')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {readonly string[]} args */
function apt(...args) {
  try {
    execFileSync('apt-get', ['--quiet', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new NoChromium(`apt-get ${args.join(' ')} failed, so there is no Chromium for the browser tests:\n${told}`);
  }
}
