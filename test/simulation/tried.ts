import type { DrillResult } from '../drill/drill.ts';
import type { Fate } from '../support/statement-turns.ts';
import type { WorldResult } from './simulator.ts';

/** What was tried with some seeds, and what came of it. */
export interface Tried {
  readonly note: (result: WorldResult) => void;
  /** As a drill reports it. */
  readonly result: () => DrillResult;
}

/** What can befall the gateway while it stores, as it is reported. */
const STEPS: readonly (readonly [Fate, string])[] = [
  ['dies before', 'died before it stored'],
  ['dies within', 'died after the insert, before the commit'],
  ['dies after', 'died after the commit, before the answer'],
  ['fails before', 'lost its connection before it stored'],
  ['fails after', 'lost its connection after the commit'],
];

/** How a seed is tried again. */
const again = ({ seed, broken }: WorldResult): string =>
  [`seed ${seed}, tried again by: SIMULATE_SEED=${seed} npx -y pnpm@12 simulate`, ...broken].join('\n  ');

export const countTried = (): Tried => {
  let seeds = 0;
  let ratings = 0;
  let confirmed = 0;
  let deaths = 0;
  const fates = new Map<Fate, number>();
  const broken: string[] = [];
  return {
    note: (result) => {
      seeds += 1;
      ratings += result.ratings;
      confirmed += result.confirmed;
      deaths += result.deaths;
      for (const [fate, times] of result.fates) fates.set(fate, (fates.get(fate) ?? 0) + times);
      if (result.broken.length > 0) broken.push(again(result));
    },
    result: () => ({
      trials: [
        { what: 'world with its seed: a rating lost, doubled, changed, or in another period', times: seeds, broken },
      ],
      seen: [
        ['ratings that were given', String(ratings)],
        ['receipts that were shown', String(confirmed)],
        ['deaths of the gateway', String(deaths)],
        ...STEPS.map(([fate, words]) => [words, String(fates.get(fate) ?? 0)] as const),
      ],
    }),
  };
};
