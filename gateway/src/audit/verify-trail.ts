import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { canonicalEvent, createMerkleTree, NO_HASH, nextHash } from './hash-chain.ts';
import { type Link, linksAfter } from './read-chain.ts';

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

interface Root {
  readonly position: string;
  readonly head: Buffer;
  readonly root: Buffer;
}

const NOT_SEALED = `
  select count(*)::integer as count from audit_event
  where tenant_id = $1 and not exists (select from audit_seal where tenant_id = $1 and event_id = audit_event.id)`;

/** What is wrong with a link, where the one at `position` with the hash `before` ahead of it is due; null when nothing is. */
const wrongWith = (link: Link, position: number, before: Buffer): TrailFault['what'] | null => {
  if (Number(link.position) !== position) return 'GAP';
  if (!link.isThere) return 'EVENT_GONE';
  return nextHash(before, canonicalEvent(boundTenant(), link)).equals(link.hash) ? null : 'CHANGED';
};

/** Holds the roots against the events that they are over, in their order. */
const createRootCheck = (roots: readonly Root[]) => {
  const due = [...roots];
  let tree = createMerkleTree();
  return {
    /** Whether the root that ends here, if one does, is over these events. */
    follows: (link: Link): boolean => {
      tree.add(link.isThere ? canonicalEvent(boundTenant(), link) : '');
      if (due[0]?.position !== link.position) return true;
      const [{ head, root }] = due.splice(0, 1) as [Root];
      const isRight = head.equals(link.hash) && root.equals(tree.root());
      tree = createMerkleTree();
      return isRight;
    },
    /** Whether every root was met. */
    isDone: (): boolean => due.length === 0,
  };
};

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
  const rootCheck = createRootCheck(roots);
  const wanted = known?.toLowerCase();
  let head = NO_HASH;
  let events = 0;
  let isKnown = false;
  let fault: TrailFault | null = null;
  for await (const link of linksAfter(pool, '0')) {
    const position = events + 1;
    const what = wrongWith(link, position, head) ?? (rootCheck.follows(link) ? null : 'ROOT');
    if (what !== null) fault ??= { position, what };
    head = link.hash;
    events = Number(link.position);
    isKnown ||= head.toString('hex') === wanted;
  }
  // A root over events that the chain does not reach any more.
  if (!rootCheck.isDone()) fault ??= { position: events + 1, what: 'GAP' };
  const { rows } = await pool.query<{ count: number }>(NOT_SEALED, [tenantId]);
  const notSealed = rows[0]?.count ?? 0;
  return { events, head: head.toString('hex'), notSealed, fault, isKnown: wanted === undefined ? null : isKnown };
};
