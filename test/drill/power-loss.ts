import { setTimeout as sleep } from 'node:timers/promises';
import { verifyDatabase } from '@kinerja/gateway/database/verify/verify-database';
import { openCrowd } from './crowd.ts';
import { createDeadline, type Drill, type DrillOptions, type DrillResult } from './drill.ts';
import { type Installation, onSmallDisk } from './installation.ts';
import { createRandom } from './random.ts';
import type { SmallDisk } from './small-disk.ts';
import { inSeconds, spread } from './spread.ts';
import { eventually } from './stage.ts';
import { compareWithStored } from './stored.ts';

const CITIZENS = 20;
const REST = 50;
/** Milliseconds from the first rating after a start to the next loss of power. */
const LONGEST = 3_000;
const FLOW_SECONDS = 60;

/** Milliseconds from the first page that is written in disorder to the loss of power. */
const LONGEST_DISORDER = 300;

/** Loses power again and again while citizens rate, every second time in disorder, and starts the gateway on what the disk has kept. */
const losePowerOften = async (
  installation: Installation,
  disk: SmallDisk,
  { times, minutes, seed, say }: DrillOptions,
): Promise<DrillResult> => {
  const random = createRandom(seed);
  const isOver = createDeadline(minutes);
  const { address, inspect, dataFolder, superuserUrl } = installation;
  const crowd = await openCrowd(installation, { size: CITIZENS, address, random, rest: REST });
  const starts: number[] = [];
  const unstarted: string[] = [];
  /** What the database has in memory is handed to the kernel, which begins to write it, until the power is gone in the middle of it. */
  const beginDisorder = async () => {
    void inspect('checkpoint').catch(() => undefined);
    await Promise.race([
      disk.writeInDisorder(dataFolder, random.between(0, 2 ** 31 - 1)),
      sleep(random.between(0, LONGEST_DISORDER)),
    ]);
  };
  const loseOnce = async () => {
    const before = crowd.confirmed();
    await eventually(async () => {
      crowd.sendNow();
      return crowd.confirmed() > before;
    }, FLOW_SECONDS);
    await sleep(random.between(0, LONGEST));
    if (starts.length % 2 === 1) await beginDisorder();
    await installation.losePower(disk.losePower);
    await disk.end();
    const startedAt = performance.now();
    await installation.start();
    starts.push(inSeconds(performance.now() - startedAt));
  };
  while (starts.length < times && unstarted.length === 0 && !isOver()) {
    await loseOnce().catch((error: unknown) => unstarted.push(`after ${starts.length} losses of power: ${error}`));
    if (starts.length % 10 === 0) say(`${starts.length} times`);
  }
  const outcome = await crowd.finish();
  const { stored, broken } = await compareWithStored(installation, outcome.confirmed);
  const { pages, damage } = await verifyDatabase(superuserUrl(), true);
  return {
    trials: [
      {
        what: 'power lost: a confirmed rating lost or doubled',
        times: starts.length,
        broken: [...broken, ...outcome.complaints],
      },
      { what: 'power lost: the gateway does not start again', times: starts.length, broken: unstarted },
      {
        what: 'page, table or B-tree damaged in the end',
        times: pages,
        broken: damage.map(({ where, what }) => `${where}: ${what}`),
        isByChance: false,
      },
    ],
    seen: [
      ['ratings confirmed, and stored', `${outcome.confirmed.size}, ${stored}`],
      [
        'of the losses, in the middle of a checkpoint that is written in disorder',
        String(Math.floor(starts.length / 2)),
      ],
      ['from power to ready, the database verified', spread(starts)],
    ],
  };
};

/**
 * TRUST R3, on a journaling file system that is shut down without writing anything more, not even its journal. Every second time what was not
 * forced to the disk has been written in part, in another order than that in which the database gave it to the kernel.
 */
export const powerLoss: Drill = {
  rows: 'R3',
  does: 'takes the power from the disk while 20 citizens rate: what is not on it by then is gone',
  times: 100,
  run: (_stage, options) => onSmallDisk(options, losePowerOften),
};
