// Builds the gateway and its commands, when they are missing or older than what they are made of: a start from the sources
// takes seconds longer, and a hundred megabytes for the compiler.
import { fileURLToPath } from 'node:url';
import { filesUnder, whenChanged } from '@kinerja/schema/bin/when-changed';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = fileURLToPath(new URL('../..', import.meta.url));

await whenChanged(
  {
    stamp: `${root}dist/build.stamp`,
    inputs: [
      `${root}vite.config.ts`,
      `${root}bin/build.mjs`,
      `${project}pnpm-lock.yaml`,
      ...filesUnder(`${root}src`),
      ...filesUnder(`${project}widgets/src`),
      ...['generated', 'demo', 'policies', 'questionnaires', 'ticket-policies', 'visit-processes'].flatMap((folder) =>
        filesUnder(`${project}schema/${folder}`),
      ),
    ],
    outputs: ['main', 'cli'].map((name) => `${root}dist/bin/${name}.js`),
  },
  async () => {
    const { build } = await import('vite');
    await build({ root, configFile: `${root}vite.config.ts`, logLevel: 'error' });
  },
);
