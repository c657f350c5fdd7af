import { expect, test } from 'vitest';
import { isKept, report } from '../drill/report.ts';
import { createTestDatabase } from '../support/database.ts';
import type { Stand } from './host.ts';
import { dayByTheRule, findBroken } from './invariants.ts';
import { openLedger } from './ledger.ts';
import { openSimulator } from './simulator.ts';
import { answersEarly, believesDevices, forgetsKeys, renewsReceipts, reopensMonths } from './stands.ts';
import { countTried } from './tried.ts';

/* The worlds of `pnpm simulate`, a few of them: they keep every promise, are the same again, and a gateway that breaks one is found. */

const { database } = await createTestDatabase();
const simulate = await openSimulator(database);

const SEEDS = Array.from({ length: 24 }, (_, place) => place + 1);

test.each(SEEDS)(
  'in the world of seed %i nothing is lost, doubled, changed or counted in another period',
  async (seed) => {
    const { broken, ratings } = await simulate(seed);
    expect(broken).toEqual([]);
    expect(ratings).toBeGreaterThan(0);
  },
);

test.each([3, 12])('the world of seed %i is the same again, to the last line', async (seed) => {
  const first = await simulate(seed);
  const second = await simulate(seed);
  expect(first.trace.length).toBeGreaterThan(20);
  expect(second.trace).toEqual(first.trace);
});

/** The first world in which it is found out. */
const findOut = async (stand: Stand, words: RegExp) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const result = await simulate(seed, stand);
    if (result.broken.some((line) => words.test(line))) return result;
  }
  throw new Error('In 20 worlds nobody noticed.');
};

test.each([
  ['answers before it has stored', answersEarly, /was confirmed and is not stored/],
  ['counts on the day that a device claims', believesDevices, /counts on .*, not on /],
  ['takes ratings into a month that was closed', reopensMonths, /was closed with \d+ ratings, and \d+ count in it/],
  ['forgets under which key a rating was sent', forgetsKeys, /is stored, and nobody sent it/],
  ['makes out another receipt for what comes again', renewsReceipts, /has a second receipt/],
])('a gateway that %s is found out', async (_, stand, words) => {
  const { broken } = await findOut(stand, words);
  expect(broken).toContainEqual(expect.stringMatching(words));
});

test('what is broken is reported with its seed, and how to try that again', async () => {
  const tried = countTried();
  const found = await findOut(renewsReceipts, /second receipt/);
  tried.note(found);
  const result = tried.result();
  expect(isKept(result)).toBe(false);
  expect(report({ rows: 'R22' }, result)).toContain(`SIMULATE_SEED=${found.seed} npx -y pnpm@12 simulate`);
});

test('what was kept on a device, and neither arrived nor was given up in words, is found', async () => {
  const ledger = openLedger();
  const nothing = () => Promise.resolve([]);
  ledger.begin({ key: 'key', name: 'rating 1', answers: {}, submittedAt: 0 });
  expect(await findBroken(nothing, ledger, 'Asia/Jakarta')).toEqual([]);
  ledger.noteKept('key');
  expect(await findBroken(nothing, ledger, 'Asia/Jakarta')).toEqual([
    'rating 1 was kept on a device, has not arrived, and nobody was told',
  ]);
});

test.each([
  ['2026-09-03T02:00:00Z', '2026-08-31T10:00:00Z', '2026-08-31'],
  ['2026-09-07T16:59:59.999Z', '2026-08-31T16:59:59.999Z', '2026-08-31'],
  ['2026-09-07T17:00:00Z', '2026-08-31T16:59:59.999Z', '2026-09-08'],
  ['2026-08-20T07:00:00.001Z', '2026-08-13T07:00:00Z', '2026-08-20'],
  ['2026-08-20T07:00:00Z', '2036-08-20T07:00:00Z', '2026-08-20'],
  ['2026-12-31T17:00:30Z', '2026-12-31T16:59:30Z', '2026-12-31'],
])('received at %s and claimed for %s, a rating counts in Jakarta on %s', (received, claimed, day) => {
  expect(dayByTheRule('Asia/Jakarta', Date.parse(received), Date.parse(claimed))).toBe(day);
});
