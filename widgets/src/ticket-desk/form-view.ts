import type { TemplateResult } from 'lit/html.js';
import { html } from '../toolkit.ts';
import type { Draft } from './draft.ts';
import { type Field, FORMS, type FormPlace, NO_TAG, NOBODY } from './moves.ts';
import type { OfficeTicket } from './read-desk.ts';
import type { View } from './view.ts';

/** Most characters that the gateway keeps of one text. */
const LONGEST_TEXT = 2_000;

/** What a form shows, and what can be done in it. */
export interface FormView extends View {
  readonly ticket: OfficeTicket;
  readonly place: FormPlace;
  readonly draft: Draft;
  readonly type: (name: string, value: string) => void;
  readonly submit: () => void;
  readonly reload: () => void;
}

/** Ids within the widget. */
export const idOf = ({ move, entry }: FormPlace, name: string): string => [move, entry, name].filter(Boolean).join('-');

interface Choice {
  readonly value: string;
  readonly label: string;
}

const CHOICES: Readonly<Partial<Record<Field['name'], (view: FormView) => readonly Choice[]>>> = {
  category: ({ ticket }) => ticket.categories.map(({ key, label }) => ({ value: key, label })),
  digitalService: ({ ticket, words }) => [
    ...ticket.digitalServices
      .filter(({ key }) => key !== ticket.digitalService?.key)
      .map(({ key, label }) => ({ value: key, label })),
    ...(ticket.digitalService ? [{ value: NO_TAG, label: words.noTag }] : []),
  ],
  employeeId: ({ ticket, words }) => [
    ...(ticket.assignable ?? [])
      .filter(({ id }) => id !== ticket.assignee?.id)
      .map((one) => ({ value: one.id, label: one.name })),
    ...(ticket.assignee ? [{ value: NOBODY, label: words.noEmployee }] : []),
  ],
};

const choicesOf = (view: FormView, { name }: Field): readonly Choice[] => [
  { value: '', label: view.words.pick },
  ...(CHOICES[name]?.(view) ?? []),
];

const control = (view: FormView, field: Field, described: string): TemplateResult => {
  const { place, draft, type } = view;
  const { name, kind } = field;
  const id = idOf(place, name);
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
  if (kind === 'LINE')
    return html`
      <input
        id=${id}
        autocomplete="off"
        aria-describedby=${described}
        aria-invalid=${isWrong}
        .value=${value}
        @input=${take}
      />
    `;
  return html`
    <select id=${id} aria-describedby=${described} aria-invalid=${isWrong} @change=${take}>
      ${choicesOf(view, field).map(
        (choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`,
      )}
    </select>
  `;
};

const fieldOf = (view: FormView, field: Field): TemplateResult => {
  const { place, draft, words } = view;
  const { name, kind, isRequired } = field;
  const id = idOf(place, name);
  return html`
    <label for=${id}>
      ${words.fields[name]}
      ${isRequired ? '' : html`<span class="quiet">(${words.optional})</span>`}
    </label>
    ${kind === 'TEXT' ? html`<p id="${id}-hint" class="quiet hint">${words.textHint}</p>` : ''}
    <p id="${id}-mistake" class="mistake">${draft.mistakes[name] ?? ''}</p>
    ${control(view, field, `${kind === 'TEXT' ? `${id}-hint ` : ''}${id}-mistake`)}
  `;
};

/** A small form for one thing that can be done. */
export const moveForm = (view: FormView): TemplateResult => {
  const { place, draft, words, submit, reload } = view;
  const { move } = place;
  return html`
    <form
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p class="quiet">${words.means[move]}</p>
      ${draft.isRestored ? html`<p class="notice">${words.fromBefore}</p>` : ''}
      ${
        draft.refusal
          ? html`
              <div class="notice" id=${idOf(place, 'refusal')} part="refusal" tabindex="-1">
                <strong>${words.refused}</strong>
                <p>${draft.refusal}</p>
                ${draft.isOutdated ? html`<button type="button" @click=${reload}>${words.reload}</button>` : ''}
              </div>
            `
          : ''
      }
      ${FORMS[move].fields.map((field) => fieldOf(view, field))}
      <button class="primary" ?disabled=${draft.isSending}>
        ${draft.isSending ? words.sending : words.send[move]}
      </button>
    </form>
  `;
};

/** What is missing or too long, by field. */
export function mistakesIn({ move }: FormPlace, { values }: Draft, { words }: View): Draft['mistakes'] {
  const mistakes: Record<string, string> = {};
  for (const { name, kind, isRequired } of FORMS[move].fields) {
    const value = (values[name] ?? '').trim();
    if (isRequired && !value) mistakes[name] = words.missing;
    // The gateway counts what a reader sees, of which there is never more.
    else if (kind === 'TEXT' && [...value].length > LONGEST_TEXT) mistakes[name] = words.tooLong;
  }
  return mistakes;
}
