import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encode } from './content-encoding.ts';

const WIDGETS = new URL('../../../widgets/', import.meta.url);
const INTEGRITY = 'integrity.json';

/** What `integrity.json` tells of a file: for `integrity` attributes, and for those who count bytes. */
interface FileIntegrity {
  readonly integrity: string;
  readonly bytes: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** A version of the widgets. */
export interface WidgetVersion {
  /** What was released never changes; what is in development may at any time. */
  readonly isReleased: boolean;
  /** Each file by its name, and how its bytes are got. */
  readonly files: ReadonlyMap<string, () => Promise<Buffer>>;
}

/** Every version that pages can load. */
export interface WidgetVersions {
  /** The version of this checkout, released or in development. */
  readonly current: string;
  /** The newest release: what the floating channel serves. */
  readonly latest: string;
  /** By number, oldest first. */
  readonly all: ReadonlyMap<string, WidgetVersion>;
  /** The `integrity` of a file of a release; nothing while the version is in development. */
  readonly integrity: (version: string, name: string) => string | undefined;
}

const hashOf = (bytes: Buffer): string => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

const readJson = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));

const byNumber = new Intl.Collator('en', { numeric: true }).compare;

/** Bytes that are not those of the release are never sent: browsers and caches would keep them for a year. */
const readReleased = (file: URL, { integrity }: FileIntegrity): Buffer => {
  const bytes = readFileSync(file);
  if (hashOf(bytes) !== integrity)
    throw new Error(`${fileURLToPath(file)} is not what was released: expected ${integrity}, got ${hashOf(bytes)}.`);
  return bytes;
};

const integrityIn = (folder: URL) => readJson(new URL(INTEGRITY, folder)) as Readonly<Record<string, FileIntegrity>>;

/** A version of the archive; its files are read when somebody asks for them. */
const openRelease = (folder: URL): WidgetVersion => ({
  isReleased: true,
  files: new Map([
    ...Object.entries(integrityIn(folder)).map(
      ([name, told]) => [name, async () => readReleased(new URL(name, folder), told)] as const,
    ),
    [INTEGRITY, async () => readFileSync(new URL(INTEGRITY, folder))] as const,
  ]),
});

const tell = async (bytes: Buffer): Promise<FileIntegrity> => {
  const [gzip, brotli] = await Promise.all([encode(bytes, 'gzip'), encode(bytes, 'br')]);
  return { integrity: hashOf(bytes), bytes: bytes.length, gzip: gzip.length, brotli: brotli.length };
};

/** What the build made, as it was when the gateway started. */
const openDevelopment = (folder: URL): WidgetVersion => {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.js')) : [];
  const files = names.toSorted().map((name) => [name, readFileSync(new URL(name, folder))] as const);
  const integrity = async () => {
    const told = await Promise.all(files.map(async ([name, bytes]) => [name, await tell(bytes)] as const));
    return Buffer.from(`${JSON.stringify(Object.fromEntries(told), null, 2)}\n`);
  };
  return {
    isReleased: false,
    files: new Map([
      ...files.map(([name, bytes]) => [name, () => Promise.resolve(bytes)] as const),
      [INTEGRITY, integrity] as const,
    ]),
  };
};

/** Opens the archive of releases and, where the current version is not released, what the build made of it. */
export const openWidgetVersions = (widgets: URL = WIDGETS): WidgetVersions => {
  const { version: current } = readJson(new URL('package.json', widgets)) as { version: string };
  const archive = new URL('releases/', widgets);
  const released = existsSync(archive) ? readdirSync(archive).filter((name) => /^\d+\.\d+\.\d+$/.test(name)) : [];
  const folderOf = (version: string) => new URL(`${version}/`, archive);
  const versions = new Map(released.map((version) => [version, openRelease(folderOf(version))]));
  if (!versions.has(current)) versions.set(current, openDevelopment(new URL('dist/', widgets)));
  const all = new Map([...versions].toSorted(([one], [other]) => byNumber(one, other)));
  return {
    current,
    latest: released.toSorted(byNumber).at(-1) ?? current,
    all,
    integrity: (version, name) =>
      all.get(version)?.isReleased === true ? integrityIn(folderOf(version))[name]?.integrity : undefined,
  };
};
