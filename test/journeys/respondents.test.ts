import { describe, expect, test } from 'vitest';
import { addDevice } from '../support/devices.ts';
import { startGateway } from '../support/gateway.ts';
import { createOperator, importUnanimousRatings } from '../support/import.ts';
import { mutate } from '../support/mutate.ts';
import { rating, type SubmitInput, submitAll } from '../support/submit.ts';

/* Who answered: groups of ten or more, per unit and quarter, and nothing from which a smaller one would follow. */

const gateway = await startGateway({
  now: '2026-02-10T03:00:00Z',
  tenants: {
    bandung: {
      units: [
        { name: 'Dinas Kesehatan', kind: 'dinas', staff: 30 },
        {
          name: 'Puskesmas Dago',
          kind: 'puskesmas',
          parent: 'Dinas Kesehatan',
          staff: 20,
          services: [{ name: 'Umum', yearlyUsers: 60 }, 'Gigi'],
        },
        { name: 'Puskesmas Kopo', kind: 'puskesmas', parent: 'Dinas Kesehatan', staff: 20, services: ['Anak'] },
      ],
    },
  },
});
const { bandung } = gateway.tenants;
const operator = await createOperator(gateway, bandung);

type Profile = Readonly<Record<string, string>>;
const send = (service: string, count: number, respondent: Profile | undefined, more: Partial<SubmitInput> = {}) =>
  submitAll(
    gateway,
    Array.from({ length: count }, () =>
      rating(bandung.service(service).id, { ...(respondent !== undefined && { respondent }), ...more }),
    ),
  );

// First quarter: Dago 20 women, 30 men, 10 who do not say; Kopo 12 women and 3 men, which give each other away.
await send('Umum', 20, { sex: 'P', education: 'SMA' });
await send('Umum', 26, { sex: 'L', education: 'SMA' });
await send('Gigi', 4, { sex: 'L', education: 'S1' });
await send('Gigi', 10, undefined);
await send('Anak', 12, { sex: 'P' });
await send('Anak', 3, { sex: 'L' });
// What is no rating is nobody's answer.
await send('Umum', 3, { sex: 'P' }, { answers: undefined, comment: 'Terima kasih', kind: 'ASPIRATION' });
const machine = await addDevice(gateway.database, bandung, { service: 'Umum' });
const STEPS = ['TAKEN', 'CALLED', 'SERVED', 'FINISHED'];
const visits = Array.from({ length: 96 }, (_, at) =>
  STEPS.map((step, place) => ({
    number: `A${at}`,
    step,
    at: new Date(Date.parse('2026-02-10T01:00:00Z') + at * 1000 + place * 60_000).toISOString(),
  })),
).flat();
await mutate(
  gateway.ask,
  'recordVisits',
  { input: { serviceId: bandung.service('Umum').id, deviceToken: machine.token, visits } },
  '... on RecordedVisits { recorded }',
);
gateway.clock.set('2026-05-10T03:00:00Z');
await gateway.tick();
await send('Umum', 15, { sex: 'P' });
await send('Umum', 15, { sex: 'L' });
gateway.clock.set('2026-10-20T03:00:00Z');
await gateway.tick();

interface Field {
  readonly key: string;
  readonly label: string;
  readonly groups: readonly { readonly code: string; readonly label: string; readonly ratings: number }[];
  readonly notTold: number;
  readonly hidden: number;
}
interface Figure {
  readonly ratings: number | null;
  readonly ratingsStillNeeded: number | null;
  readonly sampleAdvice: string;
  readonly respondents: {
    readonly ratings: number;
    readonly visits: number | null;
    readonly fields: readonly Field[];
  } | null;
}

const SHOWN = `ratings ratingsStillNeeded sampleAdvice(lang: "en") respondents {
  ratings visits fields { key label groups { code label ratings } notTold hidden } }`;
const readUnit = async (unit: string, args: string) => {
  const { data } = await gateway.ask<{ unit: { of: Figure } }>(
    `query ($id: ID!) { unit(id: $id) { of: satisfactionIndex(${args}) { ${SHOWN} } } }`,
    { id: bandung.unit(unit).id },
  );
  return data.unit.of;
};
const fieldOf = ({ respondents }: Figure, key: string) => respondents?.fields.find((field) => field.key === key);
const groupsOf = (figure: Figure, key: string) =>
  Object.fromEntries(fieldOf(figure, key)?.groups.map(({ code, ratings }) => [code, ratings]) ?? []);

describe('the respondents of a unit in a quarter', () => {
  test('are shown by profile and channel, with those who do not say', async () => {
    const figure = await readUnit('Puskesmas Dago', 'period: "2026-Q1"');
    expect(figure.ratings).toBe(60);
    expect(figure.respondents?.ratings).toBe(60);
    expect(fieldOf(figure, 'sex')).toEqual({
      key: 'sex',
      label: 'Jenis kelamin',
      groups: [
        { code: 'L', label: 'Laki-laki', ratings: 30 },
        { code: 'P', label: 'Perempuan', ratings: 20 },
      ],
      notTold: 10,
      hidden: 0,
    });
    expect(groupsOf(figure, 'channel')).toEqual({ API: 60 });
    expect(fieldOf(figure, 'ageBand')).toMatchObject({ groups: [], notTold: 60, hidden: 0 });
    expect(fieldOf(figure, 'verified')?.groups).toEqual([{ code: 'false', label: 'tidak', ratings: 60 }]);
  });

  test('in groups of fewer than ten are hidden, with what would give them away', async () => {
    const dago = await readUnit('Puskesmas Dago', 'period: "2026-Q1"');
    // Four with S1; the ten who do not say hide them.
    expect(fieldOf(dago, 'education')).toMatchObject({
      groups: [{ code: 'SMA', ratings: 46 }],
      notTold: 0,
      hidden: 14,
    });
    const kopo = await readUnit('Puskesmas Kopo', 'period: "2026-Q1"');
    expect(kopo.ratings).toBe(15);
    expect(fieldOf(kopo, 'sex')).toMatchObject({ groups: [], notTold: 0, hidden: 15 });
  });

  test('stand beside the visits, in steps of ten', async () => {
    expect((await readUnit('Puskesmas Dago', 'period: "2026-Q1"')).respondents?.visits).toBe(90);
    expect((await readUnit('Puskesmas Kopo', 'period: "2026-Q1"')).respondents?.visits).toBeNull();
  });
});

describe('longer periods and larger units', () => {
  test('show what their quarters and units show, added up', async () => {
    const half = await readUnit('Puskesmas Dago', 'period: "2026-S1"');
    expect(groupsOf(half, 'sex')).toEqual({ L: 45, P: 35 });
    expect(half.respondents?.ratings).toBe(90);
    const below = await readUnit('Dinas Kesehatan', 'period: "2026-Q1", includeSubunits: true');
    expect(below.ratings).toBe(75);
    expect(fieldOf(below, 'sex')).toMatchObject({ notTold: 10, hidden: 15 });
    expect(groupsOf(below, 'sex')).toEqual({ L: 30, P: 20 });
  });

  test('no month, no service and no open period shows them', async () => {
    expect((await readUnit('Puskesmas Dago', 'period: "2026-02"')).respondents).toBeNull();
    expect((await readUnit('Puskesmas Dago', 'period: "2026-Q4"')).respondents).toBeNull();
    const { data } = await gateway.ask<{ service: { of: Figure } }>(
      `query ($id: ID!) { service(id: $id) { of: satisfactionIndex(period: "2026-Q1") { ${SHOWN} } } }`,
      { id: bandung.service('Umum').id },
    );
    expect(data.service.of).toMatchObject({ ratings: 46, respondents: null, ratingsStillNeeded: 6 });
  });
});

describe('what is still needed', () => {
  test('is said with why more of the same kind do not help', async () => {
    const { data } = await gateway.ask<{ service: { of: Figure } }>(
      `query ($id: ID!) { service(id: $id) { of: satisfactionIndex(period: "2026-Q1") { ${SHOWN} } } }`,
      { id: bandung.service('Umum').id },
    );
    expect(data.service.of.sampleAdvice).toMatch(/^6 more answers are needed\. .*Invite every visitor/);
    expect(await readUnit('Puskesmas Dago', 'period: "2026-Q1"')).toMatchObject({ ratingsStillNeeded: null });
  });
});

test('the report has them as a table, and says what it rests on', async () => {
  const { data } = await gateway.ask<{ unit: { reportPath: string } }>(
    'query ($id: ID!) { unit(id: $id) { reportPath(period: "2026-Q1") } }',
    { id: bandung.unit('Puskesmas Dago').id },
  );
  const page = await (await gateway.fetch(data.unit.reportPath)).text();
  const words = page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(words).toContain('Jenis kelamin Laki-laki 30 50 %');
  expect(words).toContain('Jenis kelamin tidak menjawab 10 17 %');
  expect(words).toContain('Pendidikan terakhir kelompok kecil, tidak ditampilkan 14 23 %');
  expect(words).toContain('berdasarkan 60 penilaian dari sekitar 90 kunjungan');
  expect(words).toContain('Ajak setiap pengunjung');
  for (const format of ['pdf', 'xlsx'])
    expect((await gateway.fetch(`${data.unit.reportPath}.${format}`)).status).toBe(200);
});

test('an old print keeps the respondents that it was made with', async () => {
  const pathOf = async () => {
    const { data } = await gateway.ask<{ unit: { reportPath: string } }>(
      'query ($id: ID!) { unit(id: $id) { reportPath(period: "2026-Q1") } }',
      { id: bandung.unit('Puskesmas Dago').id },
    );
    return data.unit.reportPath;
  };
  const wordsOf = async (path: string) =>
    (await (await gateway.fetch(path)).text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  gateway.clock.set('2026-10-21T03:00:00Z');
  await importUnanimousRatings(operator, {
    ...{ service: bandung.service('Umum'), day: '2026-02-10', ratings: 40, score: 4, sex: 'L' },
  });
  const corrected = await readUnit('Puskesmas Dago', 'period: "2026-Q1"');
  expect(corrected.ratings).toBe(100);
  expect(groupsOf(corrected, 'sex')).toEqual({ L: 70, P: 20 });
  expect(groupsOf(corrected, 'channel')).toEqual({ API: 60, IMPORT: 40 });
  const path = await pathOf();
  expect(await wordsOf(path)).toContain('Jenis kelamin Laki-laki 70 70 %');
  const old = await wordsOf(`${path}/skm-2017/1`);
  expect(old).toContain('Jenis kelamin Laki-laki 30 50 %');
  expect(old).not.toContain('berkas yang diimpor');
});
