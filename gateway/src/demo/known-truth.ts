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

const STEPS = 2000;
const SPREAD = Math.hypot(MODEL.betweenCitizens, MODEL.betweenAnswers);
const DEVIATIONS = Array.from({ length: STEPS }, (_, step) => SPREAD * normalQuantile((step + 0.5) / STEPS));

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The index (25–100) that endlessly many ratings of a unit would give: the truth that a published figure estimates.
 *
 * @param satisfaction of the unit, 1 to 4.
 */
export const trueIndex = ({ elements }: Questionnaire, satisfaction: number): number =>
  25 *
  mean(
    elements.map(({ key }) => {
      const center = satisfaction + (MODEL.ease.get(key) ?? 0);
      return mean(DEVIATIONS.map((deviation) => scoreOf(center + deviation)));
    }),
  );
