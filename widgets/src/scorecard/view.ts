import type { Dictionary, ScorecardWords } from '../locale/id.ts';
import { formatFigure } from '../locale/locale.ts';

/** What every part of the scorecard is drawn with. */
export interface View {
  readonly texts: Dictionary;
  readonly words: ScorecardWords;
  /** IANA zone of the region: its days and hours are shown, whoever looks. */
  readonly zone: string;
}

/** Two decimals; a dash where there is nothing, which is not zero. */
export const figure = (value: number | null, { texts }: View): string =>
  value === null ? '–' : formatFigure(value, texts);

/** A number with as many decimals as it has. */
export const plainNumber = (value: number | string, { texts }: View): string =>
  Number(value).toLocaleString(texts.code, { maximumFractionDigits: 6 });

/** Day, hour and minute on the region's clocks, which are named. */
export const instant = (at: string, { texts, zone }: View): string =>
  new Date(at).toLocaleString(texts.code, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: zone,
  });

/** `2026-10-12` in words. */
export const day = (date: string, { texts }: View): string =>
  new Date(date).toLocaleDateString(texts.code, { dateStyle: 'medium', timeZone: 'UTC' });
