import { Temporal } from 'temporal-polyfill';
import type { Context } from '../context.ts';
import { MOVES, type Move, windowOf } from '../domain/appraisal-cycle.ts';
import type { Stage } from '../domain/appraisal-policy.ts';
import { localDate } from '../domain/period.ts';
import type { Approached, FoundAppraisal } from './find-appraisal.ts';
import { findObjection } from './find-disputes.ts';
import { movesOpenTo } from './make-move.ts';

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
}

/** The last instant of a day in a zone. */
const endOfDay = (day: string, zone: string): Date =>
  new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1);

/** What the viewer can do in an appraisal now, and until when. */
export const nextSteps = async (approached: Approached, { db, now, tenants }: Context): Promise<NextStep[]> => {
  const { appraisal, viewer } = approached;
  const zone = (await tenants.byId(viewer.tenantId))?.timeZone;
  if (zone === undefined) throw new Error(`The tenant ${viewer.tenantId} has left the directory.`);
  const open = windowOf(appraisal.policy, appraisal.period, appraisal.stage);
  const ends = open === undefined ? null : endOfDay(open.closesOn, zone);
  const objection = appraisal.stage === 'OBJECTION' ? await findObjection(db.pool, appraisal.id) : null;
  const until = (move: Move): Date | null => {
    if (move === 'FILE_OBJECTION') return appraisal.objectUntil;
    if (move === 'EXPLAIN_OBJECTION' || move === 'DECIDE_OBJECTION') return objection?.decideUntil ?? null;
    return ends;
  };
  return movesOpenTo(approached, localDate(now().getTime(), zone))
    .filter((move) => isMeaningful(move, appraisal, now()))
    .map((move) => ({ move, words: MOVES[move].words, until: until(move) }));
};

/** Moves that belong to the stage and would be refused all the same, as receipt after receipt. */
const isMeaningful = (move: Move, { receivedAt, objectUntil, policy }: FoundAppraisal, now: Date): boolean => {
  if (move === 'CONFIRM_RECEIPT') return receivedAt === null;
  if (move === 'FILE_OBJECTION') return objectUntil !== null && now <= objectUntil;
  if (move === 'FINALISE_RESULT') return objectUntil !== null && now > objectUntil;
  if (move === 'APPOINT_TEAM') return policy.teamSize > 0;
  return true;
};
