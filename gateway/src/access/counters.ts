import { createHmac } from 'node:crypto';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** How often something may be done, and in how many seconds. */
export interface Allowance {
  /** Keeps its counts apart from those of others. */
  readonly name: string;
  readonly points: number;
  readonly duration: number;
}

/** What came of taking points. */
export interface Count {
  readonly isWithin: boolean;
  /** Points that are left. */
  readonly left: number;
  /** Seconds until all of them may be taken again, at least 1. */
  readonly seconds: number;
}

/** Counts of one allowance, by whoever is counted. */
export interface Counter {
  /** Takes points, one by default; those that go beyond count as well, until they are given back. */
  readonly take: (key: string, points?: number) => Promise<Count>;
  readonly giveBack: (key: string, points?: number) => Promise<Count>;
}

/** Where limits are counted. */
export interface Counters {
  readonly of: (allowance: Allowance) => Counter;
}

/** Counters that gateways share, for as long as this one runs. */
export interface SharedCounters extends Counters {
  /** Whether they are reached now; while they are not, each gateway counts for itself. */
  readonly isReached: () => boolean;
  readonly close: () => Promise<void>;
}

/** A submit waits for the shared counters no longer than this; then this gateway counts it. */
const ANSWER_MS = 250;
const RECONNECT_MS = 1000;

const countOf = (
  { points }: RateLimiterAbstract,
  { consumedPoints, msBeforeNext }: RateLimiterRes,
  isWithin: boolean,
): Count => ({
  isWithin,
  left: Math.max(0, points - consumedPoints),
  seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
});

const counterOn = (limiter: RateLimiterAbstract, keyOf: (key: string) => string): Counter => ({
  take: async (key, points = 1) => {
    try {
      return countOf(limiter, await limiter.consume(keyOf(key), points), true);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return countOf(limiter, refusal, false);
    }
  },
  giveBack: async (key, points = 1) => countOf(limiter, await limiter.reward(keyOf(key), points), true),
});

/** Counters in memory: of this gateway alone, forgotten with their window. */
export const countersInMemory: Counters = {
  of: ({ points, duration }) => counterOn(new RateLimiterMemory({ points, duration }), (key) => key),
};

/**
 * Counters in Redis or Valkey, for several gateways. Nothing depends on it: while it is away or slow, each gateway counts in its own
 * memory, and no citizen waits for it.
 *
 * @param secret of all gateways: who is counted stands there by a hash of it alone, as that server may write its memory to a disk.
 */
export const openSharedCounters = async (
  url: string,
  secret: Buffer,
  onError: (error: unknown) => void,
): Promise<SharedCounters> => {
  // Most gateways stand alone, and need no megabytes for a client that they never use.
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    commandTimeout: ANSWER_MS,
    connectTimeout: 2000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => RECONNECT_MS,
  });
  let isTold = false;
  redis.on('ready', () => {
    isTold = false;
  });
  redis.on('error', (error) => {
    // It is tried again every second: once is enough.
    if (!isTold) onError(error);
    isTold = true;
  });
  const hashed = (key: string) => createHmac('sha256', secret).update(key).digest('base64url');
  return {
    of: ({ name, points, duration }) =>
      counterOn(
        new RateLimiterRedis({
          storeClient: redis,
          rejectIfRedisNotReady: true,
          keyPrefix: `kinerja:${name}`,
          insuranceLimiter: new RateLimiterMemory({ points, duration }),
          points,
          duration,
        }),
        hashed,
      ),
    isReached: () => redis.status === 'ready',
    close: () => {
      redis.disconnect();
      return Promise.resolve();
    },
  };
};
