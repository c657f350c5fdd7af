import type { Prisma } from '@kinerja/schema/prisma';
import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { ViewerRef } from '../access/viewer.graphql.ts';
import type { Viewer } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { Period } from '../domain/period.ts';
import type { SubmissionState } from '../domain/submission.ts';
import { badInput } from '../errors.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { EmployeeKey } from '../personnel/employee-key.ts';
import { Employee } from '../personnel/personnel.graphql.ts';
import { PAGED, type PageQuery, pageOf, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { correctActivity } from './correct-activity.ts';
import { judgeActivity } from './judge-activity.ts';
import { logActivity } from './log-activity.ts';
import { mayReadSubmissions } from './may-read-submissions.ts';
import { peopleToJudge } from './people-to-judge.ts';
import { type ActivitySummary, readActivitySummary } from './read-activity-summary.ts';
import {
  choiceArgs,
  EXPECTED_VERSION,
  type InputFields,
  SubmissionStateRef,
  verdictArgs,
} from './submission.graphql.ts';
import { withdrawActivity } from './withdraw-activity.ts';

const Activity = builder.prismaObject('Activity', {
  description: "An entry of an employee's daily log (catatan kegiatan harian): what was done from when until when.",
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Activity', tenantId, id }),
    }),
    employee: t.relation('employee', { description: 'Whose entry it is.' }),
    day: t.expose('day', {
      type: 'Date',
      description: 'The day on which it began; it belongs to the month of that day.',
    }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it began.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it ended; at most 16 hours later.' }),
    description: t.exposeString('description', { description: 'What was done.' }),
    indicatorId: t.id({
      nullable: true,
      description: 'Id of the Indicator of the plan that it serves; null for a task outside the plan.',
      select: { indicatorId: true },
      resolve: ({ tenantId, indicatorId }) =>
        indicatorId === null ? null : encodeGlobalId({ type: 'Indicator', tenantId, id: indicatorId }),
    }),
    taskKey: t.exposeString('taskKey', {
      nullable: true,
      description: 'Key of a task outside the plan, as the unit names it.',
    }),
    quantity: t.float({
      nullable: true,
      description: 'How much was done, in `unitOfMeasure`; more than 0, at most 1,000,000.',
      select: { quantity: true },
      resolve: ({ quantity }) => (quantity === null ? null : Number(quantity)),
    }),
    unitOfMeasure: t.exposeString('unitOfMeasure', {
      nullable: true,
      description: 'Unit of the quantity, for example "berkas".',
    }),
    evidence: t.exposeStringList('evidence', { description: 'Links to evidence, http or https; at most ten.' }),
    state: t.field({
      type: SubmissionStateRef,
      description: 'Where it stands.',
      select: { state: true },
      resolve: ({ state }) => state as SubmissionState,
    }),
    version: t.exposeInt('version', { description: '1, and one more with every change.' }),
    submittedAt: t.expose('submittedAt', { type: 'DateTime', description: 'When it was written, or corrected last.' }),
    judgedBy: t.relation('judgedBy', { nullable: true, description: 'Who gave the verdict; null without one.' }),
    judgedAt: t.expose('judgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the verdict was given; null without one.',
    }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'What was said with the latest verdict, also after a correction.',
    }),
  }),
});

const ActivitySummaryRef = builder
  .objectRef<ActivitySummary & { readonly period: Period }>('ActivitySummary')
  .implement({
    description:
      'Counts and sums of a daily log in a period, by the days on which the entries began. Withdrawn entries are in none.',
    fields: (t) => ({
      period: t.expose('period', { type: 'Period', description: 'The period.' }),
      entries: t.exposeInt('entries', { description: 'Entries, whatever their verdict.' }),
      accepted: t.exposeInt('accepted', { description: 'Accepted entries.' }),
      rejected: t.exposeInt('rejected', { description: 'Rejected entries.' }),
      returned: t.exposeInt('returned', { description: 'Entries that were returned and not submitted again.' }),
      pending: t.exposeInt('pending', { description: 'Entries without a verdict.' }),
      minutes: t.exposeInt('minutes', { description: 'Whole minutes of all entries together.' }),
      acceptedMinutes: t.exposeInt('acceptedMinutes', {
        description: 'Whole minutes of the accepted entries together.',
      }),
    }),
  });

/** A day as Prisma takes it. */
const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);

const between = (from: string | null | undefined, to: string | null | undefined) => {
  if (from != null && to != null && from > to) throw badInput('to', to, `a day not before from (${from})`);
  return { day: { ...(from != null && { gte: dateOf(from) }), ...(to != null && { lte: dateOf(to) }) } };
};

/** A page of those that `where` describes, by when they were begun. */
const activitiesOf = async (
  { cursor, skip: _, ...query }: PageQuery,
  where: Prisma.ActivityWhereInput,
  direction: 'asc' | 'desc',
  { db: { prisma } }: Context,
) => {
  const { behind, ...page } = await pageOf(
    { cursor, take: query.take },
    {
      by: 'startsAt',
      direction,
      valueAt: async (key) => {
        const found = await prisma.activity.findUnique({ where: { tenantId_id: key }, select: { startsAt: true } });
        return found?.startsAt;
      },
    },
  );
  return prisma.activity.findMany({ ...query, ...page, where: { AND: [where, behind] } });
};

builder.prismaObjectFields(Employee, (t) => ({
  activities: withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: 'Activity',
        nullable: true,
        description:
          "The daily log, the latest first. Null for all but the person, the rater and whoever stands in for him, the rater's superior and personnel administrators.",
        args: {
          from: t.arg({ type: 'Date', description: 'Only entries that began on this day or later.' }),
          to: t.arg({ type: 'Date', description: 'Only entries that began on this day or earlier.' }),
          state: t.arg({ type: SubmissionStateRef, description: 'Only entries that stand here.' }),
        },
        resolve: (query, { tenantId, id }, { from, to, state }, context) => {
          const where = { tenantId, employeeId: id, ...between(from, to), ...(state != null && { state }) };
          return activitiesOf(query, where, 'desc', context);
        },
      },
      { name: 'ActivityConnection', description: 'A page of a daily log.' },
      { name: 'ActivityEdge', description: 'An entry on a page.' },
    ),
    { mayRead: ({ id }: EmployeeKey, context) => mayReadSubmissions(context, id) },
  ),
  activitySummary: t.field({
    type: ActivitySummaryRef,
    nullable: true,
    description:
      'Counts and sums of the daily log in a period, for example a month. Null for whoever may not read the log.',
    complexity: 10,
    args: { period: t.arg({ type: 'Period', required: true, description: 'For example `2026-09`.' }) },
    resolve: async ({ id }, { period }, context) =>
      (await mayReadSubmissions(context, id))
        ? { period, ...(await readActivitySummary(context.db, id, period)) }
        : null,
  }),
}));

builder.objectField(ViewerRef, 'activitiesToJudge', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: 'Activity',
        description: "Entries that wait for the person's verdict, as rater or standing in for one; the oldest first.",
        resolve: async (query, { tenantId, employeeId }: Viewer, _args, context) => {
          const people = await peopleToJudge(context, employeeId, 'Activity');
          const where = { tenantId, state: 'PENDING', employeeId: { in: [...people] } };
          return activitiesOf(query, where, 'asc', context);
        },
      },
      { name: 'ViewerActivitiesToJudgeConnection', description: 'A page of entries that wait.' },
      { name: 'ViewerActivitiesToJudgeEdge', description: 'An entry on a page.' },
    ),
  ),
);

const ActivityResult = resultOf('Activity', Activity);

const inputFields = (t: InputFields) => ({
  startsAt: t.field({ type: 'DateTime', required: true, description: 'When it began.' }),
  endsAt: t.field({
    type: 'DateTime',
    required: true,
    description: 'When it ended: later, at most 16 hours, and not in the future.',
  }),
  description: t.string({ required: true, description: 'What was done; at most 4,000 characters.' }),
  indicatorId: t.id({ description: "Id of an Indicator of one's own approved plan. Not together with `taskKey`." }),
  taskKey: t.string({ description: 'Key of a task outside the plan, as the unit names it.' }),
  quantity: t.float({
    description: 'How much was done: more than 0, at most 1,000,000. Together with `unitOfMeasure`.',
  }),
  unitOfMeasure: t.string({ description: 'Unit of the quantity, for example "berkas".' }),
  evidence: t.stringList({ description: 'Links to evidence, http or https; at most ten. None by default.' }),
});

const LogActivityInput = builder.inputType('LogActivityInput', {
  description: "A new entry of one's own daily log.",
  fields: (t) => ({
    submissionKey: t.id({
      required: true,
      description:
        'Made by the client before the first attempt (UUID). The same key and content always give the same entry.',
    }),
    ...inputFields(t),
  }),
});

const CorrectActivityInput = builder.inputType('CorrectActivityInput', {
  description: 'An own entry as it should have been: what is left out is emptied.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Id of the Activity.' }),
    expectedVersion: t.int({ description: EXPECTED_VERSION }),
    ...inputFields(t),
  }),
});

builder.mutationFields((t) => ({
  logActivity: t.field({
    type: ActivityResult,
    description:
      "Writes an entry of one's own daily log, once. Refused: one that ends before it starts, lasts longer than 16 hours, lies in the future, overlaps another entry or repeats one, or lies in a month whose log is closed.",
    args: { input: t.arg({ type: LogActivityInput, required: true, description: 'The entry.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) => orRefusal(() => logActivity(input, context)),
  }),
  correctActivity: t.field({
    type: ActivityResult,
    description:
      'Corrects an own entry that is not accepted or rejected, while its month is open; it then waits for a verdict.',
    args: { input: t.arg({ type: CorrectActivityInput, required: true, description: 'The entry as it should be.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) => orRefusal(() => correctActivity(input, context)),
  }),
  withdrawActivity: t.field({
    type: ActivityResult,
    description: 'Takes back an own entry that is not accepted or rejected, while its month is open.',
    args: { ...choiceArgs(t, 'Activity') },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, choice, context) => orRefusal(() => withdrawActivity(choice, context)),
  }),
  judgeActivity: t.field({
    type: ActivityResult,
    description:
      "The verdict on an entry of another's daily log, by the rater or whoever stands in for him. Nobody judges his own.",
    args: { ...choiceArgs(t, 'Activity'), ...verdictArgs(t) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, judgement, context) => orRefusal(() => judgeActivity(judgement, context)),
  }),
}));
