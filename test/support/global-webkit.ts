import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import type { TestProject } from 'vitest/node';
import { NoProgram, provideProgram } from './debian.mjs';
import { engineWith } from './engine.ts';
import type { WebKitPrograms } from './webkit.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly webkit: WebKitPrograms;
  }
}

/**
 * The WebKit of Debian: WebKitGTK's own driver and small browser, on a screen that nobody sees.
 *
 * @returns ends the screen and removes the folder of the browsers.
 */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const engine = engineWith('webkit', provideWebKit);
  provide('engine', engine);
  if (!engine.program) return undefined;

  const folder = mkdtempSync(`${tmpdir()}/kinerja-webkit-`);
  const screen = spawn(provideScreen(), ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const tearDown = async () => {
    await ended(screen);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const environment = {
      DISPLAY: `:${await displayOf(screen)}`,
      // A home of its own: what the browser remembers goes with it.
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      LANGUAGE: 'id',
    };
    provide('webkit', { driver: engine.program, browser: findBrowser(), environment });
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}

/** The driver; with the package comes the browser. */
function provideWebKit(): string {
  const driver = provideProgram({
    title: 'WebKit',
    variable: 'WEBKIT_DRIVER_BIN',
    names: ['WebKitWebDriver'],
    packages: ['webkit2gtk-driver', 'fonts-liberation'],
  });
  provideScreen();
  findBrowser();
  return driver;
}

const provideScreen = () =>
  provideProgram({ title: 'a virtual screen', variable: 'XVFB_BIN', names: ['Xvfb'], packages: ['xvfb'] });

/** MiniBrowser lies beside the library, not on PATH. */
function findBrowser(): string {
  const libraries = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  const found = libraries.map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`).find(existsSync);
  if (!found) throw new NoProgram('There is a WebKitWebDriver and no MiniBrowser of webkit2gtk-4.1 beside it.');
  return found;
}

/** The number of the screen, told once it can be drawn on. */
const displayOf = (screen: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    screen.once('exit', () => reject(new Error('Xvfb ended before it told its display.')));
    (screen.stdio[3] as Readable).once('data', (number) => resolve(String(number).trim()));
  });

const ended = (program: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (program.exitCode !== null || program.signalCode !== null) return resolve();
    program.once('exit', () => resolve());
    program.kill();
  });
