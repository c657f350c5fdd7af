import { orError, orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { ViewerRef } from '../access/viewer.graphql.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { EXCLUSION_REASON_NAMES, type ExclusionReason } from '../domain/exclusion.ts';
import { maskPersonalData } from '../domain/personal-data.ts';
import { inPublicLanguage } from '../domain/text.ts';
import { ExclusionReasonType } from '../feedback/respondents.graphql.ts';
import { encodeGlobalId } from '../global-id.ts';
import { PUBLIC_LANG } from '../lang-argument.ts';
import { tenantOfViewer, upTo } from '../tenant/page.graphql.ts';
import { tenantOfInput, Unit } from '../tenant/tenant.graphql.ts';
import { confirmExclusion } from './confirm-exclusion.ts';
import { excludeRatings } from './exclude-ratings.ts';
import { type UnitToReview, unitsToReview } from './may-exclude.ts';
import { mayReadExclusions } from './may-read-exclusions.ts';
import { previewExclusion, type RatingsToExclude } from './preview-exclusion.ts';
import type { Channel } from './rating-selection.ts';
import { restoreRatings } from './restore-ratings.ts';

const FeedbackChannel = builder.enumType('FeedbackChannel', {
  description: 'How a rating came.',
  values: {
    API: { description: 'By another application.' },
    WIDGET: { description: 'By a form on a site.' },
    FORM: { description: 'By the plain form.' },
    KIOSK: { description: 'By a registered device.' },
    IMPORT: { description: 'In an imported file.' },
    DEMO: { description: 'Generated for a demonstration.' },
  } as const satisfies Record<Channel, unknown>,
});

/** Ratings that are out of the figures. */
export const RatingExclusion = builder.prismaObject('RatingExclusion', {
  description:
    'Ratings of one service that are out of the figures, with the reason: a leader took them out, or they came from the office’s own network. The ratings stay; lifted, they count again.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'RatingExclusion', tenantId, id }),
    }),
    service: t.relation('service', { description: 'The service that was rated.' }),
    from: t.expose('receivedFrom', { type: 'DateTime', description: 'Of ratings received from then on …' }),
    until: t.expose('receivedUntil', { type: 'DateTime', description: '… until before then.' }),
    channel: t.field({
      type: FeedbackChannel,
      nullable: true,
      description: 'Those that came in one way alone; null for all.',
      select: { channel: true },
      resolve: ({ channel }) => channel as Channel | null,
    }),
    place: t.exposeString('place', { nullable: true, description: 'Those of one counter or room; null for all.' }),
    device: t.string({
      nullable: true,
      description: 'Name of the device whose ratings they are; null for all.',
      select: { device: { select: { name: true } } },
      resolve: ({ device }) => device?.name ?? null,
    }),
    ratings: t.exposeInt('ratings', { description: 'How many ratings.' }),
    reason: t.field({
      type: ExclusionReasonType,
      description: 'Why they do not count.',
      select: { reason: true },
      resolve: ({ reason }) => reason as ExclusionReason,
    }),
    reasonLabel: t.string({
      description: 'The reason in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      select: { reason: true },
      resolve: ({ reason }, { lang }) => inPublicLanguage(EXCLUSION_REASON_NAMES[reason as ExclusionReason], lang),
    }),
    explanation: t.string({
      description: 'What was found out; what could tell who a person is, is masked.',
      select: { explanation: true },
      resolve: ({ explanation }) => maskPersonalData(explanation),
    }),
    isDecided: t.boolean({
      description:
        'Whether a person has decided about them. Ratings from the office’s own network are out of the figures until somebody has looked at them.',
      select: { decidedById: true, liftedAt: true },
      resolve: ({ decidedById, liftedAt }) => decidedById !== null || liftedAt !== null,
    }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', description: 'Since when they do not count.' }),
    liftedAt: t.expose('liftedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when they count again; null while it stands.',
    }),
    liftedBecause: t.string({
      nullable: true,
      description: 'Why they count again; what could tell who a person is, is masked.',
      select: { liftedBecause: true },
      resolve: ({ liftedBecause }) => (liftedBecause === null ? null : maskPersonalData(liftedBecause)),
    }),
  }),
});

const MOST = 100;
const USUAL = 20;

builder.objectField(Unit, 'ratingExclusions', (t) =>
  t.field({
    type: [RatingExclusion],
    nullable: true,
    description:
      'What was taken out of the figures of the unit, the newest first; null for all but its head and leaders. What the public sees is in `Respondents.exclusions`.',
    args: { first: t.arg.int({ description: `At most so many, 1 to ${MOST}; ${USUAL} by default.` }) },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? USUAL }),
    resolve: async ({ tenantId, id }, { first }, context) => {
      const take = upTo('first', first, MOST, USUAL);
      if (!(await mayReadExclusions(context, id))) return null;
      return context.db.prisma.ratingExclusion.findMany({
        where: { tenantId, unitId: id },
        orderBy: { id: 'desc' },
        take,
      });
    },
  }),
);

const UnitToReviewRef = builder.objectRef<UnitToReview>('UnitToReview').implement({
  description: 'A unit whose ratings a leader looks after.',
  fields: (t) => ({
    unit: t.prismaField({
      type: Unit,
      description: 'The unit.',
      resolve: (query, { tenantId, unitId }, _args, { db }) =>
        db.prisma.unit.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: unitId } } }),
    }),
    undecided: t.exposeInt('undecided', {
      description:
        'Open alarms, and days whose ratings from the office’s own network were set aside: what waits for a decision.',
    }),
    mayDecide: t.exposeBoolean('mayDecide', {
      description:
        'Whether the person may take ratings out of its figures: not where she works, for they judge herself.',
    }),
  }),
});

const MOST_UNITS = 1000;
const USUAL_UNITS = 100;

builder.objectField(ViewerRef, 'unitsToReview', (t) =>
  t.field({
    type: [UnitToReviewRef],
    description: 'Units with services whose ratings the person looks after, by name: all for leaders, none for others.',
    args: { first: t.arg.int({ description: `At most so many, 1 to ${MOST_UNITS}; ${USUAL_UNITS} by default.` }) },
    complexity: 20,
    resolve: async (_viewer, { first }, context) => [
      ...(await unitsToReview(upTo('first', first, MOST_UNITS, USUAL_UNITS), context)),
    ],
  }),
);

const RatingsToExcludeRef = builder.objectRef<RatingsToExclude>('RatingsToExclude').implement({
  description: 'What a selection of ratings is, before anybody decides about them.',
  fields: (t) => ({
    ratings: t.exposeInt('ratings', { description: 'Ratings that count by now.' }),
    answers: t.intList({
      nullable: true,
      description: 'How many answers gave the score 1, 2, 3 and 4; null of fewer than ten ratings.',
      resolve: ({ answers }) => answers && [...answers],
    }),
    closedMonths: t.field({
      type: ['Period'],
      description: 'Months among theirs whose figures are published, and would get a further version.',
      resolve: ({ closedMonths }) => [...closedMonths],
    }),
  }),
});

const SELECTION = {
  serviceId: 'Id of the Service that was rated.',
  from: 'Ratings received from then on …',
  until: '… until before then; at most 31 days after `from`, and not in the future.',
  channel: 'Those that came in one way alone; all by default.',
  place: 'Those of one counter or room, as the poster or the device says it; all by default.',
  deviceId: 'Id of the Device that sent them; all by default.',
} as const;

const RatingSelectionInput = builder.inputType('RatingSelectionInput', {
  description: 'Which ratings of one service.',
  fields: (t) => ({
    serviceId: t.id({ required: true, description: SELECTION.serviceId }),
    from: t.field({ type: 'DateTime', required: true, description: SELECTION.from }),
    until: t.field({ type: 'DateTime', required: true, description: SELECTION.until }),
    channel: t.field({ type: FeedbackChannel, description: SELECTION.channel }),
    place: t.string({ description: SELECTION.place }),
    deviceId: t.id({ description: SELECTION.deviceId }),
  }),
});

const ExcludeRatingsInput = builder.inputType('ExcludeRatingsInput', {
  description: 'Which ratings of one service, and why they do not count.',
  fields: (t) => ({
    serviceId: t.id({ required: true, description: SELECTION.serviceId }),
    from: t.field({ type: 'DateTime', required: true, description: SELECTION.from }),
    until: t.field({ type: 'DateTime', required: true, description: SELECTION.until }),
    channel: t.field({ type: FeedbackChannel, description: SELECTION.channel }),
    place: t.string({ description: SELECTION.place }),
    deviceId: t.id({ description: SELECTION.deviceId }),
    reason: t.field({ type: ExclusionReasonType, required: true, description: 'Why; the figures show it.' }),
    explanation: t.string({
      required: true,
      description: 'What was found out; at most 2,000 characters. For the head of the unit and leaders.',
    }),
  }),
});

builder.queryField('ratingsToExclude', (t) =>
  t.field({
    type: RatingsToExcludeRef,
    nullable: true,
    description:
      'How many ratings a selection has, and how they answered: for whoever may decide about them. An error for others.',
    args: { input: t.arg({ type: RatingSelectionInput, required: true, description: 'Which ratings.' }) },
    complexity: 50,
    extensions: { tenantOf: tenantOfInput('serviceId') },
    resolve: (_root, { input }, context) => orError(() => previewExclusion(input, context)),
  }),
);

const RatingExclusionResult = resultOf('RatingExclusion', RatingExclusion);

const shownAgain = ({ db }: Context, { tenantId, id }: { readonly tenantId: string; readonly id: string }) =>
  db.prisma.ratingExclusion.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id } } });

builder.mutationFields((t) => ({
  excludeRatings: t.field({
    type: RatingExclusionResult,
    description:
      'Takes ratings of a service out of all figures and boards, with the reason: by a leader who does not work in its unit. Published figures get a further version. The ratings stay, and can be counted again.',
    args: { input: t.arg({ type: ExcludeRatingsInput, required: true, description: 'Which ratings, and why.' }) },
    extensions: { tenantOf: tenantOfInput('serviceId') },
    resolve: (_root, { input }, context) =>
      orRefusal(async () => shownAgain(context, await excludeRatings(input, context))),
  }),
  confirmExclusion: t.field({
    type: RatingExclusionResult,
    description:
      'Says that ratings from the office’s own network stay out of the figures, once. By a leader who does not work in the unit.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a RatingExclusion that nobody has decided about.' }),
      explanation: t.arg.string({ required: true, description: 'Why; at most 2,000 characters.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) =>
      orRefusal(async () => shownAgain(context, await confirmExclusion(input, context))),
  }),
  restoreRatings: t.field({
    type: RatingExclusionResult,
    description: 'Lifts an exclusion, once: its ratings count again. By a leader who does not work in the unit.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a RatingExclusion.' }),
      explanation: t.arg.string({ required: true, description: 'Why; at most 2,000 characters.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) =>
      orRefusal(async () => shownAgain(context, await restoreRatings(input, context))),
  }),
}));
