import { type Exchange, HttpFailure, secondsToWait } from './exchange.ts';

/** Whose turn it is when there is more to do than can be done; the highest number is sent away first (TRUST 2). */
export const RANKS = { submit: 1, staff: 2, board: 3, report: 4 } as const;
export type Rank = keyof typeof RANKS;

/** There is more to do than can be done, and others come first. */
export class Crowded extends HttpFailure {
  constructor(sentence: string) {
    super(503, sentence, { 'Retry-After': secondsToWait() });
  }
}

/** Lets so many in at once; the others wait before it. */
export interface Gate {
  /**
   * Waits for a place.
   *
   * @returns what gives it back; to be called once, when the work is done.
   * @throws {Crowded} after half a second of waiting, or as soon as two hundred wait who come first.
   */
  readonly enter: (rank: Rank) => Promise<() => void>;
}

export interface GateOptions {
  /** How many are let in at once. */
  readonly atOnce: number;
  /** What those are told who are sent away. */
  readonly sentence: string;
  /** Told of each who is sent away. */
  readonly onSentAway?: (rank: Rank) => void;
  /** How long one waits at most, in milliseconds; half a second by default. */
  readonly waitMs?: number;
  /** How many wait at most; two hundred by default. */
  readonly mostWaiting?: number;
}

interface Waiting {
  readonly rank: Rank;
  readonly letIn: () => void;
  readonly sendAway: () => void;
}

export const createGate = ({ atOnce, sentence, onSentAway, waitMs = 500, mostWaiting = 200 }: GateOptions): Gate => {
  let inside = 0;
  /** By rank, and of one rank in the order of their coming. */
  const waiting: Waiting[] = [];

  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) inside -= 1;
    else next.letIn();
  };

  const queue = (one: Waiting) => {
    const place = waiting.findIndex(({ rank }) => RANKS[rank] > RANKS[one.rank]);
    waiting.splice(place === -1 ? waiting.length : place, 0, one);
    if (waiting.length > mostWaiting) waiting.pop()?.sendAway();
  };

  const wait = (rank: Rank): Promise<() => void> =>
    new Promise((resolve, reject) => {
      const sendAway = () => {
        clearTimeout(patience);
        onSentAway?.(rank);
        reject(new Crowded(sentence));
      };
      const one: Waiting = {
        rank,
        letIn: () => {
          clearTimeout(patience);
          resolve(leave);
        },
        sendAway,
      };
      const patience = setTimeout(() => {
        waiting.splice(waiting.indexOf(one), 1);
        sendAway();
      }, waitMs);
      queue(one);
    });

  return {
    enter: async (rank) => {
      if (inside >= atOnce) return wait(rank);
      inside += 1;
      return leave;
    },
  };
};

type Respond = (exchange: Exchange) => void | Promise<void>;

/** Lets whoever asks for a page wait before a gate. */
export const behind =
  (gate: Gate, rank: Rank) =>
  (respond: Respond): Respond =>
  async (exchange) => {
    const leave = await gate.enter(rank);
    try {
      await respond(exchange);
    } finally {
      leave();
    }
  };

/** The same for pages that also take forms: one that is sent as slowly as its sender likes would keep a place meanwhile. */
export const behindUnlessSent =
  (gate: Gate, rank: Rank) =>
  (respond: Respond): Respond => {
    const inTurn = behind(gate, rank)(respond);
    return (exchange) => (exchange.request.method === 'POST' ? respond(exchange) : inTurn(exchange));
  };
