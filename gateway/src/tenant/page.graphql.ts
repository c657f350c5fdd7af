import { parsePrismaCursor } from '@pothos/plugin-prisma';
import { validate as isUuid } from 'uuid';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { badInput } from '../errors.ts';

/** Items on a page: at most, and by default. */
const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

/** Which part of a list is asked for. */
interface Page {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** How many things of a short list are wanted. Throws a BAD_USER_INPUT for a number that cannot be. */
export const upTo = (name: string, given: number | null | undefined, most: number, usual: number): number => {
  if (given != null && (given < 1 || given > most)) throw badInput(name, given, `1 to ${most}`);
  return given ?? usual;
};

/** A cursor is the item's key, as Prisma takes it. */
const isCursorOf = (tenantId: string, cursor: string, parts: number): boolean => {
  try {
    const key: unknown = parsePrismaCursor(cursor);
    return Array.isArray(key) && key.length === parts && key[0] === tenantId && key.slice(1).every(isUuid);
  } catch {
    return false; // no cursor at all
  }
};

/**
 * Throws a BAD_USER_INPUT for a page that cannot be, before anything is read.
 *
 * @param parts of the item's key; two by default, the tenant and an id.
 */
const checkPage = (tenantId: string, { first, after, last, before }: Page, parts = 2): void => {
  for (const [name, size] of Object.entries({ first, last }))
    if (size != null && (size < 1 || size > MAX_PAGE)) throw badInput(name, size, `1 to ${MAX_PAGE}`);
  for (const [name, cursor] of Object.entries({ after, before }))
    if (cursor != null && !isCursorOf(tenantId, cursor, parts)) throw badInput(name, cursor, 'a cursor of this list');
  const backward = last ?? before;
  if ((first ?? after) != null && backward != null)
    throw badInput(last == null ? 'before' : 'last', backward, 'nothing beside first or after');
};

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

/** How a list is sorted: by an instant or a name, then by id. */
interface Order<Column extends string, Value extends Date | string> {
  readonly by: Column;
  readonly direction: 'asc' | 'desc';
  /** What the item of a key is sorted by; nothing when there is no such item. */
  readonly valueAt: (key: { tenantId: string; id: string }) => Promise<Value | undefined>;
}

/**
 * What to read for a page. Prisma would read from a cursor to the end of the list and cut it in memory: the page begins
 * behind the values of the item at the cursor instead.
 */
export const pageOf = async <Column extends string, Value extends Date | string>(
  { cursor, take }: Pick<PageQuery, 'cursor' | 'take'>,
  { by, direction, valueAt }: Order<Column, Value>,
) => {
  const orderBy = [{ [by]: direction } as Record<Column, 'asc' | 'desc'>, { id: direction }];
  if (cursor === undefined) return { take, orderBy, behind: {} };
  const { tenantId_id: key } = cursor as { readonly tenantId_id: { tenantId: string; id: string } };
  const value = await valueAt(key);
  if (value === undefined) throw badInput('after', key.id, 'a cursor of this list');
  const comparison = (direction === 'asc') === take > 0 ? 'gt' : 'lt';
  return {
    take,
    orderBy,
    behind: {
      // Follows from the alternatives; an index can begin there, which it cannot for alternatives.
      [by]: { [`${comparison}e`]: value },
      OR: [{ [by]: { [comparison]: value } }, { [by]: value, id: { [comparison]: key.id } }],
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
