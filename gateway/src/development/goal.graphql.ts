import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import { notFound } from '../errors.ts';
import { encodeGlobalId } from '../global-id.ts';
import { PAGED, pageById, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { Tenant } from '../tenant/tenant.graphql.ts';
import { requireKey } from './here.ts';
import { isOfRegion } from './is-of-region.ts';
import { type GoalLevel, setGoal } from './set-goal.ts';

const GoalLevelRef = builder.enumType('GoalLevel', {
  description: 'Whose goal it is.',
  values: {
    REGION: { description: 'Of the region as a whole.' },
    UNIT: { description: 'Of one unit.' },
    PROJECT: { description: 'Of a project of several units, as a smart city has.' },
  } as const satisfies Record<GoalLevel, unknown>,
});

const Goal = builder.prismaObject('Goal', {
  description:
    'A goal of the region, of a unit, or of a project of several units; results of people point to one. For everybody who is signed in to the region.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Goal', tenantId, id }),
    }),
    level: t.field({
      type: GoalLevelRef,
      description: 'Whose goal it is.',
      select: { level: true },
      resolve: ({ level }) => level as GoalLevel,
    }),
    year: t.exposeInt('year', { description: 'The year that it is for.' }),
    text: t.exposeString('text', { description: 'What is to be reached.' }),
    measure: t.exposeString('measure', { nullable: true, description: 'What it is measured by; null while not said.' }),
    units: t.prismaField({
      type: ['Unit'],
      description: 'The units that share it, by name; none for a goal of the region.',
      select: { unitIds: true },
      resolve: (query, { tenantId, unitIds }, _args, { db }) =>
        db.prisma.unit.findMany({
          ...query,
          where: { tenantId, id: { in: unitIds } },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        }),
    }),
    parent: t.relation('parent', { nullable: true, description: 'The goal above; null at the top.' }),
  }),
});

builder.prismaObjectField(Goal, 'children', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: Goal,
        description: 'The goals below, in the order in which they were set.',
        resolve: (query, { tenantId, id }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'id', 'asc');
          return db.prisma.goal.findMany({ ...page, where: { AND: [{ tenantId, parentId: id }, behind] } });
        },
      },
      { name: 'GoalChildrenConnection', description: 'A page of goals below another.' },
      { name: 'GoalChildrenEdge', description: 'A goal on a page.' },
    ),
  ),
);

builder.objectField(Tenant, 'goals', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: Goal,
        nullable: true,
        description:
          'The goals of a year, in the order in which they were set. Null for whoever is not signed in to the region.',
        args: {
          year: t.arg.int({ required: true, description: 'A year, for example 2026.' }),
          level: t.arg({ type: GoalLevelRef, description: 'Only goals of this level.' }),
        },
        resolve: (query, { tenantId }, { year, level }, { db }) => {
          const { behind, ...page } = pageById(query, 'id', 'asc');
          const where = { tenantId, year, ...(level != null && { level }) };
          return db.prisma.goal.findMany({ ...page, where: { AND: [where, behind] } });
        },
      },
      { name: 'GoalConnection', description: 'A page of goals.' },
      { name: 'GoalEdge', description: 'A goal on a page.' },
    ),
    { mayRead: isOfRegion },
  ),
);

const SetGoalInput = builder.inputType('SetGoalInput', {
  description: 'A goal.',
  fields: (t) => ({
    id: t.id({ description: 'Id of the Goal to change, whose level and year stay. A new one by default.' }),
    level: t.field({ type: GoalLevelRef, required: true, description: 'Whose goal it is.' }),
    parentId: t.id({ description: 'Id of the Goal above, of the same year. At the top by default.' }),
    unitIds: t.idList({
      defaultValue: [],
      description: 'Ids of the Units that share it: none for the region, one for a unit, 2 to 100 for a project.',
    }),
    year: t.int({ required: true, description: 'The year that it is for, 2000 to 2099.' }),
    text: t.string({ required: true, description: 'What is to be reached; at most 2,000 characters.' }),
    measure: t.string({ description: 'What it is measured by; at most 2,000 characters.' }),
  }),
});

const GoalResult = resultOf('Goal', Goal);

builder.mutationField('setGoal', (t) =>
  t.field({
    type: GoalResult,
    description: 'Makes or changes a goal: by a leader or a personnel administrator. A goal below itself is refused.',
    args: { input: t.arg({ type: SetGoalInput, required: true, description: 'The goal.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { input }, context) =>
      orRefusal(() => setGoal({ ...input, unitIds: input.unitIds ?? [] }, context)),
  }),
);

builder.queryField('goal', (t) =>
  t.prismaField({
    type: Goal,
    nullable: true,
    description:
      'A goal by its id. Null with an error when there is none, and for whoever is not signed in to its region.',
    args: { id: t.arg.id({ required: true, description: 'Id of a Goal.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: async (query, _root, { id }, { db, viewer }) => {
      if (viewer === null) throw notFound('id', id, 'the id of a Goal');
      const found = await db.prisma.goal.findUnique({
        ...query,
        where: { tenantId_id: { tenantId: viewer.tenantId, id: requireKey('id', id, 'Goal') } },
      });
      if (found === null) throw notFound('id', id, 'the id of a Goal');
      return found;
    },
  }),
);
