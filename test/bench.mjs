// @ts-check
// `pnpm bench`: what the gateway costs, side by side with bare handlers that do only what cannot be left out.
// `pnpm bench submit`, `board`, `cached` and `ratings` run one part. It measures and asserts nothing.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { generate, ROOT } from './commands.mjs';

const { ok, output } = await generate();
if (ok) {
  const given = process.argv.slice(2).filter((argument) => argument !== '--');
  const run = fileURLToPath(import.meta.resolve('./bench/run.ts'));
  const bench = spawn(process.execPath, ['--import', 'tsx', run, ...given], { cwd: ROOT, stdio: 'inherit' });
  // It stops its servers and removes its files before it ends; a terminal tells it of Ctrl-C itself.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => bench.kill('SIGTERM'));
  bench.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  process.stdout.write(`${output.trimEnd()}\nGenerating failed, so nothing was measured.\n`);
  process.exitCode = 1;
}
