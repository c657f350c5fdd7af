import { parseEvidence } from '../domain/evidence.ts';
import { freeText } from '../domain/free-text.ts';
import type { Issue } from '../domain/score.ts';
import { issue } from '../refusals.ts';

/** Most characters of a paragraph, and of a name. */
const MOST = { paragraph: 4000, name: 200 } as const;

/** Reads the fields of an input one by one; everything that is wrong is gathered. */
export interface FieldReader {
  readonly issues: readonly Issue[];
  /** The words of a field, tidied; null when there are none. */
  readonly optional: (path: string, given: string | null | undefined, length?: keyof typeof MOST) => string | null;
  /** The same; without words, an issue that says what was expected. */
  readonly required: (
    path: string,
    given: string | null | undefined,
    expected: string,
    length?: keyof typeof MOST,
  ) => string;
  readonly links: (given: readonly string[] | null | undefined) => readonly string[];
  readonly refuse: (path: string, value: unknown, expected: string) => void;
}

/** A reader for one input. */
export const readFields = (): FieldReader => {
  const issues: Issue[] = [];
  const words = (path: string, given: string | null | undefined, length: keyof typeof MOST) => {
    const result = freeText(path, given ?? '', MOST[length]);
    if ('text' in result) return result.text;
    issues.push({ path, message: result.problem });
    return undefined;
  };
  return {
    issues,
    optional: (path, given, length = 'paragraph') => words(path, given, length) ?? null,
    required: (path, given, expected, length = 'paragraph') => {
      const text = words(path, given, length);
      if (text === null) issues.push(issue(path, given ?? null, expected));
      return text ?? '';
    },
    links: (given) => {
      const evidence = parseEvidence(given ?? []);
      if (evidence.ok) return evidence.links;
      issues.push(...evidence.issues);
      return [];
    },
    refuse: (path, value, expected) => {
      issues.push(issue(path, value, expected));
    },
  };
};
