import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { ViewerRef } from '../access/viewer.graphql.ts';
import type { Viewer } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import { maskPersonalData } from '../domain/personal-data.ts';
import { type AlarmKind, type AlarmState, alarmInWords } from '../domain/rating-alarm.ts';
import { encodeGlobalId } from '../global-id.ts';
import { STAFF_LANG } from '../lang-argument.ts';
import { tenantOfViewer, upTo } from '../tenant/page.graphql.ts';
import { Unit } from '../tenant/tenant.graphql.ts';
import { dismissRatingAlarm } from './dismiss-alarm.ts';
import { RatingExclusion } from './exclusion.graphql.ts';
import { mayExclude } from './may-exclude.ts';
import { mayReadExclusions, unitsWithExclusions } from './may-read-exclusions.ts';

const AlarmKindType = builder.enumType('RatingAlarmKind', {
  description: 'What is unusual about how ratings came.',
  values: {
    COUNT: { description: 'More in a day or an hour than chance explains.' },
    MIX: { description: 'Other scores than before.' },
    SOURCE: { description: 'More than half from one network, and more from one than ever.' },
  } as const satisfies Record<AlarmKind, unknown>,
});

const AlarmStateType = builder.enumType('RatingAlarmState', {
  description: 'What people decided about an alarm.',
  values: {
    OPEN: { description: 'Nobody has decided yet.' },
    DISMISSED: { description: 'There was a good reason; the ratings count.' },
    EXCLUDED: { description: 'Ratings of that time were taken out of the figures.' },
  } as const satisfies Record<AlarmState, unknown>,
});

const RatingAlarm = builder.prismaObject('RatingAlarm', {
  description:
    'That ratings of a service came in an unusual way on one day: people look and decide. By itself nothing is taken out or hidden. With `service.id`, `from` and `until` the ratings are selected for `ratingsToExclude` and `excludeRatings`.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'RatingAlarm', tenantId, id }),
    }),
    unit: t.relation('unit', { description: 'The unit of the service when it was raised.' }),
    service: t.relation('service', { description: 'The service that was rated.' }),
    kind: t.field({
      type: AlarmKindType,
      description: 'What is unusual.',
      select: { kind: true },
      resolve: ({ kind }) => kind as AlarmKind,
    }),
    message: t.string({
      description: 'What was seen and what is usual, in a sentence.',
      args: { lang: t.arg.string({ description: STAFF_LANG }) },
      select: { kind: true, seen: true, expected: true },
      resolve: ({ kind, seen, expected }, { lang }) => alarmInWords({ kind: kind as AlarmKind, seen, expected }, lang),
    }),
    from: t.expose('receivedFrom', { type: 'DateTime', description: 'It is about ratings received from then on …' }),
    until: t.field({
      type: 'DateTime',
      description: '… until before then: the end of a day or an hour, or now while that lasts.',
      select: { receivedUntil: true },
      resolve: ({ receivedUntil }, _args, { now }) => new Date(Math.min(receivedUntil.getTime(), now().getTime())),
    }),
    expected: t.exposeFloat('expected', {
      description:
        'What was usual in the 28 days before. `COUNT`: ratings in such a time. `MIX`: the mean score. `SOURCE`: ratings of the largest network of a day.',
    }),
    seen: t.exposeFloat('seen', { description: 'The same as it came.' }),
    log10P: t.exposeFloat('log10P', {
      description:
        'Logarithm (base 10) of the probability that chance brings as much or more; -300 for all that is less.',
    }),
    largestShare: t.exposeFloat('largestShare', {
      nullable: true,
      description: 'Share of the largest network in the ratings of the day, 0 to 1; null when no network is known.',
    }),
    effectiveSources: t.exposeFloat('effectiveSources', {
      nullable: true,
      description:
        'By how many networks of the same size the ratings of the day would be spread as much; null when none is known.',
    }),
    raisedAt: t.expose('raisedAt', { type: 'DateTime', description: 'When it was raised.' }),
    state: t.field({
      type: AlarmStateType,
      description: 'What was decided.',
      select: { state: true },
      resolve: ({ state }) => state as AlarmState,
    }),
    mayDecide: t.boolean({
      description: 'Whether the person who is signed in may decide about it now.',
      select: { state: true, unitId: true },
      complexity: 5,
      resolve: ({ state, unitId }, _args, context) => (state === 'OPEN' ? mayExclude(context, unitId) : false),
    }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When somebody decided; null while it is open.',
    }),
    explanation: t.string({
      nullable: true,
      description: 'Why it was dismissed; what could tell who a person is, is masked.',
      select: { explanation: true },
      resolve: ({ explanation }) => (explanation === null ? null : maskPersonalData(explanation)),
    }),
    exclusion: t.relation('exclusion', {
      type: RatingExclusion,
      nullable: true,
      description: 'What was taken out of the figures, by which the alarm was closed.',
    }),
  }),
});

const MOST = 100;
const USUAL = 20;
const FIRST = `At most so many, 1 to ${MOST}; ${USUAL} by default.`;

builder.objectField(Unit, 'ratingAlarms', (t) =>
  t.field({
    type: [RatingAlarm],
    nullable: true,
    description:
      'Alarms on ratings of the unit, decided ones too, the newest first; null for all but its head and leaders.',
    args: { first: t.arg.int({ description: FIRST }) },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? USUAL }),
    resolve: async ({ tenantId, id }, { first }, context) => {
      const take = upTo('first', first, MOST, USUAL);
      if (!(await mayReadExclusions(context, id))) return null;
      return context.db.prisma.ratingAlarm.findMany({ where: { tenantId, unitId: id }, orderBy: { id: 'desc' }, take });
    },
  }),
);

builder.objectField(ViewerRef, 'ratingAlarms', (t) =>
  t.field({
    type: [RatingAlarm],
    description:
      'Open alarms on ratings, the newest first: of the units that the person heads, for leaders of the whole region.',
    args: { first: t.arg.int({ description: FIRST }) },
    complexity: ({ first }) => ({ field: 5, multiplier: first ?? USUAL }),
    resolve: async ({ tenantId }: Viewer, { first }, context) => {
      const take = upTo('first', first, MOST, USUAL);
      const units = await unitsWithExclusions(context);
      return context.db.prisma.ratingAlarm.findMany({
        where: { tenantId, state: 'OPEN', ...(units !== null && { unitId: { in: [...units] } }) },
        orderBy: { id: 'desc' },
        take,
      });
    },
  }),
);

const RatingAlarmResult = resultOf('RatingAlarm', RatingAlarm);

builder.mutationField('dismissRatingAlarm', (t) =>
  t.field({
    type: RatingAlarmResult,
    description:
      'Says that there is a good reason for what an alarm is about, once; the ratings count as before. By a leader who does not work in the unit.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a RatingAlarm.' }),
      explanation: t.arg.string({ required: true, description: 'The reason; at most 2,000 characters.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) =>
      orRefusal(async () =>
        context.db.prisma.ratingAlarm.findUniqueOrThrow({
          where: { tenantId_id: await dismissRatingAlarm(input, context) },
        }),
      ),
  }),
);
