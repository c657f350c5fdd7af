import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { leanLit } from './build/lean-lit.ts';
import { ownFile } from './build/own-file.ts';
import { shortNames } from './build/short-names.ts';
import { shortTemplates } from './build/short-templates.ts';

/** Where the file of a member begins: a widget's folder, or a single module such as a language. */
function memberEntry(name: string): string {
  const entries = [`src/${name}/index.ts`, `src/locale/${name}.ts`];
  const entry = entries.find((path) => existsSync(fileURLToPath(new URL(path, import.meta.url))));
  if (entry === undefined) throw new Error(`The member ${name} has none of ${entries.join(', ')}.`);
  return entry;
}

/**
 * `vite build --mode <file>`: `kinerja`, the one file of a page; `kinerja.iife`, the same for old themes; else the file of a
 * further member of the family, which takes from `kinerja.js` what that has.
 */
export default defineConfig(({ mode }) => {
  const isClassic = mode === 'kinerja.iife';
  const isMember = !isClassic && mode !== 'kinerja';
  return {
    plugins: [leanLit(), shortTemplates(), isMember ? ownFile(mode) : null, shortNames()],
    build: {
      target: 'es2020',
      emptyOutDir: false,
      // Terser does it, in `shortNames`.
      minify: false,
      lib: isClassic
        ? { entry: 'src/classic.ts', formats: ['iife'], name: 'Kinerja', fileName: () => 'kinerja.iife.js' }
        : { entry: isMember ? memberEntry(mode) : 'src/index.ts', formats: ['es'], fileName: () => `${mode}.js` },
      rolldownOptions: { output: { comments: false } },
    },
  };
});
