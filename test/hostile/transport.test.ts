import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { send } from '../support/http.ts';
import { rating, SUBMIT } from '../support/submit.ts';

/* Requests that are made to cost much, to reach what they should not, or to break the gateway (TRUST 4.5). */

const gateway = await startGateway({
  tenants: {
    bandung: {
      units: [
        { name: 'Dinas', services: ['KTP-el'] },
        { name: 'Puskesmas', kind: 'puskesmas', parent: 'Dinas', services: ['Rawat Jalan'] },
      ],
    },
  },
});
const { bandung } = gateway.tenants;
const ktp = bandung.service('KTP-el').id;
const url = `${gateway.address}/graphql`;

const stored = async () => {
  const [row] = await gateway.database.inspect<{ count: number }>('select count(*)::integer as count from feedback');
  return row?.count;
};

const postRaw = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  send(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });

afterEach(async () => {
  expect(await stored()).toBe(0);
});

describe('a document that would cost too much is refused before anything runs:', () => {
  const nested = (depth: number) => `{ unit(id: "x") { ${'parent { '.repeat(depth)} name ${'} '.repeat(depth)} } }`;
  const documents: Record<string, readonly [document: string, told: RegExp]> = {
    'fifty levels': [nested(50), /depth is 52, at most 10/],
    'eleven levels': [nested(10), /depth is 12, at most 10/],
    '5,000 aliases of a mutation': [
      `mutation ($input: SubmitFeedbackInput!) { ${Array.from({ length: 5000 }, (_, at) => `a${at}: submitFeedback(input: $input) { __typename }`).join(' ')} }`,
      /larger than/,
    ],
    '100 aliases of a mutation': [
      `mutation ($input: SubmitFeedbackInput!) { ${Array.from({ length: 100 }, (_, at) => `a${at}: submitFeedback(input: $input) { __typename }`).join(' ')} }`,
      /1000 tokens/,
    ],
    '2,000 fields': [`{ ${'__typename '.repeat(2000)} }`, /1000 tokens/],
    '10,000 directives': [`{ viewer ${'@include(if: true) '.repeat(10_000)} { id } }`, /larger than/],
    'lists in lists': [
      '{ tenant(code: "32.73") { units(first: 100) { edges { node { services { unit { services { unit { name } } } } } } } } }',
      /too expensive/,
    ],
    'a fragment that is spread hundredfold': [
      `{ ${Array.from({ length: 60 }, (_, at) => `a${at}: tenant(code: "32.73") { ...U }`).join(' ')} } fragment U on Tenant { units(first: 100) { edges { node { name } } } }`,
      /too expensive/,
    ],
  };

  test.each(Object.entries(documents))('%s', async (_, [document, told]) => {
    const startedAt = performance.now();
    const { status, data, errors } = await gateway.ask(document, { input: rating(ktp) });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect([400, 413]).toContain(status);
    expect(data ?? null).toBeNull();
    expect(errors[0]?.message).toMatch(told);
  });

  test('a fragment that spreads itself', async () => {
    const { status, errors } = await gateway.ask('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }');
    expect(status).toBe(400);
    expect(errors[0]?.message).toContain('Cannot spread fragment');
  });
});

test('what the widgets and a portal need stays far inside the limits', async () => {
  const { status, errors } = await gateway.ask(
    `{ tenant(code: "32.73") { name units(first: 50) { totalCount edges { node { name kind parent { name } satisfactionIndex { value grade ratings } } } }
       unitLeaderboard(kind: "puskesmas") { state rows { unit { name } band index grade ratings interval { lower upper } } withheld { unit { name } reason } } } }`,
  );
  expect({ status, errors }).toEqual({ status: 200, errors: [] });
});

describe('what is no request of GraphQL is refused:', () => {
  const bodies: Record<string, readonly [body: string | Buffer, status: number]> = {
    nothing: ['', 400],
    'half an object': ['{"query":', 400],
    'a list of operations': [`[${Array(100).fill('{"query":"{ viewer { id } }"}').join(',')}]`, 400],
    'an empty list': ['[]', 400],
    'a text': ['"{ viewer { id } }"', 400],
    'a number': ['7', 400],
    null: ['null', 400],
    'an object without a document': ['{}', 400],
    'a document that is a number': ['{"query":7}', 400],
    'variables that are a text': ['{"query":"{ __typename }","variables":"x"}', 400],
    'variables that are a list': ['{"query":"{ __typename }","variables":[]}', 400],
    'extensions that are a list': ['{"query":"{ __typename }","extensions":[]}', 400],
    'an operation that is not there': ['{"query":"query A { __typename }","operationName":"B"}', 400],
    'bytes that are no UTF-8': [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400],
    'a million brackets': ['['.repeat(60_000), 400],
    'a megabyte': [JSON.stringify({ query: `{ __typename } # ${'x'.repeat(1_000_000)}` }), 413],
  };

  test.each(Object.entries(bodies))('%s', async (_, [body, status]) => {
    const answer = await postRaw(body);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toMatch(/ at .+:\d+:\d+|node_modules|\/src\//);
  });

  test.each([
    ['utf-7', 415],
    ['utf-16le', 415],
    ['cp037', 415],
    ['iso-8859-1', 415],
    ['x'.repeat(5000), 415],
    ['utf-8', 200],
    ['"UTF-8"', 200],
  ])('the charset %.20s is answered with %d', async (charset, status) => {
    const answer = await postRaw('{"query":"{ __typename }"}', {
      'Content-Type': `application/json; charset=${charset}`,
    });
    expect(answer.status).toBe(status);
  });

  test('a small body that would unpack to a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000, 'x'));
    for (const encoding of ['gzip', 'br', 'deflate', 'gzip, gzip', 'x'])
      expect((await postRaw(bomb, { 'Content-Encoding': encoding })).status).toBe(415);
  });

  test('a body that is said to be shorter, or longer, than it is', async () => {
    const body = '{"query":"{ __typename }"}';
    await expect(postRaw(body, { 'Content-Length': '9999999999' }).then(({ status }) => status)).resolves.toBe(413);
    expect((await postRaw(body, { 'Content-Length': '5' })).status).toBe(400);
  });

  test('an address of 100,000 characters', async () => {
    expect((await send(`${url}?query=${'x'.repeat(100_000)}`)).status).toBe(431);
  });
});

describe('a fault of ours', () => {
  const read = (period: string) =>
    gateway.ask<{ service: unknown }>(
      'query ($id: ID!, $period: Period) { service(id: $id) { name satisfactionIndex(period: $period) { value } } }',
      { id: ktp, period },
    );

  test('is told in general words, with an id that leads to the log, the first time and the tenth', async () => {
    await gateway.database.inspect('alter table figure rename to figure_gone');
    try {
      for (let time = 0; time < 10; time += 1) {
        const { status, data, errors } = await read('2026-08');
        expect(status).toBe(200);
        expect(data).toEqual({ service: null });
        expect(errors).toHaveLength(1);
        expect(errors[0]).toMatchObject({
          message: expect.stringMatching(/^Something went wrong on our side; nothing was lost\. .+\([0-9a-f-]{36}\)$/),
          path: ['service', 'satisfactionIndex'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        });
        expect(JSON.stringify(errors)).not.toMatch(/figure|select|relation|stack|\/|127\.0\.0\.1/i);
      }
    } finally {
      await gateway.database.inspect('alter table figure_gone rename to figure');
    }
    const faults = gateway.takeFaults();
    expect(faults).toHaveLength(10);
    expect(faults.every((fault) => fault.includes('figure'))).toBe(true);
  });

  test('on a page is told the same way', async () => {
    await gateway.database.inspect('alter table service rename to service_gone');
    const page = await send(`${gateway.address}/form/${ktp}`);
    await gateway.database.inspect('alter table service_gone rename to service');
    expect(page.status).toBe(500);
    expect(page.body).toMatch(
      /^Something went wrong on our side; nothing was lost\. Please try again\. \([0-9a-f-]{36}\)\n$/,
    );
    expect(gateway.takeFaults()).toHaveLength(1);
  });

  test('is over when its cause is', async () => {
    expect(await read('2026-08')).toMatchObject({ status: 200, errors: [] });
  });
});

test('an answer is the same however often its document came', async () => {
  const document = `query ($id: ID!, $no: ID!) {
    service(id: $id) { name unit { name parent { name } } }
    wrong: unit(id: $id) { name }
    none: node(id: $no) { id }
  }`;
  const answers = new Set<string>();
  for (let time = 0; time < 5; time += 1) {
    const { status, data, errors } = await gateway.ask(document, { id: ktp, no: 'nothing' });
    answers.add(JSON.stringify({ status, data, errors }));
  }
  expect([...answers]).toHaveLength(1);
  expect([...answers][0]).toContain('"path":["wrong"]');
});

test('several mutations in one document are stored one by one, or not at all', async () => {
  const first = rating(ktp, { answers: [] });
  const { data } = await gateway.ask<Record<string, { __typename: string }>>(
    `mutation ($one: SubmitFeedbackInput!) { a: submitFeedback(input: $one) { __typename } b: submitFeedback(input: $one) { __typename } }`,
    { one: first },
  );
  expect(Object.values(data).map(({ __typename }) => __typename)).toEqual(['InvalidInput', 'InvalidInput']);
});

test('a document text cannot reach what a variable may not', async () => {
  const { status, errors } = await gateway.ask(SUBMIT.replace('$input: SubmitFeedbackInput!', '$input: String!'), {
    input: 'x',
  });
  expect(status).toBe(400);
  expect(errors[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

describe('injections are texts like any other, in every argument that takes one:', () => {
  const texts = [
    "' or '1'='1",
    "'; drop table feedback; --",
    '$1',
    '{{7*7}}',
    '../../etc/passwd',
    '\\x00',
    '%00',
    "\u0000'",
    '\ud800',
    '<script>alert(1)</script>',
    '"; return true; //',
    '{"$ne": null}',
    'x'.repeat(20_000),
  ];

  test.each(texts)('%.30j', async (text) => {
    const answers = await Promise.all([
      gateway.ask('query ($t: String!) { tenant(code: $t) { name } }', { t: text }),
      gateway.ask('query ($t: ID!) { node(id: $t) { id } }', { t: text }),
      gateway.ask('query ($t: String!) { feedbackReceipt(code: $t) { code } }', { t: text }),
      gateway.ask('query ($t: ID!) { challenge(serviceId: $t) { challenge } }', { t: text }),
      gateway.ask('query ($t: String) { tenant(code: "32.73") { units(kind: $t) { totalCount } } }', { t: text }),
      gateway.ask('query ($t: String!) { tenant(code: "32.73") { unitLeaderboard(kind: $t) { state } } }', { t: text }),
      gateway.ask(
        'query ($t: String) { tenant(code: "32.73") { unitLeaderboard(kind: "dinas", lang: $t) { explanation } } }',
        { t: text },
      ),
      gateway.ask(
        'query ($t: String, $id: ID!) { service(id: $id) { satisfactionIndex(questionnaire: $t) { state } } }',
        { t: text, id: ktp },
      ),
      gateway.ask(
        'query ($t: String, $id: ID!) { service(id: $id) { questionnaire { elements(lang: $t) { label } } } }',
        { t: text, id: ktp },
      ),
    ]);
    for (const { status, errors } of answers) {
      expect(status).toBe(200);
      for (const { message, extensions } of errors) {
        expect(['NOT_FOUND', 'BAD_USER_INPUT']).toContain(extensions?.code);
        expect(message.length).toBeLessThan(400);
      }
    }
  });
});
