import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import type { Package } from 'custom-elements-manifest';
import { ARCHIVE, DIST, differences, integrityText, releasedVersions, scriptsIn } from '../bin/archive.mjs';
import { MODULES, stemOf, widgetsOf } from './manifest.ts';
import { buildDeclarations, buildModules } from './modules.ts';
import { reactWrappers } from './react.ts';
import { typings } from './typings.ts';

const ROOT = resolve(fileURLToPath(new URL('..', import.meta.url)));

/** Files that stand in the workspace as they are packed. */
const COPIED = [
  'README.md',
  'CHANGELOG.md',
  'llms.txt',
  'custom-elements.json',
  '../LICENSE',
  'THIRD-PARTY-LICENSES.txt',
];

const readJson = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** A module and its types, as `exports` names them. */
const entry = (path: string) => ({ types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` });

/** What applications can import, and which of it does something by being imported. */
function packageJson(manifest: Package, { lit, react }: { readonly lit: string; readonly react: string }): object {
  const { name, version, description, keywords } = readJson('package.json');
  const stems = widgetsOf(manifest).map(stemOf);
  const optional = Object.fromEntries(['@lit/react', 'react'].map((peer) => [peer, { optional: true }]));
  return {
    ...{ name, version, description, keywords, license: 'MIT', type: 'module' },
    exports: {
      '.': entry('esm/package'),
      ...Object.fromEntries(
        stems.flatMap((stem) => [
          [`./${stem}`, entry(`esm/${stem}/${stem}`)],
          [`./${stem}/define`, entry(`esm/${stem}/define`)],
        ]),
      ),
      './events': entry('esm/package-events'),
      './react': entry('esm/react/index'),
      ...Object.fromEntries(stems.map((stem) => [`./react/${stem}`, entry(`esm/react/${stem}`)])),
      ...Object.fromEntries(['jsx', 'vue', 'svelte'].map((of) => [`./${of}`, { types: `./dist/types/${of}.d.ts` }])),
      './scripts/*': './dist/scripts/*',
      ...Object.fromEntries(
        [
          'custom-elements.json',
          'package.json',
          'vscode.css-custom-data.json',
          'vscode.html-custom-data.json',
          'web-types.json',
        ].map((file) => [`./${file}`, `./${file}`]),
      ),
    },
    types: `./${MODULES}package.d.ts`,
    sideEffects: [
      ...['package', 'kinerja', '*/define', '*/index', 'icons/speaker'].map((path) => `./${MODULES}${path}.js`),
      './dist/scripts/*.js',
    ],
    unpkg: './dist/scripts/kinerja.js',
    jsdelivr: './dist/scripts/kinerja.js',
    customElements: './custom-elements.json',
    'web-types': './web-types.json',
    dependencies: { lit },
    peerDependencies: { '@lit/react': react, react: '>=18' },
    peerDependenciesMeta: optional,
  };
}

/** What Visual Studio Code and the editors of JetBrains complete and explain. */
function writeEditorData(
  folder: string,
  manifest: Package,
  { name, version }: { name: string; version: string },
): void {
  const options = { outdir: folder, hideLogs: true };
  // The generators change what they are given, and know less of it than the schema allows.
  const given = () => structuredClone(manifest) as Parameters<typeof generateVsCodeCustomElementData>[0];
  generateVsCodeCustomElementData(given(), options);
  generateJetBrainsWebTypes(given(), { ...options, packageJson: false });
  const edit = <Data>(file: string, change: (data: Data) => object) => {
    const path = join(folder, file);
    writeFileSync(path, `${JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8'))), null, 2)}\n`);
  };
  // It takes both from whatever package it is run in.
  edit<object>('web-types.json', (data) => ({ ...data, name, version }));
  // It lists a property once for each widget that reads it.
  edit<{ properties: { name: string }[] }>('vscode.css-custom-data.json', (data) => ({
    ...data,
    properties: [...new Map(data.properties.map((property) => [property.name, property])).values()],
  }));
}

/** The files for script tags: those of the release, or of the build as long as the version is not released. */
function copyScripts(folder: string, version: string): void {
  const files = scriptsIn(DIST);
  const changed = releasedVersions(ARCHIVE).includes(version) ? differences(ARCHIVE, version, files) : [];
  if (files.size === 0) throw new Error('There is nothing to pack: pnpm --filter @kinerja/widgets build');
  if (changed.length > 0)
    throw new Error(`Widgets ${version} are released with other bytes (${changed.join(', ')}): raise the version.`);
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, 'integrity.json'), integrityText(files));
}

/** Lays out the package as it is published. The scripts must have been built. */
export async function stagePackage(folder: string): Promise<void> {
  const { version, name, dependencies, devDependencies } = readJson('package.json');
  const manifest = readJson('custom-elements.json') as Package;
  rmSync(folder, { recursive: true, force: true });
  await buildModules(join(folder, 'dist/esm'));
  buildDeclarations(join(folder, 'dist/esm'));
  const texts = {
    ...prefixed('dist/esm/react/', reactWrappers(manifest)),
    ...prefixed('dist/types/', typings(manifest)),
    'package.json': `${JSON.stringify(
      packageJson(manifest, { lit: `^${dependencies.lit}`, react: `^${devDependencies['@lit/react']}` }),
      null,
      2,
    )}\n`,
  };
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  copyScripts(join(folder, 'dist/scripts'), version);
  for (const path of COPIED) cpSync(join(ROOT, path), join(folder, basename(path)));
  writeEditorData(folder, manifest, { name, version });
}

const prefixed = (prefix: string, texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${prefix}${name}`, text]));
