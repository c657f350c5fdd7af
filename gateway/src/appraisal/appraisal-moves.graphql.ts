import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { keyOf, tenantOfId } from '../tenant/tenant.graphql.ts';
import { appointTeam, stepBack } from './appoint-team.ts';
import {
  Appraisal,
  ExpectationRef,
  IndicatorAspect,
  IndicatorDirection,
  IndicatorKindRef,
  ObjectionDecisionRef,
} from './appraisal.graphql.ts';
import { assess, giveOpinion } from './assess.ts';
import { decideResult } from './decide-result.ts';
import { confirmReceipt, finaliseResult } from './deliver-result.ts';
import { concludeDiscussion, requestDiscussion, scheduleDiscussion, skipDiscussion } from './discuss.ts';
import { approvePlan, editPlan } from './edit-plan.ts';
import { approachAppraisal, loadAppraisal, rolesIn } from './find-appraisal.ts';
import { decideObjection, explainObjection, fileObjection } from './object.ts';
import { replaceRater } from './replace-rater.ts';
import { closeRealisation, reportRealisation } from './report-realisation.ts';
import { acknowledgeFeedback, writeFeedback } from './write-feedback.ts';

const AppraisalResult = resultOf('Appraisal', Appraisal);

const PlannedIndicator = builder.inputType('PlannedIndicatorInput', {
  description: 'One indicator of a result plan.',
  fields: (t) => ({
    component: t.string({ required: true, description: 'Key of a component of kind `INDICATORS` of the policy.' }),
    goalId: t.id({ description: 'The goal that it serves.' }),
    plan: t.string({ required: true, description: 'Rencana hasil kerja.' }),
    name: t.string({ required: true, description: 'Indikator kinerja individu.' }),
    kind: t.field({ type: IndicatorKindRef, required: true, description: 'How it is measured.' }),
    aspect: t.field({
      type: IndicatorAspect,
      defaultValue: 'KUANTITAS',
      description: 'Which side of the result it shows.',
    }),
    main: t.boolean({ defaultValue: true, description: 'Utama rather than tambahan.' }),
    weight: t.int({ required: true, description: 'Part of its component; those of a component total 100.' }),
    unitOfMeasure: t.string({ description: 'Satuan; needed where the target is a number.' }),
    direction: t.field({ type: IndicatorDirection, description: 'Needed where the target is a number.' }),
    target: t.string({ description: 'Decimal text, `12.5`; for all but QUALITATIVE.' }),
    targetText: t.string({ description: 'Target in words, for QUALITATIVE.' }),
  }),
});

const Realisation = builder.inputType('RealisationInput', {
  description: 'What was reached of one indicator.',
  fields: (t) => ({
    indicatorId: t.id({ required: true, description: 'Which indicator.' }),
    realisation: t.string({ description: 'Decimal text; for all but QUALITATIVE.' }),
    realisationText: t.string({ description: 'In words; needed for QUALITATIVE.' }),
    sampleSize: t.int({ description: 'How many cases a rate or mean rests on.' }),
    evidence: t.stringList({ required: true, description: 'Links to evidence: http(s), at most 10.' }),
  }),
});

const MarkInput = builder.inputType('MarkInput', {
  description: 'A mark on the scale, or a level of a competency.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'As in `Appraisal.form`.' }),
    value: t.int({ required: true, description: 'One of the values of the form.' }),
    note: t.string({ description: 'What there is to say to it.' }),
  }),
});

/** Arguments that every move has. */
const target = {
  id: { required: true, description: 'Which appraisal.' },
  expectedVersion: {
    description: 'The version that was seen; with it, a change in between is told instead of overwritten.',
  },
} as const;

interface Moved {
  readonly appraisalId: string;
  readonly expectedVersion?: number | null | undefined;
}

/** Makes the move and answers with the appraisal as it is then, to whoever may have left it by this move. */
const moved = (
  args: { readonly id: string; readonly expectedVersion?: number | null | undefined },
  context: Context,
  move: (input: Moved) => Promise<string>,
) =>
  orRefusal(async () => {
    const { id: appraisalId } = keyOf('id', args.id, 'Appraisal');
    const approached = await approachAppraisal(context, appraisalId, args.id);
    await move({ appraisalId, expectedVersion: args.expectedVersion });
    const appraisal = await loadAppraisal(context.db.pool, appraisalId);
    if (appraisal === undefined) throw new Error(`The appraisal ${appraisalId} is gone.`);
    return { ...approached, appraisal, roles: await rolesIn(context.db.pool, appraisal, approached.viewer) };
  });

const extensions = { tenantOf: tenantOfId('id') };

builder.mutationFields((t) => {
  const args = {
    id: t.arg.id(target.id),
    expectedVersion: t.arg.int(target.expectedVersion),
  };
  const words = (description: string) => t.arg.string({ required: true, description });
  const sheet = {
    ...args,
    marks: t.arg({
      type: [MarkInput],
      required: true,
      description: 'The marks; all of the form where it is submitted.',
    }),
    strengths: t.arg.string({ description: 'What is mastered.' }),
    improvements: t.arg.string({ description: 'What is to improve.' }),
  };
  const common = { type: AppraisalResult, extensions } as const;
  return {
    editPlan: t.field({
      ...common,
      description:
        'Writes the result plan, whole, in place of what was there. By the person or the rater, while planning.',
      args: {
        ...args,
        indicators: t.arg({ type: [PlannedIndicator], required: true, description: 'The whole plan.' }),
      },
      resolve: (_root, given, context) =>
        moved(given, context, (move) =>
          editPlan(
            {
              ...move,
              indicators: given.indicators.map((one) => ({
                ...one,
                goalId: one.goalId == null ? null : String(one.goalId),
                aspect: one.aspect ?? 'KUANTITAS',
                main: one.main ?? true,
              })),
            },
            context,
          ),
        ),
    }),
    approvePlan: t.field({
      ...common,
      description: 'Approves the plan; it counts from then on. By the rater.',
      args,
      resolve: (_root, given, context) => moved(given, context, (move) => approvePlan(move, context)),
    }),
    reportRealisation: t.field({
      ...common,
      description:
        'Reports what was reached of some indicators, with evidence. By the person, as often as needed while the period runs.',
      args: {
        ...args,
        realisations: t.arg({ type: [Realisation], required: true, description: 'What was reached.' }),
      },
      resolve: (_root, given, context) =>
        moved(given, context, (move) =>
          reportRealisation(
            {
              ...move,
              realisations: given.realisations.map((one) => ({ ...one, indicatorId: String(one.indicatorId) })),
            },
            context,
          ),
        ),
    }),
    closeRealisation: t.field({
      ...common,
      description:
        'Ends the reporting; from then on the period is assessed. By the person or the rater, once the next stage is open.',
      args,
      resolve: (_root, given, context) => moved(given, context, (move) => closeRealisation(move, context)),
    }),
    saveSelfAssessment: t.field({
      ...common,
      description: 'Saves a draft of the self-assessment, which nobody else sees.',
      args: sheet,
      resolve: (_root, given, context) =>
        moved(given, context, (move) => assess('SAVE_SELF_ASSESSMENT', { ...given, ...move }, context)),
    }),
    submitSelfAssessment: t.field({
      ...common,
      description: 'Submits the self-assessment: complete, and locked before the rater rates.',
      args: sheet,
      resolve: (_root, given, context) =>
        moved(given, context, (move) => assess('SUBMIT_SELF_ASSESSMENT', { ...given, ...move }, context)),
    }),
    saveRating: t.field({
      ...common,
      description: "Saves a draft of the rater's sheet, which nobody else sees.",
      args: sheet,
      resolve: (_root, given, context) =>
        moved(given, context, (move) => assess('SAVE_RATING', { ...given, ...move }, context)),
    }),
    submitRating: t.field({
      ...common,
      description: "Submits the rater's sheet: complete, and locked.",
      args: sheet,
      resolve: (_root, given, context) =>
        moved(given, context, (move) => assess('SUBMIT_RATING', { ...given, ...move }, context)),
    }),
    submitTeamEvaluation: t.field({
      ...common,
      description: "Submits an evaluator's sheet; the stage ends when all of the team have submitted theirs.",
      args: sheet,
      resolve: (_root, given, context) =>
        moved(given, context, (move) => assess('SUBMIT_TEAM_EVALUATION', { ...given, ...move }, context)),
    }),
    giveOpinion: t.field({
      ...common,
      description: 'Gives the opinion of a peer or subordinate; shown with others, from three upward, never by name.',
      args: sheet,
      resolve: (_root, given, context) => moved(given, context, (move) => giveOpinion({ ...given, ...move }, context)),
    }),
    appointTeam: t.field({
      ...common,
      description: 'Appoints the independent evaluators; whoever is bound to the person by unit or rater is refused.',
      args: {
        ...args,
        evaluatorIds: t.arg.idList({ required: true, description: 'Ids of Employees with the role EVALUATOR.' }),
      },
      resolve: (_root, given, context) =>
        moved(given, context, (move) =>
          appointTeam({ ...move, evaluatorIds: given.evaluatorIds.map(String) }, context),
        ),
    }),
    stepBack: t.field({
      ...common,
      description: 'An evaluator steps back because of a conflict of interest.',
      args: { ...args, reason: words('Which conflict.') },
      resolve: (_root, given, context) =>
        moved(given, context, (move) => stepBack({ ...move, reason: given.reason }, context)),
    }),
    replaceRater: t.field({
      ...common,
      description:
        'Replaces rater and superior of one appraisal, until the predicate is set. By a personnel admin, who names neither himself, nor somebody of the evaluation team, nor somebody whom the person rates.',
      args: {
        ...args,
        raterId: t.arg.id({ required: true, description: 'The new rater.' }),
        superiorId: t.arg.id({ description: 'Who would hear an objection; null for nobody.' }),
        reason: words('Why.'),
      },
      resolve: (_root, given, context) =>
        moved(given, context, (move) =>
          replaceRater(
            {
              ...move,
              raterId: String(given.raterId),
              superiorId: given.superiorId == null ? null : String(given.superiorId),
              reason: given.reason,
            },
            context,
          ),
        ),
    }),
    writeFeedback: t.field({
      ...common,
      description: 'Writes into the feedback record (PermenPANRB 6/2022 art. 17-19).',
      args: {
        ...args,
        text: words('What there is to say.'),
        agreedAction: t.arg.string({ description: 'What both agreed to do.' }),
        replyToId: t.arg.id({ description: 'The note that it answers.' }),
        indicatorId: t.arg.id({ description: 'The indicator that it is about.' }),
      },
      resolve: (_root, { id, expectedVersion, ...note }, context) =>
        moved({ id, expectedVersion }, context, (move) =>
          writeFeedback(
            {
              ...move,
              text: note.text,
              agreedAction: note.agreedAction,
              replyToId: note.replyToId == null ? null : String(note.replyToId),
              indicatorId: note.indicatorId == null ? null : String(note.indicatorId),
            },
            context,
          ),
        ),
    }),
    acknowledgeFeedback: t.field({
      ...common,
      description: 'Says that one has read what the other side wrote; when both have, the stage ends.',
      args,
      resolve: (_root, given, context) => moved(given, context, (move) => acknowledgeFeedback(move, context)),
    }),
    requestDiscussion: t.field({
      ...common,
      description: 'Asks for a talk about the result.',
      args: { ...args, reason: words('Why.') },
      resolve: (_root, given, context) =>
        moved(given, context, (move) => requestDiscussion({ ...move, reason: given.reason }, context)),
    }),
    skipDiscussion: t.field({
      ...common,
      description: 'Says that no talk is needed.',
      args,
      resolve: (_root, given, context) => moved(given, context, (move) => skipDiscussion(move, context)),
    }),
    scheduleDiscussion: t.field({
      ...common,
      description: 'Sets when and where the talk is.',
      args: {
        ...args,
        scheduledFor: t.arg({ type: 'DateTime', required: true, description: 'When.' }),
        place: t.arg.string({ description: 'Where.' }),
      },
      resolve: (_root, given, context) =>
        moved(given, context, (move) =>
          scheduleDiscussion({ ...move, scheduledFor: given.scheduledFor, place: given.place }, context),
        ),
    }),
    concludeDiscussion: t.field({
      ...common,
      description: 'Records how the talk ended, with the marks that it changed; what they were stays in the trail.',
      args: {
        ...args,
        outcome: words('How it ended.'),
        revisedMarks: t.arg({ type: [MarkInput], description: 'Marks that are changed; none by default.' }),
      },
      resolve: (_root, given, context) =>
        moved(given, context, (move) =>
          concludeDiscussion({ ...move, outcome: given.outcome, revisedMarks: given.revisedMarks }, context),
        ),
    }),
    decideResult: t.field({
      ...common,
      description: 'Sets the two ratings, and with them the predicate; delivers the evaluation document. By the rater.',
      args: {
        ...args,
        workResult: t.arg({ type: ExpectationRef, required: true, description: 'Hasil kerja.' }),
        behaviour: t.arg({ type: ExpectationRef, required: true, description: 'Perilaku kerja.' }),
        reason: t.arg.string({ description: 'Needed where a rating differs from the proposed one.' }),
        recommendation: t.arg.string({ description: 'What is recommended.' }),
      },
      resolve: (_root, given, context) => moved(given, context, (move) => decideResult({ ...given, ...move }, context)),
    }),
    confirmReceipt: t.field({
      ...common,
      description: 'Says that the evaluation document was received: the 14 working days for an objection begin.',
      args: {
        ...args,
        receivedAt: t.arg({
          type: 'DateTime',
          description: 'For a personnel admin who handed it over on paper; now by default.',
        }),
        note: t.arg.string({ description: 'How it was handed over.' }),
      },
      resolve: (_root, given, context) =>
        moved(given, context, (move) =>
          confirmReceipt({ ...move, receivedAt: given.receivedAt, note: given.note }, context),
        ),
    }),
    fileObjection: t.field({
      ...common,
      description: "Objects to the result, with reasons, to the rater's superior; within 14 working days of receipt.",
      args: { ...args, reason: words('Why.') },
      resolve: (_root, given, context) =>
        moved(given, context, (move) => fileObjection({ ...move, reason: given.reason }, context)),
    }),
    explainObjection: t.field({
      ...common,
      description: "The rater's explanation (form D.1.3).",
      args: { ...args, explanation: words('The explanation.') },
      resolve: (_root, given, context) =>
        moved(given, context, (move) => explainObjection({ ...move, explanation: given.explanation }, context)),
    }),
    decideObjection: t.field({
      ...common,
      description: "Upholds or changes the result after hearing both sides; final. By the rater's superior.",
      args: {
        ...args,
        decision: t.arg({ type: ObjectionDecisionRef, required: true, description: 'Upheld or changed.' }),
        recommendation: words('Decision and recommendation.'),
        workResult: t.arg({ type: ExpectationRef, description: 'Needed when changed.' }),
        behaviour: t.arg({ type: ExpectationRef, description: 'Needed when changed.' }),
      },
      resolve: (_root, given, context) =>
        moved(given, context, (move) => decideObjection({ ...given, ...move }, context)),
    }),
    finaliseResult: t.field({
      ...common,
      description: 'Makes a result final once the time for objections is over; the gateway does so by itself, too.',
      args,
      resolve: (_root, given, context) => moved(given, context, (move) => finaliseResult(move, context)),
    }),
  };
});
