import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { send } from '../support/http.ts';

/* Pages of any site use the API; browsers ask first what they may send. */

const gateway = await startGateway();
const url = `${gateway.address}/graphql`;

test('a browser may send JSON, a site key and a token from a page of any site', async () => {
  const response = await gateway.fetch('/graphql', {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://pemda.example.go.id',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type,x-kinerja-site-key',
    },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(response.headers.get('Access-Control-Allow-Methods')).toContain('POST');
  expect(response.headers.get('Access-Control-Allow-Headers')).toBe('authorization, content-type, x-kinerja-site-key');
  expect(Number(response.headers.get('Access-Control-Max-Age'))).toBeGreaterThan(0);
});

test.each([
  ['a good answer', '{ viewer { id } }'],
  ['a mistake', '{ nothing }'],
])('%s can be read by the page that asked', async (_, query) => {
  const { headers } = await gateway.ask(query, {}, { Origin: 'https://pemda.example.go.id' });
  expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
});

describe('a method that is none of ours is refused with those that are', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE'])('%s', async (method) => {
    const { status, headers } = await send(url, { method });
    expect(status).toBe(405);
    expect(headers['allow']).toContain('POST');
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS'])('%s of a page', async (method) => {
    const { status, headers } = await send(`${gateway.address}/healthz`, { method });
    expect(status).toBe(405);
    expect(headers['allow']).toContain('GET');
  });
});

test('a mutation by GET is refused', async () => {
  const query =
    'mutation { submitFeedback(input: {submissionKey: "x", serviceId: "x", questionnaireVersion: 1}) { __typename } }';
  const response = await gateway.fetch(`/graphql?${new URLSearchParams({ query })}`);
  expect(response.status).toBe(405);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a POST that a browser sends without asking is refused: %s',
  async (type) => {
    const { status } = await send(url, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect([400, 415]).toContain(status);
  },
);

test('a GET with a body type of its own is refused', async () => {
  const { status } = await send(`${url}?query={__typename}`, { headers: { 'Content-Type': 'text/plain' } });
  expect(status).toBe(415);
});
