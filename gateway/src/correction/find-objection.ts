import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { ObjectionOutcome } from '../domain/figure-objection.ts';
import type { Scope } from '../feedback/figure-cells.ts';
import type { PublicFigure } from '../feedback/read-figure.ts';

/** Where an objection stands. */
export interface ObjectionStanding {
  readonly raisedAt: Date;
  readonly decideUntil: Date;
  /** Null while it is open. */
  readonly outcome: ObjectionOutcome | null;
}

/** The objection to this version of a figure; nothing when nobody objects. */
export const findObjection = async (
  pool: Pool,
  { scope, id }: { readonly scope: Scope; readonly id: string },
  { period, questionnaire, version }: PublicFigure,
): Promise<ObjectionStanding | null> => {
  const { rows } = await pool.query<ObjectionStanding>({
    name: 'objection_to_figure',
    text: `select raised_at as "raisedAt", decide_until as "decideUntil", outcome
           from figure_objection as objection
           left join figure_objection_decision as decision
             on decision.tenant_id = $1 and decision.objection_id = objection.id
           where objection.tenant_id = $1 and scope = $2 and scope_id = $3 and period = $4 and questionnaire_key = $5
             and questionnaire_version = $6 and version = $7`,
    values: [boundTenant(), scope, id, period, questionnaire.key, questionnaire.version, version],
  });
  return rows[0] ?? null;
};
