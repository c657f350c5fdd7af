// Freezes the API: schema/schema.graphql as it is now is what programs that are written against this version of the widgets
// and of the API may rely on. Called with each release of the widgets; a file is written once and never changed.
//
//   node schema/bin/release.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

const { version } = JSON.parse(read('../../widgets/package.json'));
const day = new Date().toISOString().slice(0, 10);
const file = `../releases/${version}.graphql`;
writeFileSync(
  new URL(file, import.meta.url),
  `# The API as it was released with ${version} on ${day}.\n${read('../schema.graphql')}`,
  { flag: 'wx' },
);
console.log(`schema/releases/${version}.graphql is frozen.`);
