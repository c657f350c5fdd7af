import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How many submits one network may send to one service. */
export interface SubmitLimit {
  /** Seconds to wait, or nothing when the submit is within the limit. */
  readonly consume: (tenantId: string, serviceId: string, address: string) => Promise<number | undefined>;
}

/** Mobile operators and offices put many people behind one address: beyond this a proof of work is asked, never a ban. */
const SUBMITS = 120;
const WINDOW_SECONDS = 600;

/** The /24 of an IPv4 address, the /48 of an IPv6 address. */
const network = (address: string): string => {
  const v4 = /(\d+\.\d+\.\d+)\.\d+$/.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros: string[] = address.includes('::') ? Array(8 - left.length - right.length).fill('0') : [];
  return [...left, ...zeros, ...right].slice(0, 3).join(':');
};

/** A limit kept in memory; addresses are forgotten with the window. */
export const createSubmitLimit = (submits: number = SUBMITS): SubmitLimit => {
  const limiter = new RateLimiterMemory({ points: submits, duration: WINDOW_SECONDS });
  return {
    consume: async (tenantId, serviceId, address) => {
      try {
        await limiter.consume(`${tenantId} ${serviceId} ${network(address)}`);
        return undefined;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw refusal;
      }
    },
  };
};
