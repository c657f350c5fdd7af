import { describe, expect, test } from 'vitest';
import { type FitBound, type RequiredCompetency, reviewCompetencies, suggestTrainings } from './competency-gap.ts';
import { Fraction } from './fraction.ts';

/** Nurse who vaccinates, as in Bandung's example. */
const PROFILE: readonly RequiredCompetency[] = [
  { key: 'vaksinasi', group: 'ABILITY', name: 'Teknik vaksinasi', requiredLevel: 4, training: 'Vaksinator' },
  { key: 'kesmas', group: 'KNOWLEDGE', name: 'Kesehatan masyarakat', requiredLevel: 3, training: null },
  { key: 'komunikasi', group: 'ABILITY', name: 'Komunikasi', requiredLevel: 4, training: 'Komunikasi publik' },
  { key: 'melayani', group: 'ATTITUDE', name: 'Orientasi pelayanan', requiredLevel: 3, training: 'Komunikasi publik' },
];

/** Bounds of one agency (Permen KKP 39/2023 art. 52). */
const BOUNDS: readonly FitBound[] = [
  { from: 90, name: { id: 'Optimal' } },
  { from: 78, name: { id: 'Cukup optimal' } },
  { from: 0, name: { id: 'Kurang optimal' } },
];

const review = (levels: Readonly<Record<string, Fraction | number | null>>, bounds = BOUNDS) =>
  reviewCompetencies(PROFILE, new Map(Object.entries(levels)), bounds);
const missing = (levels: Parameters<typeof review>[0]) =>
  review(levels).gaps.map(({ competency: { key }, gap }) => [key, gap]);

describe('gaps', () => {
  test('stand widest first, those alike in the order of the profile', () => {
    expect(missing({ vaksinasi: 3, kesmas: 2, komunikasi: 1, melayani: 3 })).toEqual([
      ['komunikasi', 3],
      ['vaksinasi', 1],
      ['kesmas', 1],
    ]);
  });

  test('are not made by what was not measured', () => {
    const { gaps, unmeasured } = review({ vaksinasi: null, kesmas: 1 });
    expect(gaps).toMatchObject([{ competency: { key: 'kesmas' }, level: 1, gap: 2 }]);
    expect(unmeasured.map(({ key }) => key)).toEqual(['vaksinasi', 'komunikasi', 'melayani']);
  });

  test('are exact where the level is a mean of several assessors', () => {
    expect(missing({ vaksinasi: new Fraction(11, 3) })).toEqual([['vaksinasi', 0.33]]);
    expect(missing({ vaksinasi: new Fraction(12, 3) })).toEqual([]);
  });
});

describe('the job-fit', () => {
  test('is the mean of the measured competencies, by hand', () => {
    // (3/4 + 2/3 + 1/4 + 1) / 4 = 32/48
    expect(review({ vaksinasi: 3, kesmas: 2, komunikasi: 1, melayani: 3 }).fit).toMatchObject({
      percent: 66.67,
      category: { id: 'Kurang optimal' },
    });
  });

  test('leaves out what was not measured instead of counting it as zero', () => {
    expect(review({ vaksinasi: 4 }).fit?.percent).toBe(100);
    expect(review({ vaksinasi: 3, komunikasi: null }).fit?.percent).toBe(75);
  });

  test('does not let one level above the required one hide another below', () => {
    expect(review({ vaksinasi: 2, kesmas: 5 }).fit?.percent).toBe(75);
  });

  test.each([
    [new Fraction(18, 5), 90, 'Optimal'],
    [new Fraction(3_5998, 10_000), 90, 'Optimal'],
    [new Fraction(3_5997, 10_000), 89.99, 'Cukup optimal'],
    [new Fraction(312, 100), 78, 'Cukup optimal'],
    [new Fraction(3119, 1000), 77.98, 'Kurang optimal'],
  ])('of a level %s of 4 is %d %%: %s', (level, percent, category) => {
    expect(review({ vaksinasi: level }).fit).toMatchObject({ percent, category: { id: category } });
  });

  test('is unknown while nothing was measured', () => {
    expect(review({}).fit).toBeNull();
    expect(reviewCompetencies([], new Map(), BOUNDS)).toEqual({ gaps: [], fit: null, unmeasured: [] });
  });

  test('needs a category for every percentage', () => {
    expect(() => review({ vaksinasi: 1 }, [{ from: 50, name: { id: 'Cukup' } }])).toThrow(
      'No category of job-fit reaches down to 25 %.',
    );
  });
});

test.each([0, 5.5, -1, 6])('a level of %d is refused by name', (level) => {
  expect(() => review({ kesmas: level })).toThrow('The level of kesmas is from 1 to 5');
});

test('a required level outside the scale is refused by name', () => {
  const [first] = PROFILE;
  const profile = first === undefined ? [] : [{ ...first, requiredLevel: 0 }];
  expect(() => reviewCompetencies(profile, new Map(), BOUNDS)).toThrow(
    'The required level of vaksinasi is from 1 to 5',
  );
});

describe('trainings', () => {
  const { gaps } = review({ vaksinasi: 3, kesmas: 1, komunikasi: 2, melayani: 2 });

  test('are suggested for the widest gap first, one that closes several once', () => {
    expect(
      suggestTrainings(gaps).map(({ training, gaps: closed }) => [training, closed.map((gap) => gap.competency.key)]),
    ).toEqual([
      ['Komunikasi publik', ['komunikasi', 'melayani']],
      ['Vaksinator', ['vaksinasi']],
    ]);
  });

  test('that were completed are not suggested again', () => {
    const suggested = suggestTrainings(gaps, new Set(['Komunikasi publik']));
    expect(suggested.map(({ training }) => training)).toEqual(['Vaksinator']);
  });

  test('are not invented where the tenant names none', () => {
    expect(suggestTrainings(review({ kesmas: 1 }).gaps)).toEqual([]);
  });
});
