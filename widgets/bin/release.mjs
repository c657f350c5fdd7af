// Freezes the version in package.json: what the build makes now is what its address serves for good.
import { readFileSync, rmSync } from 'node:fs';
import { ARCHIVE, DIST, freeze, NotFrozen, scriptsIn } from './archive.mjs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
// From nothing: a file that the build no longer makes must not be released.
rmSync(DIST, { recursive: true, force: true });
await import('./build.mjs');

try {
  const files = scriptsIn(DIST);
  const isNew = freeze({ archive: ARCHIVE, version, files });
  console.log(`Widgets ${version} ${isNew ? 'are frozen' : 'were frozen before'}: ${[...files.keys()].join(', ')}`);
} catch (error) {
  if (!(error instanceof NotFrozen)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
