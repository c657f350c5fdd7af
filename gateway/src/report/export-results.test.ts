import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import readSheets from 'read-excel-file/node';
import { afterAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../../test/support/database.ts';
import { seedEmployees } from '../../../test/support/personnel.ts';
import { seedTenant } from '../../../test/support/tenant.ts';
import type { Period } from '../domain/period.ts';
import { ExportRefused, exportResults } from './export-results.ts';
import { PERIODIC_COLUMNS } from './siasn-columns.ts';
import { csvText, type TableFormat, writeTable } from './write-table.ts';

const vectors = JSON.parse(readFileSync(new URL('../../../test/vectors/public.json', import.meta.url), 'utf8')) as {
  readonly expected: { readonly csv: readonly { readonly value: string; readonly cell: string }[] };
};

const { database, inTenant, inspect, close } = await createTestDatabase();
afterAll(close);
const region = await seedTenant(database, { units: [{ name: 'Puskesmas A' }] });
const elsewhere = await seedTenant(database, { code: '72.71', name: 'Kota Palu', units: [{ name: 'Dinas X' }] });
const staff = await seedEmployees(database, region, [
  {
    name: 'kepala',
    post: 'Kepala Puskesmas',
    unit: 'Puskesmas A',
    heads: true,
    grade: 'IV/a',
    nip: '197003032000032001',
  },
  {
    name: '=HYPERLINK("http://x")',
    post: 'Perawat Ahli Muda',
    unit: 'Puskesmas A',
    postKind: 'FUNCTIONAL',
    functionalLevel: 'AHLI_MUDA',
    nip: '198609262015052001',
  },
  { name: 'bidan', post: 'Bidan', unit: 'Puskesmas A', nip: '199001012025212001' },
]);

/** Appraisals of a period: who, at which stage, with which ratings. */
const appraise = (
  period: string,
  key: string,
  results: readonly {
    readonly who: keyof typeof staff;
    readonly stage: string;
    readonly ratings?: readonly [string, string, string];
  }[],
) =>
  inTenant(region, async () => {
    const tenantId = region.uuid;
    const at = new Date('2026-10-20T03:00:00Z');
    const policy = { tenantId, key, version: 1, definition: {}, createdBy: 'operator uji', createdAt: at };
    await database.prisma.appraisalPolicy.create({ data: policy });
    const cycleId = crypto.randomUUID();
    await database.prisma.appraisalCycle.create({
      data: { tenantId, id: cycleId, policyKey: key, policyVersion: 1, period, openedBy: 'operator uji', openedAt: at },
    });
    for (const { who, stage, ratings: [workResult = null, behaviour = null, predicate = null] = [] } of results)
      await database.prisma.appraisal.create({
        data: {
          tenantId,
          id: crypto.randomUUID(),
          cycleId,
          employeeId: staff[who].uuid,
          postId: staff[who].postUuid,
          unitId: region.unit('Puskesmas A').uuid,
          raterId: staff.kepala.uuid,
          stage,
          stageSince: at,
          version: 1,
          workResult,
          behaviour,
          predicate,
        },
      });
  });

await appraise('2026-Q3', 'triwulan', [
  {
    who: '=HYPERLINK("http://x")',
    stage: 'FINAL',
    ratings: ['DI_ATAS_EKSPEKTASI', 'SESUAI_EKSPEKTASI', 'BAIK'],
  },
  { who: 'bidan', stage: 'DELIVERED', ratings: ['SESUAI_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI', 'KURANG'] },
]);
await appraise('2026', 'tahun', [
  { who: 'bidan', stage: 'FINAL', ratings: ['SESUAI_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI', 'KURANG'] },
]);

const NOW = new Date('2026-11-21T03:00:00Z');
const exported = (period: Period, { yearly = false, format = 'csv' as TableFormat, from = region } = {}) =>
  inTenant(from, () => exportResults(database.pool, NOW, { period, yearly, format, exportedBy: 'sari' }));
const rowsOf = (file: Buffer) => parse(file, { columns: true, bom: true }) as readonly Record<string, string>[];

describe('results of a quarter', () => {
  test('go out in the columns of SIASN, final ones only', async () => {
    const { file, results } = await exported('2026-Q3');
    expect(results).toBe(1);
    expect(rowsOf(file)).toEqual([
      {
        nipBaru: '198609262015052001',
        nama: `'=HYPERLINK("http://x")`,
        jabatan: 'Perawat Ahli Muda',
        unor: 'Puskesmas A',
        periodikId: '2',
        periodikNama: 'Triwulanan',
        tahun: '2026',
        bulanMulaiPenilaian: '7',
        tahunMulaiPenilaian: '2026',
        bulanSelesaiPenilaian: '9',
        tahunSelesaiPenilaian: '2026',
        hasilKinerja: 'DI ATAS EKSPEKTASI',
        hasilKinerjaNilai: '1',
        perilakuKerja: 'SESUAI EKSPEKTASI',
        perilakuKerjaNilai: '2',
        kuadranKinerja: 'BAIK',
        kuadranKinerjaNilai: '2',
        koefisien: '25',
        persentase: '100',
        statusPenilai: 'ASN',
        penilaiNipNrp: '197003032000032001',
        penilaiNama: 'kepala',
        penilaiGolongan: 'IV/a',
        penilaiJabatanNama: 'Kepala Puskesmas',
        penilaiUnorNama: 'Puskesmas A',
      },
    ]);
  });

  test('as a spreadsheet are texts: formulas are not run, numbers keep their digits', async () => {
    const { file } = await exported('2026-Q3', { format: 'xlsx' });
    const [sheet] = await readSheets(file);
    expect(sheet?.data[0]).toEqual(Object.keys(PERIODIC_COLUMNS));
    expect(sheet?.data[1]?.slice(0, 3)).toEqual(['198609262015052001', '=HYPERLINK("http://x")', 'Perawat Ahli Muda']);
  });

  test('that nobody has are a heading alone', async () => {
    const { file, results } = await exported('2026-Q2');
    expect({ results, rows: rowsOf(file) }).toEqual({ results: 0, rows: [] });
  });

  test('of another region stay there', async () => {
    expect((await exported('2026-Q3', { from: elsewhere })).results).toBe(0);
  });

  test('leave a trace in the audit, without employee numbers', async () => {
    const [first] = await inspect<Record<string, unknown>>(
      "select actor, subject, detail from audit_event where action = 'results.exported' order by id limit 1",
    );
    expect(first).toEqual({
      actor: 'operator sari',
      subject: 'results 2026-Q3',
      detail: { period: '2026-Q3', yearly: false, format: 'csv', results: 1 },
    });
  });
});

test('results of a year go out in the columns of rw_skp22', async () => {
  const { file } = await exported('2026', { yearly: true });
  expect(rowsOf(file)).toEqual([
    expect.objectContaining({
      nipBaru: '199001012025212001',
      tahun: '2026',
      hasilKinerjaNilai: '2',
      PerilakuKerjaNilai: '3',
      kuadranKinerja: 'KURANG',
      KuadranKinerjaNilai: '4',
      nipNrpPenilai: '197003032000032001',
      penilaiJabatanNm: 'Kepala Puskesmas',
    }),
  ]);
});

test.each<[Period, boolean, RegExp]>([
  ['2026', false, /bukan bulan atau triwulan.*--yearly/],
  ['2026-S1', false, /bukan bulan atau triwulan/],
  ['2026-Q3', true, /^--yearly: 2026-Q3 bukan tahun/],
])('%s, yearly %s, is refused: SIASN has no such record', async (period, yearly, message) => {
  const attempt = exported(period, { yearly });
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toBeInstanceOf(ExportRefused);
});

describe('a cell', () => {
  test.each(vectors.expected.csv)('$value becomes $cell', ({ value, cell }) => {
    expect(csvText([[value]])).toBe(`\uFEFF${cell}\r\n`);
  });

  test('of a spreadsheet is what it was', async () => {
    const values = vectors.expected.csv
      .map(({ value }) => value)
      .filter((value) => value.trim() === value && value !== '');
    const [sheet] = await readSheets(await writeTable([values], 'xlsx'));
    expect(sheet?.data[0]).toEqual(values);
  });
});
