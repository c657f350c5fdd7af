import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from './network.ts';

/** Whoever sends a submit, as far as limits go. */
export interface Sender {
  readonly tenantId: string;
  readonly serviceId: string;
  /** Address of the client. */
  readonly address: string;
  /** The registered device that it comes from; null for everybody else. */
  readonly deviceId: string | null;
}

/** How many submits one network may send to one service, or one registered device to all of its services. */
export interface SubmitLimit {
  /** Seconds to wait, or nothing when the submit is within the limit. */
  readonly consume: (sender: Sender) => Promise<number | undefined>;
}

/** Mobile operators and offices put many people behind one address: beyond this a proof of work is asked, never a ban. */
const SUBMITS = 120;
const WINDOW_SECONDS = 600;
/** One citizen after the other at a counter: a rating every half minute, all day long. */
const SUBMITS_OF_DEVICE = 120;
const WINDOW_OF_DEVICE_SECONDS = 3600;

/** How many wrong codes one network may try. */
export interface GuessLimit {
  /** Counts a try; seconds to wait, or nothing when it is within the limit. */
  readonly take: (address: string) => Promise<number | undefined>;
  /** The code was right: that try counts for nothing. */
  readonly giveBack: (address: string) => Promise<void>;
}

/** How many wrong codes, in how many seconds. */
interface Guesses {
  readonly points: number;
  readonly duration: number;
}

/** Far more than a person mistypes, and nothing beside 80 bits. */
const WRONG_RECEIPTS: Guesses = { points: 30, duration: WINDOW_SECONDS };
/** Beside 60 bits; a waiting room behind one address mistypes fewer in a minute. */
const WRONG_VISIT_CODES: Guesses = { points: 10, duration: 60 };

/** Is told of everybody whom a limit held back. */
type OnHeld = () => void;

const NOBODY_ASKS: OnHeld = () => undefined;

/** Takes one from a limit: seconds until one more may come, or nothing when it may come now. */
const createTake =
  (onHeld: OnHeld) =>
  async (limiter: RateLimiterMemory, key: string): Promise<number | undefined> => {
    try {
      await limiter.consume(key);
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      onHeld();
      return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    }
  };

/** A limit kept in memory; addresses are forgotten with the window. */
export const createSubmitLimit = (onHeld = NOBODY_ASKS): SubmitLimit => {
  const take = createTake(onHeld);
  const ofNetworks = new RateLimiterMemory({ points: SUBMITS, duration: WINDOW_SECONDS });
  const ofDevices = new RateLimiterMemory({ points: SUBMITS_OF_DEVICE, duration: WINDOW_OF_DEVICE_SECONDS });
  return {
    consume: ({ tenantId, serviceId, address, deviceId }) =>
      deviceId === null
        ? take(ofNetworks, `${tenantId} ${serviceId} ${networkOf(address)}`)
        : take(ofDevices, `${tenantId} ${deviceId}`),
  };
};

/** A limit kept in memory, like that of submits. What is under way counts until it turns out right, so that many at once are held too. */
const createGuessLimit = (guesses: Guesses, onHeld: OnHeld): GuessLimit => {
  const take = createTake(onHeld);
  const ofNetworks = new RateLimiterMemory(guesses);
  return {
    take: (address) => take(ofNetworks, networkOf(address)),
    giveBack: async (address) => {
      await ofNetworks.reward(networkOf(address));
    },
  };
};

/** The limit of receipt codes. */
export const createReceiptLimit = (onHeld = NOBODY_ASKS): GuessLimit => createGuessLimit(WRONG_RECEIPTS, onHeld);

/** The limit of visit codes. */
export const createVisitCodeLimit = (onHeld = NOBODY_ASKS): GuessLimit => createGuessLimit(WRONG_VISIT_CODES, onHeld);
