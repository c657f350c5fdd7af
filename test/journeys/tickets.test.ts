import { randomUUID } from 'node:crypto';
import sp4nLapor from '@kinerja/schema/ticket-policies/sp4n-lapor.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';
import { rating } from '../support/submit.ts';
import { loadTicketPolicy } from '../support/ticket-policy.ts';

/* A report without an account: its code is the only key; the office answers it; closing is not mending. */

/** A Wednesday, in the afternoon of Jakarta. */
const NOW = '2026-08-19T07:00:00Z';
const DAY_MS = 86_400_000;

const gateway = await startGateway({
  now: NOW,
  tenants: {
    bandung: {
      units: [
        { name: 'Dago', kind: 'puskesmas', services: ['Umum'] },
        { name: 'Kopo', kind: 'puskesmas', services: ['Gigi'] },
      ],
    },
    other: { code: '11.02', units: [{ name: 'Dinas', services: ['Lain'] }] },
  },
});
const { bandung, other } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Kepala Dago', unit: 'Dago', post: 'Kepala', heads: true },
  { name: 'Staf Dago', unit: 'Dago', post: 'Perawat' },
  { name: 'Kepala Kopo', unit: 'Kopo', post: 'Kepala', heads: true },
  { name: 'Wakil Walikota', unit: 'Kopo', post: 'Pimpinan', roles: ['LEADER'] },
]);
const strangers = await seedEmployees(gateway.database.database, other, [
  { name: 'Kepala Lain', unit: 'Dinas', post: 'Kepala', heads: true, roles: ['LEADER'] },
]);
const head = await signIn(gateway, bandung, people['Kepala Dago'].uuid);

const WORDS = 'Loket 3 tutup pukul sebelas, padahal di papan tertulis pukul dua.';

/** Sends a report, and returns its receipt code. */
const report = async (kind = 'COMPLAINT', comment = WORDS, service = 'Umum'): Promise<string> => {
  const { data } = await gateway.ask<{ submitFeedback: { receipt: { code: string } } }>(
    `mutation ($input: SubmitFeedbackInput!) { submitFeedback(input: $input) {
       ... on SubmitFeedbackSuccess { receipt { code } } ... on InvalidInput { message } } }`,
    {
      input: {
        submissionKey: randomUUID(),
        serviceId: bandung.service(service).id,
        questionnaireVersion: 1,
        kind,
        comment,
      },
    },
  );
  return data.submitFeedback.receipt.code;
};

const TICKET = `ticket { state stateLabel category dueOn overdue answerBy replyBy closedAt outcome outcomeAsked laporId
  moves entries { by move moveLabel text } }`;

interface Ticket {
  readonly state: string;
  readonly dueOn: string | null;
  readonly moves: readonly string[];
  readonly entries: readonly { readonly by: string; readonly move: string; readonly text: string | null }[];
}

const read = async (code: string): Promise<Ticket> => {
  const { data } = await gateway.ask<{ feedbackReceipt: { ticket: Ticket } }>(
    `query ($code: String!) { feedbackReceipt(code: $code) { kind ${TICKET} } }`,
    { code },
  );
  return data.feedbackReceipt.ticket;
};

/** A change by whoever holds the code. */
const byCode = async (field: string, args: string, variables: Readonly<Record<string, unknown>>) => {
  const { data, errors } = await gateway.ask<
    Record<string, { __typename: string; ticket?: Ticket; message?: string; allowed?: string[] }>
  >(
    `mutation (${args}) { ${field}(${[...args.matchAll(/\$(\w+)/g)].map(([, name]) => `${name}: $${name}`).join(', ')}) {
       __typename
       ... on FeedbackReceipt { ${TICKET} } ... on InvalidInput { message } ... on NotAllowedNow { message allowed } } }`,
    variables,
  );
  return data?.[field] ?? { __typename: 'Error', message: errors.map(({ message }) => message).join() };
};
const add = (code: string, text: string) =>
  byCode('addToTicket', '$code: String!, $key: ID!, $text: String!', { code, key: randomUUID(), text });
const withdraw = (code: string) => byCode('withdrawTicket', '$code: String!, $key: ID!', { code, key: randomUUID() });
const erase = (code: string) => byCode('eraseFeedbackWords', '$code: String!', { code });
const say = (code: string, outcome: 'FIXED' | 'NOT_FIXED') =>
  byCode('sayTicketOutcome', '$code: String!, $key: ID!, $outcome: TicketOutcome!', {
    code,
    key: randomUUID(),
    outcome,
  });

interface OfficeTicket {
  readonly id: string;
  readonly words: string | null;
  readonly ticket: Ticket;
  readonly entries: readonly {
    readonly author: string | null;
    readonly entry: { move: string; text: string | null };
  }[];
}

const OFFICE = `id kind words wordsErasedAt service { name } moves ${TICKET} entries { author entry { move text } }`;

const inbox = async (ask = head, args = ''): Promise<readonly OfficeTicket[]> => {
  const { data } = await ask<{ tickets: readonly OfficeTicket[] }>(
    `query ($id: ID!) { tickets(unitId: $id${args}) { ${OFFICE} } }`,
    { id: bandung.unit('Dago').id },
  );
  return data.tickets;
};

const work = change<OfficeTicket>({
  field: 'workOnTicket(input: WorkOnTicketInput!)',
  shape: `... on OfficeTicket { ${OFFICE} }`,
});
const office = (id: string, move: string, more: object = {}, ask = head) =>
  work(ask, { input: { id, key: randomUUID(), move, ...more } });

/** The ticket in the inbox of the office. */
const found = async (code: string): Promise<string> => {
  const words = `Mohon dicari: ${code}`;
  await add(code, words);
  const all = await inbox();
  const one = all.find(({ entries }) => entries.some(({ entry }) => entry.text === words));
  if (one === undefined) throw new Error(`${code} is not in the inbox.`);
  return one.id;
};

const verified = async (code: string) => {
  const id = await found(code);
  await office(id, 'VERIFY', { category: 'prosedur' });
  return id;
};

describe('a report', () => {
  test('tells where it stands to whoever has its code, with the day by which the office has to act', async () => {
    const code = await report();
    expect(await read(code)).toEqual({
      state: 'RECEIVED',
      stateLabel: 'Menunggu diperiksa',
      category: null,
      // Three working days after a Wednesday: Thursday, Friday, Monday.
      dueOn: '2026-08-24',
      overdue: false,
      answerBy: '2026-09-08',
      replyBy: null,
      closedAt: null,
      outcome: null,
      outcomeAsked: false,
      laporId: null,
      moves: ['ADD', 'WITHDRAW'],
      entries: [],
    });
  });

  test('is no rating: it opens a ticket, and counts in no figure', async () => {
    const { data } = await gateway.ask<{ unit: { satisfactionIndex: { ratings: number | null } } }>(
      'query ($id: ID!) { unit(id: $id) { satisfactionIndex(period: "2026-08") { ratings } } }',
      { id: bandung.unit('Dago').id },
    );
    expect(data.unit.satisfactionIndex.ratings).toBe(0);
  });

  test('goes its way: checked, followed up, answered, replied to, answered again, closed', async () => {
    const code = await report('INFORMATION_REQUEST', 'Apa syarat rujukan?');
    const id = await found(code);
    expect((await office(id, 'VERIFY', { category: 'informasi', laporId: '7412345' })).done).toMatchObject({
      ticket: { state: 'VERIFIED', category: 'Permintaan informasi atau keluhan ringan', laporId: '7412345' },
    });
    expect((await office(id, 'START')).done).toMatchObject({ ticket: { state: 'IN_PROGRESS', dueOn: '2026-08-26' } });
    await office(id, 'NOTE', { text: 'Tanya ke bagian rujukan.' });
    await office(id, 'REPLY', { text: 'Fotokopi KTP dan kartu BPJS.' });
    expect(await read(code)).toMatchObject({
      state: 'ANSWERED',
      dueOn: null,
      replyBy: '2026-09-02',
      moves: ['ANSWER_BACK', 'WITHDRAW', 'SAY_OUTCOME'],
    });
    expect(await add(code, 'Apakah perlu surat RT?')).toMatchObject({ ticket: { state: 'IN_PROGRESS' } });
    await office(id, 'REPLY', { text: 'Tidak perlu.' });
    expect((await office(id, 'CLOSE')).done).toMatchObject({ ticket: { state: 'CLOSED' } });
    const { entries, ...ticket } = await read(code);
    expect(entries.map(({ by, move, text }) => [by, move, text]).slice(1)).toEqual([
      ['OFFICE', 'VERIFY', null],
      ['OFFICE', 'START', null],
      ['OFFICE', 'REPLY', 'Fotokopi KTP dan kartu BPJS.'],
      ['CITIZEN', 'ANSWER_BACK', 'Apakah perlu surat RT?'],
      ['OFFICE', 'REPLY', 'Tidak perlu.'],
      ['OFFICE', 'CLOSE', null],
    ]);
    expect(ticket).toMatchObject({ state: 'CLOSED', dueOn: null, moves: ['SAY_OUTCOME'] });
  });

  test('shows the citizen neither notes nor names, and the office both', async () => {
    const code = await report();
    const id = await verified(code);
    await office(id, 'NOTE', { text: 'Pelapor sudah dua kali menulis.' });
    expect(JSON.stringify(await read(code))).not.toMatch(/dua kali|Kepala Dago/);
    const seen = (await inbox()).find((one) => one.id === id);
    expect(seen?.entries.at(-1)).toEqual({
      author: 'Kepala Dago',
      entry: { move: 'NOTE', text: 'Pelapor sudah dua kali menulis.' },
    });
    expect(seen?.words).toBe(WORDS);
  });

  test('is what it is about, whatever was written: one emoji or one word is a report', async () => {
    for (const words of ['😡', 'Lambat'])
      expect(await read(await report('ASPIRATION', words))).toMatchObject({ state: 'RECEIVED' });
  });
});

describe('closed is not mended', () => {
  const closed = async () => {
    const code = await report();
    const id = await verified(code);
    await office(id, 'REPLY', { text: 'Sudah diperbaiki.' });
    await office(id, 'CLOSE');
    return { code, id };
  };

  test('the citizen says what became of it, at any time, beside the word of the office; the latest word counts', async () => {
    const { code } = await closed();
    expect(await say(code, 'FIXED')).toMatchObject({ ticket: { state: 'CLOSED', outcome: 'FIXED' } });
    expect(await say(code, 'NOT_FIXED')).toMatchObject({ ticket: { state: 'CLOSED', outcome: 'NOT_FIXED' } });
    expect((await read(code)).entries.filter(({ move }) => move === 'SAY_OUTCOME')).toHaveLength(2);
  });

  test('is asked four weeks after closing, and not once he has said it', async () => {
    const { code } = await closed();
    const asked = async () => (await read(code)) as unknown as { outcomeAsked: boolean };
    gateway.clock.set(new Date(Date.parse(NOW) + 27 * DAY_MS).toISOString());
    expect((await asked()).outcomeAsked).toBe(false);
    gateway.clock.set(new Date(Date.parse(NOW) + 28 * DAY_MS).toISOString());
    expect((await asked()).outcomeAsked).toBe(true);
    await say(code, 'NOT_FIXED');
    expect((await asked()).outcomeAsked).toBe(false);
    gateway.clock.set(NOW);
  });

  test('the office takes it up again, with its reason', async () => {
    const { code, id } = await closed();
    expect((await office(id, 'REOPEN')).done).toMatchObject({ __typename: 'InvalidInput' });
    await office(id, 'REOPEN', { text: 'Pelapor bilang belum.' });
    expect(await read(code)).toMatchObject({ state: 'IN_PROGRESS', closedAt: null });
  });
});

test('what was answered and not replied to is closed after ten working days, and what was replied to is not', async () => {
  const [silent, replied] = [await report(), await report()];
  for (const code of [silent, replied]) await office(await verified(code), 'REPLY', { text: 'Sudah.' });
  await add(replied, 'Belum.');
  // Ten working days after Wednesday 19 August: Wednesday 2 September is the last one.
  gateway.clock.set('2026-09-02T10:00:00Z');
  await gateway.tick();
  expect(await read(silent)).toMatchObject({ state: 'ANSWERED' });
  gateway.clock.set('2026-09-03T10:00:00Z');
  await gateway.tick();
  await expect.poll(async () => (await read(silent)).state, { timeout: 10_000 }).toBe('CLOSED');
  expect((await read(silent)).entries.at(-1)).toMatchObject({ by: 'SYSTEM', move: 'CLOSE_SILENT' });
  expect(await read(replied)).toMatchObject({ state: 'IN_PROGRESS' });
  gateway.clock.set(NOW);
});

test('a region makes promises of its own, for those who write from then on', async () => {
  const before = await report();
  const own = { ...sp4nLapor, key: 'bandung', verifyWithin: 1, categories: [{ key: 'loket', label: { id: 'Loket' } }] };
  const at = new Date(Date.parse(NOW) + 1);
  await loadTicketPolicy(gateway.database, bandung, own, at);
  gateway.clock.set(new Date(at.getTime() + 1).toISOString());
  const after = await report();
  expect([(await read(before)).dueOn, (await read(after)).dueOn]).toEqual(['2026-08-24', '2026-08-20']);
  const id = await found(after);
  expect((await office(id, 'VERIFY', { category: 'prosedur' })).done).toMatchObject({
    message: 'category: yang diharapkan salah satu dari loket, yang diterima "prosedur".',
  });
  expect((await office(id, 'VERIFY', { category: 'loket' })).done).toMatchObject({ ticket: { category: 'Loket' } });
  gateway.clock.set(NOW);
});

test('scores alone are no report', async () => {
  const { data } = await gateway.ask<{ submitFeedback: unknown }>(
    `mutation ($input: SubmitFeedbackInput!) { submitFeedback(input: $input) { ... on InvalidInput { issues { path message } } } }`,
    { input: rating(bandung.service('Umum').id, { kind: 'COMPLAINT' }) },
  );
  expect(data.submitFeedback).toEqual({
    issues: [{ path: 'comment', message: 'comment: laporan belum ada isinya; yang diharapkan apa yang dilaporkan.' }],
  });
});

test('what is late is told as late, and stands first', async () => {
  const code = await report();
  const id = await found(code);
  expect((await inbox(head, ', overdue: true')).map((one) => one.id)).not.toContain(id);
  gateway.clock.set('2026-08-25T02:00:00Z');
  const late = await inbox(head, ', overdue: true');
  expect(late.map((one) => one.id)).toContain(id);
  expect((await inbox())[0]?.ticket).toMatchObject({ overdue: true });
  gateway.clock.set(NOW);
});

describe('what cannot be done is told in words, and changes nothing:', () => {
  test('answering what nobody has checked', async () => {
    const code = await report();
    const { done } = await office(await found(code), 'REPLY', { text: 'Ya.' });
    expect(done).toMatchObject({
      __typename: 'NotAllowedNow',
      allowed: expect.arrayContaining(['diperiksa dan diteruskan', 'diberi catatan']),
    });
    expect(await read(code)).toMatchObject({ state: 'RECEIVED' });
  });

  test('checking without a category, or with one that the region does not have', async () => {
    const id = await found(await report());
    for (const category of [undefined, 'cuaca'])
      expect((await office(id, 'VERIFY', { category })).done).toMatchObject({
        __typename: 'InvalidInput',
        message: expect.stringContaining('category: yang diharapkan salah satu dari informasi, prosedur'),
      });
  });

  test('an empty answer, and one that is too long', async () => {
    const id = await verified(await report());
    for (const text of [undefined, ' ', 'a'.repeat(2001)])
      expect((await office(id, 'REPLY', { text })).done).toMatchObject({
        __typename: 'InvalidInput',
        message: expect.stringMatching(/^text: /),
      });
  });

  test('adding to what was taken back', async () => {
    const code = await report();
    expect(await withdraw(code)).toMatchObject({ ticket: { state: 'WITHDRAWN', moves: [] } });
    expect(await add(code, 'Tunggu!')).toMatchObject({ __typename: 'NotAllowedNow' });
    expect(await withdraw(code)).toMatchObject({ __typename: 'NotAllowedNow' });
  });

  test('a ticket for a rating', async () => {
    const { data } = await gateway.ask<{ submitFeedback: { receipt: { code: string } } }>(
      `mutation ($input: SubmitFeedbackInput!) { submitFeedback(input: $input) { ... on SubmitFeedbackSuccess { receipt { code } } } }`,
      {
        input: {
          submissionKey: randomUUID(),
          serviceId: bandung.service('Umum').id,
          questionnaireVersion: 1,
          comment: 'Bagus.',
        },
      },
    );
    const { code } = data.submitFeedback.receipt;
    expect(await read(code)).toBeNull();
    expect(await add(code, 'Lagi')).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('penilaian'),
    });
  });

  test('a guessed code', async () => {
    const code = await report();
    const guess = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
    for (const done of [await add(guess, 'x'), await withdraw(guess), await erase(guess), await say(guess, 'FIXED')])
      expect(done.message).toMatch(/^code: nothing found for .*expected the code on a receipt/);
    expect((await read(code)).entries).toEqual([]);
  });
});

describe('the words of the citizen', () => {
  test('are erased by his code for good: the count stays, the text goes, and the audit trail says so', async () => {
    const code = await report('COMPLAINT', 'Nomor saya nol-delapan.');
    const id = await verified(code);
    await add(code, 'Rumah saya di Jalan Dago 5.');
    await office(id, 'REPLY', { text: 'Terima kasih.' });
    expect(await erase(code)).toMatchObject({ __typename: 'FeedbackReceipt' });
    const seen = (await inbox()).find((one) => one.id === id);
    expect(seen).toMatchObject({ words: null, wordsErasedAt: NOW.replace('Z', '.000Z') });
    expect(JSON.stringify([seen, await read(code)])).not.toMatch(/nol-delapan|Jalan Dago|Mohon dicari/);
    expect(JSON.stringify(seen)).toContain('Terima kasih.');
    const everything = async () =>
      JSON.stringify([
        await gateway.database.inspect('select * from feedback'),
        await gateway.database.inspect('select * from ticket_entry'),
        await gateway.database.inspect('select * from audit_event'),
      ]);
    expect(/nol-delapan|Jalan Dago/.test(await everything())).toBe(false);
    expect(await erase(code)).toMatchObject({ __typename: 'FeedbackReceipt' });
    expect((await everything()).match(/feedback\.erased/g)).toHaveLength(1);
  });

  test.each([
    ['a comment', 'RATING', async () => undefined],
    ['what he added', 'COMPLAINT', async (code: string) => add(code, 'Masih tutup.')],
  ])('are known to be there, %s, until they are erased, and again when he adds some', async (_, kind, more) => {
    const words = async (code: string) => {
      const { data } = await gateway.ask<{ feedbackReceipt: { words: { kept: boolean; erasedAt: string | null } } }>(
        'query ($code: String!) { feedbackReceipt(code: $code) { words { kept erasedAt } } }',
        { code },
      );
      return data.feedbackReceipt.words;
    };
    const code = await report(kind);
    expect(await words(code)).toEqual({ kept: true, erasedAt: null });
    await erase(code);
    expect(await words(code)).toEqual({ kept: false, erasedAt: NOW.replace('Z', '.000Z') });
    expect((await more(code))?.__typename).toBe(kind === 'RATING' ? undefined : 'FeedbackReceipt');
    expect((await words(code)).kept).toBe(kind !== 'RATING');
  });
});

describe('the inbox of a unit is for its head and for leaders:', () => {
  test.each([
    ['somebody of the unit', 'Staf Dago'],
    ['the head of another unit', 'Kepala Kopo'],
  ])('not for %s', async (_, name) => {
    const ask = await signIn(gateway, bandung, people[name as keyof typeof people].uuid);
    const { data, errors } = await ask<{ tickets: unknown } | null>(
      'query ($id: ID!) { tickets(unitId: $id) { id } }',
      { id: bandung.unit('Dago').id },
    );
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const id = await found(await report());
    expect((await office(id, 'VERIFY', { category: 'petugas' }, ask)).done).toMatchObject({
      __typename: 'NotPermitted',
    });
  });

  test('but for a leader', async () => {
    const ask = await signIn(gateway, bandung, people['Wakil Walikota'].uuid);
    expect((await inbox(ask)).length).toBeGreaterThan(0);
  });

  test('not for anybody of another region, nor for whoever is not signed in', async () => {
    const ask = await signIn(gateway, other, strangers['Kepala Lain'].uuid);
    const id = await found(await report());
    const { errors } = await office(id, 'VERIFY', { category: 'petugas' }, ask);
    expect(JSON.stringify(errors)).toContain('of your region');
    const anonymous = await gateway.ask<unknown>('query ($id: ID!) { tickets(unitId: $id) { id } }', {
      id: bandung.unit('Dago').id,
    });
    expect(anonymous.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(anonymous.data).toBeNull();
  });
});

test('what is sent again is done once, and a key that is none is named', async () => {
  const code = await report();
  const id = await verified(code);
  const [key, citizenKey] = [randomUUID(), randomUUID()];
  for (const _time of ['first', 'again']) {
    await office(id, 'REPLY', { key, text: 'Sudah.' });
    await byCode('addToTicket', '$code: String!, $key: ID!, $text: String!', {
      code,
      key: citizenKey,
      text: 'Belum.',
    });
  }
  expect((await read(code)).entries.filter(({ text }) => text === 'Sudah.' || text === 'Belum.')).toHaveLength(2);
  expect(await byCode('withdrawTicket', '$code: String!, $key: ID!', { code, key: 'sekali' })).toMatchObject({
    __typename: 'InvalidInput',
    message: 'key: yang diharapkan UUID, yang diterima "sekali".',
  });
});

test('of forty replies at once each is kept, and the ticket stands where the table of moves says', async () => {
  const code = await report();
  const id = await verified(code);
  const texts = Array.from({ length: 40 }, (_, place) => `Jawaban ${place}`);
  await Promise.all(texts.map((text) => office(id, 'REPLY', { text })));
  const { entries, state } = await read(code);
  expect(state).toBe('ANSWERED');
  expect(entries.flatMap(({ move, text }) => (move === 'REPLY' ? [text] : [])).toSorted()).toEqual(texts.toSorted());
});
