import type { Action } from '../access/permissions.ts';
import { refuseUnless } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { notHere, requireKey } from '../development/here.ts';
import { type HeldPost, heldPosts, rolesToTopic } from './speak-as.ts';

/** A topic, as far as its rules go by it. */
export interface FoundTopic {
  readonly id: string;
  /** Null for the region. */
  readonly unitId: string | null;
  readonly closedReason: string | null;
}

/** The topic of a key in the bound tenant; nothing when there is none. */
export const findTopic = async ({ db }: Pick<Context, 'db'>, id: string): Promise<FoundTopic | undefined> => {
  const { rows } = await db.pool.query<FoundTopic>(
    `select id, unit_id as "unitId", closed_reason as "closedReason" from forum_topic where tenant_id = $1 and id = $2`,
    [boundTenant(), id],
  );
  return rows[0];
};

/** A topic, and the posts that the person who is signed in holds today. */
export interface TopicAtHand extends FoundTopic {
  readonly held: readonly HeldPost[];
}

/** Refuses an action in a topic of a unit, or of the region, that the viewer may not do. Returns the posts that she holds. */
export const refuseInTopic = async (
  context: Context,
  action: Action,
  { unitId, subject }: { readonly unitId: string | null; readonly subject: string },
): Promise<readonly HeldPost[]> => {
  const held = await heldPosts(context);
  await refuseUnless(context, action, rolesToTopic(context, unitId, held), subject);
  return held;
};

/**
 * The topic behind a global id, for an action that the viewer may do in it.
 *
 * @throws {Refused} for whoever may not; NOT_FOUND, which names the argument, where there is no such topic.
 */
export const approachTopic = async (
  argument: string,
  globalId: string,
  action: Action,
  context: Context,
): Promise<TopicAtHand> => {
  const topic = await findTopic(context, requireKey(argument, globalId, 'ForumTopic'));
  if (topic === undefined) throw notHere(argument, globalId, 'ForumTopic');
  return { ...topic, held: await refuseInTopic(context, action, { unitId: topic.unitId, subject: topic.id }) };
};
