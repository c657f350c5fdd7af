// @ts-check
// How the test runner and the checks run other programs: quietly, and telling all when one fails.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ readonly ok: boolean, readonly stdout: string, readonly output: string }} Outcome */

/**
 * Runs a program in the root of the project and keeps what it prints.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
export const run = (program, args) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', (error) => resolve({ ok: false, stdout, output: `${output}${program}: ${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, stdout, output }));
  });

/** @param {readonly string[]} args */
export const node = (args) => run(process.execPath, args);

/**
 * The pnpm that started this script; started without one, the one that the README names.
 *
 * @param {readonly string[]} args
 */
export const pnpm = (args) => {
  const own = process.env['npm_execpath'];
  if (!own || !process.env['npm_config_user_agent']?.startsWith('pnpm/')) return run('npx', ['-y', 'pnpm@12', ...args]);
  return /\.[cm]?js$/.test(own) ? node([own, ...args]) : run(own, args);
};

/** Generates what the packages import from the schema. */
export const generate = () => node([join(ROOT, 'schema/bin/generate.mjs')]);

/**
 * Runs a program in TypeScript in this terminal, with what was given to this one. It stops its servers and removes its files by
 * itself; a terminal tells it of Ctrl-C, too.
 *
 * @param {URL} program
 */
export function runHere(program) {
  const given = process.argv.slice(2).filter((argument) => argument !== '--');
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(program), ...given], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
