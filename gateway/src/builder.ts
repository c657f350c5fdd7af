import type PrismaTypes from '@kinerja/schema/pothos';
import { getDatamodel } from '@kinerja/schema/pothos';
import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { GraphQLError } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import type { ApiScope } from './access/api-client.ts';
import { isDay } from './calendar-day.ts';
import type { Context } from './context.ts';
import { isPeriod, type Period } from './domain/period.ts';
import './loaded-columns.ts';

/** How to find the tenant that a root field is about, before anything is asked of the database. */
export type TenantOf = (args: Record<string, unknown>, context: Context) => Promise<string | undefined>;

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    /** On every root field: whose data it reads, or null when it reads no tenant's. */
    tenantOf?: TenantOf | null;
    /** On a mutation that an API client may call: the scope of its key. */
    apiScope?: ApiScope;
  }
}

/** The schema's builder: it configures, and defines nothing but the scalars. */
export const builder = new SchemaBuilder<{
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    /** A day `YYYY-MM-DD`; Prisma's `Date` of a column without a time goes out as well. */
    Date: { Input: string; Output: string | Date };
    Period: { Input: Period; Output: Period };
  };
}>({
  plugins: ['loadedColumns', ComplexityPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  complexity: { disabled: true, defaultComplexity: 1, defaultListMultiplier: 10 },
  relay: {
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: { description: 'An object with an id that stays the same for ever.' },
    pageInfoTypeOptions: { description: 'Where a page of a list begins and ends.' },
    idFieldOptions: { description: 'Opaque id: names the kind of object and its tenant.' },
    pageInfoFieldOptions: { description: 'Where this page begins and ends.' },
    hasNextPageFieldOptions: { description: 'Whether more items follow.' },
    hasPreviousPageFieldOptions: { description: 'Whether items come before.' },
    startCursorFieldOptions: { description: 'Cursor of the first item; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last item; null on an empty page.' },
    edgesFieldOptions: {
      description: 'The items of this page with their cursors.',
      // The size of the page is in the price of the connection already.
      complexity: { field: 1, multiplier: 1 },
    },
    nodeFieldOptions: { description: 'The item.' },
    cursorFieldOptions: { description: 'Where the item stands: give it as `after` to continue behind it.' },
    firstArgOptions: { description: 'How many items at most: 1 to 100, by default 20.' },
    afterArgOptions: { description: 'Continue behind this cursor.' },
    lastArgOptions: { description: 'How many items at most, counted from the end.' },
    beforeArgOptions: { description: 'End before this cursor.' },
  },
  prisma: {
    client: (context) => context.db.prisma,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
    filterConnectionTotalCount: true,
    onUnusedQuery: 'error',
  },
});

const shown = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, 60);

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

builder.scalarType('DateTime', {
  description: 'ISO-8601 instant, UTC.',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    try {
      // Date would read a thirtieth of February as the second of March.
      if (typeof value === 'string' && INSTANT.test(value))
        return new Date(Temporal.Instant.from(value).epochMilliseconds);
    } catch {
      // a day or an hour that does not exist: told below
    }
    throw new GraphQLError(`expected an ISO-8601 instant such as "2026-09-30T08:15:00Z", got ${shown(value)}`);
  },
});

builder.scalarType('Date', {
  description: "A day of the calendar in the tenant's time zone, `YYYY-MM-DD`, 2000 to 2099.",
  serialize: (value) => (typeof value === 'string' ? value : value.toISOString().slice(0, 10)),
  parseValue: (value) => {
    if (typeof value === 'string' && isDay(value)) return value;
    throw new GraphQLError(`expected a day such as "2026-09-30", got ${shown(value)}`);
  },
});

builder.scalarType('Period', {
  description: "A reporting period in the tenant's time zone: `2026`, `2026-S1`, `2026-Q3` or `2026-09`.",
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value !== 'string' || !isPeriod(value))
      throw new GraphQLError(
        `expected a period such as "2026", "2026-S1", "2026-Q3" or "2026-09", got ${shown(value)}`,
      );
    return value;
  },
});

builder.queryType({ description: 'Everything that can be read.' });
builder.mutationType({ description: 'Everything that can be changed.' });
