import { setTimeout as sleep } from 'node:timers/promises';
import { type Crowd, openCrowd } from './crowd.ts';
import { createDeadline, type Drill, type DrillOptions, type Seen } from './drill.ts';
import { createRandom } from './random.ts';
import { inSeconds, spread } from './spread.ts';
import { onStage, type Stage } from './stage.ts';
import { compareWithStored } from './stored.ts';

const CITIZENS = 50;
/** The longest that what is killed is left to work before, in milliseconds. */
const LONGEST_LIFE = 1_500;
const REST = 300;

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
  const { address, services } = stage;
  const crowd: Crowd = await openCrowd({ size: CITIZENS, address, services, random, rest: REST, reloadPercent: 2 });
  const restarts: number[] = [];
  let inTheMiddle = 0;
  while (restarts.length < times && !isOver()) {
    await sleep(random.between(0, LONGEST_LIFE));
    inTheMiddle += Number(crowd.underWay() > 0);
    restarts.push(await kill());
    crowd.sendNow();
    if (restarts.length % 25 === 0) say(`${restarts.length} kills`);
  }
  const outcome = await crowd.finish();
  const { stored, broken } = await compareWithStored(stage, outcome);
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
  run: (options) =>
    onStage(async (stage) => {
      const { kills: times, broken, seen } = await killWhileRated(stage, options, stage.killGateway);
      return { trials: [{ what: 'gateway killed: a confirmed rating lost or doubled', times, broken }], seen };
    }),
};
