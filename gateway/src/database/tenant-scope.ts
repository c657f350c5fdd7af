import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<string>();

/** A query was made with no tenant bound: a bug, stopped before it reaches the database. */
class NoTenantBound extends Error {
  constructor() {
    super('No tenant is bound: a query on tenant data must run inside withTenant().');
  }
}

/**
 * Runs `work`, and everything that it awaits, bound to one tenant. The result is awaited inside: Prisma's queries are
 * sent when they are awaited, not when they are made.
 */
export const withTenant = <Result>(tenantId: string, work: () => Result | PromiseLike<Result>): Promise<Result> =>
  scope.run(tenantId, async () => await work());

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
