import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../../../test/support/gateway.ts';
import { createOperator, csvFile } from '../../../test/support/import.ts';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import { importRatings } from './import-ratings.ts';
import { type ImportRecap, importRecap } from './import-recap.ts';
import type { ImportFile } from './read-table.ts';

const gaspul: ImportFile = {
  name: 'ikm-recap-gaspul-q3.csv',
  bytes: readFileSync(new URL('../../../test/data/ikm-recap-gaspul-q3.csv', import.meta.url)),
};
const gateway = await startGateway({
  now: '2026-11-21T03:00:00Z',
  tenants: {
    bandung: {
      units: ['Dinas A', 'Dinas B', 'Dinas C', 'Dinas D'].map((name) => ({ name, services: [`Layanan ${name}`] })),
    },
    palu: { code: '72.71', name: 'Kota Palu', zone: 'Asia/Makassar', units: [{ name: 'Dukcapil', services: ['KK'] }] },
  },
});
const { bandung, palu } = gateway.tenants;
const operator = await createOperator(gateway, bandung);
const { inspect } = gateway.database;

const importFor = (unit: string, choices: Partial<ImportRecap> = {}) =>
  operator.run((context, desk) =>
    importRecap(
      { file: gaspul, unit: bandung.unit(unit).id, period: '2026-Q3', importedBy: 'sari', ...choices },
      context,
      desk,
    ),
  );

/** A recap of `respondents` who all gave the same score. */
const unanimous = (respondents: number, score: number) =>
  csvFile(`rekap-${score}.csv`, [
    ['unsur', 1, 2, 3, 4],
    ...skm2017.elements.map(({ key }) => [key, ...[1, 2, 3, 4].map((one) => (one === score ? respondents : 0))]),
  ]);

const FIGURES = `query ($id: ID!, $period: Period) {
  unit(id: $id) { satisfactionIndex(period: $period) { value grade ratings state version closed } }
  tenant(code: "32.73") { unitLeaderboard(kind: "dinas", period: $period) { rows { unit { name } } withheld { reason unit { name } } } }
}`;

interface Figures {
  readonly unit: { readonly satisfactionIndex: Readonly<Record<string, unknown>> };
  readonly tenant: {
    readonly unitLeaderboard: {
      readonly rows: readonly unknown[];
      readonly withheld: readonly { readonly reason: string; readonly unit: { readonly name: string } }[];
    };
  };
}

const figuresOf = async (unit: string, period: string) => {
  const { data } = await gateway.ask<Figures>(FIGURES, { id: bandung.unit(unit).id, period });
  return data;
};

describe('the recap of GASPUL', () => {
  test('gives 91.48, grade A, from 29 ratings, before anything is stored', async () => {
    const { outcome, before, after } = await importFor('Dinas A', { dryRun: true });
    expect(outcome).toBe('checked');
    expect(before).toEqual({ ratings: 0, index: null });
    expect(after).toMatchObject({ ratings: 29, index: { value: 91.48, grade: 'A' } });
    expect(await inspect('select from recap')).toEqual([]);
  });

  test('is published as the official figure of its unit, and earns no place on the board', async () => {
    const { outcome, before, after, closed } = await importFor('Dinas A');
    expect({ outcome, closed }).toEqual({ outcome: 'imported', closed: true });
    expect([before.index, after.index?.value, after.ratings]).toEqual([null, 91.48, 29]);
    const { unit, tenant } = await figuresOf('Dinas A', '2026-Q3');
    expect(unit.satisfactionIndex).toEqual({
      value: 91.48,
      grade: 'A',
      ratings: 29,
      state: 'PUBLISHED',
      version: 1,
      closed: true,
    });
    expect(tenant.unitLeaderboard.rows).toEqual([]);
    expect(tenant.unitLeaderboard.withheld).toContainEqual({ reason: 'RECAP_ONLY', unit: { name: 'Dinas A' } });
  });

  test('is remembered with its batch, and in the audit', async () => {
    const [recap] = await inspect<Record<string, string>>('select * from recap');
    expect(recap).toMatchObject({ period: '2026-Q3', ratings: 29, service_id: null, questionnaire_key: 'skm-2017' });
    const audit = await inspect('select actor, action from audit_event where subject = $1', [
      recap?.['import_batch_id'],
    ]);
    expect(audit).toEqual([{ actor: 'operator sari', action: 'recap.imported' }]);
  });

  test('changes nothing when it comes again', async () => {
    const { outcome, corrected, after } = await importFor('Dinas A');
    expect({ outcome, corrected, index: after.index?.value }).toEqual({
      outcome: 'already imported',
      corrected: [],
      index: 91.48,
    });
    expect(await inspect('select from recap')).toHaveLength(1);
  });
});

describe('a second recap', () => {
  test.each(['2026-Q3', '2026-08', '2026-S2', '2026'] as const)(
    'for %s, which holds days of the first, is refused: the two would be added up',
    async (period) => {
      await expect(importFor('Dinas A', { period, file: unanimous(11, 1) })).rejects.toThrow(
        /^Dinas A sudah punya rekap untuk waktu ini \(2026-Q3, 29 responden, berkas ikm-recap-gaspul-q3.csv\).*--add/,
      );
    },
  );

  test('is added when the operator says that they are other respondents, as a new version that says why', async () => {
    const { before, after, corrected } = await importFor('Dinas A', { file: unanimous(29, 1), add: true });
    expect([before.index?.value, after.index?.value, after.ratings]).toEqual([91.48, 58.24, 58]);
    expect((await figuresOf('Dinas A', '2026-Q3')).unit.satisfactionIndex).toMatchObject({ value: 58.24, version: 2 });
    const reasons = await inspect(
      "select distinct reason from figure where period = '2026-Q3' and version = 2 and scope_id = $1",
      [bandung.unit('Dinas A').uuid],
    );
    expect(reasons).toEqual([{ reason: 'Impor rekap rekap-1.csv (29 responden).' }]);
    expect(corrected).toEqual([{ period: '2026-Q3', figures: 2 }]);
  });

  test('for another time is another recap', async () => {
    expect(await importFor('Dinas A', { period: '2026-Q1', file: unanimous(11, 3) })).toMatchObject({
      outcome: 'imported',
      after: { ratings: 11, index: { value: 75 } },
    });
  });
});

test('a recap counts together with the ratings of its unit', async () => {
  const elements = skm2017.elements.map(({ key }) => key);
  const ratings = csvFile('juli.csv', [
    ['tanggal', ...elements],
    ...Array.from({ length: 11 }, () => ['2026-07-10', ...elements.map(() => 2)]),
  ]);
  await operator.run((context, desk) =>
    importRatings({ file: ratings, service: bandung.service('Layanan Dinas B').id, importedBy: 'sari' }, context, desk),
  );
  const { before, after } = await importFor('Dinas B', { file: unanimous(11, 4) });
  expect([before.index?.value, after.index?.value, after.ratings]).toEqual([50, 75, 22]);
});

test('a recap of an open period is published when the period closes', async () => {
  const { closed, after } = await importFor('Dinas C', { period: '2026-Q4' });
  expect({ closed, index: after.index?.value }).toEqual({ closed: false, index: 91.48 });
  expect((await figuresOf('Dinas C', '2026-Q4')).unit.satisfactionIndex).toMatchObject({ value: null, closed: false });
  gateway.clock.set('2027-01-08T03:00:00Z');
  await gateway.tick();
  expect((await figuresOf('Dinas C', '2026-Q4')).unit.satisfactionIndex).toMatchObject({ value: 91.48, version: 1 });
});

describe('a recap is refused', () => {
  test('for a unit or service that is not of the region', async () => {
    for (const unit of [palu.unit('Dukcapil').id, palu.unit('Dukcapil').uuid, 'Dinas A'])
      await expect(importFor('Dinas D', { unit })).rejects.toThrow(`--unit: "${unit}" bukan id unit daerah ini`);
    const service = bandung.service('Layanan Dinas A').id;
    await expect(importFor('Dinas D', { service })).rejects.toThrow(`--service: "${service}" bukan id layanan Dinas D`);
  });

  test('for a period that has not begun', async () => {
    await expect(importFor('Dinas D', { period: '2099-Q1' })).rejects.toThrow('--period: 2099-Q1 belum dimulai');
  });

  test('with every bad row, and leaves nothing', async () => {
    const file = csvFile('buruk.csv', [
      ['element', 'score_1', 'score_2', 'score_3', 'score_4'],
      ['waktu', 1, 'x', 0, 0],
    ]);
    await expect(importFor('Dinas D', { file })).rejects.toMatchObject({
      problems: [{ row: 2, column: 'score_2', value: 'x' }],
    });
    expect(await inspect("select from import_batch where file_name = 'buruk.csv'")).toEqual([]);
  });
});
