import { describe, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { startGateway } from '../../../test/support/gateway.ts';
import { createOperator, csvFile } from '../../../test/support/import.ts';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import { tallyOf } from '../../../test/support/ratings.ts';
import { receiptCode, receiptHash } from '../feedback/receipt-code.ts';
import { type ImportRatings, importRatings } from './import-ratings.ts';
import type { ImportFile } from './read-table.ts';

const KEYS = skm2017.elements.map(({ key }) => key);
const gateway = await startGateway({
  now: '2026-11-21T03:00:00Z',
  tenants: {
    bandung: {
      units: ['Dinas A', 'Dinas B', 'Dinas C', 'Dinas D', 'Dinas E', 'Dinas F'].map((name) => ({
        name,
        services: [`Layanan ${name}`],
      })),
    },
    palu: { code: '72.71', name: 'Kota Palu', zone: 'Asia/Makassar', units: [{ name: 'Dukcapil', services: ['KK'] }] },
  },
});
const { bandung, palu } = gateway.tenants;
const operator = await createOperator(gateway, bandung);
const operatorOfPalu = await createOperator(gateway, palu);
const unlucky = await createOperator(gateway, bandung, () => {
  throw new Error('The power went out.');
});
const { inspect } = gateway.database;

/** A rating on a day with one score for every element. */
const rated = (day: string, score: number, ...rest: readonly string[]) => [day, ...KEYS.map(() => score), ...rest];
const file = (name: string, ...rows: readonly (readonly (string | number | null)[])[]) =>
  csvFile(name, [['tanggal', ...KEYS], ...rows]);
const days = (count: number, day: string, score: number) => Array.from({ length: count }, () => rated(day, score));

const importFor = (service: string, imported: ImportFile, choices: Partial<ImportRatings> = {}) =>
  operator.run((context, desk) =>
    importRatings(
      { file: imported, service: bandung.service(service).id, importedBy: 'sari', ...choices },
      context,
      desk,
    ),
  );

const stored = async (service: string) => {
  const { uuid } = bandung.service(service);
  const [{ feedback, tallied } = { feedback: 0, tallied: 0 }] = await inspect<{ feedback: number; tallied: number }>(
    `select (select count(*)::integer from feedback where service_id = $1) as feedback,
            (select coalesce(sum(ratings), 0)::integer from tally where service_id = $1) as tallied`,
    [uuid],
  );
  return { feedback, tallied };
};

interface Index {
  readonly value: number | null;
  readonly grade: string | null;
  readonly ratings: number | null;
  readonly version: number;
  readonly closed: boolean;
  readonly state: string;
}

const indexOf = async (unit: string, period: string) => {
  const { data } = await gateway.ask<{ unit: { satisfactionIndex: Index } }>(
    `query ($id: ID!, $period: Period) {
       unit(id: $id) { satisfactionIndex(period: $period) { value grade ratings version closed state } } }`,
    { id: bandung.unit(unit).id, period },
  );
  return data.unit.satisfactionIndex;
};

describe('a file of ratings', () => {
  const imported = csvFile('survei.csv', [
    ['Tanggal', 'NIK', 'Jenis Kelamin', 'Umur', ...KEYS, 'Saran'],
    ['03-07-2026', '3273056010900009', 'P', 41, 4, 4, 3, null, 4, 4, 4, 4, 4, 'Cepat'],
    ['2026-07-03', '3273056010900010', 'L', 19, 3, 3, 3, 3, 3, 3, 3, 3, 3, null],
    ['31/08/2026', null, null, null, 1, 2, 3, 4, 1, 2, 3, 4, 1, null],
  ]);

  test('becomes ratings that name their batch and nobody', async () => {
    const { outcome, batch, from, to } = await importFor('Layanan Dinas A', imported);
    expect({ outcome, from, to, ratings: batch.ratings }).toEqual({
      outcome: 'imported',
      from: '2026-07-03',
      to: '2026-08-31',
      ratings: 3,
    });
    const rows = await inspect<Record<string, unknown>>(
      `select answers, comment, sex, age_band, counted_on::text, channel, verified, late, kind, received_at, submitted_at
       from feedback where import_batch_id = $1 order by counted_on, answers ->> 'waktu', comment`,
      [batch.id],
    );
    const common = { channel: 'IMPORT', verified: false, late: false, kind: 'RATING', submitted_at: null };
    expect(rows).toMatchObject([
      { ...common, comment: 'Cepat', sex: 'P', age_band: '40-55', counted_on: '2026-07-03' },
      { ...common, comment: null, sex: 'L', age_band: '0-24', counted_on: '2026-07-03' },
      { ...common, comment: null, sex: null, age_band: null, counted_on: '2026-08-31' },
    ]);
    expect(rows[0]?.['answers']).toEqual(
      Object.fromEntries(KEYS.filter((key) => key !== 'biaya').map((key) => [key, key === 'waktu' ? 3 : 4])),
    );
    expect(rows.map((row) => row['received_at'])).toEqual(rows.map(() => gateway.clock.now()));
    expect(JSON.stringify(await inspect('select * from feedback'))).not.toContain('3273056010900009');
  });

  test('leaves the tallies that a recount of its ratings gives', async () => {
    const { uuid } = bandung.service('Layanan Dinas A');
    const [tally] = await inspect(
      `select sum(ratings)::integer as ratings, sum_counts(counts) as counts, sum(sum)::text as sum,
              sum(sum_of_squares)::text as squares
       from tally where service_id = $1`,
      [uuid],
    );
    const recount = tallyOf(skm2017, [
      [4, 4, 3, null, 4, 4, 4, 4, 4],
      [3, 3, 3, 3, 3, 3, 3, 3, 3],
      [1, 2, 3, 4, 1, 2, 3, 4, 1],
    ]);
    expect(tally).toEqual({
      ratings: 3,
      counts: recount.counts,
      sum: `${recount.sum}`,
      squares: `${recount.sumOfSquares}`,
    });
  });

  test('is remembered with how it was read, and in the audit', async () => {
    const [batch] = await inspect<{ id: string; mapping: unknown }>(
      "select id, mapping, imported_by, file_name, kind from import_batch where file_name = 'survei.csv'",
    );
    expect(batch).toMatchObject({
      imported_by: 'sari',
      kind: 'RATINGS',
      mapping: { date: 'Tanggal', comment: 'Saran', personal: ['NIK'], elements: { waktu: 'waktu' } },
    });
    const audit = await inspect('select actor, action, detail from audit_event where subject = $1', [batch?.id]);
    expect(audit).toMatchObject([{ actor: 'operator sari', action: 'ratings.imported', detail: { ratings: 3 } }]);
  });

  test('gives receipts as any other rating', async () => {
    const rows = await inspect<{ id: string; receipt_hash: Buffer; secret: Buffer }>(
      `select feedback.id, receipt_hash, secret from feedback
       join receipt_key on receipt_key.tenant_id = feedback.tenant_id and version = receipt_key_version`,
    );
    for (const { id, receipt_hash, secret } of rows)
      expect(receiptHash(receiptCode('3273', secret, id)).equals(receipt_hash)).toBe(true);
  });

  test('changes nothing when it comes again for the same service, under whatever name', async () => {
    const before = await inspect('select * from tally order by counted_on');
    const again = await importFor('Layanan Dinas A', { ...imported, name: 'salinan.csv' });
    expect(again).toMatchObject({ outcome: 'already imported', batch: { fileName: 'survei.csv' }, corrected: [] });
    expect(await stored('Layanan Dinas A')).toEqual({ feedback: 3, tallied: 3 });
    expect(await inspect('select * from tally order by counted_on')).toEqual(before);
  });

  test('for another service is another import', async () => {
    expect(await importFor('Layanan Dinas B', imported)).toMatchObject({ outcome: 'imported' });
    expect(await stored('Layanan Dinas B')).toEqual({ feedback: 3, tallied: 3 });
  });

  test('that two operators import at the same time is imported once', async () => {
    const both = file('bersama.csv', ...days(12, '2026-09-01', 3));
    const outcomes = await Promise.all([1, 2].map(() => importFor('Layanan Dinas F', both)));
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['already imported', 'imported']);
    expect(await stored('Layanan Dinas F')).toEqual({ feedback: 12, tallied: 12 });
  });

  test('may be a spreadsheet with a service in each row', async () => {
    const text = (value: string) => ({ value, type: String });
    const row = (service: string, score: number) => [
      { value: new Date('2026-09-02'), type: Date, format: 'dd/mm/yyyy' },
      text(bandung.service(service).id),
      ...KEYS.map(() => ({ value: score, type: Number })),
    ];
    const bytes = await writeXlsx([
      ['Tanggal', 'service_id', ...KEYS].map(text),
      row('Layanan Dinas E', 4),
      row('Layanan Dinas F', 3),
    ]).toBuffer();
    const { outcome } = await operator.run((context, desk) =>
      importRatings({ file: { name: 'survei.xlsx', bytes }, importedBy: 'sari' }, context, desk),
    );
    expect(outcome).toBe('imported');
    expect(await stored('Layanan Dinas E')).toEqual({ feedback: 1, tallied: 1 });
    expect(await stored('Layanan Dinas F')).toEqual({ feedback: 13, tallied: 13 });
  });
});

describe('nothing is stored', () => {
  const none = async () => {
    expect(await stored('Layanan Dinas C')).toEqual({ feedback: 0, tallied: 0 });
    expect(
      await inspect('select from import_batch where target like $1', [`%${bandung.service('Layanan Dinas C').uuid}`]),
    ).toEqual([]);
  };

  test('of a file with one bad row', async () => {
    const rows = [...days(1200, '2026-07-03', 4), rated('2026-07-03', 5)];
    await expect(importFor('Layanan Dinas C', file('a.csv', ...rows))).rejects.toMatchObject({
      problems: KEYS.map((column) => ({ row: 1202, column, value: '5' })),
    });
    await none();
  });

  test('when an import breaks half-way', async () => {
    const rows = days(2500, '2026-07-03', 4);
    const service = bandung.service('Layanan Dinas C').id;
    await expect(
      unlucky.run((context, desk) =>
        importRatings({ file: file('a.csv', ...rows), service, importedBy: 'sari' }, context, desk),
      ),
    ).rejects.toThrow('The power went out.');
    expect(unlucky.steps).toEqual([[1000, 2500]]);
    await none();
  });

  test('of a file that is only checked', async () => {
    const checked = await importFor('Layanan Dinas C', file('a.csv', rated('2026-07-03', 4)), { dryRun: true });
    expect(checked).toMatchObject({ outcome: 'checked', from: '2026-07-03', batch: { ratings: 1 } });
    await none();
  });

  test('for a service of another region, or none', async () => {
    const other = palu.service('KK');
    for (const service of [other.id, other.uuid, 'KTP', bandung.unit('Dinas A').id])
      await expect(importFor('Layanan Dinas C', file('a.csv', rated('2026-07-03', 4)), { service })).rejects.toThrow(
        `--service: "${service}" bukan id layanan daerah ini`,
      );
  });
});

describe('the published figure', () => {
  test('of a closed quarter is corrected by a new version that says why', async () => {
    await importFor('Layanan Dinas D', file('juli.csv', ...days(40, '2026-07-20', 3)));
    expect(await indexOf('Dinas D', '2026-Q3')).toMatchObject({ value: 75, ratings: 40, version: 1, closed: true });
    const { corrected } = await importFor('Layanan Dinas D', file('september.csv', ...days(40, '2026-09-20', 4)));
    expect(await indexOf('Dinas D', '2026-Q3')).toEqual({
      value: 87.5,
      grade: 'B',
      ratings: 80,
      version: 2,
      closed: true,
      state: 'PUBLISHED',
    });
    const reasons = await inspect(
      "select version, reason from figure where scope = 'UNIT' and scope_id = $1 and period = '2026-Q3' order by version",
      [bandung.unit('Dinas D').uuid],
    );
    expect(reasons).toEqual([
      { version: 1, reason: null },
      { version: 2, reason: 'Impor berkas september.csv (40 penilaian).' },
    ]);
    // The service, the unit, and the unit with those below it.
    expect(corrected).toEqual([{ period: '2026-Q3', figures: 3 }]);
    expect(await indexOf('Dinas D', '2026-09')).toMatchObject({ value: 100, version: 1 });
  });

  test('of an open month follows at once', async () => {
    await importFor('Layanan Dinas D', file('november.csv', ...days(25, '2026-11-20', 2)));
    expect(await indexOf('Dinas D', '2026-11')).toMatchObject({ value: 50, ratings: 25, version: 0, closed: false });
  });

  test('of a year long ago is published with it', async () => {
    await importFor('Layanan Dinas D', file('2024.csv', ...days(12, '2024-05-05', 4)));
    expect(await indexOf('Dinas D', '2024')).toMatchObject({ value: 100, ratings: 12, version: 1, closed: true });
  });
});

test('a period that was due is closed before an import, which then corrects it', async () => {
  gateway.clock.set('2027-01-08T03:00:00Z');
  await importFor('Layanan Dinas D', file('desember.csv', ...days(25, '2026-12-20', 4)));
  expect(await indexOf('Dinas D', '2026-11')).toMatchObject({ value: 50, version: 1, closed: true });
  expect(await indexOf('Dinas D', '2026-Q4')).toMatchObject({ value: 75, ratings: 50, version: 2, closed: true });
});

describe('an export that has grown since it was imported', () => {
  const first = days(10, '2026-08-05', 4);
  const grown = file('ekspor.csv', ...first, rated('2026-08-06', 3));

  test('is refused, because most of its rows are there already', async () => {
    await importFor('Layanan Dinas E', file('ekspor.csv', ...first));
    await expect(importFor('Layanan Dinas E', grown)).rejects.toThrow(
      /^10 dari 11 baris sama persis .* dengan yang sudah diimpor dari ekspor.csv: .*--allow-repeats/,
    );
  });

  test('is imported when the operator says that they are other respondents', async () => {
    const { outcome } = await importFor('Layanan Dinas E', grown, { allowRepeats: true });
    expect(outcome).toBe('imported');
    expect(operator.told.at(-1)).toMatch(/^Perhatikan: 10 dari 11 baris sama persis/);
  });
});

test('20,000 rows take seconds, and tell how far they are', async () => {
  const service = palu.service('KK').id;
  const rows = Array.from({ length: 20_000 }, (_, at) =>
    rated(`2026-0${7 + (at % 3)}-${10 + (at % 19)}`, 1 + (at % 4)),
  );
  const startedAt = performance.now();
  const { outcome } = await operatorOfPalu.run((context, desk) =>
    importRatings({ file: file('besar.csv', ...rows), service, importedBy: 'sari' }, context, desk),
  );
  expect(outcome).toBe('imported');
  expect(performance.now() - startedAt).toBeLessThan(30_000);
  expect(operatorOfPalu.steps).toEqual(Array.from({ length: 20 }, (_, at) => [(at + 1) * 1000, 20_000]));
}, 60_000);
