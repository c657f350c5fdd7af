import betaShare from '@stdlib/math-base-special-betainc';
import gammaShare from '@stdlib/math-base-special-gammainc';
import { Temporal } from 'temporal-polyfill';
import { MIN_GROUP } from './protected-group.ts';
import { type ScoreCounts, scoreTotal } from './tally.ts';
import { type StaffLanguage, staffLanguageOf } from './text.ts';

/**
 * What is unusual about how ratings came (TRUST 4.3). `COUNT`: more in a day or an hour than chance explains. `MIX`: other scores
 * than before. `SOURCE`: more than half from one network, and more from one than ever.
 */
export type AlarmKind = 'COUNT' | 'MIX' | 'SOURCE';

/** Nobody has decided yet, somebody found it to be nothing, or ratings of that time were excluded. */
export type AlarmState = 'OPEN' | 'DISMISSED' | 'EXCLUDED';

/** With how many days before it a day is compared (TRUST 4.3). */
const HISTORY_DAYS = 28;

/** So many days a service is watched before anything of it is unusual: a week has every kind of day once. */
const MIN_HISTORY_DAYS = 7;

/**
 * Fewer ratings than this never alarm, in an hour, a day or from one source: no figure shows as few, and an alarm about them
 * would be about persons.
 */
const MIN_ALARM_RATINGS = MIN_GROUP;

/** Alarm beyond this (TRUST 4.3: p < 10⁻⁴). */
const LINE = -4;
/** What is looked at in every hour of a day has a line that all of these looks share. */
const HOURLY_LINE = LINE - Math.log10(24);

/** From this variance by mean on, counts are those of a negative binomial, not of a Poisson distribution (TRUST 4.3). */
const OVERDISPERSED = 1.5;

/** Smaller probabilities are no numbers any more; none is told as less than 10⁻³⁰⁰. */
const LEAST = -300;

/** Expected ratings that a group of scores needs, for χ² to be near to what its table says (Cochran 1954 asks for one at least). */
const MIN_EXPECTED = 2;

/** A source has to give more than this share. */
const LARGE_SHARE = 0.5;

/** Ratings of one service on one day of its region. */
export interface AlarmDay {
  /** Ratings in each of the 24 hours. */
  readonly hours: readonly number[];
  /** Ratings by their mean score, rounded: nine answers of one person are one opinion. */
  readonly scores: ScoreCounts;
  /** Ratings of each source that is known: neither of registered devices, nor with a visit code. */
  readonly sources: readonly number[];
}

/** What a day is compared with. */
export interface AlarmHistory {
  /** Those of the days before on which somebody rated. */
  readonly days: readonly AlarmDay[];
  /** Days since the first of them. */
  readonly watchedDays: number;
}

/** Mean and variance of counts. */
export interface CountHistory {
  readonly mean: number;
  /** Variance (of a sample) by mean; 0 of fewer than two counts, and when all are 0. */
  readonly dispersion: number;
}

/** First and last of the days `YYYY-MM-DD` that a day is compared with. */
export function historySpan(day: string): { readonly first: string; readonly last: string } {
  const date = Temporal.PlainDate.from(day);
  return { first: date.subtract({ days: HISTORY_DAYS }).toString(), last: date.subtract({ days: 1 }).toString() };
}

/** The history of a day, from the days before it on which somebody rated. */
export function historyBefore(day: string, days: ReadonlyMap<string, AlarmDay>): AlarmHistory {
  const [first] = [...days.keys()].toSorted();
  const watchedDays = first === undefined ? 0 : Temporal.PlainDate.from(first).until(day).days;
  return { days: [...days.values()], watchedDays };
}

/** Why people should look at a day. */
export interface AlarmFinding {
  readonly kind: AlarmKind;
  /** The hour of the day, 0 to 23, that is the most unusual; null for the whole day. */
  readonly hour: number | null;
  /** What was to be expected by the days before. `COUNT`: ratings. `MIX`: mean score. `SOURCE`: ratings of the largest source. */
  readonly expected: number;
  /** What there was instead. */
  readonly seen: number;
  /** Logarithm (base 10) of the probability of as much or more by chance; at least -300. */
  readonly log10P: number;
  /** Share of the largest source in all ratings of the day with a known one; null when there are none. */
  readonly largestShare: number | null;
  /** By how many sources of the same size the day would be as varied; null as above. */
  readonly effectiveSources: number | null;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const log10Of = (probability: number): number => Math.max(LEAST, Math.log10(Math.min(1, probability)));

/** Mean and dispersion of some counts. */
export function countHistory(counts: readonly number[]): CountHistory {
  const mean = counts.length === 0 ? 0 : sumOf(counts) / counts.length;
  if (mean === 0 || counts.length < 2) return { mean, dispersion: 0 };
  const variance = sumOf(counts.map((count) => (count - mean) ** 2)) / (counts.length - 1);
  return { mean, dispersion: variance / mean };
}

/**
 * Logarithm (base 10) of the probability of `seen` or more, by Poisson, or by the negative binomial with the same mean and
 * variance: as the incomplete gamma and beta functions that these tails are, so that small ones keep all their digits.
 */
export function countTail(seen: number, { mean, dispersion }: CountHistory): number {
  if (seen <= 0) return 0;
  if (mean <= 0) return LEAST;
  if (dispersion <= OVERDISPERSED) return log10Of(gammaShare(mean, seen, true, false));
  return log10Of(betaShare(1 - 1 / dispersion, seen, mean / (dispersion - 1), true, false));
}

/** How far rows of counts differ from each other beyond chance. */
export interface MixChange {
  readonly chiSquare: number;
  readonly degrees: number;
}

/** Pearson's χ² of the homogeneity of rows of counts; columns and rows that are empty say nothing. */
const homogeneity = (rows: readonly (readonly number[])[]): MixChange => {
  const filled = rows.filter((row) => sumOf(row) > 0);
  const columns = (filled[0] ?? []).map((_, at) => sumOf(filled.map((row) => row[at] ?? 0)));
  const total = sumOf(columns);
  const chiSquare = sumOf(
    filled.flatMap((row) => {
      const share = sumOf(row) / total;
      return columns.map((column, at) =>
        column === 0 ? 0 : ((row[at] ?? 0) - column * share) ** 2 / (column * share),
      );
    }),
  );
  const degrees = (columns.filter((column) => column > 0).length - 1) * (filled.length - 1);
  return { chiSquare, degrees: Math.max(0, degrees) };
};

/** Neighbouring scores put together until every group has enough ratings in the smaller row. */
const grouped = (today: ScoreCounts, base: ScoreCounts): readonly (readonly [number, number])[] => {
  const share = sumOf(today) / (sumOf(today) + sumOf(base));
  const isEnough = ([a, b]: readonly [number, number]) => (a + b) * Math.min(share, 1 - share) >= MIN_EXPECTED;
  const groups: (readonly [number, number])[] = [];
  let open: readonly [number, number] = [0, 0];
  today.forEach((count, at) => {
    open = [open[0] + count, open[1] + (base[at] ?? 0)];
    if (!isEnough(open)) return;
    groups.push(open);
    open = [0, 0];
  });
  const last = groups.pop();
  return last === undefined ? [] : [...groups, [last[0] + open[0], last[1] + open[1]]];
};

/** χ² of the scores of a day against those of the days before; 0 on 0 degrees when there are too few to tell. */
export function mixChange(today: ScoreCounts, base: ScoreCounts): MixChange {
  const groups = grouped(today, base);
  return homogeneity([groups.map(([ofToday]) => ofToday), groups.map(([, before]) => before)]);
}

/** Logarithm (base 10) of the probability of such a difference or more by chance. */
export function mixTail({ chiSquare, degrees }: MixChange): number {
  return degrees === 0 ? 0 : log10Of(gammaShare(chiSquare / 2, degrees / 2, true, true));
}

/** How concentrated ratings are on few sources. */
export interface SourceSpread {
  /** Ratings of the largest one. */
  readonly largest: number;
  /** 0 to 1. */
  readonly largestShare: number;
  /** Herfindahl index: the sum of squared shares, 0 to 1. */
  readonly herfindahl: number;
  /** Its inverse. */
  readonly effectiveSources: number;
}

/** The spread over sources; null without any. */
export function sourceSpread(sources: readonly number[]): SourceSpread | null {
  const total = sumOf(sources);
  if (total === 0) return null;
  const largest = Math.max(...sources);
  const herfindahl = sumOf(sources.map((ratings) => (ratings / total) ** 2));
  return { largest, largestShare: largest / total, herfindahl, effectiveSources: 1 / herfindahl };
}

/** Few days tell a dispersion badly, and one that is taken for too small alarms for nothing: one standard error is added. */
const cautious = (counts: readonly number[]): CountHistory => {
  const { mean, dispersion } = countHistory(counts);
  return {
    mean,
    dispersion: dispersion > OVERDISPERSED ? dispersion * (1 + Math.sqrt(2 / (counts.length - 1))) : dispersion,
  };
};

const ratingsOf = ({ hours }: AlarmDay): number => sumOf(hours);

const united = (a: ScoreCounts, b: ScoreCounts): ScoreCounts => [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];

const meanScore = (scores: ScoreCounts): number => scoreTotal(scores) / sumOf(scores);

type Unusual = Omit<AlarmFinding, 'largestShare' | 'effectiveSources'>;

/**
 * The day or one of its hours, whichever is less likely. On a day without ratings an office is mostly closed; such days count
 * only as far as there are fewer than seven others.
 */
const unusualCount = (today: AlarmDay, { days }: AlarmHistory): readonly Unusual[] => {
  const closed = Array<number>(Math.max(0, MIN_HISTORY_DAYS - days.length)).fill(0);
  const ofDays = cautious([...days.map(ratingsOf), ...closed]);
  const spans = [
    { hour: null, seen: ratingsOf(today), history: () => ofDays, line: LINE },
    ...today.hours.map((seen, hour) => ({
      ...{ hour, seen, line: HOURLY_LINE },
      history: () => {
        const ofHour = cautious([...days.map(({ hours }) => hours[hour] ?? 0), ...closed]);
        // An hour in which nobody ever rated is no impossible one.
        return { ...ofHour, mean: Math.max(ofHour.mean, ofDays.mean / 24) };
      },
    })),
  ];
  // Of two that are as unlikely the hour: it leaves more ratings alone.
  const [found] = spans
    .filter(({ seen }) => seen >= MIN_ALARM_RATINGS)
    .map(({ hour, seen, history, line }) => {
      const before = history();
      return { hour, seen, line, expected: before.mean, log10P: countTail(seen, before) };
    })
    .filter(({ log10P, line }) => log10P < line)
    .toSorted((a, b) => a.log10P - b.log10P || (a.hour === null ? 1 : -1));
  if (found === undefined) return [];
  const { line: _, ...unusual } = found;
  return [{ kind: 'COUNT', ...unusual }];
};

/** Scores also differ from day to day; as far as they did before, the difference of this day is divided by it. */
const unusualMix = (today: AlarmDay, { days }: AlarmHistory): readonly Unusual[] => {
  const base = days.map(({ scores }) => scores).reduce(united, [0, 0, 0, 0]);
  if (sumOf(base) < MIN_ALARM_RATINGS) return [];
  const before = homogeneity(days.map(({ scores }) => scores));
  const dispersion = before.degrees === 0 ? 1 : before.chiSquare / before.degrees;
  const { chiSquare, degrees } = mixChange(today.scores, base);
  const log10P = mixTail({ chiSquare: dispersion > OVERDISPERSED ? chiSquare / dispersion : chiSquare, degrees });
  if (log10P >= HOURLY_LINE) return [];
  return [{ kind: 'MIX', hour: null, expected: meanScore(base), seen: meanScore(today.scores), log10P }];
};

/** A network of an office or a mobile operator gives most of the ratings every day: only more than on those days is unusual. */
const unusualSource = (spread: SourceSpread | null, { days }: AlarmHistory): readonly Unusual[] => {
  const before = days.flatMap(({ sources }) => sourceSpread(sources)?.largest ?? []);
  if (spread === null || before.length < MIN_HISTORY_DAYS) return [];
  const { largest, largestShare } = spread;
  if (largest < MIN_ALARM_RATINGS || largestShare <= LARGE_SHARE) return [];
  const history = cautious(before);
  const log10P = countTail(largest, history);
  return log10P < HOURLY_LINE ? [{ kind: 'SOURCE', hour: null, expected: history.mean, seen: largest, log10P }] : [];
};

/** Whether a day has enough ratings for an alarm, whatever there was before it. */
export const mayAlarm = (today: AlarmDay): boolean => ratingsOf(today) >= MIN_ALARM_RATINGS;

/** What is unusual about a day: at most one finding of each kind; nothing while there is too little to compare it with. */
export function findAlarms(today: AlarmDay, history: AlarmHistory): readonly AlarmFinding[] {
  if (history.watchedDays < MIN_HISTORY_DAYS || !mayAlarm(today)) return [];
  const spread = sourceSpread(today.sources);
  const found = [...unusualCount(today, history), ...unusualMix(today, history), ...unusualSource(spread, history)];
  return found.map((unusual) => ({
    ...unusual,
    largestShare: spread?.largestShare ?? null,
    effectiveSources: spread?.effectiveSources ?? null,
  }));
}

const decimals = (value: number, lang: StaffLanguage): string =>
  new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(value);

/** What an alarm is about, for whoever has to look. */
const SENTENCES: Readonly<
  Record<AlarmKind, Readonly<Record<StaffLanguage, (seen: string, expected: string) => string>>>
> = {
  COUNT: {
    id: (seen, expected) => `${seen} penilaian masuk, jauh lebih banyak daripada biasanya (sekitar ${expected}).`,
    en: (seen, expected) => `${seen} ratings came, far more than usual (about ${expected}).`,
  },
  MIX: {
    id: (seen, expected) => `Nilai rata-ratanya ${seen}, sangat berbeda dari biasanya (${expected}).`,
    en: (seen, expected) => `Their mean score is ${seen}, quite another than usual (${expected}).`,
  },
  SOURCE: {
    id: (seen, expected) => `${seen} penilaian datang dari satu jaringan; biasanya paling banyak sekitar ${expected}.`,
    en: (seen, expected) => `${seen} ratings came from one network; usually about ${expected} at most.`,
  },
};

/** The same in a sentence: what was seen, and what is usual. */
export function alarmInWords(
  { kind, seen, expected }: Pick<AlarmFinding, 'kind' | 'seen' | 'expected'>,
  lang?: string | null,
): string {
  const language = staffLanguageOf(lang);
  return SENTENCES[kind][language](decimals(seen, language), decimals(expected, language));
}
