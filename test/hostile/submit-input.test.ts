import { encodeGlobalId } from '@kinerja/gateway/global-id';
import { v4 as randomId } from 'uuid';
import { afterEach, describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { nineAnswers, rating, SUBMIT, type SubmitInput, submit, submitted } from '../support/submit.ts';

/*
 * Whatever a citizen, a page or an attacker sends: an answer that names the field, the value and what was expected; nothing
 * stored; never a fault of ours (the gateway's own list of faults must be empty at the end).
 */

const gateway = await startGateway({
  // What happened is deleted between tests here: nobody chains it meanwhile.
  rounds: false,
  tenants: {
    bandung: {
      units: [{ name: 'Disdukcapil', services: ['KTP-el'] }],
      sites: { 'situs-bandung': ['https://dukcapil.bandung.example.go.id'], dicabut: ['*'] },
    },
    palu: {
      code: '72.71',
      zone: 'Asia/Makassar',
      units: [{ name: 'Disdukcapil', services: ['KTP-el'] }],
      sites: { 'situs-palu': ['*'] },
    },
  },
});
const { bandung, palu } = gateway.tenants;
const ktp = bandung.service('KTP-el').id;
await gateway.database.inspect("update embed_site set revoked_at = now() where key = 'dicabut'");

/** Everything that a submit could leave behind. */
const traces = async () => {
  const [row] = await gateway.database.inspect<Record<string, number>>(
    `select (select count(*)::integer from feedback) as feedback, (select count(*)::integer from audit_event) as audits,
            (select coalesce(sum(ratings), 0)::integer from tally) as tallied, (select count(*)::integer from figure) as figures`,
  );
  return row;
};
const NOTHING = { feedback: 0, audits: 0, tallied: 0, figures: 0 };

afterEach(async () => {
  await gateway.database.inspect('truncate feedback, audit_event, tally, figure, board cascade');
});

const with9 = (place: number, answer: unknown) => nineAnswers().map((own, at) => (at === place ? answer : own));
const keys = skm2017.elements.map(({ key }) => key).join(', ');

describe('is answered with InvalidInput and stores nothing:', () => {
  const wrong: Record<string, readonly [Partial<SubmitInput>, path: string, ...told: string[]]> = {
    'a score of 0': [
      { answers: with9(2, { element: 'waktu', score: 0 }) },
      'answers.2.score',
      'waktu',
      '1, 2, 3, atau 4',
      '0',
    ],
    'a score of 5': [
      { answers: with9(2, { element: 'waktu', score: 5 }) },
      'answers.2.score',
      'waktu',
      '1, 2, 3, atau 4',
      '5',
    ],
    'a score of -0': [{ answers: with9(2, { element: 'waktu', score: -0 }) }, 'answers.2.score', 'waktu', '0'],
    'a score of -2147483648': [
      { answers: with9(2, { element: 'waktu', score: -2147483648 }) },
      'answers.2.score',
      '-2147483648',
    ],
    'a required element that is missing': [
      { answers: nineAnswers([3, 3, null, 3, 3, 3, 3, 3, 3]) },
      'answers.waktu',
      'Waktu Penyelesaian',
      'wajib',
    ],
    'an element that does not exist': [
      { answers: with9(3, { element: 'U4', score: 3 }) },
      'answers.3.element',
      '"U4"',
      keys,
    ],
    'an element named as every object has': [
      { answers: with9(3, { element: '__proto__', score: 3 }) },
      'answers.3.element',
      '"__proto__"',
      keys,
    ],
    'an element with 10,000 letters': [
      { answers: with9(3, { element: 'x'.repeat(10_000), score: 3 }) },
      'answers.3.element',
      'xxx…',
      keys,
    ],
    'an element that is answered twice': [
      { answers: [...nineAnswers(), { element: 'waktu', score: 4 }] },
      'answers.9.element',
      'ke-3 dan ke-10',
    ],
    'neither answers nor words': [{ answers: [], comment: ' \n ' }, 'answers', 'jawaban, komentar'],
    'nothing at all': [{ answers: null }, 'answers', 'jawaban, komentar'],
    'a version that is not the service’s': [{ questionnaireVersion: 2 }, 'questionnaireVersion', 'versi 1', 'versi 2'],
    'a version of 0': [{ questionnaireVersion: 0 }, 'questionnaireVersion', 'versi 1', 'versi 0'],
    'a service that does not exist': [
      { serviceId: encodeGlobalId({ type: 'Service', tenantId: bandung.uuid, id: randomId() }) },
      'serviceId',
      'tidak dikenal',
      'id layanan',
    ],
    'a service of a region that does not exist': [
      { serviceId: encodeGlobalId({ type: 'Service', tenantId: randomId(), id: randomId() }) },
      'serviceId',
      'tidak dikenal',
    ],
    "a service of one region with another's name on it": [
      { serviceId: encodeGlobalId({ type: 'Service', tenantId: palu.uuid, id: bandung.service('KTP-el').uuid }) },
      'serviceId',
      'tidak dikenal',
    ],
    'a unit for a service': [{ serviceId: bandung.unit('Disdukcapil').id }, 'serviceId', 'tidak dikenal'],
    'a service that is nonsense': [{ serviceId: "1' or '1'='1" }, 'serviceId', "1' or '1'='1"],
    'a key that is no UUID': [{ submissionKey: 'kunci' }, 'submissionKey', '"kunci"', 'UUID'],
    'an empty key': [{ submissionKey: '' }, 'submissionKey', 'UUID'],
    'a key with one character too many': [{ submissionKey: `${randomId()}0` }, 'submissionKey', 'UUID'],
    'a visit code that nobody gave out': [{ visitCode: 'ABCD-1234' }, 'visitCode', '"ABCD-1234"'],
    'a device that nobody registered': [{ deviceToken: 'eyJhbGciOiJub25lIn0' }, 'deviceToken', 'perangkat'],
    'a site key that does not exist': [{ siteKey: 'tidak-ada' }, 'siteKey', '"tidak-ada"'],
    "another region's site key": [{ siteKey: 'situs-palu' }, 'siteKey', '"situs-palu"'],
    'a site key that was revoked': [{ siteKey: 'dicabut' }, 'siteKey', '"dicabut"', 'dicabut'],
    'a place of 41 characters': [{ place: 'x'.repeat(41) }, 'place', '40'],
    'a place with a null character': [{ place: 'Loket\u00003' }, 'place', 'U+0000'],
    'a place with half a character': [{ place: 'Loket \ud800' }, 'place', 'surrogate'],
    'a place of nothing but punctuation': [{ place: '… – .' }, 'place', 'nama loket atau ruang'],
    'a place with markup': [{ place: '<b>Loket 3</b>' }, 'place', 'nama loket atau ruang'],
    'a place that leads to another site': [{ place: 'Buka evil.example' }, 'place', 'tanpa alamat web'],
    'a place that leads to a telephone': [{ place: 'Hubungi 0812-3456-7890' }, 'place', 'tanpa nomor telepon'],
    'a place of 50,000 letters': [{ place: 'a'.repeat(50_000) }, 'place', '40'],
    'a proof that is nonsense': [{ proof: 'nonsense' }, 'proof', 'tantangan'],
    'a proof that is no proof': [
      { proof: '{"challenge":{"parameters":{},"signature":""},"solution":{}}' },
      'proof',
      'tantangan',
    ],
    'a profile code that does not exist': [{ respondent: { sex: 'X' } }, 'respondent.sex', '"X"', 'L, P'],
    'a comment with a null character': [{ comment: 'a\u0000b' }, 'comment', 'U+0000', 'tanpa karakter kendali'],
    'a comment with an escape sequence': [{ comment: '\u001b[31mmerah' }, 'comment', 'U+001B'],
    'a comment with half a character': [{ comment: 'a\ud800b' }, 'comment', 'surrogate'],
    'a comment of 1,001 characters': [{ comment: 'x'.repeat(1001) }, 'comment', '1000'],
    'a comment of 20 kB': [{ comment: 'x'.repeat(20_000) }, 'comment', '1000'],
    'a comment of 50,000 letters and a mark': [{ comment: `${'a'.repeat(50_000)}!` }, 'comment', '1000', '50001'],
    'a comment of 15,000 combining marks on 1,001 letters': [
      { comment: `e${'\u0301'.repeat(14)}`.repeat(1001) },
      'comment',
      '1000',
    ],
  };

  test.each(Object.entries(wrong))('%s', async (_, [overrides, path, ...told]) => {
    const result = await submit(gateway, rating(ktp, overrides));
    if (result.__typename !== 'InvalidInput') throw new Error(`Expected InvalidInput, got ${JSON.stringify(result)}`);
    expect(result.issues.map((issue) => issue.path)).toEqual([path]);
    const [{ message } = { message: '' }] = result.issues;
    for (const words of told) expect(message).toContain(words);
    expect(message.length).toBeLessThan(400);
    expect(message.isWellFormed() && [...message].every((character) => character >= ' ')).toBe(true);
    expect(result.message).toBe(message);
    expect(await traces()).toEqual(NOTHING);
  });
});

test('everything that is wrong is told at once', async () => {
  const result = await submit(
    gateway,
    rating(ktp, {
      submissionKey: 'kunci',
      questionnaireVersion: 9,
      answers: [
        { element: 'waktu', score: 7 },
        { element: 'waktu', score: 1 },
        { element: 'apa', score: 1 },
      ],
      comment: 'x'.repeat(1001),
      respondent: { sex: 'X', education: 'Y' },
      siteKey: 'tidak-ada',
    }),
  );
  if (result.__typename !== 'InvalidInput') throw new Error(`Expected InvalidInput, got ${JSON.stringify(result)}`);
  const missing = skm2017.elements
    .filter(({ key, required }) => required && key !== 'waktu')
    .map(({ key }) => `answers.${key}`);
  expect(result.issues.map(({ path }) => path)).toEqual([
    'submissionKey',
    'questionnaireVersion',
    'siteKey',
    'comment',
    'answers.0.score',
    'answers.1.element',
    'answers.2.element',
    ...missing,
    'respondent.sex',
    'respondent.education',
  ]);
  expect(result.message).toBe(result.issues.map(({ message }) => message).join('\n'));
  expect(await traces()).toEqual(NOTHING);
});

describe('is refused with 400 for its type, and stores nothing:', () => {
  const refused: Record<string, readonly [Readonly<Record<string, unknown>>, ...told: (string | RegExp)[]]> = {
    'a score of 2.5': [{ answers: with9(2, { element: 'waktu', score: 2.5 }) }, 'input.answers[2].score', '2.5', 'Int'],
    'a score of "3"': [{ answers: with9(2, { element: 'waktu', score: '3' }) }, 'input.answers[2].score', '"3"', 'Int'],
    'a score of null': [
      { answers: with9(2, { element: 'waktu', score: null }) },
      'input.answers[2].score',
      'null',
      'Int!',
    ],
    'a score of true': [
      { answers: with9(2, { element: 'waktu', score: true }) },
      'input.answers[2].score',
      'true',
      'Int',
    ],
    'a score of 2147483648': [
      { answers: with9(2, { element: 'waktu', score: 2147483648 }) },
      'input.answers[2].score',
      '2147483648',
      'Int',
    ],
    'an answer without a score': [{ answers: with9(2, { element: 'waktu' }) }, 'input.answers[2]', 'score', 'Int!'],
    'an answer without an element': [{ answers: with9(2, { score: 3 }) }, 'input.answers[2]', 'element', 'String!'],
    'an answer that is null': [{ answers: with9(2, null) }, 'input.answers[2]', 'null', 'AnswerInput!'],
    'answers that are a number': [{ answers: 7 }, 'input.answers', '7', 'AnswerInput'],
    'an element that is a number': [
      { answers: with9(2, { element: 3, score: 3 }) },
      'input.answers[2].element',
      '3',
      'String',
    ],
    'a version of "1"': [{ questionnaireVersion: '1' }, 'input.questionnaireVersion', '"1"', 'Int'],
    'a service that is null': [{ serviceId: null }, 'input.serviceId', 'null', 'ID!'],
    'a service that is a list': [{ serviceId: [] }, 'input.serviceId', '[]', 'ID'],
    'a place that is a number': [{ place: 3 }, 'input.place', '3', 'String'],
    'a device token that is a number': [{ deviceToken: 7 }, 'input.deviceToken', '7', 'String'],
    'a comment that is an object': [{ comment: { toString: 'x' } }, 'input.comment', 'String'],
    'a kind that does not exist': [{ kind: 'PUJIAN' }, 'input.kind', '"PUJIAN"', 'FeedbackKind'],
    'a time that is none': [{ submittedAt: 'kemarin' }, 'input.submittedAt', '"kemarin"', 'ISO-8601'],
    'a time without a zone': [{ submittedAt: '2026-08-19T07:00:00' }, 'input.submittedAt', 'ISO-8601'],
    'a day that does not exist': [{ submittedAt: '2026-02-30T07:00:00Z' }, 'input.submittedAt', 'ISO-8601'],
    'a time that is a number': [{ submittedAt: 1787122800000 }, 'input.submittedAt', 'ISO-8601'],
    'a field that does not exist': [{ nilai: 4 }, 'nilai', 'not defined'],
    'a field that every object has': [{ constructor: 4 }, 'constructor', 'not defined'],
    'a profile that is a text': [{ respondent: 'P' }, 'input.respondent', '"P"', 'RespondentInput'],
  };

  test.each(Object.entries(refused))('%s', async (_, [overrides, ...told]) => {
    const { status, data, errors } = await gateway.ask(SUBMIT, { input: { ...rating(ktp), ...overrides } });
    expect(status).toBe(400);
    expect(data ?? null).toBeNull();
    expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    for (const words of told) expect(errors[0]?.message).toContain(words);
    expect(await traces()).toEqual(NOTHING);
  });

  test.each([
    ['1e999', 'Infinity'],
    ['-1e999', 'Infinity'],
    ['3.0000000000000001e0', null],
  ])('a score that is written %s', async (written, told) => {
    const body = JSON.stringify({
      query: SUBMIT,
      variables: { input: rating(ktp, { answers: with9(0, { element: 'persyaratan', score: 77 }) }) },
    });
    const response = await gateway.fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' },
      body: body.replace('"score":77', `"score":${written}`),
    });
    if (told === null) expect(await response.json()).toMatchObject({ data: { submitFeedback: { replayed: false } } });
    else {
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(told);
      expect(await traces()).toEqual(NOTHING);
    }
  });

  test('no input at all', async () => {
    for (const variables of [{}, { input: null }, { input: [] }, { input: 'x' }]) {
      const { status, errors } = await gateway.ask(SUBMIT, variables);
      expect(status).toBe(400);
      expect(errors[0]?.message).toContain('$input');
    }
    expect(await traces()).toEqual(NOTHING);
  });
});

test('a comment of 10 MB is refused before it is read', async () => {
  const response = await gateway.fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: SUBMIT, variables: { input: rating(ktp, { comment: 'x'.repeat(10_000_000) }) } }),
  });
  expect(response.status).toBe(413);
  expect(await response.text()).toMatch(/larger than 65536 bytes.+1,000 characters/);
  expect(await traces()).toEqual(NOTHING);
});

describe('a comment is kept as a reader sees it:', () => {
  const kept: Record<string, readonly [sent: string, kept: string]> = {
    'markup is text': ['<script>alert(1)</script> & "kutip"', '<script>alert(1)</script> & "kutip"'],
    'SQL is text': ["'); drop table feedback; --", "'); drop table feedback; --"],
    'direction overrides go': ['aman\u202Etxt.exe\u202C', 'amantxt.exe'],
    'isolates go': ['\u2066a\u2069', 'a'],
    'zero-width characters go': ['pe\u200Blay\u200Canan\uFEFF', 'pelayanan'],
    'marks beyond any script go': [`e${'\u0301'.repeat(5000)}`, `é${'\u0301'.repeat(8)}`],
    'letters are composed': ['e\u0301', 'é'],
    'an emoji of several characters stays whole': ['👨‍👩‍👧‍👦 puas', '👨‍👩‍👧‍👦 puas'],
    'line breaks and tabs stay': ['satu\n\tdua\r\ntiga', 'satu\n\tdua\r\ntiga'],
    'Arabic and Javanese stay': ['شكرا ꦱꦸꦮꦸꦤ꧀', 'شكرا ꦱꦸꦮꦸꦤ꧀'],
    '1,000 characters fit, whatever they are made of': ['👍🏽'.repeat(1000), '👍🏽'.repeat(1000)],
    'space around it goes': ['  \n baik \t', 'baik'],
  };

  test.each(Object.entries(kept))('%s', async (_, [sent, expected]) => {
    const input = rating(ktp, { comment: sent });
    await submitted(gateway, input);
    const rows = await gateway.database.inspect<{ comment: string }>(
      'select comment from feedback where submission_key = $1',
      [input.submissionKey],
    );
    expect(rows).toEqual([{ comment: expected }]);
  });
});

describe('a site key', () => {
  const input = () => rating(ktp, { siteKey: 'situs-bandung' });

  test.each([
    'https://dukcapil.bandung.example.go.id.evil.example',
    'https://dukcapil.bandung.example.go.id:8443',
    'http://dukcapil.bandung.example.go.id',
    'https://dukcapil.bandung.example.go.id.',
    'https://evil.example',
    'null',
  ])('is refused from a page of %s', async (origin) => {
    const result = await submit(gateway, input(), { Origin: origin });
    expect(result).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: 'siteKey' }] });
    expect(await traces()).toEqual(NOTHING);
  });

  test('is accepted from a page of its site', async () => {
    const result = await submit(gateway, input(), { Origin: 'https://dukcapil.bandung.example.go.id' });
    expect(result).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
  });
});

test('what every object has stays as it is', async () => {
  const body = `{"query":${JSON.stringify(SUBMIT)},"variables":{"__proto__":{"polluted":1},"input":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}},"__proto__":{"polluted":1}}`;
  const response = await gateway.fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  await response.text();
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});
