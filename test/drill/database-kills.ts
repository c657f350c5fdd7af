import { openDatabase } from '@kinerja/gateway/database/open-database';
import { withTenant } from '@kinerja/gateway/database/tenant-scope';
import { auditTrailOf } from '../support/audit.ts';
import type { Drill, Seen, Trial } from './drill.ts';
import { killWhileRated } from './kills.ts';
import { eventually, type Stage } from './stage.ts';

/** The gateway chains what is new about every second; after a quiet minute all of it has its place. */
const SEAL_SECONDS = 60;
const READY_SECONDS = 60;

/** Computes the audit trail anew, and tells what is wrong with it. */
const verifyAudit = async ({ databaseUrl, tenant }: Stage): Promise<Trial & { readonly events: number }> => {
  const database = await openDatabase(databaseUrl());
  try {
    const trail = auditTrailOf({ database, inTenant: ({ uuid }, work) => withTenant(uuid, work) }, tenant);
    const isSealed = await eventually(async () => (await trail.verify()).notSealed === 0, SEAL_SECONDS);
    const { fault, events, notSealed } = await trail.verify();
    const broken = fault === null ? [] : [`${fault.what} at event ${fault.position}`];
    if (!isSealed) broken.push(`${notSealed} events are not chained`);
    return { what: 'audit chain computed anew', times: 1, broken, isByChance: false, events };
  } finally {
    await database.close();
  }
};

/** Ordinary tables and B-trees, those of the database itself included. */
const CHECKED = `
  from pg_class left join pg_am on pg_am.oid = relam
  where relpersistence = 'p' and (relkind = 'r' or relkind = 'i' and amname = 'btree')`;

/** Every index of a B-tree against its table, and every table by itself; PostgreSQL's `amcheck`. */
const checkPages = async ({ inspect }: Stage): Promise<Trial | undefined> => {
  const [extension] = await inspect<{ name: string }>(
    "select name from pg_available_extensions where name = 'amcheck'",
  );
  if (extension === undefined) return undefined;
  await inspect('create extension if not exists amcheck');
  const [count] = await inspect<{ relations: number }>(`select count(*)::integer as relations ${CHECKED}`);
  const indexes = await inspect(`select bt_index_check(pg_class.oid, true) ${CHECKED} and relkind = 'i'`).then(
    () => [],
    (error: unknown) => [String(error)],
  );
  const tables = await inspect<{ name: string; msg: string }>(
    `select relname as name, msg from (select pg_class.oid, relname ${CHECKED} and relkind = 'r') as checked,
            verify_heapam(checked.oid)`,
  );
  return {
    what: 'table or B-tree checked by amcheck',
    times: count?.relations ?? 0,
    broken: [...indexes, ...tables.map(({ name, msg }) => `${name}: ${msg}`)],
    isByChance: false,
  };
};

/** TRUST R2. */
export const databaseKills: Drill = {
  rows: 'R2',
  does: 'kills the database server at any moment while 50 citizens rate; the gateway stays, and finds it again',
  times: 300,
  run: async (stage, options) => {
    const isReady = () =>
      fetch(`${stage.address}/readyz`).then(
        ({ status }) => status === 200,
        () => false,
      );
    const unready: string[] = [];
    const { kills, broken, seen } = await killWhileRated(stage, options, async () => {
      const milliseconds = await stage.killDatabase();
      if (!(await eventually(isReady, READY_SECONDS)))
        unready.push(`the gateway did not find its database again, and printed: ${stage.gateway().printed()}`);
      return milliseconds;
    });
    const pages = await checkPages(stage);
    const { events, ...audit } = await verifyAudit(stage);
    const further: readonly Seen[] = [
      ['events in the audit chain', String(events)],
      ...(pages === undefined ? [['amcheck', 'not in this PostgreSQL'] as const] : []),
    ];
    return {
      trials: [
        { what: 'database killed: a confirmed rating lost or doubled', times: kills, broken },
        { what: 'database opened again, and found by the gateway', times: kills, broken: unready },
        ...(pages === undefined ? [] : [pages]),
        audit,
      ],
      seen: [...seen, ...further],
    };
  },
};
