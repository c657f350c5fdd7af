import published from '@kinerja/schema/documents.json' with { type: 'json' };
import { RatingFormOperation, SubmitFeedbackOperation, UnitLeaderboardOperation } from '@kinerja/schema/operations';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { send } from '../support/http.ts';
import { rating } from '../support/submit.ts';

/*
 * A document is answered the same whether it comes by its id or as a text, in every respect that a client can see, but that a text is
 * told what it cost.
 */

const gateway = await startGateway({
  responseCache: false,
  tenants: { bandung: { units: [{ name: 'Puskesmas Dago', kind: 'puskesmas', services: ['Pemeriksaan'] }] } },
});
const { bandung } = gateway.tenants;
/** By the half of their hash, as widgets name them. */
const texts: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(published).map(([id, text]) => [id.slice('sha256:'.length, 'sha256:'.length + 32), text]),
);
const board = { tenant: bandung.code, kind: 'puskesmas', period: '2026-08' };
const key = rating(bandung.service('Pemeriksaan').id);

interface Asked {
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

const withoutCost = (body: string): string => {
  const cost = /,"extensions":\{"cost":\{.*\}\}\}\n$/;
  return body.replace(cost, '}\n');
};

const seen = ({ status, headers, body }: Awaited<ReturnType<typeof send>>) => ({
  status,
  contentType: headers['content-type'],
  caching: headers['cache-control'],
  vary: headers.vary,
  allow: headers.allow,
  body: withoutCost(body),
});

const post = async (named: object, accept: string | undefined, asked: Asked) =>
  seen(
    await send(`${gateway.address}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(accept !== undefined && { Accept: accept }) },
      body: JSON.stringify({ ...named, ...asked }),
    }),
  );

const get = async (named: Record<string, string>, accept: string | undefined, asked: Record<string, string>) =>
  seen(
    await send(`${gateway.address}/graphql?${new URLSearchParams({ ...named, ...asked })}`, {
      headers: { ...(accept !== undefined && { Accept: accept }) },
    }),
  );

const ACCEPTS = [
  undefined,
  '*/*',
  'application/json',
  'application/graphql-response+json',
  'application/graphql-response+json, application/json',
  'application/json, application/graphql-response+json',
  'application/json;q=0.5, application/graphql-response+json',
  'application/graphql-response+json;q=0.1, application/json;q=0.2',
  '*/*, application/graphql-response+json',
  'application/*',
  'text/html, */*;q=0.1',
  'text/html',
  '',
];

describe.each(ACCEPTS)('to a client that accepts %j', (accept) => {
  test('a board', async () => {
    const { id } = UnitLeaderboardOperation;
    const asked = { variables: board };
    const byId = await post({ documentId: id }, accept, asked);
    expect(byId).toEqual(await post({ query: texts[id] }, accept, asked));
    const inAddress = { variables: JSON.stringify(board) };
    expect(await get({ documentId: id }, accept, inAddress)).toEqual(
      await get({ query: texts[id] ?? '' }, accept, inAddress),
    );
  });

  test('a receipt', async () => {
    const { id } = SubmitFeedbackOperation;
    const asked = { variables: { input: key } };
    await post({ documentId: id }, accept, asked);
    expect(await post({ documentId: id }, accept, asked)).toEqual(await post({ query: texts[id] }, accept, asked));
  });
});

const MISTAKES: readonly (readonly [string, Asked])[] = [
  ['no variables', {}],
  ['variables that are null', { variables: null }],
  ['variables that are a list', { variables: [board] }],
  ['variables that are a text', { variables: 'tenant' }],
  ['a variable of another type', { variables: { ...board, tenant: 3273 } }],
  ['a tenant that does not exist', { variables: { ...board, tenant: '99.99' } }],
  ['a kind that does not exist', { variables: { ...board, kind: 'sirkus' } }],
  ['the name of its operation', { variables: board, operationName: 'UnitLeaderboard' }],
  ['the name of another operation', { variables: board, operationName: 'RatingForm' }],
  ['a name that is no text', { variables: board, operationName: 1 }],
  ['a name that is empty', { variables: board, operationName: '' }],
];

test.each(MISTAKES)('with %s', async (_, asked) => {
  const { id } = UnitLeaderboardOperation;
  const byId = await post({ documentId: id }, undefined, asked);
  expect(byId).toEqual(await post({ query: texts[id] }, undefined, asked));
  expect(byId.status).toBeLessThan(500);
});

test.each(['{', 'null', '[]', '"tenant"', ''])('with variables %j in the address', async (variables) => {
  const { id } = RatingFormOperation;
  const byId = await get({ documentId: id }, undefined, { variables });
  expect(byId).toEqual(await get({ query: texts[id] ?? '' }, undefined, { variables }));
});

test('a mutation by GET', async () => {
  const { id } = SubmitFeedbackOperation;
  const variables = JSON.stringify({ input: rating(bandung.service('Pemeriksaan').id) });
  const byId = await get({ documentId: id }, undefined, { variables });
  expect(byId).toEqual(await get({ query: texts[id] ?? '' }, undefined, { variables }));
  expect(byId.status).toBe(405);
});
