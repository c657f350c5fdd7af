import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RatingFormOperation, SubmitFeedbackOperation, UnitLeaderboardOperation } from '@kinerja/schema/operations';
import { buildSchema, parse, print, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { nineAnswers, rating } from '../support/submit.ts';

/* A site key runs the documents of the widgets and nothing else; every one that was ever published, for good. */

const KEY = 'situs-contoh';
const WITH_KEY = { 'x-kinerja-site-key': KEY };
const gateway = await startGateway({
  tenants: {
    bandung: {
      units: [
        { name: 'Disdukcapil', services: ['KTP-el'] },
        { name: 'Puskesmas Garuda', kind: 'puskesmas' },
      ],
      sites: { [KEY]: ['*'] },
    },
  },
});
const { bandung } = gateway.tenants;

const LEDGER = fileURLToPath(new URL('../../schema/operations/published.json', import.meta.url));
const published = JSON.parse(readFileSync(LEDGER, 'utf8')) as Record<string, Record<string, string>>;
const documents = Object.entries(published).flatMap(([version, texts]) =>
  Object.entries(texts).map(([id, text]) => ({ version, id, text })),
);

const TICKET = bandung.service('KTP-el').id.replace('service_', 'ticket_');

const SELECTION = {
  serviceId: bandung.service('KTP-el').id,
  from: '2026-08-01T00:00:00Z',
  until: '2026-08-02T00:00:00Z',
};

const inputFor = (text: string) => {
  if (text.includes('$input: WorkOnTicketInput!')) return { id: TICKET, key: randomUUID(), move: 'START' };
  if (text.includes('$input: PublishReplyInput!'))
    return { unitId: bandung.unit('Disdukcapil').id, said: 'Loket tutup.', done: 'Loket dibuka.' };
  if (text.includes('$input: ObjectToFigureInput!'))
    return { unitId: bandung.unit('Disdukcapil').id, period: '2026-Q2', version: 1, reason: 'Alasan' };
  if (text.includes('$input: OpenForumTopicInput!'))
    return { unitId: bandung.unit('Disdukcapil').id, title: 'Jam buka', opening: 'Pukul berapa?', key: randomUUID() };
  if (text.includes('$input: ExcludeRatingsInput!')) return { ...SELECTION, reason: 'TEST', explanation: 'Percobaan.' };
  return rating(bandung.service('KTP-el').id, { siteKey: KEY });
};

/** Variables that serve any of the published documents; the appraisal is one that nobody here has to do with. */
const variables = (text: string) => ({
  service: bandung.service('KTP-el').id,
  unit: bandung.unit('Disdukcapil').id,
  tenant: bandung.code,
  kind: 'puskesmas',
  code: '3273-7K3M-9QXT-2WZ4-H8RN',
  siteKey: KEY,
  origin: 'https://dukcapil.example.go.id',
  input: inputFor(text),
  period: '2026-Q3',
  before: '2026-Q2',
  id: bandung.service('KTP-el').id.replace('service_', text.startsWith('query ForumTopic(') ? 'topic_' : 'appraisal_'),
  key: randomUUID(),
  topicId: bandung.service('KTP-el').id.replace('service_', 'topic_'),
  said: 'FIXED',
  marks: [],
  realisations: [],
  text: 'Isi',
  reason: 'Alasan',
  outcome: 'Hasil',
  explanation: 'Penjelasan',
  recommendation: 'Rekomendasi',
  scheduledFor: '2026-10-19T02:00:00Z',
  workResult: 'SESUAI_EKSPEKTASI',
  behaviour: 'SESUAI_EKSPEKTASI',
  decision: 'UPHELD',
  state: 'WAITING',
  verdict: 'HIDE',
  selection: SELECTION,
  count: 25,
  ruling: 'STANDS',
});

/** What a stranger is told: nothing is wrong; of an appraisal, a topic and a receipt, that there is none; of tickets and of ratings to exclude, that he is none of theirs. */
const codesFor = (text: string) => {
  if (/^query (OfficeTicket|TicketInbox|TicketReply|RatingsToExclude)\(/.test(text)) return ['FORBIDDEN'];
  return /^query (Scorecard|ForumTopic)\(|\$code: /.test(text) ? ['NOT_FOUND'] : [];
};

const codesOf = (errors: unknown): unknown[] =>
  ((errors ?? []) as { extensions: { code: string } }[]).map(({ extensions }) => extensions.code);

const post = async (body: unknown, headers: Record<string, string> = {}) => {
  const response = await gateway.fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe.each(documents)('$id of widgets $version', ({ id, text }) => {
  test('fits the schema that is served', async () => {
    const schema = buildSchema(await (await gateway.fetch('/schema.graphql')).text());
    expect(validate(schema, parse(text))).toEqual([]);
  });

  test('has the hash of its text for an id', () => {
    expect(id).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
  });

  test.each([
    ['by its id', (): unknown => ({ documentId: id, variables: variables(text) })],
    ['by its bare hash', (): unknown => ({ documentId: id.slice('sha256:'.length), variables: variables(text) })],
    ['by the half of its hash', (): unknown => ({ documentId: id.slice(7, 39), variables: variables(text) })],
    ['by its text', (): unknown => ({ query: text, variables: variables(text) })],
    [
      "as Apollo's clients name it",
      (): unknown => ({
        extensions: { persistedQuery: { version: 1, sha256Hash: id.slice('sha256:'.length) } },
        variables: variables(text),
      }),
    ],
  ])('is answered with a site key, %s', async (_, body) => {
    const answer = await post(body(), WITH_KEY);
    expect(answer.status).toBe(200);
    expect(codesOf(answer.body['errors'])).toEqual(codesFor(text));
    expect(answer.body['data']).toBeTypeOf('object');
  });

  test('is answered without a site key too', async () => {
    expect((await post({ documentId: id, variables: variables(text) })).status).toBe(200);
  });

  test('costs no more than anyone may ask for', async () => {
    const { status, errors } = await gateway.ask(text, variables(text));
    expect({ status, codes: codesOf(errors) }).toEqual({ status: 200, codes: codesFor(text) });
  });
});

test('the operations of this version are published', () => {
  const ids = documents.map(({ id }) => id);
  for (const operation of [RatingFormOperation, SubmitFeedbackOperation, UnitLeaderboardOperation])
    expect(ids.some((id) => id.includes(operation.id))).toBe(true);
});

const FORM = documents.find(({ id }) => id.includes(RatingFormOperation.id));

describe('with a site key', () => {
  test.each([
    ['an unknown id', { documentId: `sha256:${'0'.repeat(64)}` }],
    ['an id that is no text', { documentId: 7 }],
    ["an unknown hash of Apollo's clients", { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } }],
    ['a name of every object', { documentId: '__proto__' }],
    ['a document of one’s own', { query: '{ viewer { id } }' }],
    ['a published document with one space more', { query: `${FORM?.text} ` }],
    ['a published document printed anew', { query: print(parse(FORM?.text ?? '')).replace('id', 'id __typename') }],
    ['an unknown id with a text beside it', { documentId: `sha256:${'0'.repeat(64)}`, query: FORM?.text }],
    ['no document at all', {}],
  ])('%s is not run', async (_, body) => {
    const answer = await post(body, WITH_KEY);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    expect(answer.body['data']).toBeUndefined();
  });

  test('an empty key is a key', async () => {
    expect((await post({ query: '{ viewer { id } }' }, { 'x-kinerja-site-key': '' })).status).toBe(400);
  });
});

test('an unknown id is not found without a site key either', async () => {
  const answer = await post({ documentId: `sha256:${'0'.repeat(64)}` });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
});

test('a published document is answered by GET, without its text in the address', async () => {
  const search = new URLSearchParams({
    documentId: RatingFormOperation.id,
    variables: JSON.stringify({ service: bandung.service('KTP-el').id }),
  });
  const response = await gateway.fetch(`/graphql?${search}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    data: { service: { name: 'KTP-el', questionnaire: { version: 1, elements: { length: 9 } } } },
  });
});

test('a published mutation is not run by GET', async () => {
  const search = new URLSearchParams({
    documentId: SubmitFeedbackOperation.id,
    variables: JSON.stringify({ input: rating(bandung.service('KTP-el').id) }),
  });
  const before = await stored();
  const response = await gateway.fetch(`/graphql?${search}`);
  expect(response.status).toBe(405);
  expect(response.headers.get('Allow')).toBe('POST');
  expect(await stored()).toBe(before);
});

test('what came with a site key is stored as sent by a widget of that site', async () => {
  const input = rating(bandung.service('KTP-el').id, { siteKey: KEY, answers: nineAnswers(4) });
  await post({ documentId: SubmitFeedbackOperation.id, variables: { input } }, WITH_KEY);
  const rows = await gateway.database.inspect(
    'select channel, verified, key from feedback join embed_site on embed_site.id = embed_site_id where submission_key = $1',
    [input.submissionKey],
  );
  expect(rows).toEqual([{ channel: 'WIDGET', verified: false, key: KEY }]);
});

async function stored(): Promise<number> {
  const [row] = await gateway.database.inspect<{ count: number }>('select count(*)::integer as count from feedback');
  return row?.count ?? 0;
}
