import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { nineAnswers, rating, submitAll } from '../support/submit.ts';

/* Open data: what the API shows of a closed period, all at once, and nothing that it withholds. */

const FORMULA = '=HYPERLINK("http://jahat.example","klik")';
const units = [
  { name: 'Puskesmas Dago', kind: 'puskesmas', services: ['Umum', 'Gigi'] },
  { name: FORMULA, kind: 'puskesmas', services: ['+1+1'] },
  { name: 'Puskesmas Kecil', kind: 'puskesmas', services: ['Anak'] },
];
const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  tenants: { bandung: { units }, palu: { code: '72.71', units: [{ name: 'Kamonji', services: ['Umum'] }] } },
});
const { bandung } = gateway.tenants;
const send = (service: string, count: number, first = 0) =>
  submitAll(
    gateway,
    Array.from({ length: count }, (_, turn) =>
      rating(bandung.service(service).id, {
        answers: nineAnswers(turn < first ? [1, 2, 3, null, 4, 4, 4, 4, 4] : 3),
      }),
    ),
  );
await send('Umum', 25, 7);
await send('Gigi', 14);
await send('+1+1', 40);
await send('Anak', 7);
gateway.clock.set('2026-10-20T07:00:00Z');
await gateway.tick();

interface Figure {
  readonly scope: string;
  readonly unit: string;
  readonly service: string | null;
  readonly state: string;
  readonly version: number;
  readonly ratings: number | null;
  readonly index: number | null;
  readonly grade: string | null;
  readonly elements: readonly {
    key: string;
    label: string;
    ratings: number;
    counts: number[];
    meanScore: number | null;
  }[];
}
interface Data {
  readonly title: string;
  readonly sampleData: boolean;
  readonly region: object;
  readonly method: string;
  readonly licence: object;
  readonly figures: readonly Figure[];
}

const get = (path: string, init?: RequestInit) => gateway.fetch(`/data/${path}`, init);
const data = (await (await get('32.73/2026-Q3.json')).json()) as Data;
const rows = parse(await (await get('32.73/2026-Q3.csv')).text(), { bom: true, columns: true }) as Record<
  string,
  string
>[];

test('JSON names region, method and licence, and has the figures of the API', async () => {
  expect(data).toMatchObject({
    title: 'Survei Kepuasan Masyarakat Kota Bandung 2026-Q3',
    sampleData: false,
    region: { code: '32.73', name: 'Kota Bandung' },
    method: expect.stringContaining('PermenPANRB 14/2017'),
    licence: { name: 'CC BY 4.0', address: expect.stringMatching(/^https:/) },
  });
  const shown = data.figures.filter(({ scope, state }) => scope === 'SERVICE' && state === 'PUBLISHED');
  expect(shown.map(({ service }) => service)).toEqual(['+1+1', 'Gigi', 'Umum']);
  for (const { service, ...figure } of shown) {
    const { data: told } = await gateway.ask<{ service: { of: Omit<Figure, 'index'> & { value: number } } }>(
      `query ($id: ID!) { service(id: $id) { of: satisfactionIndex(period: "2026-Q3") {
         value grade ratings version elements { element { key label } ratings counts meanScore } } } }`,
      { id: bandung.service(service ?? '').id },
    );
    const { value, elements, ...same } = told.service.of as unknown as {
      value: number;
      elements: {
        element: { key: string; label: string };
        ratings: number;
        counts: number[];
        meanScore: number | null;
      }[];
    };
    expect(figure).toMatchObject({ ...same, index: value });
    expect(figure.elements.map(({ meanScore, ...rest }) => rest)).toEqual(
      elements.map(({ element, ratings, counts }) => ({ ...element, ratings, counts })),
    );
    figure.elements.forEach(({ meanScore }, at) => {
      expect(meanScore).toBeCloseTo(elements[at]?.meanScore ?? 0, 2);
    });
  }
});

test('what is withheld has its reason and no number, in either format', () => {
  const small = data.figures.filter(({ unit }) => unit === 'Puskesmas Kecil');
  expect(small.length).toBeGreaterThan(0);
  for (const figure of small)
    expect(figure).toMatchObject({ state: 'TOO_FEW_RATINGS', ratings: null, index: null, grade: null, elements: [] });
  const told = rows.filter(({ unit }) => unit === 'Puskesmas Kecil');
  expect(told).toHaveLength(small.length);
  for (const row of told)
    expect(row).toMatchObject({
      unsur: 'IKM',
      status: 'TOO_FEW_RATINGS',
      penilaian: '',
      nilai_1: '',
      indeks: '',
      mutu: '',
    });
  expect(JSON.stringify(data)).not.toMatch(/"(ratings|counts)":\s*7\b/);
});

test('CSV has the same numbers as JSON, a row for each index and for each element', () => {
  const indices = rows.filter(({ unsur }) => unsur === 'IKM');
  expect(indices.map(({ cakupan, layanan, indeks, penilaian }) => [cakupan, layanan, indeks, penilaian])).toEqual(
    data.figures.map(({ scope, service, index, ratings }) => [
      scope,
      (service ?? '').replace(/^\+/, "'+"),
      index === null ? '' : String(index),
      ratings === null ? '' : String(ratings),
    ]),
  );
  const elements = rows.filter(({ unsur }) => unsur !== 'IKM');
  expect(elements.map(({ unsur, nilai_1, nilai_4, rata_rata }) => [unsur, nilai_1, nilai_4, rata_rata])).toEqual(
    data.figures.flatMap((figure) =>
      figure.elements.map(({ key, counts, meanScore }) => [
        key,
        String(counts[0]),
        String(counts[3]),
        String(meanScore),
      ]),
    ),
  );
});

test('no cell of the CSV is a formula', () => {
  expect(rows.map(({ unit }) => unit)).toContain(`'${FORMULA}`);
  for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r]|^-[^\d]/);
});

test('other sites may read it, and ask again for nothing', async () => {
  const first = await get('32.73/2026-Q3.csv');
  expect(first.headers.get('access-control-allow-origin')).toBe('*');
  expect(first.headers.get('cache-control')).toBe('public, max-age=300');
  expect(first.headers.get('content-disposition')).toBe('attachment; filename="skm-32.73-2026-Q3.csv"');
  const again = await get('32.73/2026-Q3.csv', { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
});

test.each([
  ['a period that is open', '32.73/2026-Q4.csv', 'Periode 2026-Q4 belum ditutup'],
  ['a period that has not begun', '32.73/2027.json', 'Periode 2027 belum ditutup'],
  ['a region that is not here', '99.99/2026-Q3.csv', 'yang diharapkan /data/<kode wilayah>'],
  ['no period', '32.73/2026-Q5.csv', 'yang diharapkan /data/<kode wilayah>'],
  ['another format', '32.73/2026-Q3.xlsx', 'yang diharapkan /data/<kode wilayah>'],
])('%s is answered in words', async (_, path, words) => {
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain(words);
});

test('a region has its own figures only', async () => {
  const other = (await (await get('72.71/2026-Q3.json')).json()) as Data;
  expect(other.figures.map(({ unit }) => unit).filter((unit) => unit !== 'Kamonji')).toEqual([]);
});
