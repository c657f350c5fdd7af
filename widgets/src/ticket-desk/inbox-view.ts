import type { TemplateResult } from 'lit/html.js';
import { button, html } from '../toolkit.ts';
import { FILTERS, type Filter, type Line, MOST, OWN_FILTERS } from './inbox.ts';
import type { DeskAnswer, Shown } from './read-desk.ts';
import { dueWords, type View } from './view.ts';

type Inbox = Extract<Shown, { kind: 'inbox' }>;

/** What can be done in the inbox. */
export interface InboxView extends View {
  readonly answer: DeskAnswer;
  readonly inbox: Inbox;
  readonly filterBy: (filter: Filter) => void;
  /** The id of a unit; undefined for what one was given oneself. */
  readonly chooseUnit: (unit: string | undefined) => void;
  readonly more: () => void;
  /** A link that opens a ticket. */
  readonly link: (id: string, content: unknown) => TemplateResult;
}

const OWN = 'own';

const unitField = ({ answer: { viewer, unit }, words, chooseUnit }: InboxView): TemplateResult => html`
  <label class="unit">
    ${words.unit}
    <select
      id="unit"
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        chooseUnit(value === OWN ? undefined : value);
      }}
    >
      ${viewer.ticketUnits.map(({ id, name }) => html`<option value=${id} ?selected=${id === unit}>${name}</option>`)}
      <option value=${OWN} ?selected=${unit === null}>${words.own}</option>
    </select>
  </label>
`;

const countOf = ({ counts }: Inbox, filter: Filter): string => {
  if (counts === null) return '';
  const { open, overdue, unassigned, spam } = counts;
  const count = ({ open, overdue, unassigned, spam } as Partial<Record<Filter, number>>)[filter];
  return count === undefined ? '' : ` (${count})`;
};

const filterButtons = ({ answer, inbox, words, filterBy }: InboxView): TemplateResult => html`
  <div role="group" aria-label=${words.choose} class="filters">
    ${(answer.unit === null ? OWN_FILTERS : FILTERS).map(
      (filter) => html`
        <button type="button" id="filter-${filter}" aria-pressed=${inbox.filter === filter} @click=${() => filterBy(filter)}>
          ${words.filters[filter]}${countOf(inbox, filter)}
        </button>
      `,
    )}
  </div>
`;

const LONGEST_EXCERPT = 120;

/** Enough of it to know it again. */
const excerptOf = (written: string): string => {
  const characters = [...written.replace(/\s+/g, ' ')];
  return characters.length > LONGEST_EXCERPT ? `${characters.slice(0, LONGEST_EXCERPT).join('').trimEnd()}…` : written;
};

const row = (line: Line, view: InboxView): TemplateResult => {
  const { id, number, kind, unit, escalatedTo, service, assignee, ticket, words: written } = line;
  const { words } = view;
  const due = dueWords(line, view);
  return html`
    <li part="ticket" class=${ticket.overdue ? 'late' : ''}>
      <div>
        <strong>${view.link(id, html`${words.kinds[kind]} <span class="number">${number}</span>`)}</strong>
        <div>${ticket.category ?? html`<span class="quiet">${words.unsorted}</span>`}</div>
        ${ticket.laporId ? html`<div class="quiet">${ticket.laporId}</div>` : ''}
      </div>
      <p class="excerpt quiet">${written === null ? '' : excerptOf(written)}</p>
      <div>
        <span class="badge">${ticket.stateLabel}</span>
        ${ticket.spam ? html`<span class="badge">${words.spam}</span>` : ''}
        ${ticket.hiddenReason ? html`<span class="badge">${words.hidden}</span>` : ''}
        ${ticket.outcome ? html`<div class="quiet">${words.facts.outcome}: ${words.outcomes[ticket.outcome]}</div>` : ''}
      </div>
      <div class="due">${due ?? html`<span class="quiet">${words.nothingDue}</span>`}</div>
      <div>
        <div>${service.name}, ${unit.name}</div>
        ${escalatedTo ? html`<div class="quiet">${words.facts.escalatedTo}: ${escalatedTo.name}</div>` : ''}
        <div class="quiet">${words.facts.assignee}: ${assignee?.name ?? words.nobodyHasIt}</div>
      </div>
    </li>
  `;
};

/** The list of tickets, what is due first standing first. */
export const inboxView = (view: InboxView): TemplateResult => {
  const { answer, inbox, words, more } = view;
  const { lines, filter, first } = inbox;
  const { length } = lines;
  return html`
    <h3 id="inbox" tabindex="-1">${words.inbox}</h3>
    ${answer.viewer.ticketUnits.length > 0 ? unitField(view) : html`<p class="quiet">${words.noUnit}</p>`}
    ${filterButtons(view)}
    ${
      length === 0
        ? html`<p class="notice">${words.empty[filter]}</p>`
        : html`<ol class="tickets" part="tickets">${lines.map((line) => row(line, view))}</ol>`
    }
    ${length === first && first < MOST ? button(words.more, more) : ''}
    ${length === MOST ? html`<p class="quiet">${words.tooMany(MOST)}</p>` : ''}
  `;
};
