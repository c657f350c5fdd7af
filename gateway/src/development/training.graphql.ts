import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { PAGED, pageById, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { judgeTraining } from './judge-training.ts';
import { mayReadDevelopment } from './may-read-development.ts';
import { recordTraining } from './record-training.ts';

type State = 'CLAIMED' | 'CONFIRMED' | 'REJECTED';

const TrainingState = builder.enumType('TrainingState', {
  description: 'Whether a training counts.',
  values: {
    CLAIMED: { description: 'The person says so; waits for the rater.' },
    CONFIRMED: { description: 'Counts.' },
    REJECTED: { description: 'Does not count; the note tells why. It may be claimed anew.' },
  } as const satisfies Record<State, unknown>,
});

const Training = builder.prismaObject('Training', {
  description: 'A training that a person has completed.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Training', tenantId, id }),
    }),
    employee: t.relation('employee', { description: 'Who completed it.' }),
    name: t.exposeString('name', { description: 'Name of the training, as profiles of posts name it.' }),
    completedOn: t.expose('completedOn', { type: 'Date', description: 'Its last day.' }),
    competencyKeys: t.exposeStringList('competencyKeys', { description: 'Keys of the competencies that it is for.' }),
    state: t.field({
      type: TrainingState,
      description: 'Whether it counts.',
      select: { state: true },
      resolve: ({ state }) => state as State,
    }),
    recordedBy: t.relation('recordedBy', { description: 'Who entered it.' }),
    judgedBy: t.relation('judgedBy', { nullable: true, description: 'Who confirmed or rejected it; null before.' }),
    judgedAt: t.expose('judgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was confirmed or rejected; null before.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'What was said with it; null without any.' }),
  }),
});

builder.prismaObjectField('Employee', 'trainings', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: Training,
        nullable: true,
        description:
          "Trainings of the person, the latest recorded first. Null for all but the person, the rater, the rater's superior and personnel administrators.",
        resolve: (query, { tenantId, id }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'id', 'desc');
          return db.prisma.training.findMany({ ...page, where: { AND: [{ tenantId, employeeId: id }, behind] } });
        },
      },
      { name: 'TrainingConnection', description: 'A page of trainings.' },
      { name: 'TrainingEdge', description: 'A training on a page.' },
    ),
    { mayRead: mayReadDevelopment },
  ),
);

const TrainingResult = resultOf('Training', Training);

builder.mutationFields((t) => ({
  recordTraining: t.field({
    type: TrainingResult,
    description:
      'Records a training that was completed. From a personnel administrator it counts at once, from the person once the rater has confirmed it.',
    args: {
      employeeId: t.arg.id({ required: true, description: 'Id of the Employee who completed it.' }),
      name: t.arg.string({ required: true, description: 'Name of the training; at most 200 characters.' }),
      completedOn: t.arg({ type: 'Date', required: true, description: 'Its last day: today or earlier.' }),
      competencyKeys: t.arg.stringList({
        required: true,
        description: 'Keys of competencies from the profiles of the posts that it is for, at most 50.',
      }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => recordTraining(input, context)),
  }),
  judgeTraining: t.field({
    type: TrainingResult,
    description: 'Confirms or rejects a training that a person claims, once: by the rater.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a Training.' }),
      confirmed: t.arg.boolean({ required: true, description: 'Whether it counts.' }),
      note: t.arg.string({ description: 'Why; at most 2,000 characters; required for a rejection.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => judgeTraining(input, context)),
  }),
}));
