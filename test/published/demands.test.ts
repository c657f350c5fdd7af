import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');

const promises = [...read('docs/demands.md').matchAll(/^\| (.+?) \| .+ \| (\S+\.test\.ts): (.+) \|$/gm)].map(
  ([, complaint = '', file = '', title = '']) => [complaint, file, title] as const,
);

test('docs/demands.md makes a promise in every row of its table', () => {
  const rows = read('docs/demands.md').match(/^\| (?!complaint|---).+$/gm) ?? [];
  expect(promises).toHaveLength(rows.length);
  expect(promises.length).toBeGreaterThan(20);
});

test.each(promises)('"%s" is answered by a test of %s', (_complaint, file, title) => {
  expect(existsSync(`${ROOT}test/${file}`)).toBe(true);
  expect(read(`test/${file}`)).toContain(title);
});

/** Words by which lists of blockers find advertising, counting and questioning of visitors, as a part of an address. */
const BLOCKED =
  /\b(ads?|adv|advert\w*|banners?|sponsor\w*|analytics?|track\w*|beacons?|pixels?|telemetry|stats?|counter|popup|survey|feedback-widget)\b/i;

test('no address that pages load has a word that blockers look for', () => {
  const files = readdirSync(`${ROOT}widgets/dist`).filter((name) => name.endsWith('.js'));
  const operations = readdirSync(`${ROOT}schema/operations`).map((name) => name.replace('.graphql', ''));
  const addresses = [
    ...files.map((name) => `/widgets/1.0.0/${name}`),
    ...operations.map((name) => `/graphql?documentId=0&operationName=${name}`),
    ...[
      '/form/service_x',
      '/poster/service_x.svg',
      '/nilai/x',
      '/tanda-terima/x',
      '/builder',
      '/konsol',
      '/widgets/versions.json',
    ],
  ];
  expect(addresses.length).toBeGreaterThan(20);
  expect(addresses.filter((address) => BLOCKED.test(address))).toEqual([]);
  expect(BLOCKED.test('/js/ads/banner.js')).toBe(true);
});
