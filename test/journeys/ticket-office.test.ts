import sp4nLapor from '@kinerja/schema/ticket-policies/sp4n-lapor.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { OFFICE_NOW, openTicketOffice } from '../support/ticket-office.ts';
import { loadTicketPolicy } from '../support/ticket-policy.ts';

/* The office behind a ticket: who reads what, who works on what, and what is told of it. */

const office = await openTicketOffice();
const { head, leader, people, bandung, gateway, report, add, say, read, inbox, find, answered, audit } = office;
const { work, reveal, assign, escalate, hide, flag, tag } = office;
const [staff, midwife, above] = [
  await office.as('Staf Dago'),
  await office.as('Bidan Dago'),
  await office.as('Kepala Dinas'),
];
const DAGO = `unitId: "${bandung.unit('Dago').id}"`;
const DINAS = `unitId: "${bandung.unit('Dinas Kesehatan').id}"`;

type Sent = Awaited<ReturnType<typeof report>>;

const idsOf = async (...args: Parameters<typeof inbox>) => (await inbox(...args)).tickets.map(({ id }) => id);

const counts = async (ask = head) => {
  const { data } = await ask<{ unit: { ticketCounts: Record<string, number> | null } }>(
    'query ($id: ID!) { unit(id: $id) { ticketCounts { open overdue unassigned spam } } }',
    { id: bandung.unit('Dago').id },
  );
  return data.unit.ticketCounts;
};

const WORDS = 'Saya Siti, NIK 3273056010900009, wa 0812-3456-7890, mobil D 1234 ABC. Diminta Rp 250.000.000.';
const MASKED = 'Saya Siti, NIK [NIK], wa [nomor telepon], mobil [pelat nomor]. Diminta Rp 250.000.000.';

describe('words of a citizen', () => {
  test('are masked for the office wherever they stand, and stored as he wrote them', async () => {
    const { code, id } = await report({ words: WORDS });
    await add(code, 'Surel saya siti@contoh.id.');
    const ticket = await find(id);
    expect(ticket).toMatchObject({ words: MASKED, asWritten: false });
    expect(ticket.entries[0]?.entry.text).toBe('Surel saya [alamat surel].');
    expect(ticket.ticket.entries[0]?.text).toBe('Surel saya [alamat surel].');
    expect(JSON.stringify(ticket)).not.toMatch(/32730560|0812|siti@/);
    const { done } = await work(head, id, 'VERIFY', { category: 'pungutan' });
    expect(done).toMatchObject({ words: MASKED });
    expect(JSON.stringify(done)).not.toContain('siti@');
    const stored = await gateway.database.inspect<{ comment: string }>('select comment from feedback');
    expect(stored.map(({ comment }) => comment)).toContain(WORDS);
  });

  test('are his own on his receipt', async () => {
    const { code } = await report();
    await add(code, 'Nomor saya 081234567890.');
    expect((await read(code)).entries[0]?.text).toBe('Nomor saya 081234567890.');
  });

  test('are shown as written to whoever works on the ticket and asks for it, and the audit trail says who', async () => {
    const { code, id } = await report({ words: WORDS });
    await add(code, 'Surel saya siti@contoh.id.');
    const before = (await audit('ticket.revealed')).length;
    expect((await reveal(leader, id)).done).toMatchObject({
      asWritten: true,
      words: WORDS,
      entries: [{ entry: { text: 'Surel saya siti@contoh.id.' } }],
    });
    const events = await audit('ticket.revealed');
    expect(events).toHaveLength(before + 1);
    expect(events.at(-1)?.actor).toBe(`employee ${people['Wakil Walikota'].uuid}`);
    expect(JSON.stringify(events)).not.toContain('32730560');
    expect(await find(id)).toMatchObject({ words: MASKED });
  });

  test.each(['Staf Dago', 'Kepala Kopo'] as const)('are not shown to %s', async (name) => {
    const { id } = await report({ words: WORDS });
    const before = (await audit('ticket.revealed')).length;
    const { done } = await reveal(await office.as(name), id);
    expect(done).toMatchObject({ __typename: 'NotPermitted' });
    expect(JSON.stringify(done)).not.toContain('Siti');
    expect(await audit('ticket.revealed')).toHaveLength(before);
  });
});

describe('a ticket that is given to somebody of the unit', () => {
  const given = async () => {
    const reported = await report();
    const { done } = await assign(head, reported.id, { employeeId: people['Staf Dago'].id });
    return { ...reported, done };
  };

  test('is hers to work on: she finds it among hers, answers and closes it', async () => {
    const { id, code, done } = await given();
    expect(done).toMatchObject({ assignee: { name: 'Staf Dago' } });
    expect(done?.entries?.at(-1)).toMatchObject({
      author: 'Kepala Dago',
      assignee: 'Staf Dago',
      entry: { move: 'ASSIGN' },
    });
    expect(await idsOf(staff, 'mine: true')).toContain(id);
    expect(await idsOf(midwife, 'mine: true')).not.toContain(id);
    await work(staff, id, 'VERIFY', { category: 'prosedur' });
    await work(staff, id, 'REPLY', { text: 'Loket sudah buka.' });
    expect((await work(staff, id, 'CLOSE')).done).toMatchObject({ ticket: { state: 'CLOSED' } });
    expect((await read(code)).entries.map(({ move }) => move)).toEqual(['VERIFY', 'REPLY', 'CLOSE']);
    const [event] = (await audit('ticket.moved')).filter(({ detail }) => detail['move'] === 'ASSIGN');
    expect(event?.detail).toMatchObject({ after: { assigneeId: people['Staf Dago'].uuid } });
  });

  test('is neither hers to give away, nor to take for spam, nor does it open the inbox of the unit to her', async () => {
    const { id } = await given();
    const refused = [
      await assign(staff, id, { employeeId: people['Bidan Dago'].id }),
      await flag(staff, id, { reason: 'Iklan' }),
      await hide(staff, id, { reason: 'Kasar' }),
    ];
    expect(refused.map(({ done }) => done?.__typename)).toEqual(['NotPermitted', 'NotPermitted', 'NotPermitted']);
    expect((await inbox(staff)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await counts(staff)).toBeNull();
  });

  test('is not hers any more once it is given back, or to somebody else', async () => {
    const { id } = await given();
    expect((await assign(head, id)).done).toMatchObject({ assignee: null });
    expect((await work(staff, id, 'NOTE', { text: 'x' })).done).toMatchObject({ __typename: 'NotPermitted' });
    await assign(head, id, { employeeId: people['Bidan Dago'].id });
    expect((await work(staff, id, 'NOTE', { text: 'x' })).done).toMatchObject({ __typename: 'NotPermitted' });
    expect((await work(midwife, id, 'NOTE', { text: 'x' })).done).toMatchObject({ __typename: 'OfficeTicket' });
  });

  test('is given to nobody of another unit, and to nobody that there is not', async () => {
    const { id } = await report();
    for (const employeeId of [people['Kepala Kopo'].id, office.strangers['Kepala Lain'].id, 'siapa'])
      expect((await assign(head, id, { employeeId })).done).toMatchObject({
        __typename: 'InvalidInput',
        message: expect.stringContaining('employeeId: yang diharapkan pegawai unit ini'),
      });
  });

  test('is counted as given, and once when it is sent again', async () => {
    const { id } = await report();
    const before = (await counts())?.['unassigned'] ?? 0;
    const key = '0197a000-0000-4000-8000-000000000007';
    for (const _time of ['first', 'again']) await assign(head, id, { key, employeeId: people['Staf Dago'].id });
    expect(await counts()).toMatchObject({ unassigned: before - 1 });
    expect((await find(id)).entries).toHaveLength(1);
  });
});

describe('a ticket with which nobody can help', () => {
  test('goes one level up at a time, with the reason, of which the citizen sees that it happened', async () => {
    const { id, code } = await report();
    await assign(head, id, { employeeId: people['Staf Dago'].id });
    expect(await idsOf(above, DINAS)).not.toContain(id);
    expect((await escalate(staff, id, { reason: 'Bukan wewenang saya.' })).done).toMatchObject({
      assignee: null,
      escalatedTo: null,
    });
    expect((await work(staff, id, 'NOTE', { text: 'x' })).done).toMatchObject({ __typename: 'NotPermitted' });
    expect((await escalate(head, id, { reason: 'Perlu anggaran dinas.' })).done).toMatchObject({
      unit: { name: 'Dago' },
      escalatedTo: { name: 'Dinas Kesehatan' },
    });
    expect(await idsOf(above, DINAS)).toContain(id);
    expect((await work(above, id, 'VERIFY', { category: 'prosedur' })).done).toMatchObject({
      ticket: { state: 'VERIFIED' },
    });
    const seen = (await read(code)).entries.filter(({ move }) => move === 'ESCALATE');
    expect(seen.map(({ moveLabel, text }) => [moveLabel, text])).toEqual([
      ['diteruskan ke pimpinan', null],
      ['diteruskan ke pimpinan', null],
    ]);
    const { entries } = await find(id);
    expect(entries.map(({ entry }) => entry.text)).toContain('Perlu anggaran dinas.');
  });

  test('goes no further than there are units, and nowhere without a reason', async () => {
    const { id } = await report();
    expect((await escalate(head, id, { reason: ' ' })).done).toMatchObject({ __typename: 'InvalidInput' });
    await escalate(head, id, { reason: 'Tolong.' });
    expect((await escalate(above, id, { reason: 'Tolong.' })).done).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('tidak ada unit lain'),
    });
  });

  test('goes up once when it is sent again', async () => {
    const { id } = await report();
    const key = '0197a000-0000-4000-8000-000000000008';
    for (const _time of ['first', 'again'])
      expect((await escalate(head, id, { key, reason: 'Tolong.' })).done).toMatchObject({ __typename: 'OfficeTicket' });
    expect((await find(id)).entries).toHaveLength(1);
  });
});

describe('words that are hidden', () => {
  test('are shown to nobody by default, stay stored, and are shown again; the citizen reads why', async () => {
    const { id, code } = await report({ words: 'Dasar petugas bodoh.' });
    expect((await hide(head, id, { reason: 'Memaki petugas.' })).done).toMatchObject({
      words: null,
      ticket: { hiddenReason: 'Memaki petugas.' },
    });
    expect(JSON.stringify(await find(id, leader))).not.toContain('bodoh');
    expect((await reveal(head, id)).done).toMatchObject({ words: 'Dasar petugas bodoh.' });
    const receipt = await read(code);
    expect(receipt).toMatchObject({ hiddenReason: 'Memaki petugas.' });
    expect(receipt.entries.at(-1)).toMatchObject({
      move: 'HIDE',
      moveLabel: 'kata-kata pelapor disembunyikan dari orang lain',
      text: 'Memaki petugas.',
    });
    expect((await hide(head, id, {})).done).toMatchObject({ words: 'Dasar petugas bodoh.' });
    expect((await read(code)).entries.at(-1)).toMatchObject({ move: 'SHOW', text: null });
    const events = (await audit('ticket.moved')).filter(({ detail }) => detail['reason'] === 'Memaki petugas.');
    expect(events).toHaveLength(1);
  });

  test('are those of one step, wherever they stand; the citizen still reads his own', async () => {
    const { id, code } = await report();
    await add(code, 'Kepala loketnya si Anu.');
    const entryId = (await find(id)).entries[0]?.id;
    await hide(head, id, { entryId, reason: 'Menyebut nama orang.' });
    const seen = await find(id);
    expect(seen.words).toBe('Loket 3 tutup.');
    expect(JSON.stringify(seen)).not.toContain('si Anu');
    expect(seen.ticket.entries[0]).toMatchObject({ text: null, hiddenReason: 'Menyebut nama orang.' });
    expect((await read(code)).entries[0]).toMatchObject({
      text: 'Kepala loketnya si Anu.',
      hiddenReason: 'Menyebut nama orang.',
    });
  });

  test('are the citizen’s, not the office’s, nor those of another ticket; and are hidden once', async () => {
    const one = await report();
    const other = await report();
    await add(other.code, 'Masih.');
    await work(head, one.id, 'VERIFY', { category: 'prosedur' });
    await work(head, one.id, 'REPLY', { text: 'Sudah kami perbaiki.' });
    const reply = (await find(one.id)).entries.find(({ entry }) => entry.move === 'REPLY')?.id;
    const elsewhere = (await find(other.id)).entries[0]?.id;
    for (const entryId of [reply, elsewhere])
      expect((await hide(head, one.id, { entryId, reason: 'x' })).done).toMatchObject({ __typename: 'NotAllowedNow' });
    await hide(head, one.id, { reason: 'x' });
    expect((await hide(head, one.id, { reason: 'y' })).done).toMatchObject({ __typename: 'NotAllowedNow' });
    expect((await find(one.id)).entries.filter(({ entry }) => entry.move === 'HIDE')).toHaveLength(1);
  });
});

describe('what is taken for spam', () => {
  test('leaves the inbox and its counts, is in a list of its own, and comes back', async () => {
    const { id, code } = await report({ words: 'Obat kuat murah!' });
    const before = await counts();
    expect((await flag(head, id, { reason: 'Iklan.' })).done).toMatchObject({
      ticket: { spam: true, dueOn: null, overdue: false },
      moves: ['NOTE', 'HIDE', 'SHOW', 'UNFLAG_SPAM'],
    });
    expect(await idsOf()).not.toContain(id);
    expect(await idsOf(head, `${DAGO}, spam: true`)).toContain(id);
    expect(await counts()).toMatchObject({ open: (before?.['open'] ?? 0) - 1, spam: (before?.['spam'] ?? 0) + 1 });
    expect(await read(code)).toMatchObject({
      spam: true,
      dueOn: null,
      entries: [{ move: 'FLAG_SPAM', text: 'Iklan.' }],
    });
    expect((await work(head, id, 'VERIFY', { category: 'prosedur' })).done).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('dianggap bukan laporan (spam)'),
    });
    await add(code, 'Ini bukan iklan!');
    expect((await flag(head, id)).done).toMatchObject({ ticket: { spam: false }, words: 'Obat kuat murah!' });
    expect(await idsOf()).toContain(id);
    expect(await counts()).toEqual(before);
    expect((await flag(head, id)).done).toMatchObject({ __typename: 'NotAllowedNow' });
  });
});

test('the receipt tells which verdict it was, in the step in which it was given', async () => {
  const { code } = await answered();
  await say(code, 'NOT_FIXED');
  await say(code, 'FIXED');
  const said = (await read(code)).entries.filter(({ move }) => move === 'SAY_OUTCOME');
  expect(said.map(({ outcome, moveLabel }) => [outcome, moveLabel])).toEqual([
    ['NOT_FIXED', 'dinilai pelapor: belum beres'],
    ['FIXED', 'dinilai pelapor: sudah beres'],
  ]);
});

test('the counts of an inbox are those of its lists, and tell what is late', async () => {
  await report();
  gateway.clock.set('2026-08-25T02:00:00Z');
  const late = await idsOf(head, `${DAGO}, overdue: true, first: 200`);
  expect(late.length).toBeGreaterThan(0);
  expect(await counts()).toMatchObject({
    open: (await idsOf(head, `${DAGO}, first: 200`)).length,
    overdue: late.length,
    spam: (await idsOf(head, `${DAGO}, spam: true, first: 200`)).length,
  });
  gateway.clock.set(OFFICE_NOW);
});

test('an inbox is asked for by its unit, or as one’s own', async () => {
  const { errors } = await inbox(head, 'first: 5');
  expect(errors).toMatchObject([{ message: expect.stringContaining('unitId') }]);
});

describe('the figures of a unit', () => {
  const KOPO = bandung.unit('Kopo').id;
  const figures = async (ask = leader, period = '2026-Q4') => {
    const { data } = await ask<{ unit: { ticketFigures: Record<string, number | null> | null } }>(
      `query ($id: ID!, $period: Period!) { unit(id: $id) { ticketFigures(period: $period) {
         received spam answered medianDays decided inTime fixed notFixed notSaid open overdue closed withdrawn } } }`,
      { id: KOPO, period },
    );
    return data.unit.ticketFigures;
  };
  const NONE = { received: 0, spam: 0, answered: 0, medianDays: null, decided: 0, inTime: 0, closed: 0, withdrawn: 0 };

  test('tell what was received, answered, in time and fixed, and how long the first answer took', async () => {
    expect(await figures()).toMatchObject(NONE);
    gateway.clock.set('2026-10-05T03:00:00Z');
    const sent = [];
    for (const kind of ['COMPLAINT', 'COMPLAINT', 'INFORMATION_REQUEST', 'ASPIRATION', 'COMPLAINT', 'COMPLAINT'])
      sent.push(await report({ kind, service: 'Gigi' }));
    const [first, second, slow, , junk, taken] = sent as [Sent, Sent, Sent, Sent, Sent, Sent];
    const reply = async (id: string, at: string) => {
      gateway.clock.set(at);
      await work(leader, id, 'VERIFY', { category: 'prosedur' });
      await work(leader, id, 'REPLY', { text: 'Sudah.' });
    };
    await flag(leader, junk.id, { reason: 'Iklan.' });
    await office.withdraw(taken.code);
    await reply(first.id, '2026-10-06T03:00:00Z');
    await reply(second.id, '2026-10-09T03:00:00Z');
    await work(leader, second.id, 'CLOSE');
    await say(first.code, 'FIXED');
    await say(second.code, 'NOT_FIXED');
    // Long after the fourteen working days that the category has.
    await reply(slow.id, '2026-11-20T03:00:00Z');
    expect(await figures()).toEqual({
      received: 5,
      spam: 1,
      answered: 3,
      // 1, 4 and 46 days.
      medianDays: 4,
      decided: 4,
      inTime: 2,
      fixed: 1,
      notFixed: 1,
      notSaid: 1,
      open: 3,
      overdue: 1,
      closed: 1,
      withdrawn: 1,
    });
    expect(await figures(leader, '2026-Q3')).toMatchObject(NONE);
    gateway.clock.set(OFFICE_NOW);
  });

  test.each(['Kepala Dago', 'Staf Dago', 'Kepala Dinas'] as const)(
    'are not for %s, who does not head it',
    async (name) => {
      expect(await figures(await office.as(name))).toBeNull();
    },
  );
});

describe('whoever works at the desk', () => {
  test('learns which inboxes are hers', async () => {
    const units = async (ask = head) => {
      const { data } = await ask<{ viewer: { ticketUnits: readonly { name: string }[] } }>(
        '{ viewer { ticketUnits { name } } }',
      );
      return data.viewer.ticketUnits.map(({ name }) => name);
    };
    expect([await units(), await units(above), await units(staff)]).toEqual([['Dago'], ['Dinas Kesehatan'], []]);
    await report({ service: 'Gigi' });
    expect(await units(leader)).toEqual(expect.arrayContaining(['Dago', 'Kopo']));
  });

  test('opens one ticket by its id, in any state, with the short number by which it is called', async () => {
    const one = async (ask: typeof head, id: string) =>
      ask<{ ticket: { id: string; number: string; workingDaysLeft: number | null; moves: string[] } }>(
        'query ($id: ID!) { ticket(id: $id) { id number workingDaysLeft moves } }',
        { id },
      );
    const { id } = await report();
    const { data } = await one(head, id);
    expect(data?.ticket).toMatchObject({
      id,
      number: expect.stringMatching(/^[0-9A-F]{4}-[0-9A-F]{4}$/),
      workingDaysLeft: 3,
    });
    const { id: done } = await answered();
    await work(head, done, 'CLOSE');
    expect((await one(head, done)).data.ticket).toMatchObject({ id: done, workingDaysLeft: null });
    expect((await one(staff, id)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    await assign(head, id, { employeeId: people['Staf Dago'].id });
    expect((await one(staff, id)).data.ticket.moves).toEqual(['VERIFY', 'NOTE', 'ESCALATE']);
    expect((await one(head, id)).data.ticket.moves).toEqual(expect.arrayContaining(['ASSIGN', 'HIDE', 'FLAG_SPAM']));
    for (const [at, left] of [
      ['2026-08-22T02:00:00Z', 1],
      ['2026-08-24T02:00:00Z', 0],
      ['2026-08-26T02:00:00Z', -2],
    ] as const) {
      gateway.clock.set(at);
      expect((await one(head, id)).data.ticket.workingDaysLeft).toBe(left);
    }
    gateway.clock.set(OFFICE_NOW);
  });

  test('lists what nobody was given, and what was hidden', async () => {
    const [given, free, hidden] = [await report(), await report(), await report()];
    await assign(head, given.id, { employeeId: people['Staf Dago'].id });
    await add(hidden.code, 'Kepala loketnya si Anu.');
    await hide(head, hidden.id, { entryId: (await find(hidden.id)).entries[0]?.id, reason: 'Menyebut nama.' });
    const unassigned = await idsOf(head, `${DAGO}, unassigned: true, first: 200`);
    expect(unassigned).toContain(free.id);
    expect(unassigned).not.toContain(given.id);
    const moderated = await idsOf(head, `${DAGO}, hidden: true, first: 200`);
    expect(moderated).toContain(hidden.id);
    expect(moderated).not.toContain(free.id);
  });

  test('learns what a ticket can be sorted into, and whom it can be given to, if she may give it', async () => {
    const { id } = await report();
    await assign(head, id, { employeeId: people['Staf Dago'].id });
    const desk = async (ask: typeof head, args: string) => {
      const { data } = await ask<{
        tickets: readonly { id: string; assignable: { name: string }[] | null; categories: { key: string }[] }[];
      }>(`{ tickets(${args}) { id assignable { name } categories { key label } } }`);
      const found = data.tickets.find((one) => one.id === id);
      return {
        names: found?.assignable?.map(({ name }) => name) ?? null,
        keys: found?.categories.map(({ key }) => key),
      };
    };
    const seen = await desk(head, `${DAGO}, first: 200`);
    expect(seen.names).toEqual(['Bidan Dago', 'Kepala Dago', 'Staf Dago']);
    expect(seen.keys).toContain('prosedur');
    expect((await desk(staff, 'mine: true')).names).toBeNull();
    await escalate(head, id, { reason: 'Perlu dinas.' });
    expect((await desk(above, `${DINAS}, first: 200`)).names).toContain('Kepala Dinas');
  });
});

describe('a report about an app of the region', () => {
  const APPS = [
    { key: 'sabilulungan', label: { id: 'Aplikasi Sabilulungan', en: 'Sabilulungan app' } },
    { key: 'situs-dinas', label: { id: 'Situs dinas' } },
  ];

  test('cannot be tagged while the region has named no app, and is not offered it', async () => {
    const { id } = await report();
    expect((await find(id, head, `${DAGO}, first: 200`)).moves).not.toContain('TAG');
    expect((await tag(head, id, { digitalService: 'sabilulungan' })).done).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('belum mendaftar layanan digital'),
    });
  });

  test('is tagged, tagged otherwise and set free again, also one from before; the citizen sees none of it', async () => {
    const { code, id } = await report();
    gateway.clock.set('2026-08-19T08:00:00Z');
    const policy = { ...sp4nLapor, key: 'bandung', digitalServices: APPS };
    await loadTicketPolicy(gateway.database, bandung, policy, gateway.clock.now());
    await assign(head, id, { employeeId: people['Staf Dago'].id });
    const { done } = await tag(staff, id, { digitalService: 'sabilulungan' });
    expect(done).toMatchObject({ digitalService: { key: 'sabilulungan' }, ticket: { state: 'RECEIVED' } });
    expect(done?.['moves']).toContain('TAG');
    await tag(head, id, { digitalService: 'situs-dinas' });
    expect((await find(id, head, `${DAGO}, first: 200`)).digitalService).toEqual({ key: 'situs-dinas' });
    expect((await tag(head, id)).done).toMatchObject({ digitalService: null });
    const tagged = (await find(id, head, `${DAGO}, first: 200`)).entries.filter(({ entry }) => entry.move === 'TAG');
    expect(tagged.map(({ author, entry }) => [author, entry.text])).toEqual([
      ['Staf Dago', 'Aplikasi Sabilulungan'],
      ['Kepala Dago', 'Situs dinas'],
      ['Kepala Dago', null],
    ]);
    expect((await read(code)).entries).toEqual([]);
    const events = (await audit('ticket.moved')).filter(({ detail }) => detail['move'] === 'TAG');
    expect(events.map(({ detail }) => (detail['after'] as { digitalService: unknown }).digitalService)).toEqual([
      'sabilulungan',
      'situs-dinas',
      null,
    ]);
    gateway.clock.set(OFFICE_NOW);
  });

  test('is tagged by whoever works on it alone, with a key that the region has', async () => {
    gateway.clock.set('2026-08-19T08:00:00Z');
    const { id } = await report();
    expect((await tag(midwife, id, { digitalService: 'sabilulungan' })).done).toMatchObject({
      __typename: 'NotPermitted',
    });
    expect((await tag(head, id, { digitalService: 'Sabilulungan' })).done).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('"Sabilulungan"'),
    });
    gateway.clock.set(OFFICE_NOW);
  });

  test('has to be about services that the region has, and keys stand there once', async () => {
    const load = (digitalServices: unknown) =>
      loadTicketPolicy(gateway.database, bandung, { ...sp4nLapor, key: 'lain', digitalServices }, gateway.clock.now());
    const foreign = office.other.service('Lain').id;
    await expect(load([{ ...APPS[0], services: [foreign] }])).rejects.toThrow(foreign);
    await expect(load([APPS[0], APPS[0]])).rejects.toThrow('kunci "sabilulungan" ada dua kali');
    const services = [bandung.service('Umum').id];
    await expect(load(APPS.map((app) => ({ ...app, services })))).rejects.toThrow(
      `digitalServices.1.services.0: layanan "${services[0]}" ada dua kali`,
    );
  });
});
