import { decodeGlobalId, encodeGlobalId } from '@kinerja/gateway/global-id';
import fc from 'fast-check';
import { v4 as randomId } from 'uuid';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';

/* Ids of the API: opaque, one spelling each, and of no use to whom they do not belong. */

const units = [
  { name: 'Dinas Kesehatan', staff: 40 },
  { name: 'Puskesmas Garuda', kind: 'puskesmas', parent: 'Dinas Kesehatan', services: ['Pelayanan Umum'] },
];
const gateway = await startGateway({
  tenants: { bandung: { units }, palu: { code: '72.71', name: 'Kota Palu', zone: 'Asia/Makassar', units } },
});
const { bandung, palu } = gateway.tenants;

const NODE =
  'query ($id: ID!) { node(id: $id) { __typename id ... on Unit { name } ... on Service { name } ... on Tenant { name } } }';
const node = (id: string) => gateway.ask<{ node: unknown }>(NODE, { id });

describe('node gives any object by its id', () => {
  test.each([
    ['a region', bandung, { __typename: 'Tenant', name: 'Kota Bandung' }],
    ['a unit', bandung.unit('Puskesmas Garuda'), { __typename: 'Unit', name: 'Puskesmas Garuda' }],
    ['a service', bandung.service('Pelayanan Umum'), { __typename: 'Service', name: 'Pelayanan Umum' }],
  ])('%s', async (_, { id }, expected) => {
    const { data, errors } = await node(id);
    expect(errors).toEqual([]);
    expect(data.node).toEqual({ id, ...expected });
  });
});

test('the same object has the same id on every way to it', async () => {
  const { data } = await gateway.ask<Record<string, unknown>>(
    `query ($unit: ID!, $service: ID!) {
       unit(id: $unit) { id parent { id } services { id unit { id } } tenant { id } }
       service(id: $service) { id unit { id } }
       tenant(code: "32.73") { id units(kind: "puskesmas") { edges { node { id } } } }
     }`,
    { unit: bandung.unit('Puskesmas Garuda').id, service: bandung.service('Pelayanan Umum').id },
  );
  const unit = bandung.unit('Puskesmas Garuda').id;
  const service = bandung.service('Pelayanan Umum').id;
  expect(data).toEqual({
    unit: {
      id: unit,
      parent: { id: bandung.unit('Dinas Kesehatan').id },
      services: [{ id: service, unit: { id: unit } }],
      tenant: { id: bandung.id },
    },
    service: { id: service, unit: { id: unit } },
    tenant: { id: bandung.id, units: { edges: [{ node: { id: unit } }] } },
  });
});

const anyId = fc.record({
  type: fc.constantFrom('Tenant' as const, 'Unit' as const, 'Service' as const),
  tenantId: fc.uuid(),
  id: fc.uuid(),
});

test('an id says what it was made of', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      expect(decodeGlobalId(encodeGlobalId(id))).toEqual(id);
    }),
  );
});

test('an id has one spelling: whatever is read as an id is written back the same', () => {
  const nearly = fc
    .tuple(anyId.map(encodeGlobalId), fc.nat(60), fc.string({ minLength: 0, maxLength: 2 }))
    .map(([id, at, other]) => `${id.slice(0, at)}${other}${id.slice(at + 1)}`);
  fc.assert(
    fc.property(nearly, (text) => {
      const read = decodeGlobalId(text);
      if (read !== undefined) expect(encodeGlobalId(read)).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

test('an id can stand in an address as it is', () => {
  fc.assert(
    fc.property(anyId.map(encodeGlobalId), (id) => {
      expect(encodeURIComponent(id)).toBe(id);
    }),
  );
});

const ROOTS = {
  unit: 'query ($id: ID!) { found: unit(id: $id) { id } }',
  service: 'query ($id: ID!) { found: service(id: $id) { id } }',
  node: 'query ($id: ID!) { found: node(id: $id) { id } }',
} as const;

const missing = (type: 'Unit' | 'Service') => encodeGlobalId({ type, tenantId: bandung.uuid, id: randomId() });
const swapped = (type: 'Unit' | 'Service') =>
  encodeGlobalId({ type, tenantId: palu.uuid, id: bandung.unit('Puskesmas Garuda').uuid });
const noTenant = (type: 'Unit' | 'Service') =>
  encodeGlobalId({ type, tenantId: randomId(), id: bandung.unit('Puskesmas Garuda').uuid });

describe('an id that leads to nothing is answered with null and the argument, the value and what was expected', () => {
  const whats = {
    unit: 'the id of a Unit',
    service: 'the id of a Service',
    node: 'the id of a Tenant, a Unit or a Service',
  };

  describe.each(Object.keys(ROOTS) as (keyof typeof ROOTS)[])('%s', (root) => {
    const type = root === 'service' ? 'Service' : 'Unit';
    test.each([
      ['of no object', missing(type)],
      ["of another region's object under this region", swapped(type)],
      ['of a region that does not exist', noTenant(type)],
      ['nonsense', 'abc'],
      ['empty', ''],
      ['a bare UUID', bandung.unit('Puskesmas Garuda').uuid],
      ['an injection', "unit_' or '1'='1"],
      ['very long', 'x'.repeat(10_000)],
    ])('%s', async (_, id) => {
      const { status, data, errors } = await gateway.ask<{ found: unknown }>(ROOTS[root], { id });
      expect(status).toBe(200);
      expect(data).toEqual({ found: null });
      expect(errors).toHaveLength(1);
      expect(errors[0]?.extensions?.code).toBe('NOT_FOUND');
      expect(errors[0]?.message).toContain('id: ');
      expect(errors[0]?.message).toContain(JSON.stringify(id).slice(0, 100));
      expect(errors[0]?.message).toContain(`expected ${whats[root]}`);
      expect(errors[0]?.message.length).toBeLessThan(300);
    });
  });

  test.each([
    ['unit', 'Service', bandung.service('Pelayanan Umum').id],
    ['unit', 'Tenant', bandung.id],
    ['service', 'Unit', bandung.unit('Puskesmas Garuda').id],
    ['service', 'Tenant', bandung.id],
  ] as const)('%s with the id of a %s', async (root, type, id) => {
    const { status, data, errors } = await gateway.ask<{ found: unknown }>(ROOTS[root], { id });
    expect(status).toBe(200);
    expect(data).toEqual({ found: null });
    expect(errors).toMatchObject([
      {
        message: `id: expected the id of a ${root === 'unit' ? 'Unit' : 'Service'}, not of a ${type}, got "${id}".`,
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });
});

test("another region's object is answered like one that does not exist", async () => {
  const answerTo = async (id: string) => {
    const { status, data, errors } = await node(id);
    return JSON.stringify({ status, data, errors }).replaceAll(id, '<id>');
  };
  expect(await answerTo(swapped('Unit'))).toBe(await answerTo(missing('Unit')));
  expect(await answerTo(noTenant('Unit'))).toBe(await answerTo(missing('Unit')));
});

test('a region is found by its code, and a code without one is named', async () => {
  const { data, errors } = await gateway.ask<Record<string, unknown>>(
    '{ here: tenant(code: "32.73") { name } there: tenant(code: "99.99") { name } }',
  );
  expect(data).toEqual({ here: { name: 'Kota Bandung' }, there: null });
  expect(errors).toMatchObject([{ path: ['there'], extensions: { code: 'NOT_FOUND' } }]);
  expect(errors[0]?.message).toContain('code: nothing found for "99.99"; expected the Kemendagri code');
});

test('a document that asks about two regions is answered rightly for both', async () => {
  const document = `
    query ($a: ID!, $b: ID!) {
      first: unit(id: $a) { name tenant { name } services { name unit { id } } }
      second: unit(id: $b) { name tenant { name } services { name unit { id } } }
      ... on Query { third: tenant(code: "72.71") { name units { totalCount } } }
      ...More
      viewer { id }
    }
    fragment More on Query { fourth: tenant(code: "32.73") { name units { totalCount } } }`;
  const a = bandung.unit('Puskesmas Garuda').id;
  const b = palu.unit('Puskesmas Garuda').id;
  const { data, errors } = await gateway.ask<Record<string, unknown>>(document, { a, b });
  const unit = (id: string, tenant: string) => ({
    name: 'Puskesmas Garuda',
    tenant: { name: tenant },
    services: [{ name: 'Pelayanan Umum', unit: { id } }],
  });
  expect(errors).toEqual([]);
  expect(data).toEqual({
    first: unit(a, 'Kota Bandung'),
    second: unit(b, 'Kota Palu'),
    third: { name: 'Kota Palu', units: { totalCount: 2 } },
    fourth: { name: 'Kota Bandung', units: { totalCount: 2 } },
    viewer: null,
  });
  expect(Object.keys(data)).toEqual(['first', 'second', 'third', 'fourth', 'viewer']);
});
