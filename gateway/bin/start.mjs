// Starts the gateway from a fresh clone: what is generated or built is made first, when it is missing or outdated.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { requireNode } from './node-version.mjs';

requireNode();

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = (script) => {
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
};
run('schema/bin/generate.mjs');
run('widgets/bin/build.mjs');

const { register } = await import('tsx/esm/api');
register();
await import('../src/main.ts');
