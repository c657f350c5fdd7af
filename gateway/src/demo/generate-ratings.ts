import comments from '@kinerja/schema/demo/comments.json' with { type: 'json' };
import { v4 as randomId, v7 as timeOrderedId } from 'uuid';
import { endOf, localDate, type Period, startOf } from '../domain/period.ts';
import type { ProfileKey, Questionnaire } from '../domain/questionnaire.ts';
import type { Scores } from '../domain/score.ts';
import type { DemoService, DemoUnit } from './demo-regions.ts';
import { createDice, type Dice, pick } from './dice.ts';
import { MODEL, scoreOf } from './known-truth.ts';

/** A rating as if a citizen had given it. */
export interface DemoRating {
  readonly id: string;
  readonly submissionKey: string;
  readonly unit: DemoUnit;
  readonly service: DemoService;
  readonly scores: Scores;
  readonly comment: string | null;
  readonly respondent: Readonly<Partial<Record<ProfileKey, string>>>;
  readonly receivedAt: Date;
  /** Local day `YYYY-MM-DD`. */
  readonly countedOn: string;
}

/** A day on which offices are open. */
export interface OfficeDay {
  readonly date: string;
  /** Milliseconds since 1970. */
  readonly opensAt: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OPENS = 8 * HOUR;
const OPEN_FOR = 7.5 * HOUR;
/** How many visitors come on each day of the week, Sunday first, against the other days. */
const VISITORS = [0, 3, 3, 3, 3, 3, 1];
/** A unit asks its visitors on so many days of a quarter. */
const SURVEY_DAYS = 24;
const COMMENTED = 0.05;
const WITH_PROFILE = 0.3;

/** The days of a period on which ratings come in, each as often as visitors come. Indonesia's clocks are never changed. */
export const officeDays = (period: Period, zone: string): readonly OfficeDay[] => {
  const days: OfficeDay[] = [];
  const end = endOf(period, zone);
  for (let midnight = startOf(period, zone); midnight < end; midnight += DAY) {
    const date = localDate(midnight, zone);
    const day = { date, opensAt: midnight + OPENS };
    days.push(...Array.from({ length: VISITORS[new Date(date).getUTCDay()] ?? 0 }, () => day));
  }
  return days;
};

/** One citizen's opinion of a unit, as scores; the elements that may be skipped sometimes are. */
const rate = ({ elements }: Questionnaire, satisfaction: number, dice: Dice): Scores => {
  const own = satisfaction + MODEL.betweenCitizens * dice.normal();
  return elements.map(({ key, required }) => {
    if (!required && dice.share() < MODEL.skipped) return null;
    return scoreOf(own + (MODEL.ease.get(key) ?? 0) + MODEL.betweenAnswers * dice.normal());
  });
};

const commentOn = (scores: Scores, dice: Dice): string => {
  const answered = scores.filter((score) => score !== null);
  const mean = answered.reduce<number>((sum, score) => sum + score, 0) / answered.length;
  if (mean >= 3.4) return pick(comments.satisfied, dice.share());
  return pick(mean > 2.6 ? comments.neutral : comments.dissatisfied, dice.share());
};

/** Options in the middle of a list are chosen more often than those at its ends. */
const respondent = ({ profile }: Questionnaire, dice: Dice): DemoRating['respondent'] =>
  Object.fromEntries(profile.map(({ key, options }) => [key, pick(options, (dice.share() + dice.share()) / 2).code]));

/** Services by how often they are rated. */
const chooseService = ({ name, services }: DemoUnit, dice: Dice): DemoService => {
  let left = dice.share() * services.reduce((sum, { share }) => sum + share, 0);
  for (const service of services) {
    left -= service.share;
    if (left < 0) return service;
  }
  throw new RangeError(`${name} has no service that could be rated.`);
};

/** What the ratings of one unit in one quarter depend on. */
export interface Generation {
  readonly seed: number;
  readonly unit: DemoUnit;
  readonly quarter: Period;
  /** Office days of the quarter. */
  readonly days: readonly OfficeDay[];
  /** Satisfaction with the unit, 1 to 4. */
  readonly satisfaction: number;
  /** How many citizens rate the unit until the quarter is over. */
  readonly count: number;
}

/** All ratings of a unit in a quarter, also those that are yet to come: the same whenever they are asked for. */
export const generateRatings = (generation: Generation): readonly DemoRating[] => {
  const { seed, unit, quarter, days, satisfaction, count } = generation;
  const dice = createDice(`${seed} ${unit.id} ${quarter}`);
  const surveyDays = Array.from({ length: SURVEY_DAYS }, () => pick(days, dice.share()));
  return Array.from({ length: count }, (): DemoRating => {
    const service = chooseService(unit, dice);
    const { date, opensAt } = pick(surveyDays, dice.share());
    const receivedAt = new Date(Math.floor(opensAt + dice.share() * OPEN_FOR));
    const scores = rate(service.questionnaire, satisfaction, dice);
    return {
      id: timeOrderedId({ msecs: receivedAt.getTime(), random: dice.bytes() }),
      submissionKey: randomId({ random: dice.bytes() }),
      unit,
      service,
      scores,
      comment: dice.share() < COMMENTED ? commentOn(scores, dice) : null,
      respondent: dice.share() < WITH_PROFILE ? respondent(service.questionnaire, dice) : {},
      receivedAt,
      countedOn: date,
    };
  });
};
