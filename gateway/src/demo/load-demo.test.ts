import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { dyingDatabase, KILLED } from '../../../test/support/dying-database.ts';
import type { Database } from '../database/open-database.ts';
import { boundTenant, withTenant } from '../database/tenant-scope.ts';
import { closeDuePeriods } from '../leaderboard/close-due-periods.ts';
import { keepFiguresRunning } from '../leaderboard/keep-figures-running.ts';
import { readServiceTime } from '../service-time/read-service-time.ts';
import { createTenant } from '../tenant/create-tenant.ts';
import { openTenantDirectory } from '../tenant/tenant-directory.ts';
import { demoId, demoQuestionnaires, readDemoRegions } from './demo-regions.ts';
import { generateRegion } from './generate-region.ts';
import { trueIndex } from './known-truth.ts';
import { loadDemoRegions } from './load-demo.ts';

const now = new Date('2026-11-21T03:00:00Z');
const LAST_CLOSED = '2026-Q3';
const regions = readDemoRegions();
const killedAt = '65.01';

let db: TestDatabase;
let loadedBeforeTheKill: readonly string[];
let added: number;

/** What a gateway does before it listens. */
const publish = async (database: Database) => {
  const tenants = await openTenantDirectory(database.directory);
  for (const { tenantId, timeZone: zone } of tenants.all())
    await withTenant(tenantId, () => closeDuePeriods(database.pool, { tenantId, zone, now }));
  const fail = (error: unknown) => {
    throw error;
  };
  const running = keepFiguresRunning(database.pool, tenants, () => now, fail);
  await running.sweep(tenants.all());
  await running.stop();
};

const tenantCodes = async () => {
  const rows = await db.inspect<{ code: string }>('select code from tenant order by code');
  return rows.map(({ code }) => code);
};

/** Five regions, one of them in two attempts, beside whatever else is tested. */
const LOADING_MS = 180_000;

beforeAll(async () => {
  db = await createTestDatabase();
  const killed = regions.find(({ code }) => code === killedAt)?.tenantId;
  const dying = dyingDatabase(
    db.database,
    (statement) => statement.startsWith('insert into tally') && boundTenant() === killed,
  );
  await expect(loadDemoRegions(dying, { now })).rejects.toThrow(KILLED);
  loadedBeforeTheKill = await tenantCodes();
  ({ ratings: added } = await loadDemoRegions(db.database, { now }));
  await publish(db.database);
}, LOADING_MS);
afterAll(() => db.close());

test('a start that was killed leaves whole regions only, and the next start adds the others', async () => {
  const expected = new Map(regions.map((region) => [region.code, generateRegion(region, { now }).ratings.length]));
  expect(loadedBeforeTheKill).not.toContain(killedAt);
  const missing = regions.filter(({ code }) => !loadedBeforeTheKill.includes(code));
  expect(added).toBe(missing.reduce((sum, { code }) => sum + (expected.get(code) ?? 0), 0));
  const stored = await db.inspect<{ code: string; ratings: number; tallied: number; excluded: number }>(
    `select code, (select count(*)::integer from feedback where tenant_id = tenant.tenant_id and kind = 'RATING') as ratings,
            (select sum(ratings)::integer from tally where tenant_id = tenant.tenant_id) as tallied,
            (select count(*)::integer from excluded_rating where tenant_id = tenant.tenant_id) as excluded
     from tenant where sample_data`,
  );
  expect(new Map(stored.map(({ code, ratings }) => [code, ratings]))).toEqual(expected);
  expect(new Map(stored.map(({ code, tallied, excluded }) => [code, tallied + excluded]))).toEqual(expected);
});

test('there are enough ratings to see something, and few enough to start soon', async () => {
  const [row] = await db.inspect<{ ratings: number }>('select count(*)::integer as ratings from feedback');
  expect(row?.ratings).toBeGreaterThan(25_000);
  expect(row?.ratings).toBeLessThan(40_000);
});

test('a further start changes nothing', async () => {
  expect(await loadDemoRegions(db.database, { now })).toEqual({ ratings: 0 });
});

test('nothing is added to a database that serves a real region', async () => {
  const other = await createTestDatabase();
  const real = { code: '71.71', name: 'Kota Manado', timeZone: 'Asia/Makassar', sampleData: false };
  await createTenant(other.database, real, Object.values(demoQuestionnaires));
  expect(await loadDemoRegions(other.database, { now })).toEqual({ ratings: 0 });
  expect(await other.inspect('select code from tenant')).toEqual([{ code: '71.71' }]);
  await other.close();
});

/** SQL: that nobody took a rating out of the figures. */
const COUNTS =
  'not exists (select from excluded_rating as out where out.tenant_id = feedback.tenant_id and feedback_id = feedback.id)';

/** Scores by element, counted from the answers themselves and as the tallies have them; rows where the two differ. */
const DIFFERENT_COUNTS = `
  with counted as (
    select feedback.tenant_id, service_id, counted_on, answer.key as element, answer.value::integer as score, count(*) as given
    from feedback, jsonb_each_text(answers) as answer
    where ${COUNTS} group by 1, 2, 3, 4, 5
  ), tallied as (
    select tally.tenant_id, service_id, counted_on, element.key as element, score, sum(counts[4 * (place - 1) + score]) as given
    from tally
    join questionnaire on questionnaire.tenant_id = tally.tenant_id and questionnaire.key = questionnaire_key
    cross join lateral (select item ->> 'key' as key, place
                        from jsonb_array_elements(definition -> 'elements') with ordinality as list (item, place)) as element
    cross join generate_series(1, 4) as score
    group by 1, 2, 3, 4, 5
  )
  select * from counted full join (select * from tallied where given > 0) as tallied
    using (tenant_id, service_id, counted_on, element, score)
  where counted.given is distinct from tallied.given`;

/** The same for ratings, their means and the squares of their means, in whole numbers. */
const DIFFERENT_SUMS = `
  with rated as (
    select tenant_id, service_id, counted_on, mean
    from feedback
    cross join lateral (
      select sum(value::integer) * case questionnaire_key when 'skm-2017' then 2520 else 1 end / count(*) as mean
      from jsonb_each_text(answers)
    ) as rating
    where kind = 'RATING' and ${COUNTS}
  ), counted as (
    select tenant_id, service_id, counted_on, count(*) as ratings, sum(mean) as sum, sum(mean * mean) as squares
    from rated group by 1, 2, 3
  )
  select * from counted full join (select * from tally where ratings > 0) as tallied
    using (tenant_id, service_id, counted_on)
  where (counted.ratings, counted.sum, squares) is distinct from (tallied.ratings, tallied.sum, sum_of_squares)`;

test('of a counter and of a permit it is known how long they take, and what takes longest', async () => {
  for (const { tenantId, code } of regions) {
    const read = (role: string, service: string) =>
      withTenant(tenantId, () =>
        readServiceTime(db.database.pool, demoId('service', code, role, service), LAST_CLOSED),
      );
    const told = [await read('dukcapil', 'kartu-identitas-anak'), await read('dpmptsp', 'izin-praktik')];
    expect(told.map(({ state }) => state)).toEqual(['PUBLISHED', 'PUBLISHED']);
    const slowest = told.map(({ times }) => times?.steps.toSorted((a, b) => b.share - a.share)[0]?.step.key);
    expect(slowest).toEqual(['CALLED', 'SIGNED']);
    for (const { times } of told) {
      expect(times?.finished).toBeGreaterThan(30);
      expect(times?.open).toBeGreaterThan(0);
      expect(times?.within?.share).toBeGreaterThan(0.2);
      expect(times?.within?.share).toBeLessThan(0.9);
    }
  }
});

test('tallies equal a recount of the answers', async () => {
  expect(await db.inspect(DIFFERENT_COUNTS)).toEqual([]);
  expect(await db.inspect(DIFFERENT_SUMS)).toEqual([]);
});

test('a rating counts on the local day on which it came in', async () => {
  const elsewhere = await db.inspect(
    `select from feedback join tenant using (tenant_id)
     where counted_on <> (received_at at time zone time_zone)::date or received_at > $1`,
    [now],
  );
  expect(elsewhere).toEqual([]);
});

test('ratings come under one batch and one line in the audit for each region', async () => {
  const batches = await db.inspect(
    `select count(distinct batch.id)::integer as batches, count(distinct audit_event.id)::integer as audited
     from import_batch as batch left join audit_event on audit_event.subject = batch.id::text where kind = 'DEMO'`,
  );
  expect(batches).toEqual([{ batches: 5, audited: 5 }]);
});

/** Rows of the boards of the last closed quarter. */
interface Entry {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly state: string;
  readonly band: string | null;
  readonly withheld: string | null;
  readonly ranked: boolean;
}

const closedBoards = () =>
  db.inspect<Entry>(
    `select code, kind, unit.name, state, band, withheld, rank_from is not null as ranked
     from board
     join tenant using (tenant_id)
     left join board_entry using (tenant_id, kind, period, version)
     left join unit using (tenant_id, kind)
     where period = $1 and (unit.id is null or unit.id = unit_id)`,
    [LAST_CLOSED],
  );

test.each<Partial<Entry>>([
  { state: 'TOO_FEW_UNITS' },
  { band: 'ABOVE', ranked: true },
  { band: 'AROUND', ranked: true },
  { band: 'BELOW', ranked: true },
  { band: 'AROUND', ranked: false },
  { band: 'UNBANDED', ranked: false },
  { withheld: 'TOO_FEW_RATINGS' },
  { withheld: 'TOO_FEW_STAFF' },
  { withheld: 'RECAP_ONLY' },
  { withheld: 'PROTECTS_OTHERS' },
])('a board of the last closed quarter shows %o', async (wanted) => {
  expect(await closedBoards()).toContainEqual(expect.objectContaining(wanted));
});

test("the board of Bandung's puskesmas ranks more than a dozen of them", async () => {
  const ranked = (await closedBoards()).filter(
    ({ code, kind, ranked: has }) => code === '32.73' && kind === 'puskesmas' && has,
  );
  expect(ranked.length).toBeGreaterThanOrEqual(12);
});

test('a region has a provisional board of the running quarter', async () => {
  const running = await db.inspect(
    "select from board where period = '2026-Q4' and version = 0 and kind = 'puskesmas' and state = 'PUBLISHED'",
  );
  expect(running.length).toBe(regions.length);
});

test('whoever is above the average on any board is so in truth, and whoever is below, too', async () => {
  const units = regions.flatMap(({ code, units: all }) =>
    all.flatMap(({ id, kind, truth }) =>
      truth === null || truth.ratings === 0
        ? []
        : [{ id, group: `${code} ${kind}`, index: trueIndex(demoQuestionnaires['skm-2017'], truth.satisfaction) }],
    ),
  );
  const averageOf = (wanted: string) => {
    const group = units.filter(({ group: own }) => own === wanted);
    return group.reduce((sum, { index }) => sum + index, 0) / group.length;
  };
  const banded = await db.inspect<{ unitId: string; band: string }>(
    `select unit_id as "unitId", band from board_entry where band in ('ABOVE', 'BELOW')`,
  );
  expect(banded.length).toBeGreaterThan(50);
  for (const { unitId, band } of banded) {
    const unit = units.find(({ id }) => id === unitId);
    const isAbove = (unit?.index ?? 0) > averageOf(unit?.group ?? '');
    expect(isAbove, unitId).toBe(band === 'ABOVE');
  }
});

test('no figure of one to nine ratings is public', async () => {
  expect(await db.inspect('select from figure where withheld is null and ratings between 1 and 9')).toEqual([]);
  expect(await db.inspect('select from board_entry where withheld is null and ratings < 10')).toEqual([]);
});

test('each region has reports in every state, late ones and hidden ones, which its people have worked on', async () => {
  const rows = await db.inspect<{
    code: string;
    states: readonly string[];
    spam: number;
    hidden: number;
    given: number;
  }>(
    `select code, array_agg(distinct state order by state) as states, count(spam_at)::integer as spam,
            count(hidden_reason)::integer as hidden, count(assignee_id)::integer as given
     from ticket join tenant using (tenant_id) group by code order by code`,
  );
  expect(rows).toEqual(
    regions
      .map(({ code }) => ({
        code,
        states: ['ANSWERED', 'CLOSED', 'IN_PROGRESS', 'RECEIVED', 'VERIFIED'],
        spam: 1,
        hidden: 1,
        given: 3,
      }))
      .toSorted((one, other) => (one.code < other.code ? -1 : 1)),
  );
});

test('one region has a forum: two topics, one of them closed, with answers of officials, a hidden post and one that waits', async () => {
  expect(
    await db.inspect(
      `select code, title, closed_reason is not null as closed,
              array_agg(coalesce(author_unit, state) order by received_at) as posts
       from forum_topic join tenant using (tenant_id)
       join forum_post on forum_post.tenant_id = forum_topic.tenant_id and topic_id = forum_topic.id
       group by code, title, closed, active_at order by active_at desc`,
    ),
  ).toEqual([
    {
      code: '62.71',
      title: 'Jam buka loket pendaftaran puskesmas',
      closed: false,
      posts: ['SHOWN', 'SHOWN', 'HIDDEN', expect.stringMatching(/^Puskesmas /), 'SHOWN', 'WAITING'],
    },
    {
      code: '62.71',
      title: 'Berkas apa yang paling merepotkan saat mengurus KTP-el?',
      closed: true,
      posts: ['SHOWN', 'SHOWN', expect.any(String)],
    },
  ]);
});

test('in one region a unit objected to its figure, which was corrected by leaving out ratings of a trial; another one waits', async () => {
  expect(
    await db.inspect(
      `select code, objection.period, objection.version, outcome, decided_at > raised_at as later,
              (select max(version) from figure
               where figure.tenant_id = objection.tenant_id and figure.scope = objection.scope
                 and figure.scope_id = objection.scope_id and figure.period = objection.period) as newest
       from figure_objection as objection join tenant using (tenant_id)
       left join figure_objection_decision as decision
         on decision.tenant_id = objection.tenant_id and objection_id = objection.id
       order by raised_at`,
    ),
  ).toEqual([
    { code: '62.71', period: LAST_CLOSED, version: 1, outcome: 'CORRECTED', later: true, newest: 2 },
    { code: '62.71', period: LAST_CLOSED, version: 1, outcome: null, later: null, newest: 1 },
  ]);
  expect(await db.inspect('select code, reason, ratings from rating_exclusion join tenant using (tenant_id)')).toEqual([
    { code: '62.71', reason: 'TEST', ratings: 12 },
  ]);
});
