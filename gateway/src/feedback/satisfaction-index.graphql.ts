import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { type Period, periodTitle } from '../domain/period.ts';
import type { ProfileField, Questionnaire, Element as QuestionnaireElement } from '../domain/questionnaire.ts';
import { krejcieMorgan, ratingsStillNeeded } from '../domain/sample-size.ts';
import { sampleAdvice } from '../domain/sample-words.ts';
import { type ElementMean, satisfactionIndex } from '../domain/satisfaction-index.ts';
import { gradeName } from '../domain/service-grade.ts';
import { inLanguage, inPublicLanguage } from '../domain/text.ts';
import { isTranslationReviewed, languageAsked } from '../domain/translation.ts';
import { badInput } from '../errors.ts';
import { DATA_LANG, PUBLIC_LANG } from '../lang-argument.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { explainFigure } from './explain-figure.ts';
import { officialCounts, type Scope } from './figure-cells.ts';
import { hasOpenAlarm } from './has-open-alarm.ts';
import { type PublicFigure, readFigure } from './read-figure.ts';
import { readRespondents } from './read-respondents.ts';
import { reportingPeriod } from './reporting-period.ts';
import { RespondentsRef } from './respondents.graphql.ts';
import { questionnaireOf } from './stored-questionnaire.ts';

/** Grade of mutu pelayanan. */
export const ServiceGrade = builder.enumType('ServiceGrade', {
  description: 'Mutu pelayanan (PermenPANRB 14/2017), from the index rounded to two decimals.',
  values: {
    A: { description: 'Sangat Baik: 88.31 to 100.00.' },
    B: { description: 'Baik: 76.61 to 88.30.' },
    C: { description: 'Kurang Baik: 65.00 to 76.60.' },
    D: { description: 'Tidak Baik: 25.00 to 64.99.' },
  } as const,
});

/** Whether a figure is shown. */
export const FigureState = builder.enumType('FigureState', {
  description: 'Whether a figure is shown, and if not, why.',
  values: {
    PUBLISHED: { description: 'Shown.' },
    TOO_FEW_RATINGS: {
      description: 'One to nine ratings, or, while the period is open, fewer than ten since it began.',
    },
    NO_RATINGS: { description: 'Nobody has rated in this period.' },
    UNDER_REVIEW: { description: 'People are looking at the ratings after an alarm.' },
    TOO_FEW_STAFF: {
      description: 'Fewer than three civil servants, or their number is unknown: it would be a figure about a person.',
    },
    PROTECTS_OTHERS: { description: 'A group that is too small would follow from it by subtraction.' },
  } as const,
});

interface InLanguage<Value> {
  readonly of: Value;
  readonly lang: string | null;
}

const AnswerOption = builder.objectRef<{ score: number; label: string }>('AnswerOption').implement({
  description: 'One of the four answers.',
  fields: (t) => ({
    score: t.exposeInt('score', { description: '1 (worst) to 4 (best).' }),
    label: t.exposeString('label', { description: 'The answer in words.' }),
  }),
});

const Element = builder.objectRef<InLanguage<QuestionnaireElement>>('Element').implement({
  description: 'One element (unsur pelayanan) of a questionnaire.',
  fields: (t) => ({
    key: t.string({ description: 'Stable key, for example `waktu`.', resolve: ({ of }) => of.key }),
    label: t.string({ description: 'Official name.', resolve: ({ of, lang }) => inLanguage(of.label, lang) }),
    question: t.string({
      description: 'The question as it is asked.',
      resolve: ({ of, lang }) => inLanguage(of.question, lang),
    }),
    required: t.boolean({ description: 'False when a respondent may skip it.', resolve: ({ of }) => of.required }),
    answers: t.field({
      type: [AnswerOption],
      description: 'The four answers, from 1 to 4.',
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ of, lang }) =>
        of.answers.map((label, place) => ({ score: place + 1, label: inLanguage(label, lang) })),
    }),
  }),
});

const ProfileOption = builder.objectRef<{ code: string; label: string }>('ProfileOption').implement({
  description: 'One choice.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'What is sent, for example `L`.' }),
    label: t.exposeString('label', { description: 'The choice in words.' }),
  }),
});

const Profile = builder.objectRef<InLanguage<ProfileField>>('ProfileField').implement({
  description: 'One optional question about the respondent.',
  fields: (t) => ({
    key: t.string({ description: '`sex`, `ageBand`, `education` or `occupation`.', resolve: ({ of }) => of.key }),
    label: t.string({ description: 'The question in words.', resolve: ({ of, lang }) => inLanguage(of.label, lang) }),
    options: t.field({
      type: [ProfileOption],
      description: 'The choices.',
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ of, lang }) => of.options.map(({ code, label }) => ({ code, label: inLanguage(label, lang) })),
    }),
  }),
});

/** A questionnaire. */
export const QuestionnaireType = builder.objectRef<Questionnaire>('Questionnaire').implement({
  description: 'A versioned template; answers of different versions are never added up.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the template, for example `skm-2017`.' }),
    version: t.exposeInt('version', { description: 'A change of questions or answers makes a new version.' }),
    language: t.string({
      description:
        'Language of the texts when `lang` is asked for, as a tag for the attribute `lang`: the same for title, elements and profile, and `id` where the questionnaire is not there in the language asked for.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: (questionnaire, { lang }) => languageAsked(questionnaire, lang),
    }),
    translationReviewed: t.boolean({
      description:
        'False while the texts in `language` wait to be checked by somebody who grew up with it; then say so beside them.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: (questionnaire, { lang }) => isTranslationReviewed(questionnaire, lang),
    }),
    title: t.string({
      description: 'Name of the questionnaire.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: (questionnaire, { lang }) => inLanguage(questionnaire.title, languageAsked(questionnaire, lang)),
    }),
    elements: t.field({
      type: [Element],
      description:
        'The elements in the order they are asked. Texts in `lang`, falling back to `id`; the language is part of the request, never of a header.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      complexity: { field: 1, multiplier: 9 },
      resolve: (questionnaire, { lang }) => {
        const language = languageAsked(questionnaire, lang);
        return questionnaire.elements.map((of) => ({ of, lang: language }));
      },
    }),
    profile: t.field({
      type: [Profile],
      description: 'Optional questions about the respondent.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      complexity: { field: 1, multiplier: 4 },
      resolve: (questionnaire, { lang }) => {
        const language = languageAsked(questionnaire, lang);
        return questionnaire.profile.map((of) => ({ of, lang: language }));
      },
    }),
  }),
});

interface ElementFigure {
  readonly element: QuestionnaireElement;
  readonly mean: ElementMean | null;
}

const ElementResult = builder.objectRef<ElementFigure>('ElementResult').implement({
  description: 'What one element contributes to an index.',
  fields: (t) => ({
    element: t.field({
      type: Element,
      description: 'The element.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ element }, { lang }) => ({ of: element, lang: lang ?? null }),
    }),
    ratings: t.int({
      nullable: true,
      description: 'Ratings that answered this element; null when withheld.',
      resolve: ({ mean }) => mean?.ratings ?? null,
    }),
    meanScore: t.float({
      nullable: true,
      description: 'NRR, the mean score 1 to 4; null while figures are withheld, and when nobody answered.',
      resolve: ({ mean }) => mean?.meanScore?.valueOf() ?? null,
    }),
    counts: t.intList({
      nullable: true,
      description: 'How many ratings gave score 1, 2, 3 and 4; null while figures are withheld.',
      complexity: { field: 1, multiplier: 1 },
      resolve: ({ mean }) => (mean === null ? null : [...mean.counts]),
    }),
  }),
});

/** A figure with its tenant, and its index worked out once. */
interface FigureToShow {
  readonly figure: PublicFigure;
  readonly index: ReturnType<typeof satisfactionIndex>;
  readonly tenant: TenantEntry;
  readonly subject: { readonly scope: Scope; readonly scopeId: string };
}

const SatisfactionIndex = builder.objectRef<FigureToShow>('SatisfactionIndex').implement({
  description: 'The official figure (PermenPANRB 14/2017): exact 1/n weights, rounded half-up once, to two decimals.',
  fields: (t) => ({
    period: t.field({
      type: 'Period',
      description: 'The period that it is about.',
      resolve: ({ figure }) => figure.period,
    }),
    periodLabel: t.string({
      description: 'The period in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ figure }, { lang }) => periodTitle(figure.period, lang),
    }),
    state: t.field({ type: FigureState, description: 'Whether it is shown.', resolve: ({ figure }) => figure.state }),
    questionnaire: t.field({
      type: QuestionnaireType,
      description: 'The questionnaire that was answered.',
      resolve: ({ figure }) => figure.questionnaire,
    }),
    closed: t.boolean({
      description:
        'False while the period is open: the figure is provisional and moves in steps of ten or more ratings.',
      resolve: ({ figure }) => figure.closed,
    }),
    asOf: t.field({ type: 'DateTime', description: 'When it was published.', resolve: ({ figure }) => figure.asOf }),
    version: t.int({
      description:
        '1 for the first published figure of a closed period; every correction adds one. 0 while the period is open.',
      resolve: ({ figure }) => figure.version,
    }),
    ratings: t.int({
      nullable: true,
      description: 'Ratings behind the figure, those of recaps included. Null when withheld.',
      resolve: ({ figure }) =>
        figure.counts === null ? (figure.state === 'NO_RATINGS' ? 0 : null) : officialCounts(figure.counts).ratings,
    }),
    value: t.float({
      nullable: true,
      description: '25.00 to 100.00; null unless the state is PUBLISHED.',
      resolve: ({ index }) => index?.value ?? null,
    }),
    grade: t.field({
      type: ServiceGrade,
      nullable: true,
      description: 'Mutu pelayanan; null unless the state is PUBLISHED.',
      resolve: ({ index }) => index?.grade ?? null,
    }),
    gradeLabel: t.string({
      nullable: true,
      description: 'The grade in words; null unless the state is PUBLISHED.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ index }, { lang }) => (index === null ? null : inPublicLanguage(gradeName(index.grade), lang)),
    }),
    elements: t.field({
      type: [ElementResult],
      description: 'The elements in the order of the questionnaire.',
      complexity: { field: 1, multiplier: 9 },
      resolve: ({ figure, index }) =>
        figure.questionnaire.elements.map((element, place) => ({ element, mean: index?.elements[place] ?? null })),
    }),
    sampleTarget: t.int({
      nullable: true,
      description:
        'Ratings needed for this population by Krejcie and Morgan; null when the population is unknown. The population are the people who use the services in a year.',
      resolve: ({ figure }) => (figure.population === null ? null : krejcieMorgan(figure.population)),
    }),
    ratingsStillNeeded: t.int({
      nullable: true,
      description: 'Ratings that the sample still needs, 0 when it is reached; null when the population is unknown.',
      resolve: ({ figure }) =>
        ratingsStillNeeded(figure.population, figure.counts === null ? 0 : officialCounts(figure.counts).ratings),
    }),
    sampleAdvice: t.string({
      description: 'How many answers are still needed, and why more of the same kind do not help.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ figure }, { lang }) =>
        inPublicLanguage(
          sampleAdvice(figure.population, figure.counts === null ? 0 : officialCounts(figure.counts).ratings),
          lang,
        ),
    }),
    respondents: t.field({
      type: RespondentsRef,
      nullable: true,
      description:
        'Who answered, of a unit over a quarter or longer; null for a service, a month, an open period and a figure that is not shown.',
      complexity: { field: 20, multiplier: 1 },
      resolve: async ({ figure, subject }, _args, { db }) => {
        const respondents = await readRespondents(db.pool, subject, figure);
        return respondents && { respondents, questionnaire: figure.questionnaire };
      },
    }),
    unusualRatings: t.boolean({
      description:
        'True while ratings of the period came in an unusual way and nobody has decided about them yet: they count, and may be taken out with a reason. Never how many, when or from where; false of a figure that is not shown.',
      complexity: 5,
      resolve: ({ figure, subject }, _args, { db }) => hasOpenAlarm(db.pool, subject, figure),
    }),
    derivation: t.string({
      description:
        'How the figure was reached, step by step, with the numbers of this very figure; when it is withheld, why.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ figure, index, tenant: { sampleData } }, { lang }) =>
        explainFigure(figure, index, { sampleData, lang }),
    }),
    sampleData: t.boolean({
      description: 'True when the figure rests on generated demonstration ratings.',
      resolve: ({ tenant }) => tenant.sampleData,
    }),
  }),
});

const load = async (
  scope: Scope,
  { tenantId, id }: { tenantId: string; id: string },
  { period, questionnaire }: { period?: Period | null | undefined; questionnaire?: string | null | undefined },
  { db, tenants, now }: Context,
): Promise<FigureToShow> => {
  const tenant = await tenants.byId(tenantId);
  if (tenant === undefined) throw new Error(`Tenant ${tenantId} is referred to and missing.`);
  if (questionnaire != null) {
    const known = await db.prisma.questionnaire.findMany({
      where: { tenantId },
      select: { key: true },
      distinct: ['key'],
      orderBy: { key: 'asc' },
    });
    if (!known.some(({ key }) => key === questionnaire))
      throw badInput('questionnaire', questionnaire, `one of ${known.map(({ key }) => key).join(', ')}`);
  }
  const figure = await readFigure(db.pool, {
    scope,
    scopeId: id,
    ...reportingPeriod(tenant.timeZone, now(), period),
    questionnaire: questionnaire ?? null,
  });
  const index = figure.counts === null ? null : satisfactionIndex(figure.questionnaire, officialCounts(figure.counts));
  return { figure, index, tenant, subject: { scope, scopeId: id } };
};

const PERIOD_ARG = 'Without a period: the last closed quarter. An open period is provisional.';
const QUESTIONNAIRE_ARG = 'Key of a questionnaire. Without one: the SKM template with the most ratings in the period.';

builder.prismaObjectFields('Unit', (t) => ({
  satisfactionIndex: t.field({
    type: SatisfactionIndex,
    description:
      'The index of the unit. Without a period: the last closed quarter. Without a questionnaire: the SKM template with the most ratings in the period.',
    args: {
      period: t.arg({ type: 'Period', description: PERIOD_ARG }),
      questionnaire: t.arg.string({ description: QUESTIONNAIRE_ARG }),
      includeSubunits: t.arg.boolean({ defaultValue: false, description: 'Whether the units below are pooled in.' }),
    },
    resolve: (unit, args, context) => load(args.includeSubunits === true ? 'SUBTREE' : 'UNIT', unit, args, context),
  }),
}));

builder.prismaObjectFields('Service', (t) => ({
  questionnaire: t.field({
    type: QuestionnaireType,
    select: { questionnaireKey: true, questionnaireVersion: true },
    description: 'The questionnaire that the service asks now.',
    resolve: ({ questionnaireKey, questionnaireVersion }, _args, { db }) =>
      questionnaireOf(db.pool, questionnaireKey, questionnaireVersion),
  }),
  satisfactionIndex: t.field({
    type: SatisfactionIndex,
    description: 'The index of this service alone.',
    args: {
      period: t.arg({ type: 'Period', description: PERIOD_ARG }),
      questionnaire: t.arg.string({ description: QUESTIONNAIRE_ARG }),
    },
    resolve: (service, args, context) => load('SERVICE', service, args, context),
  }),
}));
