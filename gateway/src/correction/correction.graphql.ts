import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { ViewerRef } from '../access/viewer.graphql.ts';
import type { Viewer } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import {
  CORRECTOR_NAMES,
  type Corrector,
  OBJECTION_OUTCOME_NAMES,
  type ObjectionOutcome,
} from '../domain/figure-objection.ts';
import { type Period, periodTitle } from '../domain/period.ts';
import { maskPersonalData } from '../domain/personal-data.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { inPublicLanguage } from '../domain/text.ts';
import type { Scope } from '../feedback/figure-cells.ts';
import { FigureState, QuestionnaireType, ServiceGrade } from '../feedback/satisfaction-index.graphql.ts';
import { encodeGlobalId } from '../global-id.ts';
import { PUBLIC_LANG } from '../lang-argument.ts';
import { tenantOfViewer, upTo } from '../tenant/page.graphql.ts';
import { Service, Tenant, tenantOfInput, Unit } from '../tenant/tenant.graphql.ts';
import { decideFigureObjection, objectionsToDecide } from './decide-figure-objection.ts';
import { objectToFigure } from './object-to-figure.ts';
import {
  type FigureCorrection,
  questionnaireAnswered,
  readCorrections,
  type ShownVersion,
} from './read-corrections.ts';

const FigureCorrector = builder.enumType('FigureCorrector', {
  description: 'Who made a further version of a published figure.',
  values: {
    OPERATOR: { description: 'Whoever keeps the data of the region, by an import or a setting.' },
    LEADER: { description: 'A leader of the region, by excluding ratings or counting them again.' },
    SYSTEM: { description: 'The rules that protect small groups.' },
    UNKNOWN: { description: 'It was not kept at that time.' },
  } as const satisfies Record<Corrector, unknown>,
});

const FigureVersion = builder.objectRef<ShownVersion>('FigureVersion').implement({
  description:
    'What one version of a figure showed. Its numbers are null when it, or the version beside it, or a later one, is withheld.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: '1 for the first published figure.' }),
    state: t.field({ type: FigureState, description: 'Whether it was shown.', resolve: ({ state }) => state }),
    ratings: t.exposeInt('ratings', { nullable: true, description: 'Ratings behind it.' }),
    value: t.float({ nullable: true, description: 'The index, 25.00 to 100.00.', resolve: ({ index }) => index }),
    grade: t.field({
      type: ServiceGrade,
      nullable: true,
      description: 'Mutu pelayanan.',
      resolve: ({ grade }) => grade,
    }),
  }),
});

const isWithBelow = ({ scope }: { readonly scope: string }) => scope === 'SUBTREE';

/** Which figure something is about, in whatever version. */
interface AboutFigure {
  readonly tenantId: string;
  readonly unitId: string;
  readonly serviceId: string | null;
  readonly scope: Scope;
  readonly period: Period;
  readonly questionnaire: Questionnaire;
}

/** What can be told of a figure whatever is done about it. */
export const AboutFigureRef = builder.interfaceRef<AboutFigure>('AboutFigure').implement({
  description: 'Something about a published figure of a unit or a service.',
  fields: (t) => ({
    unit: t.prismaField({
      type: Unit,
      description: 'Whose figure it is.',
      resolve: (query, { tenantId, unitId }, _args, { db }) =>
        db.prisma.unit.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: unitId } } }),
    }),
    service: t.field({
      type: Service,
      nullable: true,
      description: 'The service that it is about; null for a whole unit.',
      resolve: ({ tenantId, serviceId }, _args, { db }) =>
        serviceId === null
          ? null
          : db.prisma.service.findUnique({ where: { tenantId_id: { tenantId, id: serviceId } } }),
    }),
    includesSubunits: t.boolean({
      description: 'Whether the units below are pooled in.',
      resolve: isWithBelow,
    }),
    period: t.field({ type: 'Period', description: 'The period that it is about.', resolve: ({ period }) => period }),
    periodLabel: t.string({
      description: 'The period in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ period }, { lang }) => periodTitle(period, lang),
    }),
    questionnaire: t.field({
      type: QuestionnaireType,
      description: 'The questionnaire that was answered.',
      resolve: ({ questionnaire }) => questionnaire,
    }),
  }),
});

const FigureCorrectionRef = builder.objectRef<FigureCorrection>('FigureCorrection').implement({
  interfaces: [AboutFigureRef],
  description: 'A further version of a published figure: who, when, why, before and after. It is never changed.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'When it was published.', resolve: ({ at }) => at }),
    by: t.field({ type: FigureCorrector, description: 'Who made it.', resolve: ({ by }) => by }),
    byLabel: t.string({
      description: 'Who made it, in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ by }, { lang }) => inPublicLanguage(CORRECTOR_NAMES[by], lang),
    }),
    reason: t.exposeString('reason', { description: 'Why.' }),
    before: t.field({ type: FigureVersion, description: 'What was shown before.', resolve: ({ before }) => before }),
    after: t.field({ type: FigureVersion, description: 'What is shown since.', resolve: ({ after }) => after }),
  }),
});

const Outcome = builder.enumType('FigureObjectionOutcome', {
  description: 'What became of an objection to a figure.',
  values: {
    STANDS: { description: 'The figure stays as it is.' },
    CORRECTED: { description: 'The data were corrected; a further version of the figure is published.' },
  } as const satisfies Record<ObjectionOutcome, unknown>,
});

builder.prismaObject('FigureObjectionDecision', {
  description: 'What became of an objection. It is never changed.',
  select: { tenantId: true },
  fields: (t) => ({
    outcome: t.field({
      type: Outcome,
      description: 'The decision.',
      select: { outcome: true },
      resolve: ({ outcome }) => outcome as ObjectionOutcome,
    }),
    outcomeLabel: t.string({
      description: 'The decision in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      select: { outcome: true },
      resolve: ({ outcome }, { lang }) => inPublicLanguage(OBJECTION_OUTCOME_NAMES[outcome as ObjectionOutcome], lang),
    }),
    explanation: t.string({
      description: 'Why; what could tell who a person is, is masked.',
      select: { explanation: true },
      resolve: ({ explanation }) => maskPersonalData(explanation),
    }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', description: 'When it was decided.' }),
  }),
});

const FigureObjection = builder.prismaObject('FigureObjection', {
  description: 'What the head of a unit says against a published figure. It is public, and never changed.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'FigureObjection', tenantId, id }),
    }),
    unit: t.relation('unit', { description: 'Whose head objects.' }),
    service: t.field({
      type: Service,
      nullable: true,
      description: 'The service that the figure is about; null for a whole unit.',
      select: { scope: true, scopeId: true },
      resolve: ({ tenantId, scope, scopeId }, _args, { db }) =>
        scope === 'SERVICE'
          ? db.prisma.service.findUnique({ where: { tenantId_id: { tenantId, id: scopeId } } })
          : null,
    }),
    includesSubunits: t.boolean({
      description: 'Whether it is about the figure with the units below pooled in.',
      select: { scope: true },
      resolve: isWithBelow,
    }),
    period: t.field({
      type: 'Period',
      description: 'The period of the figure.',
      select: { period: true },
      resolve: ({ period }) => period as Period,
    }),
    periodLabel: t.string({
      description: 'The period in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      select: { period: true },
      resolve: ({ period }, { lang }) => periodTitle(period as Period, lang),
    }),
    questionnaire: t.field({
      type: QuestionnaireType,
      description: 'The questionnaire of the figure.',
      select: { questionnaireKey: true, questionnaireVersion: true },
      resolve: (objection, _args, { db }) => questionnaireAnswered(db.pool, objection),
    }),
    version: t.exposeInt('version', { description: 'The version of the figure that is objected to.' }),
    reason: t.string({
      description: 'Why; what could tell who a person is, is masked.',
      select: { reason: true },
      resolve: ({ reason }) => maskPersonalData(reason),
    }),
    raisedAt: t.expose('raisedAt', { type: 'DateTime', description: 'When it was raised.' }),
    decideUntil: t.expose('decideUntil', {
      type: 'DateTime',
      description: 'The end of the 7th working day after it; by then it is to be decided.',
    }),
    decision: t.relation('decision', { nullable: true, description: 'What became of it; null while it is open.' }),
  }),
});

const MOST = 100;
const USUAL = 20;
const FIRST = `How many at most: 1 to ${MOST}, by default ${USUAL}.`;

/** A page of up to 20 costs as much as its items. */
const complexity = ({ first }: { readonly first?: number | null | undefined }) => ({
  field: 10,
  multiplier: Math.max(first ?? USUAL, 1),
});

const newestFirst = () => [{ raisedAt: 'desc' as const }, { id: 'desc' as const }];

builder.prismaObjectFields(Unit, (t) => ({
  figureCorrections: t.field({
    type: [FigureCorrectionRef],
    description: 'What was changed about published figures of the unit and its services, the newest first.',
    args: { first: t.arg.int({ description: FIRST }) },
    complexity,
    resolve: async ({ id }, { first }, { db }) => [
      ...(await readCorrections(db.pool, { unitId: id, first: upTo('first', first, MOST, USUAL) })),
    ],
  }),
  figureObjections: t.prismaField({
    type: [FigureObjection],
    description: 'What the unit objected to about its published figures, the newest first.',
    args: { first: t.arg.int({ description: FIRST }) },
    complexity,
    resolve: (query, { tenantId, id }, { first }, { db }) =>
      db.prisma.figureObjection.findMany({
        ...query,
        where: { tenantId, unitId: id },
        orderBy: newestFirst(),
        take: upTo('first', first, MOST, USUAL),
      }),
  }),
}));

builder.objectFields(Tenant, (t) => ({
  figureCorrections: t.field({
    type: [FigureCorrectionRef],
    description:
      'What was changed about published figures of the region, the newest first; all of it is at `/koreksi/<code>.csv`.',
    args: { first: t.arg.int({ description: FIRST }) },
    complexity,
    resolve: async (_tenant, { first }, { db }) => [
      ...(await readCorrections(db.pool, { unitId: null, first: upTo('first', first, MOST, USUAL) })),
    ],
  }),
  figureObjections: t.prismaField({
    type: [FigureObjection],
    description: 'What units of the region objected to, the newest first.',
    args: {
      first: t.arg.int({ description: FIRST }),
      open: t.arg.boolean({ defaultValue: false, description: 'Only those that are not decided; all by default.' }),
    },
    complexity,
    resolve: (query, { tenantId }, { first, open }, { db }) =>
      db.prisma.figureObjection.findMany({
        ...query,
        where: { tenantId, ...(open === true && { decision: { is: null } }) },
        orderBy: newestFirst(),
        take: upTo('first', first, MOST, USUAL),
      }),
  }),
}));

builder.objectFields(ViewerRef, (t) => ({
  objectionsToDecide: t.prismaField({
    type: [FigureObjection],
    description: 'Open objections that the person may decide, the newest first: for leaders, without their own.',
    args: { first: t.arg.int({ description: FIRST }) },
    complexity,
    resolve: async (query, { tenantId }: Viewer, { first }, context) => {
      const ids = await objectionsToDecide(upTo('first', first, MOST, USUAL), context);
      return context.db.prisma.figureObjection.findMany({
        ...query,
        where: { tenantId, id: { in: [...ids] } },
        orderBy: newestFirst(),
      });
    },
  }),
}));

const ObjectToFigureInput = builder.inputType('ObjectToFigureInput', {
  description: 'Which figure, and why.',
  fields: (t) => ({
    unitId: t.id({ description: 'Id of the Unit; this or `serviceId`.' }),
    serviceId: t.id({ description: 'Id of the Service; this or `unitId`.' }),
    includeSubunits: t.boolean({
      defaultValue: false,
      description: 'Whether it is about the figure of the unit with those below it.',
    }),
    period: t.field({ type: 'Period', required: true, description: 'A closed period.' }),
    questionnaire: t.string({
      description: 'Key of a questionnaire. Without one: the SKM template with the most ratings in the period.',
    }),
    version: t.int({ required: true, description: 'The version that was looked at, as the figure says.' }),
    reason: t.string({ required: true, description: 'Why; at most 2,000 characters. It is public.' }),
  }),
});

const FigureObjectionResult = resultOf('FigureObjection', FigureObjection);

const shownAgain = ({ db }: Context, { tenantId, id }: { readonly tenantId: string; readonly id: string }) =>
  db.prisma.figureObjection.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id } } });

builder.mutationFields((t) => ({
  objectToFigure: t.field({
    type: FigureObjectionResult,
    description:
      'Objects to a published figure: by the head of the unit, within 14 working days of the version, once for each version.',
    args: { input: t.arg({ type: ObjectToFigureInput, required: true, description: 'Which figure, and why.' }) },
    extensions: {
      tenantOf: async (args: Record<string, unknown>) =>
        (await tenantOfInput('unitId')(args)) ?? (await tenantOfInput('serviceId')(args)),
    },
    resolve: (_root, { input }, context) =>
      orRefusal(async () => shownAgain(context, await objectToFigure(input, context))),
  }),
  decideFigureObjection: t.field({
    type: FigureObjectionResult,
    description:
      'Decides an objection: by a leader who did not raise it, once. CORRECTED needs a further version of the figure.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a FigureObjection.' }),
      outcome: t.arg({ type: Outcome, required: true, description: 'The decision.' }),
      explanation: t.arg.string({ required: true, description: 'Why; at most 2,000 characters. It is public.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) =>
      orRefusal(async () => shownAgain(context, await decideFigureObjection(input, context))),
  }),
}));
