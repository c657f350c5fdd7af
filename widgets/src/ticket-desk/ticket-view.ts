import type { TemplateResult } from 'lit/html.js';
import { badge, button, html } from '../toolkit.ts';
import { type Move, movesWith } from './moves.ts';
import type { OfficeTicket } from './read-desk.ts';
import { day, dueWords, instant, type View } from './view.ts';

type Step = OfficeTicket['entries'][number];

/** Words as the citizen wrote them, which somebody has had revealed; by step, and of the ticket itself. */
export interface Revealed {
  readonly words: string | null;
  readonly steps: Readonly<Record<string, string | null>>;
}

export interface LeftOver {
  readonly move: Move;
  readonly text: string;
  readonly discard: () => void;
}

/** What can be done with a ticket. */
export interface TicketView extends View {
  readonly ticket: OfficeTicket;
  readonly revealed: Revealed | null;
  readonly reveal: () => void;
  readonly mask: () => void;
  /** What just happened, in words; empty when nothing did. */
  readonly done: string;
  /** Why words could not be revealed; empty by default. */
  readonly problem: string;
  /** Leads down to what can be done. */
  readonly toSteps: () => void;
  /** What was typed for a move that is not possible any more. */
  readonly leftOvers: readonly LeftOver[];
  /** What can be done with it beside its moves. */
  readonly further: TemplateResult | null;
  /** A form that opens where it stands. */
  readonly form: (move: Move, entry: string | null, name?: unknown) => TemplateResult;
}

/** Steps in which the citizen says something. */
const SAYING = ['ADD', 'ANSWER_BACK'];

const facts = (view: TicketView): TemplateResult => {
  const { ticket, words } = view;
  const { service, unit, assignee, escalatedTo, receivedAt } = ticket;
  const { answerBy, replyBy, closedAt, category, laporId, outcome, dueOn, overdue } = ticket.ticket;
  const { timeZone } = unit.tenant;
  const names = words.facts;
  const fact = (name: string, value: unknown, style = '') =>
    value
      ? html`
          <div class=${style}>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>
        `
      : '';
  return html`
    <dl class="facts" part="facts">
      ${fact(names.due, dueWords(ticket, view), overdue ? 'late' : '')}
      ${fact(names.answerBy, dueOn && dueOn !== answerBy && day(answerBy, view))}
      ${fact(names.replyBy, replyBy && day(replyBy, view))}
      ${fact(names.assignee, assignee?.name ?? words.nobodyHasIt)}
      ${fact(names.category, category ?? words.unsorted)}
      ${fact(names.digitalService, ticket.digitalService?.label)} ${fact(names.service, `${service.name}, ${unit.name}`)}
      ${fact(names.escalatedTo, escalatedTo?.name)} ${fact(names.received, instant(receivedAt, timeZone, view))}
      ${fact(names.closed, closedAt && instant(closedAt, timeZone, view))}
      ${fact(names.outcome, outcome && words.outcomes[outcome])} ${fact(names.laporId, laporId)}
    </dl>
  `;
};

const citizensWords = (view: TicketView): TemplateResult => {
  const { ticket, words, revealed, form, mask, reveal } = view;
  const { hiddenReason } = ticket.ticket;
  const text = revealed ? revealed.words : ticket.words;
  const may = (move: Move) => ticket.moves.includes(move);
  return html`
    <section part="words">
      <h4>${words.words}</h4>
      ${hiddenReason ? html`<p class="notice">${words.hiddenBecause(hiddenReason)}</p>` : ''}
      ${text ? html`<p class="said citizen">${text}</p>` : ''}
      ${!text && !hiddenReason ? html`<p class="quiet">${ticket.wordsErasedAt ? words.erased : words.noWords}</p>` : ''}
      ${
        revealed
          ? html`<div class="notice" id="revealed" tabindex="-1"><p>${words.revealed}</p>${button(words.maskAgain, mask)}</div>`
          : html`
              <p class="quiet">${words.masked}</p>
              <details id="reveal">
                <summary>${words.reveal}</summary>
                <p>${words.revealMeans}</p>
                ${button(words.revealNow, reveal)}
              </details>
            `
      }
      ${!hiddenReason && ticket.words && may('HIDE') ? form('HIDE', null) : ''}
      ${hiddenReason && may('SHOW') ? form('SHOW', null) : ''}
    </section>
  `;
};

const ACTORS = { CITIZEN: 'citizen', OFFICE: 'office', SYSTEM: 'clock' } as const;

/** What was said in a step, or why it is not shown; with what moderates it. */
const said = (view: TicketView, { id, entry }: Step): TemplateResult => {
  const { ticket, words, revealed, form } = view;
  const { move, moveLabel, hiddenReason } = entry;
  const isCitizens = SAYING.includes(move);
  const text = isCitizens && revealed ? (revealed.steps[id] ?? null) : entry.text;
  const remedy = hiddenReason ? 'SHOW' : 'HIDE';
  const mayModerate = isCitizens && (text || hiddenReason) && ticket.moves.includes(remedy);
  return html`
    ${hiddenReason ? html`<p class="quiet">${words.hiddenBecause(hiddenReason)}</p>` : ''}
    ${text ? html`<p class="said">${text}</p>` : ''}
    ${isCitizens && !text && !hiddenReason ? html`<p class="quiet">${words.erased}</p>` : ''}
    ${mayModerate ? form(remedy, id, words.ofStep(moveLabel)) : ''}
  `;
};

/** Steps of which the citizen sees nothing. */
const INTERNAL = ['NOTE', 'ASSIGN', 'TAG'];

const step = (view: TicketView, one: Step): TemplateResult => {
  const { ticket, words } = view;
  const { author, assignee, entry } = one;
  const { at, by, move, moveLabel } = entry;
  const isInternal = INTERNAL.includes(move);
  const toWhom = assignee ? words.to(assignee) : words.toUnit;
  const who = [words[ACTORS[by]], author, instant(at, ticket.unit.tenant.timeZone, view)].filter(Boolean);
  return html`
    <li class="${by} ${isInternal ? 'NOTE' : ''}" part="step">
      <div>
        <strong class="label">${moveLabel}</strong> ${move === 'ASSIGN' ? toWhom : ''}
        ${isInternal ? badge(words.internal) : ''}${move === 'ESCALATE' ? badge(words.stepOnly) : ''}
      </div>
      <div class="quiet">${who.join(' · ')}</div>
      ${said(view, one)}
    </li>
  `;
};

/** One ticket: where it stands, what was said, and what can be done. */
export const ticketView = (view: TicketView): TemplateResult => {
  const { ticket, texts, words, form, done, problem, toSteps, leftOvers, further } = view;
  const { kind, number, receivedAt, unit, entries } = ticket;
  const moves = movesWith(ticket);
  return html`
    <h3 id="ticket" tabindex="-1">${words.kinds[kind]} ${number}</h3>
    <p>
      <span class="badge">${ticket.ticket.stateLabel}</span>
      ${ticket.ticket.spam ? badge(words.spam) : ''} ${unit.tenant.sampleData ? badge(texts.sampleData) : ''}
    </p>
    ${done ? html`<p class="notice done" id="done" part="done" tabindex="-1">${done}</p>` : ''}
    ${problem ? html`<p class="notice" id="problem" part="refusal" tabindex="-1">${problem}</p>` : ''}
    <p>${button(words.now, toSteps)}</p>
    ${facts(view)} ${citizensWords(view)}
    <section part="history">
      <h4>${words.history}</h4>
      <ol class="thread">
        <li class="CITIZEN">
          <strong class="label">${words.receivedStep}</strong>
          <div class="quiet">${words.citizen} · ${instant(receivedAt, unit.tenant.timeZone, view)}</div>
        </li>
        ${entries.map((one) => step(view, one))}
      </ol>
    </section>
    <section part="steps" class="steps">
      <h4 id="steps" tabindex="-1">${words.now}</h4>
      ${leftOvers.map(
        ({ move, text, discard }) => html`
          <div class="notice">
            <strong>${words.leftOver(words.moves[move])}</strong>
            <p class="said">${text}</p>
            ${button(words.discard, discard)}
          </div>
        `,
      )}
      ${moves.length === 0 && !further ? html`<p class="quiet">${words.nothingNow}</p>` : moves.map((move) => form(move, null))}
      ${further ?? ''}
    </section>
  `;
};
