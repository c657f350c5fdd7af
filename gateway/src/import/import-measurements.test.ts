import { describe, expect, test } from 'vitest';
import { loadPolicyInto, shippedPolicy } from '../../../test/support/appraisal.ts';
import { startGateway } from '../../../test/support/gateway.ts';
import { createOperator, csvFile } from '../../../test/support/import.ts';
import { seedEmployees } from '../../../test/support/personnel.ts';
import { type ImportMeasurements, importMeasurements } from './import-measurements.ts';
import { ImportRefused, problemLine } from './import-refused.ts';
import { readMonth } from './read-month.ts';

const gateway = await startGateway({
  now: '2026-11-21T03:00:00Z',
  tenants: { kutacane: { code: '11.02', name: 'Kabupaten Aceh Tenggara', units: [{ name: 'Dinas A' }] } },
});
const { kutacane } = gateway.tenants;
const operator = await createOperator(gateway, kutacane);
const { inspect, database } = gateway.database;
const ANI = '198609262015052001';
const BUDI = '199001012025212001';
const staff = await seedEmployees(database, kutacane, [
  { name: 'ani', nip: ANI, unit: 'Dinas A', post: 'Analis' },
  { name: 'budi', nip: BUDI, unit: 'Dinas A', post: 'Arsiparis' },
]);

type Row = readonly (string | number | null)[];

const attendance = (name: string, ...rows: readonly Row[]) =>
  csvFile(name, [['NIP', 'Nama', 'Bulan', 'Hari Hadir', 'Hari Kerja', 'Menit Terlambat'], ...rows]);

const importFile = (file: ImportMeasurements['file'], measure?: string) =>
  operator.run((context, desk) =>
    importMeasurements({ file, importedBy: 'sari', ...(measure !== undefined && { measure }) }, context, desk),
  );

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportRefused)) throw error ?? new Error('It was imported.');
  return [error.message, ...error.problems.map(problemLine)];
};

const measured = () =>
  inspect<Record<string, string>>(
    `select employee.name, key, month, numerator::text, denominator::text
     from measurement join employee on employee.id = employee_id order by key, month, employee.name`,
  );

const SEPTEMBER = attendance(
  'september.csv',
  [ANI, 'Ani', '2026-09', 20, 22, 35],
  [BUDI, 'Budi', '09/2026', 22, 22, null],
);

describe('a file of attendance', () => {
  test('is kept as days present of working days, minutes late beside them', async () => {
    expect(await importFile(SEPTEMBER)).toMatchObject({
      outcome: 'imported',
      added: 3,
      corrected: 0,
      dropped: { columns: ['Nama'], cells: 2 },
    });
    expect(await measured()).toEqual([
      { name: 'ani', key: 'attendance', month: '2026-09', numerator: '20', denominator: '22' },
      { name: 'budi', key: 'attendance', month: '2026-09', numerator: '22', denominator: '22' },
      { name: 'ani', key: 'minutes-late', month: '2026-09', numerator: '35', denominator: '22' },
    ]);
  });

  test('changes nothing when it comes again', async () => {
    expect(await importFile(SEPTEMBER)).toMatchObject({ outcome: 'already imported', added: 0, corrected: 0 });
  });

  test('that comes later corrects what differs, with an audit row that tells what it was', async () => {
    const later = attendance(
      'koreksi.csv',
      [ANI, 'Ani', 'September 2026', '"20,5"', 22, 35],
      [BUDI, 'Budi', '2026-09', 22, 22, null],
    );
    expect(await importFile(later)).toMatchObject({ outcome: 'imported', added: 0, corrected: 1 });
    expect((await measured())[0]).toMatchObject({ name: 'ani', numerator: '20.5' });
    const audit = await inspect(
      `select actor, subject, detail - 'why' as detail from audit_event where action = 'measurement.corrected'`,
    );
    expect(audit).toEqual([
      {
        actor: 'operator sari',
        subject: staff.ani.uuid,
        detail: {
          key: 'attendance',
          month: '2026-09',
          before: { numerator: '20', denominator: '22' },
          after: { numerator: '20.5', denominator: '22' },
        },
      },
    ]);
  });

  test('is refused with every row that cannot be, and changes nothing', async () => {
    const before = await measured();
    const impossible = attendance(
      'mustahil.csv',
      [ANI, 'Ani', '2026-10', 23, 22, null],
      [ANI, 'Ani', '2026-12', 20, 22, null],
      [ANI, 'Ani', '2026-13', 20, 22, null],
      [ANI, 'Ani', '2026-08', 0, 0, null],
      [ANI, 'Ani', '2026-07', -1, 22, null],
      [ANI, 'Ani', '2026-06', 20, 40, null],
      [ANI, 'Ani', '2026-05', 20, 22, 99_999],
      [BUDI, 'Budi', '2026-05', 20, 22, null],
      [BUDI, 'Budi', '05-2026', 21, 22, null],
      ['1.98609E+17', 'X', '2026-05', 21, 22, null],
    );
    expect(await refusalOf(importFile(impossible))).toEqual([
      '9 dari 10 baris tidak dapat diimpor; tidak ada yang disimpan.',
      'baris 2, kolom Hari Hadir: "23" lebih dari 22 hari kerja',
      'baris 3, kolom Bulan: "2026-12" belum terjadi; bulan ini 2026-11',
      expect.stringMatching(/^baris 4, kolom Bulan: "2026-13" tidak terbaca sebagai bulan/),
      'baris 5, kolom Hari Kerja: "0" nol; yang diharapkan lebih dari nol',
      'baris 6, kolom Hari Hadir: "-1" negatif; yang diharapkan nol atau lebih',
      'baris 7, kolom Hari Kerja: "40" lebih dari 31 hari',
      'baris 8, kolom Menit Terlambat: "99999" lebih lama dari semua hari kerjanya',
      'baris 10, kolom Bulan: "05-2026" sudah ada untuk pegawai ini di baris 9',
      expect.stringMatching(/^baris 11, kolom NIP: "…" NIP sudah diubah Excel/),
    ]);
    expect(await measured()).toEqual(before);
  });

  test('about somebody nobody knows is refused with the number masked', async () => {
    const stranger = attendance('asing.csv', ['199501012020012003', 'Asing', '2026-09', 20, 22, 3]);
    expect(await refusalOf(importFile(stranger))).toEqual([
      '1 dari 1 baris tidak dapat diimpor; tidak ada yang disimpan.',
      'baris 2, kolom NIP: "…003" bukan pegawai daerah ini; impor dahulu pegawainya: pnpm kinerja import employees',
    ]);
  });
});

describe('another measure', () => {
  const file = csvFile('tepat-waktu.csv', [
    ['nip', 'bulan', 'nilai', 'jumlah sampel'],
    [ANI, '2026-09', '0.925', 40],
  ]);

  test('is kept as the exact sum and the size of its sample', async () => {
    expect(await importFile(file, 'selesai-tepat-waktu')).toMatchObject({ outcome: 'imported', added: 1 });
    expect(await measured()).toContainEqual({
      name: 'ani',
      key: 'selesai-tepat-waktu',
      month: '2026-09',
      numerator: '37',
      denominator: '40',
    });
  });

  test('that a policy reads as a part of a whole is refused when it is written in percent', async () => {
    await loadPolicyInto(database, kutacane, { ...shippedPolicy('palu') }, gateway.clock.now());
    const rows = (value: string) =>
      csvFile('persen.csv', [
        ['nip', 'bulan', 'nilai', 'sampel'],
        [BUDI, '2026-08', value, 40],
      ]);
    expect(await refusalOf(importFile(rows('87'), 'selesai-tepat-waktu'))).toEqual([
      '1 dari 1 baris tidak dapat diimpor; tidak ada yang disimpan.',
      expect.stringContaining('dari 0 sampai 1, misalnya 0,87 untuk 87 persen'),
    ]);
    expect(await importFile(rows('0.87'), 'selesai-tepat-waktu')).toMatchObject({ added: 1 });
    expect(await importFile(rows('87'), 'menit-tunggu')).toMatchObject({ added: 1 });
  });

  test('has a key as policies have', async () => {
    await expect(importFile(file, 'Tepat Waktu')).rejects.toThrow('--measure: "Tepat Waktu" bukan kunci ukuran');
  });

  test('is no attendance without its columns', async () => {
    expect(await refusalOf(importFile(file))).toEqual([
      expect.stringContaining('"hari hadir", "hari kerja" tidak ada'),
    ]);
  });
});

test.each([
  ['2026-09', '2026-09'],
  ['2026/9', '2026-09'],
  ['9-2026', '2026-09'],
  ['Agustus 2026', '2026-08'],
  ['agustus 2026', '2026-08'],
  [new Date('2026-09-01T00:00:00Z'), '2026-09'],
  ['Augustus 2026', undefined],
  ['2026', undefined],
  ['2026-00', undefined],
  [202_609, undefined],
])('the month of %s is %s', (cell, month) => {
  const read = readMonth(cell);
  expect('value' in read ? read.value : undefined).toBe(month);
});
