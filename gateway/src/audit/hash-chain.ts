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

/** The largest power of two below a number of two or more. */
const halfOf = (count: number): number => 2 ** Math.ceil(Math.log2(count) - 1);

const treeHash = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const half = halfOf(leaves.length);
  return sha256(NODE, treeHash(leaves.slice(0, half)), treeHash(leaves.slice(half)));
};

/** Merkle tree hash of texts or bytes, in their order (RFC 6962, 2.1). */
export const merkleRoot = (entries: readonly (Buffer | string)[]): Buffer =>
  treeHash(entries.map((entry) => sha256(LEAF, entry)));
