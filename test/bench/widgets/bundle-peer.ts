import { fileURLToPath } from 'node:url';
import { bundle } from '../../support/bundle.ts';

const ROOT = fileURLToPath(new URL('peers/', import.meta.url));
const ENTRY = `${ROOT}entry.js`;

/** One file for a page that imports these modules of peers and nothing else. */
export const bundlePeer = (imports: readonly string[]): Promise<Buffer> =>
  bundle({
    root: ROOT,
    configFile: false,
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? imports.map((name) => `import '${name}';`).join('\n') : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'] },
      // The library mode leaves white space in unless it is told twice.
      rolldownOptions: { output: { minify: true, comments: false, codeSplitting: false } },
    },
  });
