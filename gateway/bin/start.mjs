// Starts the gateway from a fresh clone: what is generated or built is made first, when it is missing or outdated. With
// `--watch` it runs from the sources, and begins anew whenever one of them changes.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { requireNode } from './node-version.mjs';

requireNode();

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
const { status } = spawnSync(process.execPath, [beside('prepare.mjs')], { stdio: ['ignore', 'inherit', 'inherit'] });
if (status !== 0) process.exit(status ?? 1);

if (process.argv.includes('--watch')) {
  const child = spawn(process.execPath, ['--watch', '--import', 'tsx', beside('../src/main.ts')], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('close', (code) => process.exit(code ?? 1));
} else await import('../dist/bin/main.js');
