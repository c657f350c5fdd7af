import { afterAll, expect, test } from 'vitest';
import { DRILLS } from '../drill/drills.ts';
import { isKept } from '../drill/report.ts';
import { mountSmallDisk } from '../drill/small-disk.ts';
import { openStage } from '../drill/stage.ts';

/* The drills of `pnpm drill`, in short: what they do to the product, and that they find every promise kept. */

const stage = await openStage();
afterAll(stage.close);

const run = async (name: string, options: { readonly times: number; readonly minutes?: number }) => {
  const result = await DRILLS[name]?.run(stage, { minutes: 1, seed: 7, say: () => undefined, ...options });
  if (result === undefined) throw new Error(`There is no drill "${name}".`);
  expect(result.trials.flatMap(({ broken }) => broken)).toEqual([]);
  expect(isKept(result)).toBe(true);
  return result;
};

test.each([
  ['kills', 2],
  ['database-kills', 3],
  ['lost-answers', 100],
  ['repeats', 100],
  ['restarts', 1],
  ['steps', 1],
])('the drill "%s" finds every promise kept, %i times', async (name, times) => {
  const { trials } = await run(name, { times });
  expect(trials[0]?.times).toBe(times);
});

test('with ten times as many people as keep it busy, who is confirmed is stored, and all others are told when to come back', async () => {
  const { seen } = await run('overload', { times: 1_000 });
  expect(Number(seen.find(([what]) => what.startsWith('sent away'))?.[1])).toBeGreaterThan(0);
});

test('with a database that is away, and then slow, nobody loses a rating, and what everybody may read is read', async () => {
  const { trials } = await run('slow-database', { times: 1, minutes: 0.25 });
  expect(trials.map(({ times }) => times > 20)).toEqual([true, true, false, true]);
});

test('after ten minutes without a gateway the outboxes come back one after the other, and all is stored', async () => {
  const { seen } = await run('returns', { times: 1_000, minutes: 0.25 });
  expect(Object.fromEntries(seen.map(([what, figure]) => [what, figure]))['ratings stored in the end']).not.toBe('0');
});

test('whatever the clocks show, each rating counts on the day that the rule gives, and no token holds for longer', async () => {
  const { trials } = await run('clocks', { times: 200, minutes: 3 });
  expect(trials.map(({ times }) => times)).toEqual([200, 50, 8, 1]);
});

/** Only an administrator can mount a disk, and not in every container. */
const disk = mountSmallDisk();
if (typeof disk !== 'string') await disk.remove();

test.skipIf(typeof disk === 'string')(
  'on a full disk nobody gets a receipt without a row, and it goes on when there is space',
  async () => {
    const { trials, seen } = await run('full-disk', { times: 1 });
    expect(trials.map(({ times }) => times)).toEqual([1, 1]);
    expect(seen).toContainEqual(['no space: the gateway was not ready', '1 of 1']);
  },
);
