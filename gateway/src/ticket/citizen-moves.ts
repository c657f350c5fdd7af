import { validate as isUuid } from 'uuid';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { TicketMove, TicketOutcome, TicketState } from '../domain/ticket.ts';
import { opensTicket } from '../domain/ticket-policy.ts';
import { findReceipt, tenantOfReceipt } from '../feedback/find-receipt.ts';
import type { Receipt } from '../feedback/submit-feedback.ts';
import { notAllowedNow } from '../refusals.ts';
import { moveTicket, type TicketStep } from './move-ticket.ts';

const CITIZEN = 'citizen';

/** The region that a receipt code names; nothing for a text that is no code. */
export const tenantOfCode = async (code: string, { tenants }: Pick<Context, 'tenants'>): Promise<string | undefined> =>
  (await tenantOfReceipt(code, tenants))?.tenantId;

/** The ticket that the code belongs to. A rating has none: it is counted, and nobody answers it. */
const heldTicket = async (code: string, context: Context): Promise<Receipt> => {
  const held = await findReceipt(code, context);
  if (opensTicket(held.kind)) return held;
  throw notAllowedNow('Kode ini milik sebuah penilaian, bukan laporan, jadi tidak ada tindak lanjutnya.');
};

/** What every change by code has. */
export interface ByCode {
  readonly code: string;
  /** Made by the client before the first attempt. */
  readonly key: string;
}

const checkKey = (key: string) => {
  const check = checkInput();
  check.expect(isUuid(key), 'key', key, 'UUID');
  return check;
};

const move = async (
  { code, key }: ByCode,
  context: Context,
  step: Pick<TicketStep, 'move' | 'outcome'>,
): Promise<Receipt> => {
  const held = await heldTicket(code, context);
  checkKey(key).finish();
  await moveTicket(context.db.pool, { ticketId: held.id, key, at: context.now(), actor: CITIZEN, ...step });
  return held;
};

/** Adds to what was reported; after an answer of the office it is a reply, and the office has it on its desk again. */
export const addToTicket = async ({ code, key }: ByCode, given: string, context: Context): Promise<Receipt> => {
  const held = await heldTicket(code, context);
  const check = checkKey(key);
  const text = check.required('text', given, MAX_TEXT);
  check.finish();
  const reply = (state: TicketState): TicketMove => (state === 'ANSWERED' ? 'ANSWER_BACK' : 'ADD');
  await moveTicket(context.db.pool, { ticketId: held.id, key, move: reply, at: context.now(), actor: CITIZEN, text });
  return held;
};

/** Takes the report back; the office stops working on it. */
export const withdrawTicket = (by: ByCode, context: Context): Promise<Receipt> =>
  move(by, context, { move: 'WITHDRAW' });

/** Says whether it was really put right, whatever the office says; the latest word counts, all of them are kept. */
export const sayTicketOutcome = (by: ByCode, outcome: TicketOutcome, context: Context): Promise<Receipt> =>
  move(by, context, { move: 'SAY_OUTCOME', outcome });

/**
 * Erases the words that the citizen wrote (UU 27/2022 on personal data, art. 8 and 43): the comment and all he added. What was
 * counted stays counted, and the audit trail says that there was something. Done again it changes nothing.
 */
export const eraseWords = async (code: string, context: Context): Promise<Receipt> => {
  const held = await findReceipt(code, context);
  const { id, receivedAt } = held;
  const { db, now } = context;
  const at = now();
  await transaction(db.pool, async (client) => {
    const { rowCount } = await client.query(
      `update feedback set comment = null, words_erased_at = $3
       where tenant_id = $1 and id = $2 and received_at = $4 and words_erased_at is null`,
      [boundTenant(), id, at, receivedAt],
    );
    const { rowCount: entries } = await client.query(
      'update ticket_entry set text = null where tenant_id = $1 and ticket_id = $2 and employee_id is null and text is not null',
      [boundTenant(), id],
    );
    if (rowCount === 0 && entries === 0) return;
    await recordEvent(client, { at, actor: CITIZEN, action: 'feedback.erased', subject: id, detail: { entries } });
  });
  return held;
};
