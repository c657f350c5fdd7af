import { builder } from '../builder.ts';
import { type BenchmarkPosition, explainBenchmark } from '../domain/benchmark.ts';
import { labelSample } from '../domain/sample-data.ts';
import { inPublicLanguage } from '../domain/text.ts';
import { PUBLIC_LANG } from '../lang-argument.ts';
import { Tenant } from '../tenant/tenant.graphql.ts';
import { type Benchmark, type RegionBenchmark, readBenchmark, readRegionBenchmark } from './read-benchmark.ts';

const QUARTER = 'A quarter, for example `2026-Q3`.';

const BenchmarkRef = builder.objectRef<Benchmark>('Benchmark').implement({
  description:
    'How the indices of the regions that chose to take part are spread in a closed quarter. No region is named; fewer than five are not compared.',
  fields: (t) => ({
    period: t.expose('period', { type: 'Period', description: 'The quarter.' }),
    regions: t.int({
      nullable: true,
      description: 'Regions that are compared: at least five. Null otherwise.',
      resolve: ({ figures, regions }) => (figures === null ? null : regions),
    }),
    median: t.float({
      nullable: true,
      description: 'Half of the indices are at most this, 25.00 to 100.00. Null for fewer than five regions.',
      resolve: ({ figures }) => figures?.median ?? null,
    }),
    lowerQuartile: t.float({
      nullable: true,
      description: 'A quarter of the indices are at most this, 25.00 to 100.00. Null for fewer than five regions.',
      resolve: ({ figures }) => figures?.lowerQuartile ?? null,
    }),
    upperQuartile: t.float({
      nullable: true,
      description: 'Three quarters of the indices are at most this, 25.00 to 100.00. Null for fewer than five regions.',
      resolve: ({ figures }) => figures?.upperQuartile ?? null,
    }),
    explanation: t.string({
      description: 'How the comparison came about; where there is none, why.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ regions, sampleData }, { lang }) =>
        labelSample(inPublicLanguage(explainBenchmark(regions), lang), sampleData, lang),
    }),
    sampleData: t.exposeBoolean('sampleData', {
      description: 'True when generated demonstration ratings are among them.',
    }),
  }),
});

const BenchmarkPositionRef = builder.enumType('BenchmarkPosition', {
  description: 'Where the index of a region stands among all.',
  values: {
    ABOVE_UPPER_QUARTILE: { description: 'Above the upper quartile.' },
    BETWEEN_QUARTILES: { description: 'Between the quartiles, or equal to one.' },
    BELOW_LOWER_QUARTILE: { description: 'Below the lower quartile.' },
  } as const satisfies Record<BenchmarkPosition, unknown>,
});

const RegionBenchmarkRef = builder.objectRef<RegionBenchmark>('RegionBenchmark').implement({
  description: 'The comparison between regions, with the place of one.',
  fields: (t) => ({
    benchmark: t.expose('benchmark', { type: BenchmarkRef, description: 'The comparison.' }),
    index: t.exposeFloat('index', {
      nullable: true,
      description:
        "The region's own index over all its units, from their published figures, 25.00 to 100.00. Null when it takes no part, and for whoever is not signed in to the region.",
    }),
    position: t.expose('position', {
      type: BenchmarkPositionRef,
      nullable: true,
      description: 'Where it stands. Null when `index` is, and for fewer than five regions.',
    }),
  }),
});

builder.objectFields(Tenant, (t) => ({
  benchmark: t.field({
    type: RegionBenchmarkRef,
    description: 'The comparison between regions, with the place of this one for its own people.',
    args: { period: t.arg({ type: 'Period', required: true, description: QUARTER }) },
    resolve: ({ tenantId }, { period }, context) => readRegionBenchmark(context, tenantId, period),
  }),
}));

builder.queryField('benchmark', (t) =>
  t.field({
    type: BenchmarkRef,
    description:
      'How the indices of all regions that take part are spread in a quarter. Every region decides for itself whether it does.',
    args: { period: t.arg({ type: 'Period', required: true, description: QUARTER }) },
    // Of all regions together, and so of none.
    extensions: { tenantOf: () => Promise.resolve(undefined) },
    resolve: (_root, { period }, context) => readBenchmark(context, period),
  }),
);
