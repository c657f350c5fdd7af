// @ts-check
// The archive of released versions. `releases/<version>/` holds the exact bytes of every file and `integrity.json`, which says
// what they must be; `releases/ledger.json` remembers each `integrity.json` by its hash. All of it only grows: a page that
// pinned a version gets these bytes for good.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export const ARCHIVE = fileURLToPath(new URL('../releases/', import.meta.url));
export const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const INTEGRITY = 'integrity.json';
const LEDGER = 'ledger.json';

/**
 * What is told of a file, for `integrity` attributes and for those who count bytes.
 *
 * @typedef {{ readonly integrity: string, readonly bytes: number, readonly gzip: number, readonly brotli: number }} Told
 *
 * @typedef {ReadonlyMap<string, Buffer>} Files Their bytes by their names.
 */

/** A version that cannot be frozen; the message says what to do. */
export class NotFrozen extends Error {}

/** @param {Buffer | string} bytes */
const hashOf = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** @type {(file: Buffer) => Told} */
const told = (file) => ({
  integrity: hashOf(file),
  bytes: file.length,
  gzip: gzipSync(file, { level: 9 }).length,
  brotli: brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
});

/** @type {(file: string) => Record<string, any>} */
const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

/** @type {(value: object) => string} */
const asJson = (value) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Every script in a folder, however many the build makes; source maps are none.
 *
 * @type {(folder: string) => Files}
 */
export const scriptsIn = (folder) => {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.js')) : [];
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(folder, name))]));
};

/** @type {(archive: string) => readonly string[]} */
export const releasedVersions = (archive) => Object.keys(readJson(join(archive, LEDGER)));

/**
 * `integrity.json` of these files.
 *
 * @type {(files: Files) => string}
 */
export const integrityText = (files) =>
  asJson(Object.fromEntries([...files].map(([name, bytes]) => [name, told(bytes)])));

/**
 * The files that are not what `integrity.json` of a version says, those that only one side knows included.
 *
 * @param {string} archive
 * @param {string} version
 * @param {Files} files
 * @returns {readonly string[]}
 */
export const differences = (archive, version, files) => {
  const frozen = readJson(join(archive, version, INTEGRITY));
  const differs = (/** @type {string} */ name) => frozen[name]?.integrity !== hashOf(files.get(name) ?? '');
  return [...new Set([...Object.keys(frozen), ...files.keys()])].filter(differs).toSorted();
};

/**
 * What was done to the archive that must never be done to it.
 *
 * @param {string} archive
 * @returns {readonly string[]}
 */
export const archiveMistakes = (archive) => {
  const ledger = readJson(join(archive, LEDGER));
  const folders = readdirSync(archive, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const strange = folders.filter(({ name }) => ledger[name] === undefined);
  return [
    ...strange.map(({ name }) => `${name} is not in ${LEDGER}: node widgets/bin/release.mjs freezes a version.`),
    ...Object.entries(ledger).flatMap(([version, hash]) => {
      const file = join(archive, version, INTEGRITY);
      if (!existsSync(file)) return [`${version} was released, and is gone.`];
      if (hashOf(readFileSync(file)) !== hash) return [`${version}/${INTEGRITY} was edited.`];
      return differences(archive, version, scriptsIn(join(archive, version))).map(
        (name) => `${version}/${name} is not what was released.`,
      );
    }),
  ];
};

/**
 * Puts the files of a version into the archive. Again with the same bytes is no mistake.
 *
 * @param {{ readonly archive: string, readonly version: string, readonly files: Files }} release
 * @returns {boolean} whether it was not there yet
 * @throws {NotFrozen}
 */
export function freeze({ archive, version, files }) {
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new NotFrozen(`Expected a version of three numbers, such as 1.2.3, got ${version}.`);
  if (files.size === 0) throw new NotFrozen(`There is no file of widgets ${version}.`);
  const ledger = readJson(join(archive, LEDGER));
  if (ledger[version] !== undefined) {
    const changed = differences(archive, version, files);
    if (changed.length === 0) return false;
    throw new NotFrozen(
      `Widgets ${version} are frozen with other bytes (${changed.join(', ')}): raise the version in widgets/package.json.`,
    );
  }
  const folder = join(archive, version);
  // What an earlier attempt left behind was never released.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  const integrity = integrityText(files);
  writeFileSync(join(folder, INTEGRITY), integrity);
  writeFileSync(join(archive, LEDGER), asJson({ ...ledger, [version]: hashOf(integrity) }));
  return true;
}
