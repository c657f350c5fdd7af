import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { readEmployeeNumber } from '../domain/employee-number.ts';
import { addMissingParts } from './add-parts.ts';
import { demoPeople } from './demo-people.ts';
import { readDemoRegions } from './demo-regions.ts';
import { openStage } from './demo-stage.ts';
import { storeAppraisals } from './store-appraisals.ts';
import { storeStructure } from './store-region.ts';

/** In the middle of a quarter, right after one has begun, and on its last day. */
const MOMENTS = ['2026-11-21T03:00:00Z', '2027-01-02T03:00:00Z', '2026-06-30T08:00:00Z'];
const regions = readDemoRegions();
const people: readonly { readonly subject: string; readonly name: string; readonly post: string }[] = JSON.parse(
  readFileSync(new URL('../../../examples/simpeg-portal/people.json', import.meta.url), 'utf8'),
);

describe.each(MOMENTS)('loaded at %s', (moment) => {
  const now = new Date(moment);
  let db: TestDatabase;

  beforeAll(async () => {
    db = await createTestDatabase();
    for (const region of regions)
      await withTenant(region.tenantId, () =>
        transaction(db.database.pool, async (client) => {
          await storeStructure({ client, region, now });
          await storeAppraisals(openStage(db.database, client, region, now));
        }),
      );
  }, 120_000);
  afterAll(() => db.close());

  interface Standing {
    readonly code: string;
    readonly period: string;
    readonly stage: string;
    readonly isAdmin: boolean;
  }

  const standings = () =>
    db.inspect<Standing>(
      `select code, period, stage, exists (
         select from role_grant where role_grant.employee_id = appraisal.employee_id and role = 'PERSONNEL_ADMIN') as "isAdmin"
       from appraisal
       join appraisal_cycle on appraisal_cycle.id = cycle_id
       join tenant on tenant.tenant_id = appraisal.tenant_id
       order by code, period`,
    );

  test('a region has a cycle whose results are final, except that of whoever makes the others final', async () => {
    const all = await standings();
    for (const { code } of regions) {
      const own = all.filter((one) => one.code === code);
      const past = own.filter(({ period }) => period === own[0]?.period);
      expect(past).toHaveLength(10);
      expect(new Set(past.filter(({ isAdmin }) => !isAdmin).map(({ stage }) => stage)), code).toEqual(
        new Set(['FINAL']),
      );
      expect(past.filter(({ isAdmin }) => isAdmin).map(({ stage }) => stage)).toEqual(['DELIVERED']);
    }
  });

  test('a region has a cycle whose appraisals stand in different stages, none of them final', async () => {
    const all = await standings();
    for (const { code } of regions) {
      const own = all.filter((one) => one.code === code);
      const open = own.filter(({ period }) => period === own.at(-1)?.period);
      const stages = new Set(open.map(({ stage }) => stage));
      expect(open).toHaveLength(10);
      expect(stages.size, code).toBeGreaterThanOrEqual(3);
      expect(stages).not.toContain('FINAL');
    }
  });

  test('its people are plainly invented, and their numbers can belong to nobody', async () => {
    const people = await db.inspect<{ name: string; number: string; sampleData: boolean }>(
      `select employee.name, employee_number as number, sample_data as "sampleData"
       from employee join tenant using (tenant_id)`,
    );
    expect(people.length).toBe(5 * 11 + 2);
    for (const { name, number, sampleData } of people) {
      expect(name).toMatch(/^Pegawai Contoh \d+$/);
      expect(readEmployeeNumber(number, moment.slice(0, 10))).toMatchObject({ ok: true });
      expect(number.slice(0, 4)).toBe('1901');
      expect(sampleData).toBe(true);
    }
  });

  test('what was done is in the audit trail, by whom and when, with no right refused and no employee number', async () => {
    const [moves] = await db.inspect<{ moves: number; versions: number; late: number }>(
      `select (select count(*)::integer from audit_event where action = 'appraisal.moved') as moves,
              (select sum(version - 1)::integer from appraisal) as versions,
              (select count(*)::integer from audit_event where at > $1) as late`,
      [now],
    );
    expect(moves?.moves).toBe(moves?.versions);
    expect(moves?.late).toBe(0);
    const events = await db.inspect<{ action: string }>('select * from audit_event');
    expect(events.filter(({ action }) => action === 'right.refused')).toEqual([]);
    expect(JSON.stringify(events)).not.toMatch(/\b1901\d{14}\b/);
  });

  test('nobody reaches more than all of a share, and no sentence is said twice in one appraisal', async () => {
    const shares = await db.inspect<{ realisation: string }>(
      `select realisation from indicator where unit_of_measure = 'persen' and realisation is not null`,
    );
    expect(shares.length).toBeGreaterThan(50);
    expect(shares.filter(({ realisation }) => Number(realisation) > 100)).toEqual([]);
    const texts = await db.inspect<{ appraisal: string; text: string }>(
      `select appraisal_id as appraisal, unnest(array[strengths, improvements]) as text from assessment
         where strengths is not null
       union all select appraisal_id, text from feedback_note
       union all select appraisal_id, agreed_action from feedback_note where agreed_action is not null`,
    );
    expect(texts.length).toBeGreaterThan(200);
    const said = texts.map(({ appraisal, text }) => `${appraisal} ${text}`);
    expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([]);
  });

  test('who was rated best was recognised, and who lags is guided', async () => {
    const [wrong] = await db.inspect<{ wrong: number; done: number }>(
      `select (select count(*)::integer from appraisal
               where stage = 'FINAL' and (predicate = 'SANGAT_BAIK')
                 <> exists (select from recognition where recognition.appraisal_id = appraisal.id)) as wrong,
              (select count(*)::integer from guidance) as done`,
    );
    expect(wrong).toMatchObject({ wrong: 0 });
    expect(wrong?.done).toBeGreaterThan(0);
  });

  test('Kutacane has a daily log and attendance, Bandung a team and profiles of posts, all of them feedback', async () => {
    const counts = await db.inspect<Readonly<Record<string, number>> & { code: string }>(
      `select code,
              (select count(*)::integer from activity where activity.tenant_id = tenant.tenant_id) as activities,
              (select count(*)::integer from measurement where measurement.tenant_id = tenant.tenant_id
                 and key = 'attendance') as attendance,
              (select count(distinct evaluator_id)::integer from evaluation_team
               where evaluation_team.tenant_id = tenant.tenant_id) as evaluators,
              (select count(*)::integer from post_competency where post_competency.tenant_id = tenant.tenant_id) as profile,
              (select count(*)::integer from feedback_note where feedback_note.tenant_id = tenant.tenant_id) as notes,
              (select count(*)::integer from objection where objection.tenant_id = tenant.tenant_id) as objections
       from tenant`,
    );
    const of = (code: string) => counts.find((one) => one.code === code);
    expect(of('11.02')?.['activities']).toBeGreaterThan(30);
    expect(of('11.02')?.['attendance']).toBe(2 * 11);
    expect(of('32.73')?.['evaluators']).toBe(2);
    expect(of('32.73')?.['profile']).toBeGreaterThan(30);
    for (const { code, notes, objections } of counts) {
      expect(notes, code).toBeGreaterThan(10);
      expect(objections, code).toBe(1);
    }
  });
});

test('a region that was loaded without people gets them once', async () => {
  const db = await createTestDatabase();
  const region = regions[0];
  if (region === undefined) throw new Error('There is no demonstration region.');
  const now = new Date('2026-11-21T03:00:00Z');
  await withTenant(region.tenantId, () =>
    transaction(db.database.pool, (client) => storeStructure({ client, region, now })),
  );
  await addMissingParts(db.database, region, now);
  const before = await db.inspect('select count(*) from audit_event');
  await addMissingParts(db.database, region, now);
  expect(await db.inspect('select count(*)::integer as people from employee')).toEqual([{ people: 11 }]);
  expect(await db.inspect('select count(*) from audit_event')).toEqual(before);
  await db.close();
});

test('the people who can sign in at the example portal, run by itself, are people of Bandung', async () => {
  const region = regions.find(({ code }) => code === '32.73');
  if (region === undefined) throw new Error('There is no Bandung.');
  const known = demoPeople(region, true).map(({ employeeNumber: subject, name, post }) => ({
    subject,
    name,
    post: post.name,
  }));
  expect(people.length).toBe(4);
  for (const { subject, name, post } of people) expect(known).toContainEqual({ subject, name, post });
});
