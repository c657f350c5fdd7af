import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PEERS = folder('peers/');
const WIDGETS = folder('../../../widgets/');

/** Warnings for developers stay out, whoever bundles. */
const PRODUCTION = { 'process.env.NODE_ENV': '"production"' };

/** Everything into one file, as small as it gets. */
const ONE_FILE = { minify: true, comments: false, codeSplitting: false } as const;

const bundle = async (config: InlineConfig): Promise<Buffer> => {
  process.env['NODE_ENV'] = 'production';
  const built = await build({ logLevel: 'error', define: PRODUCTION, ...config });
  const outputs = 'close' in built ? [] : [built].flat().flatMap(({ output }) => output);
  const [file, ...others] = outputs;
  if (file?.type !== 'chunk' || others.length > 0)
    throw new Error(`Expected one file, got ${outputs.map(({ fileName }) => fileName).join(', ') || 'none'}.`);
  return Buffer.from(file.code);
};

/** One file for a page that imports these modules of peers and nothing else. */
export const bundlePeer = (imports: readonly string[]): Promise<Buffer> => {
  const entry = join(PEERS, 'entry.js');
  return bundle({
    root: PEERS,
    configFile: false,
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? imports.map((name) => `import '${name}';`).join('\n') : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: ONE_FILE },
    },
  });
};

/** One file with a single widget of ours, built as all of ours are. */
export const bundleAlone = (widget: string): Promise<Buffer> =>
  bundle({
    root: WIDGETS,
    configFile: join(WIDGETS, 'vite.config.ts'),
    build: {
      write: false,
      lib: { entry: join(WIDGETS, `src/${widget}/define.ts`) },
      rolldownOptions: { output: ONE_FILE },
    },
  });
