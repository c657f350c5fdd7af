import { defineConfig } from 'vite';
import { shortTemplates } from './build/short-templates.ts';

/** The files that pages load, each with all that it needs. */
const LIBRARIES = {
  production: { entry: { kinerja: 'src/index.ts' }, formats: ['es'] },
  /** The same for old themes. */
  classic: {
    entry: { 'kinerja.iife': 'src/classic.ts' },
    formats: ['iife'],
    name: 'Kinerja',
    fileName: () => 'kinerja.iife.js',
  },
  /** Fetched by the others where a page has its tag. */
  scorecard: { entry: { scorecard: 'src/scorecard/index.ts' }, formats: ['es'] },
} as const;

const isLibrary = (mode: string): mode is keyof typeof LIBRARIES => Object.hasOwn(LIBRARIES, mode);

/** `vite build --mode <library>`; `production`, the default, makes `dist/kinerja.js`. */
export default defineConfig(({ mode }) => ({
  plugins: [shortTemplates()],
  build: {
    target: 'es2020',
    emptyOutDir: false,
    lib: structuredLibrary(isLibrary(mode) ? mode : 'production'),
    // The library mode leaves white space in unless it is told twice.
    rolldownOptions: { output: { minify: true, comments: false } },
  },
}));

/** As Vite wants it: lists that it may change. */
function structuredLibrary(mode: keyof typeof LIBRARIES) {
  const { formats, ...library } = LIBRARIES[mode];
  return { ...library, formats: [...formats] };
}
