// @ts-check
// `pnpm bench`: what the gateway costs, side by side with bare handlers that do only what cannot be left out; and what the
// widgets cost a page, side by side with their peers. `pnpm bench submit`, `board`, `cached`, `ratings`, `regions`, `visits` and `widgets`
// run one part. The gateway is measured and nothing asserted; the widgets have limits (test/published/limits.ts), and exit code 1.
// BENCH_ROUNDS: how often each page is loaded, 5 by default.
import { generate, pnpm, runHere } from './commands.mjs';

/** What is measured has to be there. */
async function prepare() {
  const generated = await generate();
  return generated.ok ? pnpm(['--filter', '@kinerja/widgets', 'build']) : generated;
}

const { ok, output } = await prepare();
if (ok) runHere(new URL('bench/run.ts', import.meta.url));
else {
  process.stdout.write(`${output.trimEnd()}\nGenerating or building failed, so nothing was measured.\n`);
  process.exitCode = 1;
}
