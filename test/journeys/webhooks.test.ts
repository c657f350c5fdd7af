import { randomUUID } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import { encodeGlobalId } from '@kinerja/gateway/global-id';
import { Client } from 'pg';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway, startGatewayOn } from '../support/gateway.ts';
import { createOperator, importUnanimousRecap } from '../support/import.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { rating, submit, submitAll } from '../support/submit.ts';
import { openReceiver, verified } from '../support/webhook-receiver.ts';

/* Other systems are told what happens: signed, again when it failed, and never into an internal network. */

/** A Wednesday, in the afternoon of Jakarta. */
const NOW = '2026-08-19T07:00:00Z';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Where names lead; the tests move them. */
const names = new Map<string, readonly string[]>();
const resolveName = (name: string): Promise<readonly LookupAddress[]> =>
  Promise.resolve((names.get(name) ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

const receiver = await openReceiver();
const elsewhere = await openReceiver();
const gateway = await startGateway({
  now: NOW,
  resolveName,
  tenants: {
    bandung: { units: [{ name: 'Dago', kind: 'puskesmas', services: ['Umum'] }] },
    other: { code: '11.02', units: [{ name: 'Dinas', services: ['Lain'] }] },
  },
});
const { bandung, other } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Pengelola', unit: 'Dago', post: 'Analis', roles: ['PERSONNEL_ADMIN'] },
  { name: 'Kepala Dago', unit: 'Dago', post: 'Kepala', heads: true, roles: ['LEADER'] },
]);
const strangers = await seedEmployees(gateway.database.database, other, [
  { name: 'Pengelola Lain', unit: 'Dinas', post: 'Analis', roles: ['PERSONNEL_ADMIN'] },
]);
const admin = await signIn(gateway, bandung, people.Pengelola.uuid);
const head = await signIn(gateway, bandung, people['Kepala Dago'].uuid);
const stranger = await signIn(gateway, other, strangers['Pengelola Lain'].uuid);
const operator = await createOperator(gateway, bandung);
const service = bandung.service('Umum').id;
const ABOUT = { serviceId: service, unitId: bandung.unit('Dago').id };

interface Attempt {
  readonly at: string;
  readonly status: number | null;
  readonly problem: string | null;
  readonly problemLabel: string | null;
}
interface Delivery {
  readonly id: string;
  readonly messageId: string;
  readonly type: string;
  readonly state: string;
  readonly nextTryAt: string | null;
  readonly attempts: readonly Attempt[];
}
interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly failingSince: string | null;
  readonly waiting: number;
}
interface Issued {
  readonly endpoint: Endpoint;
  readonly secret: string;
  readonly oldValidUntil: string | null;
}

const ENDPOINT = 'id url description events { type label } state stateLabel stateSince failingSince waiting';
const DELIVERY =
  'id messageId type occurredAt state nextTryAt attempts { at milliseconds status problem problemLabel }';
const issued = `... on IssuedWebhookSecret { secret oldValidUntil endpoint { ${ENDPOINT} } }`;

const registering = change<Issued>({
  field: 'registerWebhookEndpoint(input: RegisterWebhookEndpointInput!)',
  shape: issued,
});
const rotating = change<Issued>({ field: 'rotateWebhookSecret(id: ID!)', shape: issued });
const changing = (field: string) =>
  change<Endpoint>({ field: `${field}(id: ID!)`, shape: `... on WebhookEndpoint { ${ENDPOINT} }` });
const pausing = changing('pauseWebhookEndpoint');
const resuming = changing('resumeWebhookEndpoint');
const removing = change<{ undelivered: number }>({
  field: 'removeWebhookEndpoint(id: ID!)',
  shape: '... on RemovedWebhookEndpoint { undelivered }',
});
const testing = change<Delivery>({
  field: 'sendTestWebhook(id: ID!)',
  shape: `... on WebhookDelivery { ${DELIVERY} }`,
});
const replaying = change<Delivery>({
  field: 'replayWebhookDelivery(id: ID!)',
  shape: `... on WebhookDelivery { ${DELIVERY} }`,
});

const ALL = ['feedback.received', 'ticket.filed', 'ticket.moved', 'figure.published'];

const wanted = (more: object = {}) => ({
  input: { url: receiver.url, description: 'Dasbor kota', events: ALL, ...more },
});

/** An endpoint that is there, with its secret. */
const register = async (more: object = {}) => {
  const { done, errors } = await registering(admin, wanted(more));
  expect(errors).toEqual([]);
  if (done?.endpoint === undefined || done.secret === undefined) throw new Error(JSON.stringify(done));
  return { id: done.endpoint.id, secret: done.secret };
};

const listAs = async (ask: AskAs) => {
  const { data, errors } = await ask<{ webhookEndpoints: readonly Endpoint[] } | null>(
    `{ webhookEndpoints { ${ENDPOINT} } }`,
  );
  return { endpoints: data?.webhookEndpoints ?? null, errors };
};
const findAs = async <Asked>(ask: AskAs, id: string, what: string) => {
  const { data, errors } = await ask<{ webhookEndpoint: Asked } | null>(
    `query ($id: ID!) { webhookEndpoint(id: $id) { ${what} } }`,
    { id },
  );
  return { endpoint: data?.webhookEndpoint ?? null, errors };
};
const find = async (id: string) => (await findAs<Endpoint>(admin, id, ENDPOINT)).endpoint;
/** Messages to an endpoint, the latest first. */
const deliveriesOf = async (id: string, args = 'first: 5'): Promise<readonly Delivery[]> => {
  const { endpoint, errors } = await findAs<{ deliveries: { edges: readonly { node: Delivery }[] } }>(
    admin,
    id,
    `deliveries(${args}) { edges { node { ${DELIVERY} } } }`,
  );
  expect(errors).toEqual([]);
  return endpoint?.deliveries.edges.map(({ node }) => node) ?? [];
};

const send = (overrides: object = {}) => submit(gateway, rating(service, overrides));
const audit = (action: string) =>
  gateway.database.inspect<{ actor: string; detail: Readonly<Record<string, unknown>> }>(
    'select actor, detail from audit_event where action = $1 order by id',
    [action],
  );
const idsOf = () => receiver.received.map(({ id }) => id);

beforeEach(async () => {
  const { endpoints } = await listAs(admin);
  for (const { id } of endpoints ?? []) await removing(admin, { id });
  receiver.reset();
  elsewhere.reset();
  gateway.clock.set(NOW);
});

describe('an endpoint is registered', () => {
  test('with a secret that is told once, stored nowhere, and said in the audit trail', async () => {
    const { done } = await registering(admin, wanted({ url: `${receiver.url}?kunci=abc` }));
    expect(done).toMatchObject({ oldValidUntil: null, secret: expect.stringMatching(/^whsec_[\w+/]{43}=$/) });
    const { endpoints } = await listAs(admin);
    expect(endpoints).toEqual([
      {
        ...done?.endpoint,
        url: `${receiver.url}?kunci=abc`,
        state: 'ACTIVE',
        stateLabel: 'aktif',
        waiting: 0,
        events: ALL.map((type) => ({ type, label: expect.any(String) })),
      },
    ]);
    const stored = await gateway.database.inspect<{ row: string }>(
      'select webhook_secret::text as row from webhook_secret union all select webhook_endpoint::text from webhook_endpoint',
    );
    const bytes = Buffer.from(done?.secret?.slice('whsec_'.length) ?? '', 'base64');
    expect(stored).toHaveLength(2);
    for (const { row } of stored) {
      expect(row).not.toContain(bytes.toString('base64'));
      expect(row).not.toContain(bytes.toString('hex'));
    }
    expect(await audit('webhook.registered')).toEqual([
      {
        actor: `employee ${people.Pengelola.uuid}`,
        detail: { host: `127.0.0.1:${receiver.port}`, events: ALL },
      },
    ]);
  });

  test.each([
    [
      'no address',
      { url: 'dasbor' },
      'url: yang diharapkan alamat yang dimulai dengan https://, yang diterima "dasbor".',
    ],
    ['a private network', { url: 'https://10.0.0.5/kait' }, 'bukan di jaringan dalam'],
    ['metadata of a cloud', { url: 'http://169.254.169.254/latest/meta-data' }, 'bukan di jaringan dalam'],
    ['an address in disguise', { url: 'https://[::ffff:192.168.1.1]/' }, 'bukan di jaringan dalam'],
    ['a name that leads inside', { url: 'https://dalam.example/kait' }, 'bukan di jaringan dalam'],
    ['a name that leads nowhere', { url: 'https://salah-ketik.example/kait' }, 'nama server yang ditemukan di DNS'],
    ['a password in it', { url: 'https://ani:rahasia@penerima.example/' }, 'tanpa nama pengguna'],
    ['no description', { description: ' ' }, 'description: yang diharapkan nama sistem yang menerima'],
    ['no event', { events: [] }, 'events: yang diharapkan satu atau beberapa dari feedback.received'],
    ['an event that there is not', { events: ['feedback.deleted'] }, 'yang diterima ["feedback.deleted"]'],
  ])('not with %s, in words', async (_, more, words) => {
    names.set('dalam.example', ['103.10.20.30', '192.168.7.7']);
    const { done } = await registering(admin, wanted(more));
    expect(done).toMatchObject({ __typename: 'InvalidInput', message: expect.stringContaining(words) });
    expect((await listAs(admin)).endpoints).toEqual([]);
  });

  test('twenty times at most', async () => {
    for (let turn = 0; turn < 20; turn += 1) await register();
    expect((await registering(admin, wanted())).done).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('Sudah ada 20'),
    });
  });

  test('by nobody but an administrator, who sees those of his own region', async () => {
    const { id } = await register();
    await testing(admin, { id });
    await gateway.tick();
    const [{ id: delivery } = { id: '' }] = await deliveriesOf(id);
    for (const ask of [gateway.ask, head]) {
      expect((await registering(ask, wanted())).done).toMatchObject({ __typename: 'NotPermitted' });
      for (const act of [rotating, pausing, resuming, removing, testing])
        expect((await act(ask, { id })).done).toMatchObject({ __typename: 'NotPermitted' });
      expect((await replaying(ask, { id: delivery })).done).toMatchObject({ __typename: 'NotPermitted' });
      expect(await listAs(ask)).toMatchObject({ endpoints: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    for (const ask of [gateway.ask, head])
      expect(await findAs(ask, id, 'url')).toMatchObject({
        endpoint: null,
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
    expect(await listAs(stranger)).toEqual({ endpoints: [], errors: [] });
    expect(await findAs(stranger, id, 'url')).toMatchObject({
      endpoint: null,
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    for (const act of [rotating, pausing, resuming, removing, testing])
      expect((await act(stranger, { id })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await replaying(stranger, { id: delivery })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await find(id)).toMatchObject({ state: 'ACTIVE' });
  });
});

describe('what is told', () => {
  test('of a rating is that there was one: no words, nothing of the person, no id of it', async () => {
    const { secret } = await register();
    const { __typename } = await send({
      comment: 'Ramah sekali, hubungi 081234567890',
      respondent: { sex: 'P' },
    });
    expect(__typename).toBe('SubmitFeedbackSuccess');
    await gateway.tick();
    const [message] = receiver.received;
    if (message === undefined) throw new Error('Nothing came.');
    expect(verified(message, secret, gateway.clock.now())).toEqual({
      type: 'feedback.received',
      timestamp: '2026-08-19T07:00:00.000Z',
      data: { kind: 'RATING', ...ABOUT },
    });
    expect(message.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-timestamp': String(Date.parse(NOW) / 1000),
    });
    const [{ id } = { id: '' }] = await gateway.database.inspect<{ id: string }>('select id from feedback');
    expect(message.body + message.id).not.toContain(id);
    expect(receiver.received).toHaveLength(1);
  });

  test('of a hundred ratings are a hundred messages, each once, and of a repetition nothing', async () => {
    const { id, secret } = await register();
    const inputs = Array.from({ length: 100 }, () => rating(service));
    await submitAll(gateway, inputs);
    await submitAll(gateway, inputs.slice(0, 10));
    await gateway.tick();
    expect(receiver.received).toHaveLength(100);
    expect(new Set(idsOf()).size).toBe(100);
    for (const message of receiver.received)
      expect(verified(message, secret, gateway.clock.now()).type).toBe('feedback.received');
    expect(await find(id)).toMatchObject({ waiting: 0 });
  });

  test('of a ticket is that it was filed, and each step of it that was done', async () => {
    const { secret } = await register({ events: ['ticket.filed', 'ticket.moved'] });
    await send({ kind: 'COMPLAINT', answers: [], comment: 'Loket 3 tutup.' });
    await send();
    const [stored] = await gateway.database.inspect<{ id: string }>("select id from feedback where kind = 'COMPLAINT'");
    const ticketId = encodeGlobalId({ type: 'Ticket', tenantId: bandung.uuid, id: stored?.id ?? '' });
    const working = change<{ id: string }>({
      field: 'workOnTicket(input: WorkOnTicketInput!)',
      shape: '... on OfficeTicket { id }',
    });
    const work = (move: string, more: object = {}) =>
      working(head, { input: { id: ticketId, key: randomUUID(), move, ...more } });
    // Not possible yet: nothing is told of what did not happen.
    expect((await work('REPLY', { text: 'Sudah.' })).done).toMatchObject({ __typename: 'NotAllowedNow' });
    await work('VERIFY', { category: 'prosedur' });
    await work('REPLY', { text: 'Sudah kami perbaiki.' });
    await gateway.tick();
    const told = receiver.received.map((message) => verified<{ move?: string }>(message, secret, gateway.clock.now()));
    const ticket = { ticketId, kind: 'COMPLAINT', ...ABOUT };
    expect(
      told
        .map(({ type, data }) => ({ type, data }))
        .toSorted((a, b) => ((a.data.move ?? '') < (b.data.move ?? '') ? -1 : 1)),
    ).toEqual([
      { type: 'ticket.filed', data: ticket },
      { type: 'ticket.moved', data: { ...ticket, move: 'REPLY', by: 'OFFICE', state: 'ANSWERED', outcome: null } },
      { type: 'ticket.moved', data: { ...ticket, move: 'VERIFY', by: 'OFFICE', state: 'VERIFIED', outcome: null } },
    ]);
  });

  test('of a period that closes is which units have figures', async () => {
    const { secret } = await register({ events: ['figure.published'] });
    await submitAll(
      gateway,
      Array.from({ length: 12 }, () => rating(service)),
    );
    gateway.clock.set('2026-10-20T07:00:00Z');
    await gateway.tick();
    const told = receiver.received.map(
      (message) =>
        verified<{ period: string; reason: string | null; unitIds: string[] }>(message, secret, gateway.clock.now())
          .data,
    );
    expect(told.toSorted((a, b) => (a.period < b.period ? -1 : 1))).toEqual(
      ['2026-08', '2026-Q3'].map((period) => ({ period, reason: null, unitIds: [ABOUT.unitId] })),
    );
    const { data } = await gateway.ask<{ unit: { satisfactionIndex: { state: string } } }>(
      `{ unit(id: "${told[0]?.unitIds[0]}") { satisfactionIndex(period: "2026-Q3") { state } } }`,
    );
    expect(data.unit.satisfactionIndex.state).toBe('PUBLISHED');

    receiver.reset();
    const unit = { id: ABOUT.unitId };
    await importUnanimousRecap(operator, {
      unit,
      period: '2026-Q3',
      ratings: 40,
      score: 4,
    });
    await gateway.tick();
    const corrected = receiver.received.map(
      (message) => verified<{ period: string; reason: string | null }>(message, secret, gateway.clock.now()).data,
    );
    expect(corrected).toEqual([{ period: '2026-Q3', reason: expect.stringMatching(/\S/), unitIds: [ABOUT.unitId] }]);
  });
});

describe('a message that fails', () => {
  test('is sent again with the same id, and every try stands in the log', async () => {
    const { id, secret } = await register();
    receiver.answerNext(500, 503);
    await send();
    await gateway.tick();
    const [first] = await deliveriesOf(id);
    expect(first).toMatchObject({ state: 'PENDING', attempts: [{ status: 500, problem: 'REFUSED' }] });
    const wait = Date.parse(first?.nextTryAt ?? '') - Date.parse(NOW);
    expect(wait).toBeGreaterThanOrEqual(5000);
    expect(wait).toBeLessThanOrEqual(6000);
    await gateway.tick();
    expect(receiver.received).toHaveLength(1);
    gateway.clock.advance(6000);
    await gateway.tick();
    gateway.clock.advance(6 * MINUTE_MS);
    await gateway.tick();
    expect(receiver.received).toHaveLength(3);
    expect(new Set(idsOf()).size).toBe(1);
    for (const message of receiver.received.slice(2)) verified(message, secret, gateway.clock.now());
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    expect(await deliveriesOf(id)).toMatchObject([
      {
        messageId: idsOf()[0],
        state: 'DELIVERED',
        nextTryAt: null,
        attempts: [
          { status: 500, problem: 'REFUSED', problemLabel: 'menjawab dengan kegagalan' },
          { status: 503, problem: 'REFUSED' },
          { status: 204, problem: null, problemLabel: null },
        ],
      },
    ]);
    expect(await find(id)).toMatchObject({ failingSince: null, waiting: 0 });
  });

  test('waits as long as the receiver asks', async () => {
    const { id } = await register();
    receiver.answerNext(
      { status: 429, headers: { 'Retry-After': '120' } },
      {
        status: 503,
        headers: { 'Retry-After': 'Wed, 19 Aug 2026 09:00:00 GMT' },
      },
    );
    await send();
    await gateway.tick();
    expect(await deliveriesOf(id)).toMatchObject([{ nextTryAt: '2026-08-19T07:02:00.000Z' }]);
    gateway.clock.advance(2 * MINUTE_MS);
    await gateway.tick();
    expect(await deliveriesOf(id)).toMatchObject([{ nextTryAt: '2026-08-19T09:00:00.000Z' }]);
  });

  test('ten times is given up, and can be replayed', async () => {
    const { id } = await register();
    receiver.answerNext(...Array<number>(10).fill(500));
    await send();
    for (let tries = 0; tries < 12; tries += 1) {
      await gateway.tick();
      const [{ nextTryAt } = { nextTryAt: null }] = await deliveriesOf(id);
      if (nextTryAt !== null) gateway.clock.set(nextTryAt);
    }
    const [given] = await deliveriesOf(id, 'first: 1, state: FAILED');
    expect(given?.attempts).toHaveLength(10);
    expect(receiver.received).toHaveLength(10);
    expect(Date.parse(given?.attempts.at(-1)?.at ?? '') - Date.parse(NOW)).toBeGreaterThan(75 * HOUR_MS);
    await replaying(admin, { id: given?.id ?? '' });
    await gateway.tick();
    expect(new Set(idsOf()).size).toBe(1);
    expect(await deliveriesOf(id)).toMatchObject([{ id: given?.id, state: 'DELIVERED' }]);
    expect((await audit('webhook.replayed')).length).toBeGreaterThan(0);
  });

  test('for want of an answer is told as slow, after fifteen seconds', async () => {
    const { id } = await register();
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const limits: number[] = [];
    const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      limits.push(milliseconds);
      return timeout(100);
    });
    receiver.takeTime(1000);
    await send();
    await gateway.tick();
    spy.mockRestore();
    expect(limits).toEqual([15_000]);
    expect(await deliveriesOf(id)).toMatchObject([{ attempts: [{ status: null, problem: 'TOO_SLOW' }] }]);
  });

  test('because nobody listens there is told as such', async () => {
    const { id } = await register({ url: 'http://127.0.0.1:1/' }).catch(() =>
      register({ url: 'http://127.0.0.1:1025/' }),
    );
    await send();
    await gateway.tick();
    expect(await deliveriesOf(id)).toMatchObject([{ attempts: [{ status: null, problem: 'NOT_REACHED' }] }]);
  });
});

describe('an address that leads inside', () => {
  test.each(['10.0.0.1', '169.254.169.254', '::ffff:192.168.0.1', 'fd00::1'])(
    'by a name that has come to mean %s is not called',
    async (address) => {
      names.set('berpindah.example', ['127.0.0.1']);
      const { id } = await register({ url: `http://berpindah.example:${receiver.port}/` });
      names.set('berpindah.example', ['127.0.0.1', address]);
      await send();
      await gateway.tick();
      expect(receiver.received).toEqual([]);
      expect(await deliveriesOf(id)).toMatchObject([
        {
          attempts: [{ status: null, problem: 'NOT_ALLOWED', problemLabel: expect.stringContaining('jaringan dalam') }],
        },
      ]);
    },
  );

  test('by a redirect is not called, and no other redirect is followed', async () => {
    const { id } = await register();
    receiver.answerNext(
      { status: 302, headers: { Location: 'http://169.254.169.254/latest/meta-data' } },
      { status: 307, headers: { Location: elsewhere.url } },
    );
    await send();
    await gateway.tick();
    gateway.clock.advance(MINUTE_MS);
    await gateway.tick();
    expect(elsewhere.received).toEqual([]);
    expect(await deliveriesOf(id)).toMatchObject([
      {
        attempts: [
          { status: 302, problem: 'REDIRECTED' },
          { status: 307, problem: 'REDIRECTED' },
        ],
      },
    ]);
  });
});

describe('an endpoint rests', () => {
  test('when it says that it is gone; what waits is sent once it is resumed', async () => {
    const { id } = await register();
    receiver.answerNext(410);
    await send();
    await gateway.tick();
    expect(await find(id)).toMatchObject({
      state: 'GONE',
      stateLabel: 'dijeda karena alamatnya tidak dipakai lagi',
      waiting: 1,
    });
    await send();
    gateway.clock.advance(DAY_MS);
    await gateway.tick();
    expect(receiver.received).toHaveLength(1);
    expect((await testing(admin, { id })).done).toMatchObject({
      __typename: 'NotAllowedNow',
      allowed: ['melanjutkan'],
    });
    expect((await resuming(admin, { id })).done).toMatchObject({ state: 'ACTIVE', failingSince: null, waiting: 2 });
    await gateway.tick();
    expect(new Set(idsOf()).size).toBe(2);
    expect(receiver.received).toHaveLength(3);
    expect(await find(id)).toMatchObject({ waiting: 0 });
    expect(await audit('webhook.paused')).toContainEqual({
      actor: 'system',
      detail: { because: 'GONE' },
    });
  });

  test('after five days of failures alone, and not before', async () => {
    const { id } = await register();
    receiver.answerNext(...Array<number>(100).fill(500));
    for (let day = 0; day < 5; day += 1) {
      await send();
      await gateway.tick();
      expect(await find(id)).toMatchObject({ state: 'ACTIVE', failingSince: '2026-08-19T07:00:00.000Z' });
      gateway.clock.advance(DAY_MS);
    }
    await gateway.tick();
    expect(await find(id)).toMatchObject({ state: 'FAILED', stateLabel: 'dijeda karena terus gagal' });
    const came = receiver.received.length;
    gateway.clock.advance(DAY_MS);
    await gateway.tick();
    expect(receiver.received).toHaveLength(came);
  });

  test('when somebody pauses it, and its messages wait', async () => {
    const { id } = await register();
    expect((await pausing(admin, { id })).done).toMatchObject({ state: 'PAUSED', stateLabel: 'dijeda' });
    expect((await pausing(admin, { id })).done).toMatchObject({ __typename: 'NotAllowedNow' });
    await submitAll(
      gateway,
      Array.from({ length: 5 }, () => rating(service)),
    );
    await gateway.tick();
    expect(receiver.received).toEqual([]);
    expect(await find(id)).toMatchObject({ waiting: 5 });
    await resuming(admin, { id });
    expect((await resuming(admin, { id })).done).toMatchObject({ __typename: 'NotAllowedNow' });
    await gateway.tick();
    expect(receiver.received).toHaveLength(5);
  });
});

test('a test goes the way of all messages: the same queue, signature, log and refusals', async () => {
  const { id, secret } = await register({ events: ['figure.published'] });
  const { done } = await testing(admin, { id });
  expect(done).toMatchObject({ type: 'webhook.test', state: 'PENDING', attempts: [] });
  receiver.answerNext(500);
  await gateway.tick();
  gateway.clock.advance(MINUTE_MS);
  await gateway.tick();
  const [first, second] = receiver.received;
  if (first === undefined || second === undefined) throw new Error('Two messages were to come.');
  expect(verified(second, secret, gateway.clock.now())).toEqual({
    type: 'webhook.test',
    timestamp: '2026-08-19T07:00:00.000Z',
    data: {},
  });
  expect(await deliveriesOf(id)).toMatchObject([
    { id: done?.id, state: 'DELIVERED', attempts: [{ status: 500 }, { status: 204 }] },
  ]);
  names.set('uji.example', ['127.0.0.1']);
  const inside = await register({ url: `http://uji.example:${receiver.port}/` });
  names.set('uji.example', ['10.1.2.3']);
  await testing(admin, { id: inside.id });
  await gateway.tick();
  expect(await deliveriesOf(inside.id)).toMatchObject([{ attempts: [{ problem: 'NOT_ALLOWED' }] }]);
});

test('a message that was taken can be replayed, with the same id', async () => {
  const { id } = await register();
  await send();
  await gateway.tick();
  const [delivered] = await deliveriesOf(id);
  expect((await replaying(admin, { id: delivered?.id ?? '' })).done).toMatchObject({ state: 'PENDING' });
  await gateway.tick();
  expect(idsOf()).toEqual([delivered?.messageId, delivered?.messageId]);
  expect(await deliveriesOf(id)).toMatchObject([{ state: 'DELIVERED', attempts: [{ status: 204 }, { status: 204 }] }]);
});

describe('a new secret', () => {
  test('signs beside the old one for a day, and then alone', async () => {
    const { id, secret: old } = await register();
    const { done } = await rotating(admin, { id });
    expect(done).toMatchObject({ oldValidUntil: '2026-08-20T07:00:00.000Z' });
    const fresh = done?.secret ?? '';
    expect(fresh).not.toBe(old);
    await testing(admin, { id });
    await gateway.tick();
    gateway.clock.advance(DAY_MS);
    await testing(admin, { id });
    await gateway.tick();
    const [both, alone] = receiver.received;
    if (both === undefined || alone === undefined) throw new Error('Two messages were to come.');
    for (const secret of [old, fresh]) verified(both, secret, new Date(NOW));
    verified(alone, fresh, gateway.clock.now());
    expect(() => verified(alone, old, gateway.clock.now())).toThrow('No matching signature');
    expect(await audit('webhook.secretRotated')).toHaveLength(1);
  });

  test('after a leak ends all old ones at once', async () => {
    const { id, secret: first } = await register();
    const { done: second } = await rotating(admin, { id, keepOldHours: 168 });
    const { done: third } = await rotating(admin, { id, keepOldHours: 0 });
    await testing(admin, { id });
    await gateway.tick();
    const [message] = receiver.received;
    if (message === undefined) throw new Error('A message was to come.');
    verified(message, third?.secret ?? '', gateway.clock.now());
    for (const secret of [first, second?.secret ?? ''])
      expect(() => verified(message, secret, gateway.clock.now())).toThrow('No matching signature');
    for (const keepOldHours of [-1, 169])
      expect((await rotating(admin, { id, keepOldHours })).done).toMatchObject({
        __typename: 'InvalidInput',
        message: `keepOldHours: yang diharapkan 0 sampai 168 jam, yang diterima ${keepOldHours}.`,
      });
  });
});

test('two gateways deliver each message once', async () => {
  const { id } = await register();
  receiver.takeTime(20);
  await submitAll(
    gateway,
    Array.from({ length: 60 }, () => rating(service)),
  );
  const second = await startGatewayOn(
    { database: gateway.database.database, close: () => Promise.resolve() },
    { now: NOW, resolveName },
    afterAll,
  );
  await Promise.all([gateway.tick(), second.tick(), gateway.tick(), second.tick()]);
  await gateway.tick();
  expect(receiver.received).toHaveLength(60);
  expect(new Set(idsOf()).size).toBe(60);
  expect(await find(id)).toMatchObject({ waiting: 0 });
  await second.stop();
});

test('a message in the hands of a gateway that stops is sent by another at once, and after a minute when it died', async () => {
  const { id } = await register();
  const dying = await startGatewayOn(
    { database: gateway.database.database, close: () => Promise.resolve() },
    { now: NOW, resolveName },
    afterAll,
  );
  receiver.takeTime(60_000);
  await send();
  void dying.tick();
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1));
  await dying.stop();
  expect(await deliveriesOf(id)).toMatchObject([{ state: 'PENDING', attempts: [] }]);
  receiver.takeTime(0);
  await gateway.tick();
  expect(await deliveriesOf(id)).toMatchObject([{ state: 'DELIVERED', attempts: [{ status: 204 }] }]);
  expect(new Set(idsOf()).size).toBe(1);

  expect((await testing(admin, { id })).done).toMatchObject({ state: 'PENDING' });
  await gateway.database.inspect(`update webhook_delivery set claimed_until = $1 where state = 'PENDING'`, [
    new Date(gateway.clock.now().getTime() + MINUTE_MS),
  ]);
  await gateway.tick();
  expect(await find(id)).toMatchObject({ waiting: 1 });
  gateway.clock.advance(MINUTE_MS);
  await gateway.tick();
  expect(await find(id)).toMatchObject({ waiting: 0 });
});

test('in production the own machine is not called, whatever the configuration says', async () => {
  const strict = await startGateway({
    now: NOW,
    mode: 'production',
    tenants: { palu: { code: '72.71', units: [{ name: 'Dinas' }] } },
  });
  const { Pengelola } = await seedEmployees(strict.database.database, strict.tenants.palu, [
    { name: 'Pengelola', unit: 'Dinas', post: 'Analis', roles: ['PERSONNEL_ADMIN'] },
  ]);
  const ask = await signIn(strict, strict.tenants.palu, Pengelola.uuid);
  for (const [url, words] of [
    [receiver.url, 'https://'],
    [`https://127.0.0.1:${receiver.port}/`, 'bukan di jaringan dalam'],
  ])
    expect((await registering(ask, wanted({ url }))).done).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining(words ?? ''),
    });
});

test('the log is paged, the latest first', async () => {
  const { id } = await register();
  for (let turn = 0; turn < 5; turn += 1) {
    await testing(admin, { id });
    gateway.clock.advance(1000);
  }
  const page = async (args: string) => {
    const { endpoint } = await findAs<{
      deliveries: {
        edges: readonly { node: { occurredAt: string } }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
    }>(admin, id, `deliveries(${args}) { edges { node { occurredAt } } pageInfo { endCursor hasNextPage } }`);
    if (endpoint === null) throw new Error('There is no endpoint.');
    const { edges, pageInfo } = endpoint.deliveries;
    return { times: edges.map(({ node }) => node.occurredAt.slice(17, 19)), ...pageInfo };
  };
  const first = await page('first: 3');
  expect(first).toMatchObject({ times: ['04', '03', '02'], hasNextPage: true });
  expect(await page(`first: 3, after: "${first.endCursor}"`)).toMatchObject({
    times: ['01', '00'],
    hasNextPage: false,
  });
});

test('what is older than ninety days is forgotten, and what waits with it', async () => {
  const { id } = await register({ events: ['feedback.received'] });
  await testing(admin, { id });
  await gateway.tick();
  await pausing(admin, { id });
  await send();
  gateway.clock.advance(89 * DAY_MS);
  await gateway.tick();
  expect(await deliveriesOf(id)).toHaveLength(2);
  gateway.clock.advance(2 * DAY_MS);
  await gateway.tick();
  expect(await deliveriesOf(id)).toEqual([]);
  expect(await gateway.database.inspect('select from webhook_attempt')).toEqual([]);
});

test('an endpoint that is removed is told nothing more, and a day later nothing of it is left', async () => {
  const { id } = await register();
  await send();
  await gateway.tick();
  const [{ id: delivery } = { id: '' }] = await deliveriesOf(id);
  await pausing(admin, { id });
  await send();
  expect((await removing(admin, { id })).done).toEqual({ __typename: 'RemovedWebhookEndpoint', undelivered: 1 });
  await send();
  await gateway.tick();
  expect(receiver.received).toHaveLength(1);
  expect((await listAs(admin)).endpoints).toEqual([]);
  for (const { errors } of [
    await findAs(admin, id, 'url'),
    await resuming(admin, { id }),
    await removing(admin, { id }),
    await replaying(admin, { id: delivery }),
  ])
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  expect(await gateway.database.inspect('select from webhook_secret')).toEqual([]);
  expect((await audit('webhook.removed')).at(-1)).toMatchObject({
    detail: { host: `127.0.0.1:${receiver.port}`, undelivered: 1 },
  });
  gateway.clock.set('2026-12-24T07:00:00Z');
  await gateway.tick();
  for (const table of ['endpoint', 'delivery', 'attempt'])
    expect(await gateway.database.inspect(`select from webhook_${table}`)).toEqual([]);
});

test('a rating does not wait for a change of an endpoint', async () => {
  const { id } = await register();
  const holding = new Client({ connectionString: gateway.database.superuserUrl });
  await holding.connect();
  await holding.query('begin');
  await holding.query('lock table webhook_secret in exclusive mode');
  const changing = rotating(admin, { id });
  await vi.waitFor(async () =>
    expect(
      await gateway.database.inspect("select from pg_locks where not granted and locktype = 'relation'"),
    ).toHaveLength(1),
  );
  const startedAt = performance.now();
  expect((await send()).__typename).toBe('SubmitFeedbackSuccess');
  // The change gives up its lock after two seconds: who waits for it has waited that long.
  expect(performance.now() - startedAt).toBeLessThan(1000);
  await holding.query('rollback');
  await holding.end();
  expect((await changing).done).toMatchObject({ __typename: 'IssuedWebhookSecret', endpoint: { waiting: 1 } });
});
