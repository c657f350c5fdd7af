import { expect, test } from 'vitest';
import { satisfactionIndex } from '../domain/satisfaction-index.ts';
import { parseAnswers } from '../domain/score.ts';
import { mergeTallies, ratingTally } from '../domain/tally.ts';
import { demoQuestionnaires, readDemoRegions } from './demo-regions.ts';
import type { DemoRating } from './generate-ratings.ts';
import { generateRegion } from './generate-region.ts';
import { MODEL, trueIndex } from './known-truth.ts';

const regionOf = (code: string) => {
  const region = readDemoRegions().find((candidate) => candidate.code === code);
  if (region === undefined) throw new Error(`No region ${code}.`);
  return region;
};

const skm = demoQuestionnaires['skm-2017'];
const palu = regionOf('72.71');
const now = new Date('2026-11-21T03:00:00Z');
const { ratings } = generateRegion(palu, { now });

const scoresOf = (given: readonly DemoRating[]) => given.map(({ id, scores }) => [id, scores]);

test('the same seed gives the same ratings, another seed others', () => {
  expect(generateRegion(regionOf('72.71'), { now })).toEqual(generateRegion(palu, { now }));
  expect(scoresOf(generateRegion(palu, { now, seed: 7 }).ratings)).not.toEqual(scoresOf(ratings));
});

test('ratings that were there stay as they are when time goes on', () => {
  const later = generateRegion(palu, { now: new Date('2026-12-15T03:00:00Z') }).ratings;
  expect(later.length).toBeGreaterThan(ratings.length);
  expect(scoresOf(later.slice(0, ratings.length))).toEqual(scoresOf(ratings));
});

test.each([
  ['in the middle of a quarter', '2026-11-21T03:00:00Z', '2026-04-01'],
  ['before the last quarter is closed', '2026-10-05T03:00:00Z', '2026-01-01'],
  ['in the first days of a year', '2027-01-02T03:00:00Z', '2026-04-01'],
])('%s, ratings go back to the beginning of two closed quarters', (_, instant, oldest) => {
  const days = generateRegion(palu, { now: new Date(instant) }).ratings.map(({ countedOn }) => countedOn);
  expect(days[0]?.slice(0, 7)).toBe(oldest.slice(0, 7));
  expect((days.at(-1) ?? '') <= instant.slice(0, 10)).toBe(true);
});

test('a rating could have been given in the form', () => {
  for (const { service, scores } of ratings) {
    const answers = service.questionnaire.elements.flatMap(({ key }, place) => {
      const score = scores[place] ?? null;
      return score === null ? [] : [{ element: key, score }];
    });
    expect(parseAnswers(service.questionnaire, answers)).toEqual({ ok: true, scores });
  }
});

test('the cost is skipped by some, comments and profiles are left out by most', () => {
  const share = (has: (rating: DemoRating) => boolean) => ratings.filter(has).length / ratings.length;
  expect(share(({ scores }) => scores[3] === null)).toBeCloseTo(MODEL.skipped, 1);
  expect(share(({ comment }) => comment !== null)).toBeCloseTo(0.05, 1);
  expect(share(({ respondent }) => respondent.sex !== undefined)).toBeCloseTo(0.3, 1);
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's coefficient. */
const correlation = (first: readonly number[], second: readonly number[]) => {
  const deviations = (values: readonly number[]) => {
    const center = mean(values);
    return values.map((value) => value - center);
  };
  const [a, b] = [deviations(first), deviations(second)];
  const product = (left: readonly number[], right: readonly number[]) =>
    mean(left.map((value, at) => value * (right[at] ?? 0)));
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
};

test('answers of one citizen resemble each other, and are not the same', () => {
  const ofNine = ratings.filter(({ service }) => service.questionnaire === skm);
  const answersTo = (place: number) => ofNine.map(({ scores }) => scores[place] ?? 0);
  expect(correlation(answersTo(5), answersTo(6))).toBeGreaterThan(0.3);
  expect(correlation(answersTo(5), answersTo(6))).toBeLessThan(0.7);
});

test('the index of a unit lies as near its truth as its ratings allow', () => {
  for (const unit of palu.units) {
    const own = ratings.filter((rating) => rating.unit === unit && rating.service.questionnaire === skm);
    if (unit.truth === null || own.length === 0) continue;
    const tally = own.map(({ scores }) => ratingTally(skm, scores)).reduce(mergeTallies);
    const distance = Math.abs((satisfactionIndex(skm, tally)?.value ?? 0) - trueIndex(skm, unit.truth.satisfaction));
    // Four standard errors of a mean of ratings whose own standard deviation is at most half a score point.
    expect(distance).toBeLessThan((4 * 25 * 0.5) / Math.sqrt(own.length));
  }
});
