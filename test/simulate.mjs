// @ts-check
// `pnpm simulate`: devices, network, gateway and clock in virtual time, one world for each seed, and ends with exit code 1 when a
// promise was broken in one of them (docs/drills.md). SIMULATE_MINUTES: how long, 10 by default; SIMULATE_SEEDS: how many
// instead; SIMULATE_SEED: one alone, with all that happens in it.
import { generate, runHere } from './commands.mjs';

const { ok, output } = await generate();
if (ok) runHere(new URL('simulation/run.ts', import.meta.url));
else {
  process.stdout.write(`${output.trimEnd()}\nGenerating failed, so nothing was tried.\n`);
  process.exitCode = 1;
}
