import { Fraction, publish } from './fraction.ts';
import type { PerformancePredicate } from './performance-predicate.ts';
import type { Text } from './text.ts';

/** Levels of a functional post (jenjang jabatan fungsional): skill from PEMULA, expertise from AHLI_PERTAMA. */
export const FUNCTIONAL_LEVELS = [
  'PEMULA',
  'TERAMPIL',
  'MAHIR',
  'PENYELIA',
  'AHLI_PERTAMA',
  'AHLI_MUDA',
  'AHLI_MADYA',
  'AHLI_UTAMA',
] as const;
export type FunctionalLevel = (typeof FUNCTIONAL_LEVELS)[number];

/** Names are those of the posts, so they are the same in every language. */
const LEVEL_NAMES: Record<FunctionalLevel, Text> = {
  PEMULA: { id: 'Pemula' },
  TERAMPIL: { id: 'Terampil' },
  MAHIR: { id: 'Mahir' },
  PENYELIA: { id: 'Penyelia' },
  AHLI_PERTAMA: { id: 'Ahli Pertama' },
  AHLI_MUDA: { id: 'Ahli Muda' },
  AHLI_MADYA: { id: 'Ahli Madya' },
  AHLI_UTAMA: { id: 'Ahli Utama' },
};

/** "Ahli Pertama", "Penyelia" … */
export function functionalLevelName(level: FunctionalLevel): Text {
  return LEVEL_NAMES[level];
}

/** Peraturan BKN 3/2023. The only official number that belongs to a predicate; there is no official score from 0 to 100. */
const PERCENT: Record<PerformancePredicate, number> = {
  SANGAT_BAIK: 150,
  BAIK: 100,
  BUTUH_PERBAIKAN: 75,
  KURANG: 50,
  SANGAT_KURANG: 25,
};

/** Share of the yearly coefficient that a predicate earns, in percent: 150, 100, 75, 50 or 25 (Peraturan BKN 3/2023). */
export function creditPercent(predicate: PerformancePredicate): number {
  return PERCENT[predicate];
}

/** Peraturan BKN 3/2023. */
const COEFFICIENT: Record<FunctionalLevel, number> = {
  PEMULA: 3.75,
  TERAMPIL: 5,
  MAHIR: 12.5,
  PENYELIA: 25,
  AHLI_PERTAMA: 12.5,
  AHLI_MUDA: 25,
  AHLI_MADYA: 37.5,
  AHLI_UTAMA: 50,
};

/** Angka kredit of a whole year with the predicate BAIK (Peraturan BKN 3/2023). */
export function creditCoefficient(level: FunctionalLevel): number {
  return COEFFICIENT[level];
}

/** Angka kredit of one evaluation. */
export interface CreditPoints {
  /** Before rounding: sums are made from these. */
  readonly exact: Fraction;
  /** Rounded half-up to two decimals: the figure on the form. */
  readonly value: number;
}

/**
 * Angka kredit that a predicate is converted to: its percentage of the yearly coefficient, in proportion to the months
 * (Peraturan BKN 3/2023).
 * @param months of the evaluation, 1 to 12, whole; 12 by default.
 * @throws RangeError for other months.
 */
export function creditPoints({
  predicate,
  level,
  months = 12,
}: {
  readonly predicate: PerformancePredicate;
  readonly level: FunctionalLevel;
  readonly months?: number;
}): CreditPoints {
  if (!Number.isInteger(months) || months < 1 || months > 12) {
    throw new RangeError(`Angka kredit is for 1 to 12 whole months, got ${months}.`);
  }
  const exact = new Fraction(COEFFICIENT[level]).mul(PERCENT[predicate], 100).mul(months, 12);
  return { exact, value: publish(exact) };
}
