import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import attributesOfTags from '@kinerja/widgets/attributes.json' with { type: 'json' };
import { IN_ONE_FILE, WIDGETS } from '@kinerja/widgets/builder/choice';
import { expect, test } from 'vitest';
import { useWordpress } from '../support/wordpress-site.ts';

/* What can be known of the plugin without running it in WordPress. */

const PLUGIN = fileURLToPath(new URL('../../examples/wordpress-plugin/kinerja', import.meta.url));
const WIDGETS_BUILT = fileURLToPath(new URL('../../widgets/dist', import.meta.url));
const files = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
const read = (...path: readonly string[]) => readFileSync(join(...path), 'utf8');

const SOURCES = files(PLUGIN, '.php');
const code = SOURCES.map((source) => read(source)).join('\n');

const wordpress = useWordpress();
const [program = ''] = wordpress.php;
const php = (...args: readonly string[]) => execFileSync(program, args, { encoding: 'utf8', cwd: '/' });

test.each(SOURCES.map((source) => [source.slice(PLUGIN.length + 1), source] as const))(
  '%s is PHP, and nothing by itself',
  (_, source) => {
    expect(php('-l', source)).toContain('No syntax errors');
    expect(php(source)).toBe('');
  },
);

test('every text has its Indonesian words, and no words are left over', () => {
  const table = "define('ABSPATH', '/'); echo json_encode(require $argv[1]);";
  const words: Record<string, string> = JSON.parse(php('-r', table, join(PLUGIN, 'languages/id.php')));
  const texts = [...code.matchAll(/(?:__|_e)\(\s*'((?:[^'\\]|\\.)+)'/g)].map(([, text = '']) =>
    text.replaceAll("\\'", "'"),
  );
  const description = / Description: +(.*)/.exec(read(PLUGIN, 'kinerja.php'))?.[1];
  expect(Object.keys(words).toSorted()).toEqual([...new Set([...texts, description])].toSorted());
  const places = (text: string) => (text.match(/%(\d\$)?s/g) ?? []).toSorted();
  for (const [text, translation] of Object.entries(words)) expect(places(translation)).toEqual(places(text));
});

test('header, code and readme.txt name the same version and needs', () => {
  const main = read(PLUGIN, 'kinerja.php');
  const readme = read(PLUGIN, 'readme.txt');
  const told = (text: string, name: string) => new RegExp(`^[ *]*${name}: +(.+)$`, 'm').exec(text)?.[1];
  expect(told(readme, 'Stable tag')).toBe(told(main, 'Version'));
  expect(/const VERSION = '(.*)'/.exec(main)?.[1]).toBe(told(main, 'Version'));
  for (const name of ['Requires at least', 'Requires PHP', 'License'])
    expect(told(readme, name)).toBe(told(main, name));
});

/** A rule of the plugin's table. */
interface Rule {
  readonly pattern?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly example?: string;
  readonly alias?: string;
}

const table: Record<string, { readonly file: string; readonly attributes: Record<string, Rule> }> = JSON.parse(
  php(
    '-r',
    `define('ABSPATH', '/');
    function __($text) { return $text; }
    function home_url() { return 'https://situs.example.go.id'; }
    function wp_parse_url($url, $part) { return parse_url($url, $part); }
    foreach (['settings', 'widgets'] as $name) require "$argv[1]/includes/$name.php";
    echo json_encode(Kinerja\\widgets());`,
    PLUGIN,
  ),
);

test('it offers the widgets that the builder offers, from the files that have them', () => {
  expect(Object.keys(table).toSorted()).toEqual(Object.keys(WIDGETS).toSorted());
  for (const [stem, { file }] of Object.entries(table)) {
    expect(existsSync(join(WIDGETS_BUILT, file))).toBe(true);
    expect(file).toBe(IN_ONE_FILE.includes(stem) ? 'kinerja.js' : `${stem}.js`);
  }
});

/** Values that an attribute of a widget may have, when these are all there are. */
const choices = (pattern: string) => /^\^\(([\w|]+)\)\?\$$/.exec(pattern)?.[1]?.split('|').toSorted();
/** The widgets take an empty attribute for one that is left out; the plugin writes none. */
const filled = (pattern: string) => pattern.replace(/^\^\((.*)\)\?\$$/, '^$1$');

test.each(Object.entries(table))(
  'of %s it takes the attributes and values that the widget takes',
  (stem, { attributes }) => {
    const taken: Record<string, { readonly pattern: string }> =
      Object.entries(attributesOfTags).find(([tag]) => tag === `kinerja-${stem}`)?.[1] ?? {};
    for (const name of WIDGETS[stem as keyof typeof WIDGETS]) expect(Object.keys(attributes)).toContain(name);
    for (const [name, { pattern, options, example = '' }] of Object.entries(attributes)) {
      const rule = taken[name]?.pattern ?? 'no such attribute';
      const values = Object.keys(options ?? {}).toSorted();
      if (pattern) expect(pattern).toBe(filled(rule));
      else if (choices(rule)) expect(values).toEqual(choices(rule));
      for (const value of [...values, ...example.split(', ').filter(Boolean)])
        expect(value.replace('…', '')).toMatch(new RegExp(rule));
    }
  },
);

/** Functions of WordPress with the version in which they came, by what stands above each. */
const functionsOfWordpress = (): ReadonlyMap<string, string> => {
  const sources = ['wp-includes', 'wp-admin/includes'].flatMap((folder) =>
    files(join(wordpress.folder, folder), '.php'),
  );
  const since = sources.flatMap((source) =>
    [...read(source).matchAll(/@since (\d[\d.]*)(?:(?!\*\/)[\s\S])*\*\/\s*function (\w+)\(/g)].map(
      ([, version = '', name = '']) => [name, version] as const,
    ),
  );
  return new Map(since);
};

test('of WordPress it calls nothing that is newer than the version it asks for', () => {
  const least = Number(/Requires at least: +([\d.]+)/.exec(code)?.[1]);
  const known = functionsOfWordpress();
  const called = new Set([...code.matchAll(/(?<![\w>:$\\])([a-z]\w+)\(/g)].map(([, name = '']) => name));
  const ofWordpress = [...called].filter((name) => known.has(name));
  expect(ofWordpress).toEqual(expect.arrayContaining(['add_shortcode', 'wp_remote_get', 'register_block_type']));
  expect(ofWordpress.filter((name) => Number.parseFloat(known.get(name) ?? '') > least)).toEqual([]);
});
