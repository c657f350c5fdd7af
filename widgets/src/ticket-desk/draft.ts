import type { RatingsToExcludeQuery } from '@kinerja/schema/operations';
import { randomKey } from '../toolkit.ts';
import type { FormPlace } from './moves.ts';
import type { TaskPlace } from './tasks.ts';

/** What a selection of ratings is, before anybody decides about them. */
export type Found = NonNullable<RatingsToExcludeQuery['found']>;

/** What was typed into a form and not stored yet. */
export interface Draft {
  readonly values: Record<string, string>;
  /** Of the last attempt whose answer is missing, and what was sent with it: the same once more has the same key. */
  attempt: readonly [key: string, sent: string] | null;
  /** What has to be put right, by field. */
  mistakes: Readonly<Record<string, string>>;
  /** What belongs to no field. */
  refusal: string;
  /** The ticket is not any more as it is shown. */
  isOutdated: boolean;
  isSending: boolean;
  /** What was looked at before it is sent: as it was asked for, and what was found. */
  lookedAt: readonly [asked: string, found: Found] | null;
  /** It was typed before the page was loaded. */
  readonly isRestored: boolean;
}

const PREFIX = 'kinerja-desk ';

/** Where it is typed. */
export type DraftPlace = FormPlace | TaskPlace;

const nameOf = (person: string, place: DraftPlace): string => {
  const parts = 'task' in place ? [place.about, place.task] : [place.ticket, place.move, place.entry ?? ''];
  return `${PREFIX}${[person, ...parts].join(' ')}`;
};

/** The tab's own storage; null where the browser has it turned off. */
export function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    // As with cookies refused: drafts live as long as the page then.
    return null;
  }
}

type Kept = readonly [values: Record<string, string>, attempt: Draft['attempt']];

/** What people typed, by person and form. It outlives a reload, an error and a token that expires, and ends with the tab. */
export class Drafts {
  private readonly open = new Map<string, Draft>();

  /** What stands in a form; a form that nobody has touched is empty. */
  of(person: string, place: DraftPlace): Draft {
    const name = nameOf(person, place);
    const known = this.open.get(name);
    if (known) return known;
    const kept = read(name);
    const draft: Draft = {
      values: kept?.[0] ?? {},
      attempt: kept?.[1] ?? null,
      mistakes: {},
      refusal: '',
      isOutdated: false,
      isSending: false,
      lookedAt: null,
      isRestored: kept !== null,
    };
    this.open.set(name, draft);
    return draft;
  }

  /** Whether something was typed that is not stored. */
  has(person: string, place: DraftPlace): boolean {
    return Object.values(this.of(person, place).values).some((value) => value.trim() !== '');
  }

  keep(person: string, place: DraftPlace): void {
    const { values, attempt } = this.of(person, place);
    const kept: Kept = [values, attempt];
    try {
      tabStorage()?.setItem(nameOf(person, place), JSON.stringify(kept));
    } catch {
      // Full: it is still on the page.
    }
  }

  drop(person: string, place: DraftPlace): void {
    this.open.delete(nameOf(person, place));
    tabStorage()?.removeItem(nameOf(person, place));
  }

  /** Leaves nothing of anybody in the tab. */
  dropAll(): void {
    this.open.clear();
    const storage = tabStorage();
    for (const name of Object.keys(storage ?? {})) if (name.startsWith(PREFIX)) storage?.removeItem(name);
  }
}

function read(name: string): Kept | null {
  try {
    return JSON.parse(tabStorage()?.getItem(name) ?? 'null') as Kept | null;
  } catch {
    // Of another hand: as if nothing was kept.
    return null;
  }
}

/** The key of an attempt: the same as before while its answer is missing and the same is sent. */
export function keyFor(draft: Draft): string {
  const sent = JSON.stringify(draft.values);
  if (draft.attempt?.[1] !== sent) draft.attempt = [randomKey(), sent];
  return draft.attempt[0];
}
