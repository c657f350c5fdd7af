import { v7 as timeOrderedId } from 'uuid';
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
import { announceChange } from '../tenant/public-changes.ts';
import { refuseInTopic } from './find-topic.ts';

/** What is to be discussed. */
export interface OpenTopic {
  /** This or the service; neither for the region. */
  readonly unitId?: string | null | undefined;
  readonly serviceId?: string | null | undefined;
  readonly title: string;
  readonly opening: string;
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

/** Opens a topic that everybody can write into: about a unit or its service by its head, about the region by a leader. */
export const openTopic = async (input: OpenTopic, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const tenantId = boundTenant();
  const about = await aboutOf(input, context);
  await refuseInTopic(context, 'MANAGE_FORUM_TOPIC', { unitId: about.unitId, subject: about.unitId ?? tenantId });
  const check = checkInput();
  const title = onOneLine(check.required('title', input.title, MAX_NAME, 'judul topik'));
  const opening = check.required('opening', input.opening, MAX_TEXT, 'pertanyaan atau penjelasan pembuka');
  check.finish();
  const id = timeOrderedId();
  const at = context.now();
  await transaction(context.db.pool, async (client) => {
    await client.query(
      `insert into forum_topic (tenant_id, id, unit_id, service_id, title, opening, opened_by_id, opened_at, active_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
      [tenantId, id, about.unitId, about.serviceId, title, opening, viewer.employeeId, at],
    );
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'forum-topic.opened',
      subject: id,
      detail: { ...about, title, opening },
    });
    await announceChange(client, tenantId);
  });
  return { tenantId, id };
};
