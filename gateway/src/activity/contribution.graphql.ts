import type { Prisma } from '@kinerja/schema/prisma';
import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { ViewerRef } from '../access/viewer.graphql.ts';
import type { Viewer } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { ContributionKind } from '../domain/appraisal-policy.ts';
import type { Period } from '../domain/period.ts';
import type { SubmissionState } from '../domain/submission.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { EmployeeKey } from '../personnel/employee-key.ts';
import { Employee } from '../personnel/personnel.graphql.ts';
import { PAGED, type PageQuery, pageOf, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { claimContribution, type MeasuredEffect } from './claim-contribution.ts';
import { judgeContribution } from './judge-contribution.ts';
import { mayReadSubmissions } from './may-read-submissions.ts';
import { peopleToJudge } from './people-to-judge.ts';
import { choiceArgs, SubmissionStateRef, verdictArgs } from './submission.graphql.ts';
import { withdrawContribution } from './withdraw-contribution.ts';

const ContributionKindRef = builder.enumType('ContributionKind', {
  description: 'To what somebody contributed.',
  values: {
    PROGRAMME: { description: 'A government programme.' },
    INNOVATION: { description: 'An innovation, with its measured effect.' },
  } as const,
});

const MeasuredEffectRef = builder.objectRef<MeasuredEffect>('MeasuredEffect').implement({
  description: 'What was measured before and after.',
  fields: (t) => ({
    measure: t.exposeString('measure', { description: 'What was measured, with its unit.' }),
    before: t.exposeString('before', { description: 'Its value before.' }),
    after: t.exposeString('after', { description: 'Its value after.' }),
  }),
});

const Contribution = builder.prismaObject('Contribution', {
  description:
    'What an employee contributed to a government programme, or an innovation: one of each name in a period.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Contribution', tenantId, id }),
    }),
    employee: t.relation('employee', { description: 'Whose contribution it is.' }),
    period: t.field({
      type: 'Period',
      description: 'The period in which it was made.',
      select: { period: true },
      resolve: ({ period }) => period as Period,
    }),
    kind: t.field({
      type: ContributionKindRef,
      description: 'To what it was made.',
      select: { kind: true },
      resolve: ({ kind }) => kind as ContributionKind,
    }),
    name: t.exposeString('name', { description: 'Name of the programme or innovation.' }),
    role: t.exposeString('role', { description: 'The part that the employee had in it.' }),
    description: t.exposeString('description', { description: 'What was contributed.' }),
    effect: t.field({
      type: MeasuredEffectRef,
      nullable: true,
      description: 'What changed, measured. Always there for an innovation.',
      select: { measure: true, before: true, after: true },
      resolve: ({ measure, before, after }) =>
        measure === null || before === null || after === null ? null : { measure, before, after },
    }),
    evidence: t.exposeStringList('evidence', { description: 'Links to evidence, http or https; one to ten.' }),
    state: t.field({
      type: SubmissionStateRef,
      description: 'Where it stands.',
      select: { state: true },
      resolve: ({ state }) => state as SubmissionState,
    }),
    version: t.exposeInt('version', { description: '1, and one more with every change.' }),
    submittedAt: t.expose('submittedAt', { type: 'DateTime', description: 'When its latest version was claimed.' }),
    judgedBy: t.relation('judgedBy', { nullable: true, description: 'Who gave the verdict; null without one.' }),
    judgedAt: t.expose('judgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the verdict was given; null without one.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'What was said with the latest verdict.' }),
  }),
});

/** A page of those that `where` describes, by when they were submitted. */
const contributionsOf = async (
  { cursor, skip: _, ...query }: PageQuery,
  where: Prisma.ContributionWhereInput,
  direction: 'asc' | 'desc',
  { db: { prisma } }: Context,
) => {
  const { behind, ...page } = await pageOf(
    { cursor, take: query.take },
    {
      by: 'submittedAt',
      direction,
      valueAt: async (key) => {
        const found = await prisma.contribution.findUnique({
          where: { tenantId_id: key },
          select: { submittedAt: true },
        });
        return found?.submittedAt;
      },
    },
  );
  return prisma.contribution.findMany({ ...query, ...page, where: { AND: [where, behind] } });
};

builder.prismaObjectFields(Employee, (t) => ({
  contributions: withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: 'Contribution',
        nullable: true,
        description:
          "Claimed contributions, the latest first. Null for all but the person, the rater and whoever stands in for him, the rater's superior and personnel administrators.",
        args: {
          period: t.arg({ type: 'Period', description: 'Only those of exactly this period.' }),
          state: t.arg({ type: SubmissionStateRef, description: 'Only those that stand here.' }),
        },
        resolve: (query, { tenantId, id }, { period, state }, context) => {
          return contributionsOf(
            query,
            { tenantId, employeeId: id, ...(period != null && { period }), ...(state != null && { state }) },
            'desc',
            context,
          );
        },
      },
      { name: 'ContributionConnection', description: 'A page of contributions.' },
      { name: 'ContributionEdge', description: 'A contribution on a page.' },
    ),
    { mayRead: ({ id }: EmployeeKey, context) => mayReadSubmissions(context, id) },
  ),
}));

builder.objectField(ViewerRef, 'contributionsToJudge', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: 'Contribution',
        description: "Claims of the person's own people that wait for a verdict, the oldest first.",
        resolve: async (query, { tenantId, employeeId }: Viewer, _args, context) => {
          const people = await peopleToJudge(context, employeeId, 'Contribution');
          return contributionsOf(
            query,
            { tenantId, state: 'PENDING', employeeId: { in: [...people] } },
            'asc',
            context,
          );
        },
      },
      { name: 'ContributionsToJudgeConnection', description: 'A page of claims that wait.' },
      { name: 'ContributionsToJudgeEdge', description: 'A claim on a page.' },
    ),
  ),
);

const ContributionResult = resultOf('Contribution', Contribution);

const MeasuredEffectInput = builder.inputType('MeasuredEffectInput', {
  description: 'What was measured before and after, in words with numbers and units; at most 200 characters each.',
  fields: (t) => ({
    measure: t.string({
      required: true,
      description: 'What was measured, with its unit, for example "siswa per kelas".',
    }),
    before: t.string({ required: true, description: 'Its value before.' }),
    after: t.string({ required: true, description: 'Its value after.' }),
  }),
});

const ClaimContributionInput = builder.inputType('ClaimContributionInput', {
  description: "A contribution of one's own.",
  fields: (t) => ({
    period: t.field({
      type: 'Period',
      required: true,
      description: 'The period in which it was made; it must have begun.',
    }),
    kind: t.field({ type: ContributionKindRef, required: true, description: 'To what it was made.' }),
    name: t.string({ required: true, description: 'Name of the programme or innovation; at most 200 characters.' }),
    role: t.string({ required: true, description: 'The part that one had in it; at most 200 characters.' }),
    description: t.string({ required: true, description: 'What was contributed; at most 4,000 characters.' }),
    effect: t.field({ type: MeasuredEffectInput, description: 'What changed, measured. Required for an innovation.' }),
    evidence: t.stringList({ required: true, description: 'Links to evidence, http or https; one to ten.' }),
  }),
});

builder.mutationFields((t) => ({
  claimContribution: t.field({
    type: ContributionResult,
    description:
      'Claims a contribution. Again for the same period, kind and name it makes a new version, until the claim is accepted or rejected; the same content again changes nothing.',
    args: { input: t.arg({ type: ClaimContributionInput, required: true, description: 'The contribution.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) => orRefusal(() => claimContribution(input, context)),
  }),
  withdrawContribution: t.field({
    type: ContributionResult,
    description: 'Takes back an own claim that is not accepted or rejected.',
    args: { ...choiceArgs(t, 'Contribution') },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, choice, context) => orRefusal(() => withdrawContribution(choice, context)),
  }),
  judgeContribution: t.field({
    type: ContributionResult,
    description: "The rater's verdict on a claimed contribution. Nobody judges his own.",
    args: { ...choiceArgs(t, 'Contribution'), ...verdictArgs(t) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, judgement, context) => orRefusal(() => judgeContribution(judgement, context)),
  }),
}));
