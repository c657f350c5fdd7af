import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { readTable } from './read-table.ts';

const csv = (text: string, encoding: BufferEncoding = 'utf8') =>
  readTable({ name: 'a.csv', bytes: Buffer.from(text, encoding) });

describe('CSV', () => {
  test.each([
    ['koma', 'a,b\n1,2\n'],
    ['titik koma', 'a;b\r\n1;2'],
    ['tab', 'a\tb\r1\t2\r'],
    ['koma', '\uFEFFa,b\n1,2'],
    ['koma', '"a","b"\n"1","2"'],
    ['koma', 'a,b\n1,2\r\n'],
  ])('with delimiter %s is read from %j', async (delimiter, text) => {
    const { rows, readAs } = await csv(text);
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(readAs).toBe(`CSV, pemisah ${delimiter}, UTF-8`);
  });

  test('keeps quoted delimiters, quotes and lines, and trims the rest', async () => {
    const { rows } = await csv('a;b\n"satu; ""dua""\ntiga"; empat \n lima "enam";\n');
    expect(rows).toEqual([
      ['a', 'b'],
      ['satu; "dua"\ntiga', 'empat'],
      ['lima "enam"', null],
    ]);
  });

  test('keeps empty lines, so that a place is a row number', async () => {
    expect((await csv('a,b\n\n1,2\n')).rows).toEqual([['a', 'b'], [null], ['1', '2']]);
    expect((await csv('sep=;\na;b\n1;2\n')).rows).toEqual([[], ['a', 'b'], ['1', '2']]);
  });

  test('with commas inside of long comments is still one with semicolons', async () => {
    const { rows } = await csv(`a;b;saran\n${'1;2;"lama, antre, panas, jauh"\n'.repeat(5)}`);
    expect(rows[1]).toEqual(['1', '2', 'lama, antre, panas, jauh']);
  });

  test('of Excel on Windows is read, in either encoding', async () => {
    expect(await csv('umur;saran\n40;caf\xE9', 'latin1')).toEqual({
      rows: [
        ['umur', 'saran'],
        ['40', 'café'],
      ],
      readAs: 'CSV, pemisah titik koma, Windows-1252',
    });
    expect((await csv('\uFEFFa\tb\n1\té', 'utf16le')).rows[1]).toEqual(['1', 'é']);
  });

  test('with a quote that never ends is refused in one sentence', async () => {
    await expect(csv('a,b\n1,"2\n3,4\n')).rejects.toThrow(
      'Berkas CSV rusak: ada tanda kutip yang dibuka tetapi tidak pernah ditutup.',
    );
  });

  test('that is no text is refused', async () => {
    await expect(csv('\x89PNG\r\n\x1A\n\0\0\0')).rejects.toThrow('bukan teks CSV dan bukan XLSX');
  });

  test('that is empty has no rows', async () => expect((await csv('')).rows).toEqual([]));
});

describe('XLSX', () => {
  const sheet = [
    [null, null, null],
    ['Tanggal', 'U1', 'NIK'].map((value) => ({ value, type: String })),
    [
      { value: new Date('2026-07-03'), type: Date, format: 'dd/mm/yyyy' },
      { value: 4, type: Number },
      { value: ' 3273056010900009 ', type: String },
    ],
    [null, null, null],
    [
      { value: new Date('2026-07-04T23:30:00Z'), type: Date, format: 'dd/mm/yyyy hh:mm' },
      { value: 3.5, type: Number },
    ],
  ];

  test('keeps dates, numbers and texts, and its empty rows', async () => {
    const { rows, readAs } = await readTable({ name: 'a.xlsx', bytes: await writeXlsx(sheet).toBuffer() });
    expect(rows).toEqual([
      [null, null, null],
      ['Tanggal', 'U1', 'NIK'],
      [new Date('2026-07-03'), 4, '3273056010900009'],
      [null, null, null],
      [new Date('2026-07-04T23:30:00Z'), 3.5, null],
    ]);
    expect(readAs).toBe('XLSX');
  });

  test('is read by its content, whatever the file is called, and from the sheet that was named', async () => {
    const bytes = await writeXlsx([
      { data: [[{ value: 'a', type: String }]], sheet: 'Sampul' },
      { data: [[{ value: 'b', type: String }]], sheet: 'Jawaban' },
    ]).toBuffer();
    expect(await readTable({ name: 'a.csv', bytes })).toEqual({
      rows: [['a']],
      readAs: 'XLSX, lembar "Sampul" dari "Sampul", "Jawaban"',
    });
    expect((await readTable({ name: 'a.csv', bytes }, 'Jawaban')).rows).toEqual([['b']]);
    await expect(readTable({ name: 'a.csv', bytes }, 'Data')).rejects.toThrow(
      'Lembar "Data" tidak ada; yang ada: "Sampul", "Jawaban".',
    );
  });

  test.each([
    ['the format before 2007', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), '(.xls)'],
    ['a broken archive', Buffer.from('PK\x03\x04zzzz'), 'rusak atau terpotong'],
    ['something that is compressed too', Buffer.concat([Buffer.from('PK'), deflateRawSync('x')]), 'XLSX'],
  ])('that is %s is refused in one sentence', async (_, bytes, reason) => {
    await expect(readTable({ name: 'a.xlsx', bytes })).rejects.toThrow(reason);
  });
});
