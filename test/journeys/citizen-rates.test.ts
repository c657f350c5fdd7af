import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { pulse1 } from '../support/questionnaires.ts';
import { nineAnswers, rating, submitByTens, submitted } from '../support/submit.ts';

/*
 * From a citizen's rating to the public board: a receipt at once, the running index with the next step of ten, the provisional
 * board, and the official ones when the quarter closes.
 */

const puskesmas = ['Puskesmas Garuda', 'Puskesmas Ibrahim Adjie', 'Puskesmas Puter', 'Puskesmas Salam'];
const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  tenants: {
    bandung: {
      units: [
        { name: 'Dinas Kesehatan', staff: 60, services: [{ name: 'Izin Klinik', yearlyUsers: 400 }] },
        { name: 'Disdukcapil', services: ['KTP-el', { name: 'Antrean', questionnaire: pulse1 }] },
        ...puskesmas.map((name) => ({
          name,
          kind: 'puskesmas',
          parent: 'Dinas Kesehatan',
          services: [{ name: `Rawat Jalan ${name}`, yearlyUsers: 800 }, `Imunisasi ${name}`],
        })),
      ],
    },
    contoh: {
      code: '72.71',
      zone: 'Asia/Makassar',
      sampleData: true,
      units: [{ name: 'Disdukcapil', services: ['KTP-el'] }],
    },
  },
});
const { bandung, contoh } = gateway.tenants;
const [garuda = '', adjie = '', puter = '', salam = ''] = puskesmas;

const rate = (service: string, ratings: number, score: number | readonly (number | null)[] = 3) =>
  submitByTens(
    gateway,
    Array.from({ length: ratings }, () => rating(bandung.service(service).id, { answers: nineAnswers(score) })),
  );

const FIGURE = `{ period state closed version asOf ratings value grade sampleTarget derivation sampleData
  questionnaire { key } elements { element { key } ratings meanScore counts } }`;

interface Figure {
  readonly state: string;
  readonly closed: boolean;
  readonly version: number;
  readonly ratings: number | null;
  readonly value: number | null;
  readonly grade: string | null;
  readonly sampleTarget: number | null;
  readonly derivation: string;
  readonly elements: readonly { readonly element: { readonly key: string }; readonly meanScore: number | null }[];
}

const ofUnit = async (name: string, options: string, tenant = bandung) => {
  const { data, errors } = await gateway.ask<{ unit: { satisfactionIndex: Figure } }>(
    `query ($id: ID!) { unit(id: $id) { satisfactionIndex${options} ${FIGURE} } }`,
    { id: tenant.unit(name).id },
  );
  expect(errors).toEqual([]);
  return data.unit.satisfactionIndex;
};

const ofService = async (name: string, options: string) => {
  const { data, errors } = await gateway.ask<{ service: { satisfactionIndex: Figure } }>(
    `query ($id: ID!) { service(id: $id) { satisfactionIndex${options} ${FIGURE} } }`,
    { id: bandung.service(name).id },
  );
  expect(errors).toEqual([]);
  return data.service.satisfactionIndex;
};

interface Board {
  readonly period: string;
  readonly state: string;
  readonly closed: boolean;
  readonly version: number;
  readonly average: number | null;
  readonly explanation: string;
  readonly rows: readonly {
    readonly unit: { readonly name: string };
    readonly ratings: number;
    readonly index: number;
    readonly band: string;
  }[];
  readonly withheld: readonly { readonly unit: { readonly name: string }; readonly reason: string }[];
}

const board = async (options = '', tenant = bandung, kind = 'puskesmas') => {
  const { data, errors } = await gateway.ask<{ tenant: { unitLeaderboard: Board } }>(
    `query ($code: String!) { tenant(code: $code) { unitLeaderboard(kind: "${kind}"${options}) {
       period state closed version average explanation
       rows { unit { name } ratings index band } withheld { unit { name } reason }
     } } }`,
    { code: tenant.code },
  );
  expect(errors).toEqual([]);
  return data.tenant.unitLeaderboard;
};

const OPEN = '(period: "2026-08")';
const QUARTER = '(period: "2026-Q3")';

describe('in the open quarter', () => {
  test('nine ratings show nothing, the tenth shows all ten', async () => {
    expect(await ofUnit(garuda, OPEN)).toMatchObject({ state: 'NO_RATINGS', ratings: 0, value: null });
    await rate(`Rawat Jalan ${garuda}`, 9, 3);
    expect(await ofUnit(garuda, OPEN)).toMatchObject({
      state: 'TOO_FEW_RATINGS',
      ratings: null,
      value: null,
      grade: null,
    });
    await rate(`Rawat Jalan ${garuda}`, 1, 4);
    const figure = await ofUnit(garuda, OPEN);
    expect(figure).toMatchObject({
      state: 'PUBLISHED',
      closed: false,
      version: 0,
      ratings: 10,
      value: 77.5,
      grade: 'B',
    });
    expect(figure.elements.map(({ meanScore }) => meanScore)).toEqual(Array(9).fill(3.1));
  });

  test('nine more change nothing, and the tenth of them moves the figure by ten', async () => {
    const before = await ofUnit(garuda, OPEN);
    await rate(`Rawat Jalan ${garuda}`, 9, 1);
    expect(await ofUnit(garuda, OPEN)).toEqual(before);
    await rate(`Rawat Jalan ${garuda}`, 1, 1);
    expect(await ofUnit(garuda, OPEN)).toMatchObject({ ratings: 20, value: 51.25, grade: 'D' });
  });

  test('the quarter, the half and the year show what their months show', async () => {
    for (const period of ['2026-Q3', '2026-S2', '2026'])
      expect(await ofUnit(garuda, `(period: "${period}")`)).toMatchObject({ ratings: 20, value: 51.25, closed: false });
  });

  test('a figure says in words that it is provisional, pooled, and with which numbers', async () => {
    const { derivation } = await ofUnit(garuda, OPEN);
    expect(derivation).toMatch(/sementara/i);
    for (const number of ['20', '51,25', '2,05', '1×10', '3×9', '4×1']) expect(derivation).toContain(number);
  });

  test('the board waits for three units with thirty ratings each, and tells what the others lack', async () => {
    expect(await board(', period: "2026-Q3"')).toMatchObject({
      state: 'TOO_FEW_UNITS',
      average: null,
      rows: [],
      withheld: [adjie, puter, salam].map((name) => ({ unit: { name }, reason: 'TOO_FEW_RATINGS' })),
    });
    await rate(`Rawat Jalan ${garuda}`, 10, 3);
    await rate(`Rawat Jalan ${adjie}`, 30, 3);
    await rate(`Rawat Jalan ${puter}`, 30, [4, 3, 3, null, 3, 3, 3, 3, 4]);
    await rate(`Rawat Jalan ${salam}`, 9, 4);
    const { state, closed, version, rows, withheld, explanation } = await board(', period: "2026-Q3"');
    expect({ state, closed, version }).toEqual({ state: 'PUBLISHED', closed: false, version: 0 });
    expect(rows.map(({ unit, ratings }) => [unit.name, ratings])).toEqual(
      expect.arrayContaining([
        [garuda, 30],
        [adjie, 30],
        [puter, 30],
      ]),
    );
    expect(withheld).toEqual([{ unit: { name: salam }, reason: 'TOO_FEW_RATINGS' }]);
    expect(explanation).toContain('tidak berubah hanya karena kebetulan');
  });

  test('a unit comes onto the board with its tenth rating, without a band', async () => {
    await rate(`Rawat Jalan ${salam}`, 1, 4);
    const { rows, withheld } = await board(', period: "2026-08"');
    expect(rows.at(-1)).toEqual({ unit: { name: salam }, ratings: 10, index: 100, band: 'UNBANDED' });
    expect(withheld).toEqual([]);
  });

  test('without a period both tell of the last closed quarter', async () => {
    expect(await board()).toMatchObject({ period: '2026-Q2', closed: true, state: 'TOO_FEW_UNITS' });
    expect(await ofUnit(garuda, '')).toMatchObject({
      period: '2026-Q2',
      closed: true,
      state: 'NO_RATINGS',
      version: 1,
    });
  });
});

describe('a unit', () => {
  test('pools its own services, and those of the units below when asked to', async () => {
    await rate(`Imunisasi ${adjie}`, 10, 4);
    await rate('Izin Klinik', 10, 2);
    expect(await ofService(`Imunisasi ${adjie}`, OPEN)).toMatchObject({ ratings: 10, value: 100 });
    expect(await ofService(`Rawat Jalan ${adjie}`, OPEN)).toMatchObject({ ratings: 30, value: 75 });
    const pooled = await ofUnit(adjie, OPEN);
    expect(pooled).toMatchObject({ ratings: 40, value: 81.25, grade: 'B' });
    expect(pooled.derivation).toMatch(/gabungan|digabung/i);
    expect(await ofUnit('Dinas Kesehatan', OPEN)).toMatchObject({ ratings: 10, value: 50 });
    const all = await ofUnit('Dinas Kesehatan', '(period: "2026-08", includeSubunits: true)');
    expect(all).toMatchObject({ ratings: 10 + 30 + 40 + 30 + 10 });
  });

  test('never adds up different questionnaires: the official one speaks, and names the others', async () => {
    const [question] = pulse1.elements;
    const pulse = { answers: [{ element: question?.key, score: 1 }] };
    await rate('KTP-el', 10, 4);
    await submitByTens(
      gateway,
      Array.from({ length: 20 }, () => rating(bandung.service('Antrean').id, pulse)),
    );
    const official = await ofUnit('Disdukcapil', OPEN);
    expect(official).toMatchObject({ questionnaire: { key: 'skm-2017' }, ratings: 10, value: 100 });
    expect(official.derivation).toContain(pulse1.title.id);
    expect(await ofUnit('Disdukcapil', '(period: "2026-08", questionnaire: "pulse-1")')).toMatchObject({
      questionnaire: { key: 'pulse-1' },
      ratings: 20,
      value: 25,
    });
  });

  test('tells how many ratings its population needs, when all of it is known', async () => {
    expect((await ofUnit('Dinas Kesehatan', OPEN)).sampleTarget).toBe(196);
    expect((await ofService(`Rawat Jalan ${garuda}`, OPEN)).sampleTarget).toBe(260);
    expect((await ofUnit(garuda, OPEN)).sampleTarget).toBeNull();
  });
});

describe('when the quarter closes, seven days and a minute after its end', () => {
  const QUARTER_CLOSES = '2026-10-07T17:01:30Z';

  test('its figures and board are as they ran until the last moment', async () => {
    gateway.clock.set('2026-10-07T17:01:29Z');
    await gateway.tick();
    expect(await ofUnit(garuda, QUARTER)).toMatchObject({ closed: false, version: 0 });
    expect(await board(', period: "2026-Q3"')).toMatchObject({ closed: false, version: 0 });
  });

  test('its figures and board become official, and the ones without a period', async () => {
    gateway.clock.set(QUARTER_CLOSES);
    await gateway.tick();
    const figure = await ofUnit(garuda, '');
    expect(figure).toMatchObject({ period: '2026-Q3', state: 'PUBLISHED', closed: true, version: 1, ratings: 30 });
    expect(figure.derivation).not.toMatch(/sementara/i);
    const official = await board();
    expect(official).toMatchObject({ period: '2026-Q3', state: 'PUBLISHED', closed: true, version: 1 });
    expect(official.rows).toHaveLength(4);
  });

  test('nothing that comes later changes them', async () => {
    const read = async () =>
      JSON.stringify([await ofUnit(garuda, QUARTER), await board(), await ofService(`Imunisasi ${adjie}`, QUARTER)]);
    const before = await read();
    gateway.clock.set('2026-10-08T07:00:00Z');
    const late = rating(bandung.service(`Rawat Jalan ${garuda}`).id, { submittedAt: '2026-09-30T16:00:00Z' });
    await submitted(gateway, late);
    await rate(`Rawat Jalan ${garuda}`, 30, 1);
    gateway.clock.set('2026-10-20T07:00:00Z');
    await gateway.tick();
    expect(await read()).toBe(before);
    expect(await ofUnit(garuda, '(period: "2026-10")')).toMatchObject({ ratings: 31, value: 26.61 });
  });

  test('nobody can change what was published, not even the gateway’s own role', async () => {
    const { database } = gateway.database;
    for (const change of [
      'update figure set ratings = 1 where version > 0',
      'delete from figure where version > 0',
      'update board set average = 100 where version > 0',
      'delete from board_entry where version > 0',
    ])
      await expect(gateway.database.inTenant(bandung, () => database.pool.query(change))).rejects.toThrow(
        'is published and cannot be changed',
      );
  });
});

describe('what cannot be asked', () => {
  test.each([
    ['a period that has not begun', 'period: "2027-Q1"', 'period: expected a period that has begun, got "2027-Q1".'],
    [
      'a questionnaire that does not exist',
      'period: "2026-08", questionnaire: "skm-1999"',
      'questionnaire: expected one of pulse-1, skm-2004, skm-2017, got "skm-1999".',
    ],
  ])('%s is named, with what there is', async (_, options, message) => {
    const { status, data, errors } = await gateway.ask<{ unit: unknown }>(
      `query ($id: ID!) { unit(id: $id) { satisfactionIndex(${options}) { value } } }`,
      { id: bandung.unit(garuda).id },
    );
    expect(status).toBe(200);
    expect(data).toEqual({ unit: null });
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('a board of a kind that no unit has is named, with the kinds there are', async () => {
    const { data, errors } = await gateway.ask(
      '{ tenant(code: "32.73") { unitLeaderboard(kind: "rumah sakit") { state } } }',
    );
    expect(data).toEqual({ tenant: null });
    expect(errors).toMatchObject([{ message: 'kind: expected one of dinas, puskesmas, got "rumah sakit".' }]);
  });

  test.each([
    '2026-Q5',
    '2026-13',
    '2026-9',
    '1999',
    '2100',
    '26-Q1',
    '2026-S3',
    '',
    '2026-q3',
    ' 2026',
    '9'.repeat(500),
  ])('the period %j is none, and the answer says how one is written', async (period) => {
    const document =
      'query ($p: Period) { tenant(code: "32.73") { unitLeaderboard(kind: "dinas", period: $p) { state } } }';
    const { status, errors } = await gateway.ask(document, { p: period });
    expect(status).toBe(400);
    expect(errors[0]?.message).toContain('"$p"');
    expect(errors[0]?.message).toContain(JSON.stringify(period).slice(0, 40));
    expect(errors[0]?.message).toContain('"2026-Q3"');
    expect(errors[0]?.message.length).toBeLessThan(800);
  });

  test.each(['2026-Q5', 2026, true])('nor as it stands in a document: %j', async (period) => {
    const { status, errors } = await gateway.ask(
      `{ tenant(code: "32.73") { unitLeaderboard(kind: "dinas", period: ${JSON.stringify(period)}) { state } } }`,
    );
    expect(status).toBe(400);
    expect(errors[0]?.message).toContain(String(period));
    expect(errors[0]?.message).toContain('2026-Q3');
  });
});

test('a demonstration region says so wherever a figure is shown', async () => {
  expect((await ofUnit('Disdukcapil', OPEN, contoh)).derivation).not.toBe('');
  await submitByTens(
    gateway,
    Array.from({ length: 10 }, () => rating(contoh.service('KTP-el').id)),
  );
  const figure = await ofUnit('Disdukcapil', '(period: "2026-10")', contoh);
  expect(figure).toMatchObject({ state: 'PUBLISHED', sampleData: true });
  expect(figure.derivation).toMatch(/data contoh/i);
  expect((await board(', period: "2026-Q4"', contoh, 'dinas')).explanation).toMatch(/^Data contoh/);
  expect((await board(', period: "2026-Q4", lang: "en"', contoh, 'dinas')).explanation).toMatch(/^Sample data/);
});
