import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { shortTemplates } from '../build/short-templates.ts';

const ROOT = resolve(fileURLToPath(new URL('..', import.meta.url)));
const SOURCE = join(ROOT, 'src');
/** The operations of the gateway, as far as the widgets know it. The package they come from is not published. */
const OPERATIONS = fileURLToPath(new URL('../../schema/generated/operations.ts', import.meta.url));

/** Modules that applications import, without their ending. */
export const ENTRIES: readonly string[] = [
  'package',
  'package-events',
  ...widgetFolders().flatMap((stem) => [`${stem}/${stem}`, `${stem}/define`]),
];

/** Rooms that claim a tag. */
export function widgetFolders(): readonly string[] {
  const rooms = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  return rooms
    .filter((path) => path.endsWith(`${sep}define.ts`))
    .map((path) => dirname(path))
    .sort();
}

/** The path of a source in the package, without its ending. */
const placeOf = (source: string) =>
  source === OPERATIONS ? 'operations' : relative(SOURCE, source).replaceAll('\\', '/').replace(/\.ts$/, '');

/** Files of the family are found by the application's bundler, not beside the script. */
const bundledFiles: Plugin = {
  name: 'bundled-files',
  enforce: 'pre',
  resolveId: (source) => (/\/import-file\.ts$/.test(source) ? join(SOURCE, 'import-bundled.ts') : null),
};

/** What else is different in an application than on a page with the one file. */
const IN_APPLICATIONS: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  // A server that renders the tags imports the modules where there is no page, and nothing happens there.
  'reactive-element.ts': [
    ['extends HTMLElement', 'extends (globalThis.HTMLElement ?? Object)'],
    // The properties exist there, too: wrappers ask for them.
    ['if (!customElements', 'if (!globalThis.customElements) void this.observedAttributes;\nelse if (!customElements'],
  ],
  // What earlier visits could not send goes out wherever there is a form, also without the one file.
  'kinerja.ts': [['openOutbox();', '']],
  'rating-form/define.ts': [
    ['import { RatingForm }', "import { openOutbox } from '../outbox.ts';\nimport { RatingForm }"],
    ["('kinerja-rating-form');", "('kinerja-rating-form');\nif (globalThis.document) openOutbox();"],
  ],
};

const inApplications: Plugin = {
  name: 'in-applications',
  enforce: 'pre',
  transform(code, id) {
    const changes = IN_APPLICATIONS[relative(SOURCE, id).replaceAll('\\', '/')] ?? [];
    return changes.reduce((text, [from, to]) => {
      if (text.split(from).length !== 2) throw new Error(`${id} has not exactly one ${from}.`);
      return text.replace(from, to);
    }, code);
  },
};

/** Writes the modules of the package: a file for each source, so that a bundler takes what is used and nothing twice. */
export async function buildModules(folder: string): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [bundledFiles, inApplications, shortTemplates()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      // The application's bundler knows what its browsers can do.
      target: 'es2022',
      minify: false,
      modulePreload: false,
      lib: { entry: ENTRIES.map((entry) => join(SOURCE, `${entry}.ts`)), formats: ['es'] },
      rolldownOptions: {
        external: /^lit(\/|$)/,
        output: {
          preserveModules: true,
          preserveModulesRoot: SOURCE,
          entryFileNames: ({ facadeModuleId }) => `${placeOf(facadeModuleId ?? '')}.js`,
        },
      },
    },
  });
}

/** Writes the declarations beside the modules. */
export function buildDeclarations(folder: string): void {
  const work = mkdtempSync(join(tmpdir(), 'kinerja-declarations-'));
  try {
    const project = {
      extends: join(ROOT, 'tsconfig.json'),
      files: ENTRIES.map((entry) => join(SOURCE, `${entry}.ts`)),
      include: [],
      compilerOptions: {
        ...{ noEmit: false, declaration: true, emitDeclarationOnly: true },
        ...{ rootDir: dirname(ROOT), outDir: join(work, 'emitted') },
        // As a source of ours, not as a library of others, whose declarations nobody emits.
        paths: { '@kinerja/schema/operations': [OPERATIONS] },
      },
    };
    writeFileSync(join(work, 'tsconfig.json'), JSON.stringify(project));
    const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
    execFileSync(process.execPath, [join(dirname(compiler), 'bin/tsc'), '--project', work]);
    for (const path of readdirSync(join(work, 'emitted'), { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.d.ts')) continue;
      const place = placeOf(join(dirname(ROOT), path.replace(/\.d\.ts$/, '.ts')));
      const file = join(folder, `${place}.d.ts`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, inModules(readFileSync(join(work, 'emitted', path), 'utf8'), place));
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** A declaration that names modules of the package instead of sources of the workspace. */
const inModules = (declaration: string, place: string) =>
  declaration
    .replace(/(?<=['"]\.[^'"]*)\.ts(?=['"])/g, '.js')
    .replaceAll('@kinerja/schema/operations', `${'../'.repeat(place.split('/').length - 1) || './'}operations.js`);
