import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { recordEvent } from '../audit/record-event.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';

/** A month that is not as the command needs it, in one sentence; nothing was changed. */
export class MonthRefused extends Error {}

/** A partition of the ratings, or what was one. */
export interface RatingMonth {
  /** Of the table. */
  readonly name: string;
  /** First instant, in milliseconds since 1970; null for what has none: everything before the months, and what no month takes. */
  readonly from: number | null;
  /** First instant of what follows; null for what no month takes. */
  readonly until: number | null;
  readonly isDetached: boolean;
  readonly rows: number;
  readonly bytes: number;
  /** Why it cannot be detached; null when it can, or is. */
  readonly inUse: string | null;
}

interface Table {
  readonly name: string;
  readonly isDetached: boolean;
  readonly bytes: number;
}

/** Schema of what was detached: no gateway reads there, and no backup takes it along. */
const DETACHED = 'kinerja_detached';
const NAME = /^feedback_(until_)?(\d{4})_(\d{2})$/;
/** Holds while a month is put back, so that its rows need not be read again under locks. */
const BOUNDS = 'feedback_bounds';

const TABLES = `
  select relname as name, inhrelid is null as "isDetached", pg_total_relation_size(pg_class.oid)::float8 as bytes
  from pg_class left join pg_inherits on inhrelid = pg_class.oid and inhparent = 'feedback'::regclass
  where relkind = 'r' and (inhrelid is not null or relnamespace = '${DETACHED}'::regnamespace)
  order by relname like '%default', relname not like '%until%', relname`;

/** The months' bounds are those of UTC: one table has the ratings of three zones. */
const boundsOf = (name: string): Pick<RatingMonth, 'from' | 'until'> => {
  const [, before, year, month] = NAME.exec(name) ?? [];
  if (year === undefined) return { from: null, until: null };
  const at = (months: number) => Date.UTC(Number(year), Number(month) - 1 + months);
  return before === undefined ? { from: at(0), until: at(1) } : { from: null, until: at(0) };
};

const qualified = ({ name, isDetached }: Pick<Table, 'name' | 'isDetached'>): string =>
  `${isDetached ? DETACHED : 'public'}.${name}`;

interface Held {
  readonly rows: number;
  /** The last day that one of them counts on. */
  readonly last: string | null;
  /** Complaints and the like whose words are kept. */
  readonly reports: number;
  /** Until which day words and profiles of ratings were emptied. */
  readonly emptied: string | null;
}

/** What a region has in a month; row level security holds the owner of the tables, too. */
const heldBy = async (client: PoolClient, table: Pick<Table, 'name' | 'isDetached'>, region: string): Promise<Held> => {
  await client.query("select set_config('app.tenant', $1, true)", [region]);
  const { rows } = await client.query<Held>(
    `select count(*)::integer as rows, max(counted_on)::text as last,
            count(*) filter (where kind <> 'RATING' and request_hash <> '')::integer as reports,
            (select case when count(*) = 2 then min(until) end::text from (
               select max(until) as until from retention_run
               where tenant_id = $1 and term in ('ratingWords', 'profiles') group by term) as term) as emptied
     from ${qualified(table)} where tenant_id = $1`,
    [region],
  );
  return rows[0] as Held;
};

const regionsOf = async (client: PoolClient) =>
  (await client.query<{ id: string; code: string }>('select tenant_id as id, code from tenant order by code')).rows;

/** Rows by region, and why the month is in use. */
const look = async (client: PoolClient, table: Table, now: Date) => {
  const { until } = boundsOf(table.name);
  let inUse: string | null = null;
  if (!table.isDetached && (until === null || until > now.getTime())) inUse = 'belum berakhir';
  const rows = new Map<string, number>();
  for (const { id, code } of await regionsOf(client)) {
    const held = await heldBy(client, table, id);
    rows.set(id, held.rows);
    if (table.isDetached || held.rows === 0) continue;
    if (held.emptied === null || (held.last ?? '') >= held.emptied) inUse ??= `masa simpan daerah ${code} belum habis`;
    else if (held.reports > 0) inUse ??= `masih ada tulisan laporan daerah ${code}`;
  }
  return { rows, inUse };
};

const total = (rows: ReadonlyMap<string, number>): number => [...rows.values()].reduce((sum, count) => sum + count, 0);

/** Tables of months that are detached; none in a database from before there were months. */
export const detachedMonths = async (owner: Pool): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where nspname = '${DETACHED}' and relkind = 'r' order by 1`,
  );
  return rows.map(({ name }) => name);
};

/** All months of the ratings, the detached ones too. */
export const listMonths = (owner: Pool, now: Date): Promise<readonly RatingMonth[]> =>
  transaction(owner, async (client) => {
    const { rows: tables } = await client.query<Table>(TABLES);
    const months: RatingMonth[] = [];
    for (const table of tables) {
      const { rows, inUse } = await look(client, table, now);
      months.push({ ...table, ...boundsOf(table.name), rows: total(rows), inUse });
    }
    return months;
  });

const LOCK_TRIES = 30;

/** Waits for no lock longer than a moment, because everybody who submits would wait behind it; tries again instead. */
const briefly = async <Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> => {
  for (let tries = 1; ; tries += 1)
    try {
      return await transaction(pool, async (client) => {
        await client.query("set local lock_timeout = '500ms'");
        return work(client);
      });
    } catch (error) {
      if (tries === LOCK_TRIES || !(error instanceof Error && 'code' in error && error.code === '55P03')) throw error;
      await sleep(1000);
    }
};

const find = async (client: PoolClient, name: string, isDetached: boolean): Promise<Table> => {
  const { rows } = await client.query<Table>(TABLES);
  const table = rows.find((one) => one.name === name && NAME.test(name));
  if (table === undefined)
    throw new MonthRefused(`Tidak ada tabel bulan bernama "${name}"; lihat: pnpm kinerja months list.`);
  if (table.isDetached !== isDetached)
    throw new MonthRefused(`${name} ${table.isDetached ? 'sudah dilepas' : 'tidak sedang dilepas'}.`);
  return table;
};

interface Doing {
  readonly actor: string;
  readonly now: Date;
}

/** Tells it in the trail of each region that has ratings there. */
const record = async (
  client: PoolClient,
  action: 'feedback.detached' | 'feedback.attached',
  { name, rows }: { readonly name: string; readonly rows: ReadonlyMap<string, number> },
  { actor, now }: Doing,
): Promise<void> => {
  for (const [id, count] of rows) {
    if (count === 0) continue;
    await client.query("select set_config('app.tenant', $1, true)", [id]);
    await withTenant(id, () =>
      recordEvent(client, { at: now, actor, action, subject: name, detail: { month: name, count } }),
    );
  }
};

/**
 * Takes a month's ratings out of the table, with all their rows, into a schema that no gateway reads. Tallies, figures, receipts, tickets and
 * the audit trail stay as they are.
 *
 * @param owner connects as the owner of the tables.
 * @returns how many rows it has.
 * @throws {MonthRefused} for a month that is not over, or in which something is still kept of people.
 */
export const detachMonth = (owner: Pool, name: string, doing: Doing): Promise<number> =>
  briefly(owner, async (client) => {
    const table = await find(client, name, false);
    const { rows, inUse } = await look(client, table, doing.now);
    if (inUse !== null) throw new MonthRefused(`${name} belum dapat dilepas: ${inUse}.`);
    await record(client, 'feedback.detached', { name, rows }, doing);
    await client.query(`alter table feedback detach partition ${qualified(table)}`);
    await client.query(`alter table ${qualified(table)} set schema ${DETACHED}`);
    // So that its owner archives all of it: of a region that is not bound there would be nothing.
    await client.query(`alter table ${DETACHED}.${name} no force row level security`);
    return total(rows);
  });

/** Refuses rows whose receipt is not there: row level security hides receipts from the owner's own check of the foreign key. */
const refuseStrays = async (client: PoolClient, table: Table): Promise<void> => {
  for (const { id, code } of await regionsOf(client)) {
    await client.query("select set_config('app.tenant', $1, true)", [id]);
    const { rowCount } = await client.query(
      `select from ${qualified(table)} as feedback left join receipt using (tenant_id, id, received_at)
       where tenant_id = $1 and receipt.kind is null limit 1`,
      [id],
    );
    if (rowCount !== 0)
      throw new MonthRefused(`${table.name} berisi baris daerah ${code} tanpa tanda terima; tidak ada yang diubah.`);
  }
};

/**
 * Puts a detached month back, or one that was archived and restored into the same schema.
 *
 * @param owner connects as the owner of the tables.
 * @returns how many rows it has.
 * @throws {MonthRefused} for one that is not there, or has rows of another month or without a receipt.
 */
export const attachMonth = async (owner: Pool, name: string, doing: Doing): Promise<number> => {
  const { from, until } = boundsOf(name);
  const at = (instant: number | null) => (instant === null ? null : `'${new Date(instant).toISOString()}'`);
  const [first, end] = [at(from), at(until)];
  // On its own, before anybody waits: only whoever has detached it can look there.
  await briefly(owner, async (client) => {
    const table = await find(client, name, true);
    await refuseStrays(client, table);
    await client.query(`alter table ${qualified(table)} drop constraint if exists ${BOUNDS}`);
    await client
      .query(
        `alter table ${qualified(table)}
           add constraint ${BOUNDS} check (${first === null ? '' : `received_at >= ${first} and `}received_at < ${end})`,
      )
      .catch((error: Error) => {
        throw 'code' in error && error.code === '23514'
          ? new MonthRefused(`${name} berisi baris dari bulan lain; tidak ada yang diubah.`)
          : error;
      });
  });
  return briefly(owner, async (client) => {
    const table = await find(client, name, true);
    const { rows } = await look(client, table, doing.now);
    const back = { name, isDetached: false };
    await record(client, 'feedback.attached', { name, rows }, doing);
    await client.query(`alter table ${qualified(table)} set schema public`);
    await client.query(`alter table ${qualified(back)} enable row level security, force row level security`);
    await client.query(`revoke all on ${qualified(back)} from kinerja_gateway`);
    await client.query(
      `alter table feedback attach partition ${qualified(back)} for values from (${first ?? 'minvalue'}) to (${end})`,
    );
    await client.query(`alter table ${qualified(back)} drop constraint ${BOUNDS}`);
    return total(rows);
  });
};
