import type { DoctorWords } from './words/id.ts';

/** What the gateway says of the versions of the widgets. */
export interface Catalogue {
  readonly latest: string;
  readonly versions: Readonly<Record<string, { readonly isReleased: boolean }>>;
}

/** The element that is examined, and where its file and its data come from. */
export interface Patient {
  readonly element: HTMLElement;
  /** Address of the gateway, with a final slash; null when it cannot be used. */
  readonly gateway: string | null;
  /** Where the file came from, with a final slash: `https://host/widgets/1.2.3/`. */
  readonly folder: string;
  /** Asked once for all checks; null when it could not be read. */
  readonly catalogue: Promise<Catalogue | null>;
  readonly words: DoctorWords;
}
