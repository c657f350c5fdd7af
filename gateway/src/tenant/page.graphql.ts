import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { badInput } from '../errors.ts';
import { checkPage, DEFAULT_PAGE, MAX_PAGE, type Page } from './tenant.graphql.ts';

/** The tenant of whoever is signed in: for root fields that name none. */
export const tenantOfViewer = (_args: unknown, { viewer }: Context): Promise<string | undefined> =>
  Promise.resolve(viewer?.tenantId);

interface Size {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
}

/** What all connections over rows with a tenant and an id have in common. */
export const PAGED = {
  cursor: 'tenantId_id',
  complexity: ({ first, last }: Size) => ({
    field: 1,
    multiplier: first ?? last ?? DEFAULT_PAGE,
  }),
  maxSize: MAX_PAGE,
  defaultSize: DEFAULT_PAGE,
} as const;

type Resolve = (parent: unknown, args: Record<string, unknown>, context: Context, info: never) => unknown;

interface Connection {
  // biome-ignore lint/suspicious/noExplicitAny: Pothos' own signature, of which only `resolve` is known here.
  readonly updateConfig: (change: (config: any) => any) => void;
}

/** What a connection lets through. */
export interface PageRules<Parent> {
  /** Parts of the row's key; two by default, the tenant and an id. */
  readonly parts?: number;
  /** Whether the list may be read; the field is null otherwise. Everybody may by default. */
  readonly mayRead?: (parent: Parent, context: Context) => boolean | Promise<boolean>;
}

/**
 * Refuses pages that cannot be, and answers null to whoever may not read the list, before Prisma's plugin sees either: it
 * fails on a page that it cannot use, and on a query that nobody uses.
 */
export const withCheckedPage = <Field extends Connection, Parent>(
  connection: Field,
  { parts, mayRead }: PageRules<Parent> = {},
): Field => {
  connection.updateConfig(({ resolve, ...config }: { readonly resolve: Resolve }) => ({
    ...config,
    resolve: (async (parent, args, context, info) => {
      if (mayRead !== undefined && !(await mayRead(parent as Parent, context))) return null;
      checkPage(boundTenant(), args as Page, parts);
      return resolve(parent, args, context, info);
    }) satisfies Resolve,
  }));
  return connection;
};

/** A page as Prisma's plugin asks for it; negative from the end. */
export interface PageQuery {
  readonly cursor?: object | undefined;
  readonly skip: number;
  readonly take: number;
}

/** How a list is sorted: by an instant, then by id. */
interface Order<Column extends string> {
  readonly by: Column;
  readonly direction: 'asc' | 'desc';
  /** The instant of the item of a key; nothing when there is none. */
  readonly instantOf: (key: { tenantId: string; id: string }) => Promise<Date | undefined>;
}

/**
 * What to read for a page. Prisma would read from a cursor to the end of the list and cut it in memory: the page begins
 * behind the values of the item at the cursor instead.
 */
export const pageOf = async <Column extends string>(
  { cursor, take }: Pick<PageQuery, 'cursor' | 'take'>,
  { by, direction, instantOf }: Order<Column>,
) => {
  const orderBy = [{ [by]: direction } as Record<Column, 'asc' | 'desc'>, { id: direction }];
  if (cursor === undefined) return { take, orderBy, behind: {} };
  const { tenantId_id: key } = cursor as { readonly tenantId_id: { tenantId: string; id: string } };
  const instant = await instantOf(key);
  if (instant === undefined) throw badInput('after', key.id, 'a cursor of this list');
  const comparison = (direction === 'asc') === take > 0 ? 'gt' : 'lt';
  return {
    take,
    orderBy,
    behind: {
      OR: [{ [by]: { [comparison]: instant } }, { [by]: instant, id: { [comparison]: key.id } }],
    },
  };
};

/**
 * What to read for a page of a list that is sorted by one id of its key, which tells when it was made. As with `pageOf`, the
 * page begins behind the cursor in SQL.
 */
export const pageById = <Query extends PageQuery, Column extends string>(
  { cursor, skip: _, ...query }: Query,
  by: Column,
  direction: 'asc' | 'desc',
) => {
  const orderBy = { [by]: direction } as Record<Column, 'asc' | 'desc'>;
  const [key] = Object.values(cursor ?? {}) as readonly Readonly<Record<Column, string>>[];
  const comparison = (direction === 'asc') === query.take > 0 ? 'gt' : 'lt';
  const behind = key === undefined ? {} : { [by]: { [comparison]: key[by] } };
  return {
    ...query,
    orderBy,
    behind: behind as Partial<Record<Column, { readonly gt: string } | { readonly lt: string }>>,
  };
};
