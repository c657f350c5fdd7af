import type { Pool, PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { isOurTurn, transaction, waitForOurTurn } from '../database/transaction.ts';
import { canonicalEvent, NO_HASH, nextHash, type StoredEvent } from './hash-chain.ts';

/** The end of the chain. */
interface Head {
  readonly position: string;
  readonly hash: Buffer;
  readonly eventId: string;
}

const AT_ONCE = 1000;

/**
 * Ids are times, made before the commit. Whatever is committed later than this after its id is found by the look at everything
 * that the day brings; no request and no import lasts as long.
 */
const LATEST_COMMIT_MS = 5 * 60_000;

/** The least id of a moment (RFC 9562: the first 48 bits are the milliseconds). */
const idOf = (milliseconds: number): string => {
  const hex = Math.max(0, milliseconds).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
};
const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

const HEAD = {
  name: 'audit_head',
  text: `select position, hash, event_id as "eventId" from audit_seal where tenant_id = $1 order by position desc limit 1`,
};

const NOT_SEALED = {
  name: 'audit_not_sealed',
  text: `select id, at, actor, action, subject, detail from audit_event
         where tenant_id = $1 and id >= $2
           and not exists (select from audit_seal where tenant_id = $1 and event_id = audit_event.id)
         order by id limit ${AT_ONCE}`,
};

const SEAL = {
  name: 'seal_audit',
  text: `insert into audit_seal (tenant_id, position, event_id, hash)
         select $1, * from unnest($2::bigint[], $3::uuid[], $4::bytea[])`,
};

/** Chains a batch, by whoever has the turn; the number of events in it. */
const chainBatch = async (client: PoolClient, isAll: boolean): Promise<number> => {
  const tenantId = boundTenant();
  const { rows: heads } = await client.query<Head>({ ...HEAD, values: [tenantId] });
  const [head] = heads;
  const since = head === undefined || isAll ? 0 : timeOf(head.eventId) - LATEST_COMMIT_MS;
  const { rows } = await client.query<StoredEvent>({ ...NOT_SEALED, values: [tenantId, idOf(since)] });
  if (rows.length === 0) return 0;
  let hash = head?.hash ?? NO_HASH;
  const hashes = rows.map((event) => {
    hash = nextHash(hash, canonicalEvent(tenantId, event));
    return hash;
  });
  const last = BigInt(head?.position ?? 0);
  const positions = rows.map((_, at) => String(last + BigInt(at + 1)));
  await client.query({ ...SEAL, values: [tenantId, positions, rows.map(({ id }) => id), hashes] });
  return rows.length;
};

/** The same in a transaction of its own; null when another gateway is at it. */
const sealBatch = (pool: Pool, isAll: boolean): Promise<number | null> =>
  transaction(pool, async (client) => {
    if (isAll) await client.query("set local statement_timeout = '120s'");
    // One sealer at a time, so that the chain has one end.
    return (await isOurTurn(client, 'audit')) ? chainBatch(client, isAll) : null;
  });

const seal = async (pool: Pool, isAll: boolean): Promise<void> => {
  for (let count: number | null = AT_ONCE; count === AT_ONCE; ) count = await sealBatch(pool, isAll);
};

/**
 * Tenants whose newest event is not chained.
 *
 * @param directory connects bound to no tenant.
 */
export const findRegionsToSeal = async (directory: Pool): Promise<ReadonlySet<string>> => {
  const { rows } = await directory.query<{ tenantId: string }>({
    name: 'regions_to_seal',
    text: 'select regions_to_seal() as "tenantId"',
  });
  return new Set(rows.map(({ tenantId }) => tenantId));
};

/**
 * Chains the events of the bound tenant that are committed and not chained yet. Whoever makes changes never waits for it: events are
 * written without a hash, and get theirs within a second or so.
 */
export const sealEvents = (pool: Pool): Promise<void> => seal(pool, false);

/** The same, and looks for any that the others have missed: by a clock that was put back, or a copy that was restored. */
export const sealAllEvents = (pool: Pool): Promise<void> => seal(pool, true);

/**
 * Chains the events of a transaction before it ends, with those that were waiting: a change of a score or of a published figure by an
 * officer is never there without its hash (TRUST 4.4). The last thing that the transaction does, as others wait from then on.
 */
export const sealWithin = async (client: PoolClient): Promise<void> => {
  await waitForOurTurn(client, 'audit');
  for (let count = AT_ONCE; count === AT_ONCE; ) count = await chainBatch(client, false);
};
