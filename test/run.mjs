// @ts-check
// `pnpm test`: generates and builds what the tests need, finds a browser, runs everything once, leaves nothing running,
// and ends with one line of figures. Arguments go to Vitest: `pnpm test submit`, `pnpm test -t 'a rating'`.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { generate, pnpm, ROOT } from './commands.mjs';
import { MARK, stopLeftOvers } from './left-overs.mjs';
import { provideChromium } from './support/chromium.mjs';
import { NoProgram } from './support/debian.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Verdict as test/support/reporter.ts counts it */

/** What the tests need could not be made; the message holds what the program said. */
class NotPrepared extends Error {}

/** What the tests started may take this long to end after them. */
const GRACE_MS = 5_000;

let interrupted = false;

/**
 * @param {string} what
 * @param {Promise<import('./commands.mjs').Outcome>} outcome
 */
async function prepared(what, outcome) {
  const { ok, output } = await outcome;
  if (!ok) throw new NotPrepared(`${output.trimEnd()}\n${what} failed, so no test was run.`);
}

/**
 * @param {string} browser
 * @param {readonly string[]} args
 * @returns {Promise<Verdict>}
 */
function runVitest(browser, args) {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--config', 'test/vitest.config.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...MARK, CHROMIUM_BIN: browser, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const interrupt = () => {
    interrupted = true;
    child.kill('SIGTERM');
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

  /** Stands until the reporter speaks: a run that dies before has failed. */
  let verdict = { passed: 0, failed: 1, skipped: 0 };
  child.on('message', (message) => {
    verdict = /** @type {Verdict} */ (message);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve(code === 0 ? verdict : { ...verdict, failed: Math.max(verdict.failed, 1) }));
  });
}

/** Each process that the tests left running is a failure of theirs, except when the run was cut short. */
async function countLeftOvers() {
  const stopped = await stopLeftOvers(interrupted ? 0 : GRACE_MS);
  if (interrupted) return 0;
  for (const left of stopped) process.stdout.write(`Left running by the tests, stopped now: ${left}\n`);
  return stopped.length;
}

/** @param {Verdict} verdict */
function finish({ passed, failed, skipped }) {
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

try {
  await prepared('Generating', generate());
  await prepared('Building the widgets', pnpm(['--filter', '@kinerja/widgets', 'build']));
  const given = process.argv.slice(2);
  const verdict = await runVitest(provideChromium(), given[0] === '--' ? given.slice(1) : given);
  finish({ ...verdict, failed: verdict.failed + (await countLeftOvers()) });
} catch (error) {
  if (!(error instanceof NotPrepared || error instanceof NoProgram)) throw error;
  process.stdout.write(`${error.message}\n`);
  finish({ passed: 0, failed: 1, skipped: 0 });
}
