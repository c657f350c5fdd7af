import { randomInt } from 'node:crypto';
import { openDatabase } from '@kinerja/gateway/database/open-database';
import { startOwnCluster } from '@kinerja/gateway/database/own-cluster';
import { createDeadline } from '../drill/drill.ts';
import { isKept, report } from '../drill/report.ts';
import { numberVariable } from '../support/number-variable.ts';
import { temporaryData } from '../support/process.ts';
import { MOST_WORLDS, openSimulator, type Simulate } from './simulator.ts';
import { countTried } from './tried.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Seeds start anywhere below this, so that each night has others. */
const SEEDS = 2 ** 30;

let isInterrupted = false;
process.on('SIGINT', () => {
  isInterrupted = true;
});
process.on('SIGTERM', () => {
  isInterrupted = true;
});

/** A database server for some worlds, which ends with them. */
const onServer = async (work: (simulate: Simulate) => Promise<void>) => {
  const data = temporaryData();
  try {
    const cluster = await startOwnCluster(data.folder, 'npm');
    const database = await openDatabase(cluster);
    await work(await openSimulator(database)).finally(database.close);
    await cluster.stop();
  } finally {
    await data.remove();
  }
};

/** One seed, with all that happened in its world. */
const tryAgain = (seed: number) =>
  onServer(async (simulate) => {
    const { trace, broken } = await simulate(seed);
    say([...trace, '', ...(broken.length > 0 ? ['Broken:', ...broken] : ['Nothing is broken.'])].join('\n'));
    if (broken.length > 0) process.exitCode = 1;
  });

const tryMany = async () => {
  const minutes = numberVariable('SIMULATE_MINUTES', 0.1, 10);
  const most = numberVariable('SIMULATE_SEEDS', 1, Number.MAX_SAFE_INTEGER);
  const first = randomInt(SEEDS);
  const isOver = createDeadline(process.env['SIMULATE_SEEDS'] ? Number.MAX_SAFE_INTEGER : minutes);
  const tried = countTried();
  say(`Seeds from ${first}, Node ${process.version}`);
  let seed = first;
  const isDone = () => seed - first >= most || isOver() || isInterrupted;
  const trySome = async (simulate: Simulate) => {
    for (let worlds = 0; worlds < MOST_WORLDS && !isDone(); worlds += 1) {
      const result = await simulate(seed);
      seed += 1;
      tried.note(result);
      if (result.broken.length > 0) say(`seed ${result.seed}: ${result.broken[0]}`);
      if ((seed - first) % 100 === 0) say(`${seed - first} seeds`);
    }
  };
  while (!isDone()) await onServer(trySome);
  const result = tried.result();
  say(`\n${report({ rows: 'R22' }, result)}\n`);
  if (!isKept(result)) process.exitCode = 1;
};

const run = async () => {
  const seed = process.env['SIMULATE_SEED'];
  if (seed) await tryAgain(numberVariable('SIMULATE_SEED', 0, 0));
  else await tryMany();
};

await run().catch((error: unknown) => {
  if (!(error instanceof RangeError)) throw error;
  say(error.message);
  process.exitCode = 1;
});
