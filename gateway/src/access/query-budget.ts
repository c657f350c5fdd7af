import type { Context } from '../context.ts';
import type { Count, Counter, Counters } from './counters.ts';
import { networkOf } from './network.ts';

/** Seconds after which a budget that was begun is whole again. */
export const WINDOW_SECONDS = 60;

/**
 * Points that ad-hoc documents may cost in a window. A page of figures asks for 200 to 600: an office behind one address
 * opens hundreds of them a minute, and what the widgets ask for does not count.
 */
const POINTS = { anonymous: 200_000, client: 1_000_000 } as const;

/** Whose points are spent: those of a network, or those of an API client. */
type Payer = keyof typeof POINTS;

/** What came of asking for points. */
export interface Charge extends Pick<Count, 'left' | 'seconds'> {
  readonly payer: Payer;
  /** Points of a whole window. */
  readonly whole: number;
  /** Whether there were enough; otherwise nothing was spent. */
  readonly isPaid: boolean;
}

/** Who asks, as far as budgets go. */
type Asking = Pick<Context, 'caller' | 'client'>;

/** Spends points of whoever asks. */
export type ChargeQuery = (asking: Asking, points: number) => Promise<Charge>;

const payerOf = ({ client, caller }: Asking): readonly [payer: Payer, key: string] =>
  client === null ? ['anonymous', networkOf(caller.address)] : ['client', `${client.tenantId} ${client.id}`];

/**
 * Budgets of networks, which are forgotten with the window, and of API clients.
 *
 * @param onHeld is told of everybody whose points did not suffice.
 */
export const createQueryBudget = (counters: Counters, onHeld: () => void): ChargeQuery => {
  const counterOf = (payer: Payer): Counter =>
    counters.of({ name: `query-${payer}`, points: POINTS[payer], duration: WINDOW_SECONDS });
  const budgets: Readonly<Record<Payer, Counter>> = {
    anonymous: counterOf('anonymous'),
    client: counterOf('client'),
  };
  return async (asking, points) => {
    const [payer, key] = payerOf(asking);
    const { isWithin, ...taken } = await budgets[payer].take(key, points);
    if (isWithin) return { payer, whole: POINTS[payer], ...taken, isPaid: true };
    onHeld();
    // What is not run costs nothing: a small question may still be asked after a large one was refused.
    const { left, seconds } = await budgets[payer].giveBack(key, points);
    return { payer, whole: POINTS[payer], left, seconds, isPaid: false };
  };
};
