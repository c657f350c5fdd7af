import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import type { Plugin } from 'vite';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));

/** Where else a property may come from. */
const FOREIGN = [
  fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url)),
  createRequire(createRequire(import.meta.url).resolve('lit')).resolve('lit-html'),
];

const read = (path: string) => readFileSync(path, 'utf8');

/**
 * Names of private members, which TypeScript has proven to be used inside their class alone; without those that another
 * module, the API or the library has too, because to a minifier a property is a property.
 */
function privateNames(): readonly string[] {
  const sources = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => read(`${entry.parentPath}/${entry.name}`));
  const declared = /^ {2}(?:declare )?private (?:readonly |get |set |async )*(\w+)/gm;
  const others = [...FOREIGN.map(read), ...sources.map((source) => source.replaceAll(declared, ''))];
  const isAlone = (name: string, own: string) => {
    const word = new RegExp(`\\b${name}\\b`);
    const isField = new RegExp(`^\\s+(readonly )?${name}\\??:`, 'm');
    return !isField.test(own) && others.every((other) => other === own.replaceAll(declared, '') || !word.test(other));
  };
  return sources.flatMap((source) =>
    [...source.matchAll(declared)].flatMap(([, name = '']) => (isAlone(name, source) ? [name] : [])),
  );
}

/** Makes the file small: Terser takes out more than the bundler does, and private members get short names. */
export function shortNames(): Plugin {
  return {
    name: 'short-names',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const names = privateNames();
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const { code = file.code } = await minify(file.code, {
          module: true,
          ecma: 2020,
          compress: { passes: 3, pure_getters: true, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true },
          mangle: { properties: { regex: new RegExp(`^(${names.join('|')})$`) } },
        });
        file.code = code;
      }
    },
  };
}
