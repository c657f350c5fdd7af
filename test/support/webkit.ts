import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './process.ts';

/** How a WebKit is started: its driver, the browser that the driver starts, and the screen and home of both. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly environment: Readonly<Record<string, string>>;
}

const START_MS = 20_000;
/** Now and then the browser hangs before its first window, with no word of it; the next one starts in a second. */
const STARTS = 3;

type Method = 'GET' | 'POST' | 'DELETE';

/** A browser of its own with a driver of its own: nobody has been here before. */
export class WebKit {
  private readonly driver: ChildProcess;
  private readonly session: string;

  private constructor(driver: ChildProcess, session: string) {
    this.driver = driver;
    this.session = session;
  }

  static async start(programs: WebKitPrograms): Promise<WebKit> {
    for (let start = 1; ; start += 1) {
      try {
        return await WebKit.startOnce(programs);
      } catch (error) {
        if (start === STARTS) throw error;
      }
    }
  }

  private static async startOnce({ driver: program, browser, environment }: WebKitPrograms): Promise<WebKit> {
    const port = await freePort();
    const env = { ...process.env, ...environment };
    // A group of its own, so that a browser that hangs ends with its driver.
    const driver = spawn(program, [`--port=${port}`], { env, stdio: 'ignore', detached: true });
    const address = `http://127.0.0.1:${port}`;
    try {
      await answers(address);
      const options = { binary: browser, args: ['--automation'] };
      const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
      const signal = AbortSignal.timeout(START_MS);
      const { sessionId } = (await request('POST', `${address}/session`, { capabilities }, signal)) as {
        sessionId: string;
      };
      return new WebKit(driver, `${address}/session/${sessionId}`);
    } catch (error) {
      await ended(driver);
      throw error;
    }
  }

  /** A command of WebDriver in the session. */
  command(method: Method, path: string, body?: object): Promise<unknown> {
    return request(method, this.session + path, body);
  }

  end(): Promise<void> {
    return ended(this.driver);
  }
}

async function answers(address: string): Promise<void> {
  for (const until = Date.now() + START_MS; ; await sleep(50)) {
    const answer = await fetch(`${address}/status`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > until) throw new Error(`WebKitWebDriver does not answer at ${address}.`);
  }
}

async function request(method: Method, address: string, body?: object, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(address, {
    method,
    ...(signal && { signal }),
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: { readonly error?: string; readonly message?: string } | null };
  if (!response.ok) throw new Error(`WebKit refuses ${method} ${address}: ${value?.error} ${value?.message}`);
  return value;
}

/** Ends the driver with all that it has started. */
const ended = (driver: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (driver.pid === undefined || driver.exitCode !== null || driver.signalCode !== null) return resolve();
    driver.once('exit', () => resolve());
    process.kill(-driver.pid, 'SIGKILL');
  });
