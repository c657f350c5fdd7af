import { expect, test } from 'vitest';
import { skm2004, skm2017 } from '../../../test/support/questionnaires.ts';
import { gaspul, tallyOf } from '../../../test/support/ratings.ts';
import { type Derivation, derivation } from './derivation.ts';
import type { Questionnaire } from './questionnaire.ts';
import { satisfactionIndex } from './satisfaction-index.ts';
import type { TallyCounts } from './tally.ts';

function derive(
  options: Partial<Derivation> = {},
  tally: TallyCounts = gaspul,
  questionnaire: Questionnaire = skm2017,
): string {
  const index = satisfactionIndex(questionnaire, tally);
  if (!index) throw new Error('The tally of this test has no answers.');
  return derivation({ questionnaire, index, ratings: tally.ratings, ...options });
}

test('the steps lead from the counts to the grade, with the figure’s own numbers', () => {
  expect(derive()).toMatchInlineSnapshot(`
    "1. Dihitung dari 29 penilaian dengan kuesioner "Survei Kepuasan Masyarakat (PermenPANRB 14/2017)".
    2. Nilai rata-rata (NRR) tiap unsur = (1×jawaban 1 + 2×jawaban 2 + 3×jawaban 3 + 4×jawaban 4) ÷ banyaknya jawaban:
       - Persyaratan: (1×0 + 2×0 + 3×11 + 4×18) ÷ 29 = 105 ÷ 29 = 3,620689…
       - Sistem, Mekanisme, dan Prosedur: (1×0 + 2×0 + 3×15 + 4×14) ÷ 29 = 101 ÷ 29 = 3,482758…
       - Waktu Penyelesaian: (1×0 + 2×2 + 3×12 + 4×15) ÷ 29 = 100 ÷ 29 = 3,448275…
       - Biaya/Tarif: (1×0 + 2×0 + 3×0 + 4×29) ÷ 29 = 116 ÷ 29 = 4
       - Produk Spesifikasi Jenis Pelayanan: (1×0 + 2×0 + 3×14 + 4×15) ÷ 29 = 102 ÷ 29 = 3,517241…
       - Kompetensi Pelaksana: (1×0 + 2×0 + 3×11 + 4×18) ÷ 29 = 105 ÷ 29 = 3,620689…
       - Perilaku Pelaksana: (1×0 + 2×0 + 3×10 + 4×19) ÷ 29 = 106 ÷ 29 = 3,655172…
       - Sarana dan Prasarana: (1×0 + 2×0 + 3×11 + 4×18) ÷ 29 = 105 ÷ 29 = 3,620689…
       - Penanganan Pengaduan, Saran dan Masukan: (1×0 + 2×0 + 3×1 + 4×28) ÷ 29 = 115 ÷ 29 = 3,965517…
    3. Setiap unsur yang dijawab berbobot sama: 1 ÷ 9.
    4. Jumlah NRR = 32,931034…; dikali bobot: 32,931034… ÷ 9 = 3,659003…
    5. Diubah ke skala 25–100: 3,659003… × 25 = 91,475095…
    6. Dibulatkan satu kali ke dua desimal (angka 5 ke atas naik): 91,475095… menjadi 91,48.
    7. Mutu pelayanan: A (Sangat Baik) 88,31–100,00, B (Baik) 76,61–88,30, C (Kurang Baik) 65,00–76,60, D (Tidak Baik) 25,00–64,99. Nilai 91,48 berarti mutu A (Sangat Baik).
    Tanda … berarti angka di belakangnya dipotong; perhitungannya memakai pecahan utuh."
  `);
});

test('the same steps in English', () => {
  expect(derive({ lang: 'en' })).toMatchInlineSnapshot(`
    "1. Computed from 29 ratings with the questionnaire "Public satisfaction survey (PermenPANRB 14/2017)".
    2. Mean score (NRR) of each element = (1×answers 1 + 2×answers 2 + 3×answers 3 + 4×answers 4) ÷ number of answers:
       - Requirements: (1×0 + 2×0 + 3×11 + 4×18) ÷ 29 = 105 ÷ 29 = 3.620689…
       - System, mechanism and procedure: (1×0 + 2×0 + 3×15 + 4×14) ÷ 29 = 101 ÷ 29 = 3.482758…
       - Time needed: (1×0 + 2×2 + 3×12 + 4×15) ÷ 29 = 100 ÷ 29 = 3.448275…
       - Cost: (1×0 + 2×0 + 3×0 + 4×29) ÷ 29 = 116 ÷ 29 = 4
       - Result of the service: (1×0 + 2×0 + 3×14 + 4×15) ÷ 29 = 102 ÷ 29 = 3.517241…
       - Competence of the staff: (1×0 + 2×0 + 3×11 + 4×18) ÷ 29 = 105 ÷ 29 = 3.620689…
       - Behaviour of the staff: (1×0 + 2×0 + 3×10 + 4×19) ÷ 29 = 106 ÷ 29 = 3.655172…
       - Facilities: (1×0 + 2×0 + 3×11 + 4×18) ÷ 29 = 105 ÷ 29 = 3.620689…
       - Handling of complaints and suggestions: (1×0 + 2×0 + 3×1 + 4×28) ÷ 29 = 115 ÷ 29 = 3.965517…
    3. Every answered element weighs the same: 1 ÷ 9.
    4. Sum of the mean scores = 32.931034…; times the weight: 32.931034… ÷ 9 = 3.659003…
    5. Moved to the scale 25–100: 3.659003… × 25 = 91.475095…
    6. Rounded once to two decimals (5 and above goes up): 91.475095… becomes 91.48.
    7. Service grade: A (Very good) 88.31–100.00, B (Good) 76.61–88.30, C (Not so good) 65.00–76.60, D (Not good) 25.00–64.99. 91.48 means grade A (Very good).
    The sign … means that further digits are cut off; the computation uses the full fractions."
  `);
});

test('the text alone is enough to compute the index again', () => {
  const text = derive();
  const means = [...text.matchAll(/= (\d+) ÷ (\d+) =/g)].map(([, total, ratings]) => Number(total) / Number(ratings));
  const index = (means.reduce((sum, mean) => sum + mean, 0) / means.length) * 25;
  expect(index.toFixed(2)).toBe('91.48');
});

test('a half is shown in full before it is rounded up', () => {
  const counts = skm2017.elements.flatMap(() => [0, 0, 4678, 5322]);
  const text = derive({}, { ratings: 10_000, counts });
  expect(text).toContain('3,5322 × 25 = 88,305\n');
  expect(text).toContain('88,305 menjadi 88,31.');
  expect(text).toContain('berarti mutu A (Sangat Baik)');
});

test('an element that nobody answered is named, and the weight follows', () => {
  const text = derive({}, tallyOf(skm2017, [[4, 4, 4, null, 3, 3, 3, 3, 3]]));
  expect(text).toContain('Biaya/Tarif: tidak ada yang menjawab, jadi unsur ini tidak dihitung');
  expect(text).toContain('1 ÷ 8');
});

test('the sign for cut digits is explained only where it stands', () => {
  const allFours = derive({}, tallyOf(skm2017, [[4, 4, 4, 4, 4, 4, 4, 4, 4]]));
  expect(allFours).toContain('4 × 25 = 100\n');
  expect(allFours).not.toContain('dipotong');
  expect(derive()).toContain('dipotong');
});

test('pooling, recap, other questionnaires, open period and sample data are said', () => {
  const text = derive({
    scope: 'UNIT',
    recapRatings: 29,
    otherQuestionnaires: [skm2004.title],
    provisional: true,
    sampleData: true,
  });
  expect(text).toContain('semua layanan unit ini digabung');
  expect(text).toContain('29 di antaranya berasal dari rekap');
  expect(text).toContain('"Indeks Kepuasan Masyarakat (KEP/25/M.PAN/2/2004)"');
  expect(text).toMatch(/^Data contoh: .*\nSementara: /);
});

test('nothing is said that does not apply', () => {
  expect(derive()).not.toMatch(/contoh|Sementara|rekap|digabung|kuesioner lain/);
});

test('a figure of 2004 is explained by the bounds of 2004', () => {
  const counts = skm2004.elements.flatMap(() => [0, 0, 10, 4]);
  expect(derive({}, { ratings: 14, counts }, skm2004)).toContain('A (Sangat Baik) 81,26–100,00');
});
