import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test, vi } from 'vitest';
import type { AttributeRules } from '../attributes.ts';
import { exampleOf, listedValues } from './attribute-examples.ts';

/** What the tags are claimed for, as a browser would be told. */
const claimed = new Map<string, { readonly attributeRules: AttributeRules }>();

const SOURCE = fileURLToPath(new URL('..', import.meta.url));

beforeAll(async () => {
  vi.stubGlobal('HTMLElement', class {});
  vi.stubGlobal('location', new URL('https://dukcapil.example.go.id/'));
  vi.stubGlobal('customElements', {
    get: (tag: string) => claimed.get(tag),
    define: (tag: string, widget: { readonly attributeRules: AttributeRules }) => claimed.set(tag, widget),
  });
  const rooms = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('define.ts'));
  for (const path of rooms.sort()) await import(/* @vite-ignore */ `${SOURCE}${path}`);
});

/** `siteKey` is `site-key` on the page. */
const named = (rules: AttributeRules) =>
  Object.entries(rules).map(([property, rule]) => [property.replace(/[A-Z]/g, '-$&').toLowerCase(), rule] as const);

test('attributes.json, which the doctor of the command line goes by, is what the classes say', async () => {
  const written = [...claimed].map(([tag, { attributeRules }]) => [
    tag,
    Object.fromEntries(
      named(attributeRules).map(([name, { pattern, vital }]) => [
        name,
        { pattern: pattern.source, ...(pattern.flags && { flags: pattern.flags }), ...(vital && { vital }) },
      ]),
    ),
  ]);
  const json = `${JSON.stringify(Object.fromEntries(written), null, 2)}\n`;
  await expect(json).toMatchFileSnapshot('../../attributes.json');
});

test('every rule has an example, and takes it', () => {
  expect(claimed.size).toBeGreaterThan(2);
  for (const { attributeRules } of claimed.values())
    for (const [name, { pattern }] of named(attributeRules)) {
      const example = exampleOf(name, pattern);
      expect(example, name).not.toBe(pattern.source);
      // An id is shown with its end left out.
      for (const value of example.split(', ')) expect(value.replace('…', ''), name).toMatch(pattern);
    }
});

test('a list of words is told from a pattern', () => {
  expect(listedValues(/^(steps|all)?$/)).toEqual(['steps', 'all']);
  expect(listedValues(/^unit_[\w-]+$/)).toEqual([]);
});
