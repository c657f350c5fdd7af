import type { TemplateResult } from 'lit/html.js';
import { html, notice } from '../toolkit.ts';
import { type Draft, indicatorField, unmarked } from './draft.ts';
import type { Field, Move, Sheet, SimpleForm } from './moves.ts';
import type { Card } from './read-person.ts';
import { figure, plainNumber, type View } from './view.ts';

/** What a form shows, and what can be done in it. */
export interface FormView extends View {
  readonly card: Card;
  readonly move: Move;
  readonly draft: Draft;
  readonly type: (name: string, value: string) => void;
  /** Sends, or goes on to the review. */
  readonly submit: () => void;
  readonly saveDraft: () => void;
  readonly editAgain: () => void;
  readonly reload: () => void;
}

type Guidance = Card['workResultGuidance'];

/** Ids within the widget; keys of items hold colons. */
export const idOf = (move: Move, name: string): string => `${move}-${name}`.replace(/\W/g, '-');

const take =
  ({ type }: FormView, name: string) =>
  (event: Event) =>
    type(name, (event.target as HTMLInputElement).value);

/** Why nothing was stored, with the way on. */
const problemsOf = (view: FormView): TemplateResult => {
  const { draft, words, move, reload } = view;
  return html`
    ${notice(idOf(move, 'problems'), words.refused, draft.problems)}
    ${draft.isOutdated ? html`<button type="button" @click=${reload}>${words.reload}</button>` : ''}
  `;
};

const submitted = (view: FormView) => (event: Event) => {
  event.preventDefault();
  view.submit();
};

const sendButton = ({ draft, words }: FormView, text: string): TemplateResult =>
  html`<button class="primary" ?disabled=${draft.isSending}>${draft.isSending ? words.sending : text}</button>`;

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly guidance?: string | undefined;
}

/** One answer of several, as native radio buttons. */
const choices = (view: FormView, name: string, options: readonly Choice[]): TemplateResult => html`
  <div class="grid">
    ${options.map(
      ({ value, label, guidance }) => html`
        <label class="answer">
          <input
            type="radio"
            name=${idOf(view.move, name)}
            value=${value}
            .checked=${view.draft.values[name] === value}
            @change=${take(view, name)}
          />
          <span>${label}${guidance ? html`<small class="quiet">${guidance}</small>` : ''}</span>
        </label>
      `,
    )}
  </div>
`;

const area = (view: FormView, name: string, { label, required }: { label: unknown; required: boolean }) => html`
  <label for=${idOf(view.move, name)}>
    ${label} ${required ? '' : html`<span class="quiet">(${view.words.optional})</span>`}
  </label>
  <textarea
    id=${idOf(view.move, name)}
    rows="3"
    maxlength="4000"
    ?required=${required}
    .value=${view.draft.values[name] ?? ''}
    @input=${take(view, name)}
  ></textarea>
`;

const line = (
  view: FormView,
  name: string,
  given: { label: unknown; type?: string; mode?: string; hint?: string },
) => html`
  <label for=${idOf(view.move, name)}>${given.label}</label>
  <input
    id=${idOf(view.move, name)}
    type=${given.type ?? 'text'}
    inputmode=${given.mode ?? 'text'}
    autocomplete="off"
    aria-describedby=${given.hint ?? ''}
    .value=${view.draft.values[name] ?? ''}
    @input=${take(view, name)}
  />
`;

/** The mark of an item in words: a step of the scale, or a level. */
const markLabel = ({ card: { policy }, words }: FormView, key: string, value: number): string => {
  const step = key.startsWith('competency:') ? undefined : policy.scale.find((one) => one.value === value);
  return step ? `${value} · ${step.label}` : words.level(value);
};

const guidanceBox = ({ card, words }: FormView): TemplateResult => html`
  <details class="guidance">
    <summary>${words.guidance}</summary>
    ${(
      [
        [words.workResult, card.workResultGuidance],
        [words.behaviour, card.behaviourGuidance],
      ] as const
    ).map(
      ([axis, guidance]) => html`
        <h5>${axis}</h5>
        <dl>
          ${guidance.map(({ rating, text }) => html`<dt>${words.ratings[rating]}</dt><dd>${text}</dd>`)}
        </dl>
      `,
    )}
  </details>
`;

const sheetReview = (view: FormView, sheet: Sheet): TemplateResult => {
  const { card, draft, words, texts } = view;
  const note = (key: string) => draft.values[`note:${key}`];
  return html`
    <h5 id=${idOf(view.move, 'review')} tabindex="-1">${words.check}</h5>
    <dl class="review" part="review">
      ${card[sheet.items].map(
        ({ key, name }) => html`
          <dt>${name}</dt>
          <dd>${markLabel(view, key, Number(draft.values[`mark:${key}`]))} <span class="quiet">${note(key)}</span></dd>
        `,
      )}
      ${(['strengths', 'improvements'] as const).map(
        (name) => html`<dt>${words.fields[name]}</dt><dd>${draft.values[name] || texts.empty}</dd>`,
      )}
    </dl>
    <p class="notice"><strong>${words.lock}</strong></p>
    ${sendButton(view, words.sendAndLock)}
    <button type="button" @click=${view.editAgain}>${words.editAgain}</button>
  `;
};

/** What is marked, under the components it belongs to, each with its question and room for a note. */
const itemFields = (view: FormView, items: Card['selfForm']) => {
  const { words, move } = view;
  const groups = [...new Set(items.map(({ group }) => group))];
  return groups.map(
    (group) => html`
      <h5>${group}</h5>
      ${items
        .filter((item) => item.group === group)
        .map(
          ({ key, name, question, values }) => html`
            <fieldset id=${idOf(move, key)} tabindex="-1" part="item">
              <legend>${name}</legend>
              ${question === name ? '' : html`<p class="quiet">${question}</p>`}
              ${choices(
                view,
                `mark:${key}`,
                values.map((value) => ({ value: String(value), label: markLabel(view, key, value) })),
              )}
              <details>
                <summary>${words.fields['note']}</summary>
                ${area(view, `note:${key}`, { label: `${words.fields['note']}: ${name}`, required: false })}
              </details>
            </fieldset>
          `,
        )}
    `,
  );
};

/** A sheet of marks with its questions: draft, review, and a warning before it locks. */
export const sheetForm = (view: FormView, sheet: Sheet): TemplateResult => {
  const { card, draft, words } = view;
  const items = card[sheet.items];
  return html`
    <form novalidate @submit=${submitted(view)}>
      ${problemsOf(view)}
      ${
        draft.isReview
          ? sheetReview(view, sheet)
          : html`
              ${sheet.assessor === 'SELF' ? '' : guidanceBox(view)}
              <p class="quiet">${words.progress(items.length - unmarked(card, sheet, draft).length, items.length)}</p>
              ${itemFields(view, items)}
              ${area(view, 'strengths', { label: words.fields['strengths'], required: false })}
              ${area(view, 'improvements', { label: words.fields['improvements'], required: false })}
              ${sendButton(view, words.checkAndSend)}
              ${
                sheet.save
                  ? html`<button type="button" ?disabled=${draft.isSending} @click=${view.saveDraft}>${words.saveDraft}</button>`
                  : ''
              }
            `
      }
    </form>
  `;
};

const ratingField = (view: FormView, { name, required }: Field): TemplateResult => {
  const { card, words } = view;
  const isResult = name === 'workResult';
  const guidance: Guidance = isResult ? card.workResultGuidance : card.behaviourGuidance;
  const suggested = (isResult ? card.score?.workResult : card.score?.behaviour)?.proposed;
  return html`
    <fieldset>
      <legend>
        ${words.fields[name]} ${required ? '' : html`<span class="quiet">(${words.optional})</span>`}
      </legend>
      <p class="quiet">
        ${words.guidance} ${suggested ? words.suggested(words.ratings[suggested] ?? suggested) : ''}
      </p>
      ${choices(
        view,
        name,
        guidance.map(({ rating, text }) => ({ value: rating, label: words.ratings[rating] ?? rating, guidance: text })),
      )}
    </fieldset>
  `;
};

const fieldOf = (view: FormView, field: Field): TemplateResult => {
  const { words } = view;
  const { name, kind, required } = field;
  const label =
    view.move === 'DECIDE_RESULT' && name === 'reason' ? words.reasonWhenDiffers : (words.fields[name] ?? name);
  if (kind === 'RATING') return ratingField(view, field);
  if (kind === 'DECISION')
    return html`
      <fieldset>
        <legend>${label}</legend>
        ${choices(
          view,
          name,
          ['UPHELD', 'CHANGED'].map((value) => ({ value, label: words.decisions[value] ?? value })),
        )}
      </fieldset>
    `;
  if (kind === 'TEXT') return area(view, name, { label, required });
  return line(view, name, { label, type: kind === 'INSTANT' ? 'datetime-local' : 'text' });
};

/** A move with a few fields, or with a button alone. */
export const simpleForm = (view: FormView, { fields, final, revises }: SimpleForm): TemplateResult => {
  const { card, draft, words, type } = view;
  const answered = card.feedback.find(({ id }) => id === draft.values['replyToId']);
  return html`
    <form novalidate @submit=${submitted(view)}>
      ${problemsOf(view)}
      ${
        answered
          ? html`
              <p class="quiet">${words.replying(answered.text)}</p>
              <button type="button" @click=${() => type('replyToId', '')}>${words.noReply}</button>
            `
          : ''
      }
      ${fields.map((field) => fieldOf(view, field))}
      ${
        revises
          ? html`
              <details>
                <summary>${words.revise}</summary>
                <p class="quiet">${words.reviseHint}</p>
                ${itemFields(view, card.supervisorForm)}
              </details>
            `
          : ''
      }
      ${final ? html`<p class="quiet">${words.final}</p>` : ''}
      ${sendButton(view, words.send)}
    </form>
  `;
};

/** What was reached of each indicator, with evidence. */
export const realisationForm = (view: FormView): TemplateResult => {
  const { card, words, move } = view;
  const hint = idOf(move, 'hint');
  return html`
    <form novalidate @submit=${submitted(view)}>
      ${problemsOf(view)}
      <p class="quiet" id=${hint}>${words.decimalHint}</p>
      ${card.indicators.map(({ id, name, kind, target, targetText, unitOfMeasure }) => {
        const field = (part: string) => indicatorField(id, part);
        const aim = targetText ?? (target === null ? '' : plainNumber(target, view));
        return html`
          <fieldset part="item">
            <legend>${name}</legend>
            <p class="quiet">${words.target}: ${aim} ${unitOfMeasure}</p>
            ${
              kind === 'QUALITATIVE'
                ? area(view, field('realisationText'), { label: words.realisation, required: true })
                : line(view, field('realisation'), {
                    label: `${words.realisation} ${unitOfMeasure ? `(${unitOfMeasure})` : ''}`,
                    mode: 'decimal',
                    hint,
                  })
            }
            ${
              kind === 'MEASURED'
                ? line(view, field('sampleSize'), { label: words.fields['sampleSize'], mode: 'numeric' })
                : ''
            }
            ${area(view, field('evidence'), {
              label: html`${words.fields['evidence']}<span class="unseen">: ${name}</span>`,
              required: false,
            })}
          </fieldset>
        `;
      })}
      ${sendButton(view, words.send)}
    </form>
  `;
};

/** A percent as a bar; the figure stands beside it in words. */
export const bar = (percent: number | null, view: View): TemplateResult | '' =>
  percent === null
    ? ''
    : html`
        <svg aria-hidden="true" class="bar" part="bar" data-percent=${figure(percent, view)}>
          <line x2="100%" y1="5" y2="5" />
          <line class="range" x2="${Math.min(percent, 120) / 1.2}%" y1="5" y2="5" />
          <line x1="83.333%" x2="83.333%" y2="10" />
        </svg>
      `;
