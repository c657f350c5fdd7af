import type { Pool, PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { notAllowedNow } from '../refusals.ts';

/** Who rates an employee on a day, and to whom an objection would go. */
export interface Raters {
  /** Pejabat penilai kinerja; null at the top of the region and for somebody without a post on that day. */
  readonly raterId: string | null;
  /** Atasan pejabat penilai: the rater's rater; null where nobody is above the rater. */
  readonly superiorId: string | null;
}

/** The employee, his rater, the rater's rater and so on; the last one repeats when they go round in a circle. */
const CHAIN = {
  name: 'rater_chain',
  text: `
    with recursive chain as (
      select $2::uuid as employee_id, 0 as place
      union all
      select rater_of($1, employee_id, $3), place + 1 from chain where employee_id is not null
    ) cycle employee_id set repeats using path
    select chain.employee_id as "employeeId", employee.name
    from chain join employee on employee.tenant_id = $1 and employee.id = chain.employee_id
    order by chain.place`,
};

/** Who rates an employee of the bound tenant on a day `YYYY-MM-DD`; null at the top and without a post. */
export const raterOf = async (client: Pool | PoolClient, employeeId: string, day: string): Promise<string | null> => {
  const { rows } = await client.query<{ raterId: string | null }>({
    name: 'rater_of',
    text: 'select rater_of($1, $2, $3) as "raterId"',
    values: [boundTenant(), employeeId, day],
  });
  return rows[0]?.raterId ?? null;
};

/**
 * Rater and superior of an employee of the bound tenant, by the assignments of a day.
 *
 * @param day `YYYY-MM-DD` in the tenant's zone.
 * @throws {Refused} with the names when the raters lead back to the employee: such a result could not be objected to.
 */
export const findRater = async (client: Pool | PoolClient, employeeId: string, day: string): Promise<Raters> => {
  const { rows: chain } = await client.query<{ employeeId: string; name: string }>({
    ...CHAIN,
    values: [boundTenant(), employeeId, day],
  });
  const [self, rater, superior] = chain;
  const back = chain.findLastIndex((link) => link.employeeId === self?.employeeId);
  if (back > 0)
    throw notAllowedNow(
      `Rantai penilai berputar pada ${day}: ${chain
        .slice(0, back + 1)
        .map(({ name }) => name)
        .join(' dinilai oleh ')}. Tetapkan penilai lain untuk salah satunya.`,
    );
  return { raterId: rater?.employeeId ?? null, superiorId: superior?.employeeId ?? null };
};
