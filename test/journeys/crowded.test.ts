import { UnitLeaderboardOperation } from '@kinerja/schema/operations';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating } from '../support/submit.ts';

/* More requests than can be worked on: some wait, and whoever waits too long is told when to come back. */

/** As many as are worked on at once. */
const AT_ONCE = 64;
/** Longer than an answer is fresh, shorter than it is better than none. */
const HALF_STALE_MS = 60_000;

const gateway = await startGateway({
  rounds: false,
  tenants: { bandung: { units: [{ name: 'Dinas A', kind: 'dinas', services: ['Umum'] }] } },
});
const { code } = gateway.tenants.bandung;
const { id } = gateway.tenants.bandung.service('Umum');

const SUBMIT = 'mutation ($input: SubmitFeedbackInput!) { submitFeedback(input: $input) { __typename } }';

const send = (input: unknown) =>
  gateway.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SUBMIT, variables: { input } }),
  });

const board = (kind: string) =>
  gateway.fetch(
    `/graphql?${new URLSearchParams({
      documentId: UnitLeaderboardOperation.id,
      variables: JSON.stringify({ tenant: code, kind }),
    })}`,
  );

/** Keeps every place taken by submits, until what comes back is called. */
const fill = async () => {
  const client = new Client({ connectionString: gateway.database.ownerUrl });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('begin');
  await client.query('lock table service in access exclusive mode');
  const submits = Array.from({ length: AT_ONCE }, () => send(rating(id)));
  // The first of them wait for the lock by now, and the others for a connection.
  await expect
    .poll(async () => {
      const waiting = await gateway.database.inspect(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return waiting.length;
    })
    .toBeGreaterThan(5);
  return async () => {
    await client.query('rollback');
    return Promise.all(submits);
  };
};

test('a board of the last quarter of an hour is shown while every place is taken', async () => {
  const first = await board('dinas');
  expect(first.status).toBe(200);
  gateway.clock.advance(HALF_STALE_MS);
  const empty = await fill();
  const later = await board('dinas');
  expect(later.status).toBe(200);
  expect(await later.text()).toBe(await first.text());
  await empty();
});

test('whoever asks for what nobody has asked before is told when to come back, in the words of GraphQL', async () => {
  const empty = await fill();
  const answer = await board('kecamatan');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toMatch(/^([5-9]|[12]\d|30)$/);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
  await empty();
});

test('probes, pages that need nothing and the files of widgets do not wait', async () => {
  const empty = await fill();
  for (const path of ['/healthz', '/builder', '/widgets/versions.json'])
    expect((await gateway.fetch(path)).status, path).toBe(200);
  await empty();
});

test('a submit that waits is stored, or told when to come back; nothing else', async () => {
  const empty = await fill();
  const last = send(rating(id));
  const answers = [...(await empty()), await last];
  const outcomes = await Promise.all(
    answers.map(async (answer) => (answer.status === 503 ? answer.headers.get('retry-after') : answer.json())),
  );
  for (const outcome of outcomes)
    if (typeof outcome === 'string') expect(outcome).toMatch(/^\d+$/);
    else expect(outcome).toMatchObject({ data: { submitFeedback: { __typename: 'SubmitFeedbackSuccess' } } });
  expect(outcomes.some((outcome) => typeof outcome === 'object')).toBe(true);
});
