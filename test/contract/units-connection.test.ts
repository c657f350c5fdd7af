import type { QueryConfig, QueryResult } from 'pg';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';

/* Relay's cursor connections, as the list of a region's units offers them. */

const NAMES = Array.from({ length: 45 }, (_, at) => `Puskesmas ${String(at + 1).padStart(2, '0')}`);

const gateway = await startGateway({
  tenants: {
    bandung: {
      units: [...NAMES.map((name) => ({ name, kind: 'puskesmas' })), { name: 'Dinas Kesehatan', kind: 'dinas' }],
    },
    palu: { code: '72.71', zone: 'Asia/Makassar', units: [{ name: 'Dinas Sosial' }] },
    kutacane: { code: '11.02', name: 'Kabupaten Aceh Tenggara' },
  },
});

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly name: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const UNITS = `
  query ($code: String!, $first: Int, $after: String, $last: Int, $before: String, $kind: String) {
    tenant(code: $code) {
      units(first: $first, after: $after, last: $last, before: $before, kind: $kind) {
        totalCount
        edges { cursor node { name } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }`;

const ask = (page: Readonly<Record<string, unknown>>, code = '32.73') =>
  gateway.ask<{ tenant: { units: Page } | null } | null>(UNITS, { code, kind: 'puskesmas', ...page });

const units = async (page: Readonly<Record<string, unknown>>, code?: string): Promise<Page> => {
  const { data, errors } = await ask(page, code);
  if (!data?.tenant) throw new Error(`No page: ${errors.map(({ message }) => message)}`);
  return data.tenant.units;
};

const { bandung, palu } = gateway.tenants;
const cursor = (key: string) => Buffer.from(`GPC:${key}`).toString('base64');
const names = ({ edges }: Page) => edges.map(({ node }) => node.name);

test('a page has twenty units when it is not told how many', async () => {
  expect(names(await units({}))).toEqual(NAMES.slice(0, 20));
});

test('the total counts the units of all pages', async () => {
  expect((await units({ first: 3 })).totalCount).toBe(45);
  expect((await units({ first: 3, kind: null })).totalCount).toBe(46);
});

test('pages forward, cursor by cursor, show each unit once and in order', async () => {
  const seen: string[] = [];
  let page = await units({ first: 20 });
  expect(page.pageInfo.hasPreviousPage).toBe(false);
  for (;;) {
    seen.push(...names(page));
    expect(page.pageInfo.startCursor).toBe(page.edges.at(0)?.cursor);
    expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor);
    if (!page.pageInfo.hasNextPage) break;
    page = await units({ first: 20, after: page.pageInfo.endCursor });
    expect(page.pageInfo.hasPreviousPage).toBe(true);
  }
  expect(seen).toEqual(NAMES);
});

test('pages backward, cursor by cursor, show each unit once', async () => {
  const seen: string[] = [];
  let page = await units({ last: 20 });
  expect(page.pageInfo.hasNextPage).toBe(false);
  for (;;) {
    seen.unshift(...names(page));
    if (!page.pageInfo.hasPreviousPage) break;
    page = await units({ last: 20, before: page.pageInfo.startCursor });
    expect(page.pageInfo.hasNextPage).toBe(true);
  }
  expect(seen).toEqual(NAMES);
});

test('the second page of twenty of five thousand units reads twenty-one rows, and their order is kept where names are the same', async () => {
  const { uuid } = gateway.tenants.kutacane;
  await gateway.database.inspect(
    `insert into unit (tenant_id, id, name, kind)
     select $1, gen_random_uuid(), 'SD Negeri ' || lpad((number / 7)::text, 3, '0'), 'sekolah' from generate_series(1, 5000) as number`,
    [uuid],
  );
  const first = await units({ kind: 'sekolah', first: 20 }, '11.02');
  const { pool } = gateway.database.database;
  const send = pool.query.bind(pool) as (...sent: readonly unknown[]) => Promise<QueryResult>;
  const listed: { readonly text: string; readonly rows: number }[] = [];
  const query = async (...sent: readonly unknown[]) => {
    const result = await send(...sent);
    const [statement] = sent as readonly [string | QueryConfig];
    const text = typeof statement === 'string' ? statement : statement.text;
    if (text.includes('ORDER BY')) listed.push({ text, rows: result.rows.length });
    return result;
  };
  Object.assign(pool, { query });
  const second = await units({ kind: 'sekolah', first: 20, after: first.pageInfo.endCursor }, '11.02');
  const before = await units({ kind: 'sekolah', last: 20, before: second.pageInfo.startCursor }, '11.02');
  Object.assign(pool, { query: send });
  expect(listed).toEqual([
    { text: expect.stringContaining('LIMIT'), rows: 21 },
    { text: expect.stringContaining('LIMIT'), rows: 20 },
  ]);
  expect(before.edges).toEqual(first.edges);
  const inOrder = await gateway.database.inspect<{ name: string }>(
    `select name from unit where tenant_id = $1 order by name, id limit 20 offset 20`,
    [uuid],
  );
  expect(names(second)).toEqual(inOrder.map(({ name }) => name));
  expect(new Set([...first.edges, ...second.edges].map((edge) => edge.cursor)).size).toBe(40);
});

test('a page after the last unit is empty and has no cursors', async () => {
  const { pageInfo } = await units({ last: 1 });
  const beyond = await units({ first: 5, after: pageInfo.endCursor });
  expect(beyond.edges).toEqual([]);
  expect(beyond.pageInfo).toMatchObject({ hasNextPage: false, startCursor: null, endCursor: null });
});

test('a kind that no unit has gives an empty page', async () => {
  expect(await units({ kind: 'rumah sakit' })).toMatchObject({ totalCount: 0, edges: [] });
});

test('a hundred units are the most that one page gives', async () => {
  expect(names(await units({ first: 100 }))).toEqual(NAMES);
});

describe('a page that cannot be is refused with the argument, the value and the bounds', () => {
  test.each([
    [{ first: 0 }, 'first: expected 1 to 100, got 0.'],
    [{ first: -1 }, 'first: expected 1 to 100, got -1.'],
    [{ first: 101 }, 'first: expected 1 to 100, got 101.'],
    [{ last: 0 }, 'last: expected 1 to 100, got 0.'],
    [{ last: -1 }, 'last: expected 1 to 100, got -1.'],
    [{ last: 101 }, 'last: expected 1 to 100, got 101.'],
    [{ first: 1, last: 2 }, 'last: expected nothing beside first or after, got 2.'],
  ])('%j', async (page, message) => {
    const { status, data, errors } = await ask(page);
    expect(status).toBe(200);
    expect(data?.tenant ?? null).toBeNull();
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('a first of ninety-nine million is refused before anything is read', async () => {
    const { status, errors } = await ask({ first: 99_999_999 });
    expect(status).toBe(400);
    expect(errors[0]?.extensions?.code).toBe('COST_LIMIT_EXCEEDED');
  });

  test.each([
    ['nonsense', { first: 2, after: 'nonsense' }],
    ['an empty text', { first: 2, after: '' }],
    ['a key of one part', { first: 2, after: cursor('T:["S:a"]') }],
    ['a key that is no UUID', { first: 2, after: cursor(`T:["S:${bandung.uuid}","S:x' or true --"]`) }],
    ['a key that is no text', { first: 2, after: cursor(`T:["S:${bandung.uuid}","N:7"]`) }],
    ['an object', { first: 2, after: cursor('O:{"tenantId":{"not":""}}') }],
    ['nonsense, going back', { last: 2, before: 'nonsense' }],
    ['of another region', { first: 2, after: cursor(`T:["S:${palu.uuid}","S:${palu.unit('Dinas Sosial').uuid}"]`) }],
  ])('a cursor that is %s', async (_, page) => {
    const { status, errors } = await ask(page);
    expect(status).toBe(200);
    const field = 'before' in page ? 'before' : 'after';
    expect(errors).toMatchObject([
      { message: expect.stringContaining(`${field}: expected a cursor`), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
