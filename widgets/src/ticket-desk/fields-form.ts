import type { TemplateResult } from 'lit/html.js';
import { formatNumber, html } from '../toolkit.ts';
import type { Draft } from './draft.ts';
import type { View } from './view.ts';

/** Most characters that the gateway keeps of one text, unless a field says otherwise. */
const LONGEST_TEXT = 2_000;

/** Something to fill in. */
export interface Field {
  readonly name: string;
  readonly kind: 'TEXT' | 'LINE' | 'CHOICE' | 'TIME';
  readonly isRequired: boolean;
  /** Most characters of a text; 2,000 by default. */
  readonly most?: number;
  /** Name of the field whose time comes before this one's. */
  readonly after?: string;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What a form holds, and what typing, sending and reading anew do in it. */
export interface Filling {
  readonly draft: Draft;
  readonly type: (name: string, value: string) => void;
  readonly submit: () => void;
  readonly reload: () => void;
}

/** A small form for one thing that can be done. */
export interface FieldsForm extends View, Filling {
  readonly fields: readonly Field[];
  /** Ids within the widget. */
  readonly idOf: (name: string) => string;
  readonly labelOf: (name: string) => string;
  /** Of a field where one of several is chosen. */
  readonly choicesOf: (field: Field) => readonly Choice[];
  /** What it does, in words. */
  readonly means: string;
  /** Words on the button that sends it. */
  readonly send: string;
  /** Stands above that button; nothing by default. */
  readonly above?: TemplateResult | undefined;
  /** Id of what tells apart forms that look the same; none by default. */
  readonly describedBy?: string;
}

const mostOf = ({ most = LONGEST_TEXT }: Field, { texts }: View): string => formatNumber(most, texts, 0);

const control = (form: FieldsForm, field: Field, described: string): TemplateResult => {
  const { draft, type, idOf, choicesOf } = form;
  const { name, kind } = field;
  const id = idOf(name);
  const value = draft.values[name] ?? '';
  const isWrong = !!draft.mistakes[name];
  const take = (event: Event) => type(name, (event.target as HTMLInputElement).value);
  if (kind === 'TEXT')
    return html`
      <textarea
        id=${id}
        rows="5"
        aria-describedby=${described}
        aria-invalid=${isWrong}
        .value=${value}
        @input=${take}
      ></textarea>
    `;
  if (kind === 'LINE' || kind === 'TIME')
    return html`
      <input
        id=${id}
        type=${kind === 'TIME' ? 'datetime-local' : 'text'}
        autocomplete="off"
        aria-describedby=${described}
        aria-invalid=${isWrong}
        .value=${value}
        @input=${take}
      />
    `;
  return html`
    <select id=${id} aria-describedby=${described} aria-invalid=${isWrong} @change=${take}>
      ${choicesOf(field).map(
        (choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`,
      )}
    </select>
  `;
};

const hintOf = (form: FieldsForm, field: Field): string => {
  if (field.kind === 'TEXT') return form.words.textHint(mostOf(field, form));
  return field.kind === 'TIME' ? form.words.timeHint : '';
};

const fieldOf = (form: FieldsForm, field: Field): TemplateResult => {
  const { draft, words, idOf, labelOf } = form;
  const { name, isRequired } = field;
  const id = idOf(name);
  const hint = hintOf(form, field);
  return html`
    <label for=${id}>
      ${labelOf(name)}
      ${isRequired ? '' : html`<span class="quiet">(${words.optional})</span>`}
    </label>
    ${hint ? html`<p id="${id}-hint" class="quiet hint">${hint}</p>` : ''}
    <p id="${id}-mistake" class="mistake">${draft.mistakes[name] ?? ''}</p>
    ${control(form, field, `${hint ? `${id}-hint ` : ''}${id}-mistake`)}
  `;
};

/** The form, with what is wrong in it and what was kept of it. */
export const fieldsForm = (form: FieldsForm): TemplateResult => {
  const { fields, draft, words, means, send, above, describedBy, idOf, submit, reload } = form;
  return html`
    <form
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p class="quiet">${means}</p>
      ${draft.isRestored ? html`<p class="notice">${words.fromBefore}</p>` : ''}
      ${
        draft.refusal
          ? html`
              <div class="notice" id=${idOf('refusal')} part="refusal" tabindex="-1">
                <strong>${words.refused}</strong>
                <p>${draft.refusal}</p>
                ${draft.isOutdated ? html`<button type="button" @click=${reload}>${words.reload}</button>` : ''}
              </div>
            `
          : ''
      }
      ${fields.map((field) => fieldOf(form, field))} ${above ?? ''}
      <button class="primary" aria-describedby=${describedBy ?? ''} ?disabled=${draft.isSending}>
        ${draft.isSending ? words.sending : send}
      </button>
    </form>
  `;
};

/** What is missing or too long, by field. */
export function mistakesIn(fields: readonly Field[], { values }: Draft, view: View): Draft['mistakes'] {
  const { words } = view;
  const mistakes: Record<string, string> = {};
  for (const field of fields) {
    const { name, kind, isRequired, most = LONGEST_TEXT, after } = field;
    const value = (values[name] ?? '').trim();
    if (isRequired && !value) mistakes[name] = words.missing;
    // Both as `2026-10-12T09:00`.
    else if (after !== undefined && value <= (values[after] ?? '')) mistakes[name] = words.notAfter;
    // The gateway counts what a reader sees, of which there is never more.
    else if (kind === 'TEXT' && [...value].length > most) mistakes[name] = words.tooLong(mostOf(field, view));
  }
  return mistakes;
}

/** What was filled in, without spaces around it. */
export const filledIn = (values: Draft['values']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
