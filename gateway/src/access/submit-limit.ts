import type { Allowance, Counter, Counters } from './counters.ts';
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
const SUBMITS: Allowance = { name: 'submit', points: 120, duration: 600 };
/** One citizen after the other at a counter: a rating every half minute, all day long. */
const SUBMITS_OF_DEVICE: Allowance = { name: 'device', points: 120, duration: 3600 };

/** How many wrong codes one network may try. */
export interface GuessLimit {
  /** Counts a try; seconds to wait, or nothing when it is within the limit. */
  readonly take: (address: string) => Promise<number | undefined>;
  /** The code was right: that try counts for nothing. */
  readonly giveBack: (address: string) => Promise<void>;
}

/** Far more than a person mistypes, and nothing beside 80 bits. */
const WRONG_RECEIPTS: Allowance = { name: 'receipt', points: 30, duration: 600 };
/** Beside 60 bits; a waiting room behind one address mistypes fewer in a minute. */
const WRONG_VISIT_CODES: Allowance = { name: 'visit', points: 10, duration: 60 };

/** Is told of everybody whom a limit held back. */
type OnHeld = () => void;

const NOBODY_ASKS: OnHeld = () => undefined;

/** Takes one from a counter, and tells when it was held back. */
const createTake =
  (onHeld: OnHeld) =>
  async (counter: Counter, key: string): Promise<number | undefined> => {
    const { isWithin, seconds } = await counter.take(key);
    if (isWithin) return undefined;
    onHeld();
    return seconds;
  };

export const createSubmitLimit = (counters: Counters, onHeld = NOBODY_ASKS): SubmitLimit => {
  const take = createTake(onHeld);
  const ofNetworks = counters.of(SUBMITS);
  const ofDevices = counters.of(SUBMITS_OF_DEVICE);
  return {
    consume: ({ tenantId, serviceId, address, deviceId }) =>
      deviceId === null
        ? take(ofNetworks, `${tenantId} ${serviceId} ${networkOf(address)}`)
        : take(ofDevices, `${tenantId} ${deviceId}`),
  };
};

/** What is under way counts until it turns out right, so that many at once are held too. */
const createGuessLimit = (guesses: Allowance, counters: Counters, onHeld: OnHeld): GuessLimit => {
  const take = createTake(onHeld);
  const ofNetworks = counters.of(guesses);
  return {
    take: (address) => take(ofNetworks, networkOf(address)),
    giveBack: async (address) => {
      await ofNetworks.giveBack(networkOf(address));
    },
  };
};

/** The limit of receipt codes. */
export const createReceiptLimit = (counters: Counters, onHeld = NOBODY_ASKS): GuessLimit =>
  createGuessLimit(WRONG_RECEIPTS, counters, onHeld);

/** The limit of visit codes. */
export const createVisitCodeLimit = (counters: Counters, onHeld = NOBODY_ASKS): GuessLimit =>
  createGuessLimit(WRONG_VISIT_CODES, counters, onHeld);
