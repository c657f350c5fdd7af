import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { canonicalEvent, createMerkleTree, NO_HASH, nextHash, type StoredEvent } from './hash-chain.ts';

/** Where the trail is not what it was. */
export interface TrailFault {
  /** Position in the chain, from 1. */
  readonly position: number;
  /** An event that is gone or has another content, a place in the chain that is gone, a root that is not over these events. */
  readonly what: 'EVENT_GONE' | 'CHANGED' | 'GAP' | 'ROOT';
}

/** What came of a verification. */
export interface TrailVerdict {
  /** Events in the chain. */
  readonly events: number;
  /** Hash of the chain at its end, hexadecimal. */
  readonly head: string;
  /** Events that no hash is over yet: those of the last seconds, or more when somebody wrote past the gateway. */
  readonly notSealed: number;
  /** The first thing that is wrong; null when nothing is. */
  readonly fault: TrailFault | null;
  /** Whether the hash that was looked for is in the chain; null when none was. */
  readonly isKnown: boolean | null;
}

interface Link extends StoredEvent {
  readonly position: string;
  readonly hash: Buffer;
  readonly isThere: boolean;
}

interface Root {
  readonly position: string;
  readonly head: Buffer;
  readonly root: Buffer;
}

const AT_ONCE = 5000;

const LINKS = {
  name: 'audit_links',
  text: `select position, hash, event.id is not null as "isThere", event_id as id, at, actor, action, subject, detail
         from audit_seal as seal
         left join audit_event as event on event.tenant_id = $1 and event.id = event_id
         where seal.tenant_id = $1 and position > $2
         order by position limit ${AT_ONCE}`,
};

const NOT_SEALED = `
  select count(*)::integer as count from audit_event
  where tenant_id = $1 and not exists (select from audit_seal where tenant_id = $1 and event_id = audit_event.id)`;

/**
 * Computes the chain of the bound tenant anew, from the events as they are now, and compares it with the hashes that were stored.
 *
 * @param known a hash that was written down before (of a root or an end of the chain), hexadecimal: whoever cuts off the end of the
 * trail, or computes all of it anew, does not have it.
 */
export const verifyTrail = async (pool: Pool, known: string | null = null): Promise<TrailVerdict> => {
  const tenantId = boundTenant();
  const { rows: roots } = await pool.query<Root>(
    'select position, head, root from audit_root where tenant_id = $1 order by day',
    [tenantId],
  );
  let before = NO_HASH;
  let position = 0;
  let tree = createMerkleTree();
  let isKnown = known === null ? null : false;
  let fault: TrailFault | null = null;
  const note = (what: TrailFault['what']) => {
    fault ??= { position, what };
  };
  for (let count = AT_ONCE; count === AT_ONCE; ) {
    const { rows } = await pool.query<Link>({ ...LINKS, values: [tenantId, position] });
    count = rows.length;
    for (const link of rows) {
      position += 1;
      if (Number(link.position) !== position) note('GAP');
      position = Number(link.position);
      if (!link.isThere) note('EVENT_GONE');
      const canonical = link.isThere ? canonicalEvent(tenantId, link) : '';
      if (link.isThere && !nextHash(before, canonical).equals(link.hash)) note('CHANGED');
      before = link.hash;
      tree.add(canonical);
      if (known !== null && link.hash.toString('hex') === known.toLowerCase()) isKnown = true;
      if (Number(roots[0]?.position) !== position) continue;
      const [root] = roots.splice(0, 1);
      if (root && (!root.head.equals(link.hash) || !root.root.equals(tree.root()))) note('ROOT');
      tree = createMerkleTree();
    }
  }
  // A root over events that the chain does not reach any more.
  if (roots.length > 0) {
    position += 1;
    note('GAP');
    position -= 1;
  }
  const { rows } = await pool.query<{ count: number }>(NOT_SEALED, [tenantId]);
  return { events: position, head: before.toString('hex'), notSealed: rows[0]?.count ?? 0, fault, isKnown };
};
