// @ts-check
// The browser of the browser tests: the Chromium of the machine, driven through playwright-core.
import { chromium } from 'playwright-core';
import { isRoot, provideProgram } from './debian.mjs';

/** Where Chromium is; installed when there is none. */
export const provideChromium = () =>
  provideProgram({
    title: 'Chromium',
    variable: 'CHROMIUM_BIN',
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    packages: ['chromium', 'fonts-liberation'],
  });

/** Opens the browser that the runner found. Whoever opens it closes it. */
export const launchChromium = () =>
  chromium.launch({
    executablePath: provideChromium(),
    // Chromium refuses its sandbox to root, and /dev/shm is 64 MB in many containers.
    args: ['--disable-dev-shm-usage', ...(isRoot() ? ['--no-sandbox'] : [])],
  });
