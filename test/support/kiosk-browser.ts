import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { provideChromium } from './chromium.mjs';
import { isRoot } from './debian.mjs';

/**
 * A browser as a kiosk has it: a process of its own, without the switches by which Playwright makes browsers forget, and with
 * a profile that outlives it.
 */
export class KioskBrowser {
  readonly profile = mkdtempSync(join(tmpdir(), 'kinerja-kiosk-'));
  private process: ChildProcess | undefined;
  private browser: Browser | undefined;

  /** Starts, with one page, on what the last one left in the profile. */
  async start(): Promise<Page> {
    const port = join(this.profile, 'DevToolsActivePort');
    rmSync(port, { force: true });
    this.process = spawn(
      process.env['CHROMIUM_BIN'] ?? provideChromium(),
      [
        '--headless=new',
        '--remote-debugging-port=0',
        `--user-data-dir=${this.profile}`,
        '--no-first-run',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--lang=id',
        ...(isRoot() ? ['--no-sandbox'] : []),
        'about:blank',
      ],
      { stdio: 'ignore', detached: true },
    );
    while (!existsSync(port) || !readFileSync(port, 'utf8').includes('\n')) await sleep(50);
    const [number] = readFileSync(port, 'utf8').split('\n');
    this.browser = await chromium.connectOverCDP(`http://127.0.0.1:${number}`);
    const [context] = this.browser.contexts();
    if (context === undefined) throw new Error('The browser has no context.');
    context.setDefaultTimeout(30_000);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.setViewportSize({ width: 1080, height: 1920 });
    return page;
  }

  /** Closes it as the staff would. */
  async close(): Promise<void> {
    if (!this.process) return;
    const ended = once(this.process, 'close');
    const session = await this.browser?.newBrowserCDPSession();
    // The answer may not come: it is closing.
    await session?.send('Browser.close').catch(() => undefined);
    await ended;
    this.process = undefined;
  }

  /** The power is cut: every process of it is gone at once. */
  async kill(): Promise<void> {
    if (!this.process?.pid) return;
    const ended = once(this.process, 'close');
    process.kill(-this.process.pid, 'SIGKILL');
    await ended;
    this.process = undefined;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10 });
  }
}
