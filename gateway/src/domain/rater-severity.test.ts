import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RaterScore, raterSeverity } from './rater-severity.ts';

/** `e1 r1 84` per line. */
const scores = (text: string): readonly RaterScore[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '))
    .map(([employee = '', rater = '', score]) => ({ employee, rater, score: Number(score) }));

const comparable = (given: readonly RaterScore[]) => {
  const severity = raterSeverity(given);
  if (severity.state === 'NOT_COMPARABLE') throw new Error(severity.reason);
  return {
    ...severity,
    leniency: Object.fromEntries(severity.raters.map(({ rater, leniency }) => [rater, leniency])),
    fair: Object.fromEntries(severity.employees.map(({ employee, fair }) => [employee, fair])),
    raw: Object.fromEntries(severity.employees.map(({ employee, raw }) => [employee, raw])),
  };
};

const order = (means: Readonly<Record<string, number>>) =>
  Object.keys(means).toSorted((a, b) => (means[b] ?? 0) - (means[a] ?? 0));

/** FAIRNESS 12a: r1 is lenient by 3.3333, r2 severe by 5.0667, r3 lenient by 1.7333. */
const LENIENCY: Readonly<Record<string, number>> = { r1: 50 / 15, r2: -76 / 15, r3: 26 / 15 };
const MERIT: Readonly<Record<string, number>> = { e1: 80, e2: 78, e3: 79, e4: 77, e5: 72, e6: 70, e7: 68 };
const PAIRS = 'e1r1 e1r3 e2r1 e2r3 e3r2 e4r1 e4r2 e5r1 e5r2 e6r2 e6r3 e7r2 e7r3 e5r3 e7r1'.split(' ');
const additive = PAIRS.map((pair): RaterScore => {
  const [employee, rater] = [pair.slice(0, 2), pair.slice(2)];
  return { employee, rater, score: (MERIT[employee] ?? 0) + (LENIENCY[rater] ?? 0) };
});

test('what is additive is taken apart exactly', () => {
  const { leniency, fair } = comparable(additive);
  for (const [rater, expected] of Object.entries(LENIENCY)) expect(leniency[rater]).toBeCloseTo(expected, 10);
  for (const [employee, expected] of Object.entries(MERIT)) expect(fair[employee]).toBeCloseTo(expected, 10);
});

test('whom only the severe rater rated moves from the 4th to the 2nd place', () => {
  const { raw, fair } = comparable(additive);
  expect(order(raw).indexOf('e3') + 1).toBe(4);
  expect(order(fair).indexOf('e3') + 1).toBe(2);
});

/** Figures of an independent computation (least squares with numpy). */
const untidy = scores(`
  e1 r1 84
  e1 r3 81
  e2 r1 83
  e2 r3 80
  e3 r2 71
  e4 r1 81
  e4 r2 69
  e5 r1 76
  e5 r2 67
  e6 r2 64
  e6 r3 73
  e7 r2 63
  e7 r3 69
  e5 r3 76
  e7 r1 70
`);

test('untidy scores are fitted by least squares', () => {
  const { leniency, fair, raw, raters } = comparable(untidy);
  expect(leniency).toEqual({
    r1: expect.closeTo(3.920634920635, 10),
    r2: expect.closeTo(-5.952380952381, 10),
    r3: expect.closeTo(2.031746031746, 10),
  });
  expect(fair).toEqual({
    e1: expect.closeTo(79.5238095238, 9),
    e2: expect.closeTo(78.5238095238, 9),
    e3: expect.closeTo(76.952380952381, 9),
    e4: expect.closeTo(76.015873015873, 9),
    e5: expect.closeTo(73, 9),
    e6: expect.closeTo(70.460317460317, 9),
    e7: expect.closeTo(67.333333333333, 9),
  });
  expect(raw).toMatchObject({ e1: 82.5, e3: 71, e7: expect.closeTo(67 + 1 / 3, 12) });
  expect(raters.map(({ rater, ratings }) => `${rater} ${ratings}`)).toEqual(['r1 5', 'r3 5', 'r2 5']);
});

test('with one rater there is nobody to compare with', () => {
  const alone = untidy.filter(({ rater }) => rater === 'r1');
  expect(raterSeverity(alone)).toMatchObject({ state: 'NOT_COMPARABLE', reason: 'ONE_RATER' });
  expect(raterSeverity([])).toMatchObject({ state: 'NOT_COMPARABLE', reason: 'ONE_RATER' });
});

test('a rater with four ratings makes nobody comparable', () => {
  expect(raterSeverity(untidy.slice(0, -1))).toEqual({
    state: 'NOT_COMPARABLE',
    reason: 'TOO_FEW_RATINGS',
    message: {
      id: 'Tidak dapat dibandingkan: ada penilai dengan kurang dari 5 penilaian.',
      en: 'Cannot be compared: a rater has fewer than 5 ratings.',
    },
  });
});

const block = (rater: string, employees: readonly string[]) =>
  employees.map((employee, at): RaterScore => ({ employee, rater, score: 60 + at }));

test('raters who have no employee in common are not comparable, one common employee links them', () => {
  const [ownOfA, ownOfB] = [block('a', ['1', '2', '3', '4', '5']), block('b', ['6', '7', '8', '9', '10'])];
  expect(raterSeverity([...ownOfA, ...ownOfB])).toMatchObject({ state: 'NOT_COMPARABLE', reason: 'NOT_CONNECTED' });
  const linked = comparable([...ownOfA, ...ownOfB, { employee: '1', rater: 'b', score: 70 }]);
  expect(linked.leniency).toEqual({ a: expect.closeTo(-5, 12), b: expect.closeTo(5, 12) });
});

test('a chain of raters is connected through those between', () => {
  const names = ['a', 'b', 'c', 'd'];
  const chain = names.flatMap((rater, at) =>
    block(rater, [at, at + 1, `${rater}1`, `${rater}2`, `${rater}3`].map(String)),
  );
  expect(raterSeverity(chain).state).toBe('COMPARABLE');
  expect(raterSeverity(chain.filter(({ employee }) => employee !== '2')).state).toBe('NOT_COMPARABLE');
});

test('employees and raters of the same name are not mixed up', () => {
  const renamed = untidy.map(({ employee, rater, score }) => ({ employee, rater: rater.replace('r', 'e'), score }));
  expect(comparable(renamed).leniency['e1']).toBeCloseTo(comparable(untidy).leniency['r1'] ?? Number.NaN, 12);
});

test('raters add up to 0, residuals are without pattern, and a gift to everybody changes no leniency', () => {
  const raters = ['a', 'b', 'c', 'd', 'e', 'f'];
  const table = fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 }), {
    minLength: 5,
    maxLength: 12,
  });
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 50 }), (rows, gift) => {
      const given = rows.flatMap((row, employee) =>
        row.map((score, at): RaterScore => ({ employee: String(employee), rater: raters[at] ?? '', score })),
      );
      const { leniency, fair } = comparable(given);
      const sum = Object.values(leniency).reduce((total, each) => total + each, 0);
      expect(sum).toBeCloseTo(0, 9);
      for (const rater of raters) {
        const own = given.filter((each) => each.rater === rater);
        const residual = own.reduce(
          (total, { employee, score }) => total + score - (fair[employee] ?? 0) - (leniency[rater] ?? 0),
          0,
        );
        expect(residual).toBeCloseTo(0, 8);
      }
      const generous = comparable(given.map((each) => ({ ...each, score: each.score + gift })));
      for (const rater of raters) expect(generous.leniency[rater]).toBeCloseTo(leniency[rater] ?? Number.NaN, 8);
    }),
  );
});

test('a score that is no number is refused', () => {
  expect(() => raterSeverity([{ employee: 'e', rater: 'r', score: Number.NaN }])).toThrow('got NaN');
});
