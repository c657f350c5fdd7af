// @ts-check
// `pnpm check`: every static check, all of them even when one fails, a line for each and what the failed ones said.
// `pnpm check --fix` first lets the linter write what it can safely correct.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { generate, node, pnpm, ROOT, run } from './commands.mjs';
import { changedFrozenFiles } from './frozen-files.mjs';
import { unwantedWords } from './unwanted-words.mjs';

/** @typedef {{ readonly ok: boolean, readonly output: string }} Result */
/** @typedef {readonly [name: string, check: () => Promise<Result>]} Check */

const bin = (/** @type {string} */ name) => join(ROOT, 'node_modules/.bin', name);

const biome = (/** @type {readonly string[]} */ args) => {
  const colors = process.stdout.isTTY ? 'force' : 'off';
  return run(bin('biome'), [...args, `--colors=${colors}`, '--max-diagnostics=100', '.']);
};

/** @type {(problems: readonly string[]) => Result} */
const noneOf = (problems) => ({ ok: problems.length === 0, output: problems.join('\n') });

/** What is tracked, or would be by the next `git add`. */
async function listFiles() {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const { ok, stdout, output } = await run('git', ['-c', 'safe.directory=*', ...list]);
  if (!ok) throw new Error(`The checks go by what git tracks, and git said: ${output}`);
  return stdout.split('\0').filter((file) => file && existsSync(join(ROOT, file)));
}

/**
 * Types, project by project; and each TypeScript file must belong to one of them.
 *
 * @param {readonly string[]} files
 * @returns {readonly Check[]}
 */
function typeChecks(files) {
  const checked = new Set();
  const checkProject = async (/** @type {string} */ project) => {
    const { ok, output } = await run(bin('tsc'), ['--project', project, '--listFiles']);
    const [paths, told] = partition(output.split('\n'), (line) => line.startsWith('/') && existsSync(line));
    for (const path of paths) checked.add(relative(ROOT, path));
    return { ok, output: told.join('\n') };
  };
  const checkCover = async () => {
    const sources = files.filter((file) => file.endsWith('.ts'));
    return noneOf(sources.filter((file) => !checked.has(file)).map((file) => `${file}: no tsconfig.json includes it`));
  };
  const projects = files.filter((file) => /.\/tsconfig[^/]*\.json$/.test(file));
  return [
    ...projects.map((project) => /** @type {Check} */ ([`types: ${project}`, () => checkProject(project)])),
    ['types: every file', checkCover],
  ];
}

/** @type {(lines: readonly string[], test: (line: string) => boolean) => [string[], string[]]} */
const partition = (lines, test) => [lines.filter(test), lines.filter((line) => !test(line))];

/** The committed SDL is what the gateway prints. */
async function checkPrintedSchema() {
  const { ok, stdout, output } = await node(['--import', 'tsx', 'gateway/src/print-schema.ts']);
  if (!ok) return { ok, output };
  const printed = stdout.trimEnd().split('\n');
  const committed = readFileSync(join(ROOT, 'schema/schema.graphql'), 'utf8').trimEnd().split('\n');
  if (printed.join('\n') === committed.join('\n')) return noneOf([]);
  const differs = printed.findIndex((line, index) => line !== committed[index]);
  const line = differs < 0 ? printed.length : differs;
  return noneOf([
    `schema/schema.graphql:${line + 1}: ${committed[line] ?? '(ends before)'}`,
    `the gateway prints: ${printed[line] ?? '(ends before)'}`,
    'If that is meant: node --import tsx gateway/src/print-schema.ts > schema/schema.graphql',
  ]);
}

/** @type {(check: Check) => Promise<boolean>} */
async function passes([name, check]) {
  const start = performance.now();
  const { ok, output } = await check();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)\n${ok ? '' : `${output.trimEnd()}\n\n`}`);
  return ok;
}

const files = await listFiles();

/** @type {readonly Check[]} */
const checks = [
  ['generating', generate],
  ['format, lint and boundaries', () => biome(process.argv.includes('--fix') ? ['check', '--write'] : ['ci'])],
  ...typeChecks(files),
  ['unused files, exports and dependencies', () => run(bin('knip'), ['--no-progress', '--no-config-hints'])],
  ['printed SDL', checkPrintedSchema],
  ['frozen files', async () => noneOf(await changedFrozenFiles())],
  ['lockfile', () => pnpm(['install', '--frozen-lockfile', '--lockfile-only', '--offline'])],
  ['unwanted words', async () => noneOf(await unwantedWords(files))],
];

let passed = 0;
for (const check of checks) if (await passes(check)) passed += 1;
const failed = checks.length - passed;
process.stdout.write(`${passed} checks passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
