import type { ForumPostState, ForumQueueQuery, ForumQueueQueryVariables } from '@kinerja/schema/operations';

export type PostState = ForumPostState;
export type QueuedPost = NonNullable<ForumQueueQuery['viewer']>['forumPostsToJudge']['edges'][number]['node'];

/** Where posts stand, in the order in which the desk offers them. */
export const POST_STATES: readonly PostState[] = ['WAITING', 'SHOWN', 'HIDDEN', 'SPAM'];

/** How many the gateway lists at most. */
export const MOST_POSTS = 100;

/** What waits longest stands first; of what was judged, what was written last. */
export const queueVariables = (state: PostState, count: number): ForumQueueQueryVariables =>
  state === 'WAITING' ? { state, first: count } : { state, last: count };
