import { setTimeout as sleep } from 'node:timers/promises';
import { openCrowd } from './crowd.ts';
import { createDeadline, type Drill, type DrillOptions, type DrillResult } from './drill.ts';
import { type Installation, onSmallDisk } from './installation.ts';
import { createRandom } from './random.ts';
import { DISK_TROUBLES, type DiskTrouble, type SmallDisk } from './small-disk.ts';
import { inSeconds, spread } from './spread.ts';
import { eventually } from './stage.ts';
import { compareWithStored } from './stored.ts';

const CITIZENS = 20;
const REST = 100;
/** How long it lasts, in milliseconds. */
const SHORTEST = 2_500;
const LONGEST = 4_000;
const FLOW_SECONDS = 20;
const BACK_SECONDS = 90;
/** The server writes its log in files of 16 MB that are there already; so often it is made to begin the next. */
const NEXT_FILE_MS = 50;

/** Does it again and again while citizens rate, and holds what they were told against what is stored. */
const troubleDisk = async (
  installation: Installation,
  disk: SmallDisk,
  { times, minutes, seed, say }: DrillOptions,
): Promise<DrillResult> => {
  const random = createRandom(seed);
  const isOver = createDeadline(minutes);
  const { inspect } = installation;
  const gateway = installation.gateway();
  const isReady = () =>
    fetch(`${gateway.address}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
  const crowd = await openCrowd(installation, { size: CITIZENS, address: gateway.address, random, rest: REST });
  const flows = async (seconds: number) => {
    const before = crowd.confirmed();
    return await eventually(async () => {
      crowd.sendNow();
      return crowd.confirmed() > before;
    }, seconds);
  };
  const backs: number[] = [];
  const stuck: string[] = [];
  const bitten: DiskTrouble[] = [];
  const tryOnce = async (trouble: DiskTrouble) => {
    await flows(FLOW_SECONDS);
    disk.begin(trouble);
    const until = performance.now() + random.between(SHORTEST, LONGEST);
    let isBitten = false;
    while (performance.now() < until) {
      await inspect("select pg_logical_emit_message(false, 'drill', 'x'), pg_switch_wal()").catch(() => undefined);
      isBitten ||= !(await isReady());
      await sleep(NEXT_FILE_MS);
    }
    if (isBitten) bitten.push(trouble);
    await disk.end();
    const endedAt = performance.now();
    const isBack = (await eventually(isReady, BACK_SECONDS)) && (await flows(BACK_SECONDS));
    if (!isBack) stuck.push(`${trouble}: no rating after ${BACK_SECONDS} s\n${gateway.printed()}`);
    backs.push(inSeconds(performance.now() - endedAt));
  };
  while (backs.length < times && stuck.length === 0 && !isOver()) {
    await tryOnce(DISK_TROUBLES[backs.length % DISK_TROUBLES.length] ?? 'no space');
    if (backs.length % 5 === 0) say(`${backs.length} times`);
  }
  const outcome = await crowd.finish();
  const { stored, broken } = await compareWithStored(installation, outcome.confirmed);
  return {
    trials: [
      {
        what: 'disk full, without inodes or read-only: a confirmed rating lost or doubled',
        times: backs.length,
        broken: [...broken, ...outcome.complaints],
      },
      { what: 'disk in order again: no rating is taken in without a hand', times: backs.length, broken: stuck },
    ],
    seen: [
      ['ratings confirmed', String(outcome.confirmed.size)],
      ['ratings stored', String(stored)],
      ...DISK_TROUBLES.map(
        (trouble, place) =>
          [
            `${trouble}: the gateway was not ready`,
            `${bitten.filter((one) => one === trouble).length} of ${backs.filter((_, at) => at % DISK_TROUBLES.length === place).length}`,
          ] as const,
      ),
      ['from space to the next rating', spread(backs), '≤ 30 s'],
    ],
  };
};

/** TRUST R17. */
export const fullDisk: Drill = {
  rows: 'R17',
  does: 'takes the space of the disk, its inodes or the right to write, while 20 citizens rate',
  times: 100,
  run: (_stage, options) => onSmallDisk(options, troubleDisk),
};
