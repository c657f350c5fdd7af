import type { Agenda } from './agenda.ts';

/** Timers and chance of the gateway's code, as long as a world is simulated in this process. */
export interface VirtualGlobals {
  /** Does what belongs to the real world, such as a statement, with the real ones. */
  readonly outside: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly end: () => void;
}

/** @param chance from 0 to less than 1. */
export const useVirtualGlobals = (agenda: Agenda, chance: () => number): VirtualGlobals => {
  const real = { setTimeout, clearTimeout };
  const realChance = Math.random;
  const timers = new WeakMap<object, () => void>();

  const setVirtualTimeout = (act: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) => {
    const timer = { ref: () => timer, unref: () => timer, hasRef: () => true };
    timers.set(
      timer,
      agenda.in(milliseconds, () => act(...given)),
    );
    return timer;
  };
  const clearVirtualTimeout = (timer: unknown) => {
    const cancel = typeof timer === 'object' && timer !== null ? timers.get(timer) : undefined;
    if (cancel === undefined) real.clearTimeout(timer as NodeJS.Timeout);
    else cancel();
  };

  const begin = () => {
    Object.assign(globalThis, { setTimeout: setVirtualTimeout, clearTimeout: clearVirtualTimeout });
    Object.assign(performance, { now: agenda.now });
    Math.random = chance;
  };
  const end = () => {
    Object.assign(globalThis, real);
    Reflect.deleteProperty(performance, 'now');
    Math.random = realChance;
  };
  begin();
  return {
    outside: async (work) => {
      end();
      try {
        return await work();
      } finally {
        begin();
      }
    },
    end,
  };
};
