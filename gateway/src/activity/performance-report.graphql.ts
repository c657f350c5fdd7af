import type { Prisma } from '@kinerja/schema/prisma';
import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { ViewerRef } from '../access/viewer.graphql.ts';
import type { Viewer } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { Period } from '../domain/period.ts';
import type { SubmissionState } from '../domain/submission.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { EmployeeKey } from '../personnel/employee-key.ts';
import { Employee } from '../personnel/personnel.graphql.ts';
import { PAGED, type PageQuery, pageOf, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { evaluatePerformanceReport } from './evaluate-performance-report.ts';
import { mayReadSubmissions } from './may-read-submissions.ts';
import { peopleToJudge } from './people-to-judge.ts';
import { choiceArgs, SubmissionStateRef, verdictArgs } from './submission.graphql.ts';
import { type ReportKind, submitPerformanceReport } from './submit-performance-report.ts';

const PerformanceReportKind = builder.enumType('PerformanceReportKind', {
  description: 'What a performance report is about.',
  values: {
    PERIODIC: { description: 'What was done in a period (laporan berkala).' },
    PROGRAMME_RESULT: { description: 'What a programme brought about; needs its outcome (laporan hasil program).' },
  } as const,
});

const PerformanceReport = builder.prismaObject('PerformanceReport', {
  description: 'What an employee reports to the superior of a period (laporan kinerja): one of each kind in a period.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'PerformanceReport', tenantId, id }),
    }),
    employee: t.relation('employee', { description: 'Whose report it is.' }),
    period: t.field({
      type: 'Period',
      description: 'The period that it covers.',
      select: { period: true },
      resolve: ({ period }) => period as Period,
    }),
    kind: t.field({
      type: PerformanceReportKind,
      description: 'What it is about.',
      select: { kind: true },
      resolve: ({ kind }) => kind as ReportKind,
    }),
    output: t.exposeString('output', { description: 'Keluaran: what was produced.' }),
    outcome: t.exposeString('outcome', {
      nullable: true,
      description: 'Hasil: the effect on people. Always there for a programme result.',
    }),
    obstacles: t.exposeString('obstacles', { nullable: true, description: 'Kendala: what stood in the way.' }),
    evidence: t.exposeStringList('evidence', { description: 'Links to evidence, http or https; at most ten.' }),
    state: t.field({
      type: SubmissionStateRef,
      description: 'Where it stands; a report is never withdrawn.',
      select: { state: true },
      resolve: ({ state }) => state as SubmissionState,
    }),
    version: t.exposeInt('version', { description: '1, and one more with every change.' }),
    submittedAt: t.expose('submittedAt', { type: 'DateTime', description: 'When its latest version was submitted.' }),
    evaluatedBy: t.relation('judgedBy', { nullable: true, description: 'Who evaluated it; null before.' }),
    evaluatedAt: t.expose('judgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was evaluated; null before.',
    }),
    strengths: t.exposeString('strengths', {
      nullable: true,
      description: 'What the superior finds good, from the latest evaluation.',
    }),
    improvements: t.exposeString('improvements', {
      nullable: true,
      description: 'What the superior would have improved, from the latest evaluation.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'What else was said with the latest evaluation.' }),
  }),
});

/** A page of those that `where` describes, by when they were submitted. */
const reportsOf = async (
  { cursor, skip: _, ...query }: PageQuery,
  where: Prisma.PerformanceReportWhereInput,
  direction: 'asc' | 'desc',
  { db: { prisma } }: Context,
) => {
  const { behind, ...page } = await pageOf(
    { cursor, take: query.take },
    {
      by: 'submittedAt',
      direction,
      valueAt: async (key) => {
        const found = await prisma.performanceReport.findUnique({
          where: { tenantId_id: key },
          select: { submittedAt: true },
        });
        return found?.submittedAt;
      },
    },
  );
  return prisma.performanceReport.findMany({ ...query, ...page, where: { AND: [where, behind] } });
};

builder.prismaObjectFields(Employee, (t) => ({
  performanceReports: withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: 'PerformanceReport',
        nullable: true,
        description:
          "The performance reports, submitted last first. Null for all but the person, the rater and whoever stands in for him, the rater's superior and personnel administrators.",
        args: {
          period: t.arg({ type: 'Period', description: 'Only reports of exactly this period.' }),
          state: t.arg({ type: SubmissionStateRef, description: 'Only reports that stand here.' }),
        },
        resolve: (query, { tenantId, id }, { period, state }, context) => {
          return reportsOf(
            query,
            { tenantId, employeeId: id, ...(period != null && { period }), ...(state != null && { state }) },
            'desc',
            context,
          );
        },
      },
      { name: 'PerformanceReportConnection', description: 'A page of performance reports.' },
      { name: 'PerformanceReportEdge', description: 'A report on a page.' },
    ),
    { mayRead: ({ id }: EmployeeKey, context) => mayReadSubmissions(context, id) },
  ),
}));

builder.objectField(ViewerRef, 'performanceReportsToEvaluate', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: 'PerformanceReport',
        description: "Reports of the person's own people that wait to be evaluated, the oldest first.",
        resolve: async (query, { tenantId, employeeId }: Viewer, _args, context) => {
          const people = await peopleToJudge(context, employeeId, 'PerformanceReport');
          return reportsOf(query, { tenantId, state: 'PENDING', employeeId: { in: [...people] } }, 'asc', context);
        },
      },
      { name: 'PerformanceReportsToEvaluateConnection', description: 'A page of reports that wait.' },
      { name: 'PerformanceReportsToEvaluateEdge', description: 'A report on a page.' },
    ),
  ),
);

const PerformanceReportResult = resultOf('PerformanceReport', PerformanceReport);

const SubmitPerformanceReportInput = builder.inputType('SubmitPerformanceReportInput', {
  description: 'An own performance report. Words are at most 4,000 characters.',
  fields: (t) => ({
    period: t.field({ type: 'Period', required: true, description: 'The period that it covers; it must have begun.' }),
    kind: t.field({ type: PerformanceReportKind, required: true, description: 'What it is about.' }),
    output: t.string({ required: true, description: 'Keluaran: what was produced.' }),
    outcome: t.string({ description: 'Hasil: the effect on people. Required for a programme result.' }),
    obstacles: t.string({ description: 'Kendala: what stood in the way.' }),
    evidence: t.stringList({ description: 'Links to evidence, http or https; at most ten. None by default.' }),
  }),
});

builder.mutationFields((t) => ({
  submitPerformanceReport: t.field({
    type: PerformanceReportResult,
    description:
      'Submits an own performance report. Again for the same period and kind it makes a new version, until the report is accepted or rejected; the same content again changes nothing.',
    args: { input: t.arg({ type: SubmitPerformanceReportInput, required: true, description: 'The report.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) => orRefusal(() => submitPerformanceReport(input, context)),
  }),
  evaluatePerformanceReport: t.field({
    type: PerformanceReportResult,
    description: "The evaluation of a report by the rater or the rater's superior. Nobody evaluates his own.",
    args: {
      ...choiceArgs(t, 'PerformanceReport'),
      ...verdictArgs(t),
      strengths: t.arg.string({ description: 'What is good.' }),
      improvements: t.arg.string({ description: 'What is to be improved.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, evaluation, context) => orRefusal(() => evaluatePerformanceReport(evaluation, context)),
  }),
}));
