import { encodeGlobalId } from '@kinerja/gateway/global-id';
import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { addDevice } from '../support/devices.ts';
import { startGateway } from '../support/gateway.ts';
import { createOperator, importUnanimousRatings } from '../support/import.ts';
import { seedEmployees } from '../support/personnel.ts';
import { recount } from '../support/recount.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { nineAnswers, rating, type SubmitInput, submitAll, submitByTens } from '../support/submit.ts';

/* Ratings that people take out of the figures: counted, with the reason, never deleted, and the index with and without them. */

/** Enough for a board. */
const LIKE_DAGO = ['Puskesmas Garuda', 'Puskesmas Pasteur', 'Puskesmas Sukajadi'];

const gateway = await startGateway({
  now: '2026-02-10T03:00:00Z',
  tenants: {
    bandung: {
      units: [
        { name: 'Sekretariat', kind: 'setda', staff: 40 },
        { name: 'Puskesmas Dago', kind: 'puskesmas', parent: 'Sekretariat', staff: 20, services: ['Umum', 'Gigi'] },
        ...LIKE_DAGO.map((name) => ({ name, kind: 'puskesmas', staff: 20, services: [`Umum di ${name}`] })),
        { name: 'Puskesmas Kopo', kind: 'puskesmas', parent: 'Sekretariat', staff: 20, services: ['Anak', 'Lansia'] },
      ],
    },
    other: { code: '11.02', units: [{ name: 'Dinas' }] },
  },
});
const { bandung, other } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Sekda', unit: 'Sekretariat', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
  { name: 'Kepala Dago', unit: 'Puskesmas Dago', post: 'Kepala', heads: true, roles: ['LEADER'] },
  { name: 'Perawat', unit: 'Puskesmas Dago', post: 'Perawat' },
  { name: 'Dokter', unit: 'Puskesmas Dago', post: 'Dokter', roles: ['LEADER'] },
  { name: 'Kepala Kopo', unit: 'Puskesmas Kopo', post: 'Kepala', heads: true },
  { name: 'Admin', unit: 'Sekretariat', post: 'Analis', roles: ['PERSONNEL_ADMIN'] },
]);
const strangers = await seedEmployees(gateway.database.database, other, [
  { name: 'Pimpinan Lain', unit: 'Dinas', post: 'Kepala', heads: true, roles: ['LEADER'] },
]);
const operator = await createOperator(gateway, bandung);
const as = (name: keyof typeof people) => signIn(gateway, bandung, people[name].uuid);

const send = (service: string, count: number, score: number, more: Partial<SubmitInput> = {}) =>
  submitByTens(
    gateway,
    Array.from({ length: count }, () => rating(bandung.service(service).id, { answers: nineAnswers(score), ...more })),
  );

interface Exclusion {
  readonly __typename: string;
  readonly id: string;
  readonly message: string;
  readonly ratings: number;
}
const SHAPE = `... on RatingExclusion { id ratings reason reasonLabel explanation place channel device decidedAt liftedAt liftedBecause }`;
const excluding = change<Exclusion>({ field: 'excludeRatings(input: ExcludeRatingsInput!)', shape: SHAPE });
const restoring = change<Exclusion>({ field: 'restoreRatings(id: ID!, explanation: String!)', shape: SHAPE });

const selection = (service: string, more: Readonly<Record<string, unknown>> = {}) => ({
  serviceId: bandung.service(service).id,
  from: '2026-02-10T00:00:00Z',
  until: gateway.clock.now().toISOString(),
  ...more,
});
const exclude = async (ask: AskAs, service: string, more: Readonly<Record<string, unknown>> = {}) => {
  const { done } = await excluding(ask, {
    input: {
      ...selection(service),
      reason: 'OWN_STAFF',
      explanation: 'Terekam di loket; hubungi 0812-3456-7890.',
      ...more,
    },
  });
  return (done ?? { __typename: 'none' }) as Exclusion;
};
const restore = async (ask: AskAs, id: string, explanation = 'Ternyata warga.') =>
  ((await restoring(ask, { id, explanation })).done ?? { __typename: 'none' }) as Exclusion;

interface Figure {
  readonly ratings: number | null;
  readonly value: number | null;
  readonly version: number;
  readonly state: string;
  readonly respondents: {
    readonly ratings: number;
    readonly fields: readonly { key: string; groups: readonly { code: string; ratings: number }[] }[];
    readonly exclusions: {
      readonly ratings: number;
      readonly reasons: readonly { reason: string; label: string; ratings: number }[];
      readonly hidden: boolean;
      readonly indexWith: number | null;
    };
  } | null;
}
const FIGURE = `ratings value version state respondents { ratings fields { key groups { code ratings } }
  exclusions { ratings reasons { reason label ratings } hidden indexWith } }`;
const readUnit = async (unit: string, args = 'period: "2026-Q1"') => {
  const { data } = await gateway.ask<{ unit: { of: Figure } }>(
    `query ($id: ID!) { unit(id: $id) { of: satisfactionIndex(${args}) { ${FIGURE} } } }`,
    { id: bandung.unit(unit).id },
  );
  return data.unit.of;
};
const readService = async (service: string, args = 'period: "2026-02"') => {
  const { data } = await gateway.ask<{ service: { of: Figure } }>(
    `query ($id: ID!) { service(id: $id) { of: satisfactionIndex(${args}) { ratings value version state } } }`,
    { id: bandung.service(service).id },
  );
  return data.service.of;
};
/** Ratings are selected until before now. */
const later = () => gateway.clock.set(new Date(gateway.clock.now().getTime() + 60_000).toISOString());
const rawRows = () => gateway.database.inspect('select * from feedback order by tenant_id, id');
const expectRecounted = async () => {
  const { kept, counted } = await recount(gateway);
  expect(kept).toEqual(counted);
};

const kiosk = await addDevice(gateway.database, bandung, { service: 'Anak', name: 'Kios ruang tunggu' });
await send('Umum', 40, 3);
await send('Gigi', 20, 3);
await send('Anak', 30, 3);
await send('Umum', 60, 4, { place: 'Ruang Rapat' });
for (const name of LIKE_DAGO) await send(`Umum di ${name}`, 30, 3);
later();

describe('before anybody decides', () => {
  const preview = async (ask: AskAs, input: Readonly<Record<string, unknown>>) => {
    const { data, errors } = await ask<{ of: Readonly<Record<string, unknown>> | null } | null>(
      `query ($input: RatingSelectionInput!) { of: ratingsToExclude(input: $input) {
         ratings answers closedMonths } }`,
      { input },
    );
    return data?.of ?? { refused: errors };
  };

  test('a leader sees how many, and how they answered', async () => {
    expect(await preview(await as('Sekda'), selection('Umum', { place: 'Ruang Rapat' }))).toEqual({
      ratings: 60,
      answers: [0, 0, 0, 540],
      closedMonths: [],
    });
    expect(await preview(await as('Sekda'), selection('Umum', { channel: 'KIOSK' }))).toMatchObject({
      ratings: 0,
      answers: null,
    });
  });

  test('a selection that cannot be is refused in words', async () => {
    expect(await preview(await as('Sekda'), selection('Umum', { until: '2027-01-01T00:00:00Z' }))).toMatchObject({
      refused: [{ message: expect.stringContaining('paling lama 31 hari'), extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test('nobody else does', async () => {
    const stranger = await signIn(gateway, other, strangers['Pimpinan Lain'].uuid);
    for (const ask of [gateway.ask, stranger, await as('Kepala Dago'), await as('Perawat'), await as('Admin')])
      expect(await preview(ask, selection('Umum'))).toMatchObject({ refused: [{ message: expect.any(String) }] });
  });
});

describe('the right to decide', () => {
  test('is a leader’s, but not of one who heads the unit or works in it', async () => {
    const stranger = await signIn(gateway, other, strangers['Pimpinan Lain'].uuid);
    for (const ask of [gateway.ask, await as('Perawat'), await as('Kepala Kopo'), await as('Admin')])
      expect(await exclude(ask, 'Umum')).toMatchObject({
        __typename: 'NotPermitted',
      });
    expect((await exclude(stranger, 'Umum')).__typename).not.toBe('RatingExclusion');
    for (const name of ['Kepala Dago', 'Dokter'] as const)
      expect(await exclude(await as(name), 'Umum')).toMatchObject({
        __typename: 'NotPermitted',
        message: expect.stringContaining('bertugas di unit yang dinilai'),
      });
    expect(
      await gateway.database.inspect(
        `select count(*)::integer as refused from audit_event where action = 'right.refused' and detail ->> 'right' = 'EXCLUDE_RATINGS'`,
      ),
    ).not.toEqual([{ refused: 0 }]);
  });
});

describe('the units to look after', () => {
  const review = async (ask: AskAs, first = 100) => {
    const { data } = await ask<{
      viewer: { unitsToReview: readonly { unit: { name: string }; mayDecide: boolean }[] };
    }>('query ($first: Int) { viewer { unitsToReview(first: $first) { unit { name } mayDecide } } }', { first });
    return data.viewer.unitsToReview.map(({ unit, mayDecide }) => `${unit.name}${mayDecide ? '' : ', bukan'}`);
  };

  test('are for a leader all that can be rated, and those where he works are marked', async () => {
    const rated = ['Puskesmas Dago', ...LIKE_DAGO, 'Puskesmas Kopo'].toSorted();
    expect(await review(await as('Sekda'))).toEqual(rated);
    expect(await review(await as('Sekda'), 1)).toEqual(['Puskesmas Dago']);
    expect((await review(await as('Dokter'))).filter((name) => name.includes('bukan'))).toEqual([
      'Puskesmas Dago, bukan',
    ]);
  });

  test('are none for others', async () => {
    for (const name of ['Kepala Kopo', 'Perawat', 'Admin'] as const) expect(await review(await as(name))).toEqual([]);
  });
});

describe('a decision', () => {
  test.each([
    [{ explanation: ' ' }, 'penjelasan atas keputusan'],
    [{ until: '2026-02-10T00:00:00Z' }, 'until: yang diharapkan saat sesudah from'],
    [{ until: '2026-03-20T00:00:00Z' }, 'paling lama 31 hari'],
    [{ until: '2026-02-11T00:00:00Z' }, 'saat yang sudah lewat'],
    [{ deviceId: 'device_salah' }, 'id perangkat di daerah ini'],
  ])('with %o is refused in words', async (more, message) => {
    expect(await exclude(await as('Sekda'), 'Umum', more)).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining(message),
    });
  });

  test('about no rating at all is refused', async () => {
    expect(await exclude(await as('Sekda'), 'Umum', { place: 'Loket 9' })).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('Tidak ada penilaian'),
    });
  });
});

describe('in an open period', () => {
  test('sixty top ratings from the office are out of tallies and running figures at once, and stay as they came', async () => {
    expect(await readUnit('Puskesmas Dago', 'period: "2026-02"')).toMatchObject({ ratings: 120, value: 87.5 });
    const before = await rawRows();
    const done = await exclude(await as('Sekda'), 'Umum', { place: 'Ruang Rapat' });
    expect(done).toMatchObject({
      __typename: 'RatingExclusion',
      ratings: 60,
      reasonLabel: 'diisi oleh pegawai kantor itu sendiri',
      explanation: 'Terekam di loket; hubungi [nomor telepon].',
      liftedAt: null,
    });
    expect(await readUnit('Puskesmas Dago', 'period: "2026-02"')).toMatchObject({ ratings: 60, value: 75 });
    expect(await readService('Umum')).toMatchObject({ ratings: 40, value: 75 });
    expect(await rawRows()).toEqual(before);
    await expectRecounted();
  });

  test('lifted, they count again as before', async () => {
    const { data } = await (await as('Kepala Dago'))<{ unit: { ratingExclusions: readonly { id: string }[] } }>(
      'query ($id: ID!) { unit(id: $id) { ratingExclusions { id } } }',
      { id: bandung.unit('Puskesmas Dago').id },
    );
    const [{ id = '' } = {}] = data.unit.ratingExclusions;
    expect(await restore(await as('Dokter'), id)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await restore(await as('Sekda'), id, '')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await restore(await as('Sekda'), id)).toMatchObject({
      __typename: 'RatingExclusion',
      liftedBecause: 'Ternyata warga.',
    });
    expect(await restore(await as('Sekda'), id)).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('sudah dicabut'),
    });
    expect(await readUnit('Puskesmas Dago', 'period: "2026-02"')).toMatchObject({ ratings: 120, value: 87.5 });
    await expectRecounted();
  });

  test('one to nine that are left are not shown, nor what would give them away', async () => {
    await send('Lansia', 20, 4, { place: 'Loket 1' });
    await send('Lansia', 4, 3);
    later();
    const shown = async () => [
      (await readUnit('Puskesmas Kopo', 'period: "2026-02"')).ratings,
      (await readService('Anak')).ratings,
      (await readService('Lansia')).ratings,
    ];
    expect(await shown()).toEqual([50, 30, 20]);
    const { id } = await exclude(await as('Sekda'), 'Lansia', { place: 'Loket 1' });
    expect(await shown()).toEqual([34, null, null]);
    await restore(await as('Sekda'), id);
    expect(await shown()).toEqual([54, 30, 24]);
    await expectRecounted();
  });

  test('those of one device are told apart', async () => {
    await send('Anak', 12, 1, { deviceToken: kiosk.token });
    later();
    const { id, ...done } = await exclude(await as('Sekda'), 'Anak', { deviceId: kiosk.id, reason: 'REPEATED' });
    expect(done).toMatchObject({ ratings: 12, device: 'Kios ruang tunggu', channel: null, place: null });
    expect(await readService('Anak')).toMatchObject({ ratings: 30 });
    await restore(await as('Sekda'), id);
    await expectRecounted();
  });

  test('the list is for the head of the unit and leaders alone', async () => {
    const listed = async (ask: AskAs) =>
      (
        await ask<{ unit: { ratingExclusions: unknown } }>(
          'query ($id: ID!) { unit(id: $id) { ratingExclusions { id reason } } }',
          { id: bandung.unit('Puskesmas Dago').id },
        )
      ).data.unit.ratingExclusions;
    expect(await listed(gateway.ask)).toBeNull();
    expect(await listed(await as('Perawat'))).toBeNull();
    expect(await listed(await as('Kepala Kopo'))).toBeNull();
    expect(await listed(await as('Sekda'))).toEqual([expect.objectContaining({ reason: 'OWN_STAFF' })]);
  });
});

describe('of two who decide at once while citizens rate', () => {
  test('each rating is taken out once, and the tallies are those of a recount', async () => {
    const sekda = await as('Sekda');
    const [one, other_] = await Promise.all([
      exclude(sekda, 'Umum', { place: 'Ruang Rapat' }),
      exclude(sekda, 'Umum', { reason: 'REPEATED' }),
      submitAll(
        gateway,
        Array.from({ length: 40 }, () =>
          rating(bandung.service('Umum').id, { answers: nineAnswers(2), place: 'Baru' }),
        ),
      ),
    ]);
    const stood = [one, other_].filter(({ __typename }) => __typename === 'RatingExclusion');
    expect(stood.reduce((sum, { ratings }) => sum + ratings, 0)).toBe(100);
    await expectRecounted();
    await Promise.all(stood.map(({ id }) => restore(sekda, id)));
    const standing = await gateway.database.inspect('select from excluded_rating where standing');
    expect(standing).toHaveLength(0);
    await expectRecounted();
  });
});

describe('in a closed period', () => {
  test('published figures get a further version with the reason, and say what is out and the index with it', async () => {
    gateway.clock.set('2026-05-10T03:00:00Z');
    await gateway.tick();
    const before = await readUnit('Puskesmas Dago');
    // Sixty threes, sixty fours and forty twos.
    expect(before).toMatchObject({ version: 1, ratings: 160, value: 78.13 });
    expect(before.respondents?.exclusions).toEqual({ ratings: 0, reasons: [], hidden: false, indexWith: null });
    later();
    const done = await exclude(await as('Sekda'), 'Umum', {
      place: 'Ruang Rapat',
      until: '2026-02-11T00:00:00Z',
    });
    expect(done).toMatchObject({ __typename: 'RatingExclusion', ratings: 60 });
    const after = await readUnit('Puskesmas Dago');
    expect(after).toMatchObject({ version: 2, ratings: 100, value: 65 });
    expect(after.respondents).toMatchObject({
      ratings: 100,
      exclusions: {
        ratings: 60,
        reasons: [{ reason: 'OWN_STAFF', label: 'diisi oleh pegawai kantor itu sendiri', ratings: 60 }],
        hidden: false,
        indexWith: 78.13,
      },
    });
    expect((await readUnit('Sekretariat', 'period: "2026-Q1", includeSubunits: true')).respondents?.exclusions).toEqual(
      expect.objectContaining({ ratings: 60, hidden: false }),
    );
    await expectRecounted();
  });

  test('the report says how many, why, and the index with and without; an old print stays as it was', async () => {
    const { data } = await gateway.ask<{ unit: { reportPath: string } }>(
      'query ($id: ID!) { unit(id: $id) { reportPath(period: "2026-Q1") } }',
      { id: bandung.unit('Puskesmas Dago').id },
    );
    const wordsOf = async (path: string) =>
      (await (await gateway.fetch(path)).text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    const words = await wordsOf(data.unit.reportPath);
    expect(words).toContain('Indeks Kepuasan Masyarakat (IKM) 65,00');
    expect(words).toContain('Penilaian yang dikecualikan 60 penilaian IKM seandainya penilaian itu dihitung 78,13');
    expect(words).toContain('Alasan Penilaian diisi oleh pegawai kantor itu sendiri 60');
    expect(words).toContain('Versi ini menggantikan versi sebelumnya: Pengecualian penilaian: diisi oleh pegawai');
    const old = await wordsOf(`${data.unit.reportPath}/skm-2017/1`);
    expect(old).toContain('Penilaian yang dikecualikan tidak ada');
    expect(old).not.toContain('seandainya');
    for (const format of ['pdf', 'xlsx'])
      expect((await gateway.fetch(`${data.unit.reportPath}.${format}`)).status).toBe(200);
  });

  test('boards follow, with a further version', async () => {
    const boards = await gateway.database.inspect(
      `select version, ratings, index from board_entry
       where kind = 'puskesmas' and period = '2026-Q1' and unit_id = $1 and version > 0 order by version`,
      [bandung.unit('Puskesmas Dago').uuid],
    );
    expect(boards).toEqual([
      { version: 1, ratings: 160, index: 78.13 },
      { version: 2, ratings: 100, index: 65 },
    ]);
  });

  test('the trail says a leader did it, and names nobody', async () => {
    const { data } = await gateway.ask<{
      unit: { figureCorrections: readonly Readonly<Record<string, unknown>>[] };
    }>(
      'query ($id: ID!) { unit(id: $id) { figureCorrections { period service { name } by byLabel reason before { ratings value } after { ratings value } } } }',
      { id: bandung.unit('Puskesmas Dago').id },
    );
    expect(data.unit.figureCorrections).toContainEqual({
      period: '2026-Q1',
      service: null,
      by: 'LEADER',
      byLabel: 'pimpinan',
      reason: 'Pengecualian penilaian: diisi oleh pegawai kantor itu sendiri.',
      before: { ratings: 160, value: 78.13 },
      after: { ratings: 100, value: 65 },
    });
    const page = await (await gateway.fetch('/koreksi/32.73')).text();
    expect(page).toContain('diisi oleh pegawai kantor itu sendiri');
    expect(page).not.toContain('Sekda');
    expect(page).not.toContain('loket');
  });

  test('one to nine cannot be taken out any more: the difference of the versions would tell what they said', async () => {
    gateway.clock.set('2026-05-10T03:30:00Z');
    await importUnanimousRatings(operator, {
      ...{ service: bandung.service('Gigi'), day: '2026-02-12', ratings: 9, score: 1, sex: 'L' },
    });
    expect(
      await exclude(await as('Sekda'), 'Gigi', {
        channel: 'IMPORT',
        from: '2026-05-10T03:00:00Z',
        until: '2026-05-10T03:30:00Z',
      }),
    ).toMatchObject({ __typename: 'NotAllowedNow', message: expect.stringContaining('Tidak ada penilaian') });
    later();
    expect(await exclude(await as('Sekda'), 'Gigi', { channel: 'IMPORT', from: '2026-05-10T03:00:00Z' })).toMatchObject(
      {
        __typename: 'NotAllowedNow',
        message: expect.stringContaining('9 dari penilaian yang dipilih terhitung pada Februari 2026'),
      },
    );
    await expectRecounted();
  });

  test('ten of an imported file can', async () => {
    await importUnanimousRatings(operator, {
      ...{ service: bandung.service('Gigi'), day: '2026-02-13', ratings: 12, score: 1, sex: 'L' },
    });
    const from = gateway.clock.now().toISOString();
    later();
    const done = await exclude(await as('Sekda'), 'Gigi', { channel: 'IMPORT', from, reason: 'REPEATED' });
    expect(done).toMatchObject({ ratings: 12 });
    expect((await readUnit('Puskesmas Dago')).respondents?.exclusions).toMatchObject({
      ratings: 72,
      reasons: [
        { reason: 'REPEATED', ratings: 12 },
        { reason: 'OWN_STAFF', ratings: 60 },
      ],
    });
    await expectRecounted();
    await restore(await as('Sekda'), done.id);
    await expectRecounted();
  });

  test('lifted, the figure is as it was, as a version of its own', async () => {
    const { data } = await (await as('Sekda'))<{
      unit: { ratingExclusions: readonly { id: string; liftedAt: string | null }[] };
    }>('query ($id: ID!) { unit(id: $id) { ratingExclusions { id liftedAt } } }', {
      id: bandung.unit('Puskesmas Dago').id,
    });
    const standing = data.unit.ratingExclusions.find(({ liftedAt }) => liftedAt === null);
    await restore(await as('Sekda'), standing?.id ?? '');
    expect(await readUnit('Puskesmas Dago')).toMatchObject({
      version: 7,
      ratings: 181,
      respondents: { ratings: 181, exclusions: { ratings: 0, reasons: [], hidden: false, indexWith: null } },
    });
    await expectRecounted();
  });
});

describe('of few that were taken out before the closing', () => {
  test('it is said that there are some, and nothing else', async () => {
    await send('Umum', 30, 3);
    await send('Umum', 4, 1, { place: 'Uji coba' });
    expect(
      await exclude(await as('Sekda'), 'Umum', {
        ...{ place: 'Uji coba', reason: 'TEST', from: '2026-05-01T00:00:00Z' },
      }),
    ).toMatchObject({ __typename: 'NotAllowedNow' });
    later();
    expect(
      await exclude(await as('Sekda'), 'Umum', {
        ...{ place: 'Uji coba', reason: 'TEST', from: '2026-05-01T00:00:00Z' },
      }),
    ).toMatchObject({ ratings: 4 });
    gateway.clock.set('2026-08-10T03:00:00Z');
    await gateway.tick();
    expect(await readUnit('Puskesmas Dago', 'period: "2026-Q2"')).toMatchObject({
      version: 1,
      ratings: 30,
      respondents: { exclusions: { ratings: 0, reasons: [], hidden: true, indexWith: null } },
    });
  });
});

test('where the month of its ratings was detached, an exclusion stands: what they add to the tallies cannot be told any more', async () => {
  const [standing] = await gateway.database.inspect<{ id: string; month: string; bound: string }>(
    `select exclusion_id as id, feedback.tableoid::regclass::text as month,
            (select pg_get_expr(relpartbound, oid) from pg_class where oid = feedback.tableoid) as bound
     from excluded_rating join feedback on feedback.id = feedback_id where standing and feedback.tenant_id = $1 limit 1`,
    [bandung.uuid],
  );
  if (standing === undefined) throw new Error('No exclusion stands.');
  const { id, month, bound } = standing;
  const exclusionId = encodeGlobalId({ type: 'RatingExclusion', tenantId: bandung.uuid, id });
  const tallies = () => gateway.database.inspect('select * from tally order by tally::text');
  const before = await tallies();
  await gateway.database.inspect(`alter table feedback detach partition ${month}`);
  expect(await restore(await as('Sekda'), exclusionId)).toMatchObject({
    __typename: 'NotAllowedNow',
    message: 'Penilaian ini dari bulan yang sudah dilepas ke arsip; pengecualiannya tetap.',
  });
  expect(await tallies()).toEqual(before);
  await gateway.database.inspect(`alter table feedback attach partition ${month} ${bound}`);
  expect((await restore(await as('Sekda'), exclusionId)).__typename).toBe('RatingExclusion');
  await expectRecounted();
});
