import type { Questionnaire } from '../domain/questionnaire.ts';
import { type ElementMapping, MappingNeeded, parseMapping } from './element-mapping.ts';

/** The operator, as an import sees them. */
export interface Desk {
  /** A line about what was found. */
  readonly tell: (line: string) => void;
  /** How far a long import is. */
  readonly progress: (done: number, total: number) => void;
  /** Asks which mapping is right, where somebody can answer; nothing when nobody chose one. */
  readonly chooseMapping?: (needed: MappingNeeded) => Promise<string | undefined>;
}

/**
 * Runs `work` with the mapping that the operator gave; where it turns out to need one, asks and runs it again.
 *
 * @param given as `parseMapping` reads it.
 * @throws {MappingNeeded} when nobody answers.
 */
export const withMapping = async <Result>(
  given: string | undefined,
  questionnaire: Questionnaire,
  { chooseMapping }: Desk,
  work: (mapping: ElementMapping | undefined) => Result,
): Promise<Result> => {
  try {
    return work(given === undefined ? undefined : parseMapping(given, questionnaire));
  } catch (error) {
    const chosen = error instanceof MappingNeeded ? await chooseMapping?.(error) : undefined;
    if (chosen === undefined) throw error;
    return work(parseMapping(chosen, questionnaire));
  }
};
