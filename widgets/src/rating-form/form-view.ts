import type { TemplateResult } from 'lit/html.js';
import type { Mistakes } from '../mistakes.ts';
import type { Answers, Field } from './draft.ts';
import type { FormTexts } from './words.ts';

/** Faces for the answers, and a voice for the question; in a file of their own. */
export interface Icons {
  readonly face: (score: string) => TemplateResult;
  readonly speaker: (question: Field, lang: string) => TemplateResult;
}

/** What the parts of the form show, and the two things a citizen can do in them. */
export interface FormView {
  readonly texts: FormTexts;
  readonly answers: Answers;
  readonly mistakes: Mistakes;
  /** By the field's id. */
  readonly answer: (id: string, value: string) => void;
  /** Goes to a field. */
  readonly go: (field: Field) => void;
  /** Only in the layout with icons. */
  readonly icons: Icons | undefined;
}
