import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bundleAlone } from '../support/bundle.ts';
import { readSyntax } from '../support/script-syntax.ts';
import { weigh } from '../support/weight.ts';
import { ALONE, COUNTS, FILES, type WeightLimit } from './limits.ts';

const WIDGETS = fileURLToPath(new URL('../../widgets/', import.meta.url));
const names = readdirSync(`${WIDGETS}dist`).filter((name) => name.endsWith('.js'));
const read = (name: string) => readFileSync(`${WIDGETS}dist/${name}`);

test('every file has a limit, and every limit a file', () => {
  expect(names.toSorted()).toEqual(Object.keys(FILES).toSorted());
});

describe.each(names)('%s', (name) => {
  const file = read(name);
  const text = file.toString();
  const sourceType = name.endsWith('.iife.js') ? 'script' : 'module';

  test('stays within its limit', () => {
    const { min, gzip, brotli } = weigh(file);
    process.stdout.write(`${name}: ${min} B, gzip ${gzip}, brotli ${brotli}\n`);
    const limit = FILES[name] as WeightLimit;
    expect(gzip).toBeLessThanOrEqual(limit.gzip.limit);
    expect(brotli).toBeLessThanOrEqual(limit.brotli.limit);
  });

  test('is ES2020, and imports nothing but files beside it', () => {
    const { imports, expressions } = readSyntax(text, { ecmaVersion: 2020, sourceType });
    for (const named of imports) {
      expect(named).toMatch(/^\.\/[\w.-]+$/);
      expect(existsSync(`${WIDGETS}dist/${named}`), named).toBe(true);
    }
    // Of ES2018, and still a syntax error in Safari before 16.4.
    expect(expressions.filter((source) => /\(\?<[=!]/.test(source))).toEqual([]);
  });

  test('holds no document, no inline style and no way to make markup of text', () => {
    expect(text).not.toMatch(/query RatingForm|mutation SubmitFeedback|unsafeHTML|insertAdjacentHTML|\beval\(/);
    // The builder prints snippets for others, one of them for policies that allow inline styles.
    if (name !== 'builder.js') expect(text).not.toContain('style="');
  });
});

test.each([
  ['a raw decorator', '@property() class A {}'],
  ['a private field', 'class A { #a = 1; }'],
  ['a static block', 'class A { static { a(); } }'],
  ['a logical assignment', 'a ??= 1;'],
  ['await at the top level', 'await a;'],
  ['a regular expression with indices', '/a/d'],
])('%s is not ES2020', (_, text) => {
  expect(() => readSyntax(text, { ecmaVersion: 2020 })).toThrow(SyntaxError);
});

test.each(Object.entries(ALONE))('%s alone stays within its limit', async (widget, limit) => {
  const { min, gzip, brotli } = weigh(await bundleAlone(widget));
  process.stdout.write(`${widget} alone: ${min} B, gzip ${gzip}, brotli ${brotli}\n`);
  expect(gzip).toBeLessThanOrEqual(limit.gzip.limit);
  expect(brotli).toBeLessThanOrEqual(limit.brotli.limit);
});

test('the widgets depend on lit alone', () => {
  const { dependencies }: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(`${WIDGETS}package.json`, 'utf8'),
  );
  const others = Object.entries(dependencies).filter(
    ([name, version]) => name !== 'lit' && !/^workspace:/.test(version),
  );
  expect(others).toHaveLength(COUNTS.dependencies.limit);
});
