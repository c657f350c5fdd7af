import { composeServices } from '@theguild/federation-composition';
import { buildASTSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { addPortalKey, embedToken } from '../support/sign-in.ts';

/* A province composes Kinerja into a graph of its own, which knows units by their ids; what a router then asks is answered. */

const MANY = Array.from({ length: 45 }, (_, place) => `Kelurahan ${place + 10}`);
const gateway = await startGateway({
  now: new Date().toISOString(),
  subgraph: true,
  tenants: {
    bandung: { units: [{ name: 'Disdukcapil', services: ['KTP-el'] }, ...MANY.map((name) => ({ name }))] },
    palu: { code: '72.71', name: 'Kota Palu', zone: 'Asia/Makassar', units: [{ name: 'Dinas Kesehatan' }] },
  },
});
const plain = await startGateway();
const { bandung, palu } = gateway.tenants;
const sdl = await (await plain.fetch('/subgraph.graphql')).text();

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
}

const post = async (body: unknown, headers: Readonly<Record<string, string>> = {}) => {
  const response = await gateway.fetch('/subgraph', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as Answer) };
};

/** As a router asks for what its plan needs of Kinerja. */
const entities = (
  selection: string,
  representations: readonly object[],
  headers: Readonly<Record<string, string>> = {},
) =>
  post(
    {
      query: `query Plan__kinerja__1($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
      operationName: 'Plan__kinerja__1',
      variables: { representations },
    },
    headers,
  );

const unit = (id: string) => ({ __typename: 'Unit', id });

describe('composed', () => {
  const PROVINCE = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])
    type Query { budgets(year: Int!): [Budget!]! }
    type Budget { unit: Unit! rupiah: Float! }
    type Unit @key(fields: "id") { id: ID! budget(year: Int!): Budget }
    type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }`;
  const service = (name: string, text: string) => ({ name, typeDefs: parse(text), url: `http://${name}.example` });

  test('with a graph of a province it is one graph, in which a unit has figures of both', () => {
    const { errors, supergraphSdl = '' } = composeServices([service('kinerja', sdl), service('provinsi', PROVINCE)]);
    expect(errors ?? []).toEqual([]);
    const ofUnit = /type Unit[^{]*\{(.*?)\n\}/s.exec(supergraphSdl)?.[1] ?? '';
    expect(ofUnit).toMatch(/budget.*: Budget @join__field\(graph: PROVINSI\)/);
    expect(ofUnit).toMatch(/satisfactionIndex\(.*\): SatisfactionIndex! @join__field\(graph: KINERJA\)/s);
  });

  test('two gateways are not taken for one: that is refused, and regions are never mixed up', () => {
    const { errors = [] } = composeServices([service('bandung', sdl), service('palu', sdl)]);
    expect(errors.length).toBeGreaterThan(0);
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['INVALID_FIELD_SHARING']));
  });

  test('it only reads, and has nothing of who is signed in at its root', () => {
    expect(sdl).not.toMatch(/type Mutation|viewer:/);
    const query = buildASTSchema(parse(sdl), { assumeValidSDL: true }).getQueryType();
    expect(Object.keys(query?.getFields() ?? {})).toEqual([
      'benchmark',
      'forumTopic',
      'service',
      'tenant',
      'tenants',
      'unit',
    ]);
  });
});

describe('to a router', () => {
  test('objects of several regions are read at once, each in its own', async () => {
    const { id } = bandung.service('KTP-el');
    expect(
      await entities(
        `__typename ... on Unit { name tenant { code } } ... on Service { name unit { name } } ... on Tenant { code }`,
        [
          unit(palu.unit('Dinas Kesehatan').id),
          { __typename: 'Service', id },
          unit(bandung.unit('Disdukcapil').id),
          { __typename: 'Tenant', id: palu.id },
        ],
      ),
    ).toEqual({
      status: 200,
      data: {
        _entities: [
          { __typename: 'Unit', name: 'Dinas Kesehatan', tenant: { code: '72.71' } },
          { __typename: 'Service', name: 'KTP-el', unit: { name: 'Disdukcapil' } },
          { __typename: 'Unit', name: 'Disdukcapil', tenant: { code: '32.73' } },
          { __typename: 'Tenant', code: '72.71' },
        ],
      },
    });
  });

  test('what is no such object is null with the reason at its place, and the others stand', async () => {
    const nobody = bandung.unit('Disdukcapil').id.replace(/.{4}$/, 'AAAA');
    const { data, errors } = await entities('... on Unit { name }', [
      unit(nobody),
      unit(bandung.unit('Disdukcapil').id),
      unit(bandung.service('KTP-el').id),
      { __typename: 'Appraisal', id: 'appraisal_x' },
      unit('unit_x'),
    ]);
    expect(data).toEqual({ _entities: [null, { name: 'Disdukcapil' }, null, null, null] });
    expect(new Map(errors?.map(({ path = [], extensions }) => [path[1], extensions?.code]))).toEqual(
      new Map([
        [0, 'NOT_FOUND'],
        [2, 'NOT_FOUND'],
        [3, 'BAD_USER_INPUT'],
        [4, 'NOT_FOUND'],
      ]),
    );
  });

  test('as many as a page has are read, in the order in which they are asked for', async () => {
    const { data } = await entities(
      '... on Unit { name satisfactionIndex { state value derivation } }',
      MANY.map((name) => unit(bandung.unit(name).id)),
    );
    const read = data?.['_entities'] as readonly { readonly name: string }[];
    expect(read.map(({ name }) => name)).toEqual(MANY);
  });

  test('further variables, an alias and fragments of its document hold', async () => {
    const { data, errors } = await post({
      query: `
        query ($of: [_Any!]!, $period: Period) { units: _entities(representations: $of) { ...Figure } }
        fragment Figure on Unit { satisfactionIndex(period: $period) { period } }`,
      variables: { of: [unit(bandung.unit('Disdukcapil').id)], period: '2026-Q1' },
    });
    expect({ data, errors }).toEqual({ data: { units: [{ satisfactionIndex: { period: '2026-Q1' } }] } });
  });

  test('its root is answered as the API answers', async () => {
    const query = 'query ($code: String!) { tenant(code: $code) { name units(first: 2) { totalCount } } }';
    const { data } = await gateway.ask(query, { code: '32.73' });
    expect(await post({ query, variables: { code: '32.73' } })).toEqual({ status: 200, data });
  });

  test('it is told the SDL that everybody can download', async () => {
    expect(await post({ query: '{ _service { sdl } }' })).toEqual({ status: 200, data: { _service: { sdl } } });
  });

  test.each([
    ['a change', 'mutation { submitFeedback(input: {}) { __typename } }'],
    ['who is signed in', '{ viewer { id } }'],
    ['a receipt', '{ feedbackReceipt(code: "x") { code } }'],
    ['any object by `node`', '{ node(id: "x") { id } }'],
    ['an object that is none of its entities', '{ _entities(representations: []) { ... on Employee { name } } }'],
    ['no document', '{'],
  ])('%s is not answered', async (_, query) => {
    const { status, data, errors } = await post({ query });
    expect({ status, data }).toEqual({ status: 400 });
    expect(errors?.length).toBeGreaterThan(0);
  });

  test('nobody is signed in there, whatever token comes along', async () => {
    const { Ani } = await seedEmployees(gateway.database.database, bandung, [
      { name: 'Ani', unit: 'Disdukcapil', post: 'Analis' },
    ]);
    const { id } = bandung.unit('Disdukcapil');
    const key = await addPortalKey(gateway.database, bandung);
    const token = { Authorization: `Bearer ${embedToken(bandung, Ani.id, key, gateway.clock.now())}` };
    const signedIn = await gateway.ask('query ($id: ID!) { unit(id: $id) { posts { name } } }', { id }, token);
    expect(signedIn.data).toEqual({ unit: { posts: [{ name: 'Analis' }] } });
    const stranger = await entities('... on Unit { posts { name } }', [unit(id)], token);
    expect(stranger.data).toEqual({ _entities: [{ posts: null }] });
  });

  test.each([
    ['GET', undefined, 405],
    ['POST', 'x', 400],
    ['POST', '{}', 400],
    ['POST', `{"query":"${' '.repeat(300_000)}"}`, 413],
  ])('%s with %.20s is refused', async (method, body, status) => {
    expect((await gateway.fetch('/subgraph', { method, ...(body !== undefined && { body }) })).status).toBe(status);
  });
});

test('without being asked for, nothing of it is there but the SDL', async () => {
  expect((await plain.fetch('/subgraph', { method: 'POST', body: '{}' })).status).toBe(404);
  for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])
    expect((await plain.ask(query)).status).toBe(400);
});
