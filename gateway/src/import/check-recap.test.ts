import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import { gaspul } from '../../../test/support/ratings.ts';
import type { Cell } from './cell.ts';
import { checkRecap, type RecapRules } from './check-recap.ts';
import { MappingNeeded, parseMapping } from './element-mapping.ts';
import { ImportRefused, problemLine } from './import-refused.ts';
import { readTable } from './read-table.ts';

const GASPUL = new URL('../../../test/data/ikm-recap-gaspul-q3.csv', import.meta.url);
const { rows } = await readTable({ name: 'gaspul.csv', bytes: readFileSync(GASPUL) });
const [titles = [], ...elements] = rows;

const check = (changed: readonly (readonly Cell[])[], rules: Omit<RecapRules, 'questionnaire'> = {}) =>
  checkRecap(changed, { questionnaire: skm2017, ...rules });

const refusal = (changed: readonly (readonly Cell[])[], rules?: Omit<RecapRules, 'questionnaire'>) => {
  try {
    check(changed, rules);
  } catch (error) {
    if (error instanceof ImportRefused) return error;
    throw error;
  }
  throw new Error('Expected a refusal.');
};

test('the published recap of GASPUL has 29 respondents', () => {
  expect(check(rows)).toEqual({ ...gaspul, absent: [], ignored: [] });
});

test('rows and columns may have any order, and names of their own', () => {
  const turned = [
    ['No', 'Nilai 1', 'Nilai 2', 'Nilai 3', 'Nilai 4', 'Unsur Pelayanan', 'NRR'],
    ...elements
      .toReversed()
      .map(([key, four, three, two, one], place) => [
        place,
        one ?? null,
        two ?? null,
        three ?? null,
        four ?? null,
        skm2017.elements.find((element) => element.key === key)?.label.id ?? null,
        '3,64',
      ]),
    ['Jumlah', 0, 2, 81, 174, null, null],
  ];
  expect(check(turned)).toEqual({ ...gaspul, absent: [], ignored: ['No', 'NRR'] });
});

describe('elements by bare numbers', () => {
  const numbered = [titles, ...elements.map(([, ...counts], place) => [`U${place + 1}`, ...counts])];

  test('need a mapping', () => {
    expect(() => check(numbered)).toThrow(MappingNeeded);
    expect(check(numbered, { mapping: parseMapping('skm-questionnaire', skm2017) })).toMatchObject(gaspul);
  });

  test('mean other counts in the other order', () => {
    const { counts } = check(numbered, { mapping: parseMapping('skm-regulation', skm2017) });
    expect(counts).not.toEqual(gaspul.counts);
  });
});

test('every bad cell is told with its row, column, value and reason', () => {
  const error = refusal([
    titles,
    ['persyaratan', '18', '11', '0', '0'],
    ['prosedur', '14,5', 'x', null, '-1'],
    ['waktu', '1,250', '1.98609E+17', 0, 0],
    ['persyaratan', '18', '11', '0', '0'],
    ['keramahan', '18', '11', '0', '0'],
  ]);
  expect(error.problems.map(problemLine)).toEqual([
    'baris 3, kolom score_1: "-1" bukan jumlah responden',
    'baris 3, kolom score_2: kosong; tulis 0 bila tidak ada',
    'baris 3, kolom score_3: "x" bukan angka',
    'baris 3, kolom score_4: "14,5" berupa pecahan; yang diharapkan bilangan bulat',
    'baris 4, kolom score_3: "1.98609E+17" ditulis dalam notasi ilmiah, sehingga angka aslinya sudah hilang',
    'baris 4, kolom score_4: "1,250" bisa berarti pecahan atau ribuan; tulis bilangan bulat tanpa pemisah',
    'baris 5, kolom element: "persyaratan" sudah ada di baris 2',
    expect.stringMatching(/^baris 6, kolom element: "keramahan" bukan unsur; yang diharapkan persyaratan, prosedur/),
  ]);
  expect(error.message).toContain('Unsur wajib tanpa jawaban: produk, kompetensi, perilaku, sarana, pengaduan.');
});

test('a count may have dots between thousands', () => {
  const large = [titles, ...skm2017.elements.map(({ key }) => [key, '1.250', '0', '0', '0'])];
  expect(check(large).ratings).toBe(1250);
});

describe('respondents', () => {
  test('are as many as the element with the most answers has, unless the operator knows better', () => {
    expect(check(rows, { respondents: 31 }).ratings).toBe(31);
  });

  test('are never fewer than the answers to an element', () => {
    expect(refusal(rows, { respondents: 28 }).problems.map(problemLine)).toContain(
      'baris 2, kolom score_1 + score_2 + score_3 + score_4: "29" jawaban, lebih banyak daripada 28 responden (--respondents)',
    );
  });
});

test('a required element must have answers; another may have none', () => {
  const without = (key: string) => rows.filter(([element]) => element !== key);
  expect(refusal(without('waktu')).message).toBe(
    'Unsur wajib tanpa jawaban: waktu. Rekap ini tidak dapat diimpor; tidak ada yang disimpan.',
  );
  expect(check(without('biaya'))).toMatchObject({ ratings: 29, absent: ['biaya'] });
});

test('headings must be complete', () => {
  expect(
    refusal([
      ['element', 'score_4', 'score_3', 'score_2'],
      ['waktu', '1', '2', '3'],
    ]).message,
  ).toBe(
    'Judul kolom rekap tidak lengkap; yang diharapkan element, score_4, score_3, score_2, score_1 (urutannya bebas), yang ada: element, score_4, score_3, score_2.',
  );
  expect(refusal([]).message).toContain('Judul kolom rekap tidak lengkap');
});
