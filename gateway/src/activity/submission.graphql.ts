import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { badInput } from '../errors.ts';
import { checkPage, DEFAULT_PAGE, MAX_PAGE, type Page } from '../tenant/tenant.graphql.ts';

/** A verdict. */
export const VerdictRef = builder.enumType('Verdict', {
  description: 'What a superior says of something that was submitted.',
  values: {
    ACCEPTED: { description: 'Diterima.' },
    RETURNED: { description: 'Dikembalikan: the employee can correct it and submit it again. Needs a note.' },
    REJECTED: { description: 'Ditolak. Needs a note.' },
  } as const,
});

/** Where a submission stands. */
export const SubmissionStateRef = builder.enumType('SubmissionState', {
  description: 'Where something stands that an employee submits to a superior.',
  values: {
    PENDING: { description: 'Waits for a verdict; the employee can still correct or withdraw it.' },
    ACCEPTED: { description: 'Accepted: final.' },
    RETURNED: { description: 'Returned to the employee, who can correct it and submit it again, or withdraw it.' },
    REJECTED: { description: 'Rejected: final.' },
    WITHDRAWN: { description: 'Withdrawn by the employee: counts nowhere; can be submitted again.' },
  } as const,
});

/** The tenant of whoever is signed in. */
export const ofViewer = (_args: unknown, { viewer }: Context) => Promise.resolve(viewer?.tenantId);

interface PageSize {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
}

/** What all pages of submissions have in common. */
export const PAGED = {
  cursor: 'tenantId_id',
  complexity: ({ first, last }: PageSize) => ({
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

interface Parent {
  readonly tenantId: string;
  readonly id: string;
}

/**
 * Prisma's plugin reads the page before it calls `resolve`, and fails on what it cannot use; so what is to be refused is
 * refused before.
 *
 * @param mayRead Whether the list is shown; null stands in its place otherwise. Everybody may by default.
 */
export const withCheckedPage = <Field extends Connection>(
  connection: Field,
  mayRead?: (context: Context, parentId: string) => Promise<boolean>,
): Field => {
  connection.updateConfig(({ resolve, ...config }: { readonly resolve: Resolve }) => ({
    ...config,
    resolve: (async (parent, args, context, info) => {
      const { tenantId, id } = parent as Parent;
      checkPage(tenantId, args as Page);
      const isShown = mayRead === undefined || (await mayRead(context, id));
      return isShown ? resolve(parent, args, context, info) : null;
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

/** What the argument and the input field of that name say. */
export const EXPECTED_VERSION =
  'The version that was read: with it, a change in between is told and not overwritten. Any version by default.';

/** What makes the fields of an input. */
export type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** What makes the arguments of a mutation. */
export interface Arguments {
  readonly arg: Parameters<Parameters<typeof builder.mutationFields>[0]>[0]['arg'];
}

/** Arguments that choose a submission. */
export const choiceArgs = ({ arg }: Arguments, type: string) => ({
  id: arg.id({ required: true, description: `Id of the ${type}.` }),
  expectedVersion: arg.int({ description: EXPECTED_VERSION }),
});

/** Arguments that say what a superior thinks of it. */
export const verdictArgs = ({ arg }: Arguments) => ({
  verdict: arg({ type: VerdictRef, required: true, description: 'The verdict.' }),
  note: arg.string({ description: 'What the employee should know; required unless it is accepted.' }),
});
