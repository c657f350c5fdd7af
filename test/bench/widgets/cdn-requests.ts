import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readSyntax } from '../../support/script-syntax.ts';
import { weigh } from '../../support/weight.ts';
import { peerFile } from './install-peers.ts';

/** What a page loads that takes a library straight from a content delivery network. */
export interface CdnUse {
  readonly name: string;
  readonly requests: number;
  /** Bytes of all files, each on its own. */
  readonly gzip: number;
}

const FORM_PARTS = ['radio-group', 'radio', 'textarea', 'button'];

/** The files that are named in the snippets of their documentation, and the parts that these then fetch. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  'Shoelace, four form parts': [
    '@shoelace-style/shoelace/cdn/shoelace-autoloader.js',
    ...FORM_PARTS.map((part) => `@shoelace-style/shoelace/cdn/components/${part}/${part}.js`),
  ],
  'Web Awesome, four form parts': [
    '@awesome.me/webawesome/dist-cdn/webawesome.loader.js',
    ...FORM_PARTS.map((part) => `@awesome.me/webawesome/dist-cdn/components/${part}/${part}.js`),
  ],
  ALTCHA: ['altcha/dist/main/altcha.js'],
  'emoji-picker-element': ['emoji-picker-element/index.js'],
};

const follow = (path: string, seen: Map<string, number>): void => {
  if (seen.has(path)) return;
  const file = readFileSync(path);
  seen.set(path, weigh(file).gzip);
  const { imports } = readSyntax(file.toString(), { ecmaVersion: 'latest', dynamicImports: false });
  for (const name of imports) if (name.startsWith('.')) follow(join(dirname(path), name), seen);
};

export const cdnUses = (): readonly CdnUse[] =>
  Object.entries(ENTRIES).map(([name, entries]) => {
    const seen = new Map<string, number>();
    for (const entry of entries) follow(peerFile(entry), seen);
    return { name, requests: seen.size, gzip: [...seen.values()].reduce((sum, bytes) => sum + bytes, 0) };
  });
