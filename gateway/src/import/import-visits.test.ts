import { describe, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { startGateway } from '../../../test/support/gateway.ts';
import { createOperator, csvFile } from '../../../test/support/import.ts';
import { ImportRefused, problemLine } from './import-refused.ts';
import { importVisits } from './import-visits.ts';
import { readInstant } from './read-instant.ts';

const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  tenants: {
    palu: { code: '72.71', zone: 'Asia/Makassar', units: [{ name: 'Disdukcapil', services: ['KTP', 'KK', 'Akta'] }] },
    other: { code: '11.02', units: [{ name: 'Dinas', services: ['Lain'] }] },
  },
});
const { palu, other } = gateway.tenants;
const operator = await createOperator(gateway, palu);
const { inspect } = gateway.database;

type Row = readonly (string | null)[];
const TITLES = ['Nomor Antrean', 'Nama', 'TAKEN', 'Menunggu dipanggil', 'Served', 'FINISHED'];
const file = (...rows: readonly Row[]) => csvFile('antrean.csv', [TITLES, ...rows]);
const importFile = (given: ReturnType<typeof file>, service = palu.service('KTP').id) =>
  operator.run((context, desk) => importVisits({ file: given, service, importedBy: 'sari' }, context, desk));
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportRefused)) throw error ?? new Error('It was imported.');
  return [error.message, ...error.problems.map(problemLine)];
};
const good = (number: string): Row => [
  number,
  'Budi',
  '2026-08-18 08:00',
  '18/08/2026 08:10',
  '2026-08-18T00:12:00Z',
  '18.08.2026 08.30.30',
];

describe('visits of a file', () => {
  test('are stored in the zone of the region, without names, and once', async () => {
    expect(await importFile(file(good('A1'), good('A2')))).toEqual({ rows: 2, recorded: 8, unchanged: 0 });
    expect(await importFile(file(good('A1'), good('A2')))).toEqual({ rows: 2, recorded: 0, unchanged: 8 });
    const [visit] = await inspect<{ times: readonly Date[] }>("select times from visit where number = 'A1'");
    expect(visit?.times.map((time) => time.toISOString())).toEqual([
      '2026-08-18T00:00:00.000Z',
      '2026-08-18T00:10:00.000Z',
      '2026-08-18T00:12:00.000Z',
      '2026-08-18T00:30:30.000Z',
    ]);
    expect(JSON.stringify(await inspect('select * from visit'))).not.toContain('Budi');
    expect(
      await inspect("select detail->'recorded' as recorded from audit_event where action = 'visits.imported'"),
    ).toEqual([{ recorded: 8 }]);
  });

  test('of a spreadsheet are read from its date cells, to the second, and in the zone of the region', async () => {
    const at = (time: string) => ({ value: new Date(`2026-08-18T${time}Z`), format: 'dd/mm/yyyy hh:mm:ss' });
    const bytes = await writeXlsx([
      ['nomor', 'TAKEN', 'CALLED', 'SERVED', 'FINISHED'].map((value) => ({ value })),
      [{ value: 'X1' }, at('08:00:00'), at('08:10:00'), at('08:12:01'), at('08:30:30')],
      [{ value: 'X2' }, at('08:59:59'), { value: 'lama' }, at('09:00:00'), at('09:10:00')],
    ]).toBuffer();
    const told = await refusalOf(importFile({ name: 'antrean.xlsx', bytes }));
    expect(told.join(' ')).toContain('baris 3, kolom CALLED');
    const [visit] = await inspect<{ times: readonly Date[] }>("select times from visit where number = 'X1'");
    expect(visit?.times.map((time) => time.toISOString().slice(11))).toEqual([
      '00:00:00.000Z',
      '00:10:00.000Z',
      '00:12:01.000Z',
      '00:30:30.000Z',
    ]);
  });

  test('beside rows that cannot be are kept, and each of those is told', async () => {
    const rows = file(
      good('B1'),
      ['B2', null, '2026-08-18 08:00', '2026-08-18 07:50', null, null],
      [null, null, '2026-08-18 08:00', null, null, null],
      ['B4', null, '2026-02-30 08:00', null, null, null],
      ['B5', null, null, '2026-08-18 08:00', null, null],
      ['B6', null, 'kemarin', null, null, null],
      ['B1', null, '2026-08-18 09:00', null, null, null],
      good('B8'),
      ['7271012345678901', null, '2026-08-18 08:00', null, null, null],
      ['B10', null, '0812 3456 7890', null, null, null],
    );
    const [message, ...problems] = await refusalOf(importFile(rows, palu.service('KK').id));
    expect(message).toMatch(/^8 dari 10 baris .+ 9 langkah lain tersimpan; perbaiki, lalu impor lagi/);
    expect(problems).toEqual([
      expect.stringMatching(/^baris 3, kolom Menunggu dipanggil: "2026-08-18 07:50" yang diharapkan paling awal/),
      expect.stringMatching(/^baris 4, kolom Nomor Antrean: kosong/),
      expect.stringMatching(/^baris 5, kolom TAKEN: "2026-02-30 08:00" tidak ada di kalender/),
      expect.stringMatching(/^baris 6, kolom TAKEN: kosong; yang diharapkan waktu langkah pertama/),
      expect.stringMatching(/^baris 7, kolom TAKEN: "kemarin" tidak terbaca sebagai waktu/),
      expect.stringMatching(/^baris 8, kolom TAKEN: "2026-08-18 09:00" yang diharapkan .+memerlukan nomor lain/),
      expect.stringMatching(/^baris 10, kolom Nomor Antrean: "…" bukan nomor kunjungan; .+ bukan NIK atau NIP/),
      expect.stringMatching(/^baris 11, kolom TAKEN: "…" tidak terbaca sebagai waktu/),
    ]);
    expect(
      await inspect('select number, cardinality(times) as steps from visit where number like $1 order by 1', ['B%']),
    ).toEqual([
      { number: 'B1', steps: 4 },
      { number: 'B2', steps: 1 },
      { number: 'B8', steps: 4 },
    ]);
  });

  test('of several thousand rows are stored part by part', async () => {
    const rows = file(...Array.from({ length: 1500 }, (_, at) => good(`C${at}`)));
    expect(await importFile(rows, palu.service('Akta').id)).toEqual({ rows: 1500, recorded: 6000, unchanged: 0 });
  });

  test('need a service of the region', async () => {
    expect(await refusalOf(importFile(file(good('D1')), other.service('Lain').id))).toEqual([
      expect.stringContaining('bukan id layanan daerah ini'),
    ]);
  });
});

test('a date cell of a spreadsheet is what it shows, in the zone', () => {
  const cell = new Date('2026-08-18T08:00:00Z');
  expect(readInstant(cell, 'Asia/Makassar')).toEqual({ value: new Date('2026-08-18T00:00:00Z') });
  expect(readInstant(46252.33, 'Asia/Makassar')).toHaveProperty('reason');
});
