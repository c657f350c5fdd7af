import { ViewerRef } from '../access/viewer.graphql.ts';
import type { Viewer } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import {
  FORUM_POST_STATE_NAMES,
  FORUM_POST_STATES,
  type ForumModeration,
  type ForumPostState,
  type ForumTopicMove,
  type ForumVerdict,
  verdictsOn,
} from '../domain/forum.ts';
import { maskPersonalData } from '../domain/personal-data.ts';
import { inPublicLanguage } from '../domain/text.ts';
import { notFound } from '../errors.ts';
import { Challenge } from '../feedback/feedback.graphql.ts';
import { encodeGlobalId } from '../global-id.ts';
import { PUBLIC_LANG } from '../lang-argument.ts';
import { PAGED, type PageQuery, pageById, pageOf, upTo, withCheckedPage } from '../tenant/page.graphql.ts';
import { keyOf, Tenant, tenantOfId } from '../tenant/tenant.graphql.ts';
import { unitsAnswered, unitsModerated } from './find-topic.ts';
import { forumAddress } from './forum-address.ts';
import { movesInTopic } from './moves-in-topic.ts';
import { findPostByCode, type PostReceipt, tenantOfPostCode } from './post-receipt.ts';
import { countPosts, type PostCounts, publicPosts, publicWords } from './read-forum.ts';
import { requestForumChallenge } from './request-forum-challenge.ts';
import { readModeration } from './set-moderation.ts';
import type { Official } from './speak-as.ts';
import { type TopicSubject, topicSubjects } from './topic-subjects.ts';

export const ModerationRef = builder.enumType('ForumModeration', {
  description: 'When what a citizen writes in the forum is shown.',
  values: {
    BEFORE: { description: 'Once a person has released it; the default.' },
    AFTER: { description: 'At once; it can be hidden.' },
  } as const satisfies Record<ForumModeration, unknown>,
});

const PostStateRef = builder.enumType('ForumPostState', {
  description: 'Where a post stands. Nothing of it is thrown away.',
  values: Object.fromEntries(
    FORUM_POST_STATES.map((state) => [state, { description: `${FORUM_POST_STATE_NAMES[state].id}.` }]),
  ) as Record<ForumPostState, { description: string }>,
});

export const VerdictRef = builder.enumType('ForumVerdict', {
  description: 'What a person decides about a post.',
  values: {
    SHOW: { description: 'Everybody reads it.' },
    HIDE: { description: 'Everybody reads that it is hidden, and why.' },
    FLAG_SPAM: { description: 'It is counted as spam; its writer reads why.' },
  } as const satisfies Record<ForumVerdict, unknown>,
});

const TopicMoveRef = builder.enumType('ForumTopicMove', {
  description: 'What an official does in a topic.',
  values: {
    ANSWER: { description: 'Answers in it, marked with unit and post.' },
    CLOSE: { description: 'Closes it, with the reason.' },
  } as const satisfies Record<ForumTopicMove, unknown>,
});

const Counts = builder.objectRef<PostCounts>('ForumPostCounts').implement({
  description: 'What became of all that was written into a topic; the parts make up the whole.',
  fields: (t) => ({
    received: t.exposeInt('received', { description: 'All posts, those of officials among them.' }),
    shown: t.exposeInt('shown', { description: 'Those that everybody reads.' }),
    waiting: t.exposeInt('waiting', { description: 'Those that no person has looked at yet.' }),
    hidden: t.exposeInt('hidden', { description: 'Those that are hidden with a reason.' }),
    spam: t.exposeInt('spam', { description: 'Those that were taken for spam.' }),
    erased: t.exposeInt('erased', { description: 'Those that their writers erased, and those whose time was over.' }),
  }),
});

const OfficialRef = builder.objectRef<Official>('ForumOfficial').implement({
  description: 'As what an official spoke; the mark comes from the sign-in, never from what somebody wrote.',
  fields: (t) => ({
    unit: t.exposeString('unit', { description: 'Name of the unit, as it was then.' }),
    post: t.exposeString('post', { description: 'Name of the post that was held then.' }),
  }),
});

const official = ({ authorUnit, authorPost }: { authorUnit: string | null; authorPost: string | null }) =>
  authorUnit === null || authorPost === null ? null : { unit: authorUnit, post: authorPost };

const ForumPost = builder.prismaObject('ForumPost', {
  description: 'What was written into a topic, as everybody reads it.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'ForumPost', tenantId, id }),
    }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it was stored.' }),
    words: t.string({
      nullable: true,
      description: 'What it says, personal data masked; null where it is not shown, and once it is erased.',
      select: { text: true, state: true },
      resolve: publicWords,
    }),
    hiddenReason: t.string({
      nullable: true,
      description: 'Why it is hidden; null where it is not.',
      select: { state: true, judgedReason: true },
      resolve: ({ state, judgedReason }) => (state === 'HIDDEN' ? judgedReason : null),
    }),
    erasedAt: t.expose('erasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its writer erased it, or its time was over; null where it is there.',
    }),
    official: t.field({
      type: OfficialRef,
      nullable: true,
      description: 'The unit and post of an official who answers; null for everybody else.',
      select: { authorUnit: true, authorPost: true },
      resolve: official,
    }),
  }),
});

export const ForumTopic = builder.prismaObject('ForumTopic', {
  description: 'Something that everybody can discuss in public.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'ForumTopic', tenantId, id }),
    }),
    path: t.string({
      description: 'Where its page is on this gateway, for browsers without JavaScript as well.',
      resolve: async ({ tenantId, id }, _args, { tenants }) => forumAddress(await tenants.byId(tenantId), id),
    }),
    unit: t.relation('unit', { nullable: true, description: 'The unit that it is about; null for the region.' }),
    service: t.relation('service', { nullable: true, description: 'The service that it is about; null for none.' }),
    title: t.string({
      description: 'Its title.',
      select: { title: true },
      resolve: ({ title }) => maskPersonalData(title),
    }),
    opening: t.string({
      description: 'What it is opened with.',
      select: { opening: true },
      resolve: ({ opening }) => maskPersonalData(opening),
    }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When it was opened.' }),
    activeAt: t.expose('activeAt', {
      type: 'DateTime',
      description: 'When its last shown post was written, or else when it was opened.',
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was closed; null while everybody can write into it.',
    }),
    closedReason: t.exposeString('closedReason', { nullable: true, description: 'Why it was closed.' }),
    moves: t.field({
      type: [TopicMoveRef],
      description:
        'What the person who is signed in can do in it now; nothing for everybody else, and once it is closed.',
      select: { unitId: true, closedAt: true },
      resolve: async (topic, _args, context) => [...(await movesInTopic(topic, context))],
    }),
    counts: t.field({
      type: Counts,
      description: 'What became of what was written into it.',
      complexity: 10,
      resolve: async ({ id }, _args, { db }) => (await countPosts(db.pool, [id]))(id),
    }),
  }),
});

builder.prismaObjectField(ForumTopic, 'posts', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: ForumPost,
        description: 'What was written, the oldest first: nothing stands before what was written earlier.',
        resolve: (query, { tenantId, id }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'id', 'asc');
          return db.prisma.forumPost.findMany({ ...page, where: { AND: [publicPosts(tenantId, id), behind] } });
        },
      },
      { name: 'ForumPostConnection', description: 'A page of posts.' },
      { name: 'ForumPostEdge', description: 'A post on a page.' },
    ),
  ),
);

/** The topic with the latest shown post first. */
const pageOfTopics = (page: Pick<PageQuery, 'cursor' | 'take'>, prisma: Context['db']['prisma']) =>
  pageOf(page, {
    by: 'activeAt',
    direction: 'desc',
    valueAt: async (key) =>
      (await prisma.forumTopic.findUnique({ where: { tenantId_id: key }, select: { activeAt: true } }))?.activeAt,
  });

builder.objectFields(Tenant, (t) => ({
  forumModeration: t.field({
    type: ModerationRef,
    description: 'When what a citizen writes in the forum of the region is shown.',
    resolve: (_tenant, _args, context) => readModeration(context),
  }),
  forumTopics: withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: ForumTopic,
        description: 'What is discussed in the region: the topic with the latest shown post first.',
        args: {
          unitId: t.arg.id({ description: 'Only those about this Unit and its services.' }),
          serviceId: t.arg.id({ description: 'Only those about this Service.' }),
        },
        resolve: async ({ cursor, skip: _, ...query }, { tenantId }, { unitId, serviceId }, { db: { prisma } }) => {
          const { behind, ...page } = await pageOfTopics({ cursor, take: query.take }, prisma);
          const about = {
            tenantId,
            ...(unitId != null && { unitId: keyOf('unitId', String(unitId), 'Unit').id }),
            ...(serviceId != null && { serviceId: keyOf('serviceId', String(serviceId), 'Service').id }),
          };
          return prisma.forumTopic.findMany({ ...query, ...page, where: { AND: [about, behind] } });
        },
      },
      { name: 'ForumTopicConnection', description: 'A page of topics.' },
      { name: 'ForumTopicEdge', description: 'A topic on a page.' },
    ),
  ),
}));

export const PostToJudge = builder.prismaObject('ForumPost', {
  variant: 'ForumPostToJudge',
  description: 'A post, as those who moderate see it.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'The id of the ForumPost.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'ForumPost', tenantId, id }),
    }),
    topic: t.relation('topic', { description: 'Where it was written.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it was stored.' }),
    words: t.string({
      nullable: true,
      description: 'What it says, personal data masked, as it would be shown; null once it is erased.',
      select: { text: true },
      resolve: ({ text }) => (text === null ? null : maskPersonalData(text)),
    }),
    state: t.field({
      type: PostStateRef,
      description: 'Where it stands.',
      select: { state: true },
      resolve: ({ state }) => state as ForumPostState,
    }),
    reason: t.exposeString('judgedReason', { nullable: true, description: 'Why it is hidden, or taken for spam.' }),
    verdicts: t.field({
      type: [VerdictRef],
      description: 'What can be decided about it now.',
      select: { state: true },
      resolve: ({ state }) => [...verdictsOn(state as ForumPostState)],
    }),
    official: t.field({
      type: OfficialRef,
      nullable: true,
      description: 'The unit and post of an official who answers; null for everybody else.',
      select: { authorUnit: true, authorPost: true },
      resolve: official,
    }),
  }),
});

builder.objectField(ViewerRef, 'forumPostsToJudge', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: PostToJudge,
        description:
          'Posts in topics that the person moderates, the oldest first: of the units that she heads, for leaders of the whole region.',
        args: { state: t.arg({ type: PostStateRef, defaultValue: 'WAITING', description: 'Those that stand here.' }) },
        resolve: async (query, { tenantId }: Viewer, { state }, context) => {
          const units = await unitsModerated(context);
          const { behind, ...page } = pageById(query, 'id', 'asc');
          const where = {
            tenantId,
            state: state ?? 'WAITING',
            erasedAt: null,
            ...(units !== null && { topic: { unitId: { in: [...units] } } }),
          };
          return context.db.prisma.forumPost.findMany({ ...page, where: { AND: [where, behind] } });
        },
      },
      { name: 'ForumPostToJudgeConnection', description: 'A page of posts that are to be judged.' },
      { name: 'ForumPostToJudgeEdge', description: 'A post on a page.' },
    ),
  ),
);

builder.objectField(ViewerRef, 'forumTopicsToAnswer', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: ForumTopic,
        description:
          'Open topics in which the person answers as an official, the one with the latest shown post first: of the units that she heads, for leaders of the whole region.',
        resolve: async ({ cursor, skip: _, ...query }, { tenantId }: Viewer, _args, context) => {
          const { prisma } = context.db;
          const units = await unitsAnswered(context);
          const { behind, ...page } = await pageOfTopics({ cursor, take: query.take }, prisma);
          const open = { tenantId, closedAt: null, ...(units !== null && { unitId: { in: [...units] } }) };
          return prisma.forumTopic.findMany({ ...query, ...page, where: { AND: [open, behind] } });
        },
      },
      { name: 'ForumTopicToAnswerConnection', description: 'A page of topics that one answers in.' },
      { name: 'ForumTopicToAnswerEdge', description: 'A topic on a page.' },
    ),
  ),
);

const TopicSubjectRef = builder.objectRef<TopicSubject>('ForumTopicSubject').implement({
  description: 'What a topic can be about: a unit, one of its services or, without either, the region.',
  fields: (t) => ({
    unitId: t.id({
      nullable: true,
      description: 'Id of the Unit; null for the region.',
      resolve: ({ tenantId, unitId: id }) => (id === null ? null : encodeGlobalId({ type: 'Unit', tenantId, id })),
    }),
    serviceId: t.id({
      nullable: true,
      description: 'Id of the Service; null for the unit as a whole, and for the region.',
      resolve: ({ tenantId, serviceId: id }) =>
        id === null ? null : encodeGlobalId({ type: 'Service', tenantId, id }),
    }),
    unit: t.exposeString('unit', { nullable: true, description: 'Name of the unit; null for the region.' }),
    service: t.exposeString('service', { nullable: true, description: 'Name of the service; null for none.' }),
  }),
});

const MOST_SUBJECTS = 1000;
const USUAL_SUBJECTS = 500;

builder.objectField(ViewerRef, 'forumTopicSubjects', (t) =>
  t.field({
    type: [TopicSubjectRef],
    description:
      'What the person may open a topic about: the units that she heads with their services; for leaders the region and all of its units.',
    args: {
      first: t.arg.int({ description: `At most so many, 1 to ${MOST_SUBJECTS}; ${USUAL_SUBJECTS} by default.` }),
    },
    complexity: 20,
    resolve: async (_viewer, { first }, context) => [
      ...(await topicSubjects(upTo('first', first, MOST_SUBJECTS, USUAL_SUBJECTS), context)),
    ],
  }),
);

export const PostReceiptRef = builder.objectRef<PostReceipt>('ForumPostReceipt').implement({
  description: 'What the writer of a post keeps, and what became of it; its code is the only key that is needed.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'For example `3273-7K3M-9QXT-2WZ4-H8RN`.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it was stored.' }),
    topic: t.prismaField({
      type: ForumTopic,
      description: 'Where it was written.',
      resolve: (query, { tenantId, topicId }, _args, { db }) =>
        db.prisma.forumTopic.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: topicId } } }),
    }),
    state: t.expose('state', { type: PostStateRef, description: 'Where it stands.' }),
    stateLabel: t.string({
      description: 'Where it stands, in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ state }, { lang }) => inPublicLanguage(FORUM_POST_STATE_NAMES[state], lang),
    }),
    reason: t.exposeString('judgedReason', { nullable: true, description: 'Why it is hidden, or taken for spam.' }),
    erasedAt: t.expose('erasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was erased by its code, or its time was over.',
    }),
  }),
});

/** Of the region that a code names. */
export const BY_CODE = {
  tenantOf: ({ code }: Readonly<Record<string, unknown>>, context: Context) => tenantOfPostCode(String(code), context),
};
export const CODE = 'The code that the writer was given.';

builder.queryFields((t) => ({
  forumTopic: t.prismaField({
    type: ForumTopic,
    nullable: true,
    description: 'A topic of the forum, open or closed. Null with an error when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of a ForumTopic.' }) },
    extensions: { tenantOf: tenantOfId('id') },
    resolve: async (query, _root, { id }, { db }) => {
      const where = { tenantId_id: keyOf('id', String(id), 'ForumTopic') };
      const found = await db.prisma.forumTopic.findUnique({ ...query, where });
      if (found === null) throw notFound('id', id, 'the id of a ForumTopic');
      return found;
    },
  }),
  forumPostReceipt: t.field({
    type: PostReceiptRef,
    nullable: true,
    description: 'What became of a post in the forum, by its code. Null with an error when there is none.',
    args: { code: t.arg.string({ required: true, description: CODE }) },
    extensions: BY_CODE,
    resolve: (_root, { code }, context) => findPostByCode(code, context),
  }),
  forumChallenge: t.field({
    type: Challenge,
    description: 'A proof-of-work challenge for one topic; needed only when a post was answered with TooManyRequests.',
    args: { topicId: t.arg.id({ required: true, description: 'Id of the ForumTopic that the proof is for.' }) },
    extensions: { tenantOf: tenantOfId('topicId') },
    resolve: async (_root, { topicId }, context) => {
      const challenge = await requestForumChallenge(keyOf('topicId', String(topicId), 'ForumTopic').id, context);
      if (challenge === undefined) throw notFound('topicId', topicId, 'the id of a ForumTopic');
      return challenge;
    },
  }),
}));
