import { InputIssue, orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { type DurationEstimate, type MedianChange, medianChange } from '../domain/median-change.ts';
import { endOf, lastClosed, type Period, periodTitle, startOf } from '../domain/period.ts';
import {
  durationInWords,
  explainServiceTime,
  explainServiceTimeChange,
  type Pace,
  rangeInWords,
} from '../domain/service-time-words.ts';
import { inLanguage } from '../domain/text.ts';
import { badInput } from '../errors.ts';
import { DATA_LANG, PUBLIC_LANG } from '../lang-argument.ts';
import { tenantOfInput } from '../tenant/tenant.graphql.ts';
import { readServiceTime, type ServiceTimeFigure, type StepTime } from './read-service-time.ts';
import { MOST_ROWS, type RecordedVisits, recordVisits } from './record-visits.ts';

const ServiceTimeState = builder.enumType('ServiceTimeState', {
  description: 'Whether the time that visits took is shown, and if not, why.',
  values: {
    PUBLISHED: { description: 'Shown.' },
    TOO_FEW_VISITS: { description: 'In no month of the period ten visits have been finished yet.' },
    TOO_FEW_STAFF: {
      description: 'Fewer than three civil servants, or their number is unknown: it would be a figure about a person.',
    },
    NO_VISITS: { description: 'No visit that began in the period has been finished.' },
  } as const satisfies Record<ServiceTimeFigure['state'], unknown>,
});

const SECONDS_PER = { MINUTES: 60, DAYS: 86_400 } as const satisfies Record<Pace, number>;

const ServicePace = builder.enumType('ServicePace', {
  description: 'In what durations of a service are told.',
  values: {
    MINUTES: { description: 'Minutes, as at a counter.' },
    DAYS: { description: 'Days of the calendar, as for a permit.' },
  } as const satisfies Record<Pace, unknown>,
});

type Loaded = ServiceTimeFigure & { readonly sampleData: boolean };

/** In the unit of the service, to one decimal: finer than the classes, of which each is at most 1 % away from what it holds. */
const told = (seconds: number | null, pace: Pace): number | null =>
  seconds === null ? null : Math.round((seconds / SECONDS_PER[pace]) * 10) / 10;

const Duration = builder.objectRef<DurationEstimate & { readonly pace: Pace }>('DurationEstimate').implement({
  description:
    'A duration in the unit of the service, with its 95 % interval. Visits that are not finished are not taken for short ones (Kaplan and Meier). Within 1 % of the exact value.',
  fields: (t) => ({
    value: t.float({
      nullable: true,
      description: 'The estimate; null while so many visits are unfinished that it is not known yet.',
      resolve: ({ seconds, pace }) => told(seconds, pace),
    }),
    lower: t.float({
      nullable: true,
      description: 'Lower end of the interval; null when it is not known yet.',
      resolve: ({ lower, pace }) => told(lower, pace),
    }),
    upper: t.float({
      nullable: true,
      description: 'Upper end of the interval; null when there are too few visits to give one.',
      resolve: ({ upper, pace }) => told(upper, pace),
    }),
    text: t.string({
      description: 'The estimate with its unit, in words; or that it is not known yet.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ seconds, pace }, { lang }) => durationInWords(told(seconds, pace), pace, lang),
    }),
    rangeText: t.string({
      nullable: true,
      description: 'The interval with its unit, in words; null while nothing is known of it.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ lower, upper, pace }, { lang }) =>
        rangeInWords({ lower: told(lower, pace), upper: told(upper, pace) }, pace, lang),
    }),
  }),
});

const StepTimeRef = builder.objectRef<StepTime & { readonly pace: Pace }>('StepTime').implement({
  description: 'How long a step took those visits that are finished.',
  fields: (t) => ({
    step: t.string({ description: 'Key of the step that ends it.', resolve: ({ step }) => step.key }),
    label: t.string({
      description: 'What went on until then, in words.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ step }, { lang }) => inLanguage(step.label, lang),
    }),
    median: t.float({
      nullable: true,
      description: 'Half took at most so long, in the unit of the service.',
      resolve: ({ medianSeconds, pace }) => told(medianSeconds, pace),
    }),
    medianText: t.string({
      nullable: true,
      description: 'The median with its unit, in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ medianSeconds, pace }, { lang }) =>
        medianSeconds === null ? null : durationInWords(told(medianSeconds, pace), pace, lang),
    }),
    share: t.exposeFloat('share', { description: 'Its share of all time that these visits took, 0 to 1.' }),
  }),
});

type Within = NonNullable<NonNullable<ServiceTimeFigure['times']>['within']>;

const WithinStandard = builder.objectRef<Within>('WithinStandard').implement({
  description:
    'Visits within the service standard, of those finished and of those that are unfinished and have overrun it already.',
  fields: (t) => ({
    share: t.exposeFloat('share', { description: '0 to 1.' }),
    lower: t.float({
      description: 'Lower end of its 95 % interval (Wilson).',
      resolve: ({ interval }) => interval.lower,
    }),
    upper: t.float({
      description: 'Upper end of its 95 % interval (Wilson).',
      resolve: ({ interval }) => interval.upper,
    }),
  }),
});

const ServiceTime = builder.objectRef<Loaded>('ServiceTime').implement({
  description: 'How long visits took that began in a period, from the first step to the last.',
  fields: (t) => ({
    period: t.expose('period', { type: 'Period', description: 'The period in which the visits began.' }),
    periodLabel: t.string({
      description: 'The period in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ period }, { lang }) => periodTitle(period, lang),
    }),
    state: t.expose('state', { type: ServiceTimeState, description: 'Whether it is shown.' }),
    pace: t.field({
      type: ServicePace,
      description: 'The unit of all durations.',
      resolve: ({ process }) => process.pace,
    }),
    asOf: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When it was last published: a month moves in steps of ten finished visits or more. Null unless it is shown.',
      resolve: ({ times }) => times?.asOf ?? null,
    }),
    finished: t.int({
      nullable: true,
      description:
        'Finished visits behind it; months with fewer than ten are left out of longer periods. Null unless it is shown.',
      resolve: ({ times }) => times?.finished ?? null,
    }),
    open: t.int({
      nullable: true,
      description: 'Visits that were not finished when it was published. Null unless it is shown.',
      resolve: ({ times }) => times?.open ?? null,
    }),
    median: t.field({
      type: Duration,
      nullable: true,
      description: 'Half of the visits took at most so long. Null unless it is shown.',
      resolve: ({ times, process: { pace } }) => (times === null ? null : { ...times.median, pace }),
    }),
    p90: t.field({
      type: Duration,
      nullable: true,
      description: 'Nine of ten visits took at most so long. Null unless it is shown.',
      resolve: ({ times, process: { pace } }) => (times === null ? null : { ...times.p90, pace }),
    }),
    standard: t.field({
      type: WithinStandard,
      nullable: true,
      description: 'How many kept the standard; null unless it is shown, and where the service has none as a number.',
      resolve: ({ times }) => times?.within ?? null,
    }),
    steps: t.field({
      type: [StepTimeRef],
      description: 'What the time was spent on, in the order of the process; empty unless it is shown.',
      resolve: ({ times, process: { pace } }) => (times?.steps ?? []).map((step) => ({ ...step, pace })),
    }),
    slowestStep: t.field({
      type: StepTimeRef,
      nullable: true,
      description: 'The step with the largest share of the time. Null unless it is shown.',
      resolve: ({ times, process: { pace } }) => {
        const [slowest] = (times?.steps ?? []).toSorted((a, b) => b.share - a.share);
        return slowest === undefined ? null : { ...slowest, pace };
      },
    }),
    explanation: t.string({
      description:
        'What the figures rest on, and what became of the visits that are not finished; or why there are none.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ state, times }, { lang }) =>
        explainServiceTime(
          state === 'PUBLISHED' ? { state, finished: times?.finished ?? 0, open: times?.open ?? 0 } : { state },
          lang,
        ),
    }),
    sampleData: t.exposeBoolean('sampleData', {
      description: 'True when it rests on generated demonstration visits.',
    }),
  }),
});

const ServiceTimeDirection = builder.enumType('ServiceTimeDirection', {
  description: 'Whether visits have become shorter or longer, as far as that is proven.',
  values: {
    SHORTER: { description: 'Shorter: the interval of the difference lies below 0.' },
    LONGER: { description: 'Longer: the interval of the difference lies above 0.' },
    NONE_PROVEN: { description: 'The visits do not tell. That is not proof that nothing has changed.' },
    TOO_FEW: {
      description: 'Fewer than 30 finished visits on a side, or so many unfinished ones that nothing is known.',
    },
  } as const satisfies Record<MedianChange['direction'], unknown>,
});

interface Change {
  readonly before: Loaded;
  readonly after: Loaded;
  readonly change: MedianChange;
}

const changeTold = ({ change, after: { process } }: Change, end: 'seconds' | 'lower' | 'upper') =>
  change.direction === 'TOO_FEW' ? null : told(change[end], process.pace);

const ServiceTimeChange = builder.objectRef<Change>('ServiceTimeChange').implement({
  description:
    'How the median has changed between two periods, such as the quarter before and after a counter was added. What it comes from, it does not say.',
  fields: (t) => ({
    before: t.expose('before', { type: ServiceTime, description: 'The earlier period.' }),
    after: t.expose('after', { type: ServiceTime, description: 'The later period.' }),
    direction: t.field({
      type: ServiceTimeDirection,
      description: 'Whether it is proven to be shorter or longer.',
      resolve: ({ change }) => change.direction,
    }),
    difference: t.float({
      nullable: true,
      description: 'Later minus earlier median, in the unit of the service; null when there are too few visits.',
      resolve: (change) => changeTold(change, 'seconds'),
    }),
    lower: t.float({
      nullable: true,
      description: 'Lower end of its 95 % interval, from those of both medians (Zou and Donner 2008).',
      resolve: (change) => changeTold(change, 'lower'),
    }),
    upper: t.float({
      nullable: true,
      description: 'Upper end of its 95 % interval.',
      resolve: (change) => changeTold(change, 'upper'),
    }),
    explanation: t.string({
      description: 'The change in words, with its numbers, or why there is none.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: (compared, { lang }) => {
        const { before, after, change } = compared;
        return explainServiceTimeChange(
          {
            direction: change.direction,
            difference: changeTold(compared, 'seconds'),
            lower: changeTold(compared, 'lower'),
            upper: changeTold(compared, 'upper'),
            pace: after.process.pace,
            before: before.period,
            after: after.period,
          },
          lang,
        );
      },
    }),
  }),
});

const tenantOf = async (tenantId: string, { tenants }: Context) => {
  const tenant = await tenants.byId(tenantId);
  if (tenant === undefined) throw new Error(`Tenant ${tenantId} is referred to and missing.`);
  return tenant;
};

const load = async (
  { tenantId, id }: { readonly tenantId: string; readonly id: string },
  period: Period,
  argument: string,
  context: Context,
): Promise<Loaded> => {
  const { timeZone, sampleData } = await tenantOf(tenantId, context);
  if (startOf(period, timeZone) > context.now().getTime()) throw badInput(argument, period, 'a period that has begun');
  return { ...(await readServiceTime(context.db.pool, id, period)), sampleData };
};

const lastQuarter = ({ now }: Context, timeZone: string): Period => lastClosed('quarter', now().getTime(), timeZone);

builder.prismaObjectFields('Service', (t) => ({
  serviceTime: t.field({
    type: ServiceTime,
    description: 'How long visits of this service take.',
    args: { period: t.arg({ type: 'Period', description: 'Without a period: the last closed quarter.' }) },
    complexity: 20,
    resolve: async (service, { period }, context) => {
      const { timeZone } = await tenantOf(service.tenantId, context);
      return load(service, period ?? lastQuarter(context, timeZone), 'period', context);
    },
  }),
  serviceTimeChange: t.field({
    type: ServiceTimeChange,
    description: 'How long visits of this service take, before and after a change.',
    args: {
      before: t.arg({ type: 'Period', required: true, description: 'The last period before the change.' }),
      after: t.arg({
        type: 'Period',
        description: 'A period after it; the two do not overlap. Without one: the last closed quarter.',
      }),
    },
    complexity: 40,
    resolve: async (service, args, context): Promise<Change> => {
      const { timeZone } = await tenantOf(service.tenantId, context);
      const latter = args.after ?? lastQuarter(context, timeZone);
      if (endOf(args.before, timeZone) > startOf(latter, timeZone))
        throw badInput('after', latter, `a period that begins after the end of ${args.before}`);
      const before = await load(service, args.before, 'before', context);
      const after = await load(service, latter, 'after', context);
      return { before, after, change: medianChange(before.times, after.times) };
    },
  }),
}));

const VisitStepInput = builder.inputType('VisitStepInput', {
  description: 'One step of one visit.',
  fields: (t) => ({
    number: t.string({
      required: true,
      description:
        'Number of the visit, unique in the service for good: a queue that begins anew each day puts the day before it, as in `20260819-A012`. At most 64 characters; never a number of a person.',
    }),
    step: t.string({ required: true, description: 'Key of a step of the service, for example `CALLED`.' }),
    at: t.field({ type: 'DateTime', required: true, description: 'When the step was taken.' }),
  }),
});

const RecordVisitsInput = builder.inputType('RecordVisitsInput', {
  description: 'Steps of visits of one service.',
  fields: (t) => ({
    serviceId: t.id({ required: true, description: 'Id of the service.' }),
    deviceToken: t.string({
      description:
        'Token of a registered device, such as a queue machine; without one the head of the unit or a leader must be signed in.',
    }),
    visits: t.field({
      type: [VisitStepInput],
      required: true,
      description: `1 to ${MOST_ROWS} steps, in any order. What was sent before changes nothing.`,
    }),
  }),
});

const RecordedVisitsRef = builder.objectRef<RecordedVisits>('RecordedVisits').implement({
  description: 'What became of the steps that were sent.',
  fields: (t) => ({
    recorded: t.exposeInt('recorded', { description: 'Steps that were stored.' }),
    unchanged: t.exposeInt('unchanged', { description: 'Steps that were stored before.' }),
    refused: t.field({
      type: [InputIssue],
      description: 'Steps that were not stored, with the reason; all others were.',
      resolve: ({ refused }) => [...refused],
    }),
  }),
});

const RecordVisitsResult = resultOf('RecordedVisits', RecordedVisitsRef);

builder.mutationField('recordVisits', (t) =>
  t.field({
    type: RecordVisitsResult,
    description:
      'Records steps of visits: by a registered device, an API client with the scope `visits`, or the head of the unit or a leader who is signed in.',
    args: { input: t.arg({ type: RecordVisitsInput, required: true, description: 'What happened.' }) },
    extensions: { tenantOf: tenantOfInput('serviceId'), apiScope: 'visits' },
    resolve: (_root, { input }, context) =>
      orRefusal(() => recordVisits({ ...input, serviceId: String(input.serviceId) }, context)),
  }),
);
