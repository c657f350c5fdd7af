import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { localDate } from '../domain/period.ts';
import { announceStep } from '../tenant/public-changes.ts';
import { announceEvents } from './announce-event.ts';
import { canonicalEvent, createMerkleTree } from './hash-chain.ts';
import { type Link, linksAfter } from './read-chain.ts';
import { sealAllEvents } from './seal-events.ts';

/** Once a day: puts one hash over what has happened since the last one, for whoever keeps it elsewhere. Nothing happened, no root. */
export const makeRoot = async (
  pool: Pool,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Promise<void> => {
  const tenantId = boundTenant();
  const day = localDate(now.getTime(), zone);
  const { rows: before } = await pool.query<{ day: string; position: string }>(
    'select day::text as day, position from audit_root where tenant_id = $1 order by day desc limit 1',
    [tenantId],
  );
  const [latest] = before;
  if (latest !== undefined && latest.day >= day) return;
  await sealAllEvents(pool);
  await transaction(pool, async (client) => {
    const tree = createMerkleTree();
    let last: Link | undefined;
    for await (const link of linksAfter(client, latest?.position ?? '0')) {
      tree.add(canonicalEvent(tenantId, link));
      last = link;
    }
    if (last === undefined) return;
    const root = tree.root();
    const { rowCount } = await client.query(
      `insert into audit_root (tenant_id, day, position, head, root, made_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, day) do nothing`,
      [tenantId, day, last.position, last.hash, root, now],
    );
    // Another gateway was faster.
    if (rowCount === 0) return;
    const hashes = { head: last.hash.toString('hex'), root: root.toString('hex') };
    await announceEvents(client, now, [
      { type: 'audit.root', data: { day, events: Number(last.position), ...hashes } },
    ]);
    await announceStep(client, tenantId);
  });
};
