import { v7 as timeOrderedId } from 'uuid';
import { afterAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../../test/support/database.ts';
import { seedEmployees } from '../../../test/support/personnel.ts';
import { seedTenant } from '../../../test/support/tenant.ts';
import type { Period } from '../domain/period.ts';
import { readActivitySummary } from './read-activity-summary.ts';
import { readContributions } from './read-contributions.ts';
import { readMeasurement } from './read-measurement.ts';

/* What an appraisal is scored from, as the scoring reads it. */

const { database, inspect, inTenant, close } = await createTestDatabase();
afterAll(close);

const region = await seedTenant(database, { code: '11.02', units: [{ name: 'Puskesmas' }] });
const { Perawat: perawat, Bidan: bidan } = await seedEmployees(database, region, [
  { name: 'Perawat', unit: 'Puskesmas', post: 'Perawat' },
  { name: 'Bidan', unit: 'Puskesmas', post: 'Bidan' },
]);

test('a measurement is summed exactly over the months that have one, and is absent where none has', async () => {
  const batch = timeOrderedId();
  await inspect(
    `insert into import_batch (tenant_id, id, kind, file_name, file_hash, target, mapping, ratings, imported_by, imported_at)
     values ($1, $2, 'ATTENDANCE', 'hadir.csv', $3, 'attendance', '{}', 2, 'operator uji', now())`,
    [region.uuid, batch, Buffer.from('uji')],
  );
  await inspect(
    `insert into measurement (tenant_id, employee_id, key, month, numerator, denominator, batch_id)
     values ($1, $2, 'attendance', '2026-07', 20.5, 23, $3), ($1, $2, 'attendance', '2026-08', 0.1, 21, $3),
            ($1, $2, 'overtime', '2026-08', 5, 21, $3)`,
    [region.uuid, perawat.uuid, batch],
  );
  const read = (period: Period, employeeId = perawat.uuid) =>
    inTenant(region, () => readMeasurement(database, employeeId, 'attendance', period));
  expect(await read('2026-Q3')).toEqual({ numerator: '20.6', denominator: '44', months: 2 });
  expect(await read('2026-07')).toEqual({ numerator: '20.5', denominator: '23', months: 1 });
  expect(await read('2026-Q2')).toBeNull();
  expect(await read('2026-Q3', bidan.uuid)).toBeNull();
});

test('contributions of a period are those of its parts as well, without the withdrawn ones', async () => {
  const states = ['ACCEPTED', 'ACCEPTED', 'PENDING', 'REJECTED', 'WITHDRAWN', 'RETURNED'];
  const periods = ['2026-07', '2026-Q3', '2026-S2', '2026', '2026-08', '2026-Q1'];
  for (const [at, state] of states.entries())
    await inspect(
      `insert into contribution (tenant_id, id, employee_id, period, kind, name, role, description, evidence, state, version,
         submitted_at, judged_by_id, judged_at)
       values ($1, $2, $3, $4, 'PROGRAMME', 'Program', 'Anggota', 'Uraian', '{https://a.go.id/}', $5, 1, now(), $6, $7)`,
      [
        region.uuid,
        timeOrderedId(),
        perawat.uuid,
        periods[at],
        state,
        ...(['PENDING', 'WITHDRAWN'].includes(state) ? [null, null] : [bidan.uuid, new Date()]),
      ],
    );
  const read = (period: Period) => inTenant(region, () => readContributions(database, perawat.uuid, period));
  expect(await read('2026')).toEqual({ accepted: { PROGRAMME: 2, INNOVATION: 0 }, pending: 2 });
  expect(await read('2026-S2')).toEqual({ accepted: { PROGRAMME: 2, INNOVATION: 0 }, pending: 1 });
  expect(await read('2026-Q3')).toEqual({ accepted: { PROGRAMME: 2, INNOVATION: 0 }, pending: 0 });
  expect(await read('2026-07')).toEqual({ accepted: { PROGRAMME: 1, INNOVATION: 0 }, pending: 0 });
  expect(await read('2026-Q2')).toEqual({ accepted: { PROGRAMME: 0, INNOVATION: 0 }, pending: 0 });
});

test('the sums of a log drop the rest below a minute once, not with every entry', async () => {
  for (const at of [0, 1, 2])
    await inspect(
      `insert into activity (tenant_id, id, employee_id, submission_key, request_hash, day, starts_at, ends_at, description,
         evidence, state, version, submitted_at)
       values ($1, $2, $3, $2, '', $4, $5, $6, 'Rapat', '{}', 'PENDING', 1, now())`,
      [
        region.uuid,
        timeOrderedId(),
        perawat.uuid,
        '2026-08-19',
        new Date(Date.UTC(2026, 7, 19, at)),
        new Date(Date.UTC(2026, 7, 19, at, 10, 40)),
      ],
    );
  const read = (period: Period) => inTenant(region, () => readActivitySummary(database, perawat.uuid, period));
  expect(await read('2026-08')).toEqual({
    entries: 3,
    accepted: 0,
    rejected: 0,
    returned: 0,
    pending: 3,
    minutes: 32,
    acceptedMinutes: 0,
  });
  expect(await read('2026-07')).toMatchObject({ entries: 0, minutes: 0 });
});
