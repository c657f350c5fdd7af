import { RatingFormOperation } from '@kinerja/schema/operations';
import { describe, expect, test } from 'vitest';
import { addApiClient } from '../support/api-clients.ts';
import { type Answer, startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';

/* Ad-hoc documents spend points: of a network, or of an API client. What is left is told before it is gone. */

const POINTS = 200_000;
const POINTS_OF_CLIENT = 1_000_000;

const gateway = await startGateway({
  limitQueries: true,
  trustedProxies: '127.0.0.0/8, ::1',
  tenants: { bandung: { units: [{ name: 'Dinas', services: ['KTP-el'] }], sites: { situs: ['*'] } } },
});
const { bandung } = gateway.tenants;
const ktp = bandung.service('KTP-el').id;
const client = await addApiClient(gateway.database, bandung, 'read');
const sibling = await addApiClient(gateway.database, bandung, 'read');

type Headers = Readonly<Record<string, string>>;
const from = (address: string): Headers => ({ 'X-Forwarded-For': address });

/** A document of about so many points; it asks for a region that is not there, so that counting is all the work. */
const costing = (points: number) => {
  const fields = Array.from({ length: Math.floor(points / 100) - 3 }, (_, at) => `a${at}: name`).join(' ');
  return `{ tenant(code: "99.99") { units(first: 100) { edges { node { ${fields} } } } } }`;
};
const LARGE = costing(4900);
const SMALL = '{ tenant(code: "32.73") { name } }';

const costIn = ({ extensions }: Pick<Answer<unknown>, 'extensions'>) => {
  if (extensions?.cost === undefined) throw new Error('No cost is told.');
  return extensions.cost;
};

/** Asks until the points do not suffice; the answer that says so, and the points that were spent before. */
const useUp = async (document: string, headers: Headers) => {
  for (let spent = 0; spent < 2 * POINTS_OF_CLIENT; ) {
    const answer = await gateway.ask(document, {}, headers);
    if (answer.status === 429) return { answer, spent };
    spent += costIn(answer).requested.complexity;
  }
  throw new Error('Nobody was ever told to wait.');
};

describe('the budget of a network', () => {
  test('is told with each answer, in the words of the draft for RateLimit headers', async () => {
    const address = from('198.51.100.7');
    const first = await gateway.ask(SMALL, {}, { ...address, Origin: 'https://dasbor.example.go.id' });
    expect(costIn(first)).toMatchObject({ requested: { complexity: 2 }, remaining: POINTS - 2 });
    expect(first.headers.get('RateLimit-Policy')).toBe(`"anonymous";q=${POINTS};w=60`);
    expect(first.headers.get('RateLimit')).toMatch(new RegExp(`^"anonymous";r=${POINTS - 2};t=([1-9]|[1-5]\\d|60)$`));
    expect(first.headers.get('Access-Control-Expose-Headers')).toBe('Retry-After, RateLimit, RateLimit-Policy');
    const second = await gateway.ask(LARGE, {}, address);
    expect(costIn(second).remaining).toBe(POINTS - 2 - costIn(second).requested.complexity);
  });

  test('is not spent by what is not run', async () => {
    const address = from('198.51.101.7');
    const lists =
      '{ tenant(code: "32.73") { units(first: 100) { edges { node { services { unit { services { name } } } } } } } }';
    expect(await gateway.ask(lists, {}, address)).toMatchObject({ status: 400 });
    expect(await gateway.ask('{ nothing }', {}, address)).toMatchObject({ status: 400 });
    expect(costIn(await gateway.ask(SMALL, {}, address)).remaining).toBe(POINTS - 2);
  });

  test('is enough for hundreds of pages of figures a minute', async () => {
    const page = `{ tenant(code: "32.73") { name units(first: 20) { edges { node { name satisfactionIndex { value grade ratings } } } }
      unitLeaderboard(kind: "dinas") { state rows { unit { name } band index grade ratings interval { lower upper } } } } }`;
    const { requested } = costIn(await gateway.ask(page, {}, from('198.51.102.7')));
    expect(POINTS / requested.complexity).toBeGreaterThan(500);
  });

  describe('once it is spent', async () => {
    const address = from('203.0.113.7');
    const { answer, spent } = await useUp(LARGE, address);

    test('ends a query with 429, with what it wanted, what is left and how long to wait', () => {
      const wanted = costIn(answer).requested.complexity;
      const left = POINTS - spent;
      const [error] = answer.errors;
      const wait = Number(answer.headers.get('Retry-After'));
      expect(left).toBeLessThan(wanted);
      expect(answer.data ?? null).toBeNull();
      expect(error).toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: wait } });
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
      const words = (points: number) => points.toLocaleString('id');
      expect(error?.message).toBe(
        `Anggaran kueri jaringan ini tidak cukup: kueri ini butuh ${words(wanted)} poin, tersisa ${words(left)} dari 200.000 poin per 60 detik. Coba lagi dalam ${wait} detik, atau minta isian yang lebih sedikit.`,
      );
      expect(costIn(answer).remaining).toBe(left);
      expect(answer.headers.get('RateLimit')).toBe(`"anonymous";r=${left};t=${wait}`);
      expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After');
    });

    test('holds for every caller that takes JSON of either kind', async () => {
      const { status } = await gateway.ask(LARGE, {}, { ...address, Accept: 'application/json' });
      expect(status).toBe(429);
    });

    test('still answers a small question, as what was refused cost nothing', async () => {
      expect(await gateway.ask(SMALL, {}, address)).toMatchObject({ status: 200, errors: [] });
    });

    test('holds for all addresses of that network, and for no other network', async () => {
      expect(await gateway.ask(LARGE, {}, from('203.0.113.250'))).toMatchObject({ status: 429 });
      expect(await gateway.ask(LARGE, {}, from('203.0.114.7'))).toMatchObject({ status: 200 });
      expect(await gateway.ask(LARGE, {}, from('2001:db8:7::1'))).toMatchObject({ status: 200 });
    });

    test('leaves the widgets alone: their documents cost nothing', async () => {
      const search = new URLSearchParams({
        documentId: RatingFormOperation.id,
        variables: JSON.stringify({ service: ktp }),
      });
      const response = await gateway.fetch(`/graphql?${search}`, {
        headers: { ...address, 'x-kinerja-site-key': 'situs' },
      });
      expect(response.status).toBe(200);
      expect(response.headers.get('RateLimit')).toBeNull();
      expect(response.headers.get('Access-Control-Expose-Headers')).toBe('Retry-After');
    });

    test('holds up nobody who is signed in, or asks with a key', async () => {
      const { Siti } = await seedEmployees(gateway.database.database, bandung, [
        { name: 'Siti', unit: 'Dinas', post: 'Analis' },
      ]);
      const asSiti = await signIn(gateway, bandung, Siti.uuid);
      const signedIn = await asSiti(LARGE, {}, address);
      expect(signedIn.status).toBe(200);
      expect(costIn(signedIn).remaining).toBeUndefined();
      expect(signedIn.headers.get('RateLimit')).toBeNull();
      expect(await gateway.ask(LARGE, {}, { ...address, ...client.headers })).toMatchObject({ status: 200 });
    });
  });
});

test('an answer that is kept for everybody says what it cost, and nothing of whoever asked first', async () => {
  const search = new URLSearchParams({ query: SMALL });
  const ask = (address: string) => gateway.fetch(`/graphql?${search}`, { headers: from(address) });
  const first = await ask('192.0.2.7');
  expect(first.headers.get('Cache-Control')).toContain('public');
  expect(first.headers.get('RateLimit')).toBeNull();
  const body = await first.text();
  expect(JSON.parse(body).extensions.cost).toMatchObject({ requested: { complexity: 2 } });
  expect(body).not.toContain('remaining');
  expect(await (await ask('198.51.100.9')).text()).toBe(body);
});

test('an API client has a larger budget, one of its own, wherever it asks from', async () => {
  const { answer, spent } = await useUp(costing(9800), { ...client.headers, ...from('192.0.2.7') });
  expect(spent).toBeGreaterThan(POINTS_OF_CLIENT - 20_000);
  expect(answer.errors[0]?.extensions?.code).toBe('RATE_LIMITED');
  expect(answer.errors[0]?.message).toMatch(/^Anggaran kueri klien API ini tidak cukup: .+ dari 1\.000\.000 poin/);
  expect(answer.headers.get('RateLimit-Policy')).toBe(`"client";q=${POINTS_OF_CLIENT};w=60`);
  const elsewhere = from('192.0.3.7');
  expect(await gateway.ask(LARGE, {}, { ...elsewhere, ...sibling.headers })).toMatchObject({ status: 200 });
  expect(await gateway.ask(costing(9800), {}, { ...elsewhere, ...client.headers })).toMatchObject({ status: 429 });
});
