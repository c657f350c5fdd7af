import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating, submit } from '../support/submit.ts';

/* What is kept of the network that a rating came from (TRUST 4.3, S44, S45): a pseudonym, for thirty days. */

const units = [{ name: 'Disdukcapil', services: ['KTP-el'] }];
const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  trustedProxies: '127.0.0.0/8, ::1',
  tenants: { bandung: { units }, palu: { code: '72.71', zone: 'Asia/Makassar', units } },
});
const { inspect } = gateway.database;
const { bandung, palu } = gateway.tenants;

interface Stored {
  readonly source: string | null;
}
const newest = async (): Promise<string | null> => {
  const [row] = await inspect<Stored>(`select encode(source, 'hex') as source from feedback order by id desc limit 1`);
  return row?.source ?? null;
};

/** The pseudonym that a rating from an address gets. */
const rate = async (address: string, tenant: typeof bandung | typeof palu = bandung, more: object = {}) => {
  const input = rating(tenant.service('KTP-el').id, more);
  expect(await submit(gateway, input, { 'X-Forwarded-For': address })).toMatchObject({
    __typename: 'SubmitFeedbackSuccess',
  });
  return newest();
};

test('one network has one pseudonym all day, and another network another', async () => {
  const source = await rate('203.0.113.7');
  expect(source).toMatch(/^[0-9a-f]{32}$/);
  gateway.clock.set('2026-08-19T16:59:59Z');
  expect(await rate('203.0.113.250')).toBe(source);
  expect(await rate('198.51.100.1')).not.toBe(source);
  const modern = await rate('2001:db8:1::5');
  expect(await rate('2001:0db8:0001:ffff::9')).toBe(modern);
  expect(await rate('2001:db8::1')).not.toBe(modern);
});

test('on another day of the region, and in another region, it has an unrelated one', async () => {
  const seen = [await rate('203.0.113.7'), await rate('203.0.113.7', palu)];
  // Midnight in Bandung; in Palu it was an hour before.
  gateway.clock.set('2026-08-19T17:00:00Z');
  seen.push(await rate('203.0.113.7'));
  gateway.clock.set('2026-08-20T17:00:00Z');
  seen.push(await rate('203.0.113.7'), await rate('203.0.113.7', palu));
  expect(new Set(seen).size).toBe(seen.length);
});

test('of what is no rating nothing is kept', async () => {
  const words = { kind: 'COMPLAINT', answers: undefined, comment: 'Antre lama.' };
  expect(await rate('203.0.113.7', bandung, words)).toBeNull();
});

test('no address is in the database', async () => {
  const [dump] = await inspect<{ text: string }>(
    `select string_agg(row::text, ' ') as text from (
       select to_jsonb(feedback) from feedback union all select to_jsonb(audit_event) from audit_event
       union all select to_jsonb(source_key) from source_key) as all_rows (row)`,
  );
  for (const address of ['203.0.113', '198.51.100', '2001:db8']) expect(dump?.text).not.toContain(address);
});

test('many ratings that begin a day at once use one key', async () => {
  gateway.clock.set('2026-08-25T07:00:00Z');
  await Promise.all(
    Array.from({ length: 12 }, () =>
      submit(gateway, rating(bandung.service('KTP-el').id), { 'X-Forwarded-For': '203.0.113.7' }),
    ),
  );
  expect(
    await inspect(
      `select count(*)::integer as ratings, count(distinct source)::integer as sources from feedback where received_at = $1`,
      ['2026-08-25T07:00:00Z'],
    ),
  ).toEqual([{ ratings: 12, sources: 1 }]);
});

test('after thirty days pseudonyms and keys are gone, and the ratings stay', async () => {
  const days = () => inspect<{ day: string }>('select distinct day::text as day from source_key order by 1');
  const known = () =>
    inspect(
      `select count(*)::integer as ratings, count(source)::integer as sources from feedback where kind = 'RATING'`,
    );
  gateway.clock.set('2026-09-18T02:00:00Z');
  await gateway.tick();
  expect(await days()).toContainEqual({ day: '2026-08-19' });
  expect(await known()).toEqual([{ ratings: 23, sources: 23 }]);
  gateway.clock.set('2026-09-20T02:00:00Z');
  await gateway.tick();
  expect(await days()).toEqual([{ day: '2026-08-21' }, { day: '2026-08-25' }]);
  expect(await known()).toEqual([{ ratings: 23, sources: 14 }]);
  gateway.clock.set('2026-10-30T02:00:00Z');
  await gateway.tick();
  expect(await days()).toEqual([]);
  expect(await known()).toEqual([{ ratings: 23, sources: 0 }]);
});
