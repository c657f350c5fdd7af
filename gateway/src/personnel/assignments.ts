import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { boundTenant } from '../database/tenant-scope.ts';
import type { HeldPost } from './decide-move.ts';

/** An assignment as it is stored. */
export interface StoredAssignment extends HeldPost {
  readonly id: string;
  readonly raterId: string | null;
}

const COLUMNS = `id, post_id as "postId", starts_on::text as "startsOn", ends_on::text as "endsOn", rater_id as "raterId"`;

/**
 * Lets the changes of a tenant's personnel come one after the other until the transaction ends: whether raters go round in a
 * circle depends on the assignments of all.
 */
export const lockPersonnel = async (client: PoolClient): Promise<void> => {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`personnel ${boundTenant()}`]);
};

/** Whether the bound tenant has such an employee. */
export const isEmployee = async (client: PoolClient, employeeId: string): Promise<boolean> => {
  const { rowCount } = await client.query('select from employee where tenant_id = $1 and id = $2', [
    boundTenant(),
    employeeId,
  ]);
  return rowCount === 1;
};

/** The assignment of an employee that began last; nothing for one who never had a post. */
export const latestAssignment = async (
  client: PoolClient,
  employeeId: string,
): Promise<StoredAssignment | undefined> => {
  const { rows } = await client.query<StoredAssignment>(
    `select ${COLUMNS} from assignment where tenant_id = $1 and employee_id = $2 order by starts_on desc, id desc limit 1`,
    [boundTenant(), employeeId],
  );
  return rows[0];
};

/** The assignment of an employee on a day; nothing for one without a post. */
export const assignmentOn = async (
  client: PoolClient,
  employeeId: string,
  day: string,
): Promise<StoredAssignment | undefined> => {
  const { rows } = await client.query<StoredAssignment>(
    `select ${COLUMNS} from assignment
     where tenant_id = $1 and employee_id = $2 and $3 between starts_on and coalesce(ends_on, 'infinity')
     order by starts_on desc, id limit 1`,
    [boundTenant(), employeeId, day],
  );
  return rows[0];
};

export const endAssignment = async (client: PoolClient, id: string, endsOn: string): Promise<void> => {
  await client.query('update assignment set ends_on = $3 where tenant_id = $1 and id = $2', [
    boundTenant(),
    id,
    endsOn,
  ]);
};

/** Begins an assignment without an end. */
export const startAssignment = async (
  client: PoolClient,
  {
    employeeId,
    postId,
    raterId,
    startsOn,
  }: { readonly employeeId: string } & Pick<StoredAssignment, 'postId' | 'raterId' | 'startsOn'>,
): Promise<string> => {
  const id = timeOrderedId();
  await client.query(
    `insert into assignment (tenant_id, id, employee_id, post_id, rater_id, starts_on) values ($1, $2, $3, $4, $5, $6)`,
    [boundTenant(), id, employeeId, postId, raterId, startsOn],
  );
  return id;
};
