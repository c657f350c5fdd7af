import { closesAt, monthsOf, type Period, parsePeriod, periodContaining } from '@kinerja/gateway/domain/period';
import { satisfactionIndex } from '@kinerja/gateway/domain/satisfaction-index';
import { emptyTally, mergeTallies, type Tally } from '@kinerja/gateway/domain/tally';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Figure, type Figures, placeName, type RecountedDay, readFigures, recount } from '../support/figures.ts';
import { startGateway } from '../support/gateway.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { nineAnswers, rating, type SubmitInput, submitAll, submitted } from '../support/submit.ts';

/*
 * After any history of ratings, skips, repetitions, answers that waited, and time that passes: the tallies are a recount of what
 * citizens answered, a closed figure is the index of that recount and stays, and a running one moves in steps of ten or more.
 */

const ZONE = 'Asia/Makassar';
const START = '2026-06-18T03:00:00Z';
const HOUR = 3_600_000;

/** Services by their unit; one unit has too few people for a figure. */
const SERVICES = {
  Imunisasi: 'Puskesmas Kamonji',
  'Rawat Jalan': 'Puskesmas Kamonji',
  Persalinan: 'Puskesmas Talise',
  'Surat Sehat': 'Pustu Tipo',
  'Izin Klinik': 'Dinas Kesehatan',
} as const;
type ServiceName = keyof typeof SERVICES;
const NAMES = Object.keys(SERVICES) as ServiceName[];
const UNITS = { 'Dinas Kesehatan': 20, 'Puskesmas Kamonji': 9, 'Puskesmas Talise': 5, 'Pustu Tipo': 2 } as const;
type UnitName = keyof typeof UNITS;
const ABOVE: Partial<Record<UnitName, UnitName>> = {
  'Puskesmas Kamonji': 'Dinas Kesehatan',
  'Puskesmas Talise': 'Dinas Kesehatan',
  'Pustu Tipo': 'Puskesmas Talise',
};

const gateway = await startGateway({
  // What happened is deleted between tests here: nobody chains it meanwhile.
  rounds: false,
  now: START,
  tenants: {
    palu: {
      code: '72.71',
      zone: ZONE,
      units: (Object.keys(UNITS) as UnitName[]).map((name) => ({
        name,
        kind: name.split(' ')[0] ?? name,
        staff: UNITS[name],
        ...(ABOVE[name] !== undefined && { parent: ABOVE[name] }),
        services: NAMES.filter((service) => SERVICES[service] === name),
      })),
    },
  },
});
const { palu } = gateway.tenants;

type Step =
  | {
      readonly does: 'rate';
      readonly service: ServiceName;
      readonly scores: readonly (number | null)[][];
      readonly waited: number;
    }
  | { readonly does: 'repeat'; readonly which: number }
  | { readonly does: 'pass'; readonly hours: number };

const score = fc.integer({ min: 1, max: 4 });
const anyScores = fc
  .tuple(fc.array(score, { minLength: 9, maxLength: 9 }), fc.boolean())
  .map(([scores, skips]): (number | null)[] =>
    scores.map((own, place) => (skips && skm2017.elements[place]?.required === false ? null : own)),
  );
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('rate' as const),
      service: fc.constantFrom(...NAMES),
      scores: fc.oneof(
        fc.array(anyScores, { minLength: 1, maxLength: 4 }),
        fc.array(anyScores, { minLength: 10, maxLength: 16 }),
      ),
      waited: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 * 24 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('repeat' as const), which: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 20 * 24 }) }),
  },
);

const closedAt = (period: Period, now: number) => now >= closesAt(period, ZONE) + 90_000;

/** Every period that the history can have touched. */
const periodsUntil = (now: number): readonly Period[] => {
  const months = ['2026', '2027'].flatMap((year) => monthsOf(parsePeriod(year)));
  const begun = months.filter((month) => month >= '2026-05' && month <= periodContaining(now, ZONE, 'month'));
  const around = begun.flatMap((month) =>
    (['quarter', 'half', 'year'] as const).map((kind) =>
      periodContaining(Date.parse(`${month}-15T00:00:00Z`), ZONE, kind),
    ),
  );
  return [...new Set([...begun, ...around])];
};

const below = (unit: UnitName): readonly UnitName[] => [
  unit,
  ...(Object.keys(UNITS) as UnitName[]).filter((child) => ABOVE[child] === unit).flatMap(below),
];

interface Place {
  readonly services: readonly ServiceName[];
  readonly staff: number;
  /** Names of the places that have steps of their own: a service or a unit itself, the units of a subtree. */
  readonly steps: readonly string[];
}

const PLACES: ReadonlyMap<string, Place> = new Map([
  ...NAMES.map((service): [string, Place] => [
    placeName.service(service),
    { services: [service], staff: UNITS[SERVICES[service]], steps: [placeName.service(service)] },
  ]),
  ...(Object.keys(UNITS) as UnitName[]).flatMap((unit): [string, Place][] => {
    const units = below(unit);
    return [
      [
        placeName.unit(unit),
        {
          services: NAMES.filter((service) => SERVICES[service] === unit),
          staff: UNITS[unit],
          steps: [placeName.unit(unit)],
        },
      ],
      [
        placeName.subtree(unit),
        {
          services: NAMES.filter((service) => units.includes(SERVICES[service])),
          staff: units.reduce((sum, own) => sum + UNITS[own], 0),
          steps: units.map(placeName.unit),
        },
      ],
    ];
  }),
]);

/** The tally of one place and period, by the recount. */
const tallyOf = (days: readonly RecountedDay[], { services }: Place, period: Period): Tally => {
  const months: readonly string[] = monthsOf(period);
  const ids = services.map((name) => palu.service(name).uuid);
  return days
    .filter(({ serviceId, day }) => ids.includes(serviceId) && months.includes(day.slice(0, 7)))
    .map(({ tally }) => tally)
    .reduce(mergeTallies, emptyTally(skm2017));
};

/** The figure that a recount makes of a place that may be shown. */
const expectedOf = (tally: Tally) => {
  const index = satisfactionIndex(skm2017, tally);
  return {
    ratings: tally.ratings,
    value: index?.value ?? null,
    grade: index?.grade ?? null,
    elements: (index?.elements ?? []).map(({ ratings, counts }) => ({ ratings, counts: [...counts] })),
  };
};

const checkTallies = async (days: readonly RecountedDay[]) => {
  const stored = await gateway.database.inspect(
    `select unit_id as "unitId", service_id as "serviceId", questionnaire_key as "questionnaireKey", counted_on::text as day,
            sum(ratings)::integer as ratings, sum_counts(counts) as counts, sum(sum)::text as sum,
            sum(sum_of_squares)::text as "sumOfSquares"
     from tally group by 1, 2, 3, 4 order by 2, 4`,
  );
  const counted = days.map(({ tally, ...place }) => ({
    ...place,
    ratings: tally.ratings,
    counts: tally.counts,
    sum: String(tally.sum),
    sumOfSquares: String(tally.sumOfSquares),
  }));
  const byPlace = (a: RecountedDay | (typeof counted)[number], b: typeof a) =>
    `${a.serviceId} ${a.day}` < `${b.serviceId} ${b.day}` ? -1 : 1;
  expect(stored).toEqual(counted.toSorted(byPlace));
};

/** What was read of a closed period, or that it now protects another: the one change that closing another may bring. */
const checkUnchanged = (figure: Figure, before: Figure) => {
  if (figure.version === before.version) expect(figure).toEqual(before);
  else {
    expect(before.state).toBe('PUBLISHED');
    expect(figure).toMatchObject({ state: 'PROTECTS_OTHERS', version: before.version + 1, value: null });
  }
};

const checkClosed = (figure: Figure, place: Place, tally: Tally, before: Figure | undefined) => {
  if (before?.closed === true) checkUnchanged(figure, before);
  expect(figure.closed).toBe(true);
  expect(figure.version).toBeGreaterThanOrEqual(1);
  if (tally.ratings === 0) {
    expect(figure).toMatchObject({ state: 'NO_RATINGS', ratings: 0, value: null });
    return;
  }
  if (figure.state === 'PUBLISHED') {
    expect(place.staff).toBeGreaterThanOrEqual(3);
    expect(tally.ratings).toBeGreaterThanOrEqual(10);
    expect(figure).toMatchObject(expectedOf(tally));
    return;
  }
  const why = place.staff < 3 ? 'TOO_FEW_STAFF' : tally.ratings < 10 ? 'TOO_FEW_RATINGS' : 'PROTECTS_OTHERS';
  expect(figure).toMatchObject({ state: why, ratings: null, value: null, grade: null });
  expect(figure.elements.every(({ ratings, counts }) => ratings === null && counts === null)).toBe(true);
};

/** What the months of a period show of the places that have steps of their own. */
const sumOfShown = (seen: ReadonlyMap<Period, Figures>, { steps }: Place, period: Period) =>
  monthsOf(period)
    .flatMap((month) => steps.map((name) => seen.get(month)?.get(name)?.ratings ?? 0))
    .reduce((sum, ratings) => sum + ratings, 0);

const checkRunning = (figure: Figure, tally: Tally) => {
  expect(figure).toMatchObject({ closed: false, version: 0 });
  expect(figure.ratings ?? 0).toBeLessThanOrEqual(tally.ratings);
  if (figure.state !== 'PUBLISHED') expect(figure).toMatchObject({ value: null, grade: null });
  else expect(figure.ratings).toBeGreaterThanOrEqual(10);
};

/** A step of ten or more, or none. */
const checkStep = (figure: Figure, place: Place, before: Figure | undefined) => {
  if (figure.state === 'PUBLISHED') expect(place.staff).toBeGreaterThanOrEqual(3);
  const step = (figure.ratings ?? 0) - (before?.ratings ?? 0);
  if (step !== 0) expect(step).toBeGreaterThanOrEqual(10);
};

const check = async (seen: Map<Period, Figures>) => {
  // A step that is due may wait for its turn; nothing moves any more after this.
  await gateway.tick();
  const now = gateway.clock.now().getTime();
  const days = await recount(gateway.database, palu, [skm2017]);
  await checkTallies(days);
  // Months first: longer periods that are open are made of what months show.
  for (const period of periodsUntil(now)) {
    const isMonth = monthsOf(period).length === 1;
    const earlier = seen.get(period);
    const figures = await readFigures(gateway, palu, period);
    seen.set(period, figures);
    for (const [name, place] of PLACES) {
      const figure = figures.get(name);
      if (figure === undefined) throw new Error(`No figure of ${name}.`);
      const before = earlier?.get(name);
      const tally = tallyOf(days, place, period);
      if (closedAt(period, now)) checkClosed(figure, place, tally, before);
      else {
        checkRunning(figure, tally);
        if (isMonth && place.steps.includes(name)) checkStep(figure, place, before);
        else expect(figure.ratings ?? 0).toBe(sumOfShown(seen, place, period));
      }
    }
  }
};

const take = async (step: Step, sent: SubmitInput[]) => {
  switch (step.does) {
    case 'rate': {
      const submittedAt = new Date(gateway.clock.now().getTime() - step.waited * HOUR).toISOString();
      const inputs = step.scores.map((scores) =>
        rating(palu.service(step.service).id, {
          answers: nineAnswers(scores),
          ...(step.waited > 0 && { submittedAt }),
        }),
      );
      sent.push(...inputs);
      return submitAll(gateway, inputs);
    }
    case 'repeat': {
      const input = sent[step.which % Math.max(1, sent.length)];
      if (input !== undefined) expect((await submitted(gateway, input)).replayed).toBe(true);
      return;
    }
    case 'pass':
      gateway.clock.advance(step.hours * HOUR);
      return gateway.tick();
  }
};

test('figures follow from answers, whatever the history', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 16 }), async (steps) => {
      await gateway.database.inspect('truncate feedback, audit_event, tally, figure, board, period_closure cascade');
      gateway.clock.set(START);
      const sent: SubmitInput[] = [];
      const seen = new Map<Period, Figures>();
      for (const step of steps) await take(step, sent);
      await check(seen);
      // Once more over the ends of months and a quarter, with answers on both sides of each.
      for (const step of [...steps.slice(0, 4), { does: 'pass', hours: 24 * 26 } as const, ...steps.slice(0, 3)]) {
        await take(step, sent);
        await check(seen);
      }
    }),
    { numRuns: Number(process.env['FIGURES_RUNS'] ?? 3), endOnFailure: true },
  );
}, 120_000);
