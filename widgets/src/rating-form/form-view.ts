import type { Dictionary } from '../locale/id.ts';
import type { Draft, Mistakes } from './draft.ts';

/** What the parts of the form show, and the two things a citizen can do in them. */
export interface FormView {
  readonly texts: Dictionary;
  readonly draft: Draft;
  readonly mistakes: Mistakes;
  /** Takes over an answer; what was wrong with the field is forgotten. */
  readonly change: (field: string, change: Partial<Draft>) => void;
  /** Goes to a field. */
  readonly go: (field: string) => void;
}
