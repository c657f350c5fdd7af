import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const statement = readFileSync(`${ROOT}docs/accessibility.md`, 'utf8');
const files = [...statement.matchAll(/\| (\S+\.test\.ts) \|$/gm)].map(([, file = '']) => file);

test('each row of the conformance statement names its test', () => {
  const rows = statement.match(/^\| (?!what|---).+$/gm) ?? [];
  expect(files).toHaveLength(rows.length);
  expect(files.length).toBeGreaterThan(10);
});

test.each([...new Set(files)])('%s, which the conformance statement names, is there', (file) => {
  expect(existsSync(`${ROOT}test/browser/${file}`)).toBe(true);
});
