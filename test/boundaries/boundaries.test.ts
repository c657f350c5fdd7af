import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOMS } from './rooms.ts';

/*
 * A rule nobody has seen fail is not known to work: every line of rooms.ts is planted in a file of its own, in a folder
 * outside the checkout that has the checkout's rules, and the linter runs over all of them once.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RULES = 'test/boundaries/boundaries.grit';

const PLANTS = ROOMS.flatMap(({ file, refuses, permits }) => [
  ...Object.entries(refuses).flatMap(([because, lines]) => lines.map((line) => ({ file, line, because }))),
  ...permits.map((line) => ({ file, line, because: null })),
]).map((plant, bed) => ({ ...plant, path: `bed-${bed}/${plant.file}` }));

/** What is read of the linter's JSON report. */
interface Report {
  readonly diagnostics: readonly { category: string; message: string; location: { path: string } }[];
}

let messages: ReadonlyMap<string, readonly string[]> = new Map();
const messagesAt = (path: string) => messages.get(path) ?? [];

beforeAll(async () => {
  const garden = await mkdtemp(join(tmpdir(), 'kinerja-boundaries-'));
  afterAll(() => rm(garden, { recursive: true, force: true }));
  for (const file of ['biome.json', RULES]) await cp(join(ROOT, file), join(garden, file));
  for (const { path, line } of PLANTS) {
    await mkdir(join(garden, dirname(path)), { recursive: true });
    await writeFile(join(garden, path), `${line}\n`);
  }
  const { diagnostics }: Report = JSON.parse(await lint(garden));
  const ofRules = diagnostics.filter(({ category }) => category === 'plugin');
  messages = new Map(
    PLANTS.map(({ path }) => [path, ofRules.filter((d) => d.location.path === path).map((d) => d.message)]),
  );
}, 60_000);

/** The linter's report as JSON. It exits with 1 when it found something, as it should here. */
function lint(folder: string): Promise<string> {
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  return new Promise((resolve) => execFile(process.execPath, args, { cwd: folder }, (_, stdout) => resolve(stdout)));
}

describe.each(PLANTS)('$file', ({ path, line, because }) => {
  if (because) {
    test(`may not: ${line}`, () => expect(messagesAt(path)).toEqual([expect.stringContaining(because)]));
  } else {
    test(`may: ${line}`, () => expect(messagesAt(path)).toEqual([]));
  }
});

test('each rule has a planted violation', async () => {
  const rules = await readFile(join(ROOT, RULES), 'utf8');
  const inRules = [...rules.matchAll(/refuse\(\$\w+, `([^`]+)`\)/g)].map(([, message]) => message);
  expect(inRules.length).toBeGreaterThan(0);
  expect(new Set([...messages.values()].flat())).toEqual(new Set(inRules));
});
