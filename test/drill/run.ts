import { randomInt } from 'node:crypto';
import { numberVariable } from '../support/number-variable.ts';
import type { Drill, DrillOptions } from './drill.ts';
import { DRILLS } from './drills.ts';
import { isKept, report } from './report.ts';
import { closeStages, openStage } from './stage.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

const list = () => {
  const width = Math.max(...Object.keys(DRILLS).map((name) => name.length));
  for (const [name, { rows, does }] of Object.entries(DRILLS)) say(`${name.padEnd(width)}  ${rows}: ${does}`);
};

const run = async (name: string, drill: Drill) => {
  const minutes = numberVariable('DRILL_MINUTES', 0.1, 10);
  const seed = numberVariable('DRILL_SEED', 0, randomInt(2 ** 31));
  const times = numberVariable('DRILL_TIMES', 1, drill.times);
  say(`${name}: ${times} times or ${minutes} minutes, seed ${seed}, Node ${process.version}`);
  const options: DrillOptions = { times, minutes, seed, say };
  const stage = await openStage();
  const result = await drill.run(stage, options).finally(stage.close);
  say(`\n${report(drill, result)}\n`);
  if (!isKept(result)) process.exitCode = 1;
};

const interrupt = () => void closeStages().then(() => process.exit(130));
process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

const [name, ...others] = process.argv.slice(2);
const drill = DRILLS[name ?? ''];
if (name === undefined) list();
else if (drill === undefined || others.length > 0) {
  say(`There is no drill "${[name, ...others].join(' ')}"; there are:`);
  list();
  process.exitCode = 1;
} else
  await run(name, drill).catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error;
    say(error.message);
    process.exitCode = 1;
  });
