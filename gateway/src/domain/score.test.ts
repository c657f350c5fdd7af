import { expect, test } from 'vitest';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import { type Answer, isScore, parseAnswers } from './score.ts';

const complete: readonly Answer[] = skm2017.elements.map(({ key }, at) => ({ element: key, score: (at % 4) + 1 }));

function issuesOf(answers: readonly Answer[]) {
  const parsed = parseAnswers(skm2017, answers);
  return parsed.ok ? [] : parsed.issues;
}

/** The complete answers with the one at `at` replaced. */
function replaced(at: number, answer: Partial<Answer>): readonly Answer[] {
  return complete.map((original, index) => (index === at ? { ...original, ...answer } : original));
}

test('scores come out in the order of the questionnaire, whatever order they arrive in', () => {
  expect(parseAnswers(skm2017, [...complete].reverse())).toEqual({ ok: true, scores: [1, 2, 3, 4, 1, 2, 3, 4, 1] });
});

test('an element that is not required may be skipped', () => {
  const answers = complete.filter(({ element }) => element !== 'biaya');
  expect(parseAnswers(skm2017, answers)).toEqual({ ok: true, scores: [1, 2, 3, null, 1, 2, 3, 4, 1] });
});

test.each([0, 5, 2.5, -1, Number.NaN, '3' as unknown as number, null as unknown as number])(
  'a score of %j is refused',
  (score) => {
    const [issue, ...others] = issuesOf(replaced(2, { score }));
    expect(others).toEqual([]);
    expect(issue?.path).toBe('answers.2.score');
    expect(issue?.message).toContain('Waktu Penyelesaian');
    expect(issue?.message).toContain('1, 2, 3, atau 4');
    expect(isScore(score)).toBe(false);
  },
);

test('the message names the field, the value and what was expected', () => {
  expect(issuesOf(replaced(2, { score: 5 }))[0]?.message).toBe(
    'Nilai untuk "Waktu Penyelesaian" (waktu) harus 1, 2, 3, atau 4; yang diterima 5.',
  );
});

test('all issues are reported at once', () => {
  const answers = [
    { element: 'persyaratan', score: 7 },
    { element: 'u8', score: 3 },
    { element: 'waktu', score: 3 },
    { element: 'waktu', score: 4 },
  ];
  expect(issuesOf(answers).map(({ path }) => path)).toEqual([
    'answers.0.score',
    'answers.1.element',
    'answers.3.element',
    'answers.prosedur',
    'answers.produk',
    'answers.kompetensi',
    'answers.perilaku',
    'answers.sarana',
    'answers.pengaduan',
  ]);
});

test('an element of another questionnaire is unknown, and so is a name from the object prototype', () => {
  for (const element of ['kedisiplinan-petugas', '__proto__', 'constructor']) {
    expect(issuesOf([...complete, { element, score: 3 }])).toEqual([
      {
        path: 'answers.9.element',
        message: expect.stringContaining(`"${element}" tidak ada dalam kuesioner skm-2017`),
      },
    ]);
  }
});

test('a long value does not flood the message', () => {
  expect(issuesOf([...complete, { element: 'x'.repeat(10_000), score: 3 }])[0]?.message.length).toBeLessThan(300);
});
