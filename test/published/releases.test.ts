import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import {
  ARCHIVE,
  archiveMistakes,
  DIST,
  differences,
  freeze,
  NotFrozen,
  releasedVersions,
  scriptsIn,
} from '@kinerja/widgets/bin/archive';
import { describe, expect, onTestFinished, test } from 'vitest';

/* What was released stays what it is: a page that pinned a version is never changed by us. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const { version: current } = JSON.parse(read('widgets/package.json')) as { version: string };
const released = releasedVersions(ARCHIVE);
const integrityOf = (version: string) =>
  JSON.parse(readFileSync(join(ARCHIVE, version, 'integrity.json'), 'utf8')) as Record<string, Told>;

interface Told {
  readonly integrity: string;
  readonly bytes: number;
  readonly gzip: number;
  readonly brotli: number;
}

describe('the archive', () => {
  test('holds every release as it was frozen', () => {
    expect(archiveMistakes(ARCHIVE)).toEqual([]);
  });

  test.each(released)('says of %s what its files weigh', (version) => {
    const files = scriptsIn(join(ARCHIVE, version));
    for (const [name, { bytes, gzip, brotli }] of Object.entries(integrityOf(version))) {
      const file = files.get(name) ?? Buffer.alloc(0);
      expect(bytes).toBe(file.length);
      // Another zlib may find a few bytes more or less.
      expect(Math.abs(gzip / gzipSync(file, { level: 9 }).length - 1)).toBeLessThan(0.01);
      expect(Math.abs(brotli / brotliCompressSync(file).length - 1)).toBeLessThan(0.01);
    }
  });

  test.each(released)('names in %s only documents that were published with it', (version) => {
    const published = JSON.parse(read('schema/operations/published.json'))[version] as Record<string, string>;
    const named = [...scriptsIn(join(ARCHIVE, version)).values()].flatMap((file) =>
      [...file.toString('utf8').matchAll(/id:["'`](?:sha256:)?([0-9a-f]{64}|[0-9a-f]{32})["'`]/g)].map(([, id]) => id),
    );
    const ids = Object.keys(published);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((id) => !ids.some((known) => known.startsWith(`sha256:${id}`)))).toEqual([]);
  });
});

test(`the widgets are what was released as ${current}, or ${current} is not released`, () => {
  const changed = released.includes(current) ? differences(ARCHIVE, current, scriptsIn(DIST)) : [];
  expect(changed, `${current} is frozen: raise the version in widgets/package.json`).toEqual([]);
});

describe('a copy of the archive', () => {
  const [version = ''] = released;

  const copied = () => {
    const archive = mkdtempSync(join(tmpdir(), 'kinerja-releases-'));
    onTestFinished(() => rmSync(archive, { recursive: true }));
    cpSync(ARCHIVE, archive, { recursive: true });
    return archive;
  };

  const edit = (file: string) => writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);

  test.each(Object.keys(integrityOf(version)))('is found out when %s was edited', (name) => {
    const archive = copied();
    edit(join(archive, version, name));
    expect(archiveMistakes(archive)).toEqual([`${version}/${name} is not what was released.`]);
  });

  test('is found out when a hash was edited together with its file', () => {
    const archive = copied();
    edit(join(archive, version, 'kinerja.js'));
    edit(join(archive, version, 'integrity.json'));
    expect(archiveMistakes(archive)).toEqual([`${version}/integrity.json was edited.`]);
  });

  test('is found out when a file, or all of a release, is gone or was put there by hand', () => {
    const archive = copied();
    rmSync(join(archive, version, 'kinerja.js'));
    writeFileSync(join(archive, version, 'more.js'), '');
    expect(archiveMistakes(archive)).toEqual([
      `${version}/kinerja.js is not what was released.`,
      `${version}/more.js is not what was released.`,
    ]);
    cpSync(join(archive, version), join(archive, '99.0.0'), { recursive: true });
    rmSync(join(archive, version), { recursive: true });
    expect(archiveMistakes(archive)).toEqual([
      '99.0.0 is not in ledger.json: node widgets/bin/release.mjs freezes a version.',
      `${version} was released, and is gone.`,
    ]);
  });

  test('takes a new version, with every file, beside the old ones', () => {
    const archive = copied();
    const files = new Map([
      ['kinerja.js', Buffer.from('export {};')],
      ['trend.js', Buffer.from('export * from "./kinerja.js";')],
    ]);
    expect(freeze({ archive, version: '99.0.0', files })).toBe(true);
    expect(releasedVersions(archive)).toEqual([...released, '99.0.0']);
    expect(archiveMistakes(archive)).toEqual([]);
    expect(readdirSync(join(archive, '99.0.0'))).toEqual(['integrity.json', 'kinerja.js', 'trend.js']);
    expect(scriptsIn(join(archive, '99.0.0'))).toEqual(files);
  });

  test('takes a version again with the same bytes only', () => {
    const archive = copied();
    const files = new Map(scriptsIn(join(ARCHIVE, version)));
    expect(freeze({ archive, version, files })).toBe(false);
    files.set('kinerja.js', Buffer.from('export {};')).set('more.js', Buffer.from(''));
    expect(() => freeze({ archive, version, files })).toThrow(
      new NotFrozen(
        `Widgets ${version} are frozen with other bytes (kinerja.js, more.js): raise the version in widgets/package.json.`,
      ),
    );
    expect(archiveMistakes(archive)).toEqual([]);
  });

  test.each(['1.0', '1.0.0-beta.1', '../1.0.0', 'latest', ''])('takes no version "%s"', (strange) => {
    const files = new Map([['kinerja.js', Buffer.from('')]]);
    expect(() => freeze({ archive: copied(), version: strange, files })).toThrow(NotFrozen);
  });

  test('takes no version without files', () => {
    expect(() => freeze({ archive: copied(), version: '99.0.0', files: new Map() })).toThrow('no file');
  });
});

test.each(['README.md', 'examples/simpeg-portal/README.md'])(
  'a hash in %s is that of the release it stands beside',
  (page) => {
    const pinned = [...read(page).matchAll(/widgets\/(\d+\.\d+\.\d+)\/([\w.-]+\.js)"[^>]*?integrity="([^"]+)"/g)];
    expect(pinned.length).toBeGreaterThan(0);
    for (const [, version = '', name = '', integrity] of pinned)
      expect(integrityOf(version)[name]?.integrity).toBe(integrity);
  },
);
