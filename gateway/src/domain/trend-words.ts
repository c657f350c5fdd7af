import { formatNumber } from './fraction.ts';
import { type Period, periodLabel } from './period.ts';
import { type Language, languageOf } from './text.ts';
import type { Trend } from './trend.ts';

/** The quarters that a trend compares. */
export interface ComparedPeriods {
  readonly from: Period;
  readonly to: Period;
}

interface Words {
  readonly none: string;
  readonly single: (only: string) => string;
  readonly tooFew: (from: string, to: string, needed: number, fewest: number) => string;
  readonly compared: (from: string, to: string, difference: string, lower: string, upper: string) => string;
  readonly proven: Readonly<Record<Exclude<Trend['direction'], 'TOO_FEW'>, string>>;
}

const WORDS: Readonly<Record<Language, Words>> = {
  id: {
    none: 'Belum ada triwulan dengan angka yang ditampilkan.',
    single: (only) => `Baru ${only} yang angkanya ditampilkan, jadi belum ada pembanding.`,
    tooFew: (from, to, needed, fewest) =>
      `Panah perlu ${needed} penilaian pada ${from} dan pada ${to}; yang paling sedikit baru ${fewest}.`,
    compared: (from, to, difference, lower, upper) =>
      `Dari ${from} ke ${to}: ${difference} poin (rentang 95 %: ${lower} sampai ${upper}).`,
    proven: {
      UP: 'Naik, lebih dari yang wajar bila hanya kebetulan.',
      DOWN: 'Turun, lebih dari yang wajar bila hanya kebetulan.',
      NONE_PROVEN: 'Belum terbukti berubah: selisih sebesar ini masih bisa karena kebetulan.',
    },
  },
  en: {
    none: 'No quarter shows a figure yet.',
    single: (only) => `Only ${only} shows a figure so far, so there is nothing to compare it with.`,
    tooFew: (from, to, needed, fewest) =>
      `An arrow needs ${needed} ratings in ${from} and in ${to}; the smaller of them has ${fewest}.`,
    compared: (from, to, difference, lower, upper) =>
      `From ${from} to ${to}: ${difference} points (95 % range: ${lower} to ${upper}).`,
    proven: {
      UP: 'Higher, by more than chance would explain.',
      DOWN: 'Lower, by more than chance would explain.',
      NONE_PROVEN: 'Not proven to have changed: a difference of this size can still be chance.',
    },
  },
  su: {
    none: 'Tacan aya triwulan nu angkana ditémbongkeun.',
    single: (only) => `Nembé ${only} nu angkana ditémbongkeun, janten tacan aya babandinganana.`,
    tooFew: (from, to, needed, fewest) =>
      `Panah peryogi ${needed} pangajén dina ${from} sareng dina ${to}; nu paling sakedik nembé ${fewest}.`,
    compared: (from, to, difference, lower, upper) =>
      `Ti ${from} ka ${to}: ${difference} poin (rentang 95 %: ${lower} dugi ka ${upper}).`,
    proven: {
      UP: 'Naék, langkung ti nu wajar upami ngan kabeneran.',
      DOWN: 'Turun, langkung ti nu wajar upami ngan kabeneran.',
      NONE_PROVEN: 'Tacan kabuktian robih: béda sakieu ageungna masih tiasa kusabab kabeneran.',
    },
  },
  jv: {
    none: 'Dèrèng wonten triwulan ingkang angkanipun dipuntedahaken.',
    single: (only) => `Nembé ${only} ingkang angkanipun dipuntedahaken, pramila dèrèng wonten tandhinganipun.`,
    tooFew: (from, to, needed, fewest) =>
      `Panah betah ${needed} pambiji ing ${from} lan ing ${to}; ingkang paling sekedhik nembé ${fewest}.`,
    compared: (from, to, difference, lower, upper) =>
      `Saking ${from} dumugi ${to}: ${difference} poin (rentang 95 %: ${lower} dumugi ${upper}).`,
    proven: {
      UP: 'Mindhak, langkung saking ingkang limrah manawi namung kaleresan.',
      DOWN: 'Mandhap, langkung saking ingkang limrah manawi namung kaleresan.',
      NONE_PROVEN: 'Dèrèng kabukten éwah: béda samanten punika taksih saged amargi kaleresan.',
    },
  },
};

/** A trend in a sentence or two, with its numbers. */
export function trendWords(trend: Trend, compared: ComparedPeriods | null, lang?: string | null): string {
  const words = WORDS[languageOf(lang)];
  if (compared === null) return words.none;
  const [from, to] = [periodLabel(compared.from, lang), periodLabel(compared.to, lang)];
  if (compared.from === compared.to) return words.single(from);
  if (trend.direction === 'TOO_FEW') return words.tooFew(from, to, trend.needed, trend.fewest);
  const { difference, interval, direction } = trend;
  const number = (value: number) => formatNumber(value, 2, lang);
  return `${words.compared(from, to, number(difference), number(interval.lower), number(interval.upper))} ${words.proven[direction]}`;
}
