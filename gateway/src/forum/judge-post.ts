import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { notHere, requireKey } from '../development/here.ts';
import type { Stored } from '../development/stored.ts';
import { FORUM_POST_STATE_NAMES, type ForumPostState, type ForumVerdict, VERDICTS } from '../domain/forum.ts';
import { notAllowedNow } from '../refusals.ts';
import { refuseInTopic } from './find-topic.ts';
import { noteActivity } from './note-activity.ts';

interface PostAtHand {
  readonly id: string;
  readonly topicId: string;
  readonly unitId: string | null;
}

const findPost = async (globalId: string, { db }: Context): Promise<PostAtHand> => {
  const { rows } = await db.pool.query<PostAtHand>(
    `select forum_post.id, topic_id as "topicId", unit_id as "unitId"
     from forum_post join forum_topic on forum_topic.tenant_id = $1 and forum_topic.id = topic_id
     where forum_post.tenant_id = $1 and forum_post.id = $2`,
    [boundTenant(), requireKey('id', globalId, 'ForumPost')],
  );
  const [post] = rows;
  if (post === undefined) throw notHere('id', globalId, 'ForumPost');
  return post;
};

/**
 * Releases a post, hides it, or takes it for spam; hidden and spam with a reason. What was written is never changed, and every
 * verdict can be changed again. By the head of the topic's unit, or a leader.
 */
export const judgePost = async (
  input: { readonly id: string; readonly verdict: ForumVerdict; readonly reason?: string | null | undefined },
  context: Context,
): Promise<Stored> => {
  const viewer = requireViewer(context);
  const tenantId = boundTenant();
  const post = await findPost(input.id, context);
  await refuseInTopic(context, 'MODERATE_FORUM', { unitId: post.unitId, subject: post.id });
  const { leadsTo, needsReason } = VERDICTS[input.verdict];
  const check = checkInput();
  const reason = needsReason
    ? check.required('reason', input.reason, MAX_TEXT, 'alasan yang dapat dibaca warga')
    : null;
  check.finish();
  const at = context.now();
  await transaction(context.db.pool, async (client) => {
    const { rows } = await client.query<{ state: ForumPostState }>(
      'select state from forum_post where tenant_id = $1 and id = $2 for update',
      [tenantId, post.id],
    );
    const before = rows[0]?.state;
    if (before === leadsTo) throw notAllowedNow(`Tulisan ini sudah ${FORUM_POST_STATE_NAMES[leadsTo].id}.`);
    await client.query(
      `update forum_post set state = $3, judged_reason = $4, judged_by_id = $5, judged_at = $6
       where tenant_id = $1 and id = $2`,
      [tenantId, post.id, leadsTo, reason, viewer.employeeId, at],
    );
    await noteActivity(client, post.topicId);
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'forum-post.judged',
      subject: post.id,
      detail: { topicId: post.topicId, before, after: leadsTo, reason },
    });
  });
  return { tenantId, id: post.id };
};
