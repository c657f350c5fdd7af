import type { Pool } from 'pg';
import { transaction } from '../database/transaction.ts';

/**
 * Makes the partitions in which ratings of the coming half year are stored, as far as they are not there yet. While the table waits for
 * gateways of an older version to end, it has none.
 */
export const makeMonths = (pool: Pool): Promise<void> =>
  transaction(pool, async (client) => {
    const { rows } = await client.query<{ isByMonth: boolean }>(
      `select to_regproc('make_feedback_months') is not null as "isByMonth"`,
    );
    if (!rows[0]?.isByMonth) return;
    // What came while there was none for it moves there, which may be a whole month.
    await client.query("set local statement_timeout = '120s'");
    await client.query('select make_feedback_months()');
  });
