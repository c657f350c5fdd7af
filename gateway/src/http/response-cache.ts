import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/**
 * A whole answer, ready to be sent. The body is a string even when it is compressed, a character for each byte: Node sends it
 * together with its headers, and bytes by themselves as a second piece, which takes half as long again.
 */
export interface CachedResponse {
  readonly body: string;
  /** How the characters of the body become bytes. */
  readonly charset: 'utf8' | 'latin1';
  readonly etag: string;
  /** Headers of the whole answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Tenants whose figures are in it. */
  readonly tenantIds: readonly string[];
}

/** Public answers as they were sent: fresh for half a minute, or until a figure of their tenant changes. */
export interface ResponseCache {
  readonly get: (key: string) => CachedResponse | undefined;
  /** What was answered in the last quarter of an hour, for when there is no newer answer to be had. */
  readonly getOlder: (key: string) => CachedResponse | undefined;
  /** To be called before an answer is worked out; what it gives keeps the answer, unless a figure has changed meanwhile. */
  readonly begin: () => (key: string, response: CachedResponse) => void;
  /** Forgets every answer about a tenant, as something in them was taken back. */
  readonly forget: (tenantId: string) => void;
  /** Figures of a tenant have moved on: no answer about it so far is fresh any more. */
  readonly outdate: (tenantId: string) => void;
  /** Anything may have changed: no answer so far is fresh any more. */
  readonly outdateAll: () => void;
}

const MAX_BYTES = 64 * 1024 * 1024;
/** What a clock or another gateway may have changed is seen after this long at the latest. */
const LIFETIME_MS = 30_000;
/** While the database is away or overloaded, an answer this old is better than none (TRUST 2). */
const STALE_MS = 15 * 60_000;

interface Kept {
  readonly response: CachedResponse;
  readonly freshUntil: number;
  /** Changes that were known when it was begun. */
  readonly changes: number;
}

/** A strong validator: equal bodies, and only they, have equal tags. */
export const etagOf = (body: Buffer | string): string => `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;

/** @param now milliseconds of some clock. */
export const createResponseCache = (now: () => number): ResponseCache => {
  const responses = new LRUCache<string, Kept>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ response: { body } }, key) => body.length + key.length,
    ttl: STALE_MS,
    ttlResolution: 0,
    perf: { now },
  });
  /** Changes are counted, so that an answer can tell whether it is older than one. */
  let changes = 0;
  let lastOfAll = 0;
  const lastOf = new Map<string, number>();
  const outdate = (tenantId: string) => {
    changes += 1;
    lastOf.set(tenantId, changes);
  };
  const lastChange = ({ tenantIds }: CachedResponse) =>
    Math.max(lastOfAll, ...tenantIds.map((tenantId) => lastOf.get(tenantId) ?? 0));
  return {
    get: (key) => {
      const kept = responses.get(key);
      if (kept === undefined || now() >= kept.freshUntil) return undefined;
      return lastChange(kept.response) <= kept.changes ? kept.response : undefined;
    },
    getOlder: (key) => responses.get(key)?.response,
    begin: () => {
      const before = changes;
      return (key, response) => {
        if (lastChange(response) <= before)
          responses.set(key, { response, freshUntil: now() + LIFETIME_MS, changes: before });
      };
    },
    forget: (tenantId) => {
      outdate(tenantId);
      for (const [key, { response }] of responses.entries())
        if (response.tenantIds.includes(tenantId)) responses.delete(key);
    },
    outdate,
    outdateAll: () => {
      changes += 1;
      lastOfAll = changes;
    },
  };
};
