import { setTimeout as sleep } from 'node:timers/promises';
import { openBoardReaders } from './board-readers.ts';
import { openCrowd } from './crowd.ts';
import type { Drill } from './drill.ts';
import { openProbes } from './probes.ts';
import { createRandom } from './random.ts';
import { inSeconds, spread } from './spread.ts';
import { eventually } from './stage.ts';
import { compareWithStored } from './stored.ts';

const CITIZENS = 50;
const REST = 300;
const QUERY_MS = 2_000;
/** Of the time, and at most. */
const AWAY = { share: 0.2, seconds: 60 } as const;
const SLOW = { share: 0.5, seconds: 300 } as const;
const BACK_SECONDS = 60;
const FLOW_SECONDS = 10;

/** TRUST R11. */
export const slowDatabase: Drill = {
  rows: 'R11',
  does: 'takes the database away for a minute and then slows it down to two seconds a query, while citizens rate and read',
  times: 1,
  run: async (stage, { minutes, seed, say }) => {
    const random = createRandom(seed);
    const lasting = ({ share, seconds }: typeof AWAY | typeof SLOW) => 1_000 * Math.min(seconds, 60 * minutes * share);
    const ends: string[] = [];
    const gateway = stage.gateway();
    let isEnding = false;
    void gateway.ended.then((code) => {
      if (!isEnding) ends.push(`the gateway ended with ${code}:\n${gateway.printed()}`);
    });
    const readers = await openBoardReaders(stage);
    const crowd = await openCrowd(stage, { size: CITIZENS, address: stage.address, random, rest: REST });
    const probes = openProbes(stage);
    await eventually(async () => crowd.confirmed() >= CITIZENS, FLOW_SECONDS);

    const cutAt = performance.now();
    await stage.line.cut();
    say('the database is away');
    await sleep(lasting(AWAY));
    const mendedAt = performance.now();
    stage.line.slow(QUERY_MS);
    await stage.line.mend();
    const before = crowd.confirmed();
    say('the database is slow');
    await sleep(lasting(SLOW));
    const whileSlow = crowd.confirmed() - before;
    const read = await readers.finish();
    stage.line.slow(0);
    const quickAt = performance.now();
    const isReady = () => fetch(`${stage.address}/readyz`).then(({ status }) => status === 200);
    const isBack = await eventually(isReady, BACK_SECONDS);
    const back = inSeconds(performance.now() - quickAt);
    const outcome = await crowd.finish();
    const { alive, ready } = await probes.finish();
    isEnding = true;
    const { stored, broken } = await compareWithStored(stage, outcome.confirmed);

    const red = ready.find(({ at, isGreen }) => at >= cutAt && !isGreen)?.at ?? Number.POSITIVE_INFINITY;
    return {
      trials: [
        {
          what: 'database away, then slow: a rating lost, doubled or still waiting at the end',
          times: outcome.begun,
          broken: [...broken, ...outcome.complaints],
          isByChance: false,
        },
        {
          what: 'gateway asked whether it is alive: no answer, or it ended',
          times: alive.length,
          broken: [
            ...ends,
            ...alive.filter(({ isGreen }) => !isGreen).map(({ at }) => `no at ${inSeconds(at - cutAt)} s`),
          ],
          isByChance: false,
        },
        {
          what: 'database away, then there again: the gateway stays ready, or does not become so',
          times: 2,
          broken: [
            ...(red < mendedAt ? [] : ['it said that it was ready while the database was away']),
            ...(isBack ? [] : [`it was not ready again ${BACK_SECONDS} s after the database was quick again`]),
          ],
          isByChance: false,
        },
        {
          what: 'public figure that was read before: refused',
          times: read.reads,
          broken: read.refused,
          isByChance: false,
        },
      ],
      seen: [
        ['no longer ready after', `${inSeconds(red - cutAt).toFixed(1)} s`, '≤ 5 s'],
        ['ready again after the database was quick', `${back.toFixed(1)} s`],
        ['ratings confirmed while it was slow', `${whileSlow}, in ${inSeconds(lasting(SLOW)).toFixed(0)} s`],
        ['public figures read', spread(read.seconds)],
        ['ratings stored', String(stored)],
      ],
    };
  },
};
