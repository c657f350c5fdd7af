import { parseEvidence } from './domain/evidence.ts';
import { freeText } from './domain/free-text.ts';
import type { Issue } from './domain/score.ts';
import { invalid, issue } from './refusals.ts';

/** Most characters of a title or a name. */
export const MAX_NAME = 200;
/** Most characters of what is written in a few sentences. */
export const MAX_TEXT = 2000;
/** Most characters of a longer account: two pages of paper. */
export const MAX_ACCOUNT = 4000;

/** Collects all that is wrong with an input, so that it is told together. */
export interface InputCheck {
  /** A text that must be there, safe to keep and show; empty when it is wrong. `expected` says what it should tell. */
  readonly required: (path: string, given: string | null | undefined, most: number, expected?: string) => string;
  /** A text that may be missing: null when it is, or when it is wrong. */
  readonly optional: (path: string, given: string | null | undefined, most: number) => string | null;
  /** Links to evidence; none when one is wrong. The path is `evidence` by default. */
  readonly links: (given: readonly string[] | null | undefined, path?: string) => readonly string[];
  readonly expect: (holds: boolean, path: string, value: unknown, expected: string) => void;
  /** @throws {Refused} with everything that was wrong. */
  readonly finish: () => void;
}

/** Starts checking an input. */
export const checkInput = (): InputCheck => {
  const issues: Issue[] = [];
  /** The tidied words; null when there are none, nothing when they cannot be kept. */
  const words = (path: string, given: string | null | undefined, most: number): string | null | undefined => {
    const read = freeText(path, given ?? '', most);
    if ('text' in read) return read.text;
    issues.push({ path, message: read.problem });
    return undefined;
  };
  return {
    required: (path, given, most, expected = 'teks yang tidak kosong') => {
      const text = words(path, given, most);
      if (text === null) issues.push(issue(path, given ?? null, expected));
      return text ?? '';
    },
    optional: (path, given, most) => words(path, given, most) ?? null,
    links: (given, path = 'evidence') => {
      const evidence = parseEvidence(given ?? [], path);
      if (evidence.ok) return evidence.links;
      issues.push(...evidence.issues);
      return [];
    },
    expect: (holds, path, value, expected) => {
      if (!holds) issues.push(issue(path, value, expected));
    },
    finish: () => {
      if (issues.length > 0) throw invalid(...issues);
    },
  };
};
