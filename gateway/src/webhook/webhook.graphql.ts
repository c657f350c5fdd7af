import { orError, orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { inLanguage } from '../domain/text.ts';
import {
  FAILING_DAYS,
  KEEP_DELIVERIES_DAYS,
  MOST_ENDPOINTS,
  MOST_TRIES,
  OLD_SECRET_HOURS,
  WEBHOOK_EVENT_TYPES,
  WEBHOOK_EVENTS,
  WEBHOOK_PROBLEMS,
  type WebhookEvent,
  type WebhookProblem,
} from '../domain/webhook.ts';
import { notFound } from '../errors.ts';
import { encodeGlobalId } from '../global-id.ts';
import { DATA_LANG } from '../lang-argument.ts';
import { PAGED, pageOf, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { ENDPOINT_STATE_NAMES, pauseEndpoint, removeEndpoint, resumeEndpoint } from './change-endpoint.ts';
import { type EndpointState, requireEndpoint, requireManager } from './endpoint-at-hand.ts';
import { messageIdOf } from './message-id.ts';
import { type IssuedSecret, registerEndpoint } from './register-endpoint.ts';
import { replayDelivery } from './replay-delivery.ts';
import { rotateSecret } from './rotate-secret.ts';
import { sendTest } from './send-test.ts';

const EndpointStateRef = builder.enumType('WebhookEndpointState', {
  description: 'Whether messages are sent to an endpoint. Where they are not, they wait.',
  values: {
    ACTIVE: { description: 'They are.' },
    PAUSED: { description: 'Somebody has paused it.' },
    FAILED: { description: `It was paused after ${FAILING_DAYS} days of failures alone.` },
    GONE: { description: 'It was paused because it answered 410, Gone.' },
  } as const satisfies Record<EndpointState, unknown>,
});

const DELIVERY_STATES = {
  PENDING: { description: 'It waits for its next try, or for its endpoint to be resumed.' },
  DELIVERED: { description: 'The receiver has taken it.' },
  FAILED: { description: `All of ${MOST_TRIES} tries have failed; it can be replayed.` },
} as const;

const DeliveryStateRef = builder.enumType('WebhookDeliveryState', {
  description: 'What became of a message.',
  values: DELIVERY_STATES,
});

const ProblemRef = builder.enumType('WebhookProblem', {
  description: 'Why a try failed.',
  values: Object.fromEntries(
    Object.entries(WEBHOOK_PROBLEMS).map(([problem, { en }]) => [problem, { description: `In short: ${en}.` }]),
  ) as Record<WebhookProblem, { description: string }>,
});

const Event = builder.objectRef<WebhookEvent>('WebhookEvent').implement({
  description: 'A kind of event that other systems are told of.',
  fields: (t) => ({
    type: t.string({
      description: 'As it stands in the message, for example `ticket.filed`.',
      resolve: (type) => type,
    }),
    label: t.string({
      description: 'What has happened then, in words.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: (type, { lang }) => inLanguage(WEBHOOK_EVENTS[type], lang),
    }),
  }),
});

builder.prismaObject('WebhookAttempt', {
  description: 'One try to deliver a message. What the receiver answered beside the status is not kept.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    milliseconds: t.exposeInt('milliseconds', { description: 'How long it took.' }),
    status: t.exposeInt('status', { nullable: true, description: 'HTTP status of the answer; null without one.' }),
    problem: t.field({
      type: ProblemRef,
      nullable: true,
      description: 'Why it failed; null when the message was taken.',
      select: { problem: true },
      resolve: ({ problem }) => problem as WebhookProblem | null,
    }),
    problemLabel: t.string({
      nullable: true,
      description: 'Why it failed, in words; null when the message was taken.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      select: { problem: true },
      resolve: ({ problem }, { lang }) =>
        problem === null ? null : inLanguage(WEBHOOK_PROBLEMS[problem as WebhookProblem], lang),
    }),
  }),
});

const Delivery = builder.prismaObject('WebhookDelivery', {
  description: `A message to an endpoint. Kept for ${KEEP_DELIVERIES_DAYS} days.`,
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'WebhookDelivery', tenantId, id }),
    }),
    messageId: t.string({
      description:
        'The header `webhook-id`: the same for all tries and replays, by which a receiver knows what it has had.',
      select: { eventId: true },
      resolve: ({ eventId }) => messageIdOf(eventId),
    }),
    type: t.exposeString('type', { description: 'Which kind of event; `webhook.test` for a test.' }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When it happened.' }),
    state: t.field({
      type: DeliveryStateRef,
      description: 'What became of it.',
      select: { state: true },
      resolve: ({ state }) => state as keyof typeof DELIVERY_STATES,
    }),
    nextTryAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next, if its endpoint is active; null when it is not.',
      select: { state: true, dueAt: true },
      resolve: ({ state, dueAt }) => (state === 'PENDING' ? dueAt : null),
    }),
    attempts: t.relation('attempts', {
      description: 'All tries, the first one first.',
      query: { orderBy: { id: 'asc' } },
    }),
  }),
});

const Endpoint = builder.prismaObject('WebhookEndpoint', {
  description: 'An address of another system that is told what happens in the region, by Standard Webhooks.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'WebhookEndpoint', tenantId, id }),
    }),
    url: t.exposeString('url', { description: 'Its address.' }),
    description: t.exposeString('description', { description: 'What it is, in the words of whoever registered it.' }),
    events: t.field({
      type: [Event],
      description: 'What it is told of.',
      select: { events: true },
      resolve: ({ events }) => events as WebhookEvent[],
    }),
    state: t.field({
      type: EndpointStateRef,
      description: 'Whether messages are sent to it.',
      select: { state: true },
      resolve: ({ state }) => state as EndpointState,
    }),
    stateLabel: t.string({
      description: 'The same in Indonesian words.',
      select: { state: true },
      resolve: ({ state }) => ENDPOINT_STATE_NAMES[state as EndpointState],
    }),
    stateSince: t.expose('stateSince', { type: 'DateTime', description: 'Since when.' }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Its first failure after its last success; null while there is none.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was registered.' }),
    waiting: t.relationCount('deliveries', {
      where: { state: 'PENDING' },
      description: 'Messages that it has not taken yet.',
    }),
  }),
});

builder.prismaObjectField(Endpoint, 'deliveries', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: Delivery,
        description: 'Messages to it, the latest first.',
        args: { state: t.arg({ type: DeliveryStateRef, description: 'Only those of which this became.' }) },
        resolve: async ({ cursor, skip: _, ...query }, { tenantId, id }, { state }, { db: { prisma } }) => {
          const { behind, ...page } = await pageOf(
            { cursor, take: query.take },
            {
              by: 'occurredAt',
              direction: 'desc',
              valueAt: async (key) =>
                (await prisma.webhookDelivery.findUnique({ where: { tenantId_id: key }, select: { occurredAt: true } }))
                  ?.occurredAt,
            },
          );
          const where = { tenantId, endpointId: id, ...(state != null && { state }) };
          return prisma.webhookDelivery.findMany({ ...query, ...page, where: { AND: [where, behind] } });
        },
      },
      { name: 'WebhookDeliveryConnection', description: 'A page of messages.' },
      { name: 'WebhookDeliveryEdge', description: 'A message on a page.' },
    ),
  ),
);

const IssuedSecretRef = builder.objectRef<IssuedSecret>('IssuedWebhookSecret').implement({
  description: 'The secret of an endpoint. It is told here and nowhere else.',
  fields: (t) => ({
    endpoint: t.prismaField({
      type: Endpoint,
      description: 'Whose secret it is.',
      resolve: (query, { tenantId, endpointId }, _args, { db }) =>
        db.prisma.webhookEndpoint.findUniqueOrThrow({
          ...query,
          where: { tenantId_id: { tenantId, id: endpointId } },
        }),
    }),
    secret: t.exposeString('secret', {
      description:
        'Begins with `whsec_`, as libraries of Standard Webhooks take it. Keep it where other secrets are kept.',
    }),
    oldValidUntil: t.expose('oldValidUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when messages are signed with the old one, too; null for the first.',
    }),
  }),
});

const Removed = builder.objectRef<{ readonly undelivered: number }>('RemovedWebhookEndpoint').implement({
  description: 'What was removed with an endpoint.',
  fields: (t) => ({
    undelivered: t.exposeInt('undelivered', { description: 'Messages that it had not taken.' }),
  }),
});

const EndpointResult = resultOf('WebhookEndpoint', Endpoint);
const DeliveryResult = resultOf('WebhookDelivery', Delivery);
const SecretResult = resultOf('IssuedWebhookSecret', IssuedSecretRef);
const RemovedResult = resultOf('RemovedWebhookEndpoint', Removed);

/** A change of a row, which then fetches what is asked of it. */
const changed = (work: () => Promise<string>) =>
  orRefusal(async () => {
    const id = await work();
    return { tenantId: boundTenant(), id };
  });

/** All but those that were removed. */
const THERE = { state: { not: 'REMOVED' } };

builder.queryField('webhookEndpoints', (t) =>
  t.prismaField({
    type: [Endpoint],
    nullable: true,
    description:
      'The endpoints of the region, the oldest first. Null with an error for everybody but its personnel administrators.',
    extensions: { tenantOf: tenantOfViewer },
    resolve: async (query, _root, _args, context) => {
      await orError(() => requireManager(context));
      return context.db.prisma.webhookEndpoint.findMany({
        ...query,
        where: { tenantId: boundTenant(), ...THERE },
        orderBy: { id: 'asc' },
      });
    },
  }),
);

builder.queryField('webhookEndpoint', (t) =>
  t.prismaField({
    type: Endpoint,
    nullable: true,
    description:
      'An endpoint by its id. Null with an error when there is none, and for everybody but the personnel administrators of its region.',
    args: { id: t.arg.id({ required: true, description: 'Id of the WebhookEndpoint.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: async (query, _root, { id }, context) => {
      const { tenantId, id: key } = await orError(() => requireEndpoint(String(id), context));
      const where = { tenantId, id: key, ...THERE };
      const found = await context.db.prisma.webhookEndpoint.findFirst({ ...query, where });
      if (found === null) throw notFound('id', id, 'the id of a WebhookEndpoint of your region');
      return found;
    },
  }),
);

const RegisterWebhookEndpointInput = builder.inputType('RegisterWebhookEndpointInput', {
  description: 'An endpoint.',
  fields: (t) => ({
    url: t.string({
      required: true,
      description:
        'Its address: https, port 443 or 1024 and above, on the internet; without user name, password and fragment; at most 2,000 characters.',
    }),
    description: t.string({ required: true, description: 'What it is; at most 200 characters.' }),
    events: t.stringList({ required: true, description: `What it is told of: of ${WEBHOOK_EVENT_TYPES.join(', ')}.` }),
  }),
});

builder.mutationFields((t) => ({
  registerWebhookEndpoint: t.field({
    type: SecretResult,
    description: `Registers an endpoint: by a personnel administrator. A region has at most ${MOST_ENDPOINTS}.`,
    args: { input: t.arg({ type: RegisterWebhookEndpointInput, required: true, description: 'The endpoint.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) => orRefusal(() => registerEndpoint(input, context)),
  }),
  rotateWebhookSecret: t.field({
    type: SecretResult,
    description: 'Gives an endpoint a new secret: by a personnel administrator.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of the WebhookEndpoint.' }),
      keepOldHours: t.arg.int({
        description: `How long messages are signed with the old one, too: 0 to ${OLD_SECRET_HOURS.most} hours, by default ${OLD_SECRET_HOURS.usual}. After a leak: 0.`,
      }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id, keepOldHours }, context) =>
      orRefusal(() => rotateSecret(String(id), keepOldHours ?? OLD_SECRET_HOURS.usual, context)),
  }),
  pauseWebhookEndpoint: t.field({
    type: EndpointResult,
    description: 'Stops sending to an endpoint, for which messages wait from then on: by a personnel administrator.',
    args: { id: t.arg.id({ required: true, description: 'Id of the WebhookEndpoint.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id }, context) => changed(() => pauseEndpoint(String(id), context)),
  }),
  resumeWebhookEndpoint: t.field({
    type: EndpointResult,
    description: 'Sends to an endpoint again, beginning with what has waited: by a personnel administrator.',
    args: { id: t.arg.id({ required: true, description: 'Id of the WebhookEndpoint.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id }, context) => changed(() => resumeEndpoint(String(id), context)),
  }),
  removeWebhookEndpoint: t.field({
    type: RemovedResult,
    description: 'Removes an endpoint with its messages and their log: by a personnel administrator.',
    args: { id: t.arg.id({ required: true, description: 'Id of the WebhookEndpoint.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id }, context) =>
      orRefusal(async () => ({ undelivered: await removeEndpoint(String(id), context) })),
  }),
  sendTestWebhook: t.field({
    type: DeliveryResult,
    description: 'Sends a test event to an endpoint, by the way of all others: by a personnel administrator.',
    args: { id: t.arg.id({ required: true, description: 'Id of the WebhookEndpoint.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id }, context) => changed(() => sendTest(String(id), context)),
  }),
  replayWebhookDelivery: t.field({
    type: DeliveryResult,
    description:
      'Sends a message again, whatever became of it, with the same `messageId`: by a personnel administrator.',
    args: { id: t.arg.id({ required: true, description: 'Id of the WebhookDelivery.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { id }, context) => changed(() => replayDelivery(String(id), context)),
  }),
}));
