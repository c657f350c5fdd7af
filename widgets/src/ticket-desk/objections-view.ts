import type { TemplateResult } from 'lit/html.js';
import { button, formatFigure, formatNumber, html } from '../toolkit.ts';
import type { Choice } from './fields-form.ts';
import {
  type FigureToObject,
  figureGiven,
  figureId,
  MOST_FIGURES,
  type ObjectionToDecide,
  type UnitObjection,
} from './objections.ts';
import type { DeskAnswer, Shown } from './read-desk.ts';
import type { TaskPlace } from './tasks.ts';
import { doneView, fact, instant, orNotice, unitField, type View } from './view.ts';

/** What can be done about published figures. */
export interface ObjectionsView extends View {
  readonly answer: DeskAnswer;
  readonly objections: Extract<Shown, { kind: 'objections' }>;
  /** What was just stored, in words; empty when nothing was. */
  readonly done: string;
  readonly chooseUnit: (unit: string) => void;
  readonly more: () => void;
  /** A form that opens where it stands. */
  readonly form: (place: TaskPlace, describedBy: string, choices?: readonly Choice[]) => TemplateResult;
}

interface Subject {
  readonly unit: { readonly name: string };
  readonly service: { readonly name: string } | null;
  readonly includesSubunits: boolean;
  readonly periodLabel: string;
  readonly version: number;
}

const subject = ({ unit, service, includesSubunits, periodLabel, version }: Subject, { words }: View): string =>
  [
    periodLabel,
    service?.name ?? `${unit.name}${includesSubunits ? `, ${words.withSubunits}` : ''}`,
    words.version(version),
  ].join(' · ');

const toDecide = (one: ObjectionToDecide, view: ObjectionsView): TemplateResult => {
  const {
    words,
    objections: { timeZone },
    form,
  } = view;
  const { id, unit, reason, raisedAt, decideUntil } = one;
  const choices = Object.entries(words.rulings).map(([value, label]) => ({ value, label }));
  return html`
    <li part="objection">
      <h5 id=${id} tabindex="-1">${subject(one, view)}</h5>
      <p class="quiet">${unit.name} · ${instant(raisedAt, timeZone, view)}</p>
      <dl class="facts">
        ${fact(words.objectedBecause, reason)} ${fact(words.decideUntil, instant(decideUntil, timeZone, view))}
      </dl>
      ${form({ about: id, task: 'DECIDE' }, id, [{ value: '', label: words.pick }, ...choices])}
    </li>
  `;
};

const figure = (one: FigureToObject, view: ObjectionsView): TemplateResult => {
  const {
    words,
    texts,
    objections: { timeZone },
    form,
  } = view;
  const id = figureId(one);
  const { value, grade, ratings, until, questionnaire } = one;
  return html`
    <li part="objection">
      <h5 id=${id} tabindex="-1">${subject(one, view)}</h5>
      <p>${words.shown(formatFigure(value, texts), grade, formatNumber(ratings, texts, 0))}</p>
      <p class="quiet">
        ${questionnaire.title}<br />${words.objectUntil} ${instant(until, timeZone, view)}
      </p>
      ${form({ about: id, task: 'OBJECT', given: figureGiven(one) }, id)}
    </li>
  `;
};

const raised = (one: UnitObjection, view: ObjectionsView): TemplateResult => {
  const {
    words,
    objections: { timeZone },
  } = view;
  const { reason, raisedAt, decideUntil, decision } = one;
  return html`
    <li part="objection">
      <h5>${subject(one, view)}</h5>
      <p class="quiet">${instant(raisedAt, timeZone, view)}</p>
      <dl class="facts">
        ${fact(words.objectedBecause, reason)}
        ${
          decision
            ? html`
                ${fact(words.ruling, `${decision.outcomeLabel}, ${instant(decision.decidedAt, timeZone, view)}`)}
                ${fact(words.taskFields.explanation, decision.explanation)}
              `
            : fact(words.decideUntil, instant(decideUntil, timeZone, view))
        }
      </dl>
    </li>
  `;
};

/** Published figures that can be objected to, what a unit objected to, and what waits for a decision. */
export const objectionsView = (view: ObjectionsView): TemplateResult => {
  const { answer, objections, words, done, chooseUnit, more } = view;
  const { unit, figures, count } = objections;
  const { ticketUnits } = answer.viewer;
  return html`
    <h3 id="objections" tabindex="-1">${words.objections}</h3>
    <p class="quiet">${words.objectionsMean}</p>
    ${doneView(done)}
    ${
      objections.toDecide.length === 0
        ? ''
        : html`
            <section>
              <h4>${words.toDecide}</h4>
              <ol class="thread" part="objections">${objections.toDecide.map((one) => toDecide(one, view))}</ol>
            </section>
          `
    }
    ${
      unit === null
        ? html`<p class="notice">${words.noUnitToObjectFor}</p>`
        : html`
            <section>
              ${unitField({ id: 'objecting-unit', units: ticketUnits, unit, chooseUnit }, view)}
              <h4>${words.toObject}</h4>
              ${orNotice(
                figures,
                html`<ol class="thread" part="objections">${figures.map((one) => figure(one, view))}</ol>`,
                words.noFiguresToObject,
              )}
              ${figures.length === count && count < MOST_FIGURES ? button(words.more, more) : ''}
            </section>
            <section>
              <h4>${words.raised}</h4>
              ${orNotice(
                objections.raised,
                html`<ol class="thread" part="objections">${objections.raised.map((one) => raised(one, view))}</ol>`,
                words.noneRaised,
              )}
            </section>
          `
    }
  `;
};
