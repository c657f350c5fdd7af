import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** An event of the audit trail as it is stored. */
export interface StoredEvent {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
}

/** What stands before the first event. */
export const NO_HASH: Buffer = Buffer.alloc(32);

/** Told apart so that no event can be taken for a node, and no node for a leaf (RFC 6962, 2.1). */
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);
const LINK = Buffer.of(2);

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** An event as it is hashed: JSON with sorted keys and without spaces (RFC 8785), times in UTC to the millisecond. */
export const canonicalEvent = (tenantId: string, { id, at, actor, action, subject, detail }: StoredEvent): string =>
  canonicalize({ tenant: tenantId, id, at: at.toISOString(), actor, action, subject, detail }) ?? '';

/** The hash of the chain after an event (TRUST 4.4). */
export const nextHash = (before: Buffer, canonical: string): Buffer => sha256(LINK, before, canonical);

/** Merkle tree hash of entries in their order (RFC 6962, 2.1); what it holds grows with the logarithm of their number. */
export interface MerkleTree {
  readonly add: (entry: Buffer | string) => void;
  /** Of what was added so far. */
  readonly root: () => Buffer;
}

export const createMerkleTree = (): MerkleTree => {
  /** Whole subtrees, the largest first: their sizes are the powers of two that the number of entries is made of. */
  const peaks: { readonly size: number; readonly hash: Buffer }[] = [];
  return {
    add: (entry) => {
      let peak = { size: 1, hash: sha256(LEAF, entry) };
      for (let left = peaks.at(-1); left?.size === peak.size; left = peaks.at(-1)) {
        peaks.pop();
        peak = { size: 2 * peak.size, hash: sha256(NODE, left.hash, peak.hash) };
      }
      peaks.push(peak);
    },
    root: () => {
      const [last, ...others] = peaks.toReversed();
      return others.reduce((hash, left) => sha256(NODE, left.hash, hash), last?.hash ?? sha256());
    },
  };
};
