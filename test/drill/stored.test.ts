import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating, submitted } from '../support/submit.ts';
import { compareWithStored } from './stored.ts';

/* What a drill looks for is found when it is there. */

const gateway = await startGateway({
  tenants: { bandung: { units: [{ name: 'Dinas', services: ['Umum'] }] } },
});
const { inspect } = gateway.database;
const sent = new Set<string>();
const confirmed = new Map<string, string>();

const rate = async (): Promise<string> => {
  const input = rating(gateway.tenants.bandung.service('Umum').id);
  const { receipt } = await submitted(gateway, input);
  sent.add(input.submissionKey);
  confirmed.set(input.submissionKey, receipt.code);
  return input.submissionKey;
};

const keys = await Promise.all(Array.from({ length: 5 }, rate));

test('nothing is broken when everything is stored as it was confirmed', async () => {
  expect(await compareWithStored({ inspect, sent }, confirmed)).toEqual({ stored: keys.length, broken: [] });
});

test.each([
  [
    'a confirmed rating that is gone',
    'delete from feedback where submission_key = $1',
    /was confirmed and is not stored$/,
  ],
  [
    'a rating under another receipt',
    "update receipt set receipt_hash = sha256('x') where submission_key = $1",
    /is stored under another receipt than/,
  ],
  [
    'a rating that no event tells of',
    `delete from audit_event where action = 'feedback.received'
       and subject = (select id::text from feedback where submission_key = $1)`,
    /: 1 ratings, 0 events of receiving it$/,
  ],
  [
    'an event of a rating that is not there',
    `insert into audit_event select (jsonb_populate_record(audit_event,
       jsonb_build_object('id', gen_random_uuid(), 'subject', $1::text))).* from audit_event
     where action = 'feedback.received' limit 1`,
    /: 0 ratings, 1 events of receiving it$/,
  ],
  [
    'a rating too many in the tally',
    'update tally set ratings = ratings + 1 where exists (select from feedback where submission_key = $1)',
    /^tally of .*, counted again /,
  ],
])('%s is found', async (_, harm, words) => {
  const key = await rate();
  const before = await compareWithStored({ inspect, sent }, confirmed);
  await inspect(harm, [key]);
  const { broken } = await compareWithStored({ inspect, sent }, confirmed);
  expect(broken.filter((one) => !before.broken.includes(one))).toContainEqual(expect.stringMatching(words));
});

test('a rating that nobody sent is found', async () => {
  const key = await rate();
  sent.delete(key);
  const { broken } = await compareWithStored({ inspect, sent }, confirmed);
  expect(broken).toContain(`${key} is stored, and nobody sent it`);
});
