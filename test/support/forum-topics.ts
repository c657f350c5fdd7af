import { randomUUID } from 'node:crypto';
import { change } from './change.ts';
import type { openTicketOffice } from './ticket-office.ts';

/** A topic of the forum. */
export interface OpenedTopic {
  readonly id: string;
  /** Of its public page. */
  readonly path: string;
  /** Writes into it as a citizen; the id of the post, as those who judge it know it. */
  readonly write: (words: string) => Promise<string>;
}

/** Judges a post, signed in as somebody who may. */
export const judgePost = change<object>({
  field: 'judgeForumPost(id: ID!, verdict: ForumVerdict!, reason: String)',
  shape: '... on ForumPostToJudge { id }',
});

/** Closes a topic, signed in as somebody who may. */
export const closeTopic = change<object>({
  field: 'closeForumTopic(id: ID!, reason: String!)',
  shape: '... on ForumTopic { id }',
});

const opening = change<{ readonly id: string; readonly path: string }>({
  field: 'openForumTopic(input: OpenForumTopicInput!)',
  shape: '... on ForumTopic { id path }',
});

/** Opens a topic of Dago. */
export async function openTopic(
  {
    gateway,
    bandung,
    head,
    leader,
  }: Pick<Awaited<ReturnType<typeof openTicketOffice>>, 'gateway' | 'bandung' | 'head' | 'leader'>,
  title = 'Jam buka loket',
): Promise<OpenedTopic> {
  const { done } = await opening(head, {
    input: { unitId: bandung.unit('Dago').id, title, opening: 'Jam berapa sebaiknya loket dibuka?' },
  });
  if (done?.id === undefined || done.path === undefined) throw new Error('The topic was not opened.');
  const { id, path } = done;
  return {
    id,
    path,
    write: async (text) => {
      await gateway.ask(`mutation ($input: WriteInForumInput!) { writeInForum(input: $input) { __typename } }`, {
        input: { topicId: id, submissionKey: randomUUID(), text },
      });
      const { data } = await leader<{ viewer: { forumPostsToJudge: { edges: readonly { node: { id: string } }[] } } }>(
        '{ viewer { forumPostsToJudge(last: 1) { edges { node { id } } } } }',
      );
      return data.viewer.forumPostsToJudge.edges[0]?.node.id ?? '';
    },
  };
}
