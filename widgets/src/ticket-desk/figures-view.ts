import type { TemplateResult } from 'lit/html.js';
import { formatNumber, html } from '../toolkit.ts';
import type { DeskAnswer, Shown, UnitFigures } from './read-desk.ts';
import type { View } from './view.ts';

/** What can be done with the figures. */
export interface FiguresView extends View {
  readonly answer: DeskAnswer;
  readonly figures: Extract<Shown, { kind: 'figures' }>;
  /** Today, `YYYY-MM-DD`. */
  readonly today: string;
  readonly choosePeriod: (period: string) => void;
}

/** The quarter of a day: `2026-Q3`. */
export const quarterOf = (today: string): string => `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`;

/** This quarter and the three before it, and the two years. */
function periodsUntil(today: string): readonly string[] {
  const year = Number(today.slice(0, 4));
  const quarter = Number(quarterOf(today).slice(-1));
  const quarters = [0, 1, 2, 3].map((back) => {
    const at = year * 4 + quarter - 1 - back;
    return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
  });
  return [...quarters, String(year), String(year - 1)];
}

const periodName = (period: string, { words }: View): string => {
  const [year, part] = period.split('-Q');
  return part ? words.quarter(Number(part), Number(year)) : words.year(Number(year));
};

const table = ({ name, ticketFigures }: UnitFigures, view: View): TemplateResult | '' => {
  const { words, texts } = view;
  if (!ticketFigures) return '';
  const { medianDays, inTime, decided, fixed, notFixed, notSaid, answered } = ticketFigures;
  const of = (part: number, whole: number) => (whole === 0 ? '–' : words.of(part, whole));
  const row = (key: keyof typeof words.measures, value: string | number) => html`
    <tr>
      <th scope="row">${words.measures[key]}</th>
      <td>${value}</td>
    </tr>
  `;
  return html`
    <table part="figures">
      <caption>${words.figuresOf(name)}</caption>
      <tbody>
        ${row('received', ticketFigures.received)} ${row('open', ticketFigures.open)}
        ${row('overdue', ticketFigures.overdue)} ${row('answered', answered)}
        ${row('medianDays', medianDays === null ? '–' : words.days(formatNumber(medianDays, texts, 1)))}
        ${row('inTime', of(inTime, decided))} ${row('closed', ticketFigures.closed)}
        ${row('fixed', of(fixed, answered))} ${row('notFixed', of(notFixed, answered))}
        ${row('notSaid', of(notSaid, answered))} ${row('spam', ticketFigures.spam)}
      </tbody>
    </table>
  `;
};

/** How each unit deals with what it is sent, and what citizens say of the one whose inbox is open. */
export const figuresView = (
  view: FiguresView,
  { gateway, theme }: { readonly gateway: string | null; readonly theme: string | null },
): TemplateResult => {
  const { answer, figures, words, today, choosePeriod } = view;
  const { units, period } = figures;
  const { unit } = answer;
  return html`
    <h3 id="figures" tabindex="-1">${words.figures}</h3>
    ${
      units.length === 0
        ? html`<p class="notice">${words.noFigures}</p>`
        : html`
            <label class="unit">
              ${words.period}
              <select id="period" @change=${(event: Event) => choosePeriod((event.target as HTMLSelectElement).value)}>
                ${periodsUntil(today).map(
                  (one) => html`<option value=${one} ?selected=${one === period}>${periodName(one, view)}</option>`,
                )}
              </select>
            </label>
            <p class="quiet">${words.figuresMean}</p>
            <div class="tables">${units.map((one) => table(one, view))}</div>
          `
    }
    ${
      unit === null
        ? ''
        : html`
            <h4>${words.citizens}</h4>
            <kinerja-scorecard unit=${unit} gateway=${gateway ?? ''} theme=${theme ?? ''}></kinerja-scorecard>
          `
    }
  `;
};
