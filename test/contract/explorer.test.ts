import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';

/* Whoever opens the explorer of a demonstration finds a question of each kind of user, which runs as it stands there. */

const QUERIES = fileURLToPath(new URL('../../examples/developer-queries/queries/', import.meta.url));

const gateway = await startGateway({
  tenants: { bandung: { units: [{ name: 'Puskesmas Dago', kind: 'puskesmas', services: ['Pemeriksaan'] }] } },
});
const empty = await startGateway();

interface Tab {
  readonly query: string;
  readonly variables: string;
}

/** What the editor of the page is started with. */
const tabsOf = async ({ fetch }: Pick<typeof gateway, 'fetch'>): Promise<readonly Tab[]> => {
  const page = await (await fetch('/graphql', { headers: { Accept: 'text/html' } })).text();
  const start = page.slice(page.lastIndexOf("querySelector('#root'),"));
  return (JSON.parse(/\{.*\}/.exec(start)?.[0] ?? '{}') as { defaultTabs: readonly Tab[] }).defaultTabs;
};

const tabs = await tabsOf(gateway);

test('its examples are those that are given to developers in other languages', () => {
  const files = readdirSync(QUERIES).map((file) => readFileSync(`${QUERIES}${file}`, 'utf8'));
  expect(new Set(tabs.map(({ query }) => query))).toEqual(new Set(files));
});

test.each(tabs.map(({ query, variables }) => [/(?:query|mutation) (\w+)/.exec(query)?.[1], query, variables] as const))(
  'its example %s runs as it stands there',
  async (_, query, variables) => {
    const { status, data, errors } = await gateway.ask<object>(query, JSON.parse(variables) as Record<string, unknown>);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    expect(Object.values(data)).not.toContain(null);
    expect(JSON.stringify(data)).not.toMatch(/InvalidInput|KeyReused/);
  },
);

test('each visitor sends a rating of his own, and only once', async () => {
  const keys = [await tabsOf(gateway), tabs].map(
    (of) => /"submissionKey": "([\w-]{36})"/.exec(of.at(-1)?.variables ?? '')?.[1],
  );
  expect(new Set(keys).size).toBe(2);
  const { query, variables } = tabs.at(-1) as Tab;
  const { data } = await gateway.ask(query, JSON.parse(variables) as Record<string, unknown>);
  expect(data).toMatchObject({ submitFeedback: { __typename: 'SubmitFeedbackSuccess', replayed: true } });
});

test('without a service to rate it has the examples that need none', async () => {
  expect((await tabsOf(empty)).map(({ query }) => /(?:query|mutation) (\w+)/.exec(query)?.[1])).toEqual([
    'Board',
    'Embed',
    'Quarter',
  ]);
});
