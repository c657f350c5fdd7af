import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { assignPost } from './assign-post.ts';
import { delegateVerdicts, type StoredDelegation } from './delegate-verdicts.ts';
import { grantRole, revokeRole } from './grant-role.ts';
import { CompetencyGroupRef, Employee, GrantedRoleRef, HolidayCalendar, Post } from './personnel.graphql.ts';
import { setHolidays } from './set-holidays.ts';
import { setPostCompetencies } from './set-post-competencies.ts';
import { setRater } from './set-rater.ts';

const AssignPostInput = builder.inputType('AssignPostInput', {
  description: 'A move to a post.',
  fields: (t) => ({
    employeeId: t.id({ required: true, description: 'Id of the Employee.' }),
    postId: t.id({ required: true, description: 'Id of the Post.' }),
    startsOn: t.field({
      type: 'Date',
      required: true,
      description: 'First day in the post, after the first day of the present one, which then ends the day before.',
    }),
  }),
});

const SetRaterInput = builder.inputType('SetRaterInput', {
  description: 'Who rates an employee.',
  fields: (t) => ({
    employeeId: t.id({ required: true, description: 'Id of the Employee.' }),
    raterId: t.id({ description: 'Id of the Employee who rates; without it, again the head of the unit.' }),
  }),
});

const DelegateInput = builder.inputType('DelegateInput', {
  description: 'Who stands in for a rater in daily verdicts.',
  fields: (t) => ({
    raterId: t.id({ description: 'Id of the rater; whoever is signed in by default.' }),
    delegateId: t.id({ required: true, description: 'Id of the Employee who stands in.' }),
    startsOn: t.field({ type: 'Date', required: true, description: 'First day, today or later.' }),
    endsOn: t.field({ type: 'Date', required: true, description: 'Last day.' }),
    reason: t.string({ required: true, description: 'Why, for example "cuti tahunan"; at most 500 characters.' }),
  }),
});

const RoleInput = builder.inputType('RoleInput', {
  description: 'A role of an employee.',
  fields: (t) => ({
    employeeId: t.id({ required: true, description: "Id of the Employee; never one's own." }),
    role: t.field({ type: GrantedRoleRef, required: true, description: 'The role.' }),
  }),
});

const CompetencyRequirementInput = builder.inputType('CompetencyRequirementInput', {
  description: 'A competency that a post needs.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'Lower-case letters, digits and `-`; once in the list.' }),
    group: t.field({ type: CompetencyGroupRef, required: true, description: 'Ability, knowledge or attitude.' }),
    name: t.string({ required: true, description: 'As people call it; at most 200 characters.' }),
    requiredLevel: t.int({ required: true, description: '1 to 5.' }),
    training: t.string({ description: 'Training that leads there.' }),
  }),
});

const SetPostCompetenciesInput = builder.inputType('SetPostCompetenciesInput', {
  description: 'The competency profile of a post.',
  fields: (t) => ({
    postId: t.id({ required: true, description: 'Id of the Post.' }),
    competencies: t.field({
      type: [CompetencyRequirementInput],
      required: true,
      description: 'The whole profile, at most 50: replaces what was there.',
    }),
  }),
});

const HolidayInput = builder.inputType('HolidayInput', {
  description: 'A day on which the region does not work.',
  fields: (t) => ({
    day: t.field({ type: 'Date', required: true, description: 'The day.' }),
    name: t.string({ required: true, description: 'Why; at most 200 characters.' }),
  }),
});

const SetHolidaysInput = builder.inputType('SetHolidaysInput', {
  description: 'The holidays of a year.',
  fields: (t) => ({
    year: t.int({ required: true, description: 'The year.' }),
    holidays: t.field({
      type: [HolidayInput],
      required: true,
      description: 'All holidays of the year: replaces what was there.',
    }),
  }),
});

const Delegation = builder.objectRef<StoredDelegation>('Delegation').implement({
  description: 'Somebody stands in for a rater in daily verdicts.',
  fields: (t) => ({
    rater: t.prismaField({
      type: 'Employee',
      description: 'Who is away.',
      resolve: (query, { tenantId, raterId }, _args, { db }) =>
        db.prisma.employee.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: raterId } } }),
    }),
    delegate: t.prismaField({
      type: 'Employee',
      description: 'Who stands in.',
      resolve: (query, { tenantId, delegateId }, _args, { db }) =>
        db.prisma.employee.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: delegateId } } }),
    }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'First day.' }),
    endsOn: t.expose('endsOn', { type: 'Date', description: 'Last day.' }),
    reason: t.exposeString('reason', { description: 'Why.' }),
  }),
});

const EmployeeResult = resultOf('Employee', Employee);
const PostResult = resultOf('Post', Post);
const DelegationResult = resultOf('Delegation', Delegation);
const HolidayCalendarResult = resultOf('HolidayCalendar', HolidayCalendar);

const ofViewer = (_args: unknown, { viewer }: Context) => Promise.resolve(viewer?.tenantId);

builder.mutationFields((t) => ({
  assignPost: t.field({
    type: EmployeeResult,
    description: 'Moves an employee to a post; the history is kept. For personnel administrators.',
    args: { input: t.arg({ type: AssignPostInput, required: true, description: 'Who moves where, and when.' }) },
    extensions: { tenantOf: ofViewer },
    resolve: (_root, { input }, context) => orRefusal(() => assignPost(context, input)),
  }),
  setRater: t.field({
    type: EmployeeResult,
    description:
      'Names who rates an employee as long as the present post is held; open appraisals keep theirs. For personnel administrators; nobody names himself.',
    args: { input: t.arg({ type: SetRaterInput, required: true, description: 'Who rates whom.' }) },
    extensions: { tenantOf: ofViewer },
    resolve: (_root, { input: { employeeId, raterId } }, context) =>
      orRefusal(() => setRater(context, { employeeId, raterId: raterId ?? null })),
  }),
  delegate: t.field({
    type: DelegationResult,
    description:
      'Hands the daily verdicts of a rater to another for some days. For the rater, and personnel administrators; nobody gives them to himself.',
    args: { input: t.arg({ type: DelegateInput, required: true, description: 'Who stands in, and when.' }) },
    extensions: { tenantOf: ofViewer },
    resolve: (_root, { input: { raterId, ...input } }, context) =>
      orRefusal(() => delegateVerdicts(context, { ...input, raterId: raterId ?? null })),
  }),
  grantRole: t.field({
    type: EmployeeResult,
    description: 'Gives a role. For personnel administrators; nobody gives one to himself.',
    args: { input: t.arg({ type: RoleInput, required: true, description: 'Who gets which role.' }) },
    extensions: { tenantOf: ofViewer },
    resolve: (_root, { input }, context) => orRefusal(() => grantRole(context, input)),
  }),
  revokeRole: t.field({
    type: EmployeeResult,
    description: 'Takes a role back. For personnel administrators; nobody takes one from himself.',
    args: { input: t.arg({ type: RoleInput, required: true, description: 'Who loses which role.' }) },
    extensions: { tenantOf: ofViewer },
    resolve: (_root, { input }, context) => orRefusal(() => revokeRole(context, input)),
  }),
  setPostCompetencies: t.field({
    type: PostResult,
    description:
      'Sets the competency profile of a post. For personnel administrators; nobody sets that of his own post.',
    args: { input: t.arg({ type: SetPostCompetenciesInput, required: true, description: 'The profile.' }) },
    extensions: { tenantOf: ofViewer },
    resolve: (_root, { input: { postId, competencies } }, context) =>
      orRefusal(() =>
        setPostCompetencies(context, {
          postId,
          competencies: competencies.map(({ training, ...competency }) => ({
            ...competency,
            training: training ?? null,
          })),
        }),
      ),
  }),
  setHolidays: t.field({
    type: HolidayCalendarResult,
    description: 'Sets the holidays of a year. For personnel administrators.',
    args: { input: t.arg({ type: SetHolidaysInput, required: true, description: 'The year and its holidays.' }) },
    extensions: { tenantOf: ofViewer },
    resolve: (_root, { input }, context) => orRefusal(() => setHolidays(context, input)),
  }),
}));
