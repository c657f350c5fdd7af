import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { encodeGlobalId } from '../global-id.ts';
import { DATA_LANG } from '../lang-argument.ts';
import { WeakElementRef } from '../scorecard/unit-scorecard.graphql.ts';
import { tenantOfViewer, upTo } from '../tenant/page.graphql.ts';
import { tenantOfInput, Unit } from '../tenant/tenant.graphql.ts';
import { MAX_REPLY, publishReply } from './publish-reply.ts';
import { replyElement } from './reply-element.ts';
import { shownReplies, shownSide } from './shown-replies.ts';
import { withdrawReply } from './withdraw-reply.ts';

const PublicReply = builder.prismaObject('PublicReply', {
  description:
    'Anda sampaikan, kami lakukan: what citizens said and what the unit did about it, in the words of the unit.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'PublicReply', tenantId, id }),
    }),
    unit: t.relation('unit', { description: 'Whose it is.' }),
    service: t.relation('service', { nullable: true, description: 'The service that it is about; null for the unit.' }),
    element: t.exposeString('element', {
      nullable: true,
      description: 'Key of the element of the index that it is about; null when it is about none.',
    }),
    elementLabel: t.string({
      nullable: true,
      description: 'The element in words.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      select: { element: true, questionnaireKey: true, questionnaireVersion: true },
      resolve: (reply, { lang }, { db }) => replyElement(db.pool, reply, lang),
    }),
    said: t.string({
      description: 'What citizens said; what could tell who a person is, is masked.',
      select: { said: true },
      resolve: ({ said }) => shownSide(said),
    }),
    done: t.string({
      description: 'What the unit did about it; masked likewise.',
      select: { done: true },
      resolve: ({ done }) => shownSide(done),
    }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When it was published.' }),
  }),
});

const MOST = 50;
const USUAL = 20;

builder.prismaObjectField(Unit, 'publicReplies', (t) =>
  t.prismaField({
    type: [PublicReply],
    description: 'What citizens said and what the unit did about it, the newest first.',
    args: { first: t.arg.int({ description: `How many at most: 1 to ${MOST}, by default ${USUAL}.` }) },
    complexity: ({ first }) => ({ field: 1, multiplier: first ?? USUAL }),
    resolve: (query, { tenantId, id }, { first }, { db }) =>
      db.prisma.publicReply.findMany({
        ...query,
        ...shownReplies(tenantId, id),
        take: upTo('first', first, MOST, USUAL),
      }),
  }),
);

builder.objectField(WeakElementRef, 'publicReplies', (t) =>
  t.prismaField({
    type: [PublicReply],
    description: 'What the unit already did about the element, the newest first, at most 10.',
    resolve: (query, { tenantId, unitId, element, questionnaire }, _args, { db }) => {
      const { where, orderBy } = shownReplies(tenantId, unitId);
      return db.prisma.publicReply.findMany({
        ...query,
        where: { ...where, questionnaireKey: questionnaire.key, element: element.key },
        orderBy,
        take: 10,
      });
    },
  }),
);

const PublishReplyInput = builder.inputType('PublishReplyInput', {
  description: 'What citizens said and what was done about it.',
  fields: (t) => ({
    unitId: t.id({ required: true, description: 'Id of the Unit.' }),
    serviceId: t.id({ description: 'Id of the Service of the unit that it is about.' }),
    element: t.string({ description: "Key of an element of the unit's questionnaire, `waktu`." }),
    ticketId: t.id({ description: 'Id of the answered Ticket that it comes from; it stays private.' }),
    said: t.string({
      required: true,
      description: `What citizens said, in the words of the unit; at most ${MAX_REPLY} characters. It is public.`,
    }),
    done: t.string({
      required: true,
      description: `What the unit did about it; at most ${MAX_REPLY} characters. It is public.`,
    }),
    key: t.id({ description: 'UUID made by the client: sent again, it publishes nothing more.' }),
  }),
});

const PublicReplyResult = resultOf('PublicReply', PublicReply);

const shownAgain = ({ db }: Context, { tenantId, id }: { readonly tenantId: string; readonly id: string }) =>
  db.prisma.publicReply.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id } } });

builder.mutationFields((t) => ({
  publishReply: t.field({
    type: PublicReplyResult,
    description:
      'Publishes what citizens said and what the unit did about it. By the head of the unit or a leader; public at once.',
    args: { input: t.arg({ type: PublishReplyInput, required: true, description: 'Both sides.' }) },
    extensions: { tenantOf: tenantOfInput('unitId') },
    resolve: (_root, { input }, context) =>
      orRefusal(async () =>
        shownAgain(
          context,
          await publishReply({ ...input, key: input.key == null ? null : String(input.key) }, context),
        ),
      ),
  }),
  withdrawReply: t.field({
    type: PublicReplyResult,
    description:
      'Takes a published reply back. By the head of the unit or a leader; it is kept, and not public any more.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a PublicReply.' }),
      reason: t.arg.string({ required: true, description: 'Why; at most 2,000 characters. It is not public.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(async () => shownAgain(context, await withdrawReply(input, context))),
  }),
}));
