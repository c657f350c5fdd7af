import { setImmediate as turn } from 'node:timers/promises';

/** A clock for what waits long: time is skipped at first, and passes later. */
export interface SkippingClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly setTimeout: (act: () => void, milliseconds: number) => Timer;
  readonly clearTimeout: (timer: Timer) => void;
  /** Does everything that is due until then, each at its time, as fast as it can. */
  readonly skip: (milliseconds: number) => Promise<void>;
  /** From now on time passes as everywhere. */
  readonly letPass: () => void;
}

interface Timer {
  readonly act: () => void;
  readonly due: number;
  passing?: NodeJS.Timeout;
}

/** @param start milliseconds since 1970. */
export const createSkippingClock = (start: number): SkippingClock => {
  const waiting = new Map<number, Set<Timer>>();
  let skippedTo = start;
  let passesSince: number | undefined;
  const now = () => (passesSince === undefined ? skippedTo : skippedTo + performance.now() - passesSince);
  const pass = (timer: Timer) => {
    timer.passing = setTimeout(timer.act, timer.due - now()).unref();
  };
  return {
    now,
    setTimeout: (act, milliseconds) => {
      const due = Math.ceil(now() + Math.max(milliseconds, 0));
      const timer: Timer = { act, due };
      if (passesSince === undefined) waiting.set(due, (waiting.get(due) ?? new Set()).add(timer));
      else pass(timer);
      return timer;
    },
    clearTimeout: (timer) => {
      waiting.get(timer.due)?.delete(timer);
      clearTimeout(timer.passing);
    },
    skip: async (milliseconds) => {
      for (const end = skippedTo + milliseconds; skippedTo < end; skippedTo += 1)
        for (let timers = waiting.get(skippedTo); timers !== undefined; timers = waiting.get(skippedTo)) {
          waiting.delete(skippedTo);
          for (const { act } of timers) act();
          // What they did is followed by promises, and those may be followed by timers.
          await turn();
        }
    },
    letPass: () => {
      passesSince = performance.now();
      for (const timers of waiting.values()) for (const timer of timers) pass(timer);
      waiting.clear();
    },
  };
};
