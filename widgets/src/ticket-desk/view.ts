import type { TemplateResult } from 'lit/html.js';
import type { CommonWords } from '../locale/id.ts';
import { formatMinute } from '../portal/format-minute.ts';
import { formatDay, html } from '../toolkit.ts';
import type { TicketDeskWords } from './words/id.ts';

/** What every part of the desk is drawn with. */
export interface View {
  readonly texts: CommonWords;
  readonly words: TicketDeskWords;
}

export const day = (date: string, { texts }: View): string => formatDay(date, texts);

/** On the clocks of the region. */
export const instant = (at: string, timeZone: string, { texts }: View): string => formatMinute(at, texts, timeZone);

/** One thing that is known, under its name; within a list of class `facts`. */
export const fact = (name: string, said: string): TemplateResult => html`
  <div>
    <dt>${name}</dt>
    <dd class="said">${said}</dd>
  </div>
`;

/** What was just stored, in words; nothing when nothing was. */
export const doneView = (done: string): TemplateResult | '' =>
  done ? html`<p class="notice done" id="done" part="done" tabindex="-1">${done}</p>` : '';

/** A list; where nothing is in it, why. */
export const orNotice = (listed: readonly unknown[], list: TemplateResult, empty: string): TemplateResult =>
  listed.length === 0 ? html`<p class="notice">${empty}</p>` : list;

interface UnitField {
  /** Within the widget. */
  readonly id: string;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** Id of the one that is open. */
  readonly unit: string | null;
  readonly chooseUnit: (unit: string) => void;
}

/** Where one of several units is chosen. */
export const unitField = ({ id, units, unit, chooseUnit }: UnitField, { words }: View): TemplateResult => html`
  <label class="unit">
    ${words.unit}
    <select id=${id} @change=${(event: Event) => chooseUnit((event.target as HTMLSelectElement).value)}>
      ${units.map((one) => html`<option value=${one.id} ?selected=${one.id === unit}>${one.name}</option>`)}
    </select>
  </label>
`;

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
