import { freeText } from '../domain/free-text.ts';
import { invalid, issue } from '../refusals.ts';

/** Longest text of a form; two pages of paper. */
const MOST = 4000;

/**
 * A text that somebody wrote, safe to keep and show; null when it is empty.
 *
 * @throws {Refused} that names the field.
 */
export const written = (field: string, given: string | null | undefined): string | null => {
  const read = freeText(field, given ?? '', MOST);
  if ('text' in read) return read.text;
  throw invalid({ path: field, message: read.problem });
};

/**
 * A text that must be there.
 *
 * @param expected what it should say, in words.
 * @throws {Refused} that names the field.
 */
export const writtenWords = (field: string, given: string | null | undefined, expected: string): string => {
  const text = written(field, given);
  if (text !== null) return text;
  throw invalid(issue(field, given, expected));
};
