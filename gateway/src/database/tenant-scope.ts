import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<string>();

/** A query was made with no tenant bound: a bug, stopped before it reaches the database. */
export class NoTenantBound extends Error {
  constructor() {
    super('No tenant is bound: a query on tenant data must run inside withTenant().');
  }
}

/** Runs `work`, and everything that it awaits, bound to one tenant. */
export const withTenant = <Result>(tenantId: string, work: () => Result): Result => scope.run(tenantId, work);

/**
 * The tenant that the running code is bound to.
 *
 * @throws {NoTenantBound} when there is none.
 */
export const boundTenant = (): string => {
  const tenantId = scope.getStore();
  if (tenantId === undefined) throw new NoTenantBound();
  return tenantId;
};
