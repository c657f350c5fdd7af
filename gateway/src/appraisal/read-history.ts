import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { MOVES, type Move, STAGE_NAMES } from '../domain/appraisal-cycle.ts';
import type { Stage } from '../domain/appraisal-policy.ts';
import type { Approached } from './find-appraisal.ts';

/** Something that happened to an appraisal. */
export interface HistoryEntry {
  readonly at: Date;
  readonly actor: string;
  /** What was done, in words. */
  readonly what: string;
  readonly why: string | null;
  /** What it was before and after, as JSON; null where that is shown elsewhere or is nobody else's business. */
  readonly before: unknown;
  readonly after: unknown;
}

interface Stored {
  readonly at: Date;
  readonly actor: string;
  readonly name: string | null;
  readonly action: string;
  readonly detail: {
    readonly move?: Move;
    readonly stage?: Stage;
    readonly why?: string | null;
    readonly before?: unknown;
    readonly after?: unknown;
  };
}

/** Moves whose contents are the sheets and notes, which have rules of their own about who sees them. */
const CONTENTS_ELSEWHERE: ReadonlySet<Move> = new Set([
  'SAVE_SELF_ASSESSMENT',
  'SUBMIT_SELF_ASSESSMENT',
  'SAVE_RATING',
  'SUBMIT_RATING',
  'SUBMIT_TEAM_EVALUATION',
  'WRITE_FEEDBACK',
]);

/** Moves that would tell of a draft, or who a nameless colleague is. */
const OWN_ONLY: ReadonlySet<Move> = new Set(['SAVE_SELF_ASSESSMENT', 'SAVE_RATING', 'GIVE_OPINION', 'WRITE_FEEDBACK']);

/** What is no move, in words. */
const WORDS: Readonly<Record<string, (detail: Stored['detail']) => string>> = {
  'appraisal.rater-replaced': () => 'mengganti pejabat penilai',
  'appraisal.overdue': ({ stage }) =>
    `mencatat bahwa tahap ${stage === undefined ? 'ini' : STAGE_NAMES[stage]} terlambat`,
  'right.refused': () => 'ditolak karena tidak berhak',
};

const wordsOf = ({ action, detail }: Stored): string =>
  detail.move === undefined ? (WORDS[action]?.(detail) ?? action) : MOVES[detail.move].words;

/** Who did it, for people: the name, and `Sistem` for the daily job. */
const actorName = ({ actor, name }: Stored): string => name ?? (actor === 'system' ? 'Sistem' : actor);

/**
 * What happened to an appraisal, in order: who, when, what, why, before and after. Refused rights are shown to personnel
 * admins only.
 */
export const readHistory = async (
  pool: Pool,
  { appraisal, viewer, roles }: Approached,
): Promise<readonly HistoryEntry[]> => {
  const { rows } = await pool.query<Stored>({
    name: 'appraisal_history',
    text: `select at, actor, action, detail, employee.name
           from audit_event
           left join employee on employee.tenant_id = $1 and audit_event.actor = 'employee ' || employee.id
           where audit_event.tenant_id = $1 and subject = $2 order by at, audit_event.id`,
    values: [boundTenant(), appraisal.id],
  });
  const isOwn = ({ actor }: Stored) => actor === `employee ${viewer.employeeId}`;
  return rows
    .filter((event) => isOwn(event) || event.detail.move === undefined || !OWN_ONLY.has(event.detail.move))
    .filter(({ action }) => action !== 'right.refused' || roles.has('PERSONNEL_ADMIN'))
    .map((event) => {
      const { at, detail } = event;
      const hidden = detail.move !== undefined && CONTENTS_ELSEWHERE.has(detail.move);
      return {
        at,
        actor: actorName(event),
        what: wordsOf(event),
        why: detail.why ?? null,
        before: hidden ? null : (detail.before ?? null),
        after: hidden ? null : (detail.after ?? null),
      };
    });
};
