import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Figures, placeName, putTallies, readFigures } from '../support/figures.ts';
import { startGateway } from '../support/gateway.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { tallyOf } from '../support/ratings.ts';
import { spanOf } from '../support/span.ts';

/*
 * Figures of services, of units, of units with all below them, of months and of their quarter are public side by side. From
 * whatever is shown of them, by taking one from another or all parts from their sum, no group of one to nine ratings follows, and
 * no figure of a unit with too few people.
 */

const MONTHS = ['2026-07', '2026-08', '2026-09'] as const;
const PERIODS = [...MONTHS, '2026-Q3'] as const;

const UNITS = [
  { name: 'Dinas', staff: 30, services: ['Izin'] },
  { name: 'Puskesmas A', staff: 8, parent: 'Dinas', services: ['A1', 'A2'] },
  { name: 'Puskesmas B', staff: 5, parent: 'Dinas', services: ['B1'] },
  { name: 'Pustu B1', staff: 2, parent: 'Puskesmas B', services: ['C1'] },
  { name: 'Pustu B2', staff: null, parent: 'Puskesmas B', services: ['C2'] },
] as const;
const SERVICES = UNITS.flatMap(({ services }) => services as readonly string[]);
const RUNS = 30;

const gateway = await startGateway({
  now: '2026-10-08T02:00:00Z',
  tenants: Object.fromEntries(
    Array.from({ length: RUNS }, (_, run) => [`run ${run}`, { code: `32.${10 + run}`, units: UNITS }]),
  ),
});

/** A month of a service: the smallest group that a figure is made of. */
const atom = (service: string, month: string) => `${service} ${month}`;

const below = (unit: string): readonly string[] => [
  unit,
  ...UNITS.filter((child) => 'parent' in child && child.parent === unit).flatMap(({ name }) => below(name)),
];
const servicesOf = (units: readonly string[]) =>
  UNITS.filter(({ name }) => units.includes(name)).flatMap(({ services }) => services as readonly string[]);

/** The services behind each place that has a figure. */
const PLACES: ReadonlyMap<string, readonly string[]> = new Map([
  ...SERVICES.map((service): [string, readonly string[]] => [placeName.service(service), [service]]),
  ...UNITS.flatMap(({ name }): [string, readonly string[]][] => [
    [placeName.unit(name), servicesOf([name])],
    [placeName.subtree(name), servicesOf(below(name))],
  ]),
]);

const atomsOf = (services: readonly string[], period: string) =>
  services.flatMap((service) =>
    MONTHS.filter((month) => period === month || period === '2026-Q3').map((month) => atom(service, month)),
  );

/** Ratings of each atom: small ones are what matters here. */
const anyRatings = fc
  .array(
    fc.oneof(
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) },
      { weight: 4, arbitrary: fc.integer({ min: 10, max: 40 }) },
    ),
    { minLength: SERVICES.length * MONTHS.length, maxLength: SERVICES.length * MONTHS.length },
  )
  .map(
    (counts): ReadonlyMap<string, number> =>
      new Map(
        SERVICES.flatMap((service, row) =>
          MONTHS.map((month, column) => [atom(service, month), counts[row * MONTHS.length + column] ?? 0] as const),
        ),
      ),
  );

const one = tallyOf(skm2017, [[3, 3, 4, null, 2, 3, 4, 3, 3]]);

const tenantOf = (run: number) => {
  const tenant = gateway.tenants[`run ${run}`];
  if (tenant === undefined) throw new Error(`No region for run ${run}.`);
  return tenant;
};

const put = (run: number, ratings: ReadonlyMap<string, number>) =>
  putTallies(
    gateway.database,
    tenantOf(run),
    SERVICES.flatMap((service) =>
      MONTHS.flatMap((month) => {
        const count = ratings.get(atom(service, month)) ?? 0;
        if (count === 0) return [];
        const tally = {
          ratings: count,
          counts: one.counts.map((own) => own * count),
          sum: one.sum * BigInt(count),
          sumOfSquares: one.sumOfSquares * BigInt(count),
        };
        const serviceId = tenantOf(run).service(service).uuid;
        return [{ serviceId, questionnaireKey: skm2017.key, day: `${month}-15`, tally }];
      }),
    ),
  );

const read = async (run: number) => {
  const figures = new Map<string, Figures>();
  for (const period of PERIODS) figures.set(period, await readFigures(gateway, tenantOf(run), period));
  return figures;
};

interface Shown {
  readonly name: string;
  readonly atoms: readonly string[];
}

const shownOf = (figures: ReadonlyMap<string, Figures>): readonly Shown[] =>
  PERIODS.flatMap((period) =>
    [...PLACES].flatMap(([place, services]) => {
      const figure = figures.get(period)?.get(place);
      if (figure?.state !== 'PUBLISHED') return [];
      return [{ name: `${place} in ${period}`, atoms: atomsOf(services, period) }];
    }),
  );

/** The services of each unit whose figure would be one about a person or two. */
const FEW_STAFF = UNITS.filter(({ staff }) => (staff ?? 0) < 3).map(({ services }) => services as readonly string[]);

/** Whether these ratings together are a group that nobody may learn of: one to nine, or those of a unit with too few people. */
const isProtected = (atoms: readonly string[], ratings: ReadonlyMap<string, number>) => {
  const rated = atoms.filter((name) => ratings.get(name));
  const count = rated.reduce((sum, name) => sum + (ratings.get(name) ?? 0), 0);
  const isOf = (services: readonly string[]) =>
    rated.every((name) => services.some((service) => name.startsWith(`${service} `)));
  return count > 0 && (count < 10 || FEW_STAFF.some(isOf));
};

/** What is left of a figure when another that is part of it is taken away. */
const differences = (shown: readonly Shown[]): readonly Shown[] =>
  shown.flatMap((whole) =>
    shown
      .filter((part) => part !== whole && part.atoms.every((name) => whole.atoms.includes(name)))
      .map((part) => ({
        name: `${whole.name} without ${part.name}`,
        atoms: whole.atoms.filter((name) => !part.atoms.includes(name)),
      })),
  );

/** Groups that must not follow, of those that have a name. Empty ones are known to be empty. */
const protectedGroups = (ratings: ReadonlyMap<string, number>): readonly Shown[] =>
  PERIODS.flatMap((period) =>
    [...PLACES].map(([place, services]) => ({ name: `${place} in ${period}`, atoms: atomsOf(services, period) })),
  ).filter(({ atoms }) => isProtected(atoms, ratings));

const samples = fc.sample(anyRatings, { numRuns: RUNS, seed: 20_261_008 });
for (const [run, ratings] of samples.entries()) await put(run, ratings);
await gateway.tick();
const published: { readonly ratings: ReadonlyMap<string, number>; readonly shown: readonly Shown[] }[] = [];
for (const [run, ratings] of samples.entries()) published.push({ ratings, shown: shownOf(await read(run)) });

test('no figure shows a group of one to nine, or a unit with too few people', () => {
  for (const { ratings, shown } of published)
    for (const { name, atoms } of shown) expect(isProtected(atoms, ratings), name).toBe(false);
});

test('no such group follows by taking one figure from another, in 2,000 pairs', () => {
  const pairs = published.flatMap(({ ratings, shown }) =>
    differences(shown).map((difference) => ({ ratings, ...difference })),
  );
  expect(pairs.length).toBeGreaterThan(2000);
  for (const { name, atoms, ratings } of pairs) expect(isProtected(atoms, ratings), name).toBe(false);
});

test('no such group follows from all figures together, in any combination', () => {
  let groups = 0;
  for (const { ratings, shown } of published) {
    const sumOf = ({ atoms }: Shown) => new Map(atoms.filter((name) => ratings.get(name)).map((name) => [name, 1]));
    const known = spanOf(shown.map(sumOf));
    for (const group of protectedGroups(ratings)) {
      groups += 1;
      expect(known.contains(sumOf(group)), group.name).toBe(false);
    }
  }
  expect(groups).toBeGreaterThan(500);
});
