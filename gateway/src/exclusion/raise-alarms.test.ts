import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { seedEmployees } from '../../../test/support/personnel.ts';
import { type SeededTenant, seedTenant } from '../../../test/support/tenant.ts';
import { createAlarmMemory, raiseAlarms } from './raise-alarms.ts';

const now = new Date('2026-08-29T05:00:00Z');

let db: TestDatabase;
let tenants: readonly SeededTenant[];

/** Ratings of a service, each a minute after the one before. */
const come = (
  tenant: SeededTenant,
  service: string,
  from: string,
  ratings: number,
  more = { channel: 'API', kind: 'RATING' },
) =>
  db.inspect(
    `with issued as (
       insert into receipt (tenant_id, id, submission_key, receipt_hash, kind, service_id, received_at)
       select $1, gen_random_uuid(), gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), $6, $2,
         $4::timestamptz + place * interval '1 minute'
       from generate_series(1, $5) as place
       returning *
     )
     insert into feedback (tenant_id, id, submission_key, request_hash, kind, service_id, unit_id, questionnaire_key,
       questionnaire_version, answers, received_at, counted_on, late, channel, verified, receipt_hash, receipt_key_version, source)
     select $1, id, submission_key, '\\x00', $6, $2, $3, 'skm-2017', 1, '{"waktu": 3}', received_at, $4::date, false, $7, false,
       receipt_hash, 1, substring(sha256(int8send(row_number() over (order by received_at))) from 1 for 16)
     from issued`,
    [tenant.uuid, tenant.service(service).uuid, tenant.unit('Dinas').uuid, from, ratings, more.kind, more.channel],
  );

const look = (tenant: SeededTenant, memory = createAlarmMemory()) =>
  db.inTenant(tenant, () => raiseAlarms(db.database.pool, { now, zone: 'Asia/Jakarta' }, memory));

const raised = () =>
  db.inspect<{ service: string; kind: string; seen: number; times: number }>(
    `select service.name as service, kind, seen, count(audit_event.id)::integer as times
     from rating_alarm join service on service.id = service_id
     left join audit_event on subject = rating_alarm.id::text
     group by 1, 2, 3 order by 1, 2`,
  );

beforeAll(async () => {
  db = await createTestDatabase();
  const units = [{ name: 'Dinas', services: ['Burst', 'File', 'Words', 'Usual'] }];
  tenants = [
    await seedTenant(db.database, { units }),
    await seedTenant(db.database, { code: '72.71', zone: 'Asia/Makassar', units }),
  ];
  for (const tenant of tenants)
    for (const service of ['Burst', 'File', 'Words', 'Usual'])
      for (let day = 10; day <= 28; day += 1) await come(tenant, service, `2026-08-${day}T02:00:00Z`, 11 + (day % 3));
});
afterAll(() => db.close());

test('of many gateways that look at once one raises each alarm, once, in its own region', async () => {
  const [here] = tenants;
  if (here === undefined) throw new Error('There is no region.');
  await come(here, 'Burst', '2026-08-29T02:00:00Z', 60);
  await come(here, 'Usual', '2026-08-29T02:00:00Z', 12);
  await come(here, 'File', '2026-08-29T02:00:00Z', 60, { channel: 'IMPORT', kind: 'RATING' });
  await come(here, 'Words', '2026-08-29T02:00:00Z', 60, { channel: 'API', kind: 'COMPLAINT' });
  await Promise.all(tenants.flatMap((tenant) => Array.from({ length: 5 }, () => look(tenant))));
  await look(here);
  expect(await raised()).toEqual([{ service: 'Burst', kind: 'COUNT', seen: 60, times: 1 }]);
});

test('a gateway that remembers looks at what is new, also of the minute before', async () => {
  const [here] = tenants;
  if (here === undefined) throw new Error('There is no region.');
  const memory = createAlarmMemory();
  await look(here, memory);
  expect(memory.seenUntil).toEqual(now);
  await come(here, 'Usual', '2026-08-29T03:59:00Z', 60);
  await look(here, memory);
  expect(await raised()).toContainEqual({ service: 'Usual', kind: 'COUNT', seen: 60, times: 1 });
});

test('what was a burst before is compared with, until people exclude it', async () => {
  const [, there] = tenants;
  if (there === undefined) throw new Error('There is no region.');
  const memory = createAlarmMemory();
  await come(there, 'Burst', '2026-08-27T02:00:00Z', 59);
  await come(there, 'Burst', '2026-08-29T02:00:00Z', 40);
  await look(there, memory);
  const alarms = () => db.inspect(`select kind from rating_alarm where tenant_id = $1`, [there.uuid]);
  expect(await alarms()).toEqual([]);
  const { Pimpinan } = await seedEmployees(db.database, there, [{ name: 'Pimpinan', unit: 'Dinas', post: 'Kepala' }]);
  await db.inspect(
    `with exclusion as (
       insert into rating_exclusion (tenant_id, id, unit_id, service_id, received_from, received_until, reason, explanation,
         ratings, decided_by_id, decided_at)
       values ($1, gen_random_uuid(), $2, $3, '2026-08-27T02:00:00Z', '2026-08-27T03:00:00Z', 'TEST', 'Uji', 71, $4, now())
       returning id
     )
     insert into excluded_rating (tenant_id, exclusion_id, feedback_id)
     select $1, exclusion.id, feedback.id from exclusion, feedback
     where service_id = $3 and received_at between '2026-08-27T02:00:00Z' and '2026-08-27T03:00:00Z'`,
    [there.uuid, there.unit('Dinas').uuid, there.service('Burst').uuid, Pimpinan.uuid],
  );
  await come(there, 'Burst', '2026-08-29T04:58:30Z', 1);
  await look(there, memory);
  expect(await alarms()).toEqual([{ kind: 'COUNT' }]);
});
