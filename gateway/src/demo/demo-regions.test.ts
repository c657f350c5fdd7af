import { expect, test } from 'vitest';
import { readDemoRegions } from './demo-regions.ts';

const regions = readDemoRegions();
const units = regions.flatMap((region) => region.units.map((unit) => ({ region: region.code, ...unit })));
const services = units.flatMap((unit) => unit.services);
const count = (code: string, kind: string) => units.filter((unit) => unit.region === code && unit.kind === kind).length;

test.each([
  ['62.71', { kecamatan: 5, puskesmas: 5, kelurahan: 30, desa: 0 }],
  ['11.02', { kecamatan: 16, puskesmas: 16, kelurahan: 0, desa: 385 }],
  ['32.73', { kecamatan: 30, puskesmas: 30, kelurahan: 151, desa: 0 }],
  ['72.71', { kecamatan: 8, puskesmas: 8, kelurahan: 46, desa: 0 }],
  ['65.01', { kecamatan: 10, puskesmas: 10, kelurahan: 7, desa: 74 }],
])('%s has the districts and villages of its regulation, and three dinas', (code, kinds) => {
  expect(Object.fromEntries(Object.keys(kinds).map((kind) => [kind, count(code, kind)]))).toEqual(kinds);
  expect(count(code, 'dinas')).toBe(3);
});

test('a region lies in its own time zone', () => {
  expect(Object.fromEntries(regions.map(({ code, timeZone }) => [code, timeZone]))).toEqual({
    '62.71': 'Asia/Jakarta',
    '11.02': 'Asia/Jakarta',
    '32.73': 'Asia/Jakarta',
    '72.71': 'Asia/Makassar',
    '65.01': 'Asia/Makassar',
  });
});

test('a unit stands below one of its own region, a village below its district', () => {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const unit of units.filter(({ parentId }) => parentId !== null)) {
    const parent = byId.get(unit.parentId ?? '');
    expect(parent?.region).toBe(unit.region);
    if (unit.truth === null) expect(parent?.regionCode).toBe(unit.regionCode?.slice(0, 8));
  }
});

test('every service announces the six parts of its standard', () => {
  for (const { requirements, procedure, serviceTime, fee, product, complaintHandling } of services)
    for (const part of [requirements, procedure, serviceTime, fee, product, complaintHandling])
      expect(part.trim().length).toBeGreaterThan(5);
});

test('some services know how many use them, others do not', () => {
  expect(services.some(({ yearlyUsers }) => yearlyUsers === null)).toBe(true);
  expect(services.some(({ yearlyUsers }) => yearlyUsers !== null && yearlyUsers > 100)).toBe(true);
});

test('an id is the same in every database, and belongs to one thing only', () => {
  const ids = [...regions.map(({ tenantId }) => tenantId), ...[...units, ...services].map(({ id }) => id)];
  expect(new Set(ids).size).toBe(ids.length);
  expect(regions[2]?.tenantId).toBe('307e6029-c3fc-58e1-937e-1cd87d7e8769');
  expect(regions[2]?.units[0]?.services[0]?.id).toBe('21c21d68-8bde-5e46-842f-901ca535538b');
});
