import { UnitLeaderboardOperation } from '@kinerja/schema/operations';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating, submitAll, submitByTens } from '../support/submit.ts';

/* Public answers by GET: kept, validated by ETag, and forgotten when a figure moves. */

const NOW = '2026-08-19T07:00:00Z';
const units = ['Puskesmas Garuda', 'Puskesmas Ibrahim Adjie', 'Puskesmas Puter'].map((name) => ({
  name,
  kind: 'puskesmas',
  services: [`Layanan ${name}`],
}));
const gateway = await startGateway({
  now: NOW,
  tenants: { bandung: { units }, palu: { code: '72.71', name: 'Kota Palu', zone: 'Asia/Makassar', units } },
});
const { bandung, palu } = gateway.tenants;

/** The news that a figure has moved reaches the cache a moment after it did. */
const SOON = { timeout: 5000 };

const ask = (search: Record<string, string>, headers: Record<string, string> = {}) =>
  gateway.fetch(`/graphql?${new URLSearchParams(search)}`, { headers });

const INDEX =
  '{ tenant(code: "32.73") { units { edges { node { name satisfactionIndex(period: "2026-08") { state ratings } } } } } }';
const board = (tenant: string) => ({
  documentId: UnitLeaderboardOperation.id,
  variables: JSON.stringify({ tenant, kind: 'puskesmas', period: '2026-Q3' }),
});

const ratings = (name: string, count: number) =>
  Array.from({ length: count }, () => rating(bandung.service(`Layanan ${name}`).id));

describe('a public answer by GET', () => {
  test('may be kept for seconds, and longer when the gateway is away', async () => {
    const response = await ask({ query: INDEX });
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=5, s-maxage=30, stale-if-error=900');
    expect(response.headers.get('Vary')).toBe('Accept, Accept-Encoding, Authorization');
    expect(response.headers.get('Set-Cookie')).toBeNull();
  });

  test('has a strong ETag, and is not sent again to whom it is known', async () => {
    const first = await ask({ query: INDEX });
    const etag = first.headers.get('ETag') ?? '';
    expect(etag).toMatch(/^"[\w-]{20,}"$/);
    const again = await ask({ query: INDEX }, { 'If-None-Match': etag });
    expect(again.status).toBe(304);
    expect(again.headers.get('ETag')).toBe(etag);
    expect(await again.text()).toBe('');
    expect((await ask({ query: INDEX }, { 'If-None-Match': '"another"' })).status).toBe(200);
  });

  test('has another ETag when it says something else', async () => {
    const etag = async (query: string) => (await ask({ query })).headers.get('ETag');
    expect(await etag('{ tenant(code: "32.73") { name } }')).not.toBe(await etag('{ tenant(code: "72.71") { name } }'));
  });

  test('may be read by a page of any site', async () => {
    const response = await ask({ query: INDEX }, { Origin: 'https://pemda.example.go.id' });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
  });
});

describe('is never kept:', () => {
  test.each([
    ['an answer with an error in it', '{ tenant(code: "99.99") { name } }'],
    ['who is asking', '{ viewer { id } }'],
    ['a receipt', '{ feedbackReceipt(code: "3273-0000-0000-0000-0000") { code } }'],
    ['a challenge', `{ challenge(serviceId: "${bandung.service('Layanan Puskesmas Puter').id}") { expiresAt } }`],
    ['what is hidden in a fragment', 'query { ...V } fragment V on Query { viewer { id } }'],
    ['a mistake', '{ nothing }'],
  ])('%s', async (_, query) => {
    const response = await ask({ query });
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('ETag')).toBeNull();
  });

  test('an answer by POST', async () => {
    expect((await gateway.ask(INDEX)).headers.get('Cache-Control')).toBe('no-store');
  });
});

test('a kept answer is forgotten when a figure of its region moves, and only then', async () => {
  const figures = async () => (await ask({ query: INDEX })).json() as Promise<object>;
  const ofPalu = async () => (await ask(board(palu.code))).headers.get('ETag');
  const before = await figures();
  const paluBefore = await ofPalu();
  await submitAll(gateway, ratings('Puskesmas Garuda', 9));
  expect(await figures()).toEqual(before);
  await submitByTens(gateway, ratings('Puskesmas Garuda', 1));
  await expect.poll(figures, SOON).not.toEqual(before);
  expect(JSON.stringify(await figures())).toContain('{"state":"PUBLISHED","ratings":10}');
  expect(await ofPalu()).toBe(paluBefore);
});

test('a kept board is forgotten when it closes', async () => {
  const read = async () => ((await (await ask(board(bandung.code))).json()) as Board).data.tenant.unitLeaderboard;
  for (const { name } of units) await submitByTens(gateway, ratings(name, 30));
  await expect.poll(read, SOON).toMatchObject({ closed: false, rows: { length: 3 } });
  gateway.clock.set('2026-10-08T01:00:00Z');
  await gateway.tick();
  await expect.poll(read, SOON).toMatchObject({ closed: true, rows: { length: 3 } });
  gateway.clock.set(NOW);
});

test('answers of different accepts are kept apart', async () => {
  const type = async (accept: string) =>
    (await ask({ query: INDEX }, { Accept: accept })).headers.get('Content-Type')?.split(';')[0];
  expect(await type('application/json')).toBe('application/json');
  expect(await type('application/graphql-response+json')).toBe('application/graphql-response+json');
  expect(await type('application/json')).toBe('application/json');
});

const LONG = `{ tenant(code: "32.73") { ${Array.from({ length: 5 }, (_, index) => `u${index}: units(first: 3) { edges { node { id name kind } } }`).join(' ')} } }`;

test.each(['br', 'gzip'])(
  'an answer of some size goes compressed to those who take %s, with a tag of its own',
  async (encoding) => {
    const search = { query: LONG };
    const plain = await ask(search, { 'Accept-Encoding': 'identity' });
    for (const _time of ['worked out', 'from the cache']) {
      const response = await ask(search, { 'Accept-Encoding': encoding });
      expect(response.headers.get('Content-Encoding')).toBe(encoding);
      expect(response.headers.get('ETag')).not.toBe(plain.headers.get('ETag'));
      expect(Number(response.headers.get('Content-Length'))).toBeLessThan(
        Number(plain.headers.get('Content-Length')) / 2,
      );
      expect(await response.json()).toEqual(await plain.clone().json());
    }
    const small = await ask({ query: '{ __typename }' }, { 'Accept-Encoding': encoding });
    expect(small.headers.get('Content-Encoding')).toBeNull();
  },
);

test('headers that a shared cache would not tell apart change nothing about an answer', async () => {
  const body = async (headers: Record<string, string>) => (await ask({ query: INDEX }, headers)).text();
  const plain = await body({});
  for (const headers of [
    { 'Accept-Language': 'en' },
    { Cookie: 'session=1' },
    { 'X-Forwarded-Host': 'evil.example' },
    { Origin: 'https://evil.example' },
  ])
    expect(await body(headers)).toBe(plain);
});

interface Board {
  readonly data: { readonly tenant: { readonly unitLeaderboard: Readonly<Record<string, unknown>> } };
}
