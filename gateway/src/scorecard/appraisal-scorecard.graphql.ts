import { Appraisal } from '../appraisal/appraisal.graphql.ts';
import { builder } from '../builder.ts';
import { explainScore, type FigureWords, type NamedPart, outstandingParts } from '../domain/appraisal-words.ts';
import { ServiceGrade } from '../feedback/satisfaction-index.graphql.ts';
import { STAFF_LANG } from '../lang-argument.ts';
import { Unit } from '../tenant/tenant.graphql.ts';
import { explainAppraisal } from './explain-appraisal.ts';
import { type CitizensSignal, readCitizensSignal } from './read-citizens-signal.ts';

const FigureExplanation = builder.objectRef<FigureWords>('FigureExplanation').implement({
  description: 'How one figure of an appraisal was reached, with its own numbers.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'Key of the component, or `PREDICATE`, `WORK_RESULT`, `BEHAVIOUR`, `TOTAL`.',
    }),
    title: t.exposeString('title', { description: 'What it explains, in words.' }),
    lines: t.stringList({
      description: 'The steps, one to a line; what was missing, and what happened to its weight.',
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ lines }) => [...lines],
    }),
  }),
});

const OutstandingPart = builder.objectRef<NamedPart>('OutstandingPart').implement({
  description: 'A part of the score that stands out.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'Key of the indicator, item or competency, or of a component that has none.',
    }),
    component: t.exposeString('component', { description: 'Key of its component.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    percent: t.exposeFloat('percent', { description: 'What it came to, in percent.' }),
  }),
});

const CitizensSignalRef = builder.objectRef<CitizensSignal>('CitizensSignal').implement({
  description:
    "What citizens say of the unit: a figure of the team, which weighs nothing in a person's score (PermenPANRB 6/2022 art. 18).",
  fields: (t) => ({
    unit: t.prismaField({
      type: Unit,
      description: 'The unit whose figure it is.',
      resolve: (query, { tenantId, unitId }, _args, { db }) =>
        db.prisma.unit.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: unitId } } }),
    }),
    period: t.field({
      type: 'Period',
      description: 'The closed period that it is about.',
      resolve: ({ period }) => period,
    }),
    value: t.float({ description: 'The published index, 25.00 to 100.00.', resolve: ({ index }) => index.value }),
    grade: t.field({ type: ServiceGrade, description: 'Mutu pelayanan.', resolve: ({ index }) => index.grade }),
    ratings: t.exposeInt('ratings', { description: 'Ratings behind it.' }),
    weight: t.int({ description: 'Always 0.', resolve: () => 0 }),
  }),
});

builder.objectFields(Appraisal, (t) => ({
  explanation: t.field({
    type: [FigureExplanation],
    nullable: true,
    description: 'How each figure was reached, in plain words; null for colleagues.',
    args: { lang: t.arg.string({ description: STAFF_LANG }) },
    complexity: { field: 10, multiplier: 10 },
    resolve: async (approached, { lang }, context) => {
      const about = await explainAppraisal(approached, context);
      return about === null ? null : [...explainScore(about, lang)];
    },
  }),
  strengths: t.field({
    type: [OutstandingPart],
    description: 'What is mastered: up to three parts with the highest percent, above the mean of all parts.',
    args: { lang: t.arg.string({ description: STAFF_LANG }) },
    complexity: { field: 10, multiplier: 3 },
    resolve: async (approached, { lang }, context) => {
      const about = await explainAppraisal(approached, context);
      return about === null ? [] : [...outstandingParts(about, lang).strengths];
    },
  }),
  improvements: t.field({
    type: [OutstandingPart],
    description:
      'What is to improve: up to three parts with the lowest percent, below the mean of all parts and below 100.',
    args: { lang: t.arg.string({ description: STAFF_LANG }) },
    complexity: { field: 10, multiplier: 3 },
    resolve: async (approached, { lang }, context) => {
      const about = await explainAppraisal(approached, context);
      return about === null ? [] : [...outstandingParts(about, lang).improvements];
    },
  }),
  citizensSignal: t.field({
    type: CitizensSignalRef,
    nullable: true,
    description:
      "The unit's published index, at team level: of the appraisal's period when that is closed, else of the last closed quarter. Null where nothing is published, or the policy does not show it.",
    complexity: 5,
    resolve: (approached, _args, context) => readCitizensSignal(approached, context),
  }),
}));
