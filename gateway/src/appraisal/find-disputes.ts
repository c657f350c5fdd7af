import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';

/** A talk that was asked for, as it is stored. */
export interface StoredDiscussion {
  readonly reason: string;
  readonly requestedAt: Date;
  readonly scheduledFor: Date | null;
  readonly place: string | null;
  readonly outcome: string | null;
  readonly revised: boolean | null;
  readonly concludedAt: Date | null;
}

/** An objection as it is stored. */
export interface StoredObjection {
  readonly reason: string;
  readonly filedAt: Date;
  readonly decideUntil: Date;
  readonly explanation: string | null;
  readonly explainedAt: Date | null;
  readonly decision: 'UPHELD' | 'CHANGED' | null;
  readonly recommendation: string | null;
  readonly decidedAt: Date | null;
}

export const findDiscussion = async (pool: Pool, appraisalId: string): Promise<StoredDiscussion | null> => {
  const { rows } = await pool.query<StoredDiscussion>({
    name: 'discussion',
    text: `select reason, requested_at as "requestedAt", scheduled_for as "scheduledFor", place, outcome, revised,
                  concluded_at as "concludedAt"
           from discussion where tenant_id = $1 and appraisal_id = $2`,
    values: [boundTenant(), appraisalId],
  });
  return rows[0] ?? null;
};

export const findObjection = async (pool: Pool, appraisalId: string): Promise<StoredObjection | null> => {
  const { rows } = await pool.query<StoredObjection>({
    name: 'objection',
    text: `select reason, filed_at as "filedAt", decide_until as "decideUntil", explanation, explained_at as "explainedAt",
                  decision, recommendation, decided_at as "decidedAt"
           from objection where tenant_id = $1 and appraisal_id = $2`,
    values: [boundTenant(), appraisalId],
  });
  return rows[0] ?? null;
};
