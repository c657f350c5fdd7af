import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';

/* Whoever tries the API out sees all of it; in production the schema is a file to download, and nothing more is told. */

const demo = await startGateway();
const production = await startGateway({ mode: 'production' });

const asBrowser = { headers: { Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' } };

test('anyone may introspect in demo mode', async () => {
  const { status, data, errors } = await demo.ask<{ __schema: unknown }>(getIntrospectionQuery());
  expect(errors).toEqual([]);
  expect(status).toBe(200);
  expect(data.__schema).toMatchObject({ queryType: { name: 'Query' } });
});

test.each([
  getIntrospectionQuery(),
  '{ __schema { types { name } } }',
  '{ viewer { id } __type(name: "Query") { name } }',
])('introspection is refused in production: %.40s', async (document) => {
  const { status, data, errors } = await production.ask(document);
  expect(status).toBe(400);
  expect(data).toBeUndefined();
  expect(errors.length).toBeGreaterThan(0);
  expect(JSON.stringify(errors)).not.toMatch(/Tenant|Unit|queryType/);
});

test('the name of a type is no introspection', async () => {
  expect(await production.ask('{ __typename }')).toMatchObject({ status: 200, data: { __typename: 'Query' } });
});

test('a misspelt field is not corrected in production', async () => {
  const document = '{ tenat(code: "32.73") { name } }';
  expect((await production.ask(document)).errors[0]?.message).not.toContain('Did you mean');
  expect((await demo.ask(document)).errors[0]?.message).toContain('Did you mean "tenant"');
});

test('the explorer opens in a browser in demo mode, and loads nothing from elsewhere', async () => {
  const response = await demo.fetch('/graphql', asBrowser);
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toContain('text/html');
  expect(page).toContain('Kinerja');
  expect(response.headers.get('Content-Security-Policy')).toContain("connect-src 'self'");
  expect(page).not.toMatch(/<(?:script|link)[^>]+(?:src|href)=["']?https?:/);
});

test('there is no explorer in production', async () => {
  const response = await production.fetch('/graphql', asBrowser);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(await response.text()).not.toContain('<');
});

describe.each([
  ['demo', demo],
  ['production', production],
])('in %s', (_, gateway) => {
  test('the schema can be downloaded from anywhere', async () => {
    const response = await gateway.fetch('/schema.graphql');
    expect(response.status).toBe(200);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(await response.text()).toContain('type SatisfactionIndex');
  });

  test('a document of one’s own is answered', async () => {
    expect(await gateway.ask('{ viewer { id } }')).toMatchObject({ status: 200, data: { viewer: null }, errors: [] });
  });
});
