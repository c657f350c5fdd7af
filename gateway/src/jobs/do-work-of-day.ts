import type { Pool } from 'pg';
import { forgetSources } from '../access/forget-sources.ts';
import { forgetTraces } from '../access/forget-traces.ts';
import { finaliseDueResults } from '../appraisal/finalise-due-results.ts';
import { type Moment, makeReminders } from '../appraisal/make-reminders.ts';
import { makeRoot } from '../audit/make-root.ts';
import { makeMonths } from '../feedback/make-months.ts';
import { keepToRetention } from '../retention/keep-to-retention.ts';
import { closeSilentTickets } from '../ticket/close-silent-tickets.ts';
import { forgetOldDeliveries } from '../webhook/forget-old-deliveries.ts';

/**
 * Everything that a day brings for the bound tenant. Each part is whole or not done, and done again changes nothing; what
 * is final is no longer reminded of.
 */
export const doWorkOfDay = async (pool: Pool, moment: Moment): Promise<void> => {
  await finaliseDueResults(pool, moment.now);
  await makeReminders(pool, moment);
  await closeSilentTickets(pool, moment);
  await forgetOldDeliveries(pool, moment.now);
  await forgetSources(pool, moment);
  await forgetTraces(pool, moment.now);
  await keepToRetention(pool, moment);
  await makeRoot(pool, moment);
  await makeMonths(pool);
};
