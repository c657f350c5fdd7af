// @ts-check
// `pnpm drill <name>`: does something bad to the gateway or its database often, and ends with exit code 1 when a promise was
// broken (docs/drills.md). `pnpm drill` alone lists what there is. DRILL_MINUTES: how long at most, 10 by default.
// DRILL_TIMES: how often at most, as often as the promise asks for by default. DRILL_SEED: the seed of an earlier run, which each run prints.
import { generate, runHere } from './commands.mjs';

const { ok, output } = await generate();
if (ok) runHere(new URL('drill/run.ts', import.meta.url));
else {
  process.stdout.write(`${output.trimEnd()}\nGenerating failed, so nothing was tried.\n`);
  process.exitCode = 1;
}
