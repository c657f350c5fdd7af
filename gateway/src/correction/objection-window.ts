import { instantInWords } from '../domain/instant-in-words.ts';
import { objectionDeadline, WORKING_DAYS_TO_OBJECT } from '../domain/objection-clock.ts';
import { periodTitle } from '../domain/period.ts';
import type { PublicFigure } from '../feedback/read-figure.ts';

/** The moment, and by whose days it counts. */
interface Moment {
  readonly at: Date;
  readonly zone: string;
  readonly holidays: ReadonlySet<string>;
}

/** Until when the newest version of a figure can be objected to; or why it cannot be, in words. */
export type ObjectionWindow = { readonly until: Date } | { readonly refusal: string };

/** Whether a figure is one that can be objected to at a moment: closed, there, and published not too long ago. */
export const objectionWindow = (
  { closed, state, period, version, asOf }: Pick<PublicFigure, 'closed' | 'state' | 'period' | 'version' | 'asOf'>,
  { at, zone, holidays }: Moment,
): ObjectionWindow => {
  if (!closed)
    return {
      refusal: `Angka ${periodTitle(period)} masih sementara; keberatan diajukan atas angka yang sudah terbit.`,
    };
  if (state === 'NO_RATINGS') return { refusal: `Belum ada angka yang terbit untuk ${periodTitle(period)}.` };
  const until = new Date(objectionDeadline(asOf.getTime(), zone, holidays));
  if (at > until)
    return {
      refusal: `Masa keberatan atas versi ${version} berakhir pada ${instantInWords(until, 'id', zone)} (${WORKING_DAYS_TO_OBJECT} hari kerja sejak terbit).`,
    };
  return { until };
};
