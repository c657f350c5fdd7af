// @ts-check
// `pnpm drill <name>`: does something bad to the gateway or its database often, and ends with exit code 1 when a promise was
// broken (docs/drills.md). `pnpm drill` alone lists what there is. DRILL_MINUTES: how long at most, 10 by default.
// DRILL_SEED: the seed of an earlier run, which each run prints.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { generate, ROOT } from './commands.mjs';

const { ok, output } = await generate();
if (ok) {
  const given = process.argv.slice(2).filter((argument) => argument !== '--');
  const run = fileURLToPath(import.meta.resolve('./drill/run.ts'));
  const drill = spawn(process.execPath, ['--import', 'tsx', run, ...given], { cwd: ROOT, stdio: 'inherit' });
  // It stops its servers and removes its files before it ends; a terminal tells it of Ctrl-C itself.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => drill.kill('SIGTERM'));
  drill.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  process.stdout.write(`${output.trimEnd()}\nGenerating failed, so nothing was tried.\n`);
  process.exitCode = 1;
}
