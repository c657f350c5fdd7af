import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating, submitted } from '../support/submit.ts';

/*
 * TRUST section 1, Time: the server's clock decides the day, in the region's own zone. What waited on a device counts where it
 * belongs when it is at most seven days old and its month is not closed; otherwise it counts today and is marked.
 */

const units = [{ name: 'Disdukcapil', services: ['KTP-el'] }];
const gateway = await startGateway({
  tenants: {
    bandung: { units },
    palu: { code: '72.71', zone: 'Asia/Makassar', units },
    jayapura: { code: '91.71', name: 'Kota Jayapura', zone: 'Asia/Jayapura', units },
  },
});
const { bandung, palu, jayapura } = gateway.tenants;

const countedOn = async (tenant: typeof bandung, receivedAt: string, submittedAt?: string) => {
  gateway.clock.set(receivedAt);
  const input = rating(tenant.service('KTP-el').id, { submittedAt: submittedAt ?? null });
  const { receipt } = await submitted(gateway, input);
  expect(receipt.receivedAt).toBe(new Date(receivedAt).toISOString());
  const [row] = await gateway.database.inspect<{ day: string; late: boolean; tallied: number }>(
    `select counted_on::text as day, late,
            (select count(*)::integer from tally where tally.tenant_id = feedback.tenant_id and tally.counted_on = feedback.counted_on) as tallied
     from feedback where submission_key = $1`,
    [input.submissionKey],
  );
  expect(row?.tallied).toBeGreaterThan(0);
  return `${row?.day}${row?.late === true ? ' late' : ''}`;
};

describe('the same instant belongs to the day it is in each region:', () => {
  test.each([
    ['2026-08-31T14:59:59.999Z', '2026-08-31', '2026-08-31', '2026-08-31'],
    ['2026-08-31T15:00:00.000Z', '2026-08-31', '2026-08-31', '2026-09-01'],
    ['2026-08-31T15:59:59.999Z', '2026-08-31', '2026-08-31', '2026-09-01'],
    ['2026-08-31T16:00:00.000Z', '2026-08-31', '2026-09-01', '2026-09-01'],
    ['2026-08-31T16:59:59.999Z', '2026-08-31', '2026-09-01', '2026-09-01'],
    ['2026-08-31T17:00:00.000Z', '2026-09-01', '2026-09-01', '2026-09-01'],
    ['2026-12-31T16:30:00.000Z', '2026-12-31', '2027-01-01', '2027-01-01'],
  ])('%s', async (instant, wib, wita, wit) => {
    expect(await countedOn(bandung, instant)).toBe(wib);
    expect(await countedOn(palu, instant)).toBe(wita);
    expect(await countedOn(jayapura, instant)).toBe(wit);
  });
});

describe('what waited on a device, in Bandung', () => {
  test.each([
    ['three days, into a month that is still open', '2026-09-03T02:00:00Z', '2026-08-31T10:00:00Z', '2026-08-31'],
    ['a minute, over midnight', '2026-08-31T17:00:30Z', '2026-08-31T16:59:30Z', '2026-08-31'],
    [
      'until the last moment before its month closes',
      '2026-09-07T16:59:59.999Z',
      '2026-08-31T16:59:59.999Z',
      '2026-08-31',
    ],
    ['until its month has closed', '2026-09-07T17:00:00Z', '2026-08-31T16:59:59.999Z', '2026-09-08 late'],
    ['exactly seven days, within a month', '2026-08-20T07:00:00Z', '2026-08-13T07:00:00Z', '2026-08-13'],
    ['a millisecond more than seven days', '2026-08-20T07:00:00.001Z', '2026-08-13T07:00:00Z', '2026-08-20 late'],
    ['eight days', '2026-08-20T07:00:00Z', '2026-08-12T07:00:00Z', '2026-08-20 late'],
    ['ten years, by its own clock', '2026-08-20T07:00:00Z', '2016-08-20T07:00:00Z', '2026-08-20 late'],
    ['for ten years to come, by its own clock', '2026-08-20T07:00:00Z', '2036-08-20T07:00:00Z', '2026-08-20 late'],
    ['until tomorrow, by its own clock', '2026-08-20T07:00:00Z', '2026-08-21T07:00:00Z', '2026-08-20 late'],
    ['some minutes that are still to come', '2026-08-20T07:00:00Z', '2026-08-20T07:05:00Z', '2026-08-20'],
    ['some hours of the same day', '2026-08-20T15:00:00Z', '2026-08-20T01:00:00Z', '2026-08-20'],
    ['told in another zone', '2026-09-01T02:00:00Z', '2026-09-01T00:30:00+08:00', '2026-08-31'],
  ])('%s', async (_, receivedAt, submittedAt, expected) => {
    expect(await countedOn(bandung, receivedAt, submittedAt)).toBe(expected);
  });
});

/*
 * Submits that were received in the last moment may still be on their way: figures are made a minute after the closing, and
 * shown half a minute later, so that no reader finds a closed period without them.
 */
test('a month closes seven days after its end by the region’s own midnight', async () => {
  const at = async (instant: string) => {
    gateway.clock.set(instant);
    await gateway.tick();
    const { data } = await gateway.ask<{ tenant: { unitLeaderboard: { closed: boolean } } }>(
      '{ tenant(code: "32.73") { unitLeaderboard(kind: "dinas", period: "2026-10") { closed } } }',
    );
    const closures = await gateway.database.inspect(
      "select from period_closure where tenant_id = $1 and period = '2026-10'",
      [bandung.uuid],
    );
    return { made: closures.length === 1, shown: data.tenant.unitLeaderboard.closed };
  };
  expect(await at('2026-11-07T17:00:59.999Z')).toEqual({ made: false, shown: false });
  expect(await at('2026-11-07T17:01:00Z')).toEqual({ made: true, shown: false });
  expect(await at('2026-11-07T17:01:29.999Z')).toEqual({ made: true, shown: false });
  expect(await at('2026-11-07T17:01:30Z')).toEqual({ made: true, shown: true });
});

test('a month that was closed stays closed when the server’s clock is put back', async () => {
  expect(await countedOn(bandung, '2026-10-31T10:00:00Z')).toBe('2026-10-31');
  gateway.clock.set('2026-11-07T17:02:00Z');
  await gateway.tick();
  expect(await countedOn(bandung, '2026-11-07T09:00:00Z', '2026-10-31T16:00:00Z')).toBe('2026-11-07 late');
  expect(await countedOn(bandung, '2026-11-07T09:00:00Z', '2026-11-06T16:00:00Z')).toBe('2026-11-06');
});
