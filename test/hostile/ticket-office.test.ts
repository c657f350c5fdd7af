import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { openTicketOffice } from '../support/ticket-office.ts';

/* Tickets of the office, asked for by those whom they are not for; and words of a citizen, wherever they could be read. */

const office = await openTicketOffice();
const { gateway, head, leader, people, other, strangers, report, add, find, inbox, audit } = office;
const { work, reveal, assign, escalate, hide, flag } = office;

const SECRET = /3273056010900009|81234567890|siti@contoh|D 1234 ABC/;
const WORDS = 'NIK 3273056010900009, wa 081234567890, surel siti@contoh.id, mobil D 1234 ABC.';

const anonymous: AskAs = (document, variables, headers) => gateway.ask(document, variables, headers);
const elsewhere = await signIn(gateway, other, strangers['Kepala Lain'].uuid);

/** A ticket that was given to Staf Dago. */
const given = async () => {
  const reported = await report({ words: WORDS });
  await assign(head, reported.id, { employeeId: people['Staf Dago'].id });
  await add(reported.code, WORDS);
  return reported;
};

type Act = (ask: AskAs, id: string) => Promise<{ readonly done: { readonly __typename?: string } | null }>;

/** Everything that changes a ticket or shows more of it. */
const ACTS = {
  work: (ask, id) => work(ask, id, 'NOTE', { text: 'Catatan.' }),
  reveal,
  escalate: (ask, id) => escalate(ask, id, { reason: 'Tolong.' }),
  assign: (ask, id) => assign(ask, id, { employeeId: people['Bidan Dago'].id }),
  hide: (ask, id) => hide(ask, id, { reason: 'Kasar.' }),
  flag: (ask, id) => flag(ask, id, { reason: 'Iklan.' }),
} satisfies Record<string, Act>;
const ALL = Object.keys(ACTS) as readonly (keyof typeof ACTS)[];

/** What each may do with a ticket of Dago that was given to Staf Dago. */
const MAY = {
  'Kepala Dago': ALL,
  'Wakil Walikota': ALL,
  'Staf Dago': ['work', 'reveal', 'escalate'],
  'Bidan Dago': [],
  'Kepala Kopo': [],
  'Kepala Dinas': [],
} as const satisfies Record<string, readonly (keyof typeof ACTS)[]>;

describe.each(Object.entries(MAY))('%s', (name, allowed) => {
  test.each(ALL)(`may or may not %s, as the table says; a refusal changes nothing and is on record`, async (act) => {
    const { id } = await given();
    const before = await find(id);
    const refusals = (await audit('right.refused')).length;
    const { done } = await ACTS[act](await office.as(name as keyof typeof MAY), id);
    const isAllowed = (allowed as readonly string[]).includes(act);
    expect(done?.__typename).toBe(isAllowed ? 'OfficeTicket' : 'NotPermitted');
    expect((await audit('right.refused')).length - refusals).toBe(isAllowed ? 0 : 1);
    if (isAllowed) return;
    expect(JSON.stringify(done)).not.toMatch(SECRET);
    expect(await find(id)).toEqual(before);
  });
});

test('nobody of another region, and nobody who is not signed in, gets anywhere', async () => {
  const { id } = await given();
  const before = await find(id);
  for (const act of Object.values(ACTS)) {
    expect((await act(anonymous, id)).done).toMatchObject({ __typename: 'NotPermitted' });
    expect((await act(elsewhere, id)).done).toBeNull();
  }
  for (const ask of [anonymous, elsewhere])
    for (const args of [undefined, 'mine: true']) expect((await inbox(ask, args)).tickets).toEqual([]);
  const { data } = await elsewhere<{ unit: { ticketCounts: unknown; ticketFigures: unknown } | null }>(
    'query ($id: ID!) { unit(id: $id) { ticketCounts { open } ticketFigures(period: "2026-08") { received } } }',
    { id: office.bandung.unit('Dago').id },
  );
  expect([data.unit?.ticketCounts ?? null, data.unit?.ticketFigures ?? null]).toEqual([null, null]);
  expect(await find(id)).toEqual(before);
});

test('who has left the unit has left its tickets', async () => {
  const { id } = await given();
  await gateway.database.inspect("update assignment set ends_on = '2026-08-18' where employee_id = $1", [
    people['Staf Dago'].uuid,
  ]);
  const staff = await office.as('Staf Dago');
  expect((await reveal(staff, id)).done).toMatchObject({ __typename: 'NotPermitted' });
  await gateway.database.inspect('update assignment set ends_on = null where employee_id = $1', [
    people['Staf Dago'].uuid,
  ]);
  expect((await reveal(staff, id)).done).toMatchObject({ __typename: 'OfficeTicket' });
});

test('personal data is in no answer but what is revealed, whatever is done', async () => {
  const { id, code } = await given();
  const entryId = (await find(id)).entries.at(-1)?.id;
  const answers = [
    await inbox(head),
    await inbox(await office.as('Staf Dago'), 'mine: true'),
    await work(head, id, 'VERIFY', { category: 'prosedur' }),
    await work(head, id, 'NOTE', { text: 'Catatan.' }),
    await hide(head, id, { entryId, reason: 'Data pribadi.' }),
    await hide(head, id, { entryId }),
    await flag(head, id, { reason: 'Iklan?' }),
    await inbox(leader, `unitId: "${office.bandung.unit('Dago').id}", spam: true`),
    await flag(head, id),
    await escalate(head, id, { reason: 'Tolong.' }),
  ];
  for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(SECRET);
  expect(JSON.stringify(answers)).toContain('[NIK]');
  expect(JSON.stringify((await reveal(head, id)).done)).toMatch(SECRET);
  expect(JSON.stringify(await gateway.database.inspect('select detail from audit_event'))).not.toMatch(SECRET);
  expect(JSON.stringify(await office.read(code))).toMatch(SECRET);
});

test('erased words are gone for whoever reveals them, too, hidden or not', async () => {
  const { id, code } = await given();
  await hide(head, id, { reason: 'Data pribadi.' });
  await gateway.ask('mutation ($code: String!) { eraseFeedbackWords(code: $code) { __typename } }', { code });
  const { done } = await reveal(head, id);
  expect(done).toMatchObject({ words: null, asWritten: true });
  expect(JSON.stringify(done)).not.toMatch(SECRET);
});

describe('of many who do the same at once', () => {
  test('one takes it for spam, and the others are told that it is', async () => {
    const { id } = await report();
    const done = await Promise.all(Array.from({ length: 12 }, () => flag(head, id, { reason: 'Iklan.' })));
    expect(done.filter(({ done: one }) => one?.__typename === 'OfficeTicket')).toHaveLength(1);
    expect(done.filter(({ done: one }) => one?.__typename === 'NotAllowedNow')).toHaveLength(11);
  });

  test('a step that was sent twelve times with one key is there once', async () => {
    const { id } = await report();
    const key = randomUUID();
    const done = await Promise.all(Array.from({ length: 12 }, () => hide(head, id, { key, reason: 'Kasar.' })));
    expect(new Set(done.map(({ done: one }) => one?.__typename))).toEqual(new Set(['OfficeTicket']));
    expect((await find(id, head, `unitId: "${office.bandung.unit('Dago').id}", first: 200`)).entries).toHaveLength(1);
  });
});

test.each([
  ['a key that is none', { key: 'sekali', reason: 'x' }, 'key: yang diharapkan UUID'],
  ['no reason', { reason: '  ' }, 'reason: '],
  ['a reason that is too long', { reason: 'a'.repeat(2001) }, 'reason: '],
])('%s is named, and nothing is changed', async (_, more, message) => {
  const { id } = await report();
  for (const act of [hide, flag, escalate])
    expect((await act(head, id, more)).done).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining(message),
    });
  expect((await find(id, head, `unitId: "${office.bandung.unit('Dago').id}", first: 200`)).entries).toEqual([]);
});
