import { RatingFormOperation } from '@kinerja/schema/operations';
import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';

/* What a document costs is told with its answer, so that nobody learns of a limit by running into it. */

const gateway = await startGateway({
  tenants: { bandung: { units: [{ name: 'Dinas', services: ['KTP-el'] }] } },
});
const ktp = gateway.tenants.bandung.service('KTP-el').id;

const MOST = { complexity: 5000, depth: 10, breadth: 200 };

const units = (first: number) =>
  `{ tenant(code: "32.73") { units(first: ${first}) { edges { node { name kind } } } } }`;
const LISTS =
  '{ tenant(code: "32.73") { units(first: 100) { edges { node { services { unit { services { name } } } } } } } }';

const costOf = async (document: string, variables?: Readonly<Record<string, unknown>>) => {
  const { status, errors, extensions } = await gateway.ask(document, variables);
  return { status, codes: errors.map((error) => error.extensions?.code), cost: extensions?.cost };
};

test('the answer to a document of one’s own says what it cost, and what it might have cost', async () => {
  const { status, cost } = await costOf(units(10));
  expect(status).toBe(200);
  expect(cost).toEqual({ requested: { complexity: expect.any(Number), depth: 5, breadth: 6 }, maximum: MOST });
  expect(cost?.requested.complexity).toBeLessThan(60);
});

test('a page that is ten times as long costs ten times as much', async () => {
  const of = async (first: number) => (await costOf(units(first))).cost?.requested.complexity ?? 0;
  const [one, eleven, hundred] = [await of(1), await of(11), await of(100)];
  expect(eleven - one).toBe(10 * ((hundred - one) / 99));
});

test('the cost follows the variables', async () => {
  const document =
    'query ($first: Int!) { tenant(code: "32.73") { units(first: $first) { edges { node { name } } } } }';
  const of = async (first: number) => (await costOf(document, { first })).cost?.requested.complexity ?? 0;
  expect(await of(50)).toBeGreaterThan((await of(5)) * 8);
});

test('a document that is refused as too expensive says so too', async () => {
  const { status, codes, cost } = await costOf(LISTS);
  expect({ status, codes }).toEqual({ status: 400, codes: ['COST_LIMIT_EXCEEDED'] });
  expect(cost?.maximum).toEqual(MOST);
  expect(cost?.requested.complexity).toBeGreaterThan(MOST.complexity);
});

test('errors of single fields take nothing away from it', async () => {
  const { codes, cost } = await costOf('{ tenant(code: "99.99") { name } }');
  expect(codes).toEqual(['NOT_FOUND']);
  expect(cost?.requested).toEqual({ complexity: 2, depth: 2, breadth: 2 });
});

test('a look at the schema has one price, whatever is looked at', async () => {
  expect((await costOf('{ __typename }')).cost?.requested.complexity).toBe(1);
  expect((await costOf('{ __type(name: "Unit") { name } }')).cost?.requested.complexity).toBe(100);
  expect((await costOf(getIntrospectionQuery())).cost?.requested.complexity).toBe(100);
  const looks = Array.from({ length: 51 }, (_, at) => `a${at}: __type(name: "Unit") { name }`).join(' ');
  expect(await costOf(`{ ${looks} }`)).toMatchObject({ status: 400, codes: ['COST_LIMIT_EXCEEDED'] });
});

describe('no cost is told', () => {
  test.each([
    ['of what is no document', '{', {}],
    ['of one that does not fit the schema', '{ nothing }', {}],
    [
      'for variables that cannot be used',
      'query ($first: Int!) { tenant(code: "32.73") { units(first: $first) { totalCount } } }',
      { first: 'x' },
    ],
  ])('%s', async (_, document, variables) => {
    const { status, cost } = await costOf(document, variables);
    expect({ status, cost }).toEqual({ status: 400, cost: undefined });
  });

  test('with a document of the widgets: its answer is the same bytes for everybody', async () => {
    const search = new URLSearchParams({
      documentId: RatingFormOperation.id,
      variables: JSON.stringify({ service: ktp }),
    });
    expect(await (await gateway.fetch(`/graphql?${search}`)).text()).not.toContain('extensions');
  });
});
