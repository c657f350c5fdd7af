import {
  AssignTicketOperation,
  EscalateTicketOperation,
  FlagTicketSpamOperation,
  HideTicketWordsOperation,
  TagTicketOperation,
  type TrustedDocument,
  type WorkOnTicketMutation,
  WorkOnTicketOperation,
} from '@kinerja/schema/operations';
import type { Field as AnyField } from './fields-form.ts';
import type { OfficeTicket } from './read-desk.ts';
import type { ticketDeskId } from './words/id.ts';

/** What the office can do here; the gateway may know more. */
export type Move = keyof (typeof ticketDeskId)['moves'];

/** How a move ended: the ticket as it is then, or why nothing was stored. */
export type MoveOutcome = WorkOnTicketMutation['result'];

/** What a form of the desk sends. */
export type MoveDocument = TrustedDocument<{ readonly result: MoveOutcome }, Readonly<Record<string, unknown>>>;

/** Something to fill in. */
export interface Field extends AnyField {
  readonly name: 'text' | 'category' | 'laporId' | 'employeeId' | 'digitalService' | 'reason';
}

interface MoveForm {
  readonly operation: MoveDocument;
  readonly fields: readonly Field[];
  /** What the document takes beside the id of the ticket and the key. */
  readonly variables: (
    values: Readonly<Record<string, string>>,
    entry: string | null,
  ) => Readonly<Record<string, unknown>>;
  /** Whether all of it, id and key included, goes in as one input. */
  readonly isInput: boolean;
}

/** Chosen instead of a person: the ticket goes back to the unit. */
export const NOBODY = 'nobody';
/** Chosen instead of a digital service; no key has a capital letter. */
export const NO_TAG = 'NONE';

const TEXT: Field = { name: 'text', kind: 'TEXT', isRequired: true };
const REASON: Field = { name: 'reason', kind: 'TEXT', isRequired: true };

export const document = <Variables>(operation: TrustedDocument<unknown, Variables>) =>
  operation as unknown as MoveDocument;

/** A move by `workOnTicket`. */
const work = (move: Move, fields: readonly Field[]): MoveForm => ({
  operation: document(WorkOnTicketOperation),
  fields,
  variables: ({ text, category, laporId }) => ({ move, text, category, laporId }),
  isInput: true,
});

const other = (operation: MoveDocument, fields: readonly Field[], variables: MoveForm['variables']): MoveForm => ({
  operation,
  fields,
  variables,
  isInput: false,
});

/** Each move with its form, in the order in which they stand on the page. */
export const FORMS: Readonly<Record<Move, MoveForm>> = {
  VERIFY: work('VERIFY', [
    { name: 'category', kind: 'CHOICE', isRequired: true },
    { name: 'laporId', kind: 'LINE', isRequired: false },
  ]),
  REPLY: work('REPLY', [TEXT]),
  START: work('START', []),
  CLOSE: work('CLOSE', []),
  REOPEN: work('REOPEN', [TEXT]),
  NOTE: work('NOTE', [TEXT]),
  ASSIGN: other(
    document(AssignTicketOperation),
    [{ name: 'employeeId', kind: 'CHOICE', isRequired: true }],
    ({ employeeId }) => ({ employeeId: employeeId === NOBODY ? null : employeeId }),
  ),
  ESCALATE: other(document(EscalateTicketOperation), [REASON], ({ reason }) => ({ reason })),
  TAG: other(
    document(TagTicketOperation),
    [{ name: 'digitalService', kind: 'CHOICE', isRequired: true }],
    ({ digitalService }) => ({ digitalService: digitalService === NO_TAG ? null : digitalService }),
  ),
  HIDE: other(document(HideTicketWordsOperation), [REASON], ({ reason }, entryId) => ({ entryId, reason })),
  SHOW: other(document(HideTicketWordsOperation), [], (_values, entryId) => ({ entryId })),
  FLAG_SPAM: other(document(FlagTicketSpamOperation), [REASON], ({ reason }) => ({ reason })),
  UNFLAG_SPAM: other(document(FlagTicketSpamOperation), [], () => ({})),
};

/** Those that concern words of the citizen stand beside these. */
const BESIDE_WORDS: readonly Move[] = ['HIDE', 'SHOW'];

/** What can be done with a ticket as a whole. */
export const movesWith = ({ moves }: OfficeTicket): readonly Move[] =>
  (Object.keys(FORMS) as readonly Move[]).filter((move) => moves.includes(move) && !BESIDE_WORDS.includes(move));

/** What cannot be done with it now. */
export const movesWithout = (ticket: OfficeTicket): readonly Move[] =>
  (Object.keys(FORMS) as readonly Move[]).filter((move) => !ticket.moves.includes(move));

/** One form on the page. */
export interface FormPlace {
  readonly ticket: string;
  readonly move: Move;
  /** Id of the step whose words it concerns; null for those that opened the ticket, and for the ticket as a whole. */
  readonly entry: string | null;
}

/** What is sent. */
export const moveVariables = (
  { ticket: id, move, entry }: FormPlace,
  filled: Readonly<Record<string, string>>,
  key: string,
): Readonly<Record<string, unknown>> => {
  const { variables, isInput } = FORMS[move];
  const all = { id, key, ...variables(filled, entry) };
  return isInput ? { input: all } : all;
};
