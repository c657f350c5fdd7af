import { ViewerRef } from '../access/viewer.graphql.ts';
import { builder } from '../builder.ts';
import { MOVES, STAGE_NAMES } from '../domain/appraisal-cycle.ts';
import type { AppraisalPolicy, ASSESSORS, AXES, Component, INDICATOR_KINDS } from '../domain/appraisal-policy.ts';
import type { ComponentResult, PartResult, AppraisalScore as Score } from '../domain/appraisal-score.ts';
import {
  EXPECTATIONS,
  PERFORMANCE_PREDICATES,
  performancePredicateLabel,
  RATING_GUIDANCE,
} from '../domain/performance-predicate.ts';
import { inLanguage } from '../domain/text.ts';
import { badInput } from '../errors.ts';
import { encodeGlobalId } from '../global-id.ts';
import { DATA_LANG, STAFF_LANG } from '../lang-argument.ts';
import { Employee, Post } from '../personnel/personnel.graphql.ts';
import { keyOf, Node, tenantOfId, Unit } from '../tenant/tenant.graphql.ts';
import type { Mark as StoredMark } from './assess.ts';
import { type CalibratedRater, type Calibration, calibrateRaters, maySeeCalibration } from './calibrate-raters.ts';
import { creditPointsOf } from './credit-points-of.ts';
import { type Approached, isReadable, readAppraisal } from './find-appraisal.ts';
import { findDiscussion, findObjection, type StoredDiscussion, type StoredObjection } from './find-disputes.ts';
import { listAppraisalsFor, listAppraisalsOf } from './list-appraisals.ts';
import { maySeeScore } from './may-see-score.ts';
import { type NextStep, nextSteps, type StageOnTheWay, stagesOnTheWay } from './next-steps.ts';
import {
  type AssessmentSheet,
  type Difference,
  differencesBetween,
  type Opinion,
  readAssessments,
  readOpinions,
} from './read-assessments.ts';
import { type FeedbackNote as Note, readFeedback } from './read-feedback.ts';
import { type MarkableItem, readForm } from './read-form.ts';
import { type HistoryEntry, readHistory } from './read-history.ts';
import { type Evaluator, readTeam } from './read-team.ts';
import { type Review, reviewPost } from './review-post.ts';
import { scoreOf } from './score-appraisal.ts';

const described = <Name extends string>(names: Readonly<Record<Name, string>>) =>
  Object.fromEntries(
    (Object.entries(names) as [Name, string][]).map(([name, description]) => [name, { description }]),
  ) as Record<Name, { description: string }>;

export const AppraisalStage = builder.enumType('AppraisalStage', {
  description:
    'Where an appraisal stands. The policy of the region says which stages there are; the last three are national.',
  values: described(STAGE_NAMES),
});

export const ExpectationRef = builder.enumType('Expectation', {
  description: 'A rating of work results or of behaviour (PermenPANRB 6/2022).',
  values: described<(typeof EXPECTATIONS)[number]>({
    DI_ATAS_EKSPEKTASI: 'Di atas ekspektasi.',
    SESUAI_EKSPEKTASI: 'Sesuai ekspektasi.',
    DI_BAWAH_EKSPEKTASI: 'Di bawah ekspektasi.',
  }),
});

export const PredicateRef = builder.enumType('PerformancePredicate', {
  description: 'Predikat kinerja: follows from the two ratings by the matrix of PermenPANRB 6/2022.',
  values: Object.fromEntries(
    PERFORMANCE_PREDICATES.map((predicate) => [
      predicate,
      { description: `${performancePredicateLabel(predicate).id}.` },
    ]),
  ) as Record<(typeof PERFORMANCE_PREDICATES)[number], { description: string }>,
});

const AssessorRef = builder.enumType('Assessor', {
  description: 'Who assesses.',
  values: described<(typeof ASSESSORS)[number]>({
    SELF: 'The person; never counts in a score.',
    SUPERVISOR: 'Pejabat penilai kinerja.',
    TEAM: 'The independent evaluation team.',
    PEER: 'Colleagues with the same rater; only together, from three upward.',
    SUBORDINATE: 'People whom the person rates; only together, from three upward.',
  }),
});

export const IndicatorKindRef = builder.enumType('IndicatorKind', {
  description: 'How an indicator is measured.',
  values: described<(typeof INDICATOR_KINDS)[number]>({
    QUANTITATIVE: 'Target and realisation as numbers with a unit.',
    QUALITATIVE: 'Target in words, marked on the scale.',
    COUNT: 'Number of cases.',
    MEASURED: 'A measure such as a rate or a duration, with its sample size.',
  }),
});

export const IndicatorAspect = builder.enumType('IndicatorAspect', {
  description: 'Which side of a result an indicator shows.',
  values: described({ KUANTITAS: 'Kuantitas.', KUALITAS: 'Kualitas.', WAKTU: 'Waktu.', BIAYA: 'Biaya.' }),
});

export const IndicatorDirection = builder.enumType('IndicatorDirection', {
  description: 'Which way is better.',
  values: described({ HIGHER_IS_BETTER: 'More is better.', LOWER_IS_BETTER: 'Less is better, as of waiting time.' }),
});

const Axis = builder.enumType('RatingAxis', {
  description: 'One of the two ratings.',
  values: described<(typeof AXES)[number]>({ WORK_RESULT: 'Hasil kerja.', BEHAVIOUR: 'Perilaku kerja.' }),
});

const AppraisalMove = builder.enumType('AppraisalMove', {
  description: 'Something that can be done with an appraisal.',
  values: described(
    Object.fromEntries(Object.entries(MOVES).map(([move, { words }]) => [move, `${words}.`])) as Record<
      keyof typeof MOVES,
      string
    >,
  ),
});

const ScaleStep = builder.objectRef<AppraisalPolicy['scale'][number]>('ScaleStep').implement({
  description: 'A step of the rating scale.',
  fields: (t) => ({
    value: t.exposeInt('value', { description: 'The mark.' }),
    label: t.string({
      description: 'What it means.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ label }, { lang }) => inLanguage(label, lang),
    }),
    percent: t.exposeInt('percent', { description: 'What it is worth in percent: a local setting of the policy.' }),
  }),
});

const PolicyComponent = builder.objectRef<Component>('PolicyComponent').implement({
  description: 'A part of which the score of a policy consists.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Names it within the policy.' }),
    name: t.string({
      description: 'What it is called.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ name }, { lang }) => inLanguage(name, lang),
    }),
    kind: t.exposeString('kind', { description: 'What it is measured by, for example `INDICATORS` or `ITEMS`.' }),
    weight: t.exposeInt('weight', { description: 'Part of the whole in percent.' }),
    axis: t.expose('axis', { type: Axis, nullable: true, description: 'The rating that it is shown for.' }),
    missing: t.exposeString('missing', {
      description:
        'When it is absent: `REWEIGHT` leaves its weight to the others, `INCOMPLETE` leaves the score open. Never zero.',
    }),
  }),
});

export const AppraisalPolicyRef = builder.objectRef<AppraisalPolicy>('AppraisalPolicy').implement({
  description: 'How a region appraises: data, versioned; running appraisals keep their version.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Names the policy.' }),
    version: t.exposeInt('version', { description: 'Version that this appraisal was opened with.' }),
    name: t.string({
      description: 'What it is called.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ name }, { lang }) => inLanguage(name, lang),
    }),
    source: t.exposeString('source', { description: 'Regulation or description that it follows.' }),
    scale: t.field({
      type: [ScaleStep],
      description: 'The rating scale, lowest first.',
      resolve: ({ scale }) => [...scale],
    }),
    components: t.field({
      type: [PolicyComponent],
      description: 'What the score consists of.',
      resolve: ({ components }) => [...components],
    }),
    pilot: t.boolean({
      description: 'True in a trial: scores are shown to the person and the raters only.',
      resolve: ({ publication }) => publication.pilot,
    }),
  }),
});

const Part = builder.objectRef<PartResult>('ScorePart').implement({
  description: 'One thing inside a component: an indicator, an item, a competency.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Id of the indicator, or key of the item.' }),
    percent: t.exposeFloat('percent', {
      nullable: true,
      description: 'In percent; null when absent, which is never zero.',
    }),
  }),
});

interface NamedResult extends ComponentResult {
  readonly component: Component | undefined;
}

const ComponentResultRef = builder.objectRef<NamedResult>('ComponentResult').implement({
  description: 'How a component of the score came out.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the component in the policy.' }),
    name: t.string({
      description: 'What it is called.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ component, key }, { lang }) => (component === undefined ? key : inLanguage(component.name, lang)),
    }),
    weight: t.exposeInt('weight', { description: 'Weight in the policy, in percent.' }),
    effectiveWeight: t.exposeFloat('effectiveWeight', {
      nullable: true,
      description: 'Weight after absent components gave theirs; null when it is absent, or the whole is open.',
    }),
    percent: t.exposeFloat('percent', {
      nullable: true,
      description: 'Two decimals; null when absent, which is never zero.',
    }),
    sampleSize: t.exposeInt('sampleSize', {
      description: 'How many facts it rests on: indicators, sheets, entries, days, contributions.',
    }),
    parts: t.field({ type: [Part], description: 'What it consists of.', resolve: ({ parts }) => [...parts] }),
  }),
});

interface AxisResult {
  readonly percent: number | null;
  readonly proposed: Score['axes']['WORK_RESULT']['proposed'];
}

const AxisScore = builder.objectRef<AxisResult>('AxisScore').implement({
  description: 'What the figures say of one of the two ratings.',
  fields: (t) => ({
    percent: t.exposeFloat('percent', { nullable: true, description: 'Weighted percent; null while open.' }),
    proposed: t.expose('proposed', {
      type: ExpectationRef,
      nullable: true,
      description:
        'The rating that the figures suggest by the bounds of the policy. The rater decides, never the machine.',
    }),
  }),
});

const ScoreRef = builder
  .objectRef<{ readonly score: Score; readonly policy: AppraisalPolicy }>('AppraisalScore')
  .implement({
    description:
      'The scores of an appraisal: figures of the policy, which no regulation gives. They propose; the rater decides.',
    fields: (t) => ({
      components: t.field({
        type: [ComponentResultRef],
        description: 'Each component.',
        resolve: ({ score, policy }) =>
          score.components.map((result) => ({
            ...result,
            component: policy.components.find(({ key }) => key === result.key),
          })),
      }),
      total: t.float({
        nullable: true,
        description:
          'Weighted percent of all components, a local figure; null while something is missing that must be there.',
        resolve: ({ score }) => score.total,
      }),
      incomplete: t.stringList({
        description: 'Keys of the components that keep the score open.',
        resolve: ({ score }) => [...score.incomplete],
      }),
      workResult: t.field({
        type: AxisScore,
        description: 'For the rating of work results.',
        resolve: ({ score }) => score.axes.WORK_RESULT,
      }),
      behaviour: t.field({
        type: AxisScore,
        description: 'For the rating of behaviour.',
        resolve: ({ score }) => score.axes.BEHAVIOUR,
      }),
    }),
  });

const Indicator = builder.prismaObject('Indicator', {
  description: 'An individual performance indicator (IKI) of the result plan.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same while the plan does.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Indicator', tenantId, id }),
    }),
    key: t.string({
      description: 'Names it in the parts of the score, and in marks as `indicator:<key>`.',
      resolve: ({ id }) => id,
    }),
    component: t.exposeString('component', { description: 'Component that it belongs to.' }),
    plan: t.exposeString('plan', { description: 'Rencana hasil kerja.' }),
    name: t.exposeString('name', { description: 'Indikator kinerja individu.' }),
    kind: t.field({
      type: IndicatorKindRef,
      description: 'How it is measured.',
      select: { kind: true },
      resolve: ({ kind }) => kind as (typeof INDICATOR_KINDS)[number],
    }),
    aspect: t.field({
      type: IndicatorAspect,
      description: 'Which side of the result it shows.',
      select: { aspect: true },
      resolve: ({ aspect }) => aspect as 'KUANTITAS',
    }),
    main: t.exposeBoolean('main', { description: 'Utama rather than tambahan.' }),
    weight: t.exposeInt('weight', { description: 'Part of its component in percent.' }),
    unitOfMeasure: t.exposeString('unitOfMeasure', { nullable: true, description: 'Satuan.' }),
    direction: t.field({
      type: IndicatorDirection,
      nullable: true,
      description: 'Which way is better; null for words.',
      select: { direction: true },
      resolve: ({ direction }) => direction as 'HIGHER_IS_BETTER' | null,
    }),
    target: t.string({
      nullable: true,
      description: 'Target as a decimal text; null where it is in words.',
      select: { target: true },
      resolve: ({ target }) => target?.toFixed() ?? null,
    }),
    targetText: t.exposeString('targetText', { nullable: true, description: 'Target in words.' }),
    realisation: t.string({
      nullable: true,
      description: 'What was reached, as a decimal text; null while nothing was reported, which differs from zero.',
      select: { realisation: true },
      resolve: ({ realisation }) => realisation?.toFixed() ?? null,
    }),
    realisationText: t.exposeString('realisationText', { nullable: true, description: 'What was reached, in words.' }),
    sampleSize: t.exposeInt('sampleSize', { nullable: true, description: 'How many cases the number rests on.' }),
    evidence: t.exposeStringList('evidence', { description: 'Links to evidence (bukti dukung).' }),
    goal: t.relation('goal', { nullable: true, description: 'The goal of region, unit or project that it serves.' }),
  }),
});

interface KeyedMark extends StoredMark {
  readonly key: string;
}

const MarkRef = builder.objectRef<KeyedMark>('Mark').implement({
  description: 'A mark on the scale, or a level of a competency.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the item, `competency:<key>` or `indicator:<key>`.' }),
    value: t.exposeInt('value', { description: 'The mark.' }),
    note: t.exposeString('note', { nullable: true, description: 'What the assessor says to it.' }),
  }),
});

const Assessment = builder.objectRef<AssessmentSheet>('Assessment').implement({
  description: "One assessor's sheet. A draft is seen by its writer alone; once submitted it is locked.",
  fields: (t) => ({
    assessor: t.expose('assessor', { type: AssessorRef, description: 'Who assesses.' }),
    marks: t.field({
      type: [MarkRef],
      description: 'The marks.',
      resolve: ({ marks }) => Object.entries(marks).map(([key, mark]) => ({ key, ...mark })),
    }),
    strengths: t.exposeString('strengths', { nullable: true, description: 'What is mastered.' }),
    improvements: t.exposeString('improvements', { nullable: true, description: 'What is to improve.' }),
    submittedAt: t.expose('submittedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was locked; null for a draft.',
    }),
  }),
});

const EvaluatorRef = builder.objectRef<Evaluator & { readonly tenantId: string }>('Evaluator').implement({
  description: 'Somebody who was appointed to evaluate a person independently.',
  fields: (t) => ({
    employee: t.prismaField({
      type: Employee,
      description: 'Who.',
      resolve: (query, { tenantId, employeeId }, _args, { db }) =>
        db.prisma.employee.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: employeeId } } }),
    }),
    appointedAt: t.expose('appointedAt', { type: 'DateTime', description: 'Since when.' }),
    submittedAt: t.expose('submittedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the sheet was sent; null before.',
    }),
    conflictOfInterest: t.exposeString('conflictOfInterest', {
      nullable: true,
      description: 'Why the evaluator stepped back; null for whoever did not.',
    }),
  }),
});

const MarkableRef = builder.objectRef<MarkableItem>('MarkableItem').implement({
  description: 'Something that an assessor marks, with the question beside it.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'To be sent with the mark.' }),
    group: t.string({
      description: 'The component that it belongs to, in words.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ group }, { lang }) => inLanguage(group, lang),
    }),
    name: t.string({
      description: 'What it is called.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ name }, { lang }) => inLanguage(name, lang),
    }),
    question: t.string({
      description: 'What is to be judged.',
      args: { lang: t.arg.string({ description: DATA_LANG }) },
      resolve: ({ question }, { lang }) => inLanguage(question, lang),
    }),
    values: t.exposeIntList('values', { description: 'The marks that can be given, lowest first.' }),
  }),
});

const DifferenceRef = builder.objectRef<Difference>('MarkDifference').implement({
  description: 'Where two kinds of assessors differ on an item.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the item.' }),
    one: t.exposeFloat('one', { description: 'Mark of the first, the mean of several.' }),
    other: t.exposeFloat('other', { description: 'Mark of the second, the mean of several.' }),
    difference: t.exposeFloat('difference', { description: 'The second less the first.' }),
  }),
});

const OpinionRef = builder.objectRef<Opinion>('ColleagueOpinion').implement({
  description: 'Opinions of peers or subordinates on an item, together; from three upward, never who said what.',
  fields: (t) => ({
    assessor: t.expose('assessor', { type: AssessorRef, description: 'Peers or subordinates.' }),
    key: t.exposeString('key', { description: 'Key of the item.' }),
    opinions: t.exposeInt('opinions', { description: 'How many.' }),
    mean: t.exposeFloat('mean', { description: 'Mean mark, two decimals.' }),
  }),
});

const FeedbackAuthor = builder.enumType('FeedbackAuthor', {
  description: 'In which capacity a note was written.',
  values: described({
    SELF: 'The person.',
    SUPERVISOR: 'The rater.',
    SUPERIOR: "The rater's superior.",
    TEAM: 'An evaluator.',
    PEER: 'A colleague; without name.',
    SUBORDINATE: 'A subordinate; without name.',
  }),
});

const FeedbackNote = builder.objectRef<Note & { readonly tenantId: string }>('FeedbackNote').implement({
  description: 'A note of the feedback record (PermenPANRB 6/2022 art. 17-19).',
  fields: (t) => ({
    id: t.id({
      description: 'To reply to.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'FeedbackNote', tenantId, id }),
    }),
    replyToId: t.id({
      nullable: true,
      description: 'The note that it answers.',
      resolve: ({ tenantId, replyToId }) =>
        replyToId === null ? null : encodeGlobalId({ type: 'FeedbackNote', tenantId, id: replyToId }),
    }),
    indicatorId: t.id({
      nullable: true,
      description: 'The indicator that it is about.',
      resolve: ({ tenantId, indicatorId }) =>
        indicatorId === null ? null : encodeGlobalId({ type: 'Indicator', tenantId, id: indicatorId }),
    }),
    author: t.expose('author', { type: FeedbackAuthor, description: 'In which capacity it was written.' }),
    authorName: t.exposeString('authorName', { nullable: true, description: 'Null for colleagues.' }),
    text: t.exposeString('text', { description: 'What it says.' }),
    agreedAction: t.exposeString('agreedAction', { nullable: true, description: 'What both agreed to do.' }),
    writtenAt: t.expose('writtenAt', { type: 'DateTime', nullable: true, description: 'Null for colleagues.' }),
    acknowledgedAt: t.expose('acknowledgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the other side said that it had read it.',
    }),
  }),
});

const Discussion = builder.objectRef<StoredDiscussion>('Discussion').implement({
  description: 'A talk that the person asked for, before any objection.',
  fields: (t) => ({
    reason: t.exposeString('reason', { description: 'Why.' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    scheduledFor: t.expose('scheduledFor', { type: 'DateTime', nullable: true, description: 'When it is.' }),
    place: t.exposeString('place', { nullable: true, description: 'Where it is.' }),
    outcome: t.exposeString('outcome', { nullable: true, description: 'How it ended.' }),
    revised: t.exposeBoolean('revised', {
      nullable: true,
      description: 'Whether marks were changed; the trail has both.',
    }),
    concludedAt: t.expose('concludedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its outcome was recorded.',
    }),
  }),
});

const ObjectionDecision = builder.enumType('ObjectionDecision', {
  description: "The superior's decision.",
  values: described({ UPHELD: 'The result stays.', CHANGED: 'The result is changed.' }),
});

export const ObjectionDecisionRef = ObjectionDecision;

const Objection = builder.objectRef<StoredObjection>('Objection').implement({
  description: 'The formal objection (PermenPANRB 6/2022, annex, part B; form D.1.3).',
  fields: (t) => ({
    reason: t.exposeString('reason', { description: 'Why.' }),
    filedAt: t.expose('filedAt', { type: 'DateTime', description: 'When it was filed.' }),
    decideUntil: t.expose('decideUntil', { type: 'DateTime', description: 'End of the 7th working day after filing.' }),
    explanation: t.exposeString('explanation', { nullable: true, description: "The rater's explanation." }),
    explainedAt: t.expose('explainedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the rater explained.',
    }),
    decision: t.expose('decision', { type: ObjectionDecision, nullable: true, description: 'Null until decided.' }),
    recommendation: t.exposeString('recommendation', {
      nullable: true,
      description: 'Decision and recommendation in words.',
    }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', nullable: true, description: 'When it was decided.' }),
  }),
});

const StageRef = builder.objectRef<StageOnTheWay>('AppraisalStageWindow').implement({
  description: 'A stage of an appraisal, and when it is open.',
  fields: (t) => ({
    stage: t.expose('stage', { type: AppraisalStage, description: 'Which one.' }),
    name: t.string({ description: 'What it is called, in Indonesian.', resolve: ({ stage }) => STAGE_NAMES[stage] }),
    state: t.exposeString('state', { description: '`PAST`, `CURRENT` or `AHEAD`.' }),
    opensOn: t.expose('opensOn', {
      type: 'Date',
      nullable: true,
      description: 'First day; null for the national stages.',
    }),
    closesOn: t.expose('closesOn', {
      type: 'Date',
      nullable: true,
      description: 'Last day; null for the national stages.',
    }),
  }),
});

const NextStepRef = builder.objectRef<NextStep>('AppraisalStep').implement({
  description: 'Something that the person who asks can do now.',
  fields: (t) => ({
    move: t.expose('move', { type: AppraisalMove, description: 'What.' }),
    words: t.exposeString('words', { description: 'What, in Indonesian words.' }),
    until: t.expose('until', { type: 'DateTime', nullable: true, description: 'By when; null without a deadline.' }),
    overdue: t.exposeBoolean('overdue', { description: 'Whether that time is over; it can still be done.' }),
  }),
});

const HistoryRef = builder.objectRef<HistoryEntry>('AppraisalHistoryEntry').implement({
  description: 'Something that happened to an appraisal, from the audit trail.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    actor: t.exposeString('actor', { description: 'Who.' }),
    what: t.exposeString('what', { description: 'What, in words.' }),
    why: t.exposeString('why', { nullable: true, description: 'The reason that was given.' }),
    before: t.string({
      nullable: true,
      description: 'What it was before, as JSON; null where it is shown elsewhere.',
      resolve: ({ before }) => (before === null ? null : JSON.stringify(before)),
    }),
    after: t.string({
      nullable: true,
      description: 'What it is since, as JSON; null where it is shown elsewhere.',
      resolve: ({ after }) => (after === null ? null : JSON.stringify(after)),
    }),
  }),
});

const CompetencyGapRef = builder.objectRef<Review['gaps'][number]>('CompetencyGap').implement({
  description: 'A competency of the post that is not fully met.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Names the competency.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    group: t.exposeString('group', { description: '`ABILITY`, `KNOWLEDGE` or `ATTITUDE`.' }),
    requiredLevel: t.exposeInt('requiredLevel', { description: 'Level that the post needs, 1 to 5.' }),
    level: t.exposeFloat('level', { description: 'Measured level.' }),
    gap: t.exposeFloat('gap', { description: 'Required less measured.' }),
    training: t.exposeString('training', { nullable: true, description: 'Training that is suggested for it.' }),
  }),
});

const ReviewRef = builder.objectRef<Review>('CompetencyReview').implement({
  description: 'The person measured against the competency profile of the post (PermenPANRB 38/2017).',
  fields: (t) => ({
    gaps: t.field({ type: [CompetencyGapRef], description: 'Widest first.', resolve: ({ gaps }) => [...gaps] }),
    unmeasured: t.stringList({
      description: 'Competencies that nobody has measured, by name.',
      resolve: ({ unmeasured }) => [...unmeasured],
    }),
    fitPercent: t.exposeFloat('fitPercent', {
      nullable: true,
      description: 'Job fit; null while nothing was measured.',
    }),
    fitCategory: t.exposeString('fitCategory', {
      nullable: true,
      description: 'Its category by the bounds of the policy.',
    }),
    trainings: t.stringList({
      description: 'Trainings to suggest, for the widest gap first.',
      resolve: ({ trainings }) => [...trainings],
    }),
  }),
});

const RatingGuidanceRef = builder
  .objectRef<{ readonly rating: (typeof EXPECTATIONS)[number]; readonly text: string }>('RatingGuidance')
  .implement({
    description: "The regulation's guidance for a rating; shown beside the form, and never decided by the machine.",
    fields: (t) => ({
      rating: t.expose('rating', { type: ExpectationRef, description: 'The rating.' }),
      text: t.exposeString('text', { description: 'When it applies, in words.' }),
    }),
  });

const GUIDED = { WORK_RESULT: 'workResult', BEHAVIOUR: 'behaviour' } as const;

const guidanceOf = (axis: keyof typeof GUIDED, lang?: string | null) =>
  EXPECTATIONS.map((rating) => ({ rating, text: inLanguage(RATING_GUIDANCE[GUIDED[axis]].guidance[rating], lang) }));

const CalibratedRaterRef = builder.objectRef<CalibratedRater>('CalibratedRater').implement({
  description: 'A rater beside the average one.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Who.' }),
    leniency: t.exposeFloat('leniency', {
      description: 'Percent points above (lenient) or below (severe) what the average rater gives the same people.',
    }),
    ratings: t.exposeInt('ratings', { description: 'How many sheets it rests on.' }),
  }),
});

const CalibrationRef = builder.objectRef<Calibration>('Calibration').implement({
  description: 'How severe raters are: to talk about, never to correct a predicate with.',
  fields: (t) => ({
    notComparable: t.exposeString('notComparable', {
      nullable: true,
      description: 'Why raters cannot be compared, in Indonesian; null where they can.',
    }),
    raters: t.field({
      type: [CalibratedRaterRef],
      description: 'Most lenient first.',
      resolve: ({ raters }) => [...raters],
    }),
  }),
});

/** Whether a colleague asks for the form that he is to fill in: any other would show the plan. */
const isOwnVoice = ({ roles }: Approached, assessor: (typeof ASSESSORS)[number]): boolean =>
  (assessor === 'PEER' || assessor === 'SUBORDINATE') && roles.has(assessor);

export const Appraisal = builder.objectRef<Approached>('Appraisal');
Appraisal.implement({
  description:
    "The appraisal of one employee in one period. Seen by the person, the rater, the rater's superior, appointed evaluators and personnel admins; colleagues who may give an opinion see the form alone.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ appraisal, viewer }) =>
        encodeGlobalId({ type: 'Appraisal', tenantId: viewer.tenantId, id: appraisal.id }),
    }),
    period: t.field({ type: 'Period', description: 'What it is about.', resolve: ({ appraisal }) => appraisal.period }),
    version: t.int({
      description: 'Rises with each change; send it back to notice changes in between.',
      resolve: ({ appraisal }) => appraisal.version,
    }),
    policy: t.field({
      type: AppraisalPolicyRef,
      description: 'The policy and version it was opened with.',
      resolve: ({ appraisal }) => appraisal.policy,
    }),
    employee: t.prismaField({
      type: Employee,
      description: 'Whose appraisal it is.',
      resolve: (query, { appraisal, viewer: { tenantId } }, _args, { db }) =>
        db.prisma.employee.findUniqueOrThrow({
          ...query,
          where: { tenantId_id: { tenantId, id: appraisal.employeeId } },
        }),
    }),
    rater: t.prismaField({
      type: Employee,
      description: 'Pejabat penilai kinerja, as when it was opened.',
      resolve: (query, { appraisal, viewer: { tenantId } }, _args, { db }) =>
        db.prisma.employee.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: appraisal.raterId } } }),
    }),
    superior: t.prismaField({
      type: Employee,
      nullable: true,
      description: "The rater's superior, to whom an objection goes; null at the top.",
      resolve: (query, { appraisal, viewer: { tenantId } }, _args, { db }) =>
        // Prisma's plugin takes a query that is not run for a mistake: nobody is looked for where there is no superior.
        db.prisma.employee.findFirst({
          ...query,
          where: { tenantId, id: { in: appraisal.superiorId === null ? [] : [appraisal.superiorId] } },
        }),
    }),
    post: t.prismaField({
      type: Post,
      description: 'The post that is appraised.',
      resolve: (query, { appraisal, viewer: { tenantId } }, _args, { db }) =>
        db.prisma.post.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: appraisal.postId } } }),
    }),
    unit: t.prismaField({
      type: Unit,
      description: 'The unit of the post.',
      resolve: (query, { appraisal, viewer: { tenantId } }, _args, { db }) =>
        db.prisma.unit.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: appraisal.unitId } } }),
    }),
    stage: t.field({
      type: AppraisalStage,
      description: 'Where it stands.',
      resolve: ({ appraisal }) => appraisal.stage,
    }),
    stageName: t.string({
      description: 'Where it stands, in Indonesian.',
      resolve: ({ appraisal }) => STAGE_NAMES[appraisal.stage],
    }),
    stages: t.field({
      type: [StageRef],
      description: 'The way that it goes.',
      resolve: ({ appraisal }) => stagesOnTheWay(appraisal),
    }),
    nextSteps: t.field({
      type: [NextStepRef],
      description: 'What the person who asks can do now, and until when.',
      resolve: (approached, _args, context) => nextSteps(approached, context),
    }),
    workResult: t.field({
      type: ExpectationRef,
      nullable: true,
      description: 'Rating of work results; null until decided.',
      resolve: (approached) => (isReadable(approached) ? approached.appraisal.workResult : null),
    }),
    behaviour: t.field({
      type: ExpectationRef,
      nullable: true,
      description: 'Rating of behaviour; null until decided.',
      resolve: (approached) => (isReadable(approached) ? approached.appraisal.behaviour : null),
    }),
    predicate: t.field({
      type: PredicateRef,
      nullable: true,
      description: 'Predikat kinerja; null until decided.',
      resolve: (approached) => (isReadable(approached) ? approached.appraisal.predicate : null),
    }),
    predicateLabel: t.string({
      nullable: true,
      description: 'The predicate in words; null until decided.',
      args: { lang: t.arg.string({ description: STAFF_LANG }) },
      resolve: (approached, { lang }) => {
        const { predicate } = approached.appraisal;
        return predicate === null || !isReadable(approached)
          ? null
          : inLanguage(performancePredicateLabel(predicate), lang);
      },
    }),
    recommendation: t.string({
      nullable: true,
      description: "The rater's recommendation.",
      resolve: (approached) => (isReadable(approached) ? approached.appraisal.recommendation : null),
    }),
    decidedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the predicate was set.',
      resolve: (approached) => (isReadable(approached) ? approached.appraisal.decidedAt : null),
    }),
    receivedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the evaluation document was received.',
      resolve: (approached) => (isReadable(approached) ? approached.appraisal.receivedAt : null),
    }),
    objectUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'End of the 14th working day after receipt; null before.',
      resolve: (approached) => (isReadable(approached) ? approached.appraisal.objectUntil : null),
    }),
    indicators: t.prismaField({
      type: [Indicator],
      description: 'The result plan with what was reached.',
      resolve: (query, approached, _args, { db }) =>
        db.prisma.indicator.findMany({
          ...query,
          where: { tenantId: approached.viewer.tenantId, appraisalId: approached.appraisal.id },
          orderBy: { place: 'asc' },
          ...(!isReadable(approached) && { take: 0 }),
        }),
    }),
    score: t.field({
      type: ScoreRef,
      nullable: true,
      description:
        'The scores as they stand; null for colleagues, and for an evaluator whose own sheet is not sent yet.',
      complexity: 10,
      resolve: async (approached, _args, { db }) =>
        (await maySeeScore(db.pool, approached))
          ? { score: await scoreOf(db, approached.appraisal), policy: approached.appraisal.policy }
          : null,
    }),
    form: t.field({
      type: [MarkableRef],
      description: 'What this kind of assessor marks; to colleagues, what they are asked themselves.',
      args: { assessor: t.arg({ type: AssessorRef, required: true, description: 'Who marks.' }) },
      resolve: (approached, { assessor }, { db }) =>
        isReadable(approached) || isOwnVoice(approached, assessor)
          ? readForm(db.pool, approached.appraisal, assessor)
          : [],
    }),
    guidance: t.field({
      type: [RatingGuidanceRef],
      description: "The regulation's guidance for one of the two ratings, best first.",
      args: {
        axis: t.arg({ type: Axis, required: true, description: 'Which rating.' }),
        lang: t.arg.string({ description: STAFF_LANG }),
      },
      resolve: (_approached, { axis, lang }) => guidanceOf(axis, lang),
    }),
    assessments: t.field({
      type: [Assessment],
      description: 'The sheets that the person who asks may see.',
      resolve: async (approached, _args, { db }) => [...(await readAssessments(db.pool, approached))],
    }),
    team: t.field({
      type: [EvaluatorRef],
      description: 'The independent evaluators, in the order of appointment, those who stepped back included.',
      resolve: async (approached, _args, { db }) =>
        isReadable(approached)
          ? (await readTeam(db.pool, approached.appraisal)).map((one) => ({
              ...one,
              tenantId: approached.viewer.tenantId,
            }))
          : [],
    }),
    differences: t.field({
      type: [DifferenceRef],
      description: 'Where two kinds of assessors differ, largest first; from sheets that the person who asks may see.',
      args: {
        one: t.arg({ type: AssessorRef, required: true, description: 'For example `SELF`.' }),
        other: t.arg({ type: AssessorRef, required: true, description: 'For example `SUPERVISOR`.' }),
      },
      resolve: async (approached, { one, other }, { db }) => [
        ...differencesBetween(await readAssessments(db.pool, approached), one, other),
      ],
    }),
    opinions: t.field({
      type: [OpinionRef],
      description: 'What colleagues say, together; from three upward.',
      resolve: async (approached, _args, { db }) =>
        isReadable(approached) ? [...(await readOpinions(db.pool, approached))] : [],
    }),
    feedback: t.field({
      type: [FeedbackNote],
      description: 'The feedback record.',
      resolve: async (approached, _args, { db }) =>
        isReadable(approached)
          ? (await readFeedback(db.pool, approached)).map((note) => ({ ...note, tenantId: approached.viewer.tenantId }))
          : [],
    }),
    discussion: t.field({
      type: Discussion,
      nullable: true,
      description: 'The talk that was asked for; null without one.',
      resolve: (approached, _args, { db }) =>
        isReadable(approached) ? findDiscussion(db.pool, approached.appraisal.id) : null,
    }),
    objection: t.field({
      type: Objection,
      nullable: true,
      description: 'The objection; null without one.',
      resolve: (approached, _args, { db }) =>
        isReadable(approached) ? findObjection(db.pool, approached.appraisal.id) : null,
    }),
    creditPoints: t.float({
      nullable: true,
      description:
        'Angka kredit that the predicate is converted to (Peraturan BKN 3/2023): percentage of the yearly coefficient of the functional level, by the months of the period. Null without a predicate, or for a post without such a level.',
      resolve: (approached, _args, { db }) =>
        isReadable(approached) ? creditPointsOf(db.pool, approached.appraisal) : null,
    }),
    calibration: t.field({
      type: CalibrationRef,
      nullable: true,
      description:
        'How severe raters are over the year up to this cycle: each rater sees himself, leaders and personnel admins see all; null for others. It changes no rating.',
      complexity: 20,
      resolve: ({ appraisal, viewer, roles }, _args, { db }) =>
        maySeeCalibration(roles) ? calibrateRaters(db.pool, viewer, appraisal.cycleId) : null,
    }),
    competencies: t.field({
      type: ReviewRef,
      nullable: true,
      description:
        'Measured competencies against the profile of the post; null when the policy has no such component, and for whoever does not see the score.',
      complexity: 5,
      resolve: async (approached, _args, { db }) =>
        (await maySeeScore(db.pool, approached)) ? reviewPost(db, approached.appraisal) : null,
    }),
    history: t.field({
      type: [HistoryRef],
      description: 'What happened to it, from the audit trail, in order.',
      complexity: 5,
      resolve: async (approached, _args, { db }) =>
        isReadable(approached) ? [...(await readHistory(db.pool, approached))] : [],
    }),
  }),
});

const AppraisalRole = builder.enumType('AppraisalRole', {
  description: 'What somebody is towards an appraisal.',
  values: described({
    SELF: 'The person who is appraised.',
    RATER: 'The rater.',
    SUPERIOR: "The rater's superior.",
    TEAM_MEMBER: 'An appointed evaluator.',
    PEER: 'A colleague with the same rater.',
    SUBORDINATE: 'Somebody whom the person rates.',
  }),
});

const MOST = 100;

const pageSize = (first: number | null | undefined): number => {
  if (first != null && (first < 1 || first > MOST)) throw badInput('first', first, `1 to ${MOST}`);
  return first ?? 20;
};

builder.objectFields(ViewerRef, (t) => ({
  appraisals: t.field({
    type: [Appraisal],
    description: 'Appraisals with which one has to do in a role, the latest period first.',
    args: {
      role: t.arg({ type: AppraisalRole, defaultValue: 'SELF', description: "One's own by default." }),
      period: t.arg({ type: 'Period', description: 'Of one period only.' }),
      first: t.arg.int({ description: 'How many at most: 1 to 100, by default 20.' }),
    },
    resolve: (_viewer, { role, period, first }, context) =>
      listAppraisalsFor(context, { role: role ?? 'SELF', period: period ?? null, first: pageSize(first) }),
  }),
}));

builder.prismaObjectField(Employee, 'appraisals', (t) =>
  t.field({
    type: [Appraisal],
    description: 'The appraisals of the person that the viewer may read, the latest period first.',
    args: { first: t.arg.int({ description: 'How many at most: 1 to 100, by default 20.' }) },
    select: { id: true },
    resolve: ({ id }, { first }, context) => listAppraisalsOf(context, id, pageSize(first)),
  }),
);

builder.queryFields((t) => ({
  appraisal: t.field({
    type: Appraisal,
    nullable: true,
    description: 'An appraisal by its id. Null with an error for whoever has nothing to do with it.',
    args: { id: t.arg.id({ required: true, description: 'Id of an Appraisal.' }) },
    extensions: { tenantOf: tenantOfId('id') },
    resolve: (_root, { id }, context) => readAppraisal(context, keyOf('id', id, 'Appraisal').id, id),
  }),
}));
