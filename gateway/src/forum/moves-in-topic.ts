import { type Action, mayDo } from '../access/permissions.ts';
import type { Context } from '../context.ts';
import { FORUM_TOPIC_MOVES, type ForumTopicMove } from '../domain/forum.ts';
import { rolesInTopics } from './find-topic.ts';

const RIGHTS: Readonly<Record<ForumTopicMove, Action>> = { ANSWER: 'ANSWER_IN_FORUM', CLOSE: 'MANAGE_FORUM_TOPIC' };

/** What whoever asks can do in a topic now: nothing in one that is closed, and nothing for those who are not signed in. */
export const movesInTopic = async (
  { unitId, closedAt }: { readonly unitId: string | null; readonly closedAt: Date | null },
  context: Context,
): Promise<readonly ForumTopicMove[]> => {
  if (context.viewer === null || closedAt !== null) return [];
  const roles = await rolesInTopics(context, unitId);
  return FORUM_TOPIC_MOVES.filter((move) => mayDo(RIGHTS[move], roles));
};
