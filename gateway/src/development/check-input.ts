import { freeText } from '../domain/free-text.ts';
import type { Issue } from '../domain/score.ts';
import { invalid, issue } from '../refusals.ts';

/** Most characters of a title or a name. */
export const MAX_TITLE = 200;
/** Most characters of everything that is written in sentences. */
export const MAX_TEXT = 2000;

/** Collects all that is wrong with an input, so that it is told together. */
export interface InputCheck {
  /** A text that must be there; empty when it is wrong. */
  readonly text: (path: string, value: string, most: number) => string;
  /** A text that may be missing: null when it is, or when it is wrong. */
  readonly optionalText: (path: string, value: string | null | undefined, most: number) => string | null;
  readonly expect: (holds: boolean, path: string, value: unknown, expected: string) => void;
  /** @throws {Refused} with everything that was wrong. */
  readonly finish: () => void;
}

/** Starts checking an input. */
export const checkInput = (): InputCheck => {
  const issues: Issue[] = [];
  const optionalText: InputCheck['optionalText'] = (path, value, most) => {
    const read = freeText(path, value ?? '', most);
    if ('text' in read) return read.text;
    issues.push({ path, message: read.problem });
    return null;
  };
  return {
    optionalText,
    text: (path, value, most) => {
      const found = issues.length;
      const text = optionalText(path, value, most);
      if (text === null && issues.length === found) issues.push(issue(path, value, 'teks yang tidak kosong'));
      return text ?? '';
    },
    expect: (holds, path, value, expected) => {
      if (!holds) issues.push(issue(path, value, expected));
    },
    finish: () => {
      if (issues.length > 0) throw invalid(...issues);
    },
  };
};
