import fc from 'fast-check';
import { expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { recount } from '../support/recount.ts';
import { signIn } from '../support/sign-in.ts';
import { nineAnswers, rating, submitAll, submitted } from '../support/submit.ts';

/* TRUST R21 in short: whatever is rated, excluded, restored and erased, in whatever order, totals are those of a recount. */

const SEED = 20_261_129;
const STEPS = 300;
/** A step is some hours long: in all it is eleven weeks, whose months close meanwhile. */
const HOURS = 6;

const gateway = await startGateway({
  now: '2026-01-05T03:00:00Z',
  tenants: {
    bandung: {
      units: [
        { name: 'Sekretariat', kind: 'setda', staff: 40 },
        { name: 'Puskesmas Dago', kind: 'puskesmas', staff: 20, services: ['Umum', 'Gigi'] },
        { name: 'Puskesmas Kopo', kind: 'puskesmas', staff: 20, services: ['Anak'] },
      ],
    },
  },
});
const { bandung } = gateway.tenants;
const { Sekda: sekda } = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Sekda', unit: 'Sekretariat', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
]);
const leader = await signIn(gateway, bandung, sekda.uuid);

interface Done {
  readonly __typename: string;
  readonly id: string;
}
const excluding = change<Done>({
  field: 'excludeRatings(input: ExcludeRatingsInput!)',
  shape: '... on RatingExclusion { id }',
});
const restoring = change<Done>({
  field: 'restoreRatings(id: ID!, explanation: String!)',
  shape: '... on RatingExclusion { id }',
});

const service = fc.constantFrom('Umum', 'Gigi', 'Anak');
const place = fc.constantFrom('Loket 1', 'Loket 2', 'Loket 3');
const score = fc.integer({ min: 1, max: 4 });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('rate' as const),
      service,
      place,
      scores: fc.array(fc.array(score, { minLength: 9, maxLength: 9 }), { minLength: 1, maxLength: 12 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('exclude' as const),
      service,
      place: fc.option(place, { freq: 5 }),
      hoursAgo: fc.integer({ min: 1, max: 900 }),
      hours: fc.integer({ min: 1, max: 300 }),
      reason: fc.constantFrom('REPEATED', 'OWN_STAFF', 'AUTOMATED', 'TEST'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('restore' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('complain' as const), service }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('erase' as const), which: fc.nat() }) },
);

const HOUR_MS = 3_600_000;
const standing: string[] = [];
const codes: string[] = [];
const outcomes = new Map<string, number>();
const note = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);

const take = (list: string[], which: number): string | undefined =>
  list.length === 0 ? undefined : list.splice(which % list.length, 1)[0];

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const perform = async (one: Step): Promise<void> => {
  const now = gateway.clock.now().getTime();
  switch (one.what) {
    case 'rate': {
      await submitAll(
        gateway,
        one.scores.map((scores) =>
          rating(bandung.service(one.service).id, { answers: nineAnswers(scores), place: one.place }),
        ),
      );
      note('rated');
      return;
    }
    case 'exclude': {
      const from = now - one.hoursAgo * HOUR_MS;
      const { done } = await excluding(leader, {
        input: {
          serviceId: bandung.service(one.service).id,
          from: new Date(from).toISOString(),
          until: new Date(Math.min(from + one.hours * HOUR_MS, now)).toISOString(),
          ...(one.place !== null && { place: one.place }),
          reason: one.reason,
          explanation: 'Acak.',
        },
      });
      if (done?.__typename === 'RatingExclusion') standing.push(done.id ?? '');
      note(done?.__typename ?? 'error');
      return;
    }
    case 'restore': {
      const id = take(standing, one.which);
      if (id === undefined) return;
      const { done } = await restoring(leader, { id, explanation: 'Acak.' });
      note(done?.__typename === 'RatingExclusion' ? 'restored' : 'not restored');
      return;
    }
    case 'complain': {
      const { receipt } = await submitted(
        gateway,
        rating(bandung.service(one.service).id, { kind: 'COMPLAINT', answers: undefined, comment: 'Antre lama.' }),
      );
      codes.push(receipt.code);
      return;
    }
    case 'erase': {
      const code = take(codes, one.which);
      if (code === undefined) return;
      const { errors } = await gateway.ask(
        'mutation ($code: String!) { eraseFeedbackWords(code: $code) { __typename } }',
        { code },
      );
      note(errors === undefined || errors.length === 0 ? 'erased' : 'not erased');
    }
  }
};

const expectRecounted = async () => {
  const { kept, counted } = await recount(gateway);
  expect(kept).toEqual(counted);
};

test('whatever happens in whatever order, the totals are those of a recount', { timeout: 240_000 }, async () => {
  const steps = fc.sample(step, { seed: SEED, numRuns: STEPS });
  for (const [at, one] of steps.entries()) {
    await perform(one);
    gateway.clock.set(new Date(gateway.clock.now().getTime() + HOURS * HOUR_MS).toISOString());
    if (at % 6 === 5) await gateway.tick();
    if (at % 15 === 14) await expectRecounted();
  }
  await expectRecounted();
  for (const outcome of ['rated', 'RatingExclusion', 'NotAllowedNow', 'restored', 'erased'])
    expect(outcomes.get(outcome) ?? 0, outcome).toBeGreaterThan(3);
  expect(outcomes.get('error') ?? 0).toBe(0);
  expect(outcomes.get('not restored') ?? 0).toBe(0);
  expect(outcomes.get('not erased') ?? 0).toBe(0);
});

test('what is published of closed months is what the tallies have', async () => {
  const published = await gateway.database.inspect(
    `select distinct on (scope_id, period) scope_id as unit, period, ratings, sum::text as sum from figure
     where scope = 'UNIT' and version > 0 and period ~ '^2026-[0-9]{2}$' order by scope_id, period, version desc`,
  );
  const tallied = await gateway.database.inspect(
    `select unit_id as unit, to_char(counted_on, 'YYYY-MM') as period, sum(ratings)::integer as ratings, sum(sum)::text as sum
     from tally join period_closure on period = to_char(counted_on, 'YYYY-MM') group by 1, 2 order by 1, 2`,
  );
  expect(published.length).toBeGreaterThan(3);
  expect(published).toEqual(tallied);
});

test('once all of it is restored, every rating that was ever given counts', async () => {
  for (const id of standing) await restoring(leader, { id, explanation: 'Semua dihitung kembali.' });
  await expectRecounted();
  const [counts] = await gateway.database.inspect<{ given: number; counted: number }>(
    `select (select count(*)::integer from feedback where kind = 'RATING' and answers <> '{}') as given,
            (select sum(ratings)::integer from tally) as counted`,
  );
  expect(counts?.counted).toBe(counts?.given);
  expect(counts?.given).toBeGreaterThan(STEPS);
});
