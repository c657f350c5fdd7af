import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { putTallies } from '../support/figures.ts';
import { startGateway } from '../support/gateway.ts';
import { createOperator, importUnanimousRecap } from '../support/import.ts';
import { seedEmployees } from '../support/personnel.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { tallyOf } from '../support/ratings.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';

/* What was published stays: a correction is a further version that everybody can see, and a unit can object to either. */

const gateway = await startGateway({
  now: '2026-07-20T02:00:00Z',
  tenants: {
    bandung: {
      units: [
        { name: 'Puskesmas Dago', kind: 'puskesmas', services: ['Umum'] },
        { name: 'Puskesmas Kopo', kind: 'puskesmas', services: ['Gigi'] },
        { name: 'Puskesmas Sepi', kind: 'puskesmas', services: ['Mata'] },
      ],
    },
    other: { code: '11.02', units: [{ name: 'Dinas' }] },
  },
});
const { bandung, other } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Kepala Dago', unit: 'Puskesmas Dago', post: 'Kepala', heads: true },
  { name: 'Perawat', unit: 'Puskesmas Dago', post: 'Perawat' },
  { name: 'Kepala Kopo', unit: 'Puskesmas Kopo', post: 'Kepala', heads: true, roles: ['LEADER'] },
  { name: 'Sekda', unit: 'Puskesmas Sepi', post: 'Kepala', heads: true, roles: ['LEADER'] },
]);
const strangers = await seedEmployees(gateway.database.database, other, [
  { name: 'Pimpinan Lain', unit: 'Dinas', post: 'Kepala', heads: true, roles: ['LEADER'] },
]);
const operator = await createOperator(gateway, bandung);
const as = (name: keyof typeof people) => signIn(gateway, bandung, people[name].uuid);

const put = (service: string, day: string, threes: number, fours: number) => {
  const row = (score: number) => skm2017.elements.map(() => score);
  const tally = tallyOf(skm2017, [...Array<number[]>(threes).fill(row(3)), ...Array<number[]>(fours).fill(row(4))]);
  return putTallies(gateway.database, bandung, [
    { serviceId: bandung.service(service).uuid, questionnaireKey: 'skm-2017', day, tally },
  ]);
};
await put('Umum', '2026-05-10', 20, 20);
await put('Gigi', '2026-05-10', 30, 10);
await gateway.tick();

interface Version {
  readonly version: number;
  readonly state: string;
  readonly ratings: number | null;
  readonly value: number | null;
  readonly grade: string | null;
}
interface Correction {
  readonly period: string;
  readonly includesSubunits: boolean;
  readonly service: { readonly name: string } | null;
  readonly by: string;
  readonly byLabel: string;
  readonly reason: string;
  readonly at: string;
  readonly before: Version;
  readonly after: Version;
}
interface Objection {
  readonly __typename: string;
  readonly id: string;
  readonly message: string;
  readonly version: number;
  readonly reason: string;
  readonly raisedAt: string;
  readonly decideUntil: string;
  readonly decision: { readonly outcome: string; readonly outcomeLabel: string; readonly explanation: string } | null;
}

const SHAPE =
  'id version reason raisedAt decideUntil unit { name } service { name } decision { outcome outcomeLabel explanation decidedAt }';
const readTrail = async (unit: string) => {
  const { data } = await gateway.ask<{
    unit: { figureCorrections: readonly Correction[]; figureObjections: readonly Objection[] };
  }>(
    `query ($id: ID!) { unit(id: $id) {
       figureCorrections { period includesSubunits service { name } by byLabel reason at
         before { ...Version } after { ...Version } }
       figureObjections { ${SHAPE} } } }
     fragment Version on FigureVersion { version state ratings value grade }`,
    { id: bandung.unit(unit).id },
  );
  return data.unit;
};
const versionOf = async (unit: string, period = '2026-Q2') => {
  const { data } = await gateway.ask<{ unit: { satisfactionIndex: Version } }>(
    'query ($id: ID!, $period: Period) { unit(id: $id) { satisfactionIndex(period: $period) { version state ratings value grade } } }',
    { id: bandung.unit(unit).id, period },
  );
  return data.unit.satisfactionIndex;
};

const shape = `... on FigureObjection { ${SHAPE} } ... on ChangedMeanwhile { message version }`;
const raise = change<Objection>({ field: 'objectToFigure(input: ObjectToFigureInput!)', shape });
const decide = change<Objection>({
  field: 'decideFigureObjection(id: ID!, outcome: FigureObjectionOutcome!, explanation: String!)',
  shape,
});
const object = async (ask: AskAs, unit: string, input: Readonly<Record<string, unknown>> = {}) => {
  const { done, errors } = await raise(ask, {
    input: {
      unitId: bandung.unit(unit).id,
      period: '2026-Q2',
      version: 1,
      reason: 'Formulir kertas belum dihitung.',
      ...input,
    },
  });
  return { ...(done ?? ({} as Objection)), errors };
};

interface ToObject {
  readonly unit: { readonly name: string };
  readonly service: { readonly name: string } | null;
  readonly period: string;
  readonly version: number;
  readonly until: string;
}
/** What somebody may object to, of all his units or of one, and what he may decide. */
const readTasks = async (ask: AskAs, args = '') => {
  const { data, errors } = await ask<{
    viewer: { figuresToObject: readonly ToObject[]; objectionsToDecide: readonly { readonly id: string }[] } | null;
  }>(
    `{ viewer { figuresToObject(first: 100${args}) {
         unit { name } service { name } includesSubunits period periodLabel questionnaire { key } version
         ratings value grade publishedAt until }
       objectionsToDecide { id } } }`,
  );
  const { figuresToObject = [], objectionsToDecide = [] } = data.viewer ?? {};
  return { figures: figuresToObject, toDecide: objectionsToDecide, errors };
};
const named = ({ unit, service, period, version }: ToObject) =>
  `${service?.name ?? unit.name} ${period} versi ${version}`;

const pageOf = async (path: string) => (await gateway.fetch(path)).text();

describe('while nothing was changed', () => {
  test('the trail is empty, and says so', async () => {
    expect(await readTrail('Puskesmas Dago')).toEqual({ figureCorrections: [], figureObjections: [] });
    expect(await pageOf('/koreksi/32.73')).toContain('Belum ada koreksi dan belum ada keberatan.');
  });
});

describe('what can be objected to', () => {
  test('are the figures of the units that one heads and of their services, each with its last instant', async () => {
    const { figures } = await readTasks(await as('Kepala Dago'));
    // May and the second quarter, of the unit and of its one service; no half-year is closed without the whole of it.
    expect(figures.map(named)).toEqual(
      expect.arrayContaining([
        'Puskesmas Dago 2026-05 versi 1',
        'Umum 2026-05 versi 1',
        'Puskesmas Dago 2026-Q2 versi 1',
        'Umum 2026-Q2 versi 1',
      ]),
    );
    expect(figures.filter(({ unit }) => unit.name !== 'Puskesmas Dago')).toEqual([]);
    expect(figures.find(({ period, service }) => period === '2026-Q2' && service === null)).toEqual({
      ...{ unit: { name: 'Puskesmas Dago' }, service: null, includesSubunits: false },
      ...{ period: '2026-Q2', periodLabel: 'Triwulan II 2026', questionnaire: { key: 'skm-2017' }, version: 1 },
      ...{ ratings: 40, value: 87.5, grade: 'B', publishedAt: '2026-07-20T02:00:00.000Z' },
      // Fourteen working days after Monday 20 July: Friday 7 August, in Jakarta.
      until: '2026-08-07T16:59:59.999Z',
    });
    const { data } = await (await as('Kepala Dago'))<{ viewer: { figuresToObject: readonly object[] } }>(
      '{ viewer { figuresToObject(first: 1) { period } } }',
    );
    expect(data.viewer.figuresToObject).toEqual([{ period: figures[0]?.period }]);
    const unitId = (name: string) => `, unitId: "${bandung.unit(name).id}"`;
    expect((await readTasks(await as('Kepala Dago'), unitId('Puskesmas Dago'))).figures).toEqual(figures);
    expect((await readTasks(await as('Kepala Dago'), unitId('Puskesmas Kopo'))).figures).toEqual([]);
    expect((await readTasks(await as('Kepala Dago'), ', unitId: "unit_salah"')).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
  });

  test('is nothing for whoever heads no unit that has a figure', async () => {
    for (const name of ['Perawat', 'Sekda'] as const) expect((await readTasks(await as(name))).figures).toEqual([]);
    const stranger = await signIn(gateway, other, strangers['Pimpinan Lain'].uuid);
    expect(await readTasks(stranger)).toMatchObject({ figures: [], toDecide: [] });
  });
});

describe('an objection', () => {
  test('is raised by the head of the unit alone', async () => {
    for (const ask of [gateway.ask, await as('Perawat'), await as('Kepala Kopo')])
      expect(await object(ask, 'Puskesmas Dago')).toMatchObject({ __typename: 'NotPermitted' });
    const stranger = await signIn(gateway, other, strangers['Pimpinan Lain'].uuid);
    expect((await object(stranger, 'Puskesmas Dago')).__typename).not.toBe('FigureObjection');
  });

  test('needs a reason, one subject, and the version that is shown', async () => {
    const head = await as('Kepala Dago');
    expect(await object(head, 'Puskesmas Dago', { reason: ' ' })).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('alasan keberatan'),
    });
    expect(await object(head, 'Puskesmas Dago', { serviceId: bandung.service('Umum').id })).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('tepat satu dari unitId dan serviceId'),
    });
    expect(await object(head, 'Puskesmas Dago', { version: 2 })).toMatchObject({
      __typename: 'ChangedMeanwhile',
      version: 1,
    });
  });

  test('to a figure that is not published yet, or that there is none of, is refused in words', async () => {
    expect(await object(await as('Kepala Dago'), 'Puskesmas Dago', { period: '2026-Q3', version: 0 })).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('masih sementara'),
    });
    expect(await object(await as('Sekda'), 'Puskesmas Sepi')).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('Belum ada angka'),
    });
  });

  test('is public at once, with its deadline and without personal data, and is raised once', async () => {
    const head = await as('Kepala Dago');
    const reason = 'Formulir kertas belum dihitung; hubungi 0812-3456-7890.';
    const raised = await object(head, 'Puskesmas Dago', { reason });
    expect(raised).toMatchObject({ __typename: 'FigureObjection', version: 1, decision: null });
    // Monday 20 July, and seven working days: the end of Wednesday the 29th in Jakarta.
    expect(raised.decideUntil).toBe('2026-07-29T16:59:59.999Z');
    const [shown] = (await readTrail('Puskesmas Dago')).figureObjections;
    expect(shown?.reason).toBe('Formulir kertas belum dihitung; hubungi [nomor telepon].');
    expect(await object(head, 'Puskesmas Dago')).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('Sudah ada keberatan'),
    });
    expect((await readTasks(head)).figures.map(named)).not.toContain('Puskesmas Dago 2026-Q2 versi 1');
    expect((await readTasks(head)).toDecide).toEqual([]);
    expect((await readTasks(await as('Sekda'))).toDecide).toEqual([{ id: raised.id }]);
    const page = await pageOf('/koreksi/32.73');
    expect(page).toContain('Keberatan');
    expect(page).toContain('29 Juli 2026');
    expect(page).not.toContain('7890');
    const { data } = await gateway.ask<{ unit: { reportPath: string } }>(
      'query ($id: ID!) { unit(id: $id) { reportPath(period: "2026-Q2") } }',
      { id: bandung.unit('Puskesmas Dago').id },
    );
    expect(await pageOf(data.unit.reportPath)).toContain('Kepala unit mengajukan keberatan atas angka ini');
  });

  test('is one of a service, too, and of twenty at once one is kept', async () => {
    const head = await as('Kepala Dago');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        object(head, 'Puskesmas Dago', { unitId: null, serviceId: bandung.service('Umum').id }),
      ),
    );
    expect(answers.filter(({ __typename }) => __typename === 'FigureObjection')).toHaveLength(1);
    expect(answers.filter(({ __typename }) => __typename === 'NotAllowedNow')).toHaveLength(19);
  });

  test('is decided by a leader, with an explanation; not as corrected before it is, and once', async () => {
    const objections = (await readTrail('Puskesmas Dago')).figureObjections;
    const id = objections.find((one) => 'service' in one && one.service === null)?.id;
    const sekda = await as('Sekda');
    const decided = (ask: AskAs, outcome: string, explanation = 'Formulir kertas sudah diimpor.') =>
      decide(ask, { id, outcome, explanation }).then(({ done }) => done);
    expect(await decided(await as('Kepala Dago'), 'STANDS')).toMatchObject({ __typename: 'NotPermitted' });
    expect(await decided(sekda, 'STANDS', '')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await decided(sekda, 'CORRECTED')).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('Versi 1 masih yang terbaru'),
    });
    await importUnanimousRecap(operator, {
      unit: bandung.unit('Puskesmas Dago'),
      period: '2026-Q2',
      ratings: 40,
      score: 4,
    });
    expect(await decided(sekda, 'CORRECTED')).toMatchObject({
      __typename: 'FigureObjection',
      decision: { outcome: 'CORRECTED', outcomeLabel: 'angka dikoreksi' },
    });
    expect(await decided(sekda, 'STANDS')).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('sudah diputuskan'),
    });
    const { data } = await gateway.ask<{ tenant: { figureObjections: readonly { id: string }[] } }>(
      '{ tenant(code: "32.73") { figureObjections(open: true) { id } } }',
    );
    const open = objections.filter((one) => one.id !== id).map((one) => one.id);
    expect(data.tenant.figureObjections.map((one) => one.id)).toEqual(open);
    expect((await readTasks(sekda)).toDecide.map((one) => one.id)).toEqual(open);
  });

  test('of a leader who heads the unit is decided by another', async () => {
    const both = await as('Kepala Kopo');
    const raised = await object(both, 'Puskesmas Kopo');
    const waits = async (ask: AskAs) => (await readTasks(ask)).toDecide.some((one) => one.id === raised.id);
    expect([await waits(both), await waits(await as('Sekda'))]).toEqual([false, true]);
    expect((await decide(both, { id: raised.id, outcome: 'STANDS', explanation: 'Tetap.' })).done).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('Saudara sendiri'),
    });
    expect(
      (await decide(await as('Sekda'), { id: raised.id, outcome: 'STANDS', explanation: 'Data lengkap.' })).done,
    ).toMatchObject({ decision: { outcome: 'STANDS' } });
  });
});

describe('a correction', () => {
  test('is in the trail: who, when, why, before and after, each number as the figure showed it', async () => {
    const { figureCorrections } = await readTrail('Puskesmas Dago');
    const own = figureCorrections.find((one) => one.period === '2026-Q2' && !one.includesSubunits);
    expect(own).toMatchObject({
      service: null,
      by: 'OPERATOR',
      byLabel: 'pengelola data daerah',
      reason: 'Impor rekap rekap-40-nilai-4.csv (40 responden).',
      at: '2026-07-20T02:00:00.000Z',
      // Twenty threes and twenty fours; forty fours more.
      before: { version: 1, state: 'PUBLISHED', ratings: 40, value: 87.5, grade: 'B' },
      after: { version: 2, state: 'PUBLISHED', ratings: 80, value: 93.75, grade: 'A' },
    });
    expect(await versionOf('Puskesmas Dago')).toEqual(own?.after);
    expect(figureCorrections.some((one) => one.includesSubunits)).toBe(true);
    expect(JSON.stringify(figureCorrections)).not.toContain('uji');
  });

  test('is on the page and in the file, which has no formula in it', async () => {
    const page = await pageOf('/koreksi/32.73');
    expect(page).toContain(
      'Sebelum: 87,50 (B, Baik) dari 40 penilaian. Sesudah: 93,75 (A, Sangat Baik) dari 80 penilaian.',
    );
    expect(page).toContain('Keputusan atas keberatan: angka dikoreksi');
    const rows = parse(await pageOf('/koreksi/32.73.csv'), { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map(({ jenis }) => jenis)).toEqual(expect.arrayContaining(['CORRECTION', 'OBJECTION', 'DECISION']));
    expect(
      rows.find(({ jenis, cakupan, periode }) => jenis === 'CORRECTION' && cakupan === 'UNIT' && periode === '2026-Q2'),
    ).toMatchObject({
      unit: 'Puskesmas Dago',
      versi: '2',
      sebelum_indeks: '87.5',
      sesudah_indeks: '93.75',
      sesudah_penilaian: '80',
    });
    expect((await gateway.fetch('/koreksi/99.99')).status).toBe(404);
    expect((await gateway.fetch('/koreksi/11.02')).status).toBe(200);
  });

  test('of another region, or of another unit, is not among them', async () => {
    const { data } = await gateway.ask<{ tenant: { figureCorrections: readonly unknown[] } }>(
      '{ tenant(code: "11.02") { figureCorrections { reason } } }',
    );
    expect(data.tenant.figureCorrections).toEqual([]);
    expect((await readTrail('Puskesmas Kopo')).figureCorrections).toEqual([]);
    expect(await pageOf('/koreksi/11.02')).not.toContain('Puskesmas');
  });

  test('can be objected to in its turn, until the fourteenth working day after it is over', async () => {
    const head = await as('Kepala Dago');
    // Fourteen working days after Monday 20 July: Friday 7 August, in Jakarta.
    gateway.clock.set('2026-08-07T17:00:00Z');
    expect(await object(await as('Kepala Dago'), 'Puskesmas Dago', { version: 2 })).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('14 hari kerja sejak terbit'),
    });
    expect((await readTasks(await as('Kepala Dago'))).figures).toEqual([]);
    gateway.clock.set('2026-08-07T16:59:00Z');
    expect((await readTasks(await as('Kepala Dago'))).figures.map(named)).toContain('Puskesmas Dago 2026-Q2 versi 2');
    expect(await object(head, 'Puskesmas Dago', { version: 1 })).toMatchObject({ __typename: 'ChangedMeanwhile' });
    expect(await object(await as('Kepala Dago'), 'Puskesmas Dago', { version: 2 })).toMatchObject({
      __typename: 'FigureObjection',
      version: 2,
    });
  });
});

describe('the database itself', () => {
  const attempt = (statement: string) => gateway.database.inspect(statement).then(() => 'done', String);

  test('changes and deletes no published version, whoever asks', async () => {
    expect(await attempt('update figure set ratings = 1 where version = 1')).toContain(
      'is published and cannot be changed',
    );
    expect(await attempt('delete from figure where version = 2')).toContain('is published and cannot be changed');
  });
});
