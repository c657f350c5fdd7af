import {
  AddToTicketOperation,
  EraseFeedbackWordsOperation,
  SayTicketOutcomeOperation,
  type TicketOutcome,
  type TrustedDocument,
  WithdrawTicketOperation,
} from '@kinerja/schema/operations';
import { gatewayRequest, randomKey } from '../toolkit.ts';

/** What whoever holds a code can do. */
export type Move = 'ADD' | 'WITHDRAW' | 'SAY_OUTCOME' | 'ERASE';

/** What is said along with a move. */
export interface Said {
  readonly text?: string | undefined;
  readonly said?: TicketOutcome | undefined;
}

interface Result {
  readonly result: { readonly __typename: string } | null;
}

interface Variables extends Said {
  readonly code: string;
  readonly key: string;
}

// Each takes of the variables what it declares.
const DOCUMENTS = {
  ADD: AddToTicketOperation,
  WITHDRAW: WithdrawTicketOperation,
  SAY_OUTCOME: SayTicketOutcomeOperation,
  ERASE: EraseFeedbackWordsOperation,
} as unknown as Readonly<Record<Move, TrustedDocument<Result, Variables>>>;

/** One move, as often as it is sent: its key makes that once. */
export interface Attempt extends Said {
  readonly move: Move;
  readonly key: string;
}

/** The attempt at a move: the one before, while its answer is missing and the same is to be done; else a new one. */
export function attemptAt(move: Move, { text, said }: Said, before: Attempt | undefined): Attempt {
  const isSame = before?.move === move && before.text === text && before.said === said;
  return before && isSame ? before : { move, text, said, key: randomKey() };
}

/** Sends it. Whether it was done, or the words cannot be kept, or it is not possible in the present state. */
export async function sendMove(
  { move, key, text, said }: Attempt,
  code: string,
  gateway: string,
): Promise<'sent' | 'wrongText' | 'notNow'> {
  const { result } = await gatewayRequest(DOCUMENTS[move], { code, key, text, said }, { gateway });
  switch (result?.__typename) {
    case 'FeedbackReceipt':
      return 'sent';
    case 'InvalidInput':
      return 'wrongText';
    default:
      return 'notNow';
  }
}
