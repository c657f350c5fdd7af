import { describe, expect, test } from 'vitest';
import { startGateway } from '../../../test/support/gateway.ts';
import { createOperator, csvFile } from '../../../test/support/import.ts';
import { seedEmployees } from '../../../test/support/personnel.ts';
import { signIn } from '../../../test/support/sign-in.ts';
import { ImportRefused, problemLine } from './import-refused.ts';
import { importResults } from './import-results.ts';
import type { ImportFile } from './read-table.ts';

const gateway = await startGateway({
  now: '2026-11-21T03:00:00Z',
  tenants: { palu: { code: '72.71', name: 'Kota Palu', zone: 'Asia/Makassar', units: [{ name: 'Dukcapil' }] } },
});
const { palu } = gateway.tenants;
const { inspect, database } = gateway.database;
const staff = await seedEmployees(database, palu, [
  { name: 'Kadis', unit: 'Dukcapil', post: 'Kepala Dinas', heads: true },
  { name: 'Ani', unit: 'Dukcapil', post: 'Analis', nip: '198609262015052001' },
  { name: 'Budi', unit: 'Dukcapil', post: 'Arsiparis', nip: '199001012025212001' },
  { name: 'Pengelola', unit: 'Dukcapil', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
  { name: 'Wali Kota', unit: 'Dukcapil', post: 'Staf Ahli', roles: ['LEADER'] },
]);
const ANI = staff.Ani.nip;
const BUDI = staff.Budi.nip;
const operator = await createOperator(gateway, palu);
const run = (file: ImportFile) =>
  operator.run((context, desk) => importResults({ file, importedBy: 'sari' }, context, desk));

type Row = readonly (string | number | null)[];

const NUMERIC = ['nipBaru', 'tahun', 'jenisPeraturanKinerjaKd', 'nilaiSkp', 'nilairatarata', 'nilaiPerilakuKerja'];
const numeric = (name: string, more: readonly string[], ...rows: readonly Row[]) =>
  csvFile(name, [[...NUMERIC, ...more], ...rows]);
const rated = (name: string, ...rows: readonly Row[]) =>
  csvFile(name, [
    ['nip', 'tahun', 'hasilKinerja', 'hasilKinerjaNilai', 'perilakuKerja', 'PerilakuKerjaNilai', 'kuadranKinerja'],
    ...rows,
  ]);

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportRefused)) throw error ?? new Error('It was imported.');
  return [error.message, ...error.problems.map(problemLine)];
};

const stored = () =>
  inspect<Record<string, unknown>>(
    `select employee.name, year, rule, value::text, predicate
     from past_result join employee on employee.id = employee_id order by employee.name, year, rule`,
  );

const RESULTS = `query ($id: ID!) { employee(id: $id) { pastResults {
  year rule workScore behaviourScore value convertedValue integratedValue workResult behaviour predicate } } }`;

interface Answer {
  readonly employee: { readonly pastResults: readonly Record<string, unknown>[] | null };
}
const pastResults = async (viewer: keyof typeof staff) => {
  const ask = await signIn(gateway, palu, staff[viewer].uuid);
  return (await ask<Answer>(RESULTS, { id: staff.Ani.id })).data.employee.pastResults;
};

describe('a file with numbers (rw_skp)', () => {
  const file = numeric(
    'rw_skp.csv',
    ['nilaiPrestasiKerja', 'konversiNilai', 'nilaiIntegrasi', 'ide baru', 'predikat', 'nik'],
    [ANI, 2019, 'PP46', '"87,28"', '"89,22"', '"35,69"', '"88,06"', 0, 0, null, 'Baik', '6271010101900001'],
    [ANI, 2020, null, 92.5, 88.75, 88.75, null, 105, null, null, null, null],
    [ANI, 2021, 'PP46', 90, 85, 85, 88, '105.5', null, null, null, null],
    [ANI, 2021, 'PP30', 115, null, 110, null, null, '109.75', 'ya', 'Sangat Baik', null],
    [BUDI, 2021, 'PP30', 115, null, 110, 113, null, null, null, 'Sangat Baik', null],
  );

  test('gives value and predicate by the rule of its row; 2021 has a result of each', async () => {
    const done = await run(file);
    expect(done).toMatchObject({
      outcome: 'imported',
      added: 5,
      corrected: 0,
      dropped: { columns: ['nik'], cells: 1 },
    });
    expect(await stored()).toEqual([
      { name: 'Ani', year: 2019, rule: 'PP_46_2011', value: '88.06', predicate: 'BAIK' },
      { name: 'Ani', year: 2020, rule: 'PP_46_2011', value: '91.00', predicate: 'SANGAT_BAIK' },
      { name: 'Ani', year: 2021, rule: 'PP_30_2019', value: '113.50', predicate: 'SANGAT_BAIK' },
      { name: 'Ani', year: 2021, rule: 'PP_46_2011', value: '88.00', predicate: 'BAIK' },
      { name: 'Budi', year: 2021, rule: 'PP_30_2019', value: '113.50', predicate: 'BAIK' },
    ]);
    expect(JSON.stringify(await inspect('select * from past_result, import_batch'))).not.toContain('6271010101900001');
  });

  test('is never believed in what it says of the result: the row is told', () => {
    const ours = 'menurut PP 30/2019 113,50 (Baik); yang disimpan hasil hitungan.';
    expect(operator.told.filter((line) => line.startsWith('baris'))).toEqual([
      'baris 3: konversi dan integrasi nilai hanya ada untuk tahun 2021; tidak disimpan.',
      `baris 6: predikat dalam berkas "Sangat Baik", ${ours}`,
      `baris 6: nilai prestasi kerja dalam berkas 113, ${ours}`,
    ]);
  });

  test('changes nothing when it comes again', async () => {
    expect(await run(file)).toMatchObject({ outcome: 'already imported', added: 0, corrected: 0 });
  });

  test('that comes later corrects what differs, with an audit row that tells what it was', async () => {
    const later = numeric(
      'koreksi.csv',
      ['rekan dan bawahan'],
      [BUDI, 2021, 'PP 30/2019', 115, null, 110, 'ya'],
      [ANI, 2020, 'PP46', 92.5, 88.75, null, null],
    );
    expect(await run(later)).toMatchObject({ added: 0, corrected: 1 });
    const audit = await inspect(
      `select actor, subject, detail - 'why' as detail from audit_event where action = 'past_result.corrected'`,
    );
    const same = { work_score: 115, behaviour_score: 110, new_idea: false, predicate: 'BAIK' };
    expect(audit).toEqual([
      {
        actor: 'operator sari',
        subject: staff.Budi.uuid,
        detail: {
          year: 2021,
          rule: 'PP_30_2019',
          before: { ...same, peers_consulted: false, value: 113.5 },
          after: { ...same, peers_consulted: true, value: 113 },
        },
      },
    ]);
  });

  test('is refused with every row that cannot be, numbers masked, and changes nothing', async () => {
    const before = await stored();
    const wrong = numeric(
      'salah.csv',
      [],
      [ANI, 2022, null, 90, 90, null],
      [ANI, 2018, 'PP30', 90, 90, null],
      [ANI, 2021, null, 90, 90, null],
      [ANI, 2017, 'PP46', 90, 101, null],
      [ANI, 2021, 'PP30', '120.01', 90, null],
      [ANI, 2016, 'PP46', 87.28, null, 35.69],
      [ANI, 2015, 'PP46', 'baik', 90, null],
      [ANI, 2014, 'PP53', 90, 90, null],
      [BUDI, 2019, 'PP46', 90, null, null],
      [BUDI, 2020, 'PP46', 90, 90, null],
      [BUDI, 2020, null, 91, 90, null],
      ['1.98609E+17', 2020, null, 91, 90, null],
    );
    expect(await refusalOf(run(wrong))).toEqual([
      '11 dari 12 baris tidak dapat diimpor; tidak ada yang disimpan.',
      'baris 2, kolom jenisPeraturanKinerjaKd: kosong; untuk tahun 2022 yang diharapkan PP46 atau PP30',
      'baris 3, kolom tahun: "2018" tidak dinilai menurut PP 30/2019; yang diharapkan 2019 sampai 2021',
      'baris 4, kolom jenisPeraturanKinerjaKd: kosong; untuk tahun 2021 yang diharapkan PP46 atau PP30',
      'baris 5, kolom nilairatarata: "101" lebih dari 100',
      'baris 6, kolom nilaiSkp: "120.01" lebih dari 120',
      'baris 7, kolom nilaiPerilakuKerja: "35.69" mungkin sudah dibobot 40 %; yang diharapkan juga kolom nilairatarata',
      expect.stringMatching(/^baris 8, kolom nilaiSkp: "baik" bukan angka/),
      'baris 9, kolom jenisPeraturanKinerjaKd: "PP53" bukan jenis peraturan yang dikenal; yang diharapkan PP46 atau PP30',
      'baris 10, kolom nilaiPerilakuKerja: kosong; yang diharapkan nilai perilaku kerja, atau nilai rata-ratanya',
      'baris 12, kolom tahun: "2020" menurut PP 46/2011 sudah ada untuk pegawai ini di baris 11',
      expect.stringMatching(/^baris 13, kolom nipBaru: "…" NIP sudah diubah Excel/),
    ]);
    const stranger = numeric('asing.csv', [], ['199501012020012003', 2020, 'PP46', 90, 90, null]);
    expect((await refusalOf(run(stranger)))[1]).toMatch(/^baris 2, kolom NIP: "…003" bukan pegawai daerah ini/);
    expect(await stored()).toEqual(before);
  });
});

describe('a file with ratings (rw_skp22)', () => {
  test('gives the predicate of the matrix, and tells one that differs', async () => {
    const file = rated(
      'rw_skp22.csv',
      [ANI, 2022, 'Diatas Ekspektasi', 1, 'SESUAI EKSPEKTASI', 2, 'BAIK'],
      [ANI, 2023, null, 2, null, 3, 'Baik'],
    );
    const { outcome, added, warnings } = await run(file);
    expect({ outcome, added, warnings }).toEqual({
      outcome: 'imported',
      added: 2,
      warnings: [
        'baris 3: predikat dalam berkas "Baik", menurut kedua ratingnya Kurang; yang disimpan hasil hitungan.',
      ],
    });
  });

  test('is refused where words and code disagree, and for a year that it cannot be about', async () => {
    const wrong = rated(
      'salah22.csv',
      [ANI, 2024, 'Sesuai ekspektasi', 1, 'Sesuai ekspektasi', 2, null],
      [ANI, 2021, 'Sesuai ekspektasi', 2, 'bagus', 2, null],
      [ANI, 2027, 'Sesuai ekspektasi', 2, null, 4, null],
    );
    expect(await refusalOf(run(wrong))).toEqual([
      '3 dari 3 baris tidak dapat diimpor; tidak ada yang disimpan.',
      'baris 2, kolom hasilKinerjaNilai: "1" berbeda dari kolom yang menyebutnya',
      'baris 3, kolom tahun: "2021" tidak dinilai menurut PermenPANRB 6/2022; yang diharapkan 2022 sampai 2026',
      expect.stringMatching(/^baris 3, kolom perilakuKerja: "bagus" yang diharapkan di atas ekspektasi/),
      'baris 4, kolom tahun: "2027" belum terjadi; tahun ini 2026',
      'baris 4, kolom PerilakuKerjaNilai: "4" yang diharapkan 1 sampai 3',
      'baris 4, kolom perilakuKerja: kosong; yang diharapkan rating perilaku kerja',
    ]);
  });
});

describe('imported results', () => {
  const NUMBERS = { workResult: null, behaviour: null };
  const RATINGS = { workScore: null, behaviourScore: null, value: null, convertedValue: null, integratedValue: null };
  const ALL = [
    {
      year: 2023,
      rule: 'PERMENPANRB_6_2022',
      ...RATINGS,
      workResult: 'SESUAI_EKSPEKTASI',
      behaviour: 'DI_BAWAH_EKSPEKTASI',
      predicate: 'Kurang',
    },
    {
      year: 2022,
      rule: 'PERMENPANRB_6_2022',
      ...RATINGS,
      workResult: 'DI_ATAS_EKSPEKTASI',
      behaviour: 'SESUAI_EKSPEKTASI',
      predicate: 'Baik',
    },
    {
      year: 2021,
      rule: 'PP_46_2011',
      ...NUMBERS,
      workScore: 90,
      behaviourScore: 85,
      value: 88,
      convertedValue: 105.5,
      integratedValue: null,
      predicate: 'Baik',
    },
    {
      year: 2021,
      rule: 'PP_30_2019',
      ...NUMBERS,
      workScore: 115,
      behaviourScore: 110,
      value: 113.5,
      convertedValue: null,
      integratedValue: 109.75,
      predicate: 'Sangat Baik',
    },
    {
      year: 2020,
      rule: 'PP_46_2011',
      ...NUMBERS,
      workScore: 92.5,
      behaviourScore: 88.75,
      value: 91,
      convertedValue: null,
      integratedValue: null,
      predicate: 'Sangat Baik',
    },
    {
      year: 2019,
      rule: 'PP_46_2011',
      ...NUMBERS,
      workScore: 87.28,
      behaviourScore: 89.22,
      value: 88.06,
      convertedValue: null,
      integratedValue: null,
      predicate: 'Baik',
    },
  ];

  test.each(['Ani', 'Kadis', 'Pengelola'] as const)('are read by %s, the latest first', async (viewer) => {
    expect(await pastResults(viewer)).toEqual(ALL);
  });

  test('are not read by a leader, nor by a colleague who meets the person elsewhere', async () => {
    expect(await pastResults('Wali Kota')).toBeNull();
    const asAni = await signIn(gateway, palu, staff.Ani.uuid);
    const { data } = await asAni<{ viewer: { employee: { rater: unknown } } }>(
      '{ viewer { employee { rater { name pastResults { year } } } } }',
    );
    expect(data.viewer.employee.rater).toEqual({ name: 'Kadis', pastResults: null });
  });
});
