import { InvalidInput, NotAllowedNow, orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { KeyReused, TooManyRequests } from '../feedback/feedback.graphql.ts';
import { tenantOfViewer } from '../tenant/page.graphql.ts';
import { keyOf, Tenant, tenantOfInput } from '../tenant/tenant.graphql.ts';
import { answerInTopic } from './answer-in-topic.ts';
import { closeTopic } from './close-topic.ts';
import { BY_CODE, CODE, ForumTopic, ModerationRef, PostReceiptRef, PostToJudge, VerdictRef } from './forum.graphql.ts';
import { judgePost } from './judge-post.ts';
import { openTopic } from './open-topic.ts';
import { erasePost } from './post-receipt.ts';
import { setModeration } from './set-moderation.ts';
import { type PostOutcome, submitPost } from './submit-post.ts';

const PostStored = builder.objectRef<Extract<PostOutcome, { outcome: 'stored' }>>('ForumPostStored').implement({
  description: 'The post is stored.',
  fields: (t) => ({
    receipt: t.expose('receipt', { type: PostReceiptRef, description: 'The receipt; the same for every repetition.' }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this key was stored before.' }),
  }),
});

const OUTCOMES = {
  stored: PostStored,
  invalid: InvalidInput,
  notAllowedNow: NotAllowedNow,
  keyReused: KeyReused,
  tooMany: TooManyRequests,
} as const;

const WriteResult = builder.unionType('WriteInForumResult', {
  description: 'How a post ends. Anything but success leaves nothing stored.',
  types: Object.values(OUTCOMES),
  resolveType: ({ outcome }) => OUTCOMES[outcome],
});

const WriteInput = builder.inputType('WriteInForumInput', {
  description: 'What a citizen writes.',
  fields: (t) => ({
    topicId: t.id({ required: true, description: 'Id of a ForumTopic.' }),
    submissionKey: t.id({
      required: true,
      description:
        'UUID made by the client before the first attempt. The same key and text always give the same receipt.',
    }),
    text: t.string({ required: true, description: 'At most 1,000 characters. It is public.' }),
    proof: t.string({ description: 'Solved challenge, when one was asked for.' }),
  }),
});

const OpenTopicInput = builder.inputType('OpenForumTopicInput', {
  description: 'What is to be discussed: about a unit, a service or, without either, the region.',
  fields: (t) => ({
    unitId: t.id({ description: 'Id of the Unit.' }),
    serviceId: t.id({ description: 'Id of the Service.' }),
    title: t.string({ required: true, description: 'At most 200 characters. It is public.' }),
    opening: t.string({
      required: true,
      description: 'What it is opened with; at most 2,000 characters. It is public.',
    }),
    key: t.id({ description: 'UUID made by the client: sent again, it opens nothing more.' }),
  }),
});

const TopicResult = resultOf('ForumTopic', ForumTopic);
const PostResult = resultOf('ForumPostToJudge', PostToJudge);
const TenantResult = resultOf('Tenant', Tenant);

interface Key {
  readonly tenantId: string;
  readonly id: string;
}

const topicAgain = ({ db }: Context, { tenantId, id }: Key) =>
  db.prisma.forumTopic.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id } } });
const postAgain = ({ db }: Context, { tenantId, id }: Key) =>
  db.prisma.forumPost.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id } } });

builder.mutationFields((t) => ({
  openForumTopic: t.field({
    type: TopicResult,
    description:
      'Opens a topic that everybody can write into without an account: by the head of the unit, or a leader; about the region by a leader.',
    args: { input: t.arg({ type: OpenTopicInput, required: true, description: 'What is to be discussed.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) =>
      orRefusal(async () =>
        topicAgain(context, await openTopic({ ...input, key: input.key == null ? null : String(input.key) }, context)),
      ),
  }),
  closeForumTopic: t.field({
    type: TopicResult,
    description: 'Closes a topic; it stays readable. By the head of its unit, or a leader.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a ForumTopic.' }),
      reason: t.arg.string({ required: true, description: 'Why; at most 2,000 characters. It is public.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id, reason }, context) =>
      orRefusal(async () => topicAgain(context, await closeTopic({ id: String(id), reason }, context))),
  }),
  writeInForum: t.field({
    type: WriteResult,
    description:
      'Stores what a citizen writes into an open topic, exactly once for each submission key; without an account.',
    args: { input: t.arg({ type: WriteInput, required: true, description: 'What is written, and where.' }) },
    extensions: { tenantOf: tenantOfInput('topicId') },
    resolve: (_root, { input }, context) =>
      submitPost(
        {
          ...input,
          topicId: keyOf('input.topicId', String(input.topicId), 'ForumTopic').id,
          submissionKey: String(input.submissionKey),
        },
        context,
      ),
  }),
  answerInForum: t.field({
    type: PostResult,
    description:
      'Answers in a topic as an official, marked with unit and post; shown at once. By the head of its unit, or a leader.',
    args: {
      topicId: t.arg.id({ required: true, description: 'Id of a ForumTopic.' }),
      key: t.arg.id({ required: true, description: 'UUID made by the client: sent again, it changes nothing more.' }),
      text: t.arg.string({ required: true, description: 'At most 2,000 characters. It is public.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { topicId, key, text }, context) =>
      orRefusal(async () =>
        postAgain(context, await answerInTopic({ topicId: String(topicId), key: String(key), text }, context)),
      ),
  }),
  judgeForumPost: t.field({
    type: PostResult,
    description:
      'Releases a post, hides it, or takes it for spam. What was written stays stored. By the head of the topic’s unit, or a leader.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a ForumPost.' }),
      verdict: t.arg({ type: VerdictRef, required: true, description: 'What is decided.' }),
      reason: t.arg.string({ description: 'Needed for HIDE and FLAG_SPAM; at most 2,000 characters.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id, verdict, reason }, context) =>
      orRefusal(async () => postAgain(context, await judgePost({ id: String(id), verdict, reason }, context))),
  }),
  setForumModeration: t.field({
    type: TenantResult,
    description: 'Sets whether posts wait for a person from now on. By a leader.',
    args: { moderation: t.arg({ type: ModerationRef, required: true, description: 'When posts are shown.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { moderation }, context) =>
      orRefusal(async () => {
        const tenant = await context.tenants.byId(await setModeration(moderation, context));
        if (tenant === undefined) throw new Error('The tenant is gone.');
        return tenant;
      }),
  }),
  eraseForumPost: t.field({
    type: PostReceiptRef,
    nullable: true,
    description: 'Erases what was written, for good, by whoever holds its code. That there was a post stays counted.',
    args: { code: t.arg.string({ required: true, description: CODE }) },
    extensions: BY_CODE,
    resolve: (_root, { code }, context) => erasePost(code, context),
  }),
}));
