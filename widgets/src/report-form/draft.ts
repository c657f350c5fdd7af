import type { ReportKind } from './words.ts';

/** What the citizen has written so far. */
export interface Draft {
  readonly kind?: ReportKind | undefined;
  readonly text: string;
}

export const NO_DRAFT: Draft = { text: '' };

const nameOf = (service: string) => `${service} report`;

/** Keeps it in this tab. */
export function keepDraft(service: string, draft: Draft): void {
  try {
    sessionStorage.setItem(nameOf(service), JSON.stringify(draft));
  } catch {
    // Storage is refused or full: then a reload starts anew.
  }
}

/** What is kept in this tab, when it is one of the kinds that are taken. */
export function keptDraft(service: string, taken: readonly ReportKind[]): Draft {
  try {
    const { kind, text }: Record<string, unknown> = JSON.parse(sessionStorage.getItem(nameOf(service)) ?? '{}');
    return { kind: taken.find((each) => each === kind), text: typeof text === 'string' ? text : '' };
  } catch {
    // Storage is refused, or somebody else has written there.
    return NO_DRAFT;
  }
}
