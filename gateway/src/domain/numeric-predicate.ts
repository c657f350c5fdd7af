import { Fraction, publish } from './fraction.ts';
import type { StaffText } from './text.ts';

/** Labels of the numeric appraisals before PermenPANRB 6/2022, for imported history only. BURUK is of PP 46/2011 alone. */
export type NumericPredicate = 'SANGAT_BAIK' | 'BAIK' | 'CUKUP' | 'KURANG' | 'SANGAT_KURANG' | 'BURUK';

const LABELS: Record<NumericPredicate, StaffText> = {
  SANGAT_BAIK: { id: 'Sangat Baik', en: 'Very good' },
  BAIK: { id: 'Baik', en: 'Good' },
  CUKUP: { id: 'Cukup', en: 'Fair' },
  KURANG: { id: 'Kurang', en: 'Poor' },
  SANGAT_KURANG: { id: 'Sangat Kurang', en: 'Very poor' },
  BURUK: { id: 'Buruk', en: 'Bad' },
};

/** The label as the older forms print it. */
export function numericPredicateLabel(predicate: NumericPredicate): StaffText {
  return LABELS[predicate];
}

/** Highest value of the work plan and of behaviour by PP 30/2019. */
export const MOST_2019 = 120;
/** Highest value of behaviour by PP 46/2011; that of the work plan may be more. */
export const MOST_2011 = 100;

/** A numeric appraisal of one year. */
export interface NumericAppraisal {
  /** Before rounding. */
  readonly exact: Fraction;
  /** Rounded half-up to two decimals; the predicate follows from this figure. */
  readonly value: number;
  readonly predicate: NumericPredicate;
}

/**
 * The appraisal of PP 30/2019 art. 41: SKP weighs 70 % and behaviour 30 %, or 60 % and 40 % where peers and subordinates were
 * asked about behaviour. SANGAT_BAIK is from 110 and needs a new idea; BAIK from 90; CUKUP from 70.
 * The bounds of KURANG (from 50) and SANGAT_KURANG (below) are unverified: the source at hand ends before them.
 * @param skp value of the work plan, 0 to 120. @param behaviour 0 to 120. Text (`"113.5"`) or number, with a decimal point.
 * @param peersConsulted whether peers and subordinates were asked. @param newIdea an idea or method of benefit to the organisation
 * or the state.
 * @throws RangeError for a value outside 0 to 120.
 */
export function appraisalOf2019({
  skp,
  behaviour,
  peersConsulted,
  newIdea,
}: {
  readonly skp: number | string;
  readonly behaviour: number | string;
  readonly peersConsulted: boolean;
  readonly newIdea: boolean;
}): NumericAppraisal {
  const weight = peersConsulted ? SKP_WEIGHT_WITH_PEERS : SKP_WEIGHT;
  const exact = weigh(readPoints('SKP', skp, MOST_2019), readPoints('behaviour', behaviour, MOST_2019), weight);
  const value = publish(exact);
  return { exact, value, predicate: value >= 110 && newIdea ? 'SANGAT_BAIK' : bandOf(BANDS_2019, value) };
}

/**
 * The appraisal of PP 46/2011: SKP weighs 60 %, behaviour 40 %. Bands from 91, 76, 61, 51 and below; their labels are unverified,
 * and so is what lies between two whole bounds: it belongs to the lower band, as 90.99 to BAIK.
 * @param skp value of the work plan, 0 or more; it may exceed 100. @param behaviour mean of its aspects, 0 to 100.
 * Text (`"87.25"`) or number, with a decimal point.
 * @throws RangeError for a value outside these ranges.
 */
export function appraisalOf2011({
  skp,
  behaviour,
}: {
  readonly skp: number | string;
  readonly behaviour: number | string;
}): NumericAppraisal {
  const exact = weigh(readPoints('SKP', skp, null), readPoints('behaviour', behaviour, MOST_2011), SKP_WEIGHT_2011);
  const value = publish(exact);
  return { exact, value, predicate: bandOf(BANDS_2011, value) };
}

const SKP_WEIGHT = new Fraction(7, 10);
const SKP_WEIGHT_WITH_PEERS = new Fraction(6, 10);
const SKP_WEIGHT_2011 = new Fraction(6, 10);

type Bands = readonly { readonly from: number; readonly predicate: NumericPredicate }[];

/** Best first; without a new idea even 120 is BAIK. */
const BANDS_2019: Bands = [
  { from: 90, predicate: 'BAIK' },
  { from: 70, predicate: 'CUKUP' },
  { from: 50, predicate: 'KURANG' },
  { from: 0, predicate: 'SANGAT_KURANG' },
];

/** Best first. */
const BANDS_2011: Bands = [
  { from: 91, predicate: 'SANGAT_BAIK' },
  { from: 76, predicate: 'BAIK' },
  { from: 61, predicate: 'CUKUP' },
  { from: 51, predicate: 'KURANG' },
  { from: 0, predicate: 'BURUK' },
];

function bandOf(bands: Bands, value: number): NumericPredicate {
  const band = bands.find(({ from }) => value >= from);
  if (!band) throw new RangeError(`A value is 0 or more, got ${value}.`);
  return band.predicate;
}

function weigh(skp: Fraction, behaviour: Fraction, skpWeight: Fraction): Fraction {
  return skp.mul(skpWeight).add(behaviour.mul(new Fraction(1).sub(skpWeight)));
}

function readPoints(name: string, value: number | string, most: number | null): Fraction {
  const expected = `${name} is a number from 0 ${most === null ? 'up' : `to ${most}`}, got ${value}.`;
  // As text, a decimal number is exactly what is written; a float would be its nearest neighbour.
  if (!/^\d+(?:\.\d+)?$/.test(String(value))) throw new RangeError(expected);
  const exact = new Fraction(String(value));
  if (most !== null && exact.compare(most) > 0) throw new RangeError(expected);
  return exact;
}
