import { randomUUID } from 'node:crypto';
import { encodeGlobalId } from '@kinerja/gateway/global-id';
import { RatingFormOperation } from '@kinerja/schema/operations';
import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { addApiClient, revokeApiClient } from '../support/api-clients.ts';
import { addDevice } from '../support/devices.ts';
import { startGateway } from '../support/gateway.ts';
import { rating, SUBMIT } from '../support/submit.ts';

/* Programs with keys of their own: what a key is good for, and that nobody finds, guesses or keeps one (TRUST 4.5, S30). */

const units = [{ name: 'Disdukcapil', services: ['KTP-el'] }];
const gateway = await startGateway({
  // What happened is counted between tests here: nobody chains it meanwhile.
  rounds: false,
  mode: 'production',
  limitSubmits: false,
  tenants: { bandung: { units }, palu: { code: '72.71', zone: 'Asia/Makassar', units } },
});
const { bandung, palu } = gateway.tenants;
const ktp = bandung.service('KTP-el').id;
const reader = await addApiClient(gateway.database, bandung, 'read');
const recorder = await addApiClient(gateway.database, bandung, 'visits');
const both = await addApiClient(gateway.database, bandung, 'read', 'visits');
const foreign = await addApiClient(gateway.database, palu, 'read', 'visits');

const NAMES = '{ tenant(code: "32.73") { name } viewer { id } }';
const RECORD = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) {
  __typename ... on RecordedVisits { recorded refused { message } } ... on NotPermitted { message } } }`;
const ISSUE = `mutation ($input: IssueVisitCodesInput!) { issueVisitCodes(input: $input) {
  __typename ... on VisitCodes { tickets { code } } ... on NotPermitted { message } } }`;

const steps = (serviceId = ktp) => ({
  input: { serviceId, visits: [{ number: randomUUID(), step: 'TAKEN', at: gateway.clock.now().toISOString() }] },
});

interface Event {
  readonly actor: string;
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
const eventsOf = (uuid: string) =>
  gateway.database.inspect<Event>(
    'select actor, action, detail from audit_event where tenant_id = $1 order by at, id',
    [uuid],
  );
const lastEventOf = async (uuid: string) => (await eventsOf(uuid)).at(-1);

describe('a key', () => {
  test('is nowhere in the database, in whole or in part', async () => {
    const tables = await gateway.database.inspect<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    const secret = reader.key.split('.')[1] ?? '';
    const bytes = Buffer.from(secret, 'base64url').toString('hex');
    expect(secret).toHaveLength(43);
    let rows = 0;
    for (const { name } of tables)
      for (const { row } of await gateway.database.inspect<{ row: string }>(
        `select t::text as row from ${name} as t`,
      )) {
        rows += 1;
        expect(row).not.toContain(secret);
        expect(row).not.toContain(bytes);
      }
    expect(rows).toBeGreaterThan(10);
  });

  test('is noted as used, at most every ten minutes', async () => {
    const used = async () => {
      const [row] = await gateway.database.inspect<{ at: Date | null }>(
        'select last_used_at as at from api_client where id = $1',
        [both.uuid],
      );
      return row?.at?.toISOString() ?? null;
    };
    expect(await used()).toBeNull();
    await gateway.ask(NAMES, {}, both.headers);
    const first = await used();
    expect(first).toBe(gateway.clock.now().toISOString());
    gateway.clock.advance(9 * 60_000);
    await gateway.ask(NAMES, {}, both.headers);
    expect(await used()).toBe(first);
    gateway.clock.advance(60_000);
    await gateway.ask(NAMES, {}, both.headers);
    expect(await used()).toBe(gateway.clock.now().toISOString());
  });
});

const [head = '', secret = ''] = reader.key.split('.');
const nameOf = (type: 'ApiClient' | 'Device', tenantId: string, id: string) =>
  `kinerja_${encodeGlobalId({ type, tenantId, id })}`;
/** The same bits, spelt with other spare bits at the end. */
const respelt = (text: string) => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + (alphabet[alphabet.indexOf(text.at(-1) ?? 'A') ^ 1] ?? '');
};

const WRONG: Readonly<Record<string, string>> = {
  'its beginning alone': 'kinerja_',
  'its id alone': head,
  'cut by one character': reader.key.slice(0, -1),
  'with one character more': `${reader.key}A`,
  'with its last bits spelt differently': respelt(reader.key),
  'with the id spelt differently': `${respelt(head)}.${secret}`,
  "with another client's secret": `${head}.${both.key.split('.')[1]}`,
  "another region's client under this one's name": `${nameOf('ApiClient', bandung.uuid, foreign.uuid)}.${foreign.key.split('.')[1]}`,
  'of a client that does not exist': `${nameOf('ApiClient', bandung.uuid, randomUUID())}.${secret}`,
  'of a region that does not exist': `${nameOf('ApiClient', randomUUID(), reader.uuid)}.${secret}`,
  'of a device for a client': `${nameOf('Device', bandung.uuid, reader.uuid)}.${secret}`,
  SQL: "kinerja_client_'or'1'='1",
  'five thousand letters': `kinerja_client_${'a'.repeat(5000)}.${'a'.repeat(43)}`,
};

describe('a wrong key ends the request with 401, in words that tell nothing of which keys there are:', () => {
  test.each(Object.entries(WRONG))('%s', async (_, key) => {
    const { status, data, errors, headers } = await gateway.ask(NAMES, {}, { Authorization: `Bearer ${key}` });
    expect(status).toBe(401);
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([
      {
        message:
          'Authorization: kunci klien API ini tidak dikenal; yang diharapkan kunci dari pengelola, utuh dan tanpa perubahan.',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ]);
    expect(headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"');
    expect(headers.get('Cache-Control')).toBe('no-store, private');
  });

  test('and leaves a trace in the region that it names', async () => {
    const { length } = await eventsOf(bandung.uuid);
    await gateway.ask(NAMES, {}, { Authorization: `Bearer ${WRONG["with another client's secret"]}` });
    const events = await eventsOf(bandung.uuid);
    expect(events).toHaveLength(length + 1);
    expect(events.at(-1)).toMatchObject({ action: 'token.refused', detail: { why: 'UNKNOWN_CLIENT' } });
  });
});

test('a revoked key is refused from the next request on, and a sibling is not', async () => {
  const client = await addApiClient(gateway.database, bandung, 'read');
  expect(await gateway.ask(NAMES, {}, client.headers)).toMatchObject({ status: 200, errors: [] });
  await revokeApiClient(gateway.database, client, gateway.clock.now());
  const { status, errors } = await gateway.ask(NAMES, {}, client.headers);
  expect(status).toBe(401);
  expect(errors[0]?.message).toBe(
    'Authorization: kunci klien API ini sudah dicabut; minta kunci baru kepada pengelola.',
  );
  expect(await lastEventOf(bandung.uuid)).toMatchObject({ action: 'token.refused', detail: { why: 'CLIENT_REVOKED' } });
  expect(await gateway.ask(NAMES, {}, reader.headers)).toMatchObject({ status: 200, errors: [] });
});

describe('with the scope read', () => {
  test('a program is nobody in particular: it is told what everybody is told', async () => {
    expect(await gateway.ask(NAMES, {}, reader.headers)).toMatchObject({
      status: 200,
      data: { tenant: { name: 'Kota Bandung' }, viewer: null },
      errors: [],
    });
  });

  test('it may ask for more at once than others', async () => {
    const fields = Array.from({ length: 90 }, (_, at) => `a${at}: name`).join(' ');
    const document = `{ tenant(code: "32.73") { units(first: 100) { edges { node { ${fields} } } } } }`;
    expect(await gateway.ask(document)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'COST_LIMIT_EXCEEDED' } }],
    });
    const answer = await gateway.ask(document, {}, reader.headers);
    expect(answer).toMatchObject({ status: 200, errors: [] });
    expect(answer.extensions?.cost?.maximum).toEqual({ complexity: 10_000, depth: 12, breadth: 400 });
  });

  test('it may look at the schema in production too, where others may not', async () => {
    const answer = await gateway.ask<{ __schema: unknown }>(getIntrospectionQuery(), {}, reader.headers);
    expect(answer).toMatchObject({ status: 200, errors: [], data: { __schema: { queryType: { name: 'Query' } } } });
    const { status, errors } = await gateway.ask(getIntrospectionQuery());
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ message: expect.stringContaining('/schema.graphql') }]);
  });

  test('what it is answered is kept by no cache', async () => {
    const search = new URLSearchParams({ query: '{ tenant(code: "32.73") { name } }' });
    const response = await gateway.fetch(`/graphql?${search}`, { headers: reader.headers });
    expect(response.headers.get('Cache-Control')).toBe('no-store, private');
    expect(response.headers.get('ETag')).toBeNull();
  });

  test('it may run the documents of the widgets', async () => {
    const search = new URLSearchParams({
      documentId: RatingFormOperation.id,
      variables: JSON.stringify({ service: ktp }),
    });
    const response = await gateway.fetch(`/graphql?${search}`, { headers: reader.headers });
    expect(await response.json()).toMatchObject({ data: { service: { name: 'KTP-el' } } });
  });

  test('it records no visits, and the refusal is in the audit trail', async () => {
    const { status, data, errors } = await gateway.ask(RECORD, steps(), reader.headers);
    expect(status).toBe(403);
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([
      {
        message:
          'recordVisits: kunci klien API ini berlingkup read; yang diperlukan: visits. Minta kunci dengan lingkup itu kepada pengelola.',
        extensions: { code: 'FORBIDDEN' },
      },
    ]);
    expect(await lastEventOf(bandung.uuid)).toEqual({
      actor: `client ${reader.uuid}`,
      action: 'right.refused',
      detail: { right: 'recordVisits', scopes: ['read'] },
    });
  });
});

describe('with the scope visits', () => {
  test('a program records visits of its region, as a queue machine does', async () => {
    const { data } = await gateway.ask<{ recordVisits: unknown }>(RECORD, steps(), recorder.headers);
    expect(data.recordVisits).toEqual({ __typename: 'RecordedVisits', recorded: 1, refused: [] });
  });

  test('it issues codes for visitors, and the audit trail names it', async () => {
    const input = { serviceId: ktp, count: 2 };
    const { data } = await gateway.ask<{ issueVisitCodes: unknown }>(ISSUE, { input }, recorder.headers);
    expect(data.issueVisitCodes).toMatchObject({ __typename: 'VisitCodes', tickets: { length: 2 } });
    expect(await lastEventOf(bandung.uuid)).toMatchObject({
      actor: `client ${recorder.uuid}`,
      action: 'visitCodes.issued',
    });
  });

  test.each([
    ['records', RECORD, () => steps(palu.service('KTP-el').id)],
    ['issues codes for', ISSUE, () => ({ input: { serviceId: palu.service('KTP-el').id } })],
  ])('it %s no visits of another region', async (_, document, variables) => {
    const { data } = await gateway.ask<Record<string, { readonly __typename: string }>>(
      document,
      variables(),
      recorder.headers,
    );
    expect(Object.values(data)).toMatchObject([{ __typename: 'NotPermitted' }]);
    expect(await gateway.database.inspect('select from visit where tenant_id = $1', [palu.uuid])).toEqual([]);
    expect(await gateway.database.inspect('select from visit_code where tenant_id = $1', [palu.uuid])).toEqual([]);
  });

  test('it reads nothing', async () => {
    for (const document of [NAMES, getIntrospectionQuery(), '{ __typename }']) {
      const { status, errors } = await gateway.ask(document, {}, recorder.headers);
      expect(status).toBe(403);
      expect(errors[0]?.message).toMatch(/^query: kunci klien API ini berlingkup visits; yang diperlukan: read\./);
    }
  });

  test('a registered device is believed beside it as ever', async () => {
    const { token } = await addDevice(gateway.database, bandung);
    const { input } = steps();
    const { data } = await gateway.ask<{ recordVisits: unknown }>(
      RECORD,
      { input: { ...input, deviceToken: token } },
      recorder.headers,
    );
    expect(data.recordVisits).toMatchObject({ recorded: 1 });
  });
});

describe('no key is good for what is a person’s to do:', () => {
  test('a rating is not taken with one', async () => {
    const { status, errors } = await gateway.ask(SUBMIT, { input: rating(ktp) }, both.headers);
    expect(status).toBe(403);
    expect(errors[0]?.message).toBe(
      'submitFeedback: kunci klien API tidak berlaku untuk ini; yang diharapkan token seseorang, atau tanpa header Authorization.',
    );
    expect(await gateway.database.inspect('select from feedback')).toEqual([]);
  });

  test('nor when it hides behind what the key is good for, in a fragment', async () => {
    const document = `mutation ($visits: RecordVisitsInput!, $rating: SubmitFeedbackInput!) {
      recordVisits(input: $visits) { __typename } ...Hidden }
      fragment Hidden on Mutation { submitFeedback(input: $rating) { __typename } }`;
    const before = await gateway.database.inspect('select from visit');
    const variables = { visits: steps().input, rating: rating(ktp) };
    expect(await gateway.ask(document, variables, both.headers)).toMatchObject({ status: 403 });
    expect(await gateway.database.inspect('select from visit')).toHaveLength(before.length);
    expect(await gateway.database.inspect('select from feedback')).toEqual([]);
  });

  test('nor by a document of the widgets', async () => {
    const published = `mutation SubmitFeedback($input: SubmitFeedbackInput!) { submitFeedback(input: $input) { __typename } }`;
    const { status } = await gateway.ask(published, { input: rating(ktp) }, reader.headers);
    expect(status).toBe(403);
  });
});
