import { mutate } from './mutate.ts';
import type { AskAs } from './sign-in.ts';

/** Why a change was refused, as the API tells it. */
interface Refused {
  readonly __typename: string;
  readonly message: string;
  readonly allowed?: readonly string[];
}

const REFUSED =
  '... on InvalidInput { message } ... on NotPermitted { message } ... on NotAllowedNow { message allowed }';

/** A mutation that ends in a thing of the API, or in the reason why nothing was changed. */
export interface Change {
  /** `setGoal(input: SetGoalInput!)`: the field and its arguments. */
  readonly field: string;
  /** What is asked of the thing: `... on Goal { id }`. */
  readonly shape: string;
}

/**
 * Makes a change as one person.
 *
 * @returns the thing as it is now or the refusal; nothing when the answer has errors.
 */
export const change =
  <Thing>({ field, shape }: Change) =>
  async (ask: AskAs, variables: Readonly<Record<string, unknown>>) => {
    const name = field.slice(0, field.indexOf('('));
    const { result, errors } = await mutate<Partial<Thing> & Refused>(ask, name, variables, `${shape} ${REFUSED}`);
    return { done: result, errors };
  };
