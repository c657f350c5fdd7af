import { grantedRoles } from '../access/granted-roles.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { ForumModeration } from '../domain/forum.ts';
import { announceChange } from '../tenant/public-changes.ts';

/** How the bound tenant moderates. */
export const readModeration = async ({ db }: Pick<Context, 'db'>): Promise<ForumModeration> => {
  const { rows } = await db.pool.query<{ moderation: ForumModeration }>(
    'select forum_moderation as moderation from tenant where tenant_id = $1',
    [boundTenant()],
  );
  const [tenant] = rows;
  if (tenant === undefined) throw new Error(`Tenant ${boundTenant()} is bound and not there.`);
  return tenant.moderation;
};

/** Sets whether posts wait for a person from now on; those that were written stay where they are. By a leader. */
export const setModeration = async (moderation: ForumModeration, context: Context): Promise<string> => {
  const viewer = requireViewer(context);
  const tenantId = boundTenant();
  await refuseUnless(context, 'SET_FORUM_MODERATION', grantedRoles(viewer), tenantId);
  await transaction(context.db.pool, async (client) => {
    const { rows } = await client.query<{ before: ForumModeration }>(
      'select forum_moderation as before from tenant where tenant_id = $1 for update',
      [tenantId],
    );
    const before = rows[0]?.before;
    if (before === moderation) return;
    await client.query('update tenant set forum_moderation = $2 where tenant_id = $1', [tenantId, moderation]);
    await recordEvent(client, {
      at: context.now(),
      actor: actorOf(viewer),
      action: 'forum-moderation.set',
      subject: tenantId,
      detail: { before, after: moderation },
    });
    await announceChange(client, tenantId);
  });
  return tenantId;
};
