import { expect, test } from 'vitest';
import { bandName, explainBand, explainBoard, explainRank, explainUnbanded } from './board-words.ts';

test('the board is explained in one sentence', () => {
  expect(explainBoard({ state: 'PUBLISHED' })).toMatch(
    /^Unit yang penilaiannya masih sedikit kami tarik [^.]+ kebetulan\.$/,
  );
  expect(explainBoard({ state: 'PUBLISHED' }, 'en')).toMatch(
    /^We pull units with few ratings towards the average, [^.]+\.$/,
  );
  expect(explainBoard({ state: 'TOO_FEW_UNITS' })).toContain('paling sedikit 3 unit');
});

test('bands have headings', () => {
  expect([bandName('ABOVE'), bandName('AROUND'), bandName('BELOW'), bandName('UNBANDED')]).toEqual([
    'Di atas rata-rata',
    'Sekitar rata-rata',
    'Di bawah rata-rata',
    'Belum cukup penilaian',
  ]);
});

test('a band never stands without the official grade', () => {
  expect(explainBand('BELOW', 'B')).toBe('Di bawah rata-rata daerah, mutu B (Baik).');
  expect(explainBand('BELOW', 'B', 'en')).toBe('Below average of the region, grade B (Good).');
});

test('a rank is an interval', () => {
  expect(explainRank({ from: 1, to: 5, of: 12 })).toBe(
    'Peringkat 1–5 dari 12: dengan data yang ada, posisi sebenarnya bisa di mana saja antara 1 dan 5.',
  );
  expect(explainRank({ from: 5, to: 5, of: 5 })).toBe('Peringkat 5 dari 5: terbukti dengan data yang ada.');
});

test('a unit without a band is told what is missing', () => {
  expect(explainUnbanded(12)).toBe('Belum cukup penilaian (butuh 30, baru 12), jadi belum diperingkat.');
});
