import { setTimeout as sleep } from 'node:timers/promises';
import { type Crowd, openCrowd } from './crowd.ts';
import { createDeadline, type Drill, type DrillOptions, type Seen } from './drill.ts';
import { createRandom } from './random.ts';
import { inSeconds, spread } from './spread.ts';
import { eventually, type Stage } from './stage.ts';
import { compareWithStored } from './stored.ts';

const CITIZENS = 50;
/** The longest that what is killed is left to work before, in milliseconds. */
const LONGEST_LIFE = 1_000;
const REST = 300;
const FLOW_SECONDS = 10;

/** What was killed, and what came of it. */
interface Killing {
  readonly kills: number;
  readonly seen: readonly Seen[];
  readonly broken: readonly string[];
}

/** Kills something again and again while citizens rate, and holds what they were told against what is stored. */
export const killWhileRated = async (
  stage: Stage,
  { times, minutes, seed, say }: DrillOptions,
  kill: () => Promise<number>,
): Promise<Killing> => {
  const random = createRandom(seed);
  const isOver = createDeadline(minutes);
  const crowd: Crowd = await openCrowd(stage, {
    size: CITIZENS,
    address: stage.address,
    random,
    rest: REST,
    reloadPercent: 2,
  });
  const restarts: number[] = [];
  let inTheMiddle = 0;
  while (restarts.length < times && !isOver()) {
    const before = crowd.confirmed();
    // At any moment since it answers; more often since ratings arrive again.
    if (random.percent(75)) await eventually(async () => crowd.confirmed() > before, FLOW_SECONDS);
    await sleep(random.between(0, LONGEST_LIFE));
    inTheMiddle += Number(crowd.underWay() > 0);
    restarts.push(await kill());
    crowd.sendNow();
    if (restarts.length % 25 === 0) say(`${restarts.length} kills`);
  }
  const outcome = await crowd.finish();
  const { stored, broken } = await compareWithStored(stage, outcome.confirmed);
  return {
    kills: restarts.length,
    broken: [...broken, ...outcome.complaints],
    seen: [
      ['ratings confirmed', String(outcome.confirmed.size)],
      ['ratings stored', String(stored)],
      ['kills with a rating being sent', `${inTheMiddle} of ${restarts.length}`],
      ['pages closed while they sent', String(outcome.reloads)],
      ['from the start to the first answer', spread(restarts.map(inSeconds)), '≤ 3 s'],
    ],
  };
};

/** TRUST R1. */
export const kills: Drill = {
  rows: 'R1',
  does: 'kills the gateway at any moment while 50 citizens rate by the outbox of the widgets',
  times: 1_000,
  run: async (stage, options) => {
    const { kills: times, broken, seen } = await killWhileRated(stage, options, stage.killGateway);
    return { trials: [{ what: 'gateway killed: a confirmed rating lost or doubled', times, broken }], seen };
  },
};
