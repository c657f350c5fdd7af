import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { NoProgram, provideProgram } from './debian.mjs';
import { engineWith } from './engine.ts';
import { freePort } from './process.ts';

/** Where WebDriver is spoken, and which browser it starts. */
export interface WebKitDriver {
  readonly address: string;
  readonly browser: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly webkit: WebKitDriver;
  }
}

const START_MS = 20_000;

/**
 * The WebKit of Debian: WebKitGTK's own driver and small browser, on a screen that nobody sees.
 *
 * @returns ends both and removes their folder.
 */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const engine = engineWith('webkit', provideWebKit);
  provide('engine', engine);
  if (!engine.program) return undefined;

  const folder = mkdtempSync(`${tmpdir()}/kinerja-webkit-`);
  const programs: ChildProcess[] = [];
  const tearDown = async () => {
    for (const program of programs.reverse()) await ended(program);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const screen = spawn(provideScreen(), ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    programs.push(screen);
    const display = await displayOf(screen);
    const port = await freePort();
    programs.push(
      spawn(engine.program, [`--port=${port}`], {
        // A home of its own: what the browser remembers goes with it.
        env: { ...process.env, DISPLAY: `:${display}`, HOME: folder, XDG_RUNTIME_DIR: folder, LANGUAGE: 'id' },
        stdio: 'ignore',
      }),
    );
    const address = `http://127.0.0.1:${port}`;
    await answers(`${address}/status`);
    provide('webkit', { address, browser: findBrowser() });
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

async function answers(address: string): Promise<void> {
  for (const until = Date.now() + START_MS; ; await sleep(50)) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > until) throw new Error(`WebKitWebDriver does not answer at ${address}.`);
  }
}

const ended = (program: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (program.exitCode !== null || program.signalCode !== null) return resolve();
    program.once('exit', () => resolve());
    program.kill();
  });
