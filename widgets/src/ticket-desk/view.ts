import type { CommonWords } from '../locale/id.ts';
import { formatMinute } from '../portal/format-minute.ts';
import { formatDay } from '../toolkit.ts';
import type { TicketDeskWords } from './words/id.ts';

/** What every part of the desk is drawn with. */
export interface View {
  readonly texts: CommonWords;
  readonly words: TicketDeskWords;
}

export const day = (date: string, { texts }: View): string => formatDay(date, texts);

/** On the clocks of the region. */
export const instant = (at: string, timeZone: string, { texts }: View): string => formatMinute(at, texts, timeZone);

interface Due {
  readonly workingDaysLeft: number | null;
  readonly ticket: { readonly dueOn: string | null; readonly overdue: boolean };
}

/** By when the office has to do something, in words; nothing where nothing is expected of it. */
export function dueWords({ workingDaysLeft, ticket: { dueOn, overdue } }: Due, view: View): string | null {
  const { words } = view;
  if (dueOn === null || workingDaysLeft === null) return null;
  if (overdue) return words.late(-workingDaysLeft, day(dueOn, view));
  return workingDaysLeft === 0 ? words.today : words.daysLeft(workingDaysLeft, day(dueOn, view));
}
