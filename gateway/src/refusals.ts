import type { Issue } from './domain/score.ts';

/** Why a change was refused; nothing was changed. */
export type Refusal =
  | { readonly outcome: 'invalid'; readonly issues: readonly Issue[] }
  | { readonly outcome: 'notPermitted'; readonly message: string }
  | { readonly outcome: 'notAllowedNow'; readonly message: string; readonly allowed: readonly string[] }
  | { readonly outcome: 'changedMeanwhile'; readonly message: string; readonly version: number };

const messageOf = (refusal: Refusal) =>
  refusal.outcome === 'invalid' ? refusal.issues.map(({ message }) => message).join('\n') : refusal.message;

/** Ends a use case that changes nothing: the caller can understand why, or mend it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(messageOf(refusal));
    this.refusal = refusal;
  }
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/** One wrong field: names it, its value and what was expected. */
export const issue = (path: string, value: unknown, expected: string): Issue => ({
  path,
  message: `${path}: yang diharapkan ${expected}, yang diterima ${shown(value)}.`,
});

/** The input is wrong in these places, told together. */
export const invalid = (...issues: readonly Issue[]): Refused => new Refused({ outcome: 'invalid', issues });

/** It cannot be done in the present state; tells what can, and who may do it. */
export const notAllowedNow = (message: string, allowed: readonly string[] = []): Refused =>
  new Refused({ outcome: 'notAllowedNow', message, allowed });

/** Somebody else changed it since it was read. */
export const changedMeanwhile = (what: string, version: number): Refused =>
  new Refused({
    outcome: 'changedMeanwhile',
    message: `${what} sudah diubah sejak Saudara membukanya; muat ulang, lalu ulangi.`,
    version,
  });
