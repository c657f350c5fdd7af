import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');

/** What users complain about, and what attackers want: each row ends with the file and title of the test that holds its answer. */
const promises = ['docs/demands.md', 'docs/threat-model.md'].flatMap((document) => {
  const [, ...rows] = read(document).match(/^\| (?!---).+$/gm) ?? [];
  return rows.map((row) => {
    const [, complaint = '', file = '', title = ''] = /^\| (.+?) \| .+ \| (\S+\.test\.ts): (.+) \|$/.exec(row) ?? [];
    return [document, complaint || row, file, title] as const;
  });
});

test('both documents make promises', () => {
  for (const document of ['docs/demands.md', 'docs/threat-model.md'])
    expect(promises.filter(([of]) => of === document).length, document).toBeGreaterThan(15);
});

test.each(promises)('%s: "%s" is answered by a test of %s', (_document, _complaint, file, title) => {
  expect(file).not.toBe('');
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
