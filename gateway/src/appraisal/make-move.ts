import type { PoolClient } from 'pg';
import { mayDo, ROLE_NAMES, rolesFor } from '../access/permissions.ts';
import { refuseUnless } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { sealWithin } from '../audit/seal-events.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { isMoveIn, MOVES, type Move, movesIn, STAGE_NAMES, stageAfter, windowOf } from '../domain/appraisal-cycle.ts';
import type { Stage } from '../domain/appraisal-policy.ts';
import { localDate } from '../domain/period.ts';
import { changedMeanwhile, notAllowedNow } from '../refusals.ts';
import { type Approached, approachAppraisal, type FoundAppraisal, loadAppraisal, rolesIn } from './find-appraisal.ts';

/** A move that somebody wants to make. */
export interface MoveInput {
  readonly appraisalId: string;
  /** The version that the person saw; with it, a change in between is told instead of overwritten. */
  readonly expectedVersion?: number | null | undefined;
}

/** What a move changed, for the audit trail. */
export interface Changed {
  /** Whether everybody has acted whom the stage waits for; true by default. */
  readonly complete?: boolean;
  readonly why?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What a move is given to work with. */
export interface Making extends Approached {
  readonly client: PoolClient;
  readonly now: Date;
  /** IANA time zone of the tenant. */
  readonly zone: string;
}

/** Reporting ends when the next stage is open, not before: a period that runs still changes. */
const WAITS_FOR_NEXT: ReadonlySet<Move> = new Set(['CLOSE_REALISATION']);

/** What is possible in a stage, and who may do it. */
const possibleIn = (stage: Stage): readonly string[] =>
  movesIn(stage).map(
    (move) =>
      `${MOVES[move].words} (${rolesFor(move)
        .map((role) => ROLE_NAMES[role])
        .join(', ')})`,
  );

const refuseWrongStage = (move: Move, { stage }: FoundAppraisal): void => {
  if (isMoveIn(move, stage)) return;
  const possible = possibleIn(stage);
  throw notAllowedNow(
    `Penilaian ini berada pada tahap ${STAGE_NAMES[stage]}, sehingga tidak bisa ${MOVES[move].words}. ` +
      (possible.length === 0 ? 'Tidak ada lagi yang dapat dilakukan.' : `Yang bisa sekarang: ${possible.join('; ')}.`),
    possible,
  );
};

/** The stage whose window must have opened for a move, and on which day it opens; nothing when none is still to come. */
const notYetOpen = (move: Move, { policy, period, stage, stages }: FoundAppraisal, today: string) => {
  const awaited = WAITS_FOR_NEXT.has(move) ? stages[stages.indexOf(stage) + 1] : stage;
  const open = awaited === undefined ? undefined : windowOf(policy, period, awaited);
  return awaited === undefined || open === undefined || today >= open.opensOn
    ? undefined
    : { stage: awaited, opensOn: open.opensOn };
};

const refuseClosedWindow = (move: Move, appraisal: FoundAppraisal, today: string): void => {
  const awaited = notYetOpen(move, appraisal, today);
  if (awaited === undefined) return;
  throw notAllowedNow(
    `Tahap ${STAGE_NAMES[awaited.stage]} baru dibuka pada ${awaited.opensOn}, sehingga belum bisa ${MOVES[move].words}.`,
    possibleIn(appraisal.stage),
  );
};

/**
 * Makes a move: rights, stage, window and version are checked, the change is stored with its audit row, and the
 * appraisal goes where the move leads, all in one transaction or not at all.
 *
 * @throws {Refused} that says what is allowed, and who may do it.
 */
export const makeMove = async (
  context: Context,
  { appraisalId, expectedVersion }: MoveInput,
  move: Move,
  change: (making: Making) => Promise<Changed>,
): Promise<string> => {
  const approached = await approachAppraisal(context, appraisalId);
  await refuseUnless(context, move, approached.roles, appraisalId);
  const { viewer } = approached;
  const zone = (await context.tenants.byId(viewer.tenantId))?.timeZone;
  if (zone === undefined) throw new Error(`The tenant ${viewer.tenantId} has left the directory.`);
  const now = context.now();

  await transaction(context.db.pool, async (client) => {
    const appraisal = await loadAppraisal(client, appraisalId, true);
    if (appraisal === undefined) throw new Error(`The appraisal ${appraisalId} is gone.`);
    refuseWrongStage(move, appraisal);
    // Whoever was replaced, or left the team, while this waited may not act any more.
    const roles = await rolesIn(client, appraisal, viewer);
    if (!mayDo(move, roles)) throw changedMeanwhile('Penilaian ini', appraisal.version);
    refuseClosedWindow(move, appraisal, localDate(now.getTime(), zone));
    if (expectedVersion != null && expectedVersion !== appraisal.version)
      throw changedMeanwhile('Penilaian ini', appraisal.version);
    const {
      complete = true,
      why = null,
      before = null,
      after = null,
    } = await change({
      viewer,
      roles,
      appraisal,
      client,
      now,
      zone,
    });
    const stage = stageAfter(move, appraisal.stage, appraisal.stages, complete);
    await client.query(
      `update appraisal set version = version + 1, stage = $3, stage_since = case when stage = $3 then stage_since else $4 end
       where tenant_id = $1 and id = $2`,
      [boundTenant(), appraisalId, stage, now],
    );
    await recordEvent(client, {
      at: now,
      actor: actorOf(viewer),
      action: 'appraisal.moved',
      subject: appraisalId,
      detail: { move, why, from: appraisal.stage, to: stage, before, after },
    });
    await sealWithin(client);
  });
  return appraisalId;
};

/** What a person can do in an appraisal now. */
export const movesOpenTo = (
  { appraisal, roles }: Pick<Approached, 'appraisal' | 'roles'>,
  today: string,
): readonly Move[] =>
  movesIn(appraisal.stage).filter((move) => mayDo(move, roles) && notYetOpen(move, appraisal, today) === undefined);
