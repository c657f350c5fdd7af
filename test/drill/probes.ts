import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from './stage.ts';

/** What a probe was answered; `at` in milliseconds of `performance.now()`. */
export interface Probe {
  readonly at: number;
  readonly isGreen: boolean;
}

/** Asks all the time whether the gateway is alive and whether it is ready, as a load balancer does. */
export interface Probes {
  readonly finish: () => Promise<{ readonly alive: readonly Probe[]; readonly ready: readonly Probe[] }>;
}

const REST_MS = 250;
/** No answer for so long is taken for no. */
const PATIENCE_MS = 5_000;

export const openProbes = ({ address }: Pick<Stage, 'address'>): Probes => {
  let isOver = false;
  const watch = async (path: string) => {
    const probes: Probe[] = [];
    while (!isOver) {
      const at = performance.now();
      const isGreen = await fetch(`${address}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
        ({ status }) => status === 200,
        () => false,
      );
      probes.push({ at, isGreen });
      await sleep(REST_MS);
    }
    return probes;
  };
  const watching = Promise.all([watch('/healthz'), watch('/readyz')]);
  return {
    finish: async () => {
      isOver = true;
      const [alive, ready] = await watching;
      return { alive, ready };
    },
  };
};
