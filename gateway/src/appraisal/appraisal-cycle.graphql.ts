import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { ViewerRef } from '../access/viewer.graphql.ts';
import { builder } from '../builder.ts';
import {
  type DistributionWarning,
  ORGANISATION_ACHIEVEMENTS,
  organisationAchievementLabel,
} from '../domain/organisation-achievement.ts';
import type { PerformancePredicate } from '../domain/performance-predicate.ts';
import { inLanguage } from '../domain/text.ts';
import { badInput } from '../errors.ts';
import { encodeGlobalId } from '../global-id.ts';
import { STAFF_LANG } from '../lang-argument.ts';
import { keyOf, tenantOfId } from '../tenant/tenant.graphql.ts';
import { AppraisalPolicyRef, AppraisalStage, PredicateRef } from './appraisal.graphql.ts';
import { type LeftOut, openCycle } from './open-cycle.ts';
import {
  countStages,
  type Distribution,
  type FoundCycle,
  findCycle,
  listCycles,
  readDistribution,
  type StageCount,
} from './read-cycle.ts';
import { setAchievement } from './set-achievement.ts';
import { policyOf } from './stored-policy.ts';

const Achievement = builder.enumType('OrganisationAchievement', {
  description: 'Capaian kinerja organisasi (PermenPANRB 6/2022).',
  values: Object.fromEntries(
    ORGANISATION_ACHIEVEMENTS.map((value) => [value, { description: `${organisationAchievementLabel(value).id}.` }]),
  ) as Record<(typeof ORGANISATION_ACHIEVEMENTS)[number], { description: string }>,
});

const StageCountRef = builder.objectRef<StageCount>('StageCount').implement({
  description: 'How many appraisals stand in a stage.',
  fields: (t) => ({
    stage: t.expose('stage', { type: AppraisalStage, description: 'Which stage.' }),
    appraisals: t.exposeInt('appraisals', { description: 'How many.' }),
  }),
});

const PredicateCount = builder
  .objectRef<{ readonly predicate: PerformancePredicate; readonly people: number }>('PredicateCount')
  .implement({
    description: 'How many people have a predicate.',
    fields: (t) => ({
      predicate: t.expose('predicate', { type: PredicateRef, description: 'Which one.' }),
      people: t.exposeInt('people', { description: 'How many.' }),
    }),
  });

const Warning = builder.objectRef<DistributionWarning>('DistributionWarning').implement({
  description: 'A rule of the distribution guidance that is not met: information, never a block.',
  fields: (t) => ({
    message: t.string({
      description: 'The rule and the numbers beside it.',
      args: { lang: t.arg.string({ description: STAFF_LANG }) },
      resolve: ({ message }, { lang }) => inLanguage(message, lang),
    }),
  }),
});

const DistributionRef = builder.objectRef<Distribution>('PredicateDistribution').implement({
  description: "A unit's predicates beside the guidance for an organisation of its achievement.",
  fields: (t) => ({
    achievement: t.expose('achievement', {
      type: Achievement,
      nullable: true,
      description: 'Null until a leader has set it.',
    }),
    counts: t.field({
      type: [PredicateCount],
      description: 'People by predicate, best first.',
      resolve: ({ counts }) =>
        Object.entries(counts).map(([predicate, people]) => ({ predicate: predicate as PerformancePredicate, people })),
    }),
    warnings: t.field({
      type: [Warning],
      description: 'What the guidance says otherwise.',
      resolve: ({ warnings }) => [...warnings],
    }),
  }),
});

const Cycle = builder.objectRef<FoundCycle>('AppraisalCycle').implement({
  description: 'A period of appraisal under one version of a policy; for leaders and personnel admins.',
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'AppraisalCycle', tenantId, id }),
    }),
    period: t.field({ type: 'Period', description: 'Which period.', resolve: ({ period }) => period }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When it was opened.' }),
    policy: t.field({
      type: AppraisalPolicyRef,
      description: 'Policy and version that it runs under.',
      resolve: ({ policyKey, policyVersion }, _args, { db }) => policyOf(db.pool, policyKey, policyVersion),
    }),
    participation: t.field({
      type: [StageCountRef],
      description: 'How far people are: appraisals by stage.',
      args: { unitId: t.arg.id({ description: 'Of one unit only.' }) },
      resolve: ({ id }, { unitId }, { db }) =>
        countStages(db.pool, id, unitId == null ? null : keyOf('unitId', unitId, 'Unit').id),
    }),
    distribution: t.field({
      type: DistributionRef,
      description: 'The predicates of a unit beside the distribution guidance.',
      args: { unitId: t.arg.id({ required: true, description: 'Which unit.' }) },
      resolve: ({ id }, { unitId }, { db }) => readDistribution(db.pool, id, keyOf('unitId', unitId, 'Unit').id),
    }),
  }),
});

const Opened = builder
  .objectRef<{ readonly cycle: FoundCycle; readonly opened: number; readonly leftOut: readonly LeftOut[] }>(
    'OpenedCycle',
  )
  .implement({
    description: 'A cycle that was opened, or opened further.',
    fields: (t) => ({
      cycle: t.expose('cycle', { type: Cycle, description: 'The cycle.' }),
      opened: t.exposeInt('opened', { description: 'Appraisals that were made now.' }),
      leftOut: t.stringList({
        description: 'Who has no appraisal yet, each with the reason.',
        resolve: ({ leftOut }) => leftOut.map(({ name, reason }) => `${name}: ${reason}`),
      }),
    }),
  });

const OpenedResult = resultOf('OpenedCycle', Opened);
const CycleResult = resultOf('AppraisalCycle', Cycle);

const MOST = 100;

builder.objectFields(ViewerRef, (t) => ({
  cycles: t.field({
    type: [Cycle],
    description:
      'Cycles of the region, the latest period first; empty for whoever is neither leader nor personnel admin.',
    args: { first: t.arg.int({ description: 'How many at most: 1 to 100, by default 20.' }) },
    resolve: async (_viewer, { first }, context) => {
      if (first != null && (first < 1 || first > MOST)) throw badInput('first', first, `1 to ${MOST}`);
      return [...(await listCycles(context, first ?? 20))];
    },
  }),
}));

builder.queryFields((t) => ({
  appraisalCycle: t.field({
    type: Cycle,
    nullable: true,
    description: 'A cycle by its id. Null with an error for whoever may not see it.',
    args: { id: t.arg.id({ required: true, description: 'Id of an AppraisalCycle.' }) },
    extensions: { tenantOf: tenantOfId('id') },
    resolve: (_root, { id }, context) => findCycle(context, keyOf('id', id, 'AppraisalCycle').id, id),
  }),
}));

builder.mutationFields((t) => ({
  openCycle: t.field({
    type: OpenedResult,
    description:
      'Opens the appraisals of a period under the newest version of a policy, for everybody who holds a post. Again: adds those who were left out. By a personnel admin.',
    args: {
      policyKey: t.arg.string({ required: true, description: 'Key of the policy.' }),
      period: t.arg({ type: 'Period', required: true, description: 'A month, quarter or year, as the policy has it.' }),
    },
    extensions: { tenantOf: (_args, { viewer }) => Promise.resolve(viewer?.tenantId) },
    resolve: (_root, args, context) =>
      orRefusal(async () => {
        const { id, opened, leftOut } = await openCycle(args, context);
        return { cycle: await findCycle(context, id), opened, leftOut };
      }),
  }),
  setAchievement: t.field({
    type: CycleResult,
    description: 'Sets what a unit has achieved in a cycle (capaian kinerja organisasi). By a leader.',
    args: {
      cycleId: t.arg.id({ required: true, description: 'Which cycle.' }),
      unitId: t.arg.id({ required: true, description: 'Which unit.' }),
      achievement: t.arg({ type: Achievement, required: true, description: 'What it achieved.' }),
      reason: t.arg.string({ required: true, description: 'What it rests on.' }),
    },
    extensions: { tenantOf: tenantOfId('cycleId') },
    resolve: (_root, { cycleId, unitId, achievement, reason }, context) =>
      orRefusal(async () =>
        findCycle(
          context,
          await setAchievement({ cycleId: String(cycleId), unitId: String(unitId), achievement, reason }, context),
        ),
      ),
  }),
}));
