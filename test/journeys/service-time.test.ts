import counterQueue from '@kinerja/schema/visit-processes/counter-queue.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { addDevice, revokeDevice } from '../support/devices.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { loadVisitProcess } from '../support/visit-process.ts';

/* A queue machine says when numbers were taken, called, served and finished; the public reads how long it takes. */

const NOW = '2026-08-19T07:00:00Z';
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

const gateway = await startGateway({
  now: NOW,
  responseCache: false,
  tenants: {
    palu: {
      code: '72.71',
      zone: 'Asia/Makassar',
      units: [
        {
          name: 'Disdukcapil',
          services: ['KTP', 'KK', 'Akta', 'Pindah', 'Surat', 'Kartu', 'Izin', 'Cetak', 'Rekam', 'Lahir', 'Nikah'],
        },
        { name: 'Loket Berdua', staff: 2, services: ['Legalisasi'] },
      ],
    },
    other: { code: '11.02', units: [{ name: 'Dinas', services: ['Lain'] }] },
  },
});
const { palu, other } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, palu, [
  { name: 'Wakil Walikota', unit: 'Disdukcapil', post: 'Pimpinan', roles: ['LEADER'] },
  { name: 'Staf', unit: 'Disdukcapil', post: 'Arsiparis' },
  { name: 'Kepala', unit: 'Disdukcapil', post: 'Kepala Dinas', heads: true },
  { name: 'Kepala Loket', unit: 'Loket Berdua', post: 'Kepala', heads: true },
]);
const strangers = await seedEmployees(gateway.database.database, other, [
  { name: 'Pimpinan Lain', unit: 'Dinas', post: 'Pimpinan', roles: ['LEADER'] },
]);
const machine = await addDevice(gateway.database, palu, { name: 'Mesin antrean', unit: 'Disdukcapil' });
const now = Date.parse(NOW);
const before = (minutes: number) => new Date(now - minutes * MINUTE_MS).toISOString();

interface Row {
  readonly number: string;
  readonly step: string;
  readonly at: string;
}
interface Recorded {
  readonly recorded: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly path: string; readonly message: string }[];
}

const send = change<Recorded>({
  field: 'recordVisits(input: RecordVisitsInput!)',
  shape: '... on RecordedVisits { recorded unchanged refused { path message } }',
});
const record = async (
  service: string,
  visits: readonly Row[],
  deviceToken: string | null = machine.token,
  ask: AskAs = gateway.ask,
) => {
  const { done } = await send(ask, { input: { serviceId: palu.service(service).id, deviceToken, visits } });
  return done;
};
const rows = (number: string, times: Readonly<Record<string, string>>): readonly Row[] =>
  Object.entries(times).map(([step, at]) => ({ number, step, at }));

/** A finished visit of so many minutes that began so long ago: six tenths of them waiting, three at the counter. */
const visit = (number: string, minutes: number, ago: number): readonly Row[] =>
  rows(number, {
    TAKEN: before(ago),
    CALLED: before(ago - 0.6 * minutes),
    SERVED: before(ago - 0.7 * minutes),
    FINISHED: before(ago - minutes),
  });
const visits = (name: string, minutes: readonly number[], ago = 300) =>
  minutes.flatMap((each, place) => visit(`${name}-${place}`, each, ago));

const FIGURE = `state pace finished open asOf explanation median { value lower upper text rangeText } p90 { value lower upper }
  standard { share lower upper } steps { step label median share } slowestStep { step share } sampleData`;

interface Duration {
  readonly value: number | null;
  readonly text: string;
  readonly lower: number | null;
  readonly upper: number | null;
}
interface Figure {
  readonly state: string;
  readonly pace: string;
  readonly finished: number | null;
  readonly open: number | null;
  readonly explanation: string;
  readonly median: Duration | null;
  readonly p90: Duration | null;
  readonly standard: { readonly share: number; readonly lower: number; readonly upper: number } | null;
  readonly steps: readonly { readonly step: string; readonly label: string; readonly share: number }[];
  readonly slowestStep: { readonly step: string; readonly share: number } | null;
}
const read = async (service: string, period = '2026-08'): Promise<Figure> => {
  const { data } = await gateway.ask<{ service: { serviceTime: Figure } }>(
    `query ($id: ID!, $period: Period) { service(id: $id) { serviceTime(period: $period) { ${FIGURE} } } }`,
    { id: palu.service(service).id, period },
  );
  return data.service.serviceTime;
};

/** Within the resolution of the classes, and of the one decimal that is told. */
const expectMinutes = (told: number | null | undefined, minutes: number) => {
  expect(told).toBeGreaterThanOrEqual(minutes * 0.99 - 0.05);
  expect(told).toBeLessThanOrEqual(minutes * 1.01 + 0.05);
};

describe('what visits took', () => {
  test('an unfinished visit is not a short one: Kaplan and Meier by hand', async () => {
    await loadVisitProcess(
      gateway.database,
      palu,
      { ...counterQueue, key: 'ktp', services: [palu.service('KTP').id], standard: { minutes: 20 } },
      new Date(now - DAY_MS),
    );
    // Remission of the maintained group of Miller 1997, each twice: S = 20/22, 18/20, 14/16, 12/14, 8/10, 6/8, 2/4.
    const twice = (minutes: readonly number[]) => [...minutes, ...minutes];
    const unfinished = twice([13, 28, 45, 161]).map((ago, place) => ({
      number: `B-${place}`,
      step: 'TAKEN',
      at: before(ago),
    }));
    await record('KTP', unfinished);
    expect(await record('KTP', visits('A', twice([9, 13, 18, 23, 31, 34, 48])))).toMatchObject({
      recorded: 56,
      refused: [],
    });
    const figure = await read('KTP');
    expect(figure).toMatchObject({ state: 'PUBLISHED', pace: 'MINUTES', finished: 14, open: 8 });
    expect(figure.explanation).toBe(
      'Dihitung dari 14 kunjungan yang sudah selesai. 8 kunjungan belum selesai. Lamanya sampai saat itu ikut dihitung, dan tidak dianggap singkat.',
    );
    expect(figure.median?.text).toBe(`${figure.median?.value?.toLocaleString('id')} menit`);
    // Of the finished ones alone the median would be 23.
    expectMinutes(figure.median?.value, 31);
    expectMinutes(figure.median?.lower, 18);
    expectMinutes(figure.median?.upper, 48);
    expect(figure.p90).toEqual({ value: null, lower: expect.any(Number), upper: null });
    // 9, 13 and 18 kept twenty minutes; 28, 45 and 161 have overrun them without an end.
    expect(figure.standard?.share).toBeCloseTo(6 / 20, 9);
    expect(figure.steps.map(({ step }) => step)).toEqual(['CALLED', 'SERVED', 'FINISHED']);
    expect(figure.steps[0]?.label).toBe('Menunggu dipanggil');
    expect(figure.slowestStep?.step).toBe('CALLED');
    expect(figure.slowestStep?.share).toBeCloseTo(0.6, 6);
    expect(figure.steps.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  test('when all are finished, median and P90 are those of the list', async () => {
    await record('KK', visits('A', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]));
    const figure = await read('KK');
    expectMinutes(figure.median?.value, 10);
    expectMinutes(figure.p90?.value, 18);
    expect(figure.p90?.upper).toBeNull();
    expect(figure.standard).toBeNull();
  });

  test('a permit is told in days, and its standard in working days of the region', async () => {
    await loadVisitProcess(
      gateway.database,
      palu,
      {
        key: 'izin',
        version: 1,
        source: 'uji',
        services: [palu.service('Izin').id],
        pace: 'DAYS',
        longestDays: 365,
        standard: { workingDays: 3 },
        steps: [
          { key: 'RECEIVED', label: { id: 'Diterima' } },
          { key: 'VERIFIED', label: { id: 'Verifikasi berkas' } },
          { key: 'ISSUED', label: { id: 'Penerbitan' } },
        ],
      },
      new Date(now - DAY_MS),
    );
    // Received on Thursday 6 August: the third working day is Tuesday the 11th, until its midnight in Palu.
    const received = '2026-08-06T02:00:00Z';
    const permit = (name: string, issued: string) => (_: unknown, place: number) =>
      rows(`${name}${place}`, { RECEIVED: received, VERIFIED: '2026-08-07T02:00:00Z', ISSUED: issued });
    const inTime = Array.from({ length: 6 }, permit('T', '2026-08-11T15:59:00Z')).flat();
    const late = Array.from({ length: 6 }, permit('L', '2026-08-11T16:01:00Z')).flat();
    expect(await record('Izin', [...inTime, ...late])).toMatchObject({ recorded: 36, refused: [] });
    const figure = await read('Izin');
    expect(figure.pace).toBe('DAYS');
    expectMinutes(figure.median?.value, 5.6);
    expect(figure.standard?.share).toBe(0.5);
    expect(figure.slowestStep?.step).toBe('ISSUED');
  });
});

describe('before and after a change', () => {
  const compare = async (before: string, after?: string) => {
    const { data, errors } = await gateway.ask<{
      service: {
        serviceTimeChange: Duration & {
          readonly direction: string;
          readonly difference: number | null;
          readonly explanation: string;
        };
      };
    }>(
      `query ($id: ID!, $before: Period!, $after: Period) { service(id: $id) { serviceTimeChange(before: $before, after: $after) {
         direction difference lower upper explanation before { finished } after { finished } } } }`,
      { id: palu.service('Nikah').id, before, after },
    );
    return { change: data?.service?.serviceTimeChange, errors };
  };
  /** One visit of each length from `from` on. */
  const lengths = (from: number, count: number) => Array.from({ length: count }, (_, place) => from + place);

  test('a shorter time is told once it is proven, with its interval', async () => {
    await record('Nikah', visits('V', lengths(60, 40), 60 * 24 * 30));
    await record('Nikah', visits('W', lengths(20, 29)));
    expect((await compare('2026-07', '2026-08')).change).toMatchObject({ direction: 'TOO_FEW', difference: null });
    await record('Nikah', visits('X', lengths(49, 11)));
    const { change } = await compare('2026-07', '2026-08');
    expect(change).toMatchObject({ direction: 'SHORTER', before: { finished: 40 }, after: { finished: 40 } });
    // The medians are 79 and 39.
    expect(change?.difference).toBeGreaterThan(-42);
    expect(change?.difference).toBeLessThan(-38);
    expect(change?.upper).toBeLessThan(0);
    expect(change?.lower).toBeLessThan(change?.difference ?? Number.NEGATIVE_INFINITY);
    expect(change?.explanation).toMatch(
      /^Dari Juli 2026 ke Agustus 2026, lama kunjungan yang di tengah berubah -[\d,]+ menit \(rentang 95 %: -[\d,]+ sampai -[\d,]+ menit\)\. Lebih cepat, lebih dari yang wajar bila hanya kebetulan\./,
    );
  });

  test('what is not named is the last closed quarter', async () => {
    expect((await compare('2026-Q1')).change).toMatchObject({ direction: 'TOO_FEW', after: { finished: null } });
    expect((await compare('2026-08')).errors[0]?.message).toContain('a period that begins after the end of 2026-08');
  });

  test('periods that overlap, or come in the wrong order, are refused in words', async () => {
    for (const [before, after] of [
      ['2026-Q3', '2026-08'],
      ['2026-08', '2026-07'],
    ] as const)
      expect((await compare(before, after)).errors[0]?.message).toContain(`after the end of ${before}`);
  });
});

describe('what is refused, row by row and in words, while the rest is kept', () => {
  test.each([
    [
      'a step before its predecessor',
      rows('X', { TAKEN: before(60), CALLED: before(70) }),
      'visits.1.at',
      'langkah TAKEN',
    ],
    [
      'a finish before the start',
      rows('X', { TAKEN: before(60), CALLED: before(50), SERVED: before(40), FINISHED: before(90) }),
      'visits.3.at',
      'langkah SERVED',
    ],
    [
      'a step whose predecessor is missing',
      rows('X', { TAKEN: before(60), SERVED: before(50) }),
      'visits.1.step',
      'CALLED',
    ],
    ['a step of the future', rows('X', { TAKEN: before(-10) }), 'visits.0.at', 'waktu yang sudah lewat'],
    [
      'a visit of 400 days at a counter',
      rows('X', { TAKEN: before(400 * 1440), CALLED: before(1) }),
      'visits.1.at',
      'paling lama 1 hari',
    ],
    ['a step that the service does not have', rows('X', { PAID: before(60) }), 'visits.0.step', 'TAKEN, CALLED'],
    ['a step of a hundred years ago', rows('X', { TAKEN: '1926-08-19T07:00:00Z' }), 'visits.0.at', 'paling awal'],
    ['a number of a person', rows('7271012345678901', { TAKEN: before(60) }), 'visits.0.number', 'bukan NIK'],
    ['an empty number', rows('', { TAKEN: before(60) }), 'visits.0.number', '1 sampai 64'],
    ['a number that no paper carries', rows('A\u0000', { TAKEN: before(60) }), 'visits.0.number', '1 sampai 64'],
  ])('%s', async (title, wrong, path, words) => {
    const own = wrong.map((row) => ({
      ...row,
      number: row.number === 'X' ? `X ${title}`.replaceAll(' ', '-') : row.number,
    }));
    const good = rows(`Good-${title}`.replaceAll(' ', '-'), { TAKEN: before(30) });
    const done = await record('Akta', [...own, ...good]);
    expect(done?.refused).toEqual([{ path, message: expect.stringContaining(words) }]);
    expect(done?.refused?.[0]?.message).toMatch(/^visits\.\d\.\w+: yang diharapkan .+, yang diterima ".*"\.$/);
    expect(done?.recorded).toBe(own.length);
  });

  test('a number that another visit has', async () => {
    await record('Pindah', rows('D1', { TAKEN: before(60) }));
    const done = await record('Pindah', rows('D1', { TAKEN: before(50) }));
    expect(done).toMatchObject({ recorded: 0, unchanged: 0 });
    expect(done?.refused).toEqual([{ path: 'visits.0.at', message: expect.stringContaining('memerlukan nomor lain') }]);
  });

  test('no rows, and too many', async () => {
    expect(await record('Pindah', [])).toMatchObject({ message: expect.stringContaining('1 sampai 500') });
    const many = Array.from({ length: 501 }, (_, place) => ({ number: `M${place}`, step: 'TAKEN', at: before(60) }));
    expect(await record('Pindah', many)).toMatchObject({ message: expect.stringContaining('501') });
  });
});

describe('sent again, counted once', () => {
  test('the same steps change nothing, in whatever order they come', async () => {
    const sent = visits('S', [5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    expect(await record('Surat', sent.toReversed())).toMatchObject({ recorded: 40, unchanged: 0 });
    expect(await record('Surat', sent)).toMatchObject({ recorded: 0, unchanged: 40, refused: [] });
    expect((await read('Surat')).finished).toBe(10);
  });

  test('of ten machines that send the same at once, one is counted', async () => {
    const sent = visits('C', [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]);
    const done = await Promise.all(Array.from({ length: 10 }, () => record('Kartu', sent)));
    expect(done.map((each) => each?.recorded).toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 44]);
    expect((await read('Kartu')).finished).toBe(11);
  });
});

describe('what nobody can learn of one visit', () => {
  test('nine finished visits are no figure, ten are', async () => {
    await record('Cetak', visits('N', [5, 5, 5, 5, 5, 5, 5, 5, 5]));
    const nothing = {
      finished: null,
      open: null,
      median: null,
      p90: null,
      standard: null,
      steps: [],
      slowestStep: null,
    };
    expect(await read('Cetak')).toMatchObject({ state: 'TOO_FEW_VISITS', ...nothing });
    await record('Cetak', visit('N-9', 5, 300));
    expect(await read('Cetak')).toMatchObject({ state: 'PUBLISHED', finished: 10 });
  });

  test('a figure moves by ten visits, never by one', async () => {
    await record('Cetak', visits('O', [50, 50, 50, 50, 50, 50, 50, 50, 50]));
    const still = await read('Cetak');
    expect(still.finished).toBe(10);
    expectMinutes(still.p90?.value, 5);
    await record('Cetak', visit('O-9', 50, 300));
    const moved = await read('Cetak');
    expect(moved.finished).toBe(20);
    expectMinutes(moved.p90?.value, 50);
  });

  test('a year minus a month leaves nothing that the months do not say', async () => {
    await record('Rekam', [
      ...visits('J', [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5], 60 * 24 * 30),
      ...visits('K', [90, 90, 90]),
    ]);
    expect((await read('Rekam', '2026-07')).finished).toBe(12);
    expect((await read('Rekam', '2026-08')).state).toBe('TOO_FEW_VISITS');
    expect(await read('Rekam', '2026')).toMatchObject({ finished: 12, open: 0 });
    expectMinutes((await read('Rekam', '2026')).p90?.value, 5);
  });

  test('a unit of two has no figure: it would be about a person', async () => {
    const device = await addDevice(gateway.database, palu, { unit: 'Loket Berdua' });
    await record('Legalisasi', visits('P', [5, 5, 5, 5, 5, 5, 5, 5, 5, 5]), device.token);
    expect(await read('Legalisasi')).toMatchObject({ state: 'TOO_FEW_STAFF', finished: null, median: null });
  });

  test('a service without visits says so', async () => {
    expect(await read('Lahir')).toMatchObject({ state: 'NO_VISITS', finished: null });
  });

  test('a period to come is refused in words', async () => {
    const { errors } = await gateway.ask(
      'query ($id: ID!) { service(id: $id) { serviceTime(period: "2027-01") { state } } }',
      { id: palu.service('KTP').id },
    );
    expect(errors[0]?.message).toContain('a period that has begun');
  });
});

describe('who may record', () => {
  const one = rows('W1', { TAKEN: before(60) });

  test('a leader or the head of the unit who is signed in, but nobody else of the region', async () => {
    const leader = await signIn(gateway, palu, people['Wakil Walikota'].uuid);
    const head = await signIn(gateway, palu, people.Kepala.uuid);
    const elsewhere = await signIn(gateway, palu, people['Kepala Loket'].uuid);
    const clerk = await signIn(gateway, palu, people.Staf.uuid);
    expect(await record('Lahir', one, null, leader)).toMatchObject({ recorded: 1 });
    expect(await record('Lahir', rows('W2', { TAKEN: before(60) }), null, head)).toMatchObject({ recorded: 1 });
    expect(await record('Lahir', one, null, elsewhere)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await record('Lahir', one, null, clerk)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await record('Lahir', one, null)).toMatchObject({ __typename: 'NotPermitted' });
  });

  test('no leader and no machine of another region', async () => {
    const stranger = await signIn(gateway, other, strangers['Pimpinan Lain'].uuid);
    const device = await addDevice(gateway.database, other, {});
    expect(await record('Lahir', one, null, stranger)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await record('Lahir', one, device.token)).toMatchObject({ __typename: 'NotPermitted' });
  });

  test('no machine of another service, and none that was revoked', async () => {
    const elsewhere = await addDevice(gateway.database, palu, { service: 'KTP' });
    expect(await record('Lahir', one, elsewhere.token)).toMatchObject({ __typename: 'NotPermitted' });
    const lost = await addDevice(gateway.database, palu, { service: 'Lahir' });
    await revokeDevice(gateway.database, lost, new Date(now));
    expect(await record('Lahir', one, lost.token)).toMatchObject({ __typename: 'NotPermitted' });
  });
});
