import { setImmediate as nextTurn } from 'node:timers/promises';
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

/** Ids are times, made before the commit: how much older than the end of the chain an event may be that is not in it yet. */
const LOOK_BACK_MS = {
  /** What citizens send is committed soon after its id was made. */
  recent: 5_000,
  /** No request and no import lasts as long. */
  late: 5 * 60_000,
  /** What the others have missed is found once a day. */
  all: Number.POSITIVE_INFINITY,
} as const;

type Look = keyof typeof LOOK_BACK_MS;

/** The least id of a moment (RFC 9562: the first 48 bits are the milliseconds). */
const idOf = (milliseconds: number): string => {
  const hex = Math.max(0, milliseconds).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
};
const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** So many are hashed before other requests have their turn. */
const WITHOUT_PAUSE = 50;

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
const chainBatch = async (client: PoolClient, look: Look): Promise<number> => {
  const tenantId = boundTenant();
  const { rows: heads } = await client.query<Head>({ ...HEAD, values: [tenantId] });
  const [head] = heads;
  const since = head === undefined ? 0 : timeOf(head.eventId) - LOOK_BACK_MS[look];
  const { rows } = await client.query<StoredEvent>({ ...NOT_SEALED, values: [tenantId, idOf(since)] });
  if (rows.length === 0) return 0;
  let hash = head?.hash ?? NO_HASH;
  const hashes: Buffer[] = [];
  for (const event of rows) {
    hash = nextHash(hash, canonicalEvent(tenantId, event));
    hashes.push(hash);
    if (hashes.length % WITHOUT_PAUSE === 0) await nextTurn();
  }
  const last = BigInt(head?.position ?? 0);
  const positions = rows.map((_, at) => String(last + BigInt(at + 1)));
  await client.query({ ...SEAL, values: [tenantId, positions, rows.map(({ id }) => id), hashes] });
  return rows.length;
};

/** The same in a transaction of its own; null when another gateway is at it. */
const sealBatch = (pool: Pool, look: Look): Promise<number | null> =>
  transaction(pool, async (client) => {
    if (look === 'all') await client.query("set local statement_timeout = '120s'");
    // One sealer at a time, so that the chain has one end.
    return (await isOurTurn(client, 'audit')) ? chainBatch(client, look) : null;
  });

const seal = async (pool: Pool, look: Look): Promise<void> => {
  for (let count: number | null = AT_ONCE; count === AT_ONCE; ) count = await sealBatch(pool, look);
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
export const sealEvents = (pool: Pool): Promise<void> => seal(pool, 'late');

/** The same, for those that were committed within seconds of their id: what there is to look at stays little under load. */
export const sealRecentEvents = (pool: Pool): Promise<void> => seal(pool, 'recent');

/** The same, and looks for any that the others have missed: by a clock that was put back, or a copy that was restored. */
export const sealAllEvents = (pool: Pool): Promise<void> => seal(pool, 'all');

/**
 * Chains the events of a transaction before it ends, with those that were waiting: a change of a score or of a published figure by an
 * officer is never there without its hash (TRUST 4.4). The last thing that the transaction does, as others wait from then on.
 */
export const sealWithin = async (client: PoolClient): Promise<void> => {
  await waitForOurTurn(client, 'audit');
  for (let count = AT_ONCE; count === AT_ONCE; ) count = await chainBatch(client, 'late');
};
