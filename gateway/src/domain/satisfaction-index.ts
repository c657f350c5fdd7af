import { Fraction, publish } from './fraction.ts';
import { type Questionnaire, SCORES } from './questionnaire.ts';
import { type ServiceGrade, serviceGrade } from './service-grade.ts';
import { type ScoreCounts, scoreTotal, type TallyCounts } from './tally.ts';

/** One element of an index. */
export interface ElementMean {
  readonly key: string;
  /** Ratings that answered this element; a skipped element has fewer than the index has. */
  readonly ratings: number;
  readonly counts: ScoreCounts;
  /** NRR, 1 to 4, exact; null when nobody answered. */
  readonly meanScore: Fraction | null;
}

/** The official figure: Indeks Kepuasan Masyarakat (IKM) of PermenPANRB 14/2017. */
export interface SatisfactionIndex {
  /** 25 to 100, before rounding. */
  readonly exact: Fraction;
  /** 25.00 to 100.00, rounded half-up once: the only figure that is shown, compared and graded. */
  readonly value: number;
  readonly grade: ServiceGrade;
  /** Every element of the questionnaire, in its order. */
  readonly elements: readonly ElementMean[];
}

/**
 * The index of a tally: the mean score of each element (NRR), each weighted 1 / number of answered elements, times 25.
 * An element that nobody answered drops out. Weights are exact: 0.11 or 0.111 instead of 1/9 would cap the index below 100.
 * @returns null when no element was answered.
 * @throws RangeError when the counts do not belong to the questionnaire.
 */
export function satisfactionIndex(questionnaire: Questionnaire, tally: TallyCounts): SatisfactionIndex | null {
  const elements = elementMeans(questionnaire, tally);
  const means = elements.map(({ meanScore }) => meanScore).filter((mean) => mean !== null);
  if (means.length === 0) return null;
  const exact = means.reduce((sum, mean) => sum.add(mean), new Fraction(0)).mul(25n, BigInt(means.length));
  const value = publish(exact);
  return { exact, value, grade: serviceGrade(value, questionnaire.template), elements };
}

/**
 * NRR tertimbang of each element, exact: its mean score times 1 / number of answered elements; null for one that nobody
 * answered. Their sum times 25 is the index.
 */
export function weightedMeans({ elements }: SatisfactionIndex): readonly (Fraction | null)[] {
  const answered = elements.filter(({ meanScore }) => meanScore !== null).length;
  return elements.map(({ meanScore }) => meanScore?.div(answered) ?? null);
}

function elementMeans({ key, elements }: Questionnaire, { counts }: TallyCounts): readonly ElementMean[] {
  if (counts.length !== elements.length * SCORES.length) {
    throw new RangeError(`A tally of ${key} has ${elements.length * SCORES.length} counts, got ${counts.length}.`);
  }
  return elements.map((element, index) => {
    const own = scoreCounts(counts, index);
    const ratings = own.reduce((sum, count) => sum + count, 0);
    return {
      key: element.key,
      ratings,
      counts: own,
      meanScore: ratings === 0 ? null : new Fraction(scoreTotal(own), ratings),
    };
  });
}

/** The four counts of the element at `index`. */
function scoreCounts(counts: readonly number[], index: number): ScoreCounts {
  const [one = 0, two = 0, three = 0, four = 0] = counts.slice(index * SCORES.length, (index + 1) * SCORES.length);
  return [one, two, three, four];
}
