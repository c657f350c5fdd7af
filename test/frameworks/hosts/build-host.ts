import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import { type AliasOptions, build, type PluginOption, type Rolldown } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { resolve } = createRequire(import.meta.url);

interface Host {
  readonly entry: string;
  readonly plugins?: PluginOption;
  readonly alias?: AliasOptions;
}

/** An application of each framework, built the way its own tools do it. */
const HOSTS = {
  react: { entry: 'react/main.tsx' },
  'react-18': {
    entry: 'react/main.tsx',
    alias: [
      { find: /^react$/, replacement: resolve('react-18') },
      { find: /^react\/(.+)$/, replacement: here('node_modules/react-18/$1') },
      { find: /^react-dom$/, replacement: resolve('react-dom-18') },
      { find: /^react-dom\/(.+)$/, replacement: here('node_modules/react-dom-18/$1') },
    ],
  },
  vue: {
    entry: 'vue/main.ts',
    plugins: vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('kinerja-') } } }),
  },
  svelte: { entry: 'svelte/main.svelte.ts', plugins: svelte({ configFile: false }) },
  angular: { entry: 'angular/main.ts' },
} satisfies Record<string, Host>;

export type Framework = keyof typeof HOSTS;

export const FRAMEWORKS = Object.keys(HOSTS) as readonly Framework[];

/** The script of an application; built for development, in which frameworks warn about more. */
export async function buildHost(framework: Framework): Promise<string> {
  const { entry, plugins, alias }: Host = HOSTS[framework];
  const outputs = (await build({
    root: here('.'),
    configFile: false,
    logLevel: 'warn',
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    plugins: [plugins],
    resolve: { alias: alias ?? [] },
    build: { write: false, minify: false, target: 'es2022', lib: { entry: here(entry), formats: ['es'] } },
  })) as readonly Rolldown.RolldownOutput[];
  const [script] = outputs.flatMap(({ output }) => output);
  if (script?.type !== 'chunk') throw new Error(`Vite made no script of ${entry}.`);
  return script.code;
}
