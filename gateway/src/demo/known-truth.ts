import { normalQuantile } from '../domain/estimate.ts';
import { type Questionnaire, SCORES, type Score } from '../domain/questionnaire.ts';

/**
 * How demo ratings come about, so that what the gateway computes from them can be compared with what is true.
 *
 * Each unit has a satisfaction (schema/demo/rated-units.csv) that does not change. A citizen's own is normally distributed
 * around it; each of her answers is normally distributed around hers, moved by how easily the element pleases, and
 * rounded to a score. So the answers of one rating are correlated, as real ones are.
 */
export const MODEL = {
  /** Standard deviation between citizens, in score points. */
  betweenCitizens: 0.45,
  /** Standard deviation between the answers of one citizen. */
  betweenAnswers: 0.5,
  /** Score points that an element gets more than the others; 0 for one that is not listed. */
  ease: new Map([
    ['persyaratan', 0.05],
    ['prosedur', 0],
    ['waktu', -0.2],
    ['biaya', 0.35],
    ['produk', 0.05],
    ['kompetensi', 0.1],
    ['perilaku', 0.15],
    ['sarana', -0.15],
    ['pengaduan', -0.1],
  ]) as ReadonlyMap<string, number>,
  /** How often an element is skipped that may be. */
  skipped: 0.12,
} as const;

/** The score for an opinion anywhere on the line. */
export const scoreOf = (opinion: number): Score => SCORES[Math.min(Math.max(Math.round(opinion), 1), 4) - 1] ?? 1;

/** As many equally likely places of an answer around its center as make the mean exact to a hundredth of an index point. */
const PLACES = 2000;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The index (25–100) that endlessly many ratings of a unit would give: the truth that a published figure estimates.
 *
 * @param satisfaction of the unit, 1 to 4.
 */
export const trueIndex = ({ elements }: Questionnaire, satisfaction: number): number => {
  const spread = Math.hypot(MODEL.betweenCitizens, MODEL.betweenAnswers);
  const places = Array.from({ length: PLACES }, (_, at) => spread * normalQuantile((at + 0.5) / PLACES));
  const trueMeans = elements.map(({ key }) => {
    const center = satisfaction + (MODEL.ease.get(key) ?? 0);
    return mean(places.map((place) => scoreOf(center + place)));
  });
  return 25 * mean(trueMeans);
};
