import type { Period } from './period.ts';
import type { PublicText } from './text.ts';

/** Quartiles over fewer regions would all but name them. */
export const MIN_REGIONS = 5;

/** A region takes part in a quarter with at least this many ratings. */
export const MIN_REGION_RATINGS = 30;

/** Where a region stands among all. */
export type BenchmarkPosition = 'ABOVE_UPPER_QUARTILE' | 'BETWEEN_QUARTILES' | 'BELOW_LOWER_QUARTILE';

/** The quartiles of the indices of all regions that take part, on the index scale. */
export interface Quartiles {
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** Where an index stands; one that equals a quartile is between them. */
export function benchmarkPosition(index: number, { lowerQuartile, upperQuartile }: Quartiles): BenchmarkPosition {
  if (index > upperQuartile) return 'ABOVE_UPPER_QUARTILE';
  return index < lowerQuartile ? 'BELOW_LOWER_QUARTILE' : 'BETWEEN_QUARTILES';
}

/** Periods that regions are compared in. */
export function isBenchmarkPeriod(period: Period): boolean {
  return period.includes('Q');
}

/** How the comparison came about, or why there is none, for citizens. */
export function explainBenchmark(regions: number): PublicText {
  if (regions < MIN_REGIONS)
    return {
      id: `Belum ada perbandingan: kurang dari ${MIN_REGIONS} daerah yang ikut dan punya angka triwulan ini, sehingga daerahnya bisa ditebak.`,
      en: `No comparison yet: fewer than ${MIN_REGIONS} regions take part with a figure for this quarter, so that they could be guessed.`,
      su: `Tacan aya babandingan: kirang ti ${MIN_REGIONS} daérah nu ngiring sareng gaduh angka triwulan ieu, janten daérahna tiasa ditebak.`,
      jv: `Dèrèng wonten tandhingan: kirang saking ${MIN_REGIONS} dhaérah ingkang ndhèrèk lan gadhah angka triwulan punika, pramila dhaérahipun saged dipunbadhé.`,
    };
  return {
    id: `Dari IKM ${regions} daerah yang memilih ikut, masing-masing dengan paling sedikit ${MIN_REGION_RATINGS} penilaian dan tanpa nama: separuhnya di antara kuartil bawah dan kuartil atas.`,
    en: `From the index of ${regions} regions that chose to take part, each with at least ${MIN_REGION_RATINGS} ratings and without its name: half of them lie between the lower and the upper quartile.`,
    su: `Tina IKM ${regions} daérah nu milih ngiring, masing-masing sahenteuna ${MIN_REGION_RATINGS} pangajén sareng tanpa nami: satengahna aya di antawis kuartil handap sareng kuartil luhur.`,
    jv: `Saking IKM ${regions} dhaérah ingkang milih ndhèrèk, saben dhaérah paling boten ${MIN_REGION_RATINGS} pambiji lan tanpa nami: sepalihipun wonten ing antawisipun kuartil ngandhap lan kuartil nginggil.`,
  };
}
