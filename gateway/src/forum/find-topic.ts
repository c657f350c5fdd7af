import { grantedRoles } from '../access/granted-roles.ts';
import type { Action, Role } from '../access/permissions.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { notHere, requireKey } from '../development/here.ts';
import { rolesInUnit, unitsOpenTo } from '../personnel/roles-in-unit.ts';

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

/** What whoever is signed in is in the topics of a unit, or of the region. */
export const rolesInTopics = async (context: Context, unitId: string | null): Promise<ReadonlySet<Role>> =>
  unitId === null ? grantedRoles(requireViewer(context)) : rolesInUnit(context, unitId);

/** Refuses an action in a topic of a unit, or of the region, that the viewer may not do. */
export const refuseInTopic = async (
  context: Context,
  action: Action,
  { unitId, subject }: { readonly unitId: string | null; readonly subject: string },
): Promise<void> => refuseUnless(context, action, await rolesInTopics(context, unitId), subject);

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
): Promise<FoundTopic> => {
  const topic = await findTopic(context, requireKey(argument, globalId, 'ForumTopic'));
  if (topic === undefined) throw notHere(argument, globalId, 'ForumTopic');
  await refuseInTopic(context, action, { unitId: topic.unitId, subject: topic.id });
  return topic;
};

/** Keys of the units whose topics the person who is signed in may moderate; null for all of the region. */
export const unitsModerated = async (context: Context): Promise<ReadonlySet<string> | null> =>
  unitsOpenTo(context, 'MODERATE_FORUM');

/** Keys of the units in whose topics the person who is signed in answers as an official; null for all of the region. */
export const unitsAnswered = (context: Context): Promise<ReadonlySet<string> | null> =>
  unitsOpenTo(context, 'ANSWER_IN_FORUM');
