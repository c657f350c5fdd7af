import { randomUUID } from 'node:crypto';
import { encodeGlobalId } from '@kinerja/gateway/global-id';
import { change } from './change.ts';
import { startGateway } from './gateway.ts';
import { seedEmployees } from './personnel.ts';
import { type AskAs, signIn } from './sign-in.ts';

/** A Wednesday, in the afternoon of Jakarta. */
export const OFFICE_NOW = '2026-08-19T07:00:00Z';

/** A report that was sent: its receipt code, and the id of its ticket. */
interface Reported {
  readonly code: string;
  readonly id: string;
}

/** One step of a ticket, as whoever holds its code sees it. */
interface Entry {
  readonly by: string;
  readonly move: string;
  readonly moveLabel: string;
  readonly text: string | null;
  readonly outcome: string | null;
  readonly hiddenReason: string | null;
}

/** A ticket, as whoever holds its code sees it. */
interface Ticket {
  readonly state: string;
  readonly moves: readonly string[];
  readonly entries: readonly Entry[];
}

/** A ticket, as the office sees it. */
interface OfficeTicket {
  readonly id: string;
  readonly words: string | null;
  readonly ticket: Ticket;
  readonly moves: readonly string[];
  readonly assignee: { readonly name: string } | null;
  readonly digitalServices: readonly { readonly key: string; readonly label: string }[];
  readonly digitalService: { readonly key: string } | null;
  readonly entries: readonly {
    readonly id: string;
    readonly author: string | null;
    readonly assignee: string | null;
    readonly entry: Entry;
  }[];
}

const ENTRY = 'by move moveLabel text outcome hiddenReason';
const TICKET = `ticket { state dueOn overdue outcome spam hiddenReason moves entries { ${ENTRY} } }`;
const OFFICE = `id words asWritten moves assignee { name } digitalServices { key label } digitalService { key } unit { name } escalatedTo { name } ${TICKET}
  entries { id author assignee entry { ${ENTRY} } }`;

/** A region with a unit that gets reports, its head, its staff, the unit above and a stranger. */
export const openTicketOffice = async () => {
  const gateway = await startGateway({
    now: OFFICE_NOW,
    tenants: {
      bandung: {
        units: [
          { name: 'Dinas Kesehatan', kind: 'dinas', services: ['Izin'] },
          { name: 'Dago', kind: 'puskesmas', parent: 'Dinas Kesehatan', services: ['Umum'] },
          { name: 'Kopo', kind: 'puskesmas', parent: 'Dinas Kesehatan', services: ['Gigi'] },
          { name: 'Kecamatan Coblong', kind: 'kecamatan' },
          { name: 'Kelurahan Dago', kind: 'kelurahan', parent: 'Kecamatan Coblong', services: ['Surat'] },
        ],
      },
      other: { code: '11.02', units: [{ name: 'Dinas', services: ['Lain'] }] },
    },
  });
  const { bandung, other } = gateway.tenants;
  const people = await seedEmployees(gateway.database.database, bandung, [
    { name: 'Kepala Dinas', unit: 'Dinas Kesehatan', post: 'Kepala', heads: true },
    { name: 'Kepala Dago', unit: 'Dago', post: 'Kepala', heads: true },
    { name: 'Staf Dago', unit: 'Dago', post: 'Perawat' },
    { name: 'Bidan Dago', unit: 'Dago', post: 'Bidan' },
    { name: 'Kepala Kopo', unit: 'Kopo', post: 'Kepala', heads: true },
    { name: 'Wakil Walikota', unit: 'Kopo', post: 'Pimpinan', roles: ['LEADER'] },
  ]);
  const strangers = await seedEmployees(gateway.database.database, other, [
    { name: 'Kepala Lain', unit: 'Dinas', post: 'Kepala', heads: true, roles: ['LEADER'] },
  ]);
  const as = (name: keyof typeof people) => signIn(gateway, bandung, people[name].uuid);
  const [head, leader] = [await as('Kepala Dago'), await as('Wakil Walikota')];

  /** Sends a report. */
  const report = async ({ kind = 'COMPLAINT', words = 'Loket 3 tutup.', service = 'Umum' } = {}): Promise<Reported> => {
    const submissionKey = randomUUID();
    const input = {
      submissionKey,
      serviceId: bandung.service(service).id,
      questionnaireVersion: 1,
      kind,
      comment: words,
    };
    const { data } = await gateway.ask<{ submitFeedback: { receipt: { code: string } } }>(
      `mutation ($input: SubmitFeedbackInput!) { submitFeedback(input: $input) {
         ... on SubmitFeedbackSuccess { receipt { code } } } }`,
      { input },
    );
    const [stored] = await gateway.database.inspect<{ id: string }>(
      'select id from feedback where submission_key = $1',
      [submissionKey],
    );
    if (stored === undefined) throw new Error('The report was not stored.');
    return {
      code: data.submitFeedback.receipt.code,
      id: encodeGlobalId({ type: 'Ticket', tenantId: bandung.uuid, id: stored.id }),
    };
  };

  /** The ticket as its receipt tells of it. */
  const read = async (code: string): Promise<Ticket> => {
    const { data } = await gateway.ask<{ feedbackReceipt: { ticket: Ticket } }>(
      `query ($code: String!) { feedbackReceipt(code: $code) { ${TICKET} } }`,
      { code },
    );
    return data.feedbackReceipt.ticket;
  };

  const add = (code: string, text: string) =>
    gateway.ask<unknown>(
      `mutation ($code: String!, $key: ID!, $text: String!) { addToTicket(code: $code, key: $key, text: $text) { __typename } }`,
      { code, key: randomUUID(), text },
    );
  const withdraw = (code: string) =>
    gateway.ask<unknown>(
      'mutation ($code: String!, $key: ID!) { withdrawTicket(code: $code, key: $key) { __typename } }',
      { code, key: randomUUID() },
    );
  const say = (code: string, outcome: 'FIXED' | 'NOT_FIXED') =>
    gateway.ask<unknown>(
      `mutation ($code: String!, $key: ID!, $outcome: TicketOutcome!) { sayTicketOutcome(code: $code, key: $key, outcome: $outcome) { __typename } }`,
      { code, key: randomUUID(), outcome },
    );

  /** Tickets as somebody of the office sees them; those of Dago by default. */
  const inbox = async (ask: AskAs = head, args = `unitId: "${bandung.unit('Dago').id}"`) => {
    const { data, errors } = await ask<{ tickets: readonly OfficeTicket[] } | null>(
      `{ tickets(${args}) { ${OFFICE} } }`,
    );
    return { tickets: data?.tickets ?? [], errors };
  };

  /** A ticket as somebody sees it in an inbox; that of Dago by default. */
  const find = async (id: string, ask: AskAs = head, args?: string): Promise<OfficeTicket> => {
    const { tickets } = await inbox(ask, args);
    const found = tickets.find((one) => one.id === id);
    if (found === undefined) throw new Error(`${id} is not in this inbox.`);
    return found;
  };

  const shape = `... on OfficeTicket { ${OFFICE} }`;
  /** Changes a ticket by a mutation that takes its id and a key. */
  const changing = (field: string, args: string) => {
    const send = change<OfficeTicket>({ field: `${field}(id: ID!, key: ID!, ${args})`, shape });
    return (ask: AskAs, id: string, more: Readonly<Record<string, unknown>> = {}) =>
      send(ask, { id, key: randomUUID(), ...more });
  };
  const working = change<OfficeTicket>({ field: 'workOnTicket(input: WorkOnTicketInput!)', shape });
  const work = (ask: AskAs, id: string, move: string, more: object = {}) =>
    working(ask, { input: { id, key: randomUUID(), move, ...more } });
  const revealing = change<OfficeTicket>({ field: 'revealTicketWords(id: ID!)', shape });
  const reveal = (ask: AskAs, id: string) => revealing(ask, { id });
  const assign = changing('assignTicket', 'employeeId: ID');
  const escalate = changing('escalateTicket', 'reason: String!');
  const hide = changing('hideTicketWords', 'entryId: ID, reason: String');
  const flag = changing('flagTicketSpam', 'reason: String');
  const tag = changing('tagTicket', 'digitalService: String');

  /** A report that was checked, sorted and answered. */
  const answered = async (): Promise<Reported> => {
    const reported = await report();
    await work(head, reported.id, 'VERIFY', { category: 'prosedur' });
    await work(head, reported.id, 'REPLY', { text: 'Sudah kami perbaiki.' });
    return reported;
  };

  /** What the audit trail says of one action, the earliest first. */
  const audit = (action: string) =>
    gateway.database.inspect<{ actor: string; subject: string; detail: Readonly<Record<string, unknown>> }>(
      'select actor, subject, detail from audit_event where action = $1 order by id',
      [action],
    );

  return {
    ...{ gateway, bandung, other, people, strangers, as, head, leader },
    ...{ report, read, add, withdraw, say, inbox, find, answered, audit },
    ...{ work, reveal, assign, escalate, hide, flag, tag },
  };
};
