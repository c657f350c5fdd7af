import { randomUUID } from 'node:crypto';
import { encodeGlobalId } from '@kinerja/gateway/global-id';
import { v7 as timeOrderedId } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { change, stored } from '../support/submissions.ts';

/* The daily log as Kutacane keeps it: written by the employee, judged by the rater; nothing impossible gets in. */

const statements: string[] = [];
const gateway = await startGateway({
  onStatement: (text) => statements.push(text),
  tenants: {
    kutacane: {
      code: '11.02',
      name: 'Kabupaten Aceh Tenggara',
      units: [
        { name: 'Dinas Kesehatan' },
        { name: 'Puskesmas Kutacane', kind: 'puskesmas', parent: 'Dinas Kesehatan' },
        { name: 'Puskesmas Babussalam', kind: 'puskesmas', parent: 'Dinas Kesehatan' },
      ],
    },
    palu: { code: '72.71', zone: 'Asia/Makassar', units: [{ name: 'Dinas Kesehatan' }] },
  },
});
const { kutacane, palu } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, kutacane, [
  { name: 'Kadis', unit: 'Dinas Kesehatan', post: 'Kepala Dinas', heads: true },
  { name: 'Staf Dinas', unit: 'Dinas Kesehatan', post: 'Pengelola Data' },
  { name: 'Kapus', unit: 'Puskesmas Kutacane', post: 'Kepala Puskesmas', heads: true },
  { name: 'Perawat', unit: 'Puskesmas Kutacane', post: 'Perawat' },
  { name: 'Bidan', unit: 'Puskesmas Kutacane', post: 'Bidan' },
  { name: 'Titipan', unit: 'Puskesmas Kutacane', post: 'Analis', rater: 'Kadis' },
  { name: 'Apoteker', unit: 'Puskesmas Babussalam', post: 'Apoteker' },
  { name: 'Admin', unit: 'Dinas Kesehatan', post: 'Kepegawaian', roles: ['PERSONNEL_ADMIN'] },
]);
const elsewhere = await seedEmployees(gateway.database.database, palu, [
  { name: 'Orang Palu', unit: 'Dinas Kesehatan', post: 'Kepala Dinas', heads: true, roles: ['PERSONNEL_ADMIN'] },
]);
const as = (name: keyof typeof people): Promise<AskAs> => signIn(gateway, kutacane, people[name].uuid);
const perawat = await as('Perawat');
const bidan = await as('Bidan');
const titipan = await as('Titipan');
const apoteker = await as('Apoteker');
const staf = await as('Staf Dinas');
const kapus = await as('Kapus');
const kadis = await as('Kadis');
const admin = await as('Admin');
const orangPalu = await signIn(gateway, palu, elsewhere['Orang Palu'].uuid);

interface Activity {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly day: string;
  readonly description: string;
  readonly quantity: number | null;
  readonly evidence: readonly string[];
  readonly note: string | null;
  readonly judgedBy: { readonly name: string } | null;
}

const ask = change<Activity>('Activity', 'id state version day description quantity evidence note judgedBy { name }');
const log = (who: AskAs, input: object) => ask(who, 'logActivity(input: $input: LogActivityInput!)', { input });
const correct = (who: AskAs, input: object) =>
  ask(who, 'correctActivity(input: $input: CorrectActivityInput!)', { input });
const withdraw = (who: AskAs, id: string, expectedVersion?: number) =>
  ask(who, 'withdrawActivity(id: $id: ID!, expectedVersion: $expectedVersion: Int)', { id, expectedVersion });
const judge = (who: AskAs, id: string, verdict: string, note: string | null = null, expectedVersion?: number) =>
  ask(
    who,
    'judgeActivity(id: $id: ID!, verdict: $verdict: Verdict!, note: $note: String, expectedVersion: $expectedVersion: Int)',
    { id, verdict, note, expectedVersion },
  );

/** Wednesday 19 August 2026, from eight to half past nine in the morning of Kutacane. */
const entry = (overrides: object = {}) => ({
  submissionKey: randomUUID(),
  startsAt: '2026-08-19T01:00:00Z',
  endsAt: '2026-08-19T02:30:00Z',
  description: 'Imunisasi balita di Posyandu Melati',
  quantity: 24,
  unitOfMeasure: 'anak',
  evidence: ['https://foto.example.go.id/posyandu.jpg'],
  ...overrides,
});

/** Half an hour that begins so many half hours after midnight UTC of a day. */
const slot = (number: number, day = '2026-08-18') => ({
  startsAt: new Date(Date.parse(`${day}T00:00:00Z`) + number * 1_800_000).toISOString(),
  endsAt: new Date(Date.parse(`${day}T00:30:00Z`) + number * 1_800_000).toISOString(),
});

const auditOf = (subject: string) =>
  gateway.database.inspect<{ action: string; actor: string; detail: Record<string, unknown> }>(
    'select action, actor, detail from audit_event where subject = $1 order by id',
    [subject],
  );
const uuidOf = async (description: string) => {
  const [row] = await gateway.database.inspect<{ id: string }>('select id from activity where description = $1', [
    description,
  ]);
  return row?.id ?? '';
};
const count = async (employee: keyof typeof people) => {
  const [row] = await gateway.database.inspect<{ count: number }>(
    'select count(*)::integer as count from activity where employee_id = $1',
    [people[employee].uuid],
  );
  return row?.count ?? 0;
};

/** An appraisal with one indicator; gives the indicator's id. */
const planOf = async (employee: { readonly uuid: string; readonly postUuid: string }, stage: string) => {
  const [cycle, appraisal, indicator] = [timeOrderedId(), timeOrderedId(), timeOrderedId()];
  const key = `uji-${cycle}`;
  await gateway.database.inspect(
    `with policy as (
       insert into appraisal_policy (tenant_id, key, version, definition, created_by, created_at)
       values ($1, $2, 1, '{"activityDays": 7}', 'operator uji', now())
     ), cycle as (
       insert into appraisal_cycle (tenant_id, id, policy_key, policy_version, period, opened_by, opened_at)
       values ($1, $3, $2, 1, '2026', 'operator uji', now())
     ), appraisal as (
       insert into appraisal (tenant_id, id, cycle_id, employee_id, post_id, unit_id, rater_id, stage, stage_since, version)
       values ($1, $4, $3, $5, $6, $7, $8, $9, now(), 1)
     )
     insert into indicator (tenant_id, id, appraisal_id, component, place, plan, name, kind, aspect, main, weight, evidence)
     values ($1, $10, $4, 'iku', 1, 'Imunisasi', 'Anak yang diimunisasi', 'QUANTITATIVE', 'KUANTITAS', true, 100, '{}')`,
    [
      kutacane.uuid,
      key,
      cycle,
      appraisal,
      employee.uuid,
      employee.postUuid,
      kutacane.unit('Puskesmas Kutacane').uuid,
      people.Kapus.uuid,
      stage,
      indicator,
    ],
  );
  return encodeGlobalId({ type: 'Indicator', tenantId: kutacane.uuid, id: indicator });
};

beforeEach(async () => {
  gateway.clock.set('2026-08-19T07:00:00Z');
  await gateway.database.inspect('delete from activity');
});

describe('an entry', () => {
  test('is stored as it was written and waits for the verdict', async () => {
    const activity = stored(await log(perawat, entry()));
    expect(activity).toMatchObject({
      state: 'PENDING',
      version: 1,
      day: '2026-08-19',
      quantity: 24,
      evidence: ['https://foto.example.go.id/posyandu.jpg'],
      note: null,
      judgedBy: null,
    });
    const [told] = await auditOf(await uuidOf(activity.description));
    expect(told).toMatchObject({
      action: 'activity.logged',
      actor: `employee ${people.Perawat.uuid}`,
      detail: { before: null, after: { description: activity.description, quantity: 24 } },
    });
  });

  test('belongs to the local day on which it began', async () => {
    const night = { startsAt: '2026-08-17T17:30:00Z', endsAt: '2026-08-18T00:30:00Z' };
    expect(stored(await log(perawat, entry(night))).day).toBe('2026-08-18');
  });

  test('that is sent again is stored once, also when it was corrected since', async () => {
    const input = entry();
    const first = stored(await log(perawat, input));
    expect(stored(await log(perawat, input))).toEqual(first);
    const { submissionKey: _, ...rest } = entry({ description: 'Imunisasi di Posyandu Mawar' });
    await correct(perawat, { id: first.id, ...rest });
    expect(stored(await log(perawat, { ...input, submissionKey: input.submissionKey.toUpperCase() }))).toMatchObject({
      id: first.id,
      description: 'Imunisasi di Posyandu Mawar',
    });
    expect(await count('Perawat')).toBe(1);
  });

  test('keeps its key for itself: other content under it is refused', async () => {
    const input = entry();
    await log(perawat, input);
    expect(await log(perawat, { ...input, ...slot(3) })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'submissionKey' }],
    });
  });

  test('may touch its neighbours', async () => {
    stored(await log(perawat, entry()));
    stored(await log(perawat, entry({ startsAt: '2026-08-19T02:30:00Z', endsAt: '2026-08-19T03:00:00Z' })));
    stored(await log(perawat, entry({ startsAt: '2026-08-19T00:30:00Z', endsAt: '2026-08-19T01:00:00Z' })));
  });

  test('may lie at the same time as another person’s', async () => {
    stored(await log(perawat, entry()));
    stored(await log(bidan, entry()));
  });

  test('of sixteen hours is the longest', async () => {
    stored(await log(perawat, entry({ startsAt: '2026-08-18T06:00:00Z', endsAt: '2026-08-18T22:00:00Z' })));
  });

  test('may end right now', async () => {
    stored(await log(perawat, entry({ startsAt: '2026-08-19T06:00:00Z', endsAt: '2026-08-19T07:00:00Z' })));
  });

  test('of the month before is taken until its seventh day after the end', async () => {
    const july = { startsAt: '2026-07-31T16:00:00Z', endsAt: '2026-07-31T16:30:00Z' };
    gateway.clock.set('2026-08-07T16:59:59Z');
    stored(await log(perawat, entry(july)));
    gateway.clock.set('2026-08-07T17:00:00Z');
    expect(await log(bidan, entry(july))).toMatchObject({ issues: [{ path: 'startsAt' }] });
  });
});

describe('refused, with the field, the value and what was expected, and nothing stored:', () => {
  const refused: Record<string, readonly [overrides: object, path: string, words: RegExp]> = {
    'one that ends before it starts': [{ endsAt: '2026-08-19T00:30:00Z' }, 'endsAt', /sesudah mulai.*00:30:00/],
    'one that ends as it starts': [{ endsAt: '2026-08-19T01:00:00Z' }, 'endsAt', /sesudah mulai/],
    'one of more than sixteen hours': [{ startsAt: '2026-08-18T10:29:59Z' }, 'endsAt', /16 jam/],
    'one in the future': [{ endsAt: '2026-08-19T07:00:01Z' }, 'endsAt', /sudah lewat.*2026-08-19 14:00/],
    'one in a closed month': [
      { startsAt: '2026-07-31T16:59:00Z', endsAt: '2026-07-31T17:30:00Z' },
      'startsAt',
      /2026-07 ditutup sesudah 2026-08-07/,
    ],
    'one of another century': [
      { startsAt: '0001-01-01T00:00:00Z', endsAt: '0001-01-01T01:00:00Z' },
      'startsAt',
      /ditutup/,
    ],
    'a quantity of zero': [{ quantity: 0 }, 'quantity', /lebih dari 0.*diterima 0/],
    'a negative quantity': [{ quantity: -3 }, 'quantity', /lebih dari 0.*diterima -3/],
    'an absurd quantity': [{ quantity: 1e300 }, 'quantity', /paling banyak/],
    'a quantity without its unit': [{ unitOfMeasure: null }, 'unitOfMeasure', /satuan/],
    'a unit without a quantity': [{ quantity: null }, 'quantity', /anak/],
    'a link to a script': [{ evidence: ['javascript:alert(1)'] }, 'evidence.0', /https:\/\/.*javascript/],
    'a link to a file': [{ evidence: ['https://a.go.id/', 'file:///etc/passwd'] }, 'evidence.1', /https:\/\//],
    'a link in pieces': [{ evidence: ['java\nscript:alert(1)'] }, 'evidence.0', /https:\/\//],
    'a link with a password': [{ evidence: ['https://a:b@c.go.id/'] }, 'evidence.0', /https:\/\//],
    'a link that is none': [{ evidence: ['foto.jpg'] }, 'evidence.0', /foto\.jpg/],
    'eleven links': [{ evidence: Array(11).fill('https://a.go.id/') }, 'evidence', /paling banyak 10.*11/],
    'no description': [{ description: ' \u200B ' }, 'description', /uraian/],
    'a description with a control character': [{ description: 'a\u0000b' }, 'description', /U\+0000/],
    'a description too long': [{ description: 'a'.repeat(4001) }, 'description', /4000/],
    'a key that is no UUID': [{ submissionKey: 'satu' }, 'submissionKey', /UUID/],
    'an indicator that is none': [{ indicatorId: 'abc' }, 'indicatorId', /indikator/],
    'an indicator of nobody': [
      { indicatorId: encodeGlobalId({ type: 'Indicator', tenantId: kutacane.uuid, id: timeOrderedId() }) },
      'indicatorId',
      /indikator/,
    ],
    'an indicator of another region': [
      { indicatorId: encodeGlobalId({ type: 'Indicator', tenantId: palu.uuid, id: timeOrderedId() }) },
      'indicatorId',
      /indikator/,
    ],
  };

  test.each(Object.entries(refused))('%s', async (_, [overrides, path, words]) => {
    const result = await log(perawat, entry(overrides));
    expect(result).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path, message: expect.stringMatching(words) }],
    });
    expect(await count('Perawat')).toBe(0);
  });

  test('everything that is wrong with the fields, at once', async () => {
    const result = await log(perawat, entry({ description: '', quantity: -1, evidence: ['x'] }));
    expect(result).toMatchObject({
      issues: [{ path: 'description' }, { path: 'evidence.0' }, { path: 'quantity' }],
    });
  });

  const overlaps: Record<string, readonly [string, string]> = {
    'inside another': ['2026-08-19T01:30:00Z', '2026-08-19T02:00:00Z'],
    'around another': ['2026-08-19T00:30:00Z', '2026-08-19T03:00:00Z'],
    'over the beginning of another': ['2026-08-19T00:30:00Z', '2026-08-19T01:00:01Z'],
    'over the end of another': ['2026-08-19T02:29:59Z', '2026-08-19T03:00:00Z'],
  };

  test.each(Object.entries(overlaps))('one that lies %s', async (_, [startsAt, endsAt]) => {
    await log(perawat, entry());
    expect(await log(perawat, entry({ startsAt, endsAt, description: 'Rapat' }))).toMatchObject({
      issues: [
        { path: 'startsAt', message: expect.stringMatching(/2026-08-19 08:00 sampai 2026-08-19 09:30.*Posyandu/) },
      ],
    });
    expect(await count('Perawat')).toBe(1);
  });

  test('the same entry again under another key', async () => {
    await log(perawat, entry());
    expect(await log(perawat, entry())).toMatchObject({
      issues: [{ path: 'startsAt', message: expect.stringMatching(/sudah ada/) }],
    });
  });

  test('the same entry again after it was rejected, while another may take its time', async () => {
    const { id } = stored(await log(perawat, entry()));
    await judge(kapus, id, 'REJECTED', 'Bukan tugas kedinasan');
    expect(await log(perawat, entry())).toMatchObject({ __typename: 'InvalidInput' });
    stored(await log(perawat, entry({ description: 'Menulis laporan' })));
  });

  test('everything of somebody who is not signed in', async () => {
    expect(await log(gateway.ask, entry())).toMatchObject({
      __typename: 'NotPermitted',
      message: expect.stringMatching(/belum masuk/),
    });
  });
});

test('of twenty overlapping entries that arrive at once, one is stored', async () => {
  const inputs = Array.from({ length: 20 }, (_, at) => {
    const startsAt = new Date(Date.parse('2026-08-19T01:00:00Z') + at * 60_000).toISOString();
    return entry({ startsAt, description: `Kegiatan ${at}` });
  });
  const results = await Promise.all(inputs.map((input) => log(perawat, input)));
  const kinds = results.map(({ __typename }) => __typename);
  expect(kinds.filter((kind) => kind === 'Activity')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'InvalidInput')).toHaveLength(19);
  expect(await count('Perawat')).toBe(1);
});

test('of twenty repetitions that arrive at once, one is stored and all are answered alike', async () => {
  const input = entry();
  const results = await Promise.all(Array.from({ length: 20 }, () => log(perawat, input)));
  expect(new Set(results.map((result) => stored(result).id)).size).toBe(1);
  expect(await count('Perawat')).toBe(1);
});

test('two corrections that would overlap cannot both be made', async () => {
  const [one, two] = [stored(await log(perawat, entry(slot(0)))), stored(await log(perawat, entry(slot(4))))];
  const target = slot(8);
  const results = await Promise.all(
    [one, two].map(({ id }, at) => correct(perawat, { id, ...target, description: `Dipindah ${at}` })),
  );
  expect(results.map(({ __typename }) => __typename).toSorted()).toEqual(['Activity', 'InvalidInput']);
});

describe('the verdict', () => {
  test('of the rater stands with his name and note', async () => {
    const { id, description } = stored(await log(perawat, entry()));
    expect(stored(await judge(kapus, id, 'ACCEPTED', 'Bagus'))).toMatchObject({
      state: 'ACCEPTED',
      version: 2,
      note: 'Bagus',
      judgedBy: { name: 'Kapus' },
    });
    expect((await auditOf(await uuidOf(description))).at(-1)).toMatchObject({
      action: 'activity.judged',
      actor: `employee ${people.Kapus.uuid}`,
      detail: { why: 'Bagus', before: { state: 'PENDING' }, after: { state: 'ACCEPTED' } },
    });
  });

  test('that is not acceptance needs its reason', async () => {
    const { id } = stored(await log(perawat, entry()));
    for (const verdict of ['RETURNED', 'REJECTED'])
      expect(await judge(kapus, id, verdict, '  ')).toMatchObject({ issues: [{ path: 'note' }] });
  });

  test('that returns an entry lets it be corrected and submitted again, with everything in the audit trail', async () => {
    const { id, description } = stored(await log(perawat, entry()));
    const uuid = await uuidOf(description);
    await judge(kapus, id, 'RETURNED', 'Jumlahnya?');
    expect(
      stored(await correct(perawat, { id, ...slot(3), description, quantity: 30, unitOfMeasure: 'anak' })),
    ).toMatchObject({ state: 'PENDING', quantity: 30, note: 'Jumlahnya?', judgedBy: null, evidence: [] });
    expect(stored(await judge(kapus, id, 'ACCEPTED'))).toMatchObject({ state: 'ACCEPTED', version: 4 });
    const trail = await auditOf(uuid);
    expect(trail.map(({ action }) => action)).toEqual([
      'activity.logged',
      'activity.judged',
      'activity.corrected',
      'activity.judged',
    ]);
    expect(trail[2]?.detail).toMatchObject({
      before: { state: 'RETURNED', quantity: 24, startsAt: '2026-08-19T01:00:00.000Z' },
      after: { state: 'PENDING', quantity: 30, startsAt: '2026-08-18T01:30:00.000Z' },
    });
  });

  test('is final: what was accepted or rejected can be neither corrected, nor withdrawn, nor judged again', async () => {
    for (const [at, verdict] of ['ACCEPTED', 'REJECTED'].entries()) {
      const { id } = stored(await log(perawat, entry(slot(at))));
      await judge(kapus, id, verdict, 'Sudah jelas');
      const attempts = [
        await correct(perawat, { id, ...slot(10), description: 'Lain' }),
        await withdraw(perawat, id),
        await judge(kapus, id, 'RETURNED', 'Berubah pikiran'),
      ];
      for (const attempt of attempts)
        expect(attempt).toMatchObject({
          __typename: 'NotAllowedNow',
          message: expect.stringMatching(/sudah berstatus/),
        });
    }
  });

  test('comes from nobody but the rater, and every other attempt is in the audit trail', async () => {
    const { id, description } = stored(await log(perawat, entry()));
    const uuid = await uuidOf(description);
    for (const who of [perawat, bidan, kadis, admin])
      expect(await judge(who, id, 'ACCEPTED')).toMatchObject({
        __typename: 'NotPermitted',
        message: expect.stringMatching(/pejabat penilai kinerja, pejabat yang diberi mandat/),
      });
    const refusals = (await auditOf(uuid)).filter(({ action }) => action === 'right.refused');
    expect(refusals.map(({ detail }) => detail['right'])).toEqual(Array(4).fill('JUDGE_ACTIVITY'));
    await expect(judge(orangPalu, id, 'ACCEPTED')).rejects.toThrow('NOT_FOUND');
  });

  test('comes from the delegate while the delegation holds', async () => {
    const delegation = timeOrderedId();
    await gateway.database.inspect(
      `insert into delegation (tenant_id, id, rater_id, delegate_id, starts_on, ends_on, reason)
       values ($1, $2, $3, $4, '2026-08-19', '2026-08-20', 'Cuti')`,
      [kutacane.uuid, delegation, people.Kapus.uuid, people.Bidan.uuid],
    );
    const own = stored(await log(bidan, entry()));
    const { id } = stored(await log(perawat, entry()));
    expect(await waiting(bidan)).toEqual(['Perawat']);
    expect(await judge(bidan, own.id, 'ACCEPTED')).toMatchObject({ __typename: 'NotPermitted' });
    expect(stored(await judge(bidan, id, 'ACCEPTED'))).toMatchObject({ judgedBy: { name: 'Bidan' } });
    gateway.clock.set('2026-08-20T17:00:00Z');
    const later = stored(await log(perawat, entry(slot(4, '2026-08-20'))));
    expect(await judge(bidan, later.id, 'ACCEPTED')).toMatchObject({ __typename: 'NotPermitted' });
    expect(await waiting(bidan)).toEqual([]);
    await gateway.database.inspect('delete from delegation where id = $1', [delegation]);
  });

  test('is about the version that the rater saw', async () => {
    const { id, version } = stored(await log(perawat, entry()));
    await correct(perawat, { id, ...slot(2), description: 'Diubah' });
    expect(await judge(kapus, id, 'ACCEPTED', null, version)).toMatchObject({
      __typename: 'ChangedMeanwhile',
      version: 2,
    });
    expect(stored(await judge(kapus, id, 'ACCEPTED', null, 2)).state).toBe('ACCEPTED');
  });

  test('may come after the month has closed, but returns nothing then', async () => {
    const { id } = stored(await log(perawat, entry()));
    gateway.clock.set('2026-09-08T01:00:00Z');
    expect(await judge(kapus, id, 'RETURNED', 'Perbaiki')).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringMatching(/2026-08 ditutup/),
      allowed: [expect.stringMatching(/^menerima/), expect.stringMatching(/^menolak/)],
    });
    expect(stored(await judge(kapus, id, 'ACCEPTED')).state).toBe('ACCEPTED');
  });

  test('of two who judge at once, one counts', async () => {
    const { id } = stored(await log(perawat, entry()));
    const results = await Promise.all([judge(kapus, id, 'ACCEPTED'), judge(kapus, id, 'REJECTED', 'Tidak')]);
    expect(results.map(({ __typename }) => __typename).toSorted()).toEqual(['Activity', 'NotAllowedNow']);
  });
});

describe('an own entry without a verdict', () => {
  test('can be withdrawn; it frees its time and counts no more', async () => {
    const { id } = stored(await log(perawat, entry()));
    expect(stored(await withdraw(perawat, id)).state).toBe('WITHDRAWN');
    stored(await log(perawat, entry({ description: 'Rapat' })));
    expect(await judge(kapus, id, 'ACCEPTED')).toMatchObject({ __typename: 'NotAllowedNow' });
    expect(await correct(perawat, { id, ...slot(3), description: 'Kembali' })).toMatchObject({ state: 'PENDING' });
  });

  test('can be neither corrected nor withdrawn once its month is closed', async () => {
    const { id } = stored(await log(perawat, entry()));
    gateway.clock.set('2026-09-08T01:00:00Z');
    const attempts = [
      await withdraw(perawat, id),
      await correct(perawat, { id, ...slot(2, '2026-09-07'), description: 'Pindah bulan' }),
    ];
    for (const attempt of attempts) expect(attempt).toMatchObject({ __typename: 'NotAllowedNow' });
  });

  test('is nobody else’s to correct or withdraw', async () => {
    const { id } = stored(await log(perawat, entry()));
    for (const who of [bidan, kapus, admin]) {
      expect(await withdraw(who, id)).toMatchObject({ __typename: 'NotPermitted' });
      expect(await correct(who, { id, ...slot(1), description: 'x' })).toMatchObject({ __typename: 'NotPermitted' });
    }
  });

  test.each(['abc', encodeGlobalId({ type: 'Activity', tenantId: kutacane.uuid, id: timeOrderedId() }), kutacane.id])(
    'is not found by the id %s',
    async (id) => {
      await expect(withdraw(perawat, id)).rejects.toThrow('NOT_FOUND');
      await expect(judge(kapus, id, 'ACCEPTED')).rejects.toThrow('NOT_FOUND');
    },
  );
});

test('the days until a log closes are those of the region’s policy', async () => {
  await gateway.database.inspect(
    `insert into appraisal_policy (tenant_id, key, version, definition, created_by, created_at)
     values ($1, 'uji', 1, '{"activityDays": 25}', 'operator uji', now())`,
    [kutacane.uuid],
  );
  stored(await log(perawat, entry({ startsAt: '2026-07-31T01:00:00Z', endsAt: '2026-07-31T02:00:00Z' })));
  await gateway.database.inspect(`delete from appraisal_policy where key = 'uji'`);
});

test('an entry serves an indicator of the own plan once that is approved, and never that of another', async () => {
  const indicator = await planOf(people.Perawat, 'PLANNING');
  const others = await planOf(people.Bidan, 'RUNNING');
  const refused = { __typename: 'InvalidInput', issues: [{ path: 'indicatorId' }] };
  expect(await log(perawat, entry({ indicatorId: indicator }))).toMatchObject(refused);
  expect(await log(perawat, entry({ indicatorId: others }))).toMatchObject(refused);
  await gateway.database.inspect(`update appraisal set stage = 'RUNNING'`);
  expect(await log(perawat, entry({ indicatorId: indicator, taskKey: 'tambahan' }))).toMatchObject({
    issues: [{ path: 'taskKey' }],
  });
  stored(await log(perawat, entry({ indicatorId: indicator })));
  const { data } = await kapus<{ viewer: { activitiesToJudge: { edges: { node: { indicatorId: string } }[] } } }>(
    '{ viewer { activitiesToJudge { edges { node { indicatorId } } } } }',
  );
  expect(data.viewer.activitiesToJudge.edges).toEqual([{ node: { indicatorId: indicator } }]);
});

interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: { readonly description: string; readonly state: string } }[];
}

const LOG = `
  query ($id: ID!, $from: Date, $to: Date, $state: SubmissionState, $first: Int, $after: String, $last: Int, $before: String) {
    employee(id: $id) {
      activities(from: $from, to: $to, state: $state, first: $first, after: $after, last: $last, before: $before) {
        pageInfo { hasNextPage endCursor } edges { node { description state } }
      }
    }
  }`;
const logOf = async (who: AskAs, variables: object = {}) => {
  const { data } = await who<{ employee: { activities: Page | null } | null }>(LOG, {
    id: people.Perawat.id,
    ...variables,
  });
  return data.employee?.activities;
};

async function waiting(who: AskAs): Promise<readonly string[]> {
  const { data } = await who<{
    viewer: { activitiesToJudge: { edges: readonly { node: { employee: { name: string } } }[] } };
  }>('{ viewer { activitiesToJudge { edges { node { employee { name } } } } } }');
  return data.viewer.activitiesToJudge.edges.map(({ node }) => node.employee.name);
}

describe('the list', () => {
  const fill = async () => {
    for (const at of [0, 1, 2, 3, 4]) await log(perawat, entry({ ...slot(at), description: `Kegiatan ${at}` }));
  };

  test('is read page by page, the latest first, and the database cuts it', async () => {
    await fill();
    const first = await logOf(perawat, { first: 2 });
    expect(first?.edges.map(({ node }) => node.description)).toEqual(['Kegiatan 4', 'Kegiatan 3']);
    expect(first?.pageInfo.hasNextPage).toBe(true);
    statements.length = 0;
    const second = await logOf(perawat, { first: 2, after: first?.pageInfo.endCursor });
    expect(second?.edges.map(({ node }) => node.description)).toEqual(['Kegiatan 2', 'Kegiatan 1']);
    const reading = statements.filter((text) => /from "public"\."activity"/i.test(text));
    expect(reading.map((text) => /limit \$/i.test(text))).toEqual([true, true]);
    const third = await logOf(perawat, { first: 2, after: second?.pageInfo.endCursor });
    const back = await logOf(perawat, { last: 2, before: second?.pageInfo.endCursor });
    expect(back?.edges.map(({ node }) => node.description)).toEqual(['Kegiatan 3', 'Kegiatan 2']);
    expect(third).toMatchObject({ pageInfo: { hasNextPage: false }, edges: [{ node: { description: 'Kegiatan 0' } }] });
  });

  test('can be limited to days and to a state', async () => {
    await fill();
    const { id } = stored(await log(perawat, entry()));
    await judge(kapus, id, 'ACCEPTED');
    expect((await logOf(perawat, { from: '2026-08-19' }))?.edges).toHaveLength(1);
    expect((await logOf(perawat, { to: '2026-08-18' }))?.edges).toHaveLength(5);
    expect((await logOf(perawat, { state: 'ACCEPTED' }))?.edges).toHaveLength(1);
    const wrong = await perawat(LOG, { id: people.Perawat.id, from: '2026-08-19', to: '2026-08-18' });
    expect(wrong.errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test.each([{ first: 0 }, { first: 101 }, { after: 'abc' }])('refuses the page %o', async (page) => {
    const { errors } = await perawat(LOG, { id: people.Perawat.id, ...page });
    expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('is read by the person, the rater, the rater’s rater and the administrator, and by nobody else', async () => {
    await log(perawat, entry());
    for (const who of [perawat, kapus, kadis, admin]) expect((await logOf(who))?.edges).toHaveLength(1);
    for (const who of [bidan, apoteker, orangPalu]) expect(await logOf(who)).toBeUndefined();
  });

  test('is closed to colleagues by every way that leads to the person', async () => {
    await log(kapus, entry());
    const { data } = await perawat<{ unit: { head: { activities: unknown; activitySummary: unknown } } }>(
      `query ($id: ID!) { unit(id: $id) { head {
         activities { edges { node { id } } } activitySummary(period: "2026-08") { entries } } } }`,
      { id: kutacane.unit('Puskesmas Kutacane').id },
    );
    expect(data.unit.head).toEqual({ activities: null, activitySummary: null });
  });

  test('of what waits shows the own people, also where the unit has no head or the rater is named', async () => {
    for (const who of [perawat, titipan, apoteker, staf, kapus]) stored(await log(who, entry()));
    expect((await waiting(kapus)).toSorted()).toEqual(['Perawat']);
    expect((await waiting(kadis)).toSorted()).toEqual(['Apoteker', 'Kapus', 'Staf Dinas', 'Titipan']);
    expect(await waiting(perawat)).toEqual([]);
    expect(await waiting(admin)).toEqual([]);
  });
});

describe('the sums of a month', () => {
  const SUMMARY = `query ($id: ID!, $period: Period!) { employee(id: $id) { activitySummary(period: $period) {
    period entries accepted rejected returned pending minutes acceptedMinutes } } }`;

  test('count minutes of all and of accepted entries, and leave out what was withdrawn', async () => {
    const ids: string[] = [];
    for (const at of [0, 1, 2, 3, 4]) ids.push(stored(await log(perawat, entry(slot(at)))).id);
    const [accepted = '', rejected = '', returned = '', withdrawn = ''] = ids;
    await judge(kapus, accepted, 'ACCEPTED');
    await judge(kapus, rejected, 'REJECTED', 'Tidak');
    await judge(kapus, returned, 'RETURNED', 'Perbaiki');
    await withdraw(perawat, withdrawn);
    const { data } = await perawat<{ employee: { activitySummary: unknown } }>(SUMMARY, {
      id: people.Perawat.id,
      period: '2026-08',
    });
    const sums = { entries: 4, accepted: 1, rejected: 1, returned: 1, pending: 1, minutes: 120, acceptedMinutes: 30 };
    expect(data.employee.activitySummary).toEqual({ period: '2026-08', ...sums });
    const { data: year } = await perawat<{ employee: { activitySummary: unknown } }>(SUMMARY, {
      id: people.Perawat.id,
      period: '2026',
    });
    expect(year.employee.activitySummary).toEqual({ period: '2026', ...sums });
    const { data: july } = await perawat<{ employee: { activitySummary: unknown } }>(SUMMARY, {
      id: people.Perawat.id,
      period: '2026-07',
    });
    expect(july.employee.activitySummary).toMatchObject({ entries: 0, minutes: 0, acceptedMinutes: 0 });
  });
});
