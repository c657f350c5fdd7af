import type { Dictionary } from '../locale/id.ts';
import type { Answers, Field, Mistakes } from './draft.ts';

/** What the parts of the form show, and the two things a citizen can do in them. */
export interface FormView {
  readonly texts: Dictionary;
  readonly answers: Answers;
  readonly mistakes: Mistakes;
  /** By the field's id. */
  readonly answer: (id: string, value: string) => void;
  /** Goes to a field. */
  readonly go: (field: Field) => void;
}
