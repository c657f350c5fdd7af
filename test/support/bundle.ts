import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const WIDGETS = fileURLToPath(new URL('../../widgets/', import.meta.url));

/** One file of one entry, as a page would load it. */
export const bundle = async (config: InlineConfig): Promise<Buffer> => {
  // Warnings for developers stay out, whoever bundles.
  process.env['NODE_ENV'] = 'production';
  const built = await build({ logLevel: 'error', define: { 'process.env.NODE_ENV': '"production"' }, ...config });
  const outputs = 'close' in built ? [] : [built].flat().flatMap(({ output }) => output);
  const [file, ...others] = outputs;
  if (file?.type !== 'chunk' || others.length > 0)
    throw new Error(`Expected one file, got ${outputs.map(({ fileName }) => fileName).join(', ') || 'none'}.`);
  return Buffer.from(file.code);
};

/** A single widget of ours with all it needs, built as `kinerja.js` is; by its folder. */
export const bundleAlone = (widget: string): Promise<Buffer> =>
  bundle({
    root: WIDGETS,
    mode: 'kinerja',
    configFile: `${WIDGETS}vite.config.ts`,
    build: { write: false, lib: { entry: `${WIDGETS}src/${widget}/define.ts` } },
  });
