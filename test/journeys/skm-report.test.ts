import { explainWithheld } from '@kinerja/gateway/domain/withheld-reason';
import readXlsx from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { putTallies } from '../support/figures.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { askPoppler } from '../support/poppler.mjs';
import { readQrCodes } from '../support/qr-code.ts';
import { skm2004, skm2017 } from '../support/questionnaires.ts';
import { tallyOf } from '../support/ratings.ts';
import { signIn } from '../support/sign-in.ts';

/* The report that the law asks for: the same numbers as everywhere else, on a print that can be checked. */

const FORMULA = '=HYPERLINK("http://x.example","Klik")';
const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  tenants: {
    bandung: {
      units: [
        { name: 'Dinas Kesehatan', kind: 'dinas', staff: 30, services: ['Izin Klinik'] },
        { name: 'Puskesmas Dago', kind: 'puskesmas', parent: 'Dinas Kesehatan', services: ['Umum', FORMULA] },
        { name: 'Puskesmas Kopo', kind: 'puskesmas', services: ['Gigi'] },
        { name: 'Puskesmas Ledeng', kind: 'puskesmas', services: ['Mata'] },
        { name: 'Puskesmas ꦥꦼ', kind: 'puskesmas', services: ['Anak'] },
      ],
    },
    palu: {
      code: '72.71',
      name: 'Kota Palu',
      zone: 'Asia/Makassar',
      sampleData: true,
      units: [{ name: 'Disdukcapil', services: ['KTP-el'] }],
    },
  },
});
const { bandung, palu } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Kepala Dago', unit: 'Puskesmas Dago', post: 'Kepala', heads: true },
]);

const row = (score: number) => skm2017.elements.map(({ key }) => (key === 'waktu' ? score - 1 : score));
const put = (tenant: typeof bandung | typeof palu, service: string, day: string, threes: number, fours: number) =>
  putTallies(gateway.database, tenant, [
    {
      serviceId: tenant.service(service).uuid,
      questionnaireKey: 'skm-2017',
      day,
      tally: tallyOf(skm2017, [...Array<number[]>(threes).fill(row(3)), ...Array<number[]>(fours).fill(row(4))]),
    },
  ]);

await put(bandung, 'Umum', '2026-05-10', 20, 60);
await put(bandung, FORMULA, '2026-05-11', 30, 31);
await put(bandung, 'Gigi', '2026-05-10', 2, 2);
await put(bandung, 'Mata', '2026-02-10', 20, 40);
await put(bandung, 'Umum', '2026-08-10', 20, 40);
await put(palu, 'KTP-el', '2026-05-10', 40, 40);
await gateway.tick();

/** Path of a report of the last closed quarter; the code is what stands second in it. */
const pathOf = async (type: 'unit' | 'service', name: string, tenant: typeof bandung | typeof palu = bandung) => {
  const { data } = await gateway.ask<{ found: { reportPath: string } }>(
    `query ($id: ID!) { found: ${type}(id: $id) { reportPath } }`,
    { id: tenant[type](name).id },
  );
  return data.found.reportPath;
};
const codeOf = async (...of: Parameters<typeof pathOf>) => (await pathOf(...of)).split('/')[2] ?? '';
const dago = await codeOf('unit', 'Puskesmas Dago');

const get = async (path: string, status = 200) => {
  const response = await gateway.fetch(path, { redirect: 'manual' });
  expect(response.status, path).toBe(status);
  return response;
};
const pageOf = async (path: string) =>
  (await (await get(path)).text()).replaceAll(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const bytesOf = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer());
/** The sheets of a workbook, by their names. */
const sheetsOf = async (path: string) =>
  new Map((await readXlsx(await bytesOf(path))).map(({ sheet, data }) => [sheet, data] as const));
const pdfText = (pdf: Buffer) => askPoppler('pdftotext', pdf, ['-layout']).toString('utf8').replaceAll(/\s+/g, ' ');

interface Index {
  readonly value: number;
  readonly grade: string;
  readonly gradeLabel: string;
  readonly ratings: number;
  readonly derivation: string;
  readonly elements: readonly {
    readonly element: { readonly label: string };
    readonly ratings: number;
    readonly meanScore: number;
    readonly counts: readonly number[];
  }[];
}
const indexOf = async (unit: string, period: string): Promise<Index> => {
  const { data } = await gateway.ask<{ unit: { satisfactionIndex: Index } }>(
    `query ($id: ID!, $period: Period) { unit(id: $id) { satisfactionIndex(period: $period) {
       value grade gradeLabel ratings derivation elements { element { label } ratings meanScore counts } } } }`,
    { id: bandung.unit(unit).id, period },
  );
  return data.unit.satisfactionIndex;
};
const comma = (value: number) => value.toFixed(2).replace('.', ',');

describe('the report of a unit', () => {
  test('has the numbers of the API, as a page, as PDF and as XLSX', async () => {
    const index = await indexOf('Puskesmas Dago', '2026-Q2');
    const page = await pageOf(`/laporan/${dago}/2026-Q2/1`);
    const pdf = pdfText(await bytesOf(`/laporan/${dago}/2026-Q2/1.pdf`));
    for (const [where, text] of Object.entries({ page, pdf })) {
      expect(text, where).toContain('Puskesmas Dago');
      expect(text, where).toContain(comma(index.value));
      expect(text, where).toContain(`${index.grade} (${index.gradeLabel})`);
      for (const { meanScore } of index.elements) expect(text, where).toContain(comma(meanScore));
      expect(text, where).not.toMatch(/DATA CONTOH|SEMENTARA/);
    }
    for (const line of index.derivation.split('\n')) expect(page).toContain(line.trim().replaceAll('"', '&quot;'));

    const sheets = await sheetsOf(`/laporan/${dago}/2026-Q2/1.xlsx`);
    const overview = new Map(sheets.get('Ringkasan')?.map(([name, value]) => [String(name), value] as const));
    expect(overview.get('Indeks Kepuasan Masyarakat (IKM)')).toBe(index.value);
    expect(overview.get('Banyaknya penilaian')).toBe(index.ratings);
    const [heads, ...elements] = sheets.get('Nilai per unsur') ?? [];
    expect(heads).toEqual(['Unsur pelayanan', 'Jawaban', '1', '2', '3', '4', 'NRR', 'NRR tertimbang']);
    expect(elements.map((cells) => cells.slice(0, 7))).toEqual(
      index.elements.map(({ element, ratings, counts, meanScore }) => [
        element.label,
        ratings,
        ...counts,
        Number(meanScore.toFixed(2)),
      ]),
    );
  });

  test('is found by the API, for the last closed quarter or another period, with or without the units below', async () => {
    const { data } = await gateway.ask<{ unit: Record<string, string>; service: Record<string, string> }>(
      `query ($unit: ID!, $service: ID!) {
         unit(id: $unit) { last: reportPath, year: reportPath(period: "2026", includeSubunits: true) }
         service(id: $service) { last: reportPath } }`,
      { unit: bandung.unit('Puskesmas Dago').id, service: bandung.service('Umum').id },
    );
    expect(data.unit).toEqual({ last: `/laporan/${dago}/2026-Q2`, year: `/laporan/${dago}/semua/2026` });
    for (const path of [...Object.values(data.unit), ...Object.values(data.service)])
      expect(await pageOf(path)).toContain('Laporan Survei Kepuasan Masyarakat');
  });

  test('carries a code and an address that lead to the same figures', async () => {
    const pdf = await bytesOf(`/laporan/${dago}/2026-Q2.pdf`);
    const pictures = askPoppler('pdftoppm', pdf, ['-r', '110', '-gray', '-png', '-f', '1', '-l', '1']);
    const [address = ''] = await readQrCodes(pictures);
    expect(dago).toMatch(/^3273-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(address).toBe(`https://kinerja.example.go.id/laporan/${dago}/2026-Q2/skm-2017/1`);
    expect(pdfText(pdf).replaceAll(' ', '')).toContain(address);
    const index = await indexOf('Puskesmas Dago', '2026-Q2');
    expect(await pageOf(new URL(address).pathname)).toContain(comma(index.value));
    // As somebody types it.
    expect(await pageOf(`/laporan/${dago.toLowerCase()}/2026-Q2/1`)).toContain(comma(index.value));
  });

  test('shows the weakest elements with what is done about them, and the quarters', async () => {
    const ask = await signIn(gateway, bandung, people['Kepala Dago'].uuid);
    const planned = await ask<{ planImprovement: { __typename: string } }>(
      'mutation ($input: PlanImprovementInput!) { planImprovement(input: $input) { __typename } }',
      {
        input: {
          unitId: bandung.unit('Puskesmas Dago').id,
          element: 'waktu',
          action: 'Loket kedua dibuka pada hari Senin',
          dueOn: '2026-10-01',
        },
      },
    );
    expect(planned.data.planImprovement.__typename).toBe('Improvement');
    const page = await pageOf(`/laporan/${dago}/2026-Q2`);
    expect(page).toContain('1. Waktu Penyelesaian');
    expect(page).toContain('Loket kedua dibuka pada hari Senin');
    expect(page).toContain('1 Oktober 2026');
    expect(page).toContain('Triwulan II 2026');
  });

  test('of a period that is open says that it is provisional, and has no version', async () => {
    const page = await pageOf(`/laporan/${dago}/2026-Q3`);
    expect(page).toContain('SEMENTARA: periode ini belum ditutup');
    expect(pdfText(await bytesOf(`/laporan/${dago}/2026-Q3.pdf`))).toContain('SEMENTARA');
    await get(`/laporan/${dago}/2026-Q3/1`, 404);
  });

  test('is accessible on paper: tagged, with its language, its fonts within', async () => {
    const pdf = await bytesOf(`/laporan/${dago}/2026-Q2/1.pdf`);
    expect(askPoppler('pdfinfo', pdf).toString()).toMatch(/Tagged:\s+yes/);
    expect(askPoppler('pdffonts', pdf).toString()).not.toMatch(/\bno\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/m);
    const structure = askPoppler('pdfinfo', pdf, ['-struct-text']).toString();
    expect(structure).toMatch(/Table[\s\S]*TH[\s\S]*Figure/);
  });
});

test('a figure that is withheld is withheld here, too, with the reason', async () => {
  const kopo = await codeOf('unit', 'Puskesmas Kopo');
  const page = await pageOf(`/laporan/${kopo}/2026-Q2`);
  expect(page).not.toContain('Indeks Kepuasan Masyarakat (IKM)');
  expect(page).not.toContain('Nilai per unsur');
  expect(page).toContain(explainWithheld('TOO_FEW_RATINGS'));
  expect([...(await sheetsOf(`/laporan/${kopo}/2026-Q2.xlsx`)).keys()]).toEqual(['Ringkasan']);
  expect(pdfText(await bytesOf(`/laporan/${kopo}/2026-Q2.pdf`))).toContain('Mengapa angkanya tidak ditampilkan');
});

test('a unit with all below it, and a service, have reports of their own', async () => {
  const dinas = await codeOf('unit', 'Dinas Kesehatan');
  expect(await pageOf(`/laporan/${dinas}/semua/2026-Q2`)).toContain('beserta unit di bawahnya');
  const service = await codeOf('service', 'Umum');
  expect(await pageOf(`/laporan/${service}/2026-Q2`)).toContain('Umum');
  await get(`/laporan/${service}/semua/2026-Q2`, 404);
});

test('sample data are said to be such in every format', async () => {
  const code = await codeOf('unit', 'Disdukcapil', palu);
  expect(await pageOf(`/laporan/${code}/2026-Q2`)).toContain('DATA CONTOH');
  expect(pdfText(await bytesOf(`/laporan/${code}/2026-Q2.pdf`))).toContain('DATA CONTOH');
  const sheets = await sheetsOf(`/laporan/${code}/2026-Q2.xlsx`);
  expect(sheets.get('Ringkasan')?.flat()).toContain('DATA CONTOH: bukan penilaian warga yang sebenarnya.');
});

test('a name that looks like a formula is a text', async () => {
  const service = await codeOf('service', FORMULA);
  const sheets = await sheetsOf(`/laporan/${service}/2026-Q2.xlsx`);
  expect(sheets.get('Ringkasan')?.flat()).toContain(FORMULA);
  expect(await (await get(`/laporan/${service}/2026-Q2`)).text()).toContain('=HYPERLINK(&quot;http://x.example&quot;');
});

test('a name that the font does not have is refused as PDF, and there as XLSX', async () => {
  const unit = await codeOf('unit', 'Puskesmas ꦥꦼ');
  expect(await (await get(`/laporan/${unit}/2026-Q2.pdf`, 422)).text()).toContain('pakai laporan XLSX');
  await get(`/laporan/${unit}/2026-Q2.xlsx`);
});

test.each([
  '/laporan/',
  '/laporan/3273-0000-0000/2026-Q2',
  '/laporan/9999-0000-0000/2026-Q2',
  `/laporan/${dago}/2026-Q9`,
  `/laporan/${dago}/2031-Q1`,
  `/laporan/${dago}/2026-Q2/2`,
  `/laporan/${dago}/2026-Q2/999999999`,
  `/laporan/${dago}/2026-Q2/1.docx`,
  `/laporan/${dago}/2026-Q2/1/1`,
])('%s is told what is expected', async (path) => {
  expect(await (await get(path, 404)).text()).toMatch(/laporan|periode/i);
});

test('a print stays with the questionnaire that spoke for its period, also when another one has more ratings since', async () => {
  const ledeng = await codeOf('unit', 'Puskesmas Ledeng');
  const before = await pageOf(`/laporan/${ledeng}/2026-Q1`);
  expect(before).toContain('Banyaknya penilaian 60');
  await putTallies(gateway.database, bandung, [
    {
      serviceId: bandung.service('Mata').uuid,
      questionnaireKey: 'skm-2004',
      day: '2026-02-10',
      tally: tallyOf(skm2004, Array<number[]>(90).fill(skm2004.elements.map(() => 3))),
    },
  ]);
  gateway.clock.set('2026-10-05T03:00:00Z');
  await gateway.tick();
  expect(await pageOf(`/laporan/${ledeng}/2026-Q1`)).toContain('Banyaknya penilaian 90');
  expect(await pageOf(`/laporan/${ledeng}/2026-Q1/skm-2017/1`)).toContain('Banyaknya penilaian 60');
  await get(`/laporan/${ledeng}/2026-Q1/skm-1999/1`, 404);
});

test('a corrected figure is a new version: the old print still shows what it showed, and says that it was replaced', async () => {
  const before = await indexOf('Puskesmas Dago', '2026-Q2');
  await put(bandung, 'Umum', '2026-06-20', 40, 0);
  gateway.clock.set('2026-11-05T03:00:00Z');
  await gateway.tick();
  const after = await indexOf('Puskesmas Dago', '2026-Q2');
  expect(after.value).not.toBe(before.value);
  const old = await pageOf(`/laporan/${dago}/2026-Q2/1`);
  expect(old).toContain(comma(before.value));
  expect(old).toContain('Ini versi 1. Sudah ada versi 2 yang menggantikannya.');
  const current = await pageOf(`/laporan/${dago}/2026-Q2`);
  expect(current).toContain(comma(after.value));
  expect(current).not.toContain('Sudah ada versi');
  expect(pdfText(await bytesOf(`/laporan/${dago}/2026-Q2/1.pdf`))).toContain(comma(before.value));
});
