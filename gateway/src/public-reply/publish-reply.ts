import type { Pool } from 'pg';
import { validate as isUuid, v7 as timeOrderedId } from 'uuid';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { existing } from '../development/existing.ts';
import { notHere, requireKey } from '../development/here.ts';
import type { Stored } from '../development/stored.ts';
import { onOneLine } from '../domain/free-text.ts';
import { isAnswered, type TicketState } from '../domain/ticket.ts';
import { rolesInUnit } from '../personnel/roles-in-unit.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import { questionnaireOfUnit } from '../scorecard/questionnaire-of-unit.ts';
import { announceChange } from '../tenant/public-changes.ts';

/** What citizens said and what a unit did about it. */
export interface PublishReply {
  readonly unitId: string;
  readonly serviceId?: string | null | undefined;
  /** Key of an element of the unit's questionnaire. */
  readonly element?: string | null | undefined;
  /** The report that it answers. */
  readonly ticketId?: string | null | undefined;
  readonly said: string;
  readonly done: string;
  /** Made by the client before the first attempt: sent again, it publishes nothing more. */
  readonly key?: string | null | undefined;
}

/** Most characters of each side: it is read on a phone. */
export const MAX_REPLY = 600;

interface Answered {
  readonly unitId: string;
  readonly state: TicketState;
  readonly isSpam: boolean;
  readonly words: string | null;
}

const sameWords = (one: string, other: string): boolean =>
  onOneLine(one).toLowerCase() === onOneLine(other).toLowerCase();

const serviceOf = async (given: string, unitId: string, { db }: Context): Promise<string> => {
  const id = requireKey('input.serviceId', given, 'Service');
  const service = await db.prisma.service.findUnique({
    where: { tenantId_id: { tenantId: boundTenant(), id } },
    select: { unitId: true },
  });
  if (service?.unitId !== unitId) throw notHere('input.serviceId', given, 'Service');
  return id;
};

const answeredTicket = async (given: string, unitId: string, { db }: Context): Promise<Answered & { id: string }> => {
  const id = requireKey('input.ticketId', given, 'Ticket');
  const { rows } = await db.pool.query<Answered>(
    `select ticket.unit_id as "unitId", state, spam_at is not null as "isSpam", comment as words
     from ticket
     left join feedback on feedback.tenant_id = $1 and feedback.id = ticket.id and feedback.received_at = ticket.received_at
     where ticket.tenant_id = $1 and ticket.id = $2`,
    [boundTenant(), id],
  );
  const [ticket] = rows;
  if (ticket?.unitId !== unitId) throw notHere('input.ticketId', given, 'Ticket');
  if (ticket.isSpam || !isAnswered(ticket.state))
    throw notAllowedNow('Laporan ini belum dijawab; yang diumumkan adalah yang sudah dilakukan.');
  return { ...ticket, id };
};

/** What is stored of a reply, as far as a repetition must have it in common. */
interface Published {
  readonly unitId: string;
  readonly serviceId: string | null;
  readonly element: string | null;
  readonly ticketId: string | null;
  readonly said: string;
  readonly done: string;
  readonly publishedById: string;
}

const publishedBefore = async (
  pool: Pool,
  submissionKey: string,
): Promise<(Published & { id: string }) | undefined> => {
  const { rows } = await pool.query<Published & { id: string }>(
    `select id, unit_id as "unitId", service_id as "serviceId", element, ticket_id as "ticketId", said, done,
            published_by_id as "publishedById"
     from public_reply where tenant_id = $1 and submission_key = $2`,
    [boundTenant(), submissionKey],
  );
  return rows[0];
};

/**
 * Publishes what citizens said and what the unit did about it ("Anda sampaikan, kami lakukan"). By the head of the unit, or a
 * leader. Both sides are written by the unit: a citizen's own words stay his, and were not given for this.
 * Sent again with the same key it changes nothing.
 */
export const publishReply = async (input: PublishReply, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const { db, now } = context;
  const tenantId = boundTenant();
  const unitId = requireKey('input.unitId', input.unitId, 'Unit');
  if (!(await existing(db.pool, 'unit', [unitId])).has(unitId)) throw notHere('input.unitId', input.unitId, 'Unit');
  await refuseUnless(context, 'PUBLISH_REPLY', await rolesInUnit(context, unitId), unitId);
  const serviceId = input.serviceId == null ? null : await serviceOf(input.serviceId, unitId, context);
  const ticket = input.ticketId == null ? null : await answeredTicket(input.ticketId, unitId, context);
  const { questionnaire } = await questionnaireOfUnit(context, unitId, null);
  const element = input.element ?? null;
  const check = checkInput();
  check.expect(input.key == null || isUuid(input.key), 'key', input.key, 'UUID');
  const said = check.required('said', input.said, MAX_REPLY, 'yang disampaikan warga');
  const done = check.required('done', input.done, MAX_REPLY, 'yang sudah dilakukan');
  check.expect(
    ticket?.words == null || !sameWords(said, ticket.words),
    'said',
    said,
    'ringkasan dengan kata-kata sendiri, bukan salinan kata-kata pelapor',
  );
  const elements = questionnaire.elements.map(({ key }) => key);
  check.expect(
    element === null || elements.includes(element),
    'element',
    element,
    `salah satu dari ${elements.join(', ')}`,
  );
  check.finish();
  const id = timeOrderedId();
  const at = now();
  const submissionKey = input.key?.toLowerCase() ?? null;
  const reply: Published = {
    ...{ unitId, serviceId, element, ticketId: ticket?.id ?? null, said, done },
    publishedById: viewer.employeeId,
  };
  const isNew = await transaction(db.pool, async (client) => {
    const { rowCount } = await client.query(
      `insert into public_reply (tenant_id, id, unit_id, service_id, element, questionnaire_key, questionnaire_version,
                                 ticket_id, said, done, published_by_id, published_at, submission_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       on conflict (tenant_id, submission_key) do nothing`,
      [
        ...[tenantId, id, unitId, serviceId, element],
        ...(element === null ? [null, null] : [questionnaire.key, questionnaire.version]),
        ...[reply.ticketId, said, done, viewer.employeeId, at, submissionKey],
      ],
    );
    if (rowCount === 0) return false;
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'reply.published',
      subject: id,
      detail: { unitId, serviceId, element, ticketId: reply.ticketId, said, done },
    });
    await announceChange(client, tenantId);
    return true;
  });
  if (isNew || submissionKey === null) return { tenantId, id };
  const before = await publishedBefore(db.pool, submissionKey);
  const names = Object.keys(reply) as readonly (keyof Published)[];
  if (before === undefined || names.some((name) => before[name] !== reply[name]))
    throw invalid(issue('key', input.key, 'kunci baru untuk isi yang baru'));
  return { tenantId, id: before.id };
};
