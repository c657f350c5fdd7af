import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { stageAfter } from '../domain/appraisal-cycle.ts';
import type { Stage } from '../domain/appraisal-policy.ts';
import { WORKING_DAYS_TO_OBJECT } from '../domain/objection-clock.ts';

/** The stages after a decision, which are the same under every policy. */
const NATIONAL_STAGES: readonly Stage[] = ['DELIVERED', 'OBJECTION', 'FINAL'];

const FINALISE = {
  name: 'finalise_due_results',
  text: `
    with final as (
      update appraisal set stage = $3, stage_since = $2, version = version + 1
      where tenant_id = $1 and stage = 'DELIVERED' and object_until < $2
      returning id
    ), recorded as (
      insert into audit_event (tenant_id, id, at, actor, action, subject, detail)
      select $1, gen_random_uuid(), $2, 'system', 'appraisal.moved', id::text, $4::jsonb from final
    )
    select count(*)::integer as results from final`,
};

/**
 * Makes every result of the bound tenant final whose time for objections is over without one, as a personnel admin could
 * (PermenPANRB 6/2022, annex, part B). Nothing about the rating itself is decided.
 *
 * @returns how many became final.
 */
export const finaliseDueResults = (pool: Pool, now: Date): Promise<number> =>
  transaction(pool, async (client) => {
    await client.query("set local statement_timeout = '120s'");
    const to = stageAfter('FINALISE_RESULT', 'DELIVERED', NATIONAL_STAGES, true);
    const detail = {
      move: 'FINALISE_RESULT',
      why: `Masa keberatan (${WORKING_DAYS_TO_OBJECT} hari kerja) lewat tanpa keberatan.`,
      from: 'DELIVERED',
      to,
      before: null,
      after: null,
    };
    const { rows } = await client.query<{ results: number }>({
      ...FINALISE,
      values: [boundTenant(), now, to, JSON.stringify(detail)],
    });
    return rows[0]?.results ?? 0;
  });
