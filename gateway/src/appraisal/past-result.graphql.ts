import { builder } from '../builder.ts';
import { PAST_RULES, type PastRule, pastPredicateLabel, RULE_NAMES } from '../domain/past-result.ts';
import { inLanguage } from '../domain/text.ts';
import { STAFF_LANG } from '../lang-argument.ts';
import { ExpectationRef } from './appraisal.graphql.ts';
import { type PastResult, readPastResults } from './read-past-results.ts';

const PastRuleRef = builder.enumType('PastRule', {
  description: 'The rule by which a yearly result was reached.',
  values: Object.fromEntries(PAST_RULES.map((rule) => [rule, { description: `${RULE_NAMES[rule]}.` }])) as Record<
    PastRule,
    { description: string }
  >,
});

const PastResultRef = builder.objectRef<PastResult>('PastResult').implement({
  description:
    'A yearly result from before the region used Kinerja, imported. Its predicate was worked out again by the rule of its year.',
  fields: (t) => ({
    year: t.exposeInt('year', {
      description: 'The year. 2021 may have two results: its first half was judged by PP 46/2011.',
    }),
    rule: t.expose('rule', { type: PastRuleRef, description: 'The rule that it was judged by.' }),
    workScore: t.exposeFloat('workScore', {
      nullable: true,
      description: 'Nilai SKP, from 0: by PP 30/2019 at most 120. Null since 2022.',
    }),
    behaviourScore: t.exposeFloat('behaviourScore', {
      nullable: true,
      description:
        'Nilai perilaku kerja, from 0: by PP 46/2011 at most 100, by PP 30/2019 at most 120. Null since 2022.',
    }),
    value: t.exposeFloat('value', {
      nullable: true,
      description:
        'What the two make: 60 % and 40 % by PP 46/2011; by PP 30/2019 art. 41 70 % and 30 %, or 60 % and 40 % where peers and subordinates were asked. Rounded half-up to two decimals. Null since 2022, as no number belongs to a predicate.',
    }),
    convertedValue: t.exposeFloat('convertedValue', {
      nullable: true,
      description: 'Konversi nilai of 2021, as SIASN states it; not worked out here. Null for other years.',
    }),
    integratedValue: t.exposeFloat('integratedValue', {
      nullable: true,
      description:
        'Nilai integrasi of the whole of 2021, as SIASN states it; not worked out here. Null for other years.',
    }),
    workResult: t.expose('workResult', {
      type: ExpectationRef,
      nullable: true,
      description: 'Rating of work results; null before 2022.',
    }),
    behaviour: t.expose('behaviour', {
      type: ExpectationRef,
      nullable: true,
      description: 'Rating of behaviour; null before 2022.',
    }),
    predicate: t.string({
      description: 'The predicate in the words of its rule, for example "Baik".',
      args: { lang: t.arg.string({ description: STAFF_LANG }) },
      resolve: ({ rule, predicate }, { lang }) => inLanguage(pastPredicateLabel(rule, predicate), lang),
    }),
  }),
});

builder.prismaObjectField('Employee', 'pastResults', (t) =>
  t.field({
    type: [PastResultRef],
    nullable: true,
    description:
      "Imported results of earlier years, the latest first; null for all but the person, the rater, the rater's superior and personnel administrators.",
    complexity: 5,
    resolve: async ({ id }, _args, context) => {
      const results = await readPastResults(context, id);
      return results === null ? null : [...results];
    },
  }),
);
