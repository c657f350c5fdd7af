import { checkInput, MAX_ACCOUNT } from '../check-input.ts';

/**
 * The only text of an input, safe to keep and show; null when it is empty.
 *
 * @throws {Refused} that names the field.
 */
export const written = (field: string, given: string | null | undefined): string | null => {
  const check = checkInput();
  const text = check.optional(field, given, MAX_ACCOUNT);
  check.finish();
  return text;
};

/**
 * The only text of an input, which must be there.
 *
 * @param expected what it should say, in words.
 * @throws {Refused} that names the field.
 */
export const writtenWords = (field: string, given: string | null | undefined, expected: string): string => {
  const check = checkInput();
  const text = check.required(field, given, MAX_ACCOUNT, expected);
  check.finish();
  return text;
};
