import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { localDate } from '../domain/period.ts';
import { announceChange } from '../tenant/public-changes.ts';
import { announceEvents } from './announce-event.ts';
import { canonicalEvent, merkleRoot, type StoredEvent } from './hash-chain.ts';
import { sealAllEvents } from './seal-events.ts';

const PART = {
  name: 'audit_since_root',
  text: `select position, hash, event.id, at, actor, action, subject, detail
         from audit_seal as seal
         join audit_event as event on event.tenant_id = $1 and event.id = event_id
         where seal.tenant_id = $1
           and position > coalesce((select max(position) from audit_root where tenant_id = $1), 0)
         order by position`,
};

interface Sealed extends StoredEvent {
  readonly position: string;
  readonly hash: Buffer;
}

/** Once a day: puts one hash over what has happened since the last one, for whoever keeps it elsewhere. Nothing happened, no root. */
export const makeRoot = async (
  pool: Pool,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Promise<void> => {
  const tenantId = boundTenant();
  const day = localDate(now.getTime(), zone);
  const { rowCount } = await pool.query('select from audit_root where tenant_id = $1 and day >= $2', [tenantId, day]);
  if (rowCount !== 0) return;
  await sealAllEvents(pool);
  await transaction(pool, async (client) => {
    await client.query("set local statement_timeout = '120s'");
    const { rows } = await client.query<Sealed>({ ...PART, values: [tenantId] });
    const last = rows.at(-1);
    if (last === undefined) return;
    const root = merkleRoot(rows.map((event) => canonicalEvent(tenantId, event)));
    await client.query(
      `insert into audit_root (tenant_id, day, position, head, root, made_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, day) do nothing`,
      [tenantId, day, last.position, last.hash, root, now],
    );
    const hashes = { head: last.hash.toString('hex'), root: root.toString('hex') };
    await announceEvents(client, now, [{ type: 'audit.root', data: { day, events: Number(last.position), ...hashes } }]);
    await announceChange(client, tenantId);
  });
};
