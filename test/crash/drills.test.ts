import { afterAll, expect, test } from 'vitest';
import { DRILLS } from '../drill/drills.ts';
import { isKept } from '../drill/report.ts';
import { openStage } from '../drill/stage.ts';

/* The drills of `pnpm drill`, in short: what they do to the product, and that they find every promise kept. */

const stage = await openStage();
afterAll(stage.close);

test.each([
  ['kills', 2],
  ['database-kills', 3],
  ['lost-answers', 100],
  ['repeats', 100],
  ['restarts', 1],
])('the drill "%s" finds every promise kept, %i times', async (name, times) => {
  const result = await DRILLS[name]?.run(stage, { times, minutes: 1, seed: 7, say: () => undefined });
  if (result === undefined) throw new Error(`There is no drill "${name}".`);
  expect(result.trials.flatMap(({ broken }) => broken)).toEqual([]);
  expect(isKept(result)).toBe(true);
  expect(result.trials[0]?.times).toBe(times);
});

test('with ten times as many people as keep it busy, who is confirmed is stored, and all others are told when to come back', async () => {
  const result = await DRILLS['overload']?.run(stage, { times: 1_000, minutes: 1, seed: 7, say: () => undefined });
  if (result === undefined) throw new Error('There is no drill "overload".');
  expect(result.trials.flatMap(({ broken }) => broken)).toEqual([]);
  expect(isKept(result)).toBe(true);
  expect(Number(result.seen.find(([what]) => what.startsWith('sent away'))?.[1])).toBeGreaterThan(0);
});
