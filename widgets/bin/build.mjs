// Builds the files that pages load, when they are missing or older than what they are made of.
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { filesUnder, whenChanged } from '@kinerja/schema/bin/when-changed';

/** `kinerja.js`, the same as a classic script, and a file for each further member of the family. */
const FILES = [
  ...['kinerja', 'kinerja.iife', 'appraisal-desk', 'ticket-desk'],
  ...['index-badge', 'trend', 'receipt', 'report-form', 'service-time', 'public-replies', 'live'],
  ...['kiosk', 'icons', 'builder', 'doctor', 'sign-in', 'themes', 'su', 'jv'],
];

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist/`;

await whenChanged(
  {
    stamp: `${dist}build.stamp`,
    inputs: [
      `${root}package.json`,
      `${root}vite.config.ts`,
      `${root}bin/build.mjs`,
      `${root}../schema/generated/operations.ts`,
      ...filesUnder(`${root}src`),
      ...filesUnder(`${root}build`),
    ],
    outputs: FILES.map((name) => `${dist}${name}.js`),
  },
  async () => {
    // Whatever builds, a test run included: pages get the library without its warnings for developers.
    process.env['NODE_ENV'] = 'production';
    const { build } = await import('vite');
    rmSync(dist, { recursive: true, force: true });
    mkdirSync(dist);
    for (const mode of FILES) await build({ root, mode, configFile: `${root}vite.config.ts`, logLevel: 'error' });
  },
);
