import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import publicVectors from '../../../test/vectors/public.json' with { type: 'json' };
import { canonicalEvent, createMerkleTree, NO_HASH, nextHash } from './hash-chain.ts';

const { chain, merkle_root_of_events, merkle_empty, merkle_rfc6962_7_leaves } = publicVectors.expected.crypto;

const merkleRoot = (entries: readonly (Buffer | string)[]): Buffer => {
  const tree = createMerkleTree();
  for (const entry of entries) tree.add(entry);
  return tree.root();
};

/** As RFC 6962, 2.1 defines it, from the top. */
const byDefinition = (leaves: readonly Buffer[]): Buffer => {
  const sha256 = (...parts: readonly Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), only);
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha256(Buffer.of(1), byDefinition(leaves.slice(0, half)), byDefinition(leaves.slice(half)));
};

/** The seven entries of the test tree of RFC 6962. */
const SEVEN = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'].map((hex) => Buffer.from(hex, 'hex'));

const EVENT = {
  id: '01990000-0000-7000-8000-000000000001',
  at: new Date('2026-11-21T00:00:00Z'),
  actor: 'employee u9',
  action: 'score.overridden',
  subject: 's42',
  detail: { why: 'Salah ketik: “4”', after: { b: 1, a: [3, null, true] }, before: 3.5 },
};

describe('the chain', () => {
  test('has the hashes of the vector', () => {
    let before = NO_HASH;
    for (const { canonical, prev, hash } of chain) {
      expect(before.toString('hex')).toBe(prev);
      before = nextHash(before, canonical);
      expect(before.toString('hex')).toBe(hash);
    }
  });

  test('is over an event with sorted keys, without spaces, in UTC', () => {
    expect(canonicalEvent('t1', EVENT)).toBe(
      '{"action":"score.overridden","actor":"employee u9","at":"2026-11-21T00:00:00.000Z","detail":{"after":{"a":[3,null,true],"b":1},"before":3.5,"why":"Salah ketik: “4”"},"id":"01990000-0000-7000-8000-000000000001","subject":"s42","tenant":"t1"}',
    );
  });

  test('does not depend on the order in which a database gives the parts of a detail', () => {
    const { why, after, before } = EVENT.detail;
    const turned = { before, after: { a: after.a, b: after.b }, why };
    expect(canonicalEvent('t1', { ...EVENT, detail: turned })).toBe(canonicalEvent('t1', EVENT));
  });
});

describe('the tree', () => {
  test('has the roots of the vector', () => {
    expect(merkleRoot(chain.map(({ canonical }) => canonical)).toString('hex')).toBe(merkle_root_of_events);
    expect(merkleRoot([]).toString('hex')).toBe(merkle_empty);
    expect(merkleRoot(SEVEN).toString('hex')).toBe(merkle_rfc6962_7_leaves);
  });

  test('of any number of entries is that of the definition', () => {
    for (let count = 0; count <= 300; count += 1) {
      const entries = Array.from({ length: count }, (_, at) => Buffer.from(`peristiwa ${at}`));
      expect(merkleRoot(entries), `${count}`).toEqual(byDefinition(entries));
    }
  });

  test('of one entry is its leaf', () => {
    expect(merkleRoot(['a'])).toEqual(createHash('sha256').update(Buffer.of(0)).update('a').digest());
  });

  test('tells a list from one with an entry doubled', () => {
    expect(merkleRoot(['a', 'b', 'c'])).not.toEqual(merkleRoot(['a', 'b', 'c', 'c']));
  });
});
