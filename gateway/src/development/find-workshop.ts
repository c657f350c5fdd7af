import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { notHere, requireKey } from './here.ts';

/** A workshop, as far as its rules go by it. */
export interface FoundWorkshop {
  readonly id: string;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly heldOn: string;
  readonly organiserId: string;
}

/**
 * The workshop behind a global id.
 *
 * @throws NOT_FOUND when there is none in the bound tenant.
 */
export const findWorkshop = async ({ db }: Context, argument: string, id: string): Promise<FoundWorkshop> => {
  const { rows } = await db.pool.query<FoundWorkshop>(
    `select id, title, held_on::text as "heldOn", organiser_id as "organiserId"
     from workshop where tenant_id = $1 and id = $2`,
    [boundTenant(), requireKey(argument, id, 'Workshop')],
  );
  const [workshop] = rows;
  if (workshop === undefined) throw notHere(argument, id, 'Workshop');
  return workshop;
};
