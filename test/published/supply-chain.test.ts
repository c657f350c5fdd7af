import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { pnpm } from '../commands.mjs';

/* What ships with the gateway and the widgets: all of it is known, may be passed on, and cannot change or run by itself (S48). */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');

interface Component {
  readonly purl: string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly { readonly license?: { id?: string; name?: string }; readonly expression?: string }[];
  readonly externalReferences?: readonly {
    readonly type: string;
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  }[];
}
interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly metadata: { readonly component: { readonly name: string; readonly type: string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const folder = mkdtempSync(join(tmpdir(), 'kinerja-bill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The bill of materials as the command of package.json writes it. */
const writeBill = async (...more: readonly string[]): Promise<Bill> => {
  const file = join(folder, `${more.length}.json`);
  const command: string = JSON.parse(read('package.json')).scripts.inventory;
  const given = command.split(' ').slice(1);
  const { ok, output } = await pnpm([...given.slice(0, given.indexOf('--out')), ...more, '--out', file]);
  if (!ok) throw new Error(output);
  return JSON.parse(readFileSync(file, 'utf8'));
};

/** What is installed here, with licences; and what the lock file has for all systems, without them. */
const bill = await writeBill();
const forAll = await writeBill('--lockfile-only');

const nameOf = ({ group, name }: Component) => (group === undefined ? name : `${group}/${name}`);
const isOurs = ({ group }: Component) => group === '@kinerja';
const foreign = (of: Bill) => of.components.filter((one) => !isOurs(one));

/** Hashes that the lock file demands, in hexadecimal, by name and version. */
const locked = new Map(
  [
    ...read('pnpm-lock.yaml').matchAll(
      /^ {2}'?([^\s'].*?@[^\s('@]+)'?:\n {4}resolution: \{integrity: sha512-([^,}]+)/gm,
    ),
  ].map(([, name = '', hash = '']) => [name, Buffer.from(hash, 'base64').toString('hex')] as const),
);

describe('the bill of materials', () => {
  test('is CycloneDX, of the application', () => {
    const { bomFormat, specVersion, serialNumber, metadata } = bill;
    expect({ bomFormat, specVersion }).toEqual({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    expect(serialNumber).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(metadata.component).toMatchObject({ name: 'kinerja', type: 'application' });
  });

  test('has every dependency of gateway, widgets and schema, and all that these need', () => {
    const there = new Map(forAll.components.map((one) => [nameOf(one), one]));
    for (const part of ['gateway', 'widgets', 'schema']) {
      const { dependencies, optionalDependencies } = JSON.parse(read(`${part}/package.json`));
      const names = Object.keys({ ...dependencies, ...optionalDependencies });
      expect(names.filter((name) => !there.has(name))).toEqual([]);
    }
    const refs = new Set(forAll.components.map(({ purl }) => purl));
    expect(forAll.dependencies.flatMap(({ dependsOn = [] }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
    expect(foreign(forAll).length).toBeGreaterThan(300);
    expect(foreign(bill).filter(({ purl }) => !refs.has(purl))).toEqual([]);
  });

  test('has no tool that only builds or tests', () => {
    const names = new Set(forAll.components.map(nameOf));
    for (const tool of ['vitest', 'vite', '@biomejs/biome', 'knip', 'terser', 'playwright-core'])
      expect(names).not.toContain(tool);
  });

  test('gives each its version, and the hash that the lock file demands', () => {
    expect(locked.size).toBeGreaterThan(foreign(forAll).length);
    for (const one of foreign(forAll)) {
      const [hash] = one.externalReferences?.find(({ type }) => type === 'distribution')?.hashes ?? [];
      expect(hash, one.purl).toEqual({ alg: 'SHA-512', content: locked.get(`${nameOf(one)}@${one.version}`) });
    }
  });
});

/** Licences under which everything may be used, changed and passed on with its notice. */
const FREE = [
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'BSL-1.0', 'Unlicense'],
  'CC0-1.0',
];

/** What says its licence in other words, or has another one. Each with what was read, and why it is no burden. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  '@visx/vendor': '"MIT and ISC": both are free',
  'dejavu-fonts-ttf': 'Bitstream Vera: may be embedded and passed on, renamed when changed; ours are unchanged',
  elkjs:
    'EPL-2.0: comes with Prisma Studio, which nothing of ours starts; passed on unchanged, and we change nothing of it',
  'png-js': 'MIT, in its file LICENSE alone',
};

const isFree = (expression: string): boolean => {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some(isFree);
  return plain.split(' AND ').every((part) => FREE.includes(part));
};

const licencesOf = ({ licenses = [] }: Component): readonly string[] =>
  licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '');

const mayShip = (one: Component): boolean => licencesOf(one).length > 0 && licencesOf(one).every(isFree);

describe('every licence', () => {
  test('is free, or was read by somebody', () => {
    const others = foreign(bill).filter((one) => !mayShip(one));
    expect([...new Set(others.map(nameOf))].toSorted()).toEqual(Object.keys(READ_BY_HAND).toSorted());
  });

  test('is that of its siblings where it is for another system than this one', () => {
    const here = new Set(foreign(bill).map(({ purl }) => purl));
    const siblings = foreign(bill).filter(mayShip);
    const elsewhere = foreign(forAll).filter(({ purl }) => !here.has(purl));
    const unknown = elsewhere.filter(
      ({ group, version }) =>
        !siblings.some((one) => group !== undefined && one.group === group && one.version === version),
    );
    // Of macOS alone; MIT.
    expect(unknown.map(nameOf).filter((name) => name !== 'fsevents')).toEqual([]);
  });

  test.each([
    ['GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND GPL-3.0-only', false],
    ['UNLICENSED', false],
    ['(MIT AND BSD-3-Clause)', true],
  ])('%s: %s', (expression, expected) => {
    expect(isFree(expression)).toBe(expected);
  });
});

describe('an install by our settings', () => {
  let place: string;
  const settings = read('pnpm-workspace.yaml').replace(/^packages:\n(?: {2}- .+\n)+/, 'packages:\n  - .\n');

  /** A package that would write a file when it is installed, and an application that depends on it. */
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'kinerja-install-'));
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    const write = (path: string, content: string) => writeFileSync(join(place, path), content);
    const script = `node -e "require('node:fs').writeFileSync('${join(place, 'ran')}', '')"`;
    mkdirSync(join(place, 'package'));
    write(
      'package/package.json',
      JSON.stringify({ name: 'sneaky', version: '1.0.0', scripts: { postinstall: script } }),
    );
    execFileSync('tar', ['czf', join(place, 'sneaky.tgz'), '-C', place, 'package']);
    write('package.json', JSON.stringify({ name: 'app', dependencies: { sneaky: 'file:sneaky.tgz' } }));
    write('pnpm-workspace.yaml', settings);
  });

  const install = (...more: readonly string[]) =>
    pnpm(['-C', place, 'install', '--offline', '--store-dir', join(place, 'store'), ...more]);
  const decide = (what: string) =>
    writeFileSync(
      join(place, 'pnpm-workspace.yaml'),
      settings.replace(/^allowBuilds:\n/m, `allowBuilds:\n  sneaky: ${what}\n`),
    );
  const hasRun = () => existsSync(join(place, 'ran'));

  test('fails when a dependency wants to run something and nobody has decided about it', async () => {
    const { ok, output } = await install();
    expect(output).toContain('ERR_PNPM_IGNORED_BUILDS');
    expect([ok, hasRun()]).toEqual([false, false]);
  });

  test('succeeds, and runs nothing, when it was decided that it may not', async () => {
    decide('false');
    expect((await install()).ok).toBe(true);
    expect(hasRun()).toBe(false);
  });

  test('fails when the lock file demands another content than comes', async () => {
    decide('false');
    expect((await install()).ok).toBe(true);
    const lock = readFileSync(join(place, 'pnpm-lock.yaml'), 'utf8');
    writeFileSync(join(place, 'pnpm-lock.yaml'), lock.replace(/sha512-.{8}/, 'sha512-AAAAAAAA'));
    rmSync(join(place, 'node_modules'), { recursive: true });
    rmSync(join(place, 'store'), { recursive: true });
    const { ok, output } = await install('--frozen-lockfile');
    expect(output).toContain('ERR_PNPM_TARBALL_INTEGRITY');
    expect(ok).toBe(false);
  });

  test('fails when a dependency is not in the lock file', async () => {
    decide('false');
    expect((await install()).ok).toBe(true);
    writeFileSync(
      join(place, 'package.json'),
      JSON.stringify({ name: 'app', dependencies: { sneaky: 'file:sneaky.tgz', other: '1.0.0' } }),
    );
    const { ok, output } = await install('--frozen-lockfile');
    expect(output).toContain('ERR_PNPM_OUTDATED_LOCKFILE');
    expect(ok).toBe(false);
  });
});
