import { createContext, Script } from 'node:vm';
import type * as Outbox from '../../widgets/src/outbox.ts';
import { outboxScript } from './outbox-script.ts';

/** What the outbox of the widgets exports. */
export type OutboxOfMany = typeof Outbox;

/** The clock that it waits by; `now` in milliseconds since 1970. */
interface WaitingClock<Timer> {
  readonly now: () => number;
  readonly setTimeout: (act: () => void, milliseconds: number) => Timer;
  readonly clearTimeout: (timer: Timer) => void;
}

/**
 * One outbox for many citizens, by a clock and chance that are given: each rating in it waits for its own time, as if it
 * were alone. Nothing is kept on a device, as where storage is refused.
 *
 * @param random from 0 up to 1.
 */
export const openOutboxOfMany = async <Timer>(
  { now, setTimeout, clearTimeout }: WaitingClock<Timer>,
  random: () => number,
  send: typeof fetch,
): Promise<OutboxOfMany> => {
  const page = createContext({
    AbortController,
    Date: { now, parse: Date.parse },
    setTimeout,
    clearTimeout,
    navigator: { onLine: true },
    addEventListener: () => undefined,
    fetch: send,
  });
  Object.assign(new Script('Math').runInContext(page), { random });
  (await outboxScript()).runInContext(page);
  return new Script('outbox').runInContext(page) as OutboxOfMany;
};
