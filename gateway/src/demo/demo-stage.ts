import type { Pool, PoolClient, QueryConfig } from 'pg';
import { Temporal } from 'temporal-polyfill';
import { createOutboundAddresses } from '../access/outbound-address.ts';
import type { Context } from '../context.ts';
import type { Database } from '../database/open-database.ts';
import type { TenantDirectory, TenantEntry } from '../tenant/tenant-directory.ts';
import type { DemoPerson } from './demo-people.ts';
import type { DemoRegion } from './demo-regions.ts';

/** Where demo people act: in the one transaction that loads their region, at moments that have passed. */
export interface DemoStage {
  readonly region: DemoRegion;
  readonly client: PoolClient;
  /** On the transaction, for what is called without a context. */
  readonly pool: Pool;
  /** Nothing is done after this moment. */
  readonly now: Date;
  /** What a use case is given when a person acts at a moment. */
  readonly as: (person: DemoPerson, at: Date) => Context;
  /** The moment of a local day `YYYY-MM-DD` and hour. */
  readonly moment: (day: string, hour: number) => Date;
}

const NOT_SENT = new Set(['begin', 'commit']);

/** Names of prepared statements; a text has one name on every connection. */
const names = new Map<string, string>();

const nameOf = (text: string): string => {
  const name = names.get(text) ?? `demo_${names.size}`;
  names.set(text, name);
  return name;
};

/**
 * A pool whose transactions are parts of the one that is open on `client`: they begin and end nothing. When one of them
 * fails, whoever opened the transaction must give it up. Every statement is prepared, for each comes hundreds of times.
 */
const poolWithin = (client: PoolClient): Pool => {
  const query = async (statement: string | QueryConfig, values?: unknown[]) => {
    if (typeof statement !== 'string') return await client.query(statement, values);
    if (NOT_SENT.has(statement)) return undefined;
    return await client.query({ name: nameOf(statement), text: statement, values: values ?? [] });
  };
  const connect = () => Promise.resolve({ query, release: () => undefined });
  return { query, connect } as unknown as Pool;
};

/** A directory of one region, which the database does not show to others before it is committed. */
const directoryOf = (entry: TenantEntry): TenantDirectory => {
  const findBy =
    <Key extends keyof TenantEntry>(key: Key) =>
    (value: TenantEntry[Key]) =>
      Promise.resolve(entry[key] === value ? entry : undefined);
  return {
    all: () => [entry],
    byId: findBy('tenantId'),
    byCode: findBy('code'),
    byReceiptPrefix: findBy('receiptPrefix'),
    reload: () => Promise.resolve(),
  };
};

/** Opens the stage in a transaction that is bound to the region's tenant. */
export const openStage = (database: Database, client: PoolClient, region: DemoRegion, now: Date): DemoStage => {
  const { tenantId, code, name, timeZone } = region;
  const receiptPrefix = code.replace('.', '');
  const tenants = directoryOf({ tenantId, code, name, timeZone, receiptPrefix, sampleData: true });
  const pool = poolWithin(client);
  return {
    region,
    client,
    pool,
    now,
    as: ({ id: employeeId, name: own, roles }, at) => ({
      db: { ...database, pool },
      tenants,
      now: () => at,
      caller: { address: '', origin: null, channel: 'API' },
      viewer: { tenantId, employeeId, name: own, roles: new Set(roles) },
      client: null,
      submitLimit: null,
      guessLimit: null,
      visitCodeLimit: null,
      outbound: createOutboundAddresses({ loopback: false }),
      ratingStored: () => Promise.resolve(),
    }),
    moment: (day, hour) =>
      new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds),
  };
};
