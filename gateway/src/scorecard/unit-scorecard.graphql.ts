import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { type Period, periodTitle } from '../domain/period.ts';
import { inLanguage, inPublicLanguage } from '../domain/text.ts';
import type { Trend } from '../domain/trend.ts';
import { trendWords } from '../domain/trend-words.ts';
import { QuestionnaireType, ServiceGrade } from '../feedback/satisfaction-index.graphql.ts';
import { encodeGlobalId } from '../global-id.ts';
import { DATA_LANG, PUBLIC_LANG } from '../lang-argument.ts';
import { tenantOfViewer, upTo } from '../tenant/page.graphql.ts';
import { Unit } from '../tenant/tenant.graphql.ts';
import { elementName } from './element-name.ts';
import { findWeakElements, type WeakElement } from './find-weak-elements.ts';
import { planImprovement } from './plan-improvement.ts';
import { readTrend, type TrendPoint, type UnitTrend } from './read-trend.ts';
import {
  IMPROVEMENT_STATE_NAMES,
  type ImprovementState,
  type ReportImprovement,
  reportImprovement,
} from './report-improvement.ts';
import { zoneOf } from './zone-of.ts';

const Direction = builder.enumType('TrendDirection', {
  description: 'Where an index is going, as far as the data prove it.',
  values: {
    UP: {
      description:
        'Higher than before by more than chance would explain: the 95 % interval of the difference lies above 0.',
    },
    DOWN: { description: 'Lower than before by more than chance would explain.' },
    NONE_PROVEN: { description: 'The data cannot tell; which is not to say that nothing changed.' },
    TOO_FEW: { description: 'One of the two quarters has fewer than 30 ratings, or there is only one.' },
  } as const satisfies Record<Trend['direction'], unknown>,
});

const Point = builder.objectRef<TrendPoint>('TrendPoint').implement({
  description: 'One quarter in the line of a trend.',
  fields: (t) => ({
    period: t.field({ type: 'Period', description: 'Which quarter.', resolve: ({ period }) => period }),
    periodLabel: t.string({
      description: 'The quarter in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ period }, { lang }) => periodTitle(period, lang),
    }),
    value: t.float({
      nullable: true,
      description: 'The published index, 25.00 to 100.00; null where none was published.',
      resolve: ({ index }) => index?.value ?? null,
    }),
    grade: t.field({
      type: ServiceGrade,
      nullable: true,
      description: 'Mutu pelayanan; null where none was published.',
      resolve: ({ index }) => index?.grade ?? null,
    }),
    ratings: t.exposeInt('ratings', {
      nullable: true,
      description: 'Ratings behind it; null where none was published.',
    }),
  }),
});

const UnitTrendRef = builder.objectRef<UnitTrend>('UnitTrend').implement({
  description:
    'Where the index of a unit is going, from published figures alone: first against last shown quarter by Welch’s interval, with an arrow only when both have 30 ratings and the interval excludes 0.',
  fields: (t) => ({
    questionnaire: t.field({
      type: QuestionnaireType,
      nullable: true,
      description: 'The questionnaire of all points; null while no quarter shows a figure.',
      resolve: ({ questionnaire }) => questionnaire,
    }),
    points: t.field({
      type: [Point],
      description: 'The quarters, the earliest first.',
      resolve: ({ points }) => [...points],
    }),
    from: t.field({
      type: 'Period',
      nullable: true,
      description: 'The first quarter that shows a figure: what the last is compared with.',
      resolve: ({ compared }) => compared?.from ?? null,
    }),
    to: t.field({
      type: 'Period',
      nullable: true,
      description: 'The last quarter that shows a figure.',
      resolve: ({ compared }) => compared?.to ?? null,
    }),
    direction: t.field({
      type: Direction,
      description: 'What is proven.',
      resolve: ({ trend }) => trend.direction,
    }),
    difference: t.float({
      nullable: true,
      description:
        'Last less first mean of ratings, in points of the index; null for TOO_FEW. Recaps have no spread and stay out.',
      resolve: ({ trend }) => ('difference' in trend ? trend.difference : null),
    }),
    lower: t.float({
      nullable: true,
      description: 'Lower end of the 95 % interval of the difference; null for TOO_FEW.',
      resolve: ({ trend }) => ('interval' in trend ? trend.interval.lower : null),
    }),
    upper: t.float({
      nullable: true,
      description: 'Upper end of the 95 % interval of the difference; null for TOO_FEW.',
      resolve: ({ trend }) => ('interval' in trend ? trend.interval.upper : null),
    }),
    explanation: t.string({
      description: 'The same in a sentence, with its numbers.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ trend, compared }, { lang }) => trendWords(trend, compared, lang),
    }),
  }),
});

const ImprovementStateRef = builder.enumType('ImprovementState', {
  description: 'How far an improvement is.',
  values: {
    PLANNED: { description: 'Not begun.' },
    RUNNING: { description: 'Under way.' },
    DONE: { description: 'Done, with its result.' },
  } as const satisfies Record<ImprovementState, unknown>,
});

const ImprovementProgress = builder.enumType('ImprovementProgress', {
  description: 'What can be reported of an improvement.',
  values: {
    RUNNING: { description: 'It has begun.' },
    DONE: { description: 'It is done; then its result must be told.' },
  } as const satisfies Record<ReportImprovement['state'], unknown>,
});

const Improvement = builder.prismaObject('Improvement', {
  description: 'What a unit does about an element that citizens find weak.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Improvement', tenantId, id }),
    }),
    element: t.exposeString('element', { description: 'Key of the element, for example `waktu`.' }),
    elementName: t.string({
      description: 'The element in words.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      select: { element: true, questionnaireKey: true, questionnaireVersion: true },
      resolve: (improvement, { lang }, { db }) => elementName(db.pool, improvement, lang),
    }),
    period: t.field({
      type: 'Period',
      description: 'The period whose figure gave the reason.',
      select: { period: true },
      resolve: ({ period }) => period as Period,
    }),
    action: t.exposeString('action', { description: 'What is done.' }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'By when.' }),
    state: t.field({
      type: ImprovementStateRef,
      description: 'How far it is.',
      select: { state: true },
      resolve: ({ state }) => state as ImprovementState,
    }),
    stateLabel: t.string({
      description: 'How far it is, in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      select: { state: true },
      resolve: ({ state }, { lang }) => inPublicLanguage(IMPROVEMENT_STATE_NAMES[state as ImprovementState], lang),
    }),
    result: t.exposeString('result', { nullable: true, description: 'How it went; null while nothing was told.' }),
    reportedAt: t.expose('reportedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When that was told last; null while nothing was.',
    }),
  }),
});

/** A weak element; slices above add what was done about it. */
export const WeakElementRef = builder.objectRef<WeakElement & { readonly tenantId: string }>('WeakElement').implement({
  description: 'An element of a published figure, ranked from the weakest.',
  fields: (t) => ({
    place: t.exposeInt('place', { description: '1 for the weakest; elements exactly as weak share a place.' }),
    key: t.string({ description: 'Key of the element.', resolve: ({ element }) => element.key }),
    name: t.string({
      description: 'The element in words.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ element }, { lang }) => inLanguage(element.label, lang),
    }),
    meanScore: t.float({
      description: 'NRR, the mean score 1 to 4.',
      resolve: ({ mean }) => mean.meanScore?.valueOf() ?? 0,
    }),
    ratings: t.int({ description: 'Ratings that answered it.', resolve: ({ mean }) => mean.ratings }),
    improvements: t.prismaField({
      type: [Improvement],
      description: 'What is being done about it, the newest first, at most 10.',
      resolve: (query, { tenantId, unitId, element, questionnaire }, _args, { db }) =>
        db.prisma.improvement.findMany({
          ...query,
          where: { tenantId, unitId, questionnaireKey: questionnaire.key, element: element.key },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: 10,
        }),
    }),
  }),
});

const MOST_QUARTERS = 20;
const MOST_ELEMENTS = 20;
const MOST_IMPROVEMENTS = 50;

builder.prismaObjectFields(Unit, (t) => ({
  trend: t.field({
    type: UnitTrendRef,
    description: 'The index over the last closed quarters, with an arrow only where it is proven.',
    args: {
      questionnaire: t.arg.string({
        description: 'Key of a questionnaire; by default the SKM template of the latest quarter that shows a figure.',
      }),
      periods: t.arg.int({ description: 'How many quarters: 1 to 20, by default 8.' }),
    },
    complexity: 10,
    resolve: async ({ tenantId, id }, { questionnaire, periods }, context) =>
      readTrend(context.db.pool, {
        unitId: id,
        zone: await zoneOf(context, tenantId),
        now: context.now(),
        quarters: upTo('periods', periods, MOST_QUARTERS, 8),
        questionnaire: questionnaire ?? null,
      }),
  }),
  weakestElements: t.field({
    type: [WeakElementRef],
    description: 'The elements with the lowest mean scores in the published figure; none when nothing is shown.',
    args: {
      period: t.arg({ type: 'Period', description: 'The last closed quarter by default.' }),
      first: t.arg.int({ description: 'How many: 1 to 20, by default 3.' }),
    },
    complexity: 10,
    resolve: async ({ tenantId, id }, { period, first }, context) => {
      const zone = await zoneOf(context, tenantId);
      const wanted = { unitId: id, zone, period: period ?? null, first: upTo('first', first, MOST_ELEMENTS, 3) };
      return (await findWeakElements(context, wanted)).map((weak) => ({ ...weak, tenantId }));
    },
  }),
  improvements: t.prismaField({
    type: [Improvement],
    description: 'What the unit does about weak elements, the newest first.',
    args: { first: t.arg.int({ description: 'How many at most: 1 to 50, by default 20.' }) },
    resolve: (query, { tenantId, id }, { first }, { db }) =>
      db.prisma.improvement.findMany({
        ...query,
        where: { tenantId, unitId: id },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: upTo('first', first, MOST_IMPROVEMENTS, 20),
      }),
  }),
}));

const PlanImprovementInput = builder.inputType('PlanImprovementInput', {
  description: 'What a unit will do about an element.',
  fields: (t) => ({
    unitId: t.id({ required: true, description: 'Id of the Unit.' }),
    element: t.string({ required: true, description: "Key of an element of the unit's questionnaire, `waktu`." }),
    period: t.field({
      type: 'Period',
      description: 'The period whose figure gives the reason; the last closed quarter by default.',
    }),
    action: t.string({ required: true, description: 'What will be done; at most 2,000 characters. It is public.' }),
    dueOn: t.field({ type: 'Date', required: true, description: 'By when: today or later.' }),
  }),
});

const ImprovementResult = resultOf('Improvement', Improvement);

const shownAgain = ({ db }: Context, { tenantId, id }: { readonly tenantId: string; readonly id: string }) =>
  db.prisma.improvement.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id } } });

builder.mutationFields((t) => ({
  planImprovement: t.field({
    type: ImprovementResult,
    description: 'Plans what a unit will do about an element. By the head of the unit or a leader; public at once.',
    args: { input: t.arg({ type: PlanImprovementInput, required: true, description: 'The plan.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) =>
      orRefusal(async () => shownAgain(context, await planImprovement(input, context))),
  }),
  reportImprovement: t.field({
    type: ImprovementResult,
    description: 'Tells how an improvement goes. By the head of the unit or a leader; what is done stays done.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of an Improvement.' }),
      state: t.arg({ type: ImprovementProgress, required: true, description: 'How far it is.' }),
      result: t.arg.string({
        description: 'How it went so far, at most 2,000 characters; needed for DONE. It is public.',
      }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) =>
      orRefusal(async () => shownAgain(context, await reportImprovement(input, context))),
  }),
}));
