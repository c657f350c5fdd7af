// @ts-check
// Words that do not belong into what we hand on: unfinished work, checks and tests switched off, the machine it was made on.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pnpm, ROOT } from './commands.mjs';

const SELF = 'test/unwanted-words.mjs';
const GENERATED = /^pnpm-lock\.yaml$/;
const CODE = /\.(?:ts|js|mjs|grit|sql|prisma|graphql|css|html|sh|ya?ml)$/;

/** @typedef {{ readonly says: string, readonly word: RegExp, readonly where: RegExp }} Unwanted */

/** @type {readonly Unwanted[]} */
const ALWAYS = [
  { says: 'left for later', word: /\b(?:TODO|FIXME)\b/, where: CODE },
  { says: 'a test switched off or run alone', word: /\b(?:describe|it|test)\.(?:only|skip|todo|fails)\b/, where: CODE },
  { says: 'a boundary switched off', word: /biome-ignore\S* +lint\/plugin/, where: CODE },
  { says: 'types switched off', word: /@ts-(?:ignore|nocheck)\b/, where: CODE },
];

/**
 * Lines with such words, as `file:line: what it is: the line`.
 *
 * @param {readonly string[]} files
 */
export async function unwantedWords(files) {
  const unwanted = [...ALWAYS, ...(await ofThisMachine())];
  return files.flatMap((file) => {
    const here = unwanted.filter(({ where }) => where.test(file));
    const text = file === SELF || GENERATED.test(file) ? '' : readFileSync(join(ROOT, file), 'utf8');
    return text.includes('\0')
      ? []
      : text.split('\n').flatMap((line, index) => complaints(here, `${file}:${index + 1}`, line));
  });
}

/** @type {(unwanted: readonly Unwanted[], place: string, line: string) => string[]} */
const complaints = (unwanted, place, line) =>
  unwanted.filter(({ word }) => word.test(line)).map(({ says }) => `${place}: ${says}: ${line.trim().slice(0, 120)}`);

/** @returns {Promise<readonly Unwanted[]>} */
async function ofThisMachine() {
  const { stdout } = await pnpm(['config', 'get', 'registry']);
  const host = /^https?:\/\/([^/:\s]+)/m.exec(stdout)?.[1] ?? 'localhost';
  const hosts = /^(?:localhost|127\..*)$/.test(host) ? [] : [literally(host)];
  // A folder right under the root, as /app, may well be meant.
  const folders = [resolve(ROOT), homedir()].filter((folder) => folder.lastIndexOf('/') > 0).map(literally);
  const homes = ['/home/[\\w.-]+', '/Users/[\\w.-]+', '/root', ...folders];
  return [
    {
      says: 'a package registry',
      word: new RegExp(['\\bregistry\\.[\\w-]+\\.\\w+', ...hosts].join('|'), 'i'),
      where: /./,
    },
    { says: 'a folder of one machine', word: new RegExp(`(?<![\\w./-])(?:${homes.join('|')})/`), where: /./ },
  ];
}

/** @param {string} text */
const literally = (text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
