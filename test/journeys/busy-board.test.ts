import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating, submitAll } from '../support/submit.ts';

/* Many units of one kind are rated at the same time: their figures move together, and so does their one board. */

const NAMES = Array.from({ length: 20 }, (_, at) => `Puskesmas ${at + 1}`);
const RATINGS = 32;
const gateway = await startGateway({
  tenants: { bandung: { units: NAMES.map((name) => ({ name, kind: 'puskesmas', services: [`Layanan ${name}`] })) } },
});
const { bandung } = gateway.tenants;

const FIGURES = `
  { tenant(code: "32.73") {
      units(first: 20) { edges { node { name satisfactionIndex(period: "2026-08") { ratings } } } }
      unitLeaderboard(kind: "puskesmas", period: "2026-08") { state rows { unit { name } ratings } withheld { unit { name } } }
  } }`;

interface Figures {
  readonly tenant: {
    readonly units: { readonly edges: readonly { readonly node: Figure }[] };
    readonly unitLeaderboard: {
      readonly state: string;
      readonly rows: readonly { readonly unit: { readonly name: string }; readonly ratings: number }[];
      readonly withheld: readonly unknown[];
    };
  };
}

interface Figure {
  readonly name: string;
  readonly satisfactionIndex: { readonly ratings: number };
}

test('units whose figures move at the same moment are all on the board, with the figure they have', async () => {
  const rounds = Array.from({ length: RATINGS }, () => NAMES).flat();
  await submitAll(
    gateway,
    rounds.map((name) => rating(bandung.service(`Layanan ${name}`).id)),
  );
  await gateway.tick();
  const { data } = await gateway.ask<Figures>(FIGURES);
  const { state, rows, withheld } = data.tenant.unitLeaderboard;
  const figures = new Map(
    data.tenant.units.edges.map(({ node }) => [node.name, node.satisfactionIndex.ratings] as const),
  );
  expect({ state, withheld }).toEqual({ state: 'PUBLISHED', withheld: [] });
  expect(new Map(rows.map(({ unit, ratings }) => [unit.name, ratings]))).toEqual(figures);
  expect(figures.size).toBe(NAMES.length);
  for (const [name, shown] of figures) expect(RATINGS - shown, `ratings of ${name} that wait`).toBeLessThan(10);
});
