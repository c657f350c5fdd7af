import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { DIST, scriptsIn } from '@kinerja/widgets/bin/archive';
import { guide } from '@kinerja/widgets/packaging/guide';
import { createManifest, stemOf, widgetsOf } from '@kinerja/widgets/packaging/manifest';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Consumer, installPacked } from '../support/packed-widgets.ts';

/* What an application gets that installs the widgets: from the archive that would be published, not from the workspace. */

const manifest = createManifest();
const widgets = widgetsOf(manifest);

interface Packaged {
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default?: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

let consumer: Consumer;
let packaged: Packaged;
const installed = (path: string) => readFileSync(join(consumer.installed, path), 'utf8');

beforeAll(async () => {
  consumer = await installPacked();
  packaged = JSON.parse(installed('package.json'));
});
afterAll(() => consumer?.remove());

const node = (...args: readonly string[]) =>
  execFileSync(process.execPath, args, { cwd: consumer.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** What an application of this one line becomes, when its bundler has taken out whatever is not used. */
async function bundled(line: string): Promise<{ readonly entry: string; readonly all: string }> {
  const built = await build({
    root: consumer.folder,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'line',
        resolveId: (id) => (id === 'line' ? join(consumer.folder, 'line.js') : null),
        load: (id) => (id.endsWith('/line.js') ? line : null),
      },
    ],
    build: { write: false, minify: false, modulePreload: false, rolldownOptions: { input: 'line' } },
  });
  const chunks = 'close' in built ? [] : [built].flat().flatMap(({ output }) => output);
  const codes = chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : ''));
  const entry = chunks.find((chunk) => chunk.type === 'chunk' && chunk.isEntry);
  return { entry: entry?.type === 'chunk' ? entry.code : '', all: codes.join('\n') };
}

describe('the archive', () => {
  test('is a package without a fault, by publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: consumer.installed, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test('has the types of every module, by attw', { timeout: 120_000 }, async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(consumer.tarball)));
    if (!analysis.types) throw new Error('The package has no types.');
    const esmOnly = analysis.problems.filter(
      (problem) => !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
    );
    expect(esmOnly).toEqual([]);
    expect(Object.keys(analysis.entrypoints)).toEqual(Object.keys(packaged.exports));
  });

  test('holds every file that it names', () => {
    const named = Object.values(packaged.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    for (const path of named.filter((path) => !path.includes('*')))
      expect(existsSync(join(consumer.installed, path)), path).toBe(true);
  });

  test('depends on lit alone', () => {
    expect(Object.keys(packaged.dependencies)).toEqual(['lit']);
  });

  test('knows nothing of the workspace it comes from', () => {
    const files = readdirSync(consumer.installed, { recursive: true, encoding: 'utf8' });
    const texts = files
      .filter((path) => /\.(js|ts|json|md|txt)$/.test(path))
      .map((path) => [path, installed(path)] as const);
    expect(texts.length).toBeGreaterThan(200);
    const strange = texts.filter(([, text]) =>
      /workspace:|@kinerja\/schema|from ["']\.[^"']*\.ts["']|kinerja-consumer-/.test(text),
    );
    expect(strange.map(([path]) => path)).toEqual([]);
  });

  test('has the scripts of this version, byte for byte, and what their hashes are', () => {
    const scripts = scriptsIn(join(consumer.installed, 'dist/scripts'));
    expect(scripts).toEqual(scriptsIn(DIST));
    expect(Object.keys(JSON.parse(installed('dist/scripts/integrity.json')))).toEqual([...scripts.keys()]);
  });

  test('is told of in the changelog', () => {
    const [, unreleased = ''] = /## \[Unreleased\]\n\nThis is ([\d.]+),/.exec(installed('CHANGELOG.md')) ?? [];
    const versions = [...installed('CHANGELOG.md').matchAll(/^## \[([\d.]+)\] - /gm)].map(([, version]) => version);
    expect([unreleased, ...versions]).toContain(packaged.version);
  });

  test('is described for assistants, and for people, with every tag', () => {
    expect(installed('llms.txt'), 'If the change is meant: node --import tsx widgets/bin/manifest.ts').toBe(
      guide(manifest),
    );
    for (const { tagName } of widgets) expect(installed('README.md')).toContain(`\`<${tagName}>\``);
  });
});

describe('editors', () => {
  interface Tag {
    readonly name: string;
    readonly attributes: readonly { readonly name: string; readonly values?: readonly { readonly name: string }[] }[];
  }
  const named = (items: readonly { readonly name: string }[] = []) => items.map(({ name }) => name);

  test('of Microsoft know every tag, attribute and custom property', () => {
    const { tags } = JSON.parse(installed('vscode.html-custom-data.json')) as { readonly tags: readonly Tag[] };
    expect(tags.map(({ name, attributes }) => [name, named(attributes)])).toEqual(
      widgets.map(({ tagName, attributes }) => [tagName, named(attributes)]),
    );
    const layout = tags.flatMap(({ attributes }) => attributes).find(({ name }) => name === 'layout');
    expect(named(layout?.values)).toEqual(['steps', 'all', 'icons']);
    const { properties } = JSON.parse(installed('vscode.css-custom-data.json'));
    expect(named(properties)).toEqual(named(widgets[0]?.cssProperties));
  });

  test('of JetBrains know every tag with its attributes and events, of this version', () => {
    const types = JSON.parse(installed('web-types.json'));
    expect([types.name, types.version]).toEqual(['@kinerja/widgets', packaged.version]);
    const told = types.contributions.html.elements.map((element: Tag & { js: { events: { name: string }[] } }) => [
      element.name,
      named(element.attributes),
      named(element.js.events),
    ]);
    expect(told).toEqual(widgets.map(({ tagName, attributes, events }) => [tagName, named(attributes), named(events)]));
  });
});

describe('a bundler', () => {
  test.each([
    ['a class', "import { RatingForm } from '@kinerja/widgets/rating-form';"],
    ['a component', "import { Trend } from '@kinerja/widgets/react';"],
    ['an event', "import { KinerjaLoadEvent } from '@kinerja/widgets/events';"],
  ])('leaves nothing of %s that is not used', async (_what, line) => {
    expect((await bundled(line)).entry).toBe('');
  });

  test('takes of a class that is used no registration', async () => {
    const { entry } = await bundled("import { Trend } from '@kinerja/widgets/trend'; console.log(Trend);");
    expect(entry).toContain('Trend = class extends GatewayElement');
    expect(entry).not.toMatch(/define\("kinerja-|(RatingForm|Builder|AppraisalDesk|Scorecard) = class/);
  });

  test('registers one widget, and only it', async () => {
    const { entry } = await bundled("import '@kinerja/widgets/trend/define';");
    expect(entry.match(/define\("kinerja-[\w-]+"\)/g)).toEqual(['define("kinerja-trend")']);
  });

  test('registers form, scorecard and board at once, and makes a file for each other one', async () => {
    const { entry, all } = await bundled("import '@kinerja/widgets';");
    const tags = (code: string) => [...code.matchAll(/define\("(kinerja-[\w-]+)"\)/g)].map(([, tag]) => tag).sort();
    expect(tags(entry)).toEqual(['kinerja-rating-form', 'kinerja-scorecard', 'kinerja-unit-leaderboard']);
    expect(tags(all)).toEqual(widgets.map(({ tagName }) => tagName).sort());
  });

  test('takes of a component of React its widget, and only it', async () => {
    const { entry } = await bundled("import { Trend } from '@kinerja/widgets/react'; console.log(Trend);");
    expect(entry.match(/define\("kinerja-[\w-]+"\)/g)).toEqual(['define("kinerja-trend")']);
  });

  test('finds every file that the one file would load from beside it', () => {
    const bundledFiles = [...installed('dist/esm/import-bundled.js').matchAll(/^\t"?([\w-]+)"?: \(\) => import/gm)].map(
      ([, name]) => `${name}.js`,
    );
    // Signing in is the gateway's own console's: applications do that themselves.
    const others = [...scriptsIn(DIST).keys()].filter((name) => !name.startsWith('kinerja.') && name !== 'sign-in.js');
    expect(bundledFiles).toEqual(others);
  });
});

/*
 * Compilers accept what the files in `test/consumer` write about the widgets, and refuse the mistakes that are marked there as
 * expected: a mark without a mistake is one, too.
 */
describe.concurrent('a compiler', { timeout: 120_000 }, () => {
  const browsers = { target: 'ES2022', lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] };
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
  const resolution = { module: 'ESNext', moduleResolution: 'bundler', skipLibCheck: true };

  /** What a program has against these files of the application. */
  async function complaints(program: string, files: readonly string[], options: object = {}): Promise<string> {
    const project = `tsconfig.${files[0]}.json`;
    const compilerOptions = { noEmit: true, jsx: 'react-jsx', ...browsers, ...strict, ...resolution, ...options };
    const settings = { compilerOptions, include: files, vueCompilerOptions: { strictTemplates: true } };
    writeFileSync(join(consumer.folder, project), JSON.stringify(settings));
    const isSvelte = files[0]?.endsWith('.svelte');
    const args = isSvelte
      ? ['--output', 'machine', '--fail-on-warnings', '--tsconfig', project]
      : ['--project', project];
    const run = promisify(execFile)(process.execPath, [program, ...args], { cwd: consumer.folder });
    return run.then(
      () => '',
      ({ stdout, stderr }) => stdout + stderr,
    );
  }

  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const ofConsumer = (path: string) => join(consumer.folder, 'node_modules', path);

  test('of TypeScript checks pages, tags in JSX, and components of React', async () => {
    expect(await complaints(tsc, ['page.mts', 'tags.tsx', 'components.tsx'])).toBe('');
  });

  test('of TypeScript finds everything as Node does, and no declaration wanting', async () => {
    const options = { module: 'NodeNext', moduleResolution: 'NodeNext', skipLibCheck: false };
    expect(await complaints(tsc, ['page.mts'], options)).toBe('');
  });

  test('of Vue checks templates', async () => {
    expect(await complaints(ofConsumer('vue-tsc/bin/vue-tsc.js'), ['page.vue'])).toBe('');
  });

  test('of Svelte checks markup', async () => {
    const told = await complaints(ofConsumer('svelte-check/bin/svelte-check'), ['page.svelte', 'mistaken.svelte']);
    const refused = told
      .split('\n')
      .flatMap((line) => /(?:ERROR|WARNING) "([\w.]+)" (\d+)/.exec(line)?.slice(1).join(':') ?? []);
    expect(refused, told).toEqual(['mistaken.svelte:6', 'mistaken.svelte:7', 'mistaken.svelte:8']);
  });
});

describe('a server', () => {
  test('imports every module without harm', () => {
    const { modules, missing, left } = JSON.parse(node('imported-on-server.mjs'));
    expect(modules).toBe(3 + 3 * widgets.length);
    expect(missing).toEqual([]);
    // Lit keeps a list of its versions.
    expect(left.filter((name: string) => !name.startsWith('lit'))).toEqual([]);
  });

  test('renders the tags of components', () => {
    expect(node('tags-on-server.mjs')).toBe(
      '<kinerja-rating-form id="form"><a href="/form">Formulir biasa</a></kinerja-rating-form><kinerja-scorecard class="wide"></kinerja-scorecard>',
    );
  });
});

test('there is a module with and one without registration for each widget, and a component', () => {
  const expected = widgets.flatMap((widget) => {
    const stem = stemOf(widget);
    return [`./${stem}`, `./${stem}/define`, `./react/${stem}`];
  });
  expect(Object.keys(packaged.exports)).toEqual(expect.arrayContaining(expected));
});
