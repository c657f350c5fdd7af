import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { daysOf } from '../domain/period.ts';
import { type Scope, unitsBelow } from './figure-cells.ts';
import type { PublicFigure } from './read-figure.ts';

/** SQL for the services that a figure is made of; `$1` tenant, `$2` the service or unit. */
const SERVICES: Record<Scope, string> = {
  SERVICE: 'select $2::uuid as id',
  UNIT: 'select id from service where tenant_id = $1 and unit_id = $2',
  SUBTREE: `select id from service where tenant_id = $1 and unit_id in (${unitsBelow('$2')})`,
};

/**
 * Whether ratings of the period came in an unusual way and nobody has decided about them yet. Never of a figure that is not
 * shown: it would tell that there are ratings.
 */
export const hasOpenAlarm = async (
  pool: Pool,
  { scope, scopeId }: { readonly scope: Scope; readonly scopeId: string },
  { period, state }: Pick<PublicFigure, 'period' | 'state'>,
): Promise<boolean> => {
  if (state !== 'PUBLISHED') return false;
  const { first, last } = daysOf(period);
  const { rows } = await pool.query<{ found: boolean }>({
    name: `open_alarm_${scope}`,
    text: `select exists (
             select from rating_alarm
             where tenant_id = $1 and state = 'OPEN' and day between $3 and $4 and service_id in (${SERVICES[scope]})
           ) as found`,
    values: [boundTenant(), scopeId, first, last],
  });
  return rows[0]?.found === true;
};
