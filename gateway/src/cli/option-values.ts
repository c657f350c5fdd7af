import { InvalidArgumentError } from 'commander';
import { isDay } from '../calendar-day.ts';
import { type Period, parsePeriod } from '../domain/period.ts';

/** Reads the value of an option that counts something. */
export const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text))
    throw new InvalidArgumentError(`Yang diharapkan bilangan bulat, yang diterima "${text}".`);
  return Number(text);
};

/** Reads the value of an option that names a day. */
export const day = (text: string): string => {
  if (isDay(text)) return text;
  throw new InvalidArgumentError(`Yang diharapkan tanggal seperti 2026-12-01, yang diterima "${text}".`);
};

/** Reads the value of an option that names a period. */
export const period = (text: string): Period => {
  try {
    return parsePeriod(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
};

/** Reads a value that is one of a few. */
export const oneOf =
  <Value extends string>(values: readonly Value[]) =>
  (text: string): Value => {
    const found = values.find((value) => value === text);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`Yang diharapkan ${values.join(', ')}, yang diterima "${text}".`);
  };

/** Gathers an option that may be given several times. */
export const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];
