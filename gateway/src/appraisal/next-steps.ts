import { Temporal } from 'temporal-polyfill';
import type { Role } from '../access/permissions.ts';
import { tenantZone } from '../activity/tenant-zone.ts';
import type { Context } from '../context.ts';
import { MOVES, type Move, windowOf } from '../domain/appraisal-cycle.ts';
import type { Stage } from '../domain/appraisal-policy.ts';
import { localDate } from '../domain/period.ts';
import { markableBy } from './assess.ts';
import type { Approached, FoundAppraisal } from './find-appraisal.ts';
import { findDiscussion, findObjection, type StoredDiscussion } from './find-disputes.ts';
import { movesOpenTo } from './make-move.ts';
import { hasSubmittedSheet } from './read-assessments.ts';

/** A stage and when it is open. */
export interface StageOnTheWay {
  readonly stage: Stage;
  readonly state: 'PAST' | 'CURRENT' | 'AHEAD';
  readonly opensOn: string | null;
  readonly closesOn: string | null;
}

/** The stages that an appraisal goes through. */
export const stagesOnTheWay = ({ policy, period, stage, stages }: FoundAppraisal): StageOnTheWay[] =>
  stages.map((one, at) => {
    const open = windowOf(policy, period, one);
    const current = stages.indexOf(stage);
    return {
      stage: one,
      state: at < current ? 'PAST' : at === current ? 'CURRENT' : 'AHEAD',
      opensOn: open?.opensOn ?? null,
      closesOn: open?.closesOn ?? null,
    };
  });

/** Something that one can do now. */
export interface NextStep {
  readonly move: Move;
  readonly words: string;
  readonly until: Date | null;
  readonly overdue: boolean;
}

/** What has happened in the present stage already. */
interface Standing {
  readonly appraisal: FoundAppraisal;
  readonly now: Date;
  readonly roles: ReadonlySet<Role>;
  readonly discussion: StoredDiscussion | null;
  readonly hasSubmitted: boolean;
  readonly isAskedForOpinion: boolean;
}

/** Moves that belong to the stage and would be refused all the same, as receipt after receipt; all others always go. */
const GOES: Partial<Record<Move, (standing: Standing) => boolean>> = {
  APPOINT_TEAM: ({ appraisal }) => appraisal.policy.teamSize > 0,
  SUBMIT_TEAM_EVALUATION: ({ hasSubmitted }) => !hasSubmitted,
  STEP_BACK: ({ hasSubmitted }) => !hasSubmitted,
  GIVE_OPINION: ({ hasSubmitted, isAskedForOpinion }) => isAskedForOpinion && !hasSubmitted,
  ACKNOWLEDGE_FEEDBACK: ({ appraisal, roles }) =>
    (roles.has('SELF') ? appraisal.employeeAcknowledgedAt : appraisal.raterAcknowledgedAt) === null,
  REQUEST_DISCUSSION: ({ discussion }) => discussion === null,
  SKIP_DISCUSSION: ({ discussion }) => discussion === null,
  SCHEDULE_DISCUSSION: ({ discussion }) => discussion !== null,
  CONCLUDE_DISCUSSION: ({ discussion }) => discussion?.scheduledFor != null,
  CONFIRM_RECEIPT: ({ appraisal }) => appraisal.receivedAt === null,
  FILE_OBJECTION: ({ appraisal: { objectUntil }, now }) => objectUntil !== null && now <= objectUntil,
  FINALISE_RESULT: ({ appraisal: { objectUntil }, now }) => objectUntil !== null && now > objectUntil,
};

/** The last instant of a day in a zone. */
const endOfDay = (day: string, zone: string): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1);

const standingOf = async ({ appraisal, viewer, roles }: Approached, { db, now }: Context): Promise<Standing> => {
  const colleague = roles.has('SUBORDINATE') ? 'SUBORDINATE' : 'PEER';
  const [discussion, hasSubmitted, opinions] = await Promise.all([
    appraisal.stage === 'DISCUSSION' ? findDiscussion(db.pool, appraisal.id) : null,
    hasSubmittedSheet(db.pool, appraisal.id, viewer.employeeId),
    markableBy(db.pool, appraisal, colleague),
  ]);
  return { appraisal, now: now(), roles, discussion, hasSubmitted, isAskedForOpinion: opinions.size > 0 };
};

/** What the viewer can do in an appraisal now, and until when. */
export const nextSteps = async (approached: Approached, context: Context): Promise<NextStep[]> => {
  const { appraisal } = approached;
  const zone = await tenantZone(context);
  const now = context.now();
  const open = windowOf(appraisal.policy, appraisal.period, appraisal.stage);
  const ends = open === undefined ? null : endOfDay(open.closesOn, zone);
  const objection = appraisal.stage === 'OBJECTION' ? await findObjection(context.db.pool, appraisal.id) : null;
  const untilFor = (move: Move): Date | null => {
    if (move === 'FILE_OBJECTION') return appraisal.objectUntil;
    if (move === 'EXPLAIN_OBJECTION' || move === 'DECIDE_OBJECTION') return objection?.decideUntil ?? null;
    return ends;
  };
  const standing = await standingOf(approached, context);
  return movesOpenTo(approached, localDate(now.getTime(), zone))
    .filter((move) => GOES[move]?.(standing) ?? true)
    .map((move) => {
      const until = untilFor(move);
      return { move, words: MOVES[move].words, until, overdue: until !== null && now > until };
    });
};
