import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { addDevice, revokeDevice } from '../support/devices.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { askPoppler } from '../support/poppler.mjs';
import { readQrCodes } from '../support/qr-code.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { nineAnswers, rating, type SubmitInput, submit } from '../support/submit.ts';
import { TICKETS_ON_SHEET, ticketSheet } from '../support/ticket-sheet.ts';

/* One-time codes on queue tickets: whoever rates with one was there (TRUST 4.3, S40). */

const NOW = '2026-08-19T07:00:00Z';
const DAY_MS = 86_400_000;
const SITE = 'https://bandung.example.go.id';
const PUSKESMAS = ['Dago', 'Kopo', 'Garuda'] as const;

const gateway = await startGateway({
  now: NOW,
  tenants: {
    bandung: {
      units: PUSKESMAS.map((name) => ({ name, kind: 'puskesmas', services: [`Umum ${name}`] })),
      sites: { pk_situs: [SITE] },
    },
    other: { code: '11.02', units: [{ name: 'Dinas', services: ['Lain'] }] },
  },
});
const { bandung, other } = gateway.tenants;
const umum = (name: (typeof PUSKESMAS)[number]) => bandung.service(`Umum ${name}`).id;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Kepala Dago', unit: 'Dago', post: 'Kepala', heads: true },
  { name: 'Staf Dago', unit: 'Dago', post: 'Perawat' },
]);
const strangers = await seedEmployees(gateway.database.database, other, [
  { name: 'Pimpinan Lain', unit: 'Dinas', post: 'Kepala', heads: true, roles: ['LEADER'] },
]);
const head = await signIn(gateway, bandung, people['Kepala Dago'].uuid);

interface VisitCodes {
  readonly tickets: readonly { readonly code: string; readonly path: string }[];
  readonly day: string;
  readonly service: { readonly id: string };
}

const issue = change<VisitCodes>({
  field: 'issueVisitCodes(input: IssueVisitCodesInput!)',
  shape: '... on VisitCodes { day service { id } tickets { code path } }',
});
const codesFor = async (serviceId: string, input: object = {}, as: AskAs = gateway.ask) => {
  const machine = as === gateway.ask ? { deviceToken: queueMachine.token } : {};
  const { done, errors } = await issue(as, { input: { serviceId, ...machine, ...input } });
  expect(errors).toEqual([]);
  return (done?.tickets ?? []).map(({ code }) => code);
};
const oneCode = async (serviceId = umum('Dago')) => (await codesFor(serviceId))[0] ?? '';

const queueMachine = await addDevice(gateway.database, bandung, { name: 'Mesin antrean' });

/** From the site of the region, as a browser sends it. */
const visited = (to: TestGateway, input: SubmitInput) =>
  submit(to, { siteKey: 'pk_situs', ...input }, { Origin: SITE });
const storedAs = async (submissionKey: string) => {
  const [row] = await gateway.database.inspect<{ verified: boolean; tallied: number }>(
    `select verified, (select sum(ratings)::integer from tally
                       where tally.tenant_id = feedback.tenant_id and tally.verified = feedback.verified) as tallied
     from feedback where submission_key = $1`,
    [submissionKey],
  );
  return row?.verified;
};
const refusedFor = (result: Awaited<ReturnType<typeof submit>>) =>
  result.__typename === 'InvalidInput' ? result.issues : result.__typename;
const USED = [{ path: 'visitCode', message: expect.stringContaining('sudah dipakai') }];
const UNKNOWN = [{ path: 'visitCode', message: expect.stringMatching(/tidak dikenal.*7K3M-9QXT-2WZ4/) }];

describe('codes are issued', () => {
  test('by the head of the unit and by a registered machine, each a new one, and stored as hashes', async () => {
    const codes = [
      ...(await codesFor(umum('Dago'), { count: 3 }, head)),
      ...(await codesFor(umum('Dago'), { count: 2, day: '2026-08-20' })),
    ];
    expect(new Set(codes).size).toBe(5);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    const rows = await gateway.database.inspect<{ day: string; text: string }>(
      `select to_char(day, 'YYYY-MM-DD') as day, visit_code::text as text from visit_code order by issued_at, day`,
    );
    expect(rows.map(({ day }) => day)).toEqual([...Array(3).fill('2026-08-19'), ...Array(2).fill('2026-08-20')]);
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''));
    const audits = await gateway.database.inspect<{ actor: string; detail: unknown }>(
      `select actor, detail from audit_event where action = 'visitCodes.issued' order by id`,
    );
    expect(audits).toEqual([
      { actor: `employee ${people['Kepala Dago'].uuid}`, detail: { day: '2026-08-19', count: 3 } },
      { actor: `device ${queueMachine.uuid}`, detail: { day: '2026-08-20', count: 2 } },
    ]);
  });

  test('to nobody else', async () => {
    const staff = await signIn(gateway, bandung, people['Staf Dago'].uuid);
    const stranger = await signIn(gateway, other, strangers['Pimpinan Lain'].uuid);
    const elsewhere = await addDevice(gateway.database, bandung, { service: 'Umum Kopo' });
    const revoked = await addDevice(gateway.database, bandung);
    await revokeDevice(gateway.database, revoked, new Date(NOW));
    const input = { serviceId: umum('Dago') };
    for (const as of [gateway.ask, staff, stranger])
      expect((await issue(as, { input })).done).toMatchObject({ __typename: 'NotPermitted' });
    for (const { token } of [elsewhere, revoked, { token: 'device_x.y' }])
      expect((await issue(gateway.ask, { input: { ...input, deviceToken: token } })).done).toMatchObject({
        __typename: 'InvalidInput',
        message: expect.stringContaining('deviceToken: '),
      });
  });

  test.each([
    ['none', { count: 0 }, 'count: yang diharapkan 1 sampai 1000, yang diterima 0.'],
    ['more than a day has visitors', { count: 1001 }, 'count: yang diharapkan 1 sampai 1000, yang diterima 1001.'],
    ['visits so long ago that they would be too old', { day: '2026-08-11' }, 'day: yang diharapkan'],
    ['visits in two months', { day: '2026-10-19' }, 'day: yang diharapkan'],
  ])('not for %s', async (_, input, words) => {
    const { done } = await issue(head, { input: { serviceId: umum('Dago'), ...input } });
    expect(done).toMatchObject({ __typename: 'InvalidInput', message: expect.stringContaining(words) });
  });
});

describe('a rating with a code', () => {
  test('is verified, however the code was typed', async () => {
    const code = await oneCode();
    const input = rating(umum('Dago'), {
      visitCode: ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`,
    });
    expect(await visited(gateway, input)).toMatchObject({ __typename: 'SubmitFeedbackSuccess', replayed: false });
    expect(await storedAs(input.submissionKey)).toBe(true);
  });

  test('from a program that names no site is stored, and not verified', async () => {
    const input = rating(umum('Dago'), { visitCode: await oneCode() });
    expect(await submit(gateway, input)).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
    expect(await storedAs(input.submissionKey)).toBe(false);
  });

  test('sent again is answered with the same receipt', async () => {
    const input = rating(umum('Dago'), { visitCode: await oneCode() });
    const first = await visited(gateway, input);
    expect(await visited(gateway, input)).toEqual({ ...first, replayed: true });
  });

  test('that a hundred use at once counts for one of them, and the others can be sent without it', async () => {
    const visitCode = await oneCode();
    const inputs = Array.from({ length: 100 }, () => rating(umum('Dago'), { visitCode }));
    const results = await Promise.all(inputs.map((input) => visited(gateway, input)));
    const won = results.filter(({ __typename }) => __typename === 'SubmitFeedbackSuccess');
    expect(won).toHaveLength(1);
    for (const lost of results.filter((result) => !won.includes(result))) expect(refusedFor(lost)).toEqual(USED);
    const [loser] = inputs.filter((_, at) => results[at] !== won[0]);
    if (loser === undefined) throw new Error('All have won.');
    expect(await storedAs(loser.submissionKey)).toBeUndefined();
    expect(await visited(gateway, { ...loser, visitCode: '' })).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
  });

  test('of another service, or of no service, is refused in the same words', async () => {
    const input = (visitCode: string) => rating(umum('Kopo'), { visitCode });
    const dago = await oneCode();
    for (const code of [dago, 'AAAA-BBBB-CCCC', 'UUUU-UUUU-UUUU', '1', '☂', 'x'.repeat(5000)])
      expect(refusedFor(await visited(gateway, input(code)))).toEqual(UNKNOWN);
    const used = rating(umum('Dago'), { visitCode: dago });
    expect(await visited(gateway, used)).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
  });

  test('of a visit tomorrow, or more than a week ago, is refused', async () => {
    const [early = ''] = await codesFor(umum('Dago'), { day: '2026-08-20' });
    const [late = ''] = await codesFor(umum('Dago'), { day: '2026-08-12' });
    const send = async (visitCode: string) => refusedFor(await visited(gateway, rating(umum('Dago'), { visitCode })));
    const notNow = [{ path: 'visitCode', message: expect.stringContaining('hanya berlaku pada hari kunjungan') }];
    expect(await send(early)).toEqual(notNow);
    gateway.clock.set(new Date(Date.parse(NOW) + DAY_MS).toISOString());
    expect(await send(late)).toEqual(notNow);
    expect(await send(early)).toBe('SubmitFeedbackSuccess');
    gateway.clock.set(NOW);
  });
});

test('the form without JavaScript brings the code along, and lets it be left out', async () => {
  const { done } = await issue(head, { input: { serviceId: umum('Dago') } });
  const [{ code, path } = { code: '', path: '' }] = done?.tickets ?? [];
  expect(path).toMatch(/^\/nilai\/3273-\S+\?visit=/);
  const field = `name="visitCode" value="${code}"`;
  expect(await (await gateway.fetch(path)).text()).toContain(field);
  // Who types opens the form without it; where no tickets have codes, nobody is asked for one.
  expect(await (await gateway.fetch(`/form/${umum('Dago')}`)).text()).toContain('name="visitCode" value=""');
  expect(await (await gateway.fetch(`/form/${umum('Garuda')}`)).text()).not.toContain('visitCode');
  const send = (visitCode: string) => {
    const submissionKey = randomUUID();
    const answers = nineAnswers().map(({ element, score }) => [`answers.${element}`, String(score)]);
    const fields = [
      ['submissionKey', submissionKey],
      ['questionnaireVersion', '1'],
      ['visitCode', visitCode],
      ...answers,
    ];
    const body = new URLSearchParams(fields);
    return gateway.fetch(path, { method: 'POST', body }).then((response) => ({ response, submissionKey }));
  };
  const sent = await send(code);
  expect(sent.response.status).toBe(200);
  expect(await storedAs(sent.submissionKey)).toBe(true);
  const again = await send(code);
  expect(again.response.status).toBe(400);
  const page = await again.response.text();
  expect(page).toContain('<a href="#visitCode">Kode kunjungan: Kode ini bukan untuk layanan ini, sudah dipakai');
  expect(page).toContain(field);
  expect((await send('')).response.status).toBe(200);
});

test('a sheet of tickets has each code in letters and to be scanned, and until when it is good', async () => {
  const codes = await codesFor(umum('Dago'), { count: TICKETS_ON_SHEET });
  const tickets = codes.map((code) => ({ code, address: `${SITE}/nilai/3273-AAAA-BBBB?visit=${code}` }));
  const pdf = await ticketSheet(tickets, new Date(NOW));
  const text = askPoppler('pdftotext', pdf, ['-raw']).toString('utf8');
  expect(text.match(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/gm)?.toSorted()).toEqual([...codes].toSorted());
  expect(text.match(/Berlaku sekali, sampai 26 Agustus 2026\./g)).toHaveLength(TICKETS_ON_SHEET);
  expect(text.match(/DATA CONTOH/g)).toHaveLength(TICKETS_ON_SHEET);
  const scanned = await readQrCodes(askPoppler('pdftoppm', pdf, ['-r', '150', '-gray', '-png', '-singlefile']));
  expect(scanned.toSorted()).toEqual(tickets.map(({ address }) => address).toSorted());
});

test('a network that tries ten wrong codes in a minute waits, whatever it tries next', async () => {
  const limited = await startGateway({
    now: NOW,
    limitSubmits: true,
    trustedProxies: '127.0.0.0/8, ::1',
    tenants: { bandung: { units: [{ name: 'Dago', services: ['Umum'] }] } },
  });
  const serviceId = limited.tenants.bandung.service('Umum').id;
  const machine = await addDevice(limited.database, limited.tenants.bandung);
  const { done } = await issue(limited.ask, { input: { serviceId, deviceToken: machine.token, count: 2 } });
  const [good = '', other = ''] = (done?.tickets ?? []).map(({ code }) => code);
  const from = (address: string, visitCode: string) =>
    submit(limited, rating(serviceId, { visitCode }), { 'X-Forwarded-For': address });
  for (let guess = 0; guess < 10; guess += 1)
    expect(refusedFor(await from('203.0.113.5', `AAAA-AAAA-AA${10 + guess}`))).toEqual(UNKNOWN);
  const waits = { __typename: 'TooManyRequests', challengeRequired: true, retryAfterSeconds: expect.any(Number) };
  expect(await from('203.0.113.5', 'AAAA-AAAA-AAAA')).toMatchObject(waits);
  expect(await from('203.0.113.200', good)).toMatchObject(waits);
  expect(await from('203.0.114.1', good)).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
  expect(await from('203.0.114.1', other)).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
});

describe('the board of a closed quarter', () => {
  const boardOf = async (to: TestGateway, code: string) => {
    const { data } = await to.ask<{
      tenant: {
        unitLeaderboard: { basis: string; rows: { unit: { name: string }; ratings: number; fairRatings: number }[] };
      };
    }>(
      `{ tenant(code: "${code}") { unitLeaderboard(kind: "puskesmas", period: "2026-Q3") {
           basis rows { unit { name } ratings fairRatings } } } }`,
    );
    const { basis, rows } = data.tenant.unitLeaderboard;
    return { basis, rows: rows.toSorted((a, b) => (a.unit.name < b.unit.name ? -1 : 1)) };
  };

  /** A region whose units have some ratings with a code and some without, after the quarter was closed. */
  const closedBoard = async (ratings: Readonly<Record<(typeof PUSKESMAS)[number], readonly [number, number]>>) => {
    const served = await startGateway({
      now: NOW,
      tenants: {
        bandung: {
          units: PUSKESMAS.map((name) => ({ name, kind: 'puskesmas', services: [`Umum ${name}`] })),
          sites: { pk_situs: [SITE] },
        },
      },
    });
    const tenant = served.tenants.bandung;
    const machine = await addDevice(served.database, tenant);
    for (const [name, [verified, others]] of Object.entries(ratings)) {
      const serviceId = tenant.service(`Umum ${name}`).id;
      const input = { serviceId, deviceToken: machine.token, count: verified };
      const { done } = await issue(served.ask, { input });
      const sent = [...(done?.tickets ?? []).map(({ code }) => code), ...Array<string>(others).fill('')].map(
        (visitCode, turn) =>
          rating(serviceId, { visitCode, answers: nineAnswers(visitCode === '' ? 1 : 3 + (turn % 2)) }),
      );
      for (const one of sent) expect((await visited(served, one)).__typename).toBe('SubmitFeedbackSuccess');
    }
    served.clock.set('2026-10-20T07:00:00Z');
    await served.tick();
    return boardOf(served, tenant.code);
  };

  test('rests on verified ratings when each unit has thirty, and its official figures on all', async () => {
    expect(await closedBoard({ Dago: [30, 0], Garuda: [31, 12], Kopo: [40, 10] })).toEqual({
      basis: 'VERIFIED',
      rows: [
        { unit: { name: 'Dago' }, ratings: 30, fairRatings: 30 },
        { unit: { name: 'Garuda' }, ratings: 43, fairRatings: 31 },
        { unit: { name: 'Kopo' }, ratings: 50, fairRatings: 40 },
      ],
    });
  });

  test('rests on all ratings when one has fewer, and when a few others would follow', async () => {
    const all = { Dago: [30, 0], Garuda: [29, 12], Kopo: [40, 10] } as const;
    expect(await closedBoard(all)).toMatchObject({
      basis: 'ALL',
      rows: [{ fairRatings: 30 }, { fairRatings: 41 }, { fairRatings: 50 }],
    });
    expect(await closedBoard({ ...all, Garuda: [31, 9] })).toMatchObject({ basis: 'ALL' });
  });
});
