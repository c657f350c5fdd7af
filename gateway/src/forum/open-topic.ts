import type { Pool } from 'pg';
import { validate as isUuid, v7 as timeOrderedId } from 'uuid';
import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_NAME, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { existing } from '../development/existing.ts';
import { notHere, requireKey } from '../development/here.ts';
import type { Stored } from '../development/stored.ts';
import { onOneLine } from '../domain/free-text.ts';
import { invalid, issue } from '../refusals.ts';
import { announceChange } from '../tenant/public-changes.ts';
import { refuseInTopic } from './find-topic.ts';

/** What is to be discussed. */
export interface OpenTopic {
  /** This or the service; neither for the region. */
  readonly unitId?: string | null | undefined;
  readonly serviceId?: string | null | undefined;
  readonly title: string;
  readonly opening: string;
  /** Made by the client before the first attempt: sent again, it opens nothing more. */
  readonly key?: string | null | undefined;
}

interface About {
  readonly unitId: string | null;
  readonly serviceId: string | null;
}

const aboutOf = async ({ unitId, serviceId }: OpenTopic, { db }: Context): Promise<About> => {
  const unit = unitId == null ? null : requireKey('input.unitId', unitId, 'Unit');
  if (unitId != null && (await existing(db.pool, 'unit', [unit ?? undefined])).size === 0)
    throw notHere('input.unitId', unitId, 'Unit');
  if (serviceId == null) return { unitId: unit, serviceId: null };
  const id = requireKey('input.serviceId', serviceId, 'Service');
  const service = await db.prisma.service.findUnique({
    where: { tenantId_id: { tenantId: boundTenant(), id } },
    select: { unitId: true },
  });
  if (service === null || (unit !== null && service.unitId !== unit))
    throw notHere('input.serviceId', serviceId, 'Service');
  return { unitId: service.unitId, serviceId: id };
};

/** What is stored of a topic, as far as a repetition must have it in common. */
interface Opened extends About {
  readonly title: string;
  readonly opening: string;
  readonly openedById: string;
}

const openedBefore = async (pool: Pool, submissionKey: string): Promise<(Opened & { id: string }) | undefined> => {
  const { rows } = await pool.query<Opened & { id: string }>(
    `select id, unit_id as "unitId", service_id as "serviceId", title, opening, opened_by_id as "openedById"
     from forum_topic where tenant_id = $1 and submission_key = $2`,
    [boundTenant(), submissionKey],
  );
  return rows[0];
};

/**
 * Opens a topic that everybody can write into: about a unit or its service by its head, about the region by a leader. Sent again
 * with the same key it changes nothing.
 */
export const openTopic = async (input: OpenTopic, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const tenantId = boundTenant();
  const about = await aboutOf(input, context);
  await refuseInTopic(context, 'MANAGE_FORUM_TOPIC', { unitId: about.unitId, subject: about.unitId ?? tenantId });
  const check = checkInput();
  check.expect(input.key == null || isUuid(input.key), 'key', input.key, 'UUID');
  const title = onOneLine(check.required('title', input.title, MAX_NAME, 'judul topik'));
  const opening = check.required('opening', input.opening, MAX_TEXT, 'pertanyaan atau penjelasan pembuka');
  check.finish();
  const id = timeOrderedId();
  const at = context.now();
  const submissionKey = input.key?.toLowerCase() ?? null;
  const topic: Opened = { ...about, title, opening, openedById: viewer.employeeId };
  const isNew = await transaction(context.db.pool, async (client) => {
    const { rowCount } = await client.query(
      `insert into forum_topic (tenant_id, id, unit_id, service_id, title, opening, opened_by_id, opened_at, active_at,
                                submission_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)
       on conflict (tenant_id, submission_key) do nothing`,
      [tenantId, id, about.unitId, about.serviceId, title, opening, viewer.employeeId, at, submissionKey],
    );
    if (rowCount === 0) return false;
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'forum-topic.opened',
      subject: id,
      detail: { ...about, title, opening },
    });
    await announceChange(client, tenantId);
    return true;
  });
  if (isNew || submissionKey === null) return { tenantId, id };
  const before = await openedBefore(context.db.pool, submissionKey);
  const names = Object.keys(topic) as readonly (keyof Opened)[];
  if (before === undefined || names.some((name) => before[name] !== topic[name]))
    throw invalid(issue('key', input.key, 'kunci baru untuk isi yang baru'));
  return { tenantId, id: before.id };
};
