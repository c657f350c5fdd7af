import { formatNumber } from './fraction.ts';
import { type MedianChange, MIN_FINISHED } from './median-change.ts';
import { type Period, periodLabel } from './period.ts';
import { inPublicLanguage, type Language, languageOf, type PublicText } from './text.ts';
import { explainWithheld } from './withheld-reason.ts';

/** In what durations of a service are told. */
export type Pace = 'MINUTES' | 'DAYS';

/** What is known of the visits of a period. */
export type CountedVisits =
  | { readonly state: 'NO_VISITS' | 'TOO_FEW_VISITS' | 'TOO_FEW_STAFF' }
  | { readonly state: 'PUBLISHED'; readonly finished: number; readonly open: number };

const NOT_SHOWN: Readonly<Record<'NO_VISITS' | 'TOO_FEW_VISITS', PublicText>> = {
  NO_VISITS: {
    id: 'Belum ada kunjungan yang selesai pada masa ini.',
    en: 'No visit of this time has been finished yet.',
    su: 'Tacan aya kunjungan nu réngsé dina mangsa ieu.',
    jv: 'Dèrèng wonten kunjungan ingkang rampung ing wekdal punika.',
  },
  TOO_FEW_VISITS: {
    id: 'Kunjungan yang selesai kurang dari 10 sebulan, jadi angkanya tidak ditampilkan agar satu kunjungan tidak dapat ditebak.',
    en: 'Fewer than 10 visits a month have been finished, so the figure is not shown: single visits could be guessed.',
    su: 'Kunjungan nu réngsé kirang ti 10 sasasih, janten angkana henteu ditémbongkeun supados hiji kunjungan teu tiasa ditebak.',
    jv: 'Kunjungan ingkang rampung kirang saking 10 sewulan, pramila angkanipun boten dipuntedahaken supados setunggal kunjungan boten saged dipunbadhé.',
  },
};

interface Words {
  readonly units: Readonly<Record<Pace, (count: number) => string>>;
  readonly range: (lower: string, upper: string) => string;
  readonly atLeast: (lower: string) => string;
  readonly unknown: string;
  readonly finished: (count: string) => string;
  readonly open: (count: string) => string;
  readonly noneOpen: string;
  readonly tooFew: (before: string, after: string, needed: number) => string;
  readonly compared: (before: string, after: string, difference: string, range: string) => string;
  readonly proven: Readonly<Record<Exclude<MedianChange['direction'], 'TOO_FEW'>, string>>;
  readonly noCause: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  id: {
    units: { MINUTES: () => 'menit', DAYS: () => 'hari' },
    range: (lower, upper) => `${lower} sampai ${upper}`,
    atLeast: (lower) => `paling sedikit ${lower}`,
    unknown: 'belum diketahui, terlalu banyak yang belum selesai',
    finished: (count) => `Dihitung dari ${count} kunjungan yang sudah selesai.`,
    open: (count) =>
      `${count} kunjungan belum selesai. Lamanya sampai saat itu ikut dihitung, dan tidak dianggap singkat.`,
    noneOpen: 'Tidak ada kunjungan yang belum selesai.',
    tooFew: (before, after, needed) =>
      `Belum dapat dibandingkan: perlu ${needed} kunjungan selesai pada ${before} dan pada ${after}, dan lebih sedikit yang belum selesai.`,
    compared: (before, after, difference, range) =>
      `Dari ${before} ke ${after}, lama kunjungan yang di tengah berubah ${difference} (rentang 95 %: ${range}).`,
    proven: {
      SHORTER: 'Lebih cepat, lebih dari yang wajar bila hanya kebetulan.',
      LONGER: 'Lebih lama, lebih dari yang wajar bila hanya kebetulan.',
      NONE_PROVEN: 'Belum terbukti berubah: selisih sebesar ini masih bisa karena kebetulan.',
    },
    noCause: 'Angka ini tidak menjelaskan sebabnya.',
  },
  en: {
    units: {
      MINUTES: (count) => (Math.abs(count) === 1 ? 'minute' : 'minutes'),
      DAYS: (count) => (Math.abs(count) === 1 ? 'day' : 'days'),
    },
    range: (lower, upper) => `${lower} to ${upper}`,
    atLeast: (lower) => `at least ${lower}`,
    unknown: 'not known yet, too many are unfinished',
    finished: (count) => `Based on ${count} finished visits.`,
    open: (count) =>
      `${count} visits are unfinished. What they took until then counts; they are not taken for short ones.`,
    noneOpen: 'No visit is unfinished.',
    tooFew: (before, after, needed) =>
      `Not comparable yet: it takes ${needed} finished visits in ${before} and in ${after}, and fewer that are unfinished.`,
    compared: (before, after, difference, range) =>
      `From ${before} to ${after} the visit in the middle changed by ${difference} (95 % range: ${range}).`,
    proven: {
      SHORTER: 'Faster, by more than chance would explain.',
      LONGER: 'Slower, by more than chance would explain.',
      NONE_PROVEN: 'Not proven to have changed: a difference of this size can still be chance.',
    },
    noCause: 'These figures do not say why.',
  },
  su: {
    units: { MINUTES: () => 'menit', DAYS: () => 'dinten' },
    range: (lower, upper) => `${lower} dugi ka ${upper}`,
    atLeast: (lower) => `pangsakedikna ${lower}`,
    unknown: 'tacan kauninga, seueur teuing nu tacan réngsé',
    finished: (count) => `Diitung tina ${count} kunjungan nu parantos réngsé.`,
    open: (count) =>
      `${count} kunjungan tacan réngsé. Lamina dugi ka waktos éta milu diitung, sareng henteu dianggap sakedap.`,
    noneOpen: 'Teu aya kunjungan nu tacan réngsé.',
    tooFew: (before, after, needed) =>
      `Tacan tiasa dibandingkeun: peryogi ${needed} kunjungan réngsé dina ${before} sareng dina ${after}, sareng langkung sakedik nu tacan réngsé.`,
    compared: (before, after, difference, range) =>
      `Ti ${before} ka ${after}, lamina kunjungan nu di tengah robih ${difference} (rentang 95 %: ${range}).`,
    proven: {
      SHORTER: 'Langkung gancang, langkung ti nu wajar upami ngan kabeneran.',
      LONGER: 'Langkung lami, langkung ti nu wajar upami ngan kabeneran.',
      NONE_PROVEN: 'Tacan kabuktian robih: béda sakieu ageungna masih tiasa kusabab kabeneran.',
    },
    noCause: 'Angka ieu henteu nerangkeun sababna.',
  },
  jv: {
    units: { MINUTES: () => 'menit', DAYS: () => 'dinten' },
    range: (lower, upper) => `${lower} dumugi ${upper}`,
    atLeast: (lower) => `paling sekedhik ${lower}`,
    unknown: 'dèrèng dipunmangertosi, kathah sanget ingkang dèrèng rampung',
    finished: (count) => `Dipunétang saking ${count} kunjungan ingkang sampun rampung.`,
    open: (count) =>
      `${count} kunjungan dèrèng rampung. Dangunipun dumugi wekdal punika tumut dipunétang, lan boten dipunanggep cekak.`,
    noneOpen: 'Boten wonten kunjungan ingkang dèrèng rampung.',
    tooFew: (before, after, needed) =>
      `Dèrèng saged dipuntandhing: betah ${needed} kunjungan rampung ing ${before} lan ing ${after}, sarta langkung sekedhik ingkang dèrèng rampung.`,
    compared: (before, after, difference, range) =>
      `Saking ${before} dumugi ${after}, dangunipun kunjungan ingkang tengah éwah ${difference} (rentang 95 %: ${range}).`,
    proven: {
      SHORTER: 'Langkung rikat, langkung saking ingkang limrah manawi namung kaleresan.',
      LONGER: 'Langkung dangu, langkung saking ingkang limrah manawi namung kaleresan.',
      NONE_PROVEN: 'Dèrèng kabukten éwah: béda samanten punika taksih saged amargi kaleresan.',
    },
    noCause: 'Angka punika boten nerangaken sababipun.',
  },
};

const number = (value: number, lang?: string | null) => formatNumber(value, Number.isInteger(value) ? 0 : 1, lang);

/** `23,5 menit`; or that it is not known yet. */
export function durationInWords(value: number | null, pace: Pace, lang?: string | null): string {
  const { units, unknown } = WORDS[languageOf(lang)];
  return value === null ? unknown : `${number(value, lang)} ${units[pace](value)}`;
}

/** `21 sampai 26,1 menit`; without an upper end the least that it is; null where nothing is known of it. */
export function rangeInWords(
  { lower, upper }: { readonly lower: number | null; readonly upper: number | null },
  pace: Pace,
  lang?: string | null,
): string | null {
  if (lower === null) return null;
  const { range, atLeast } = WORDS[languageOf(lang)];
  return upper === null
    ? atLeast(durationInWords(lower, pace, lang))
    : range(number(lower, lang), durationInWords(upper, pace, lang));
}

/** What the durations rest on, and what became of the visits that are not finished; or why there is none. */
export function explainServiceTime(counted: CountedVisits, lang?: string | null): string {
  if (counted.state === 'TOO_FEW_STAFF') return explainWithheld('TOO_FEW_STAFF', lang);
  if (counted.state !== 'PUBLISHED') return inPublicLanguage(NOT_SHOWN[counted.state], lang);
  const words = WORDS[languageOf(lang)];
  const { finished, open } = counted;
  const unfinished = open === 0 ? words.noneOpen : words.open(formatNumber(open, 0, lang));
  return `${words.finished(formatNumber(finished, 0, lang))} ${unfinished}`;
}

/** A change in the unit of the service, between the periods that it compares. */
export interface ToldChange {
  readonly direction: MedianChange['direction'];
  readonly difference: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly pace: Pace;
  readonly before: Period;
  readonly after: Period;
}

/** A change in two or three sentences, with its numbers. */
export function explainServiceTimeChange(change: ToldChange, lang?: string | null): string {
  const words = WORDS[languageOf(lang)];
  const { direction, difference, pace } = change;
  const [before, after] = [periodLabel(change.before, lang), periodLabel(change.after, lang)];
  if (direction === 'TOO_FEW') return words.tooFew(before, after, MIN_FINISHED);
  const compared = words.compared(
    before,
    after,
    durationInWords(difference, pace, lang),
    rangeInWords(change, pace, lang) ?? '',
  );
  return `${compared} ${words.proven[direction]} ${words.noCause}`;
}
