import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import rulesOfTags from '@kinerja/widgets/attributes.json' with { type: 'json' };
import { createManifest, manifestText, stemOf, widgetsOf } from '@kinerja/widgets/packaging/manifest';
import type { CustomElementField } from 'custom-elements-manifest';
import { beforeAll, describe, expect, test, vi } from 'vitest';

/* What editors, wrappers and typings tell about the widgets is what the widgets are. */

const WIDGETS = fileURLToPath(new URL('../../widgets', import.meta.url));
const SOURCE = join(WIDGETS, 'src');
const read = (path: string) => readFileSync(path, 'utf8');

const manifest = createManifest();
const widgets = widgetsOf(manifest);
const named = (items: readonly { readonly name: string }[] = []) => items.map(({ name }) => name).sort();
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

/** `site-key` of `siteKey`. */
const hyphenated = (name: string) => name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();

/**
 * The sources that run for a widget: what its class imports, and the files of the family it loads by name. Another widget
 * that it shows is one of its own.
 */
function sourcesOf(stem: string): readonly string[] {
  const seen = new Map<string, string>();
  const follow = (file: string) => {
    if (seen.has(file) || !existsSync(file)) return;
    const text = read(file);
    seen.set(file, text);
    for (const [, path = ''] of text.matchAll(/(?<!import type .*) from '(\.[^']+)'/g))
      follow(join(dirname(file), path));
    for (const [, member = ''] of text.matchAll(/loadMember(?:<[^>]+>)?\('([\w-]+)'\)/g))
      if (!existsSync(join(SOURCE, member, 'define.ts'))) follow(join(SOURCE, member, 'index.ts'));
  };
  follow(join(SOURCE, stem, `${stem}.ts`));
  return [...seen.values()];
}

const allOf = (texts: readonly string[], pattern: RegExp) =>
  texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found = '']) => found));

test('custom-elements.json is what the doc comments say', () => {
  expect(
    read(join(WIDGETS, 'custom-elements.json')),
    'If the change is meant: node --import tsx widgets/bin/manifest.ts',
  ).toBe(manifestText(manifest));
});

test('it tells of every tag that there is', () => {
  expect(widgets.map(({ tagName }) => tagName).sort()).toEqual(Object.keys(rulesOfTags).sort());
});

test('it says where a module is, and what claims each tag', () => {
  const claimed = manifest.modules.flatMap(({ path, exports = [] }) =>
    exports.filter(({ kind }) => kind === 'custom-element-definition').map(({ name }) => [name, path]),
  );
  expect(claimed).toEqual(
    widgets
      .map((widget) => [widget.tagName, `dist/esm/${stemOf(widget)}/define.js`])
      .sort(([a = ''], [b = '']) => a.localeCompare(b)),
  );
});

test('an event class is told with what it carries', () => {
  const classes = manifest.modules.flatMap(({ declarations = [] }) => declarations);
  const events = new Set(widgets.flatMap(({ events = [] }) => events.map(({ type }) => type.text)));
  for (const event of events) expect(named(classes), event).toContain(event);
  const carried = classes.flatMap((one) =>
    one.kind === 'class' && events.has(one.name)
      ? named(one.members as { name: string }[]).map((name) => `${one.name}.${name}`)
      : [],
  );
  expect(carried).toEqual(['KinerjaSubmitEvent.input', 'KinerjaSuccessEvent.receipt', 'KinerjaErrorEvent.error']);
});

describe.each(widgets.map((widget) => [stemOf(widget), widget] as const))('%s', (stem, widget) => {
  const { attributes = [], members = [], events = [], slots = [], cssParts = [], cssProperties = [] } = widget;
  const sources = sourcesOf(stem);
  const markup = sources.filter((text) => text.includes('html`'));
  const fields = members.filter((member): member is CustomElementField => member.kind === 'field');

  test('is one stem: of tag, folder, file, class, styles, attributes and events', () => {
    expect(hyphenated(widget.name)).toBe(stem);
    expect(widget.tagName).toBe(`kinerja-${stem}`);
    for (const file of [`${stem}.ts`, `${stem}.styles.ts`, 'define.ts'])
      expect(existsSync(join(SOURCE, stem, file)), file).toBe(true);
    for (const { name, fieldName = '' } of attributes) expect(hyphenated(fieldName)).toBe(name);
    for (const { name, type } of events) expect(hyphenated(type.text)).toBe(`${name}-event`);
    for (const name of named(cssParts)) expect(name).toMatch(/^[a-z]+$/);
  });

  test('is described to the last detail', () => {
    const items = [widget, ...attributes, ...members, ...events, ...slots, ...cssParts, ...cssProperties];
    for (const item of items) expect(item.description, item.name).toMatch(/^[A-Z`].+\.$/);
    expect(widget.summary).toMatch(/^[A-Z].{10,80}\.$/);
    for (const { name, type, default: preset, description } of attributes) {
      expect(type?.text, name).toMatch(/^(string|boolean|'\w+'( \| '\w+')*)$/);
      expect(preset ?? description, name).toMatch(/^'\w+'$|by default|[Rr]equired|default;/);
    }
  });

  describe('its class', () => {
    let observed: readonly string[] = [];
    let prototype: object = {};

    beforeAll(async () => {
      vi.stubGlobal('HTMLElement', class {});
      const module = await import(/* @vite-ignore */ join(SOURCE, stem, `${stem}.ts`));
      ({ observedAttributes: observed, prototype } = module[widget.name]);
    });

    test('has the attributes that are told', () => {
      expect(named(attributes)).toEqual(sorted(observed));
      const ruled = Object.keys(rulesOfTags[widget.tagName as keyof typeof rulesOfTags]);
      const unruled = named(attributes).filter((name) => !ruled.includes(name));
      expect(named(attributes).filter((name) => ruled.includes(name))).toEqual(ruled.sort());
      // Shown to nobody, or without a value that could be wrong.
      expect(['ask-token', 'debug', 'token', 'token-provider']).toEqual(expect.arrayContaining(unruled));
    });

    test('has a property for each attribute, and the methods that are told', () => {
      const written = fields.flatMap(({ name, attribute }) => (attribute ? [`${attribute} ${name}`] : []));
      expect(written.sort()).toEqual(attributes.map(({ name, fieldName }) => `${name} ${fieldName}`).sort());
      for (const member of members)
        if (member.kind === 'method' && !member.static) expect(prototype).toHaveProperty(member.name);
    });
  });

  test('dispatches the events that are told', () => {
    const dispatched = allOf(sources, /dispatchEvent\([^;]*?new (Kinerja\w+Event)\(/g);
    const other = allOf(sources, /dispatchEvent\([^;]*? : new (Kinerja\w+Event)\(/g);
    expect(events.map(({ type }) => type.text).sort()).toEqual(sorted([...dispatched, ...other]));
  });

  test('has the slots that are told', () => {
    expect(named(slots)).toEqual(sorted(allOf(sources, /<slot(?: name="(\w+)")?>/g)));
  });

  test('exposes the parts that are told', () => {
    const shown = [
      ...allOf(sources, /<\w+(?:\s[^<>]*)?\spart="(\w+)"/g),
      // By the functions that put a name into `part`.
      ...allOf(markup, /\b(?:section|notice)\(\s*'(\w+)'/g),
      ...allOf(sources, /\{ class: 'notice',[^}]* part: '(\w+)'/g),
      ...allOf(sources, /exportparts="([\w,]+)"/g).flatMap((list) => list.split(',')),
    ];
    expect(named(cssParts)).toEqual(sorted(shown));
  });

  test('reads the custom properties that are told, with these defaults', () => {
    const styles = ['styles/tokens.ts', 'styles/base.ts', `${stem}/${stem}.styles.ts`].map((file) =>
      read(join(SOURCE, file)),
    );
    const values = new Map<string, readonly string[]>();
    for (const [, name = '', light = '', dark = ''] of styles
      .join('')
      .matchAll(/var\((--kinerja-[\w-]+), (?:var\(--_l, (#\w+)\) var\(--_d, (#\w+)\)|[^)]+)\)/g))
      values.set(name, [light, dark].filter(Boolean));
    expect(named(cssProperties)).toEqual(sorted(values.keys()));
    for (const { name, default: preset = '', description = '' } of cssProperties) {
      const [light = preset, dark] = values.get(name) ?? [];
      expect(preset, name).toBe(light);
      if (dark) expect(description, name).toContain(`Dark: \`${dark}\`.`);
      expect(styles.join(''), name).toContain(light);
    }
  });
});
