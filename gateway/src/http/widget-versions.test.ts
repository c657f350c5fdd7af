import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openWidgetVersions } from './widget-versions.ts';

const hashOf = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

/** A room of widgets: what is in `dist`, and what was released. */
const room = (current: string, built: string, ...released: readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-widgets-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('package.json', JSON.stringify({ version: current }));
  write('dist/kinerja.js', built);
  write('dist/kinerja.js.map', '{}');
  write('releases/ledger.json', '{}');
  for (const version of released) {
    write(`releases/${version}/kinerja.js`, `// ${version}`);
    write(
      `releases/${version}/integrity.json`,
      JSON.stringify({ 'kinerja.js': { integrity: hashOf(`// ${version}`) } }),
    );
  }
  return { write, open: () => openWidgetVersions(pathToFileURL(`${folder}/`)) };
};

const textOf = async ({ all }: ReturnType<typeof openWidgetVersions>, version: string, name = 'kinerja.js') =>
  (await all.get(version)?.files.get(name)?.())?.toString();

describe('a version in development', () => {
  test('is what the build made, source maps left out', async () => {
    const versions = room('0.3.0', '// built', '0.2.0').open();
    expect(await textOf(versions, '0.3.0')).toBe('// built');
    expect([...(versions.all.get('0.3.0')?.files.keys() ?? [])]).toEqual(['kinerja.js', 'integrity.json']);
  });

  test('tells the hashes of the moment, and promises none', async () => {
    const versions = room('0.3.0', '// built').open();
    const told = JSON.parse((await textOf(versions, '0.3.0', 'integrity.json')) ?? '');
    expect(told).toMatchObject({ 'kinerja.js': { integrity: hashOf('// built'), bytes: 8 } });
    expect(versions.integrity('0.3.0', 'kinerja.js')).toBeUndefined();
  });

  test('is the latest only while there is no release at all', () => {
    expect(room('0.3.0', '').open().latest).toBe('0.3.0');
    expect(room('0.3.0', '', '0.2.0').open().latest).toBe('0.2.0');
  });
});

describe('a release', () => {
  test('comes from the archive, whatever the build makes', async () => {
    const versions = room('0.2.0', '// built', '0.2.0').open();
    expect(await textOf(versions, '0.2.0')).toBe('// 0.2.0');
    expect(versions.integrity('0.2.0', 'kinerja.js')).toBe(hashOf('// 0.2.0'));
    expect([versions.current, versions.latest]).toEqual(['0.2.0', '0.2.0']);
  });

  test('is newer than another by its numbers', () => {
    const { latest, all } = room('1.0.0', '', '0.10.0', '0.9.0', '0.9.12').open();
    expect(latest).toBe('0.10.0');
    expect([...all.keys()]).toEqual(['0.9.0', '0.9.12', '0.10.0', '1.0.0']);
  });

  test('that was changed is not read', async () => {
    const { write, open } = room('0.3.0', '', '0.2.0');
    const versions = open();
    write('releases/0.2.0/kinerja.js', '// 0.2.0\r\n');
    await expect(textOf(versions, '0.2.0')).rejects.toThrow('kinerja.js is not what was released: expected sha384-');
    write('releases/0.2.0/kinerja.js', '// 0.2.0');
    expect(await textOf(versions, '0.2.0')).toBe('// 0.2.0');
  });
});
