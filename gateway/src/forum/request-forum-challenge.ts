import { issueChallenge } from '../access/challenge.ts';
import type { Context } from '../context.ts';
import { findTopic } from './find-topic.ts';

/** A proof of work for one topic of the bound tenant; nothing when the topic does not exist. */
export const requestForumChallenge = async (topicId: string, context: Pick<Context, 'db' | 'now'>) => {
  const topic = await findTopic(context, topicId);
  return topic === undefined ? undefined : issueChallenge(context.db.pool, topic.id, context.now());
};
