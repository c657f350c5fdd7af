import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import type { Plugin } from 'vite';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));
const TOOLKITS = ['toolkit', 'form-toolkit'];

/** Words of these are never shortened: fields of the API, and members of the library. */
const FOREIGN = [
  fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url)),
  createRequire(createRequire(import.meta.url).resolve('lit')).resolve('lit-html'),
];

/** What leaves the files keeps its name, too. */
const PUBLIC = [
  // Properties of elements and events, and methods that pages may call.
  ...['debug', 'token', 'tokenProvider', 'deviceToken', 'restart', 'requestUpdate', 'define', 'receipt', 'error'],
  ...['failure', 'status', 'retryAfterSeconds'],
  // What browsers call.
  ...['observedAttributes', 'formAssociated', 'formResetCallback'],
  // What the outbox keeps on the device, where the next version reads it.
  ...['key', 'gateway', 'siteKey', 'operation', 'input', 'createdAt', 'attempt', 'failed', 'answers', 'page'],
  // What goes over the wire.
  ...[
    'documentId',
    'operationName',
    'variables',
    'said',
    'data',
    'errors',
    'message',
    'latest',
    'versions',
    'isReleased',
  ],
  // What files of the family hand to each other by import.
  ...['examine', 'takeOver', 'follow', 'face', 'speaker', 'dress', 'texts', 'desk'],
];

const read = (path: string) => readFileSync(path, 'utf8');
const wordsOf = (text: string) => text.match(/[A-Za-z_$]\w+/g) ?? [];

/** Members of classes, fields of interfaces, keys of dictionaries. */
const DECLARED =
  /^ {2}(?:(?:declare|static|override|protected|private|readonly|abstract|get|set|async) )*(\w+)[?!]?(?=[(:<;]| =)/gm;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** `a_` … `z_`, `ab_` …: not a name of anything else, and each its own. */
const shortName = (index: number): string =>
  `${LETTERS[index % LETTERS.length] ?? ''}${index < LETTERS.length ? '' : LETTERS[Math.floor(index / LETTERS.length)]}_`;

/** How often a word stands in the files that `kinerja.js` is made of. */
function wordsOfOneFile(): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  const files = new Set(['index', ...TOOLKITS].map((name) => `${SOURCE}/${name}.ts`));
  for (const file of files) {
    const source = read(file);
    for (const word of wordsOf(source)) words.set(word, (words.get(word) ?? 0) + 1);
    for (const [, path = ''] of source.matchAll(/^(?:import|export|\}) ?(?!type).*?'(\.[^']+)';$/gm))
      files.add(resolve(dirname(file), path));
  }
  return words;
}

/**
 * A short name for each property that only our own files know, the same in all of them. Those that stand most
 * often in `kinerja.js` get the shortest, so that what a member is made of changes nothing there. Terser itself leaves out what
 * browsers have.
 */
function shortened(): Readonly<Record<string, string>> {
  const sources = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => read(`${entry.parentPath}/${entry.name}`));
  const attributes = sources.flatMap((source) =>
    [...source.matchAll(/(\w+): \{ pattern:/g)].map(([, name = '']) => name),
  );
  // A property may also be reached by its name in a string.
  const quoted = sources.flatMap((source) => [...source.matchAll(/'(\w+)'/g)].map(([, name = '']) => name));
  const kept = new Set([...FOREIGN.flatMap((file) => wordsOf(read(file))), ...PUBLIC, ...attributes, ...quoted]);
  const declared = sources.flatMap((source) => [...source.matchAll(DECLARED)].map(([, name = '']) => name));
  const ofOneFile = wordsOfOneFile();
  const own = [...new Set(declared)].filter((name) => name.length > 3 && !kept.has(name)).sort();
  const times = (name: string) => ofOneFile.get(name) ?? 0;
  own.sort((one, other) => times(other) - times(one));
  return Object.fromEntries(own.map((name, index) => [name, shortName(index)]));
}
/** What the members import of the toolkits, under names that cost less; classes that pages may want keep theirs. */
function shortExports(code: string): string {
  const toolkit = TOOLKITS.flatMap((name) => [...read(`${SOURCE}/${name}.ts`).matchAll(/^export \{(.*)\} from/gm)])
    .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
    .filter((name) => !name.startsWith('type ') && name !== 'GatewayError');
  const shorter = (list: string, pattern: RegExp) =>
    list.replace(pattern, (whole, name: string) => {
      const place = toolkit.indexOf(name);
      return place < 0 ? whole : whole.replace(name, shortName(place));
    });
  return code
    .replace(/export\{[^}]*\};?$/, (list) => shorter(list, /\b(?<= as )(\w+)/g))
    .replace(/import\{[^}]*\}from"\.\/kinerja\.js"/, (list) => shorter(list, /(?<=[{,])(\w+)(?= as )/g));
}

/** Makes the file small: Terser takes out more than the bundler does, and names of our own get short. */
export function shortNames(): Plugin {
  return {
    name: 'short-names',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const names = shortened();
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const { code = file.code } = await minify(file.code, {
          module: true,
          ecma: 2020,
          compress: { passes: 3, pure_getters: true, keep_fargs: false, unsafe_arrows: true, booleans: false },
          mangle: { properties: { regex: new RegExp(`^(${Object.keys(names).join('|')})$`) } },
          nameCache: {
            props: { props: Object.fromEntries(Object.entries(names).map(([name, short]) => [`$${name}`, short])) },
          },
        });
        file.code = shortExports(code);
      }
    },
  };
}
