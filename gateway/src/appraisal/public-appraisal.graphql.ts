import { builder } from '../builder.ts';
import type { PredicateSummary } from '../domain/predicate-summary.ts';
import { Tenant, Unit } from '../tenant/tenant.graphql.ts';
import { AppraisalPolicyRef } from './appraisal.graphql.ts';
import { listPolicies } from './public-policies.ts';
import { readPredicateSummary } from './read-predicate-summary.ts';

builder.objectField(Tenant, 'appraisalPolicies', (t) =>
  t.field({
    type: [AppraisalPolicyRef],
    description:
      'How the region appraises its civil servants: the newest version of each policy. Public, as the method must be.',
    resolve: async (_tenant, _args, { db }) => [...(await listPolicies(db.pool))],
  }),
);

const PredicateSummaryRef = builder.objectRef<PredicateSummary>('PredicateSummary').implement({
  description: 'What the public may know of the predicates of a unit.',
  fields: (t) => ({
    people: t.exposeInt('people', { description: 'People who were appraised; ten at least.' }),
    goodOrBetter: t.exposeInt('goodOrBetter', { description: 'Those with the predicate Baik or Sangat Baik.' }),
  }),
});

builder.prismaObjectField(Unit, 'predicateSummary', (t) =>
  t.field({
    type: PredicateSummaryRef,
    nullable: true,
    description:
      'The predicates of the people of the unit, summed. Null unless the policy publishes them, all results are final, and nobody can be named.',
    args: { period: t.arg({ type: 'Period', required: true, description: 'The period of the appraisal.' }) },
    select: { id: true },
    resolve: ({ id }, { period }, { db }) => readPredicateSummary(db.pool, id, period),
  }),
);
