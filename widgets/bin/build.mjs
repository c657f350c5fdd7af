// Builds the files that pages load, when they are missing or older than what they are made of.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `kinerja.js`, the same as a classic script, and a file for each further member of the family. */
const FILES = [
  ...['kinerja', 'kinerja.iife', 'appraisal-desk', 'ticket-desk'],
  ...['index-badge', 'trend', 'receipt', 'report-form', 'service-time', 'public-replies'],
  ...['kiosk', 'icons', 'builder', 'doctor', 'sign-in', 'themes', 'su', 'jv'],
];

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist/`;
const stamp = `${dist}build.stamp`;
const inputs = [
  `${root}package.json`,
  `${root}vite.config.ts`,
  `${root}bin/build.mjs`,
  `${root}../schema/generated/operations.ts`,
  ...['src', 'build'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  ),
];
const hash = createHash('sha256');
for (const input of inputs.toSorted()) hash.update(input.slice(root.length)).update(readFileSync(input));
const now = hash.digest('hex');

const outputs = FILES.map((name) => `${dist}${name}.js`);
const isFresh = [...outputs, stamp].every((file) => existsSync(file)) && readFileSync(stamp, 'utf8') === now;

if (!isFresh) {
  // Whatever builds, a test run included: pages get the library without its warnings for developers.
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const mode of FILES) await build({ root, mode, configFile: `${root}vite.config.ts`, logLevel: 'error' });
  writeFileSync(stamp, now);
}
