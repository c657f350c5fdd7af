import { setTimeout as sleep } from 'node:timers/promises';
import { openBalancer } from './balancer.ts';
import { openCrowd } from './crowd.ts';
import { createDeadline, type Drill } from './drill.ts';
import { createRandom } from './random.ts';
import { inSeconds, spread } from './spread.ts';
import { eventually } from './stage.ts';
import { compareWithStored } from './stored.ts';

const CITIZENS = 50;
/** 50 citizens that rest half a second on average send about 100 requests a second. */
const REST = 1_000;
const READY_SECONDS = 60;

/** As it is run behind a load balancer: it says that it is going before it goes. */
export const PRODUCTION = {
  MODE: 'production',
  TRUSTED_PROXIES: '127.0.0.1',
  PUBLIC_URL: 'https://kinerja.example.go.id',
} as const;

/** TRUST R12. */
export const restarts: Drill = {
  rows: 'R12',
  does: 'replaces the gateway behind a load balancer by the next one, while 50 citizens rate',
  times: 200,
  run: async (stage, { times, minutes, seed, say }) => {
    const random = createRandom(seed);
    const isOver = createDeadline(minutes);
    const balancer = await openBalancer(random);
    const takeUp = async () => {
      const gateway = await stage.startAnother(PRODUCTION);
      balancer.add(gateway.address);
      if (!(await eventually(async () => balancer.isReady(gateway.address), READY_SECONDS)))
        throw new Error(`The load balancer did not take a gateway up:\n${gateway.printed()}`);
      return gateway;
    };
    try {
      let gateway = await takeUp();
      const crowd = await openCrowd(stage, { size: CITIZENS, address: balancer.address, random, rest: REST });
      const startedAt = performance.now();
      const ends: number[] = [];
      const codes: string[] = [];
      while (ends.length < times && !isOver()) {
        const next = await takeUp();
        await sleep(random.between(0, 500));
        const toldAt = performance.now();
        gateway.kill('SIGTERM');
        const code = await gateway.ended;
        ends.push(inSeconds(performance.now() - toldAt));
        if (code !== 0) codes.push(`ended with ${code}:\n${gateway.printed()}`);
        balancer.remove(gateway.address);
        gateway = next;
        if (ends.length % 25 === 0) say(`${ends.length} restarts`);
      }
      const { requests, failures, cutOff } = balancer.counted();
      const seconds = inSeconds(performance.now() - startedAt);
      const outcome = await crowd.finish();
      const { stored, broken } = await compareWithStored(stage, outcome.confirmed);
      return {
        trials: [
          {
            what: 'rolling restart: a confirmed rating lost or doubled',
            times: ends.length,
            broken: [...broken, ...outcome.complaints],
          },
          { what: 'gateway told to end: it does not in order', times: ends.length, broken: codes },
          { what: 'request during restarts: no answer', times: requests, broken: cutOff },
        ],
        seen: [
          ['ratings stored', String(stored)],
          ['requests a second', (requests / seconds).toFixed(0), '100'],
          ['answers of 500 and above', `${failures} of ${requests}`, '≤ 0.01 %'],
          ['from SIGTERM to the end, two seconds of notice included', spread(ends), '≤ 12 s'],
        ],
      };
    } finally {
      await balancer.close();
    }
  },
};
