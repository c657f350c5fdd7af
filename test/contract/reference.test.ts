import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';

/* What is told to those who write programs, people and machines: all of the API, and ways that lead somewhere. */

const QUERIES = fileURLToPath(new URL('../../examples/developer-queries/queries/', import.meta.url));
const units = [{ name: 'Disdukcapil', services: ['KTP-el'] }];
const tenants = { bandung: { units }, palu: { code: '72.71', name: 'Kota Palu', sampleData: true, units } };
const gateway = await startGateway({ tenants });
const production = await startGateway({ mode: 'production' });

const read = async (path: string, from: Pick<typeof gateway, 'fetch'> = gateway) => {
  const response = await from.fetch(path, { headers: { Accept: 'text/html' } });
  return { status: response.status, text: await response.text(), headers: response.headers };
};

const schema = buildSchema((await read('/schema.graphql')).text);
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const pages = new Map<string, string>([['/docs', (await read('/docs')).text]]);
for (const { name } of types) pages.set(`/docs/${name}`, (await read(`/docs/${name}`)).text);

/** A description as it stands on a page. */
const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .split('`')
    .map((part, place) => (place % 2 === 1 ? `<code>${part}</code>` : part))
    .join('');

describe('the reference', () => {
  test('has a page for every type, with what the schema says of it and of each of its members', () => {
    const missing = types.flatMap((type) => {
      const page = pages.get(`/docs/${type.name}`) ?? '';
      const members =
        isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
          ? Object.values(type.getFields())
          : isEnumType(type)
            ? type.getValues()
            : [];
      const told = [type.description, ...members.map(({ description }) => description)];
      const absent = told.filter((text) => !page.includes(escaped(text ?? '')));
      return [
        ...absent.map((text) => `${type.name}: ${text}`),
        ...members.filter(({ name }) => !page.includes(`id="${name}"`)).map(({ name }) => `${type.name}.${name}`),
      ];
    });
    expect(missing).toEqual([]);
  });

  test('says of each type by which word the schema defines it', () => {
    const told = types.map(({ name }) => /<p class="who">(.*?)<\/p>/.exec(pages.get(`/docs/${name}`) ?? '')?.[1]);
    expect([...new Set(told)].toSorted()).toEqual(['enum', 'input', 'interface', 'scalar', 'type', 'union']);
    expect(pages.get('/docs/SatisfactionIndex')).toContain('<p class="who">type</p>');
  });

  test('leads nowhere that is not there', () => {
    const broken = [...pages].flatMap(([from, page]) =>
      [...page.matchAll(/href="(\/docs[^"#]*)(?:#([^"]+))?"/g)].flatMap(([, path = '', place]) => {
        const target = pages.get(path);
        const isThere = target !== undefined && (place === undefined || target.includes(`id="${place}"`));
        return isThere ? [] : [`${from}: ${path}#${place}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('has every type in its list, and every example as it is given to developers', () => {
    const front = pages.get('/docs') ?? '';
    for (const { name } of types) expect(front).toContain(`href="/docs/${name}"`);
    for (const file of readdirSync(QUERIES))
      expect(front).toContain(escaped(readFileSync(`${QUERIES}${file}`, 'utf8')));
  });

  test('runs nothing and loads nothing', async () => {
    const { headers, text } = await read('/docs/Unit');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(text).not.toContain('<script');
  });

  test.each(['/docs/Nothing', '/docs/__Type', '/docs/String', '/docs/toString', '/docs/'])(
    'has no page %s',
    async (path) => {
      expect((await read(path)).status).toBe(404);
    },
  );
});

describe.each([
  ['demo', gateway],
  ['production', production],
])('/llms.txt in %s', (mode, from) => {
  test('has only links that answer', async () => {
    const { text } = await read('/llms.txt', from);
    const links = [...text.matchAll(/\]\((\/[^)]*)\)/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) expect((await read(link, from)).status, link).toBe(200);
    expect(links.includes('/graphql')).toBe(mode === 'demo');
  });

  test('is as short as it is meant to be', async () => {
    const { text, headers } = await read('/llms.txt', from);
    expect(headers.get('Content-Type')).toBe('text/markdown; charset=utf-8');
    expect(text.split('\n').length).toBeLessThan(80);
  });
});

describe('/llms.txt', () => {
  test('names states, fields and arguments that the API has', async () => {
    const { text } = await read('/llms.txt');
    const sdl = (await read('/schema.graphql')).text;
    const names = [...text.matchAll(/`([A-Za-z_]+)`/g)].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(15);
    const codes = ['COST_LIMIT_EXCEEDED'];
    const unknown = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(sdl) && !codes.includes(name));
    expect(unknown).toEqual([]);
  });

  test('names the regions of the gateway, and which of them are samples', async () => {
    const { text } = await read('/llms.txt');
    expect(text).toContain('- `32.73` Kota Bandung\n- `72.71` Kota Palu (sample data, "data contoh")');
    expect((await read('/llms.txt', production)).text).toContain('None yet.');
  });
});
