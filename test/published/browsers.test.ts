import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { GAPS } from '../browser/engines.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');
const page = read('docs/browsers.md');

test('docs/browsers.md tells what an engine leaves out, and nothing else', () => {
  const told = [...page.matchAll(/^\| (\S+\.test\.ts.*?) \| (.+) \|$/gm)].map(([, where, reason]) => [where, reason]);
  expect(told).toEqual(GAPS.map(({ file, test: title, reason }) => [title ? `${file}: ${title}` : file, reason]));
});

test.each(GAPS)('$file, which $engine leaves out, is there', ({ file, test: title }) => {
  expect(existsSync(`${ROOT}test/browser/${file}`)).toBe(true);
  expect(read(`test/browser/${file}`)).toContain(title ?? '');
});
