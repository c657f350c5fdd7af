import type { Pool } from 'pg';
import { type PreparedFeedback, storeFeedback } from './store-feedback.ts';

/**
 * How many statements of one tenant are under way at once. While they are, further feedback gathers, and goes together: under load
 * a commit is waited for once by many; a single feedback never waits.
 */
const AT_ONCE = 2;
/** So many go together at most: all of a batch wait for its last. */
const MOST_TOGETHER = 64;

interface Waiting {
  readonly feedback: PreparedFeedback;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** The feedback of one tenant that waits to be stored. */
interface Queue {
  underWay: number;
  readonly waiting: Waiting[];
}

const queues = new WeakMap<Pool, Map<string, Queue>>();

const queueOf = (pool: Pool, tenantId: string): Queue => {
  const byTenant = queues.get(pool) ?? new Map<string, Queue>();
  queues.set(pool, byTenant);
  const queue = byTenant.get(tenantId) ?? { underWay: 0, waiting: [] };
  byTenant.set(tenantId, queue);
  return queue;
};

const storeEach = async (pool: Pool, tenantId: string, batch: readonly Waiting[]) => {
  for (const { feedback, resolve, reject } of batch)
    await storeFeedback(pool, tenantId, [feedback]).then((stored) => resolve(stored.has(feedback.id)), reject);
};

/** PostgreSQL's classes of what is wrong with the values themselves; anything else would befall each of them again. */
const isOfOneOfThem = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^2[23]...$/.test(String(error.code));

const storeBatch = async (pool: Pool, tenantId: string, batch: readonly Waiting[]) => {
  try {
    const stored = await storeFeedback(
      pool,
      tenantId,
      batch.map(({ feedback }) => feedback),
    );
    for (const { feedback, resolve } of batch) resolve(stored.has(feedback.id));
  } catch (error) {
    // Whose fault it was is not told, and nothing of it is stored: each by itself, so that only that one fails.
    if (batch.length > 1 && isOfOneOfThem(error)) await storeEach(pool, tenantId, batch);
    else for (const { reject } of batch) reject(error);
  }
};

/** A visit code that is used up by now fails the statement, and what is set aside has one of its own. */
const goesAlone = ({ usesCode, isSetAside }: PreparedFeedback): boolean => usesCode || isSetAside;

const storeNext = async (pool: Pool, tenantId: string, queue: Queue): Promise<void> => {
  queue.underWay += 1;
  while (queue.waiting.length > 0) await storeBatch(pool, tenantId, queue.waiting.splice(0, MOST_TOGETHER));
  queue.underWay -= 1;
};

/**
 * Stores one feedback, together with others of the tenant that wait at this moment. Runs bound to the tenant.
 *
 * @returns whether it is new.
 */
export const storeTogether = async (pool: Pool, feedback: PreparedFeedback): Promise<boolean> => {
  const { tenantId, id } = feedback;
  if (goesAlone(feedback)) return (await storeFeedback(pool, tenantId, [feedback])).has(id);
  const queue = queueOf(pool, tenantId);
  return new Promise((resolve, reject) => {
    queue.waiting.push({ feedback, resolve, reject });
    if (queue.underWay < AT_ONCE) void storeNext(pool, tenantId, queue);
  });
};
