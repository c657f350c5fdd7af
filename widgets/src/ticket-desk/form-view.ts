import type { TemplateResult } from 'lit/html.js';
import { type Choice, type Field, type Filling, fieldsForm } from './fields-form.ts';
import { FORMS, type FormPlace, NO_TAG, NOBODY } from './moves.ts';
import type { OfficeTicket } from './read-desk.ts';
import type { View } from './view.ts';

/** What a form shows, and what can be done in it. */
export interface FormView extends View, Filling {
  readonly ticket: OfficeTicket;
  readonly place: FormPlace;
}

/** Ids within the widget. */
export const idOf = ({ move, entry }: FormPlace, name: string): string => [move, entry, name].filter(Boolean).join('-');

const CHOICES: Readonly<Record<string, (view: FormView) => readonly Choice[]>> = {
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

/** A small form for one thing that can be done with a ticket. */
export const moveForm = (view: FormView): TemplateResult => {
  const { place, words } = view;
  const { move } = place;
  return fieldsForm({
    ...view,
    fields: FORMS[move].fields,
    idOf: (name) => idOf(place, name),
    labelOf: (name) => words.fields[name] ?? name,
    choicesOf: (field) => choicesOf(view, field),
    means: words.means[move],
    send: words.send[move],
  });
};
