import type { CommonWords } from '../locale/id.ts';
import { formatMinute } from '../portal/format-minute.ts';
import { formatDay, formatFigure, localesOf } from '../toolkit.ts';
import type { DeskWords } from './words/id.ts';

/** What every part of the scorecard is drawn with. */
export interface View {
  readonly texts: CommonWords;
  readonly words: DeskWords;
  /** IANA zone of the region: its days and hours are shown, whoever looks. */
  readonly zone: string;
}

/** Two decimals; a dash where there is nothing, which is not zero. */
export const figure = (value: number | null, { texts }: View): string =>
  value === null ? '–' : formatFigure(value, texts);

/** A number with as many decimals as it has. */
export const plainNumber = (value: number | string, { texts }: View): string =>
  Number(value).toLocaleString(localesOf(texts), { maximumFractionDigits: 6 });

/** Day, hour and minute on the region's clocks. */
export const instant = (at: string, { texts, zone }: View): string => formatMinute(at, texts, zone);

/** `2026-10-12` in words. */
export const day = (date: string, { texts }: View): string => formatDay(date, texts);

/** `2026-Q3` as "Triwulan III 2026", `2026-09` as "September 2026". */
export function formatPeriod(period: string, { texts, words }: Omit<View, 'zone'>): string {
  const [year = '', part = ''] = period.split('-');
  const name = words.period[part.charAt(0)];
  if (name) return `${name} ${['I', 'II', 'III', 'IV'][Number(part.charAt(1)) - 1]} ${year}`;
  return part
    ? new Date(`${period}-15`).toLocaleString(localesOf(texts), { month: 'long', year: 'numeric' })
    : `${words.year} ${year}`;
}
