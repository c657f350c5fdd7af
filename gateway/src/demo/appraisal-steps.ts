import appraisals from '@kinerja/schema/demo/appraisals.json' with { type: 'json' };
import { appointTeam } from '../appraisal/appoint-team.ts';
import { assess, giveOpinion, type MarkInput, markableBy } from '../appraisal/assess.ts';
import { decideResult } from '../appraisal/decide-result.ts';
import { confirmReceipt, finaliseResult } from '../appraisal/deliver-result.ts';
import { requestDiscussion, skipDiscussion } from '../appraisal/discuss.ts';
import { approvePlan, editPlan } from '../appraisal/edit-plan.ts';
import { type FoundAppraisal, loadAppraisal } from '../appraisal/find-appraisal.ts';
import { decideObjection, explainObjection, fileObjection } from '../appraisal/object.ts';
import { closeRealisation, reportRealisation } from '../appraisal/report-realisation.ts';
import { scoreOf } from '../appraisal/score-appraisal.ts';
import { acknowledgeFeedback, writeFeedback } from '../appraisal/write-feedback.ts';
import type { Context } from '../context.ts';
import type { AppraisalPolicy, Assessor, Stage } from '../domain/appraisal-policy.ts';
import { daysOf, type Period } from '../domain/period.ts';
import { encodeGlobalId } from '../global-id.ts';
import { daysAfter, opensOn } from './demo-cycles.ts';
import type { DemoPerson } from './demo-people.ts';
import { demoPlan, demoRealisation } from './demo-plans.ts';
import type { DemoPolicy } from './demo-policies.ts';
import { createDice, type Dice, pick } from './dice.ts';

/** One appraisal of the demonstration, and who takes part in it. */
export interface DemoAppraisal {
  readonly id: string;
  readonly period: Period;
  readonly demo: DemoPolicy;
  readonly person: DemoPerson;
  readonly rater: DemoPerson;
  readonly superior: DemoPerson | null;
  readonly admin: DemoPerson;
  readonly leaders: readonly DemoPerson[];
  readonly evaluators: readonly DemoPerson[];
  /** Others whom the rater rates. */
  readonly peers: readonly DemoPerson[];
  /** The stage in which it comes to rest; null goes on to the end. */
  readonly restsIn: Stage | null;
  /** Whether its result is objected to. */
  readonly isDisputed: boolean;
}

/** Something that somebody does on a day. */
export interface Step {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly hour: number;
  readonly by: DemoPerson;
  readonly act: (context: Context) => Promise<unknown>;
  /** Whether the appraisal stays in its stage, so that it is done even where it comes to rest. */
  readonly stays?: boolean;
}

/** An appraisal with the chance that is its own. */
export interface Played extends DemoAppraisal {
  readonly dice: Dice;
  /** How well the person works: around 1, which is as expected. */
  readonly quality: number;
}

/** Gives an appraisal its chance: the same for the same person and period, and alike in the periods of one person. */
export const withChance = (appraisal: DemoAppraisal): Played => {
  const { person, period } = appraisal;
  const dice = createDice(`${person.id} ${period}`);
  return { ...appraisal, dice, quality: 1.01 + 0.05 * createDice(person.id).normal() + 0.03 * dice.normal() };
};

const { strengths, improvements, early, rater: notes } = appraisals.feedback;

/** One of a list: what people write of one appraisal, at different places, differs. */
const wordsAt = <Item>({ id }: Played, items: readonly Item[], place = 0): Item =>
  pick(items, (createDice(`${id} words`).share() + place / items.length) % 1);

const load = async ({ db }: Context, id: string): Promise<FoundAppraisal> => {
  const found = await loadAppraisal(db.pool, id);
  if (found === undefined) throw new Error(`The appraisal ${id} is gone.`);
  return found;
};

/** A mark for a quality: the middle of the scale as expected, further away the more the person differs. */
const markFor = (values: readonly number[], { quality, dice }: Played): number => {
  const wanted = Math.min(Math.max(Math.round(3 + 8 * (quality - 1) + 0.5 * dice.normal()), 1), 5);
  return values.reduce((best, value) => (Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best));
};

const marksOf = async (context: Context, played: Played, assessor: Assessor): Promise<readonly MarkInput[]> => {
  const markable = await markableBy(context.db.pool, await load(context, played.id), assessor);
  return [...markable].map(([key, values]) => ({ key, value: markFor(values, played) }));
};

const isAsked = ({ components }: AppraisalPolicy, assessor: Assessor): boolean =>
  components.some((one) => 'assessors' in one && one.assessors.some((candidate) => candidate.assessor === assessor));

const report = async (context: Context, { id: appraisalId, person, period, quality }: Played) => {
  const tenantId = context.viewer?.tenantId ?? '';
  const { rows } = await context.db.pool.query<{ id: string; name: string }>(
    'select id, name from indicator where tenant_id = $1 and appraisal_id = $2 order by place',
    [tenantId, appraisalId],
  );
  const realisations = rows.map(({ id, name }, at) => ({
    indicatorId: encodeGlobalId({ type: 'Indicator', tenantId, id }),
    ...demoRealisation(person, name, quality),
    evidence: [`https://arsip.example.go.id/contoh/${period}/${at + 1}`],
  }));
  await reportRealisation({ appraisalId, realisations }, context);
};

/** The rater decides as the figures propose; where they propose nothing, as expected and with a reason. */
const decide = async (context: Context, played: Played) => {
  const { id: appraisalId } = played;
  const { axes } = await scoreOf(context.db, await load(context, appraisalId));
  await decideResult(
    {
      appraisalId,
      workResult: axes.WORK_RESULT.proposed ?? 'SESUAI_EKSPEKTASI',
      behaviour: axes.BEHAVIOUR.proposed ?? 'SESUAI_EKSPEKTASI',
      ...((axes.WORK_RESULT.proposed === null || axes.BEHAVIOUR.proposed === null) && { reason: appraisals.otherwise }),
      recommendation: wordsAt(played, improvements),
    },
    context,
  );
};

const assessing = (
  played: Played,
  move: 'SUBMIT_SELF_ASSESSMENT' | 'SUBMIT_RATING' | 'SUBMIT_TEAM_EVALUATION',
  assessor: Assessor,
  place: number,
): Step['act'] => {
  const { id: appraisalId } = played;
  return async (context) =>
    assess(
      move,
      {
        appraisalId,
        marks: await marksOf(context, played, assessor),
        strengths: wordsAt(played, strengths, place),
        improvements: wordsAt(played, improvements, place),
      },
      context,
    );
};

const noting =
  ({ id: appraisalId }: Played, { text, agreedAction }: { text: string; agreedAction: string }): Step['act'] =>
  (context) =>
    writeFeedback({ appraisalId, text, agreedAction }, context);

/** Days from the opening of the decision until no objection is possible any more, holidays included. */
const DAYS_UNTIL_FINAL = 28;

/** What is done in each stage, in this order. */
export const STEPS: Readonly<Record<Stage, (played: Played) => readonly Step[]>> = {
  PLANNING: ({ id: appraisalId, demo, period, person, rater }) => {
    const opens = opensOn(demo.policy, period, 'PLANNING');
    const plan: Step['act'] = (context) => editPlan({ appraisalId, indicators: demoPlan(person, demo) }, context);
    return [
      { day: daysAfter(opens, 1), hour: 9, by: person, stays: true, act: plan },
      { day: daysAfter(opens, 2), hour: 10, by: rater, act: (context) => approvePlan({ appraisalId }, context) },
    ];
  },
  RUNNING: (played) => {
    const { id: appraisalId, demo, period, person, rater, admin, leaders, evaluators, peers } = played;
    const { first, last } = daysOf(period);
    // Nobody appoints the team for himself, nor for whom he rates.
    const appointing = person.id === admin.id ? leaders.find(({ id }) => id !== rater.id) : admin;
    const appoint: Step['act'] = (context) =>
      appointTeam({ appraisalId, evaluatorIds: evaluators.map(({ globalId }) => globalId) }, context);
    const opine: Step['act'] = async (context) =>
      giveOpinion({ appraisalId, marks: await marksOf(context, played, 'PEER') }, context);
    return [
      { day: daysAfter(first, 14), hour: 14, by: rater, stays: true, act: noting(played, wordsAt(played, early)) },
      ...(evaluators.length === 0 || appointing === undefined
        ? []
        : [{ day: daysAfter(first, 20), hour: 9, by: appointing, stays: true, act: appoint }]),
      ...(isAsked(demo.policy, 'PEER') ? peers : []).map((by) => ({
        day: daysAfter(last, -2),
        hour: 11,
        by,
        stays: true,
        act: opine,
      })),
      { day: last, hour: 15, by: person, stays: true, act: (context) => report(context, played) },
      {
        day: daysAfter(last, 1),
        hour: 8,
        by: rater,
        act: (context) => closeRealisation({ appraisalId }, context),
      },
    ];
  },
  SELF_ASSESSMENT: (played) => [
    {
      day: opensOn(played.demo.policy, played.period, 'SELF_ASSESSMENT'),
      hour: 13,
      by: played.person,
      act: assessing(played, 'SUBMIT_SELF_ASSESSMENT', 'SELF', 1),
    },
  ],
  SUPERVISOR_RATING: (played) => [
    {
      day: daysAfter(opensOn(played.demo.policy, played.period, 'SUPERVISOR_RATING'), 1),
      hour: 10,
      by: played.rater,
      act: assessing(played, 'SUBMIT_RATING', 'SUPERVISOR', 0),
    },
  ],
  TEAM_EVALUATION: (played) =>
    played.evaluators.map((by, at) => ({
      day: daysAfter(opensOn(played.demo.policy, played.period, 'TEAM_EVALUATION'), 2),
      hour: 10,
      by,
      act: assessing(played, 'SUBMIT_TEAM_EVALUATION', 'TEAM', 1 + at),
    })),
  FEEDBACK: (played) => {
    const { id: appraisalId, demo, period, person, rater } = played;
    const note = wordsAt(played, notes);
    const day = daysAfter(opensOn(demo.policy, period, 'FEEDBACK'), 1);
    const acknowledge: Step['act'] = (context) => acknowledgeFeedback({ appraisalId }, context);
    const answer: Step['act'] = (context) => writeFeedback({ appraisalId, text: note.reply }, context);
    return [
      { day, hour: 9, by: rater, stays: true, act: noting(played, note) },
      { day, hour: 13, by: person, act: answer },
      { day, hour: 14, by: person, act: acknowledge },
      { day, hour: 16, by: rater, act: acknowledge },
    ];
  },
  DISCUSSION: ({ id: appraisalId, demo, period, person, restsIn }) => {
    const day = daysAfter(opensOn(demo.policy, period, 'DISCUSSION'), 1);
    const request: Step['act'] = (context) =>
      requestDiscussion({ appraisalId, reason: appraisals.discussion }, context);
    return restsIn === 'DISCUSSION'
      ? [{ day, hour: 10, by: person, stays: true, act: request }]
      : [{ day, hour: 10, by: person, act: (context) => skipDiscussion({ appraisalId }, context) }];
  },
  DECISION: (played) => [
    {
      day: daysAfter(opensOn(played.demo.policy, played.period, 'DECISION'), 1),
      hour: 9,
      by: played.rater,
      act: (context) => decide(context, played),
    },
  ],
  DELIVERED: ({ id: appraisalId, demo, period, person, admin, isDisputed }) => {
    const opens = opensOn(demo.policy, period, 'DECISION');
    const received: Step = {
      day: daysAfter(opens, 2),
      hour: 9,
      by: person,
      stays: true,
      act: (context) => confirmReceipt({ appraisalId }, context),
    };
    const object: Step['act'] = (context) =>
      fileObjection({ appraisalId, reason: appraisals.objection.reason }, context);
    if (isDisputed) return [received, { day: daysAfter(opens, 5), hour: 9, by: person, act: object }];
    // Nobody makes his own result final: that of the one who does it for the others waits for a second administrator.
    if (person.id === admin.id) return [received];
    const finalise: Step['act'] = (context) => finaliseResult({ appraisalId }, context);
    return [received, { day: daysAfter(opens, DAYS_UNTIL_FINAL), hour: 9, by: admin, act: finalise }];
  },
  OBJECTION: ({ id: appraisalId, demo, period, rater, superior, isDisputed }) => {
    if (!isDisputed || superior === null) return [];
    const opens = opensOn(demo.policy, period, 'DECISION');
    const { explanation, recommendation } = appraisals.objection;
    const explain: Step['act'] = (context) => explainObjection({ appraisalId, explanation }, context);
    const uphold: Step['act'] = (context) =>
      decideObjection({ appraisalId, decision: 'UPHELD', recommendation }, context);
    return [
      { day: daysAfter(opens, 6), hour: 9, by: rater, stays: true, act: explain },
      { day: daysAfter(opens, 7), hour: 9, by: superior, act: uphold },
    ];
  },
  FINAL: () => [],
};
