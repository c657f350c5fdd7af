import { afterAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../../test/support/database.ts';
import { seedEmployees } from '../../../test/support/personnel.ts';
import { seedTenant } from '../../../test/support/tenant.ts';
import type { GrantedRole } from '../access/permissions.ts';
import { openTenantDirectory } from '../tenant/tenant-directory.ts';
import { findRater } from './find-rater.ts';
import { rolesTowards } from './roles-towards.ts';

const TODAY = '2026-08-19';
const { database, inTenant, close } = await createTestDatabase();
afterAll(close);

const region = await seedTenant(database, {
  units: [
    { name: 'Sekretariat Daerah' },
    { name: 'Dinas Kesehatan', parent: 'Sekretariat Daerah' },
    { name: 'Bidang Kosong', parent: 'Dinas Kesehatan' },
    { name: 'Puskesmas Pahandut', parent: 'Bidang Kosong' },
  ],
});
const elsewhere = await seedTenant(database, { code: '72.71', name: 'Kota Palu', units: [{ name: 'Dinas A' }] });

/** Sekda rates the head of the dinas, who rates the head of the puskesmas over a unit whose head is vacant. */
const staff = await seedEmployees(database, region, [
  { name: 'sekda', post: 'Sekretaris Daerah', unit: 'Sekretariat Daerah', heads: true },
  { name: 'kadis', post: 'Kepala Dinas', unit: 'Dinas Kesehatan', heads: true },
  { name: 'kapus', post: 'Kepala Puskesmas', unit: 'Puskesmas Pahandut', heads: true },
  { name: 'perawat', post: 'Perawat', unit: 'Puskesmas Pahandut' },
  { name: 'bidan', post: 'Bidan', unit: 'Puskesmas Pahandut' },
  { name: 'dokter', post: 'Dokter', unit: 'Puskesmas Pahandut', rater: 'kadis' },
  { name: 'analis', post: 'Analis', unit: 'Dinas Kesehatan' },
  { name: 'mantan', post: 'Bidan', unit: 'Puskesmas Pahandut', from: '2024-01-01', until: '2026-08-18' },
]);
const strangers = await seedEmployees(database, elsewhere, [{ name: 'orang', post: 'Staf', unit: 'Dinas A' }]);
const tenants = await openTenantDirectory(database.directory);

type Name = keyof typeof staff;

const towards = (
  viewer: Name | null,
  employee: Name,
  { roles = [], now = '2026-08-19T05:00:00Z' }: { roles?: readonly GrantedRole[]; now?: string } = {},
) =>
  inTenant(region, async () => {
    const signedIn =
      viewer === null
        ? null
        : { tenantId: region.uuid, employeeId: staff[viewer].uuid, name: viewer, roles: new Set(roles) };
    const context = { db: database, tenants, viewer: signedIn, now: () => new Date(now) };
    return [...(await rolesTowards(context, staff[employee].uuid))];
  });

describe('towards an employee', () => {
  test.each<[Name, Name, readonly string[]]>([
    ['kapus', 'perawat', ['RATER']],
    ['kadis', 'perawat', ['SUPERIOR']],
    ['sekda', 'perawat', []],
    ['perawat', 'kapus', ['SUBORDINATE']],
    ['perawat', 'bidan', ['PEER']],
    ['perawat', 'kadis', []],
    ['analis', 'perawat', []],
    ['perawat', 'perawat', ['SELF']],
  ])('%s is to %s: %j', async (viewer, employee, roles) => {
    expect(await towards(viewer, employee)).toEqual(roles);
  });

  test('the head of a unit is rated by the head of the next unit above that has one', async () => {
    expect(await towards('kadis', 'kapus')).toEqual(['RATER']);
    expect(await towards('sekda', 'kapus')).toEqual(['SUPERIOR']);
  });

  test('a rater that the assignment names counts before the head of the unit', async () => {
    expect(await towards('kadis', 'dokter')).toEqual(['RATER']);
    expect(await towards('kapus', 'dokter')).toEqual(['PEER']);
    expect(await towards('perawat', 'dokter')).toEqual([]);
  });

  test('who has left the post is nobody to those who stayed', async () => {
    expect(await towards('kapus', 'mantan')).toEqual([]);
    expect(await towards('kapus', 'mantan', { now: '2026-08-18T05:00:00Z' })).toEqual(['RATER']);
  });

  test('the day is that of the region, not of Greenwich', async () => {
    expect(await towards('kapus', 'mantan', { now: '2026-08-18T16:59:59Z' })).toEqual(['RATER']);
    expect(await towards('kapus', 'mantan', { now: '2026-08-18T17:00:00Z' })).toEqual([]);
  });

  test('roles that were given are added, but never towards oneself', async () => {
    const roles = ['PERSONNEL_ADMIN', 'LEADER', 'EVALUATOR'] as const;
    expect(await towards('kapus', 'perawat', { roles })).toEqual(['RATER', 'LEADER', 'PERSONNEL_ADMIN']);
    expect(await towards('analis', 'analis', { roles })).toEqual(['SELF']);
  });

  test('a delegate stands in on the days of the delegation only', async () => {
    await inTenant(region, () =>
      database.prisma.delegation.create({
        data: {
          tenantId: region.uuid,
          id: crypto.randomUUID(),
          raterId: staff.kapus.uuid,
          delegateId: staff.bidan.uuid,
          startsOn: new Date('2026-09-01'),
          endsOn: new Date('2026-09-03'),
          reason: 'Dinas luar',
        },
      }),
    );
    const on = (day: string) => towards('bidan', 'perawat', { now: `${day}T05:00:00Z` });
    expect(await on('2026-08-31')).toEqual(['PEER']);
    expect(await on('2026-09-01')).toEqual(['DELEGATE', 'PEER']);
    expect(await on('2026-09-03')).toEqual(['DELEGATE', 'PEER']);
    expect(await on('2026-09-04')).toEqual(['PEER']);
    expect(await towards('bidan', 'analis', { now: '2026-09-02T05:00:00Z' })).toEqual([]);
  });

  test('nobody is anything without signing in, or in another region', async () => {
    expect(await towards(null, 'perawat')).toEqual([]);
    const viewer = {
      tenantId: elsewhere.uuid,
      employeeId: strangers.orang.uuid,
      name: 'orang',
      roles: new Set(['PERSONNEL_ADMIN', 'LEADER'] as const),
    };
    const context = { db: database, tenants, viewer, now: () => new Date('2026-08-19T05:00:00Z') };
    expect(await inTenant(region, () => rolesTowards(context, staff.perawat.uuid))).toEqual(new Set());
  });
});

describe('the rater of a day', () => {
  const raters = (employee: Name, day = TODAY) =>
    inTenant(region, () => findRater(database.pool, staff[employee].uuid, day));

  test('comes with the superior, and nobody is above the top', async () => {
    expect(await raters('perawat')).toEqual({ raterId: staff.kapus.uuid, superiorId: staff.kadis.uuid });
    expect(await raters('kadis')).toEqual({ raterId: staff.sekda.uuid, superiorId: null });
    expect(await raters('sekda')).toEqual({ raterId: null, superiorId: null });
    expect(await raters('mantan')).toEqual({ raterId: null, superiorId: null });
  });

  test('is refused by name where the raters go round in a circle', async () => {
    const ring = await seedEmployees(database, elsewhere, [
      { name: 'ani', post: 'Analis 1', unit: 'Dinas A' },
      { name: 'budi', post: 'Analis 2', unit: 'Dinas A', rater: 'ani' },
      { name: 'citra', post: 'Analis 3', unit: 'Dinas A', rater: 'budi' },
      { name: 'dewi', post: 'Analis 4', unit: 'Dinas A', rater: 'citra' },
    ]);
    await inTenant(elsewhere, () =>
      database.prisma.assignment.updateMany({
        where: { tenantId: elsewhere.uuid, employeeId: ring.ani.uuid },
        data: { raterId: ring.citra.uuid },
      }),
    );
    const find = (employee: keyof typeof ring) =>
      inTenant(elsewhere, () => findRater(database.pool, ring[employee].uuid, TODAY));
    await expect(find('ani')).rejects.toThrow(
      'Rantai penilai berputar pada 2026-08-19: ani dinilai oleh citra dinilai oleh budi dinilai oleh ani.',
    );
    // Whoever hangs on the ring has two raters that are two others.
    expect(await find('dewi')).toEqual({ raterId: ring.citra.uuid, superiorId: ring.budi.uuid });
  });
});
