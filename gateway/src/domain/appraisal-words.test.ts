import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type AppraisalPolicy, parseAppraisalPolicy } from './appraisal-policy.ts';
import { type AppraisalFacts, type IndicatorFact, scoreAppraisal } from './appraisal-score.ts';
import { explainScore, outstandingParts, type ScoreInWords } from './appraisal-words.ts';

const shipped = (name: string): AppraisalPolicy =>
  parseAppraisalPolicy(
    JSON.parse(
      readFileSync(fileURLToPath(new URL(`../../../schema/policies/${name}.json`, import.meta.url)), 'utf8'),
    ) as unknown,
  );

const policy = shipped('tanjungselor');
const ITEMS = policy.components.flatMap((component) => (component.kind === 'ITEMS' ? component.items : []));

const indicator = (fact: Partial<IndicatorFact> & { readonly id: string }): IndicatorFact => ({
  component: 'hasil',
  kind: 'COUNT',
  weight: 100,
  direction: 'HIGHER_IS_BETTER',
  target: '400',
  realisation: '420',
  ...fact,
});

const facts = (changed: Partial<AppraisalFacts> = {}): AppraisalFacts => ({
  indicators: [
    indicator({ id: 'akta', weight: 60 }),
    indicator({ id: 'loket', weight: 40, target: '50', realisation: '45' }),
    indicator({
      id: 'tunggu',
      component: 'penyelesaian-tugas',
      direction: 'LOWER_IS_BETTER',
      target: '30',
      realisation: '24.5',
    }),
  ],
  sheets: [{ assessor: 'SUPERVISOR', marks: Object.fromEntries(ITEMS.map(({ key }) => [key, 3])) }],
  competencies: [],
  measures: {},
  activity: { judged: 0, accepted: 0 },
  contributions: null,
  ...changed,
});

const about = (given: AppraisalFacts, of: AppraisalPolicy = policy): ScoreInWords => ({
  policy: of,
  facts: given,
  score: scoreAppraisal(of, given),
  names: new Map([
    ['akta', { id: 'Akta terbit', en: 'Certificates' }],
    ['loket', { id: 'Loket tepat waktu' }],
    ['tunggu', { id: 'Waktu tunggu' }],
  ]),
  decided: null,
});

const linesOf = (given: AppraisalFacts, key: string, lang?: string) =>
  explainScore(about(given), lang)
    .find((one) => one.key === key)
    ?.lines.join('\n') ?? '';

describe('a figure explains itself', () => {
  test('by realisation, target and the weights of the indicators', () => {
    // By hand: 420 / 400 = 105 %, 45 / 50 = 90 %; (60 x 105 + 40 x 90) / 100 = 99.
    expect(linesOf(facts(), 'hasil')).toBe(
      [
        'Akta terbit: 420 ÷ 400 × 100 = 105,00 %',
        'Loket tepat waktu: 45 ÷ 50 × 100 = 90,00 %',
        'Menurut bobot indikator: (60 × 105,00 + 40 × 90,00) ÷ 100 = 99,00 %',
        'Bobot dalam keseluruhan: 40 %.',
      ].join('\n'),
    );
  });

  test('turned round where less is better, and with the cap where it holds', () => {
    // 30 / 24.5 = 122.45 %, and no indicator counts more than 120.
    expect(linesOf(facts(), 'penyelesaian-tugas')).toContain(
      'Waktu tunggu: 30 ÷ 24,5 × 100 = 120,00 %, tidak lebih dari 120 %',
    );
  });

  test('in English where that is asked for', () => {
    expect(linesOf(facts(), 'hasil', 'en')).toContain('Certificates: 420 ÷ 400 × 100 = 105.00 %');
  });

  test('with every component in the sum of the whole', () => {
    // (40 x 99 + 20 x 120 + 40 x 100) / 100.
    expect(linesOf(facts(), 'TOTAL')).toContain('(40 × 99,00 + 20 × 120,00 + 40 × 100,00) ÷ 100 = 103,60 %');
    expect(linesOf(facts(), 'TOTAL')).toContain('setelan setempat');
  });

  test('with what it suggests, and that the rater decides', () => {
    expect(linesOf(facts(), 'WORK_RESULT')).toMatch(
      /Angka ini menyarankan: .*\nYang menetapkan rating adalah pejabat penilai/,
    );
  });
});

describe('what is absent is never zero', () => {
  test('a planned indicator without a figure leaves its component and the whole open, and is named', () => {
    const open = facts({ indicators: [indicator({ id: 'akta', realisation: null })] });
    expect(linesOf(open, 'hasil')).toContain('Akta terbit: belum ada angka. Yang belum ada bukan nol');
    expect(linesOf(open, 'hasil')).toContain('bobotnya 40 % ditunggu');
    expect(linesOf(open, 'TOTAL')).toContain('Belum dihitung: masih menunggu Hasil kerja. Yang belum ada bukan nol.');
  });

  test('a component that the policy may do without gives its weight to the others, and says so in both places', () => {
    const without = facts({ indicators: [indicator({ id: 'akta' })] });
    expect(linesOf(without, 'penyelesaian-tugas')).toContain('bobotnya 20 % dibagi kepada komponen yang ada');
    expect(linesOf(without, 'hasil')).toContain(
      'Bobotnya 40 %, menjadi 50,00 % karena ini tidak ada: Penyelesaian tugas',
    );
    expect(linesOf(without, 'TOTAL')).toContain('(40 × 105,00 + 40 × 100,00) ÷ 80 = 102,50 %');
  });

  test('an item that nobody marked is named as not counted', () => {
    const [first, ...others] = ITEMS;
    const marks = Object.fromEntries(others.map(({ key }) => [key, 3]));
    expect(linesOf(facts({ sheets: [{ assessor: 'SUPERVISOR', marks }] }), 'perilaku')).toContain(
      `Tidak dinilai, jadi tidak ikut dihitung dan bukan nol: ${first?.name.id}.`,
    );
  });
});

test('the citizens’ voice is told as a figure of the unit that weighs nothing', () => {
  expect(linesOf(facts(), 'suara-warga')).toContain('bobotnya 0');
});

test('the predicate follows from the two ratings by the matrix, once they are decided', () => {
  const decided = { workResult: 'DI_ATAS_EKSPEKTASI', behaviour: 'SESUAI_EKSPEKTASI', predicate: 'BAIK' } as const;
  const [predicate] = explainScore({ ...about(facts()), decided });
  expect(predicate?.lines).toEqual([
    'Hasil kerja Di atas ekspektasi dan perilaku kerja Sesuai ekspektasi menghasilkan predikat Baik, menurut matriks PermenPANRB 6/2022.',
  ]);
  expect(linesOf(facts(), 'PREDICATE')).toContain('Belum ditetapkan');
});

test.each(['palangkaraya', 'kutacane', 'bandung', 'palu', 'tanjungselor'])(
  'every component of %s has words in both languages, with nothing known of the person yet',
  (name) => {
    const of = shipped(name);
    const nothing = facts({ indicators: [], sheets: [] });
    for (const lang of ['id', 'en']) {
      const told = explainScore(about(nothing, of), lang);
      expect(told.map(({ key }) => key)).toEqual([
        'PREDICATE',
        'WORK_RESULT',
        'BEHAVIOUR',
        ...of.components.map(({ key }) => key),
        'TOTAL',
      ]);
      for (const { lines } of told)
        expect(lines.every((line) => line.length > 0 && !/undefined|null|NaN/.test(line))).toBe(true);
    }
  },
);

describe('what stands out', () => {
  test('are the highest above the mean and the lowest below it, by name', () => {
    const { strengths, improvements } = outstandingParts(about(facts()));
    expect(strengths.map(({ name, percent }) => [name, percent])).toEqual([
      ['Waktu tunggu', 120],
      ['Akta terbit', 105],
    ]);
    expect(improvements).toEqual([{ key: 'loket', component: 'hasil', name: 'Loket tepat waktu', percent: 90 }]);
  });

  test('is nothing where all parts are alike, and nothing where there are none', () => {
    const alike = facts({ indicators: [] });
    expect(outstandingParts(about(alike))).toEqual({ strengths: [], improvements: [] });
    expect(outstandingParts(about(facts({ indicators: [], sheets: [] })))).toEqual({ strengths: [], improvements: [] });
  });

  test('never counts a part with its full hundred as one to improve', () => {
    const marks = Object.fromEntries(ITEMS.map(({ key }, at) => [key, at === 0 ? 5 : 3]));
    const { strengths, improvements } = outstandingParts(
      about(facts({ indicators: [], sheets: [{ assessor: 'SUPERVISOR', marks }] })),
    );
    expect(strengths).toHaveLength(1);
    expect(improvements).toEqual([]);
  });
});
