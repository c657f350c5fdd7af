import { defineConfig } from 'vite';
import { shortTemplates } from './build/short-templates.ts';

/** `vite build` makes `dist/kinerja.js`; `vite build --mode classic` makes `dist/kinerja.iife.js` for old themes. */
export default defineConfig(({ mode }) => {
  const classic = mode === 'classic';
  return {
    plugins: [shortTemplates()],
    build: {
      target: 'es2020',
      emptyOutDir: false,
      lib: classic
        ? {
            entry: { 'kinerja.iife': 'src/classic.ts' },
            formats: ['iife'],
            name: 'Kinerja',
            fileName: () => 'kinerja.iife.js',
          }
        : { entry: { kinerja: 'src/index.ts' }, formats: ['es'] },
      // The library mode leaves white space in unless it is told twice.
      rolldownOptions: { output: { minify: true, comments: false } },
    },
  };
});
