import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { PAGED, pageById, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { type CloseGuidance, closeGuidance } from './close-guidance.ts';
import { mayReadDevelopment } from './may-read-development.ts';
import { openGuidance } from './open-guidance.ts';
import { reportGuidanceAction } from './report-guidance-action.ts';

const GuidanceOutcome = builder.enumType('GuidanceOutcome', {
  description: 'What came of a guidance.',
  values: {
    IMPROVED: { description: 'The person does what was aimed at.' },
    CONTINUED: { description: 'Goes on: a further guidance follows.' },
    NOT_IMPROVED: { description: 'Nothing has changed.' },
  } as const satisfies Record<CloseGuidance['outcome'], unknown>,
});

const GuidanceAction = builder.prismaObject('GuidanceAction', {
  description: 'One action of a guidance.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'GuidanceAction', tenantId, id }),
    }),
    text: t.exposeString('text', { description: 'What is to be done.' }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'The day by which it is due.' }),
    done: t.exposeBoolean('done', {
      nullable: true,
      description: 'Whether it was done; null until somebody has said how it went.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'How it went, in words; null without any.' }),
    reportedBy: t.relation('reportedBy', { nullable: true, description: 'Who said so last; null while nobody has.' }),
    reportedAt: t.expose('reportedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was said last; null while nobody has.',
    }),
  }),
});

const Guidance = builder.prismaObject('Guidance', {
  description: 'Guidance of a person who lags (bimbingan): actions with dates, and an outcome.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Guidance', tenantId, id }),
    }),
    employee: t.relation('employee', { description: 'Who is guided.' }),
    openedBy: t.relation('openedBy', { description: 'The rater who opened it.' }),
    appraisalId: t.id({
      nullable: true,
      description: 'Id of the Appraisal that it follows from; null when it follows from none.',
      select: { appraisalId: true },
      resolve: ({ tenantId, appraisalId }) =>
        appraisalId === null ? null : encodeGlobalId({ type: 'Appraisal', tenantId, id: appraisalId }),
    }),
    reason: t.exposeString('reason', { description: 'Why it was opened.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When it was opened.' }),
    actions: t.relation('actions', {
      type: GuidanceAction,
      description: 'The actions, 1 to 20, in their order.',
      complexity: { multiplier: 4 },
      query: { orderBy: { place: 'asc' } },
    }),
    outcome: t.field({
      type: GuidanceOutcome,
      nullable: true,
      description: 'What came of it; null while it is open.',
      select: { outcome: true },
      resolve: ({ outcome }) => outcome as CloseGuidance['outcome'] | null,
    }),
    outcomeNote: t.exposeString('outcomeNote', {
      nullable: true,
      description: 'What came of it, in words; null while it is open.',
    }),
    closedBy: t.relation('closedBy', { nullable: true, description: 'Who closed it; null while it is open.' }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was closed; null while it is open.',
    }),
  }),
});

builder.prismaObjectField('Employee', 'guidances', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: Guidance,
        nullable: true,
        description:
          "Guidance that the person was given, the latest first. Null for all but the person, the rater, the rater's superior and personnel administrators.",
        resolve: (query, { tenantId, id }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'id', 'desc');
          return db.prisma.guidance.findMany({ ...page, where: { AND: [{ tenantId, employeeId: id }, behind] } });
        },
      },
      { name: 'GuidanceConnection', description: 'A page of guidance.' },
      { name: 'GuidanceEdge', description: 'A guidance on a page.' },
    ),
    { mayRead: mayReadDevelopment },
  ),
);

const GuidanceActionInput = builder.inputType('GuidanceActionInput', {
  description: 'An action of a guidance.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'What is to be done; at most 2,000 characters.' }),
    dueOn: t.field({ type: 'Date', required: true, description: 'The day by which it is due: today or later.' }),
  }),
});

const GuidanceResult = resultOf('Guidance', Guidance);

builder.mutationFields((t) => ({
  openGuidance: t.field({
    type: GuidanceResult,
    description: 'Opens a guidance with its actions: by the rater.',
    args: {
      employeeId: t.arg.id({ required: true, description: 'Id of the Employee who is guided.' }),
      reason: t.arg.string({ required: true, description: 'Why; at most 2,000 characters.' }),
      actions: t.arg({
        type: [GuidanceActionInput],
        required: true,
        description: 'What is to be done: 1 to 20 actions.',
      }),
      appraisalId: t.arg.id({
        description: 'Id of the Appraisal of the person that it follows from. None by default.',
      }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => openGuidance(input, context)),
  }),
  reportGuidanceAction: t.field({
    type: GuidanceResult,
    description: 'Says how an action went: by the person or the rater, again and again until the guidance is closed.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a GuidanceAction.' }),
      done: t.arg.boolean({ required: true, description: 'Whether it was done.' }),
      note: t.arg.string({ description: 'How it went, at most 2,000 characters; required when it was not done.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => reportGuidanceAction(input, context)),
  }),
  closeGuidance: t.field({
    type: GuidanceResult,
    description: 'Closes a guidance with its outcome: by the rater, once every action was reported on.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a Guidance.' }),
      outcome: t.arg({ type: GuidanceOutcome, required: true, description: 'What came of it.' }),
      note: t.arg.string({ required: true, description: 'What came of it, in words; at most 2,000 characters.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => closeGuidance(input, context)),
  }),
}));
