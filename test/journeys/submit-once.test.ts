import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { nineAnswers, rating, type SubmitInput, submit, submitted } from '../support/submit.ts';

/* TRUST section 1: what was acknowledged is stored, and stored once. */

const gateway = await startGateway({
  tenants: {
    bandung: { units: [{ name: 'Disdukcapil', services: ['KTP-el', 'Kartu Keluarga'] }] },
    palu: { code: '72.71', zone: 'Asia/Makassar', units: [{ name: 'Disdukcapil', services: ['KTP-el'] }] },
  },
});
const { bandung, palu } = gateway.tenants;
const ktp = bandung.service('KTP-el').id;

interface Stored {
  readonly rows: readonly { readonly answers: Readonly<Record<string, number>>; readonly comment: string | null }[];
  readonly audited: number;
}

/** What is stored under a key, and how often it was recorded. */
const storedUnder = async (key: string): Promise<Stored> => {
  const rows = await gateway.database.inspect<Stored['rows'][number] & { id: string }>(
    'select id, answers, comment from feedback where submission_key = $1 order by tenant_id',
    [key],
  );
  const [audit] = await gateway.database.inspect<{ count: number }>(
    "select count(*)::integer as count from audit_event where action = 'feedback.received' and subject = any($1)",
    [rows.map(({ id }) => id)],
  );
  return { rows: rows.map(({ answers, comment }) => ({ answers, comment })), audited: audit?.count ?? 0 };
};

const tallied = async () => {
  const [row] = await gateway.database.inspect<{ ratings: number }>(
    'select coalesce(sum(ratings), 0)::integer as ratings from tally',
  );
  return row?.ratings ?? 0;
};

test('the same key and content give the same receipt, marked as a repetition', async () => {
  const input = rating(ktp, { comment: 'Cepat dan ramah.' });
  const first = await submitted(gateway, input);
  gateway.clock.advance(60_000);
  const again = await submitted(gateway, input);
  expect(first.replayed).toBe(false);
  expect(again).toEqual({ ...first, replayed: true });
  expect(await storedUnder(input.submissionKey)).toMatchObject({ rows: { length: 1 }, audited: 1 });
});

describe('what does not change the content is a repetition all the same:', () => {
  const input = rating(ktp, { comment: 'Cepat', respondent: { sex: 'P' } });
  const spellings: Record<string, Partial<SubmitInput>> = {
    'the order of the answers': { answers: nineAnswers().reverse() },
    'the case of the key': { submissionKey: input.submissionKey.toUpperCase() },
    'space around the comment': { comment: '  Cepat\n' },
    'an invisible character in the comment': { comment: 'Ce\u200Bpat' },
    'a profile field that is given as nothing': { respondent: { sex: 'P', education: null, occupation: '' } },
    'when it was sent': { submittedAt: '2026-08-19T06:59:00Z' },
    'a kind that is the default': { kind: 'RATING' },
  };

  test.each(Object.entries(spellings))('%s', async (_, overrides) => {
    const first = await submitted(gateway, input);
    expect(await submitted(gateway, { ...input, ...overrides })).toEqual({ ...first, replayed: true });
  });
});

describe('the same key with other content is told apart, and the first stays as it is:', () => {
  const others: Record<string, Partial<SubmitInput>> = {
    'another score': { answers: nineAnswers([3, 3, 3, 3, 3, 3, 3, 3, 4]) },
    'an element skipped': { answers: nineAnswers([3, 3, 3, null, 3, 3, 3, 3, 3]) },
    'another comment': { comment: 'Lambat' },
    'no comment': { comment: null },
    'another service': { serviceId: bandung.service('Kartu Keluarga').id },
    'another kind': { kind: 'COMPLAINT' },
    'another respondent': { respondent: { sex: 'P' } },
  };

  test.each(Object.entries(others))('%s', async (_, overrides) => {
    const input = rating(ktp, { comment: 'Cepat' });
    await submitted(gateway, input);
    const before = await storedUnder(input.submissionKey);
    const result = await submit(gateway, { ...input, ...overrides });
    expect(result).toEqual({
      __typename: 'KeyReused',
      message: expect.stringMatching(/^submissionKey: .+ kunci baru\.$/),
    });
    expect(await storedUnder(input.submissionKey)).toEqual(before);
  });
});

test('the same key belongs to another citizen in another region', async () => {
  const submissionKey = randomUUID();
  const here = await submitted(gateway, rating(ktp, { submissionKey }));
  const there = await submitted(gateway, rating(palu.service('KTP-el').id, { submissionKey, answers: nineAnswers(1) }));
  expect(there.replayed).toBe(false);
  expect(there.receipt.code).not.toBe(here.receipt.code);
  expect(await storedUnder(submissionKey)).toMatchObject({ rows: { length: 2 }, audited: 2 });
});

test('a rating that was acknowledged stays so when the service has moved to another questionnaire', async () => {
  const input = rating(bandung.service('Kartu Keluarga').id);
  const first = await submitted(gateway, input);
  const use = (version: number) =>
    gateway.database.inspect('update service set questionnaire_version = $1 where id = $2', [
      version,
      bandung.service('Kartu Keluarga').uuid,
    ]);
  await gateway.database.inspect(
    `insert into questionnaire
     select tenant_id, key, 2, jsonb_set(definition, '{version}', '2') from questionnaire where key = 'skm-2017' and version = 1`,
  );
  await use(2);
  expect(await submitted(gateway, input)).toEqual({ ...first, replayed: true });
  expect(await submit(gateway, rating(bandung.service('Kartu Keluarga').id))).toMatchObject({
    __typename: 'InvalidInput',
    issues: [{ path: 'questionnaireVersion' }],
  });
  await use(1);
});

test('200 equal submits at once leave one row, one in the tally, one audit row and one receipt', async () => {
  const input = rating(ktp, { comment: 'Sekali saja' });
  const before = await tallied();
  const results = await Promise.all(Array.from({ length: 200 }, () => submit(gateway, input)));
  const stored = results.filter((result) => result.__typename === 'SubmitFeedbackSuccess');
  expect(stored).toHaveLength(200);
  expect(stored.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(new Set(stored.map(({ receipt }) => receipt.code)).size).toBe(1);
  expect(new Set(stored.map(({ receipt }) => receipt.receivedAt)).size).toBe(1);
  expect(await storedUnder(input.submissionKey)).toMatchObject({ rows: { length: 1 }, audited: 1 });
  expect(await tallied()).toBe(before + 1);
});

test('one key with 40 contents at once stores one of them, and every other is told apart', async () => {
  const submissionKey = randomUUID();
  const before = await tallied();
  const results = await Promise.all(
    Array.from({ length: 40 }, (_, at) => submit(gateway, rating(ktp, { submissionKey, comment: `Isi ${at}` }))),
  );
  const kinds = results.map(({ __typename }) => __typename);
  expect(kinds.filter((kind) => kind === 'SubmitFeedbackSuccess')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'KeyReused')).toHaveLength(39);
  const winner = kinds.indexOf('SubmitFeedbackSuccess');
  expect(await storedUnder(submissionKey)).toMatchObject({ rows: [{ comment: `Isi ${winner}` }], audited: 1 });
  expect(await tallied()).toBe(before + 1);
});

test('submits of few keys, each many times and mixed, leave one row for each key', async () => {
  const keys = Array.from({ length: 12 }, () => randomUUID());
  const order = fc.sample(
    fc.shuffledSubarray(
      keys.flatMap((key) => Array<string>(5).fill(key)),
      { minLength: 60 },
    ),
    { numRuns: 1, seed: 7 },
  );
  const before = await tallied();
  const results = await Promise.all(
    (order[0] ?? []).map((submissionKey) => submitted(gateway, rating(ktp, { submissionKey }))),
  );
  expect(results.filter(({ replayed }) => !replayed)).toHaveLength(keys.length);
  expect(new Set(results.map(({ receipt }) => receipt.code)).size).toBe(keys.length);
  expect(await tallied()).toBe(before + keys.length);
});

describe('what is no rating is stored and enters no figure:', () => {
  test.each([
    ['a complaint', { kind: 'COMPLAINT', answers: null, comment: 'Antrean dua jam.' }],
    ['an aspiration', { kind: 'ASPIRATION', answers: null, comment: 'Buka hari Sabtu.' }],
    ['a request for information', { kind: 'INFORMATION_REQUEST', answers: null, comment: 'Jam berapa buka?' }],
    ['a rating of words alone', { answers: null, comment: 'Baik.' }],
    ['a complaint with answers', { kind: 'COMPLAINT', comment: 'Lambat.' }],
  ])('%s', async (_, overrides) => {
    const before = await tallied();
    const input = rating(ktp, overrides);
    const { receipt } = await submitted(gateway, input);
    expect(receipt.kind).toBe('kind' in overrides ? overrides.kind : 'RATING');
    expect(await storedUnder(input.submissionKey)).toMatchObject({ rows: { length: 1 }, audited: 1 });
    expect(await tallied()).toBe(before);
  });
});
