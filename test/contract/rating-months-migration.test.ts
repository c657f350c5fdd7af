import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { MIGRATIONS, migrate } from '../support/migrations.ts';
import { startMigrator } from '../support/migrator.ts';
import { SCHEMA } from '../support/schema-told.ts';

/*
 * The table of ratings becomes one by month while gateways of the version before write: nothing is copied, lost or doubled, and a migration
 * that is killed is finished by the next start (TRUST R13, R14).
 */

/** How many migrations the version before had. */
const BEFORE = readdirSync(MIGRATIONS).toSorted().indexOf('0038_receipts.sql');
const ROWS = 4000;
const KILLS = 4;

const { superuserUrl, ownerUrl } = inject('template');
const named = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

const asking = async <Row = Record<string, unknown>>(url: string, statement: string): Promise<readonly Row[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
};

const OLD = `months_${process.pid}`;
const drop = (name: string) => asking(superuserUrl, `drop database if exists ${name} with (force)`);

let copies = 0;
/** A database as the version before has left it, for the running test. */
const copyOld = async () => {
  copies += 1;
  const name = `${OLD}_${copies}`;
  await asking(superuserUrl, `create database ${name} template ${OLD} owner kinerja_owner`);
  onTestFinished(async () => {
    await drop(name);
  });
  const url = named(superuserUrl, name);
  return { url, ownerUrl: named(ownerUrl, name), ask: <Row>(statement: string) => asking<Row>(url, statement) };
};

const TENANTS = ['01900000-0000-7000-8000-00000000000a', '01900000-0000-7000-8000-00000000000b'] as const;
const SERVICE = '01900000-0000-7000-8000-0000000000aa';
const UNIT = '01900000-0000-7000-8000-0000000000bb';

/** Two regions with ratings, complaints with tickets, a visit code that was used, and ratings that were excluded. */
const seed = `
  insert into tenant select id::uuid, code, code, 'Asia/Jakarta', prefix, false
    from (values ('${TENANTS[0]}', '32.73', '3273'), ('${TENANTS[1]}', '72.71', '7271')) as row (id, code, prefix);
  insert into questionnaire select tenant_id, 'skm-2017', 1, '{}' from tenant;
  insert into unit select tenant_id, '${UNIT}', null, null, 'Dinas', 'dinas', null from tenant;
  insert into service select tenant_id, '${SERVICE}', '${UNIT}', 'Umum', 'skm-2017', 1, '-', '-', '-', '-', '-', '-', null from tenant;
  insert into receipt_key select tenant_id, 1, sha256('x'), now() from tenant;
  insert into feedback (tenant_id, id, submission_key, request_hash, kind, service_id, unit_id, questionnaire_key, questionnaire_version,
      answers, comment, received_at, counted_on, late, channel, verified, receipt_hash, receipt_key_version)
    select tenant_id, gen_random_uuid(), gen_random_uuid(), sha256(int4send(number)), case when number % 50 = 0 then 'COMPLAINT' else 'RATING' end,
      '${SERVICE}', '${UNIT}', 'skm-2017', 1, '{"waktu": 3}', 'Kata ' || number, now() - number * interval '1 hour', current_date, false,
      'API', false, sha256(gen_random_uuid()::text::bytea), 1
    from tenant, generate_series(1, ${ROWS / 2}) as number;
  insert into ticket (tenant_id, id, kind, service_id, unit_id, state, received_at)
    select tenant_id, id, kind, service_id, unit_id, 'RECEIVED', received_at from feedback where kind <> 'RATING';
  insert into visit_code select tenant_id, receipt_hash, service_id, current_date, now(), 'uji' from feedback where kind = 'COMPLAINT';
  insert into visit_code_use select tenant_id, receipt_hash, id from feedback where kind = 'COMPLAINT';
  insert into rating_exclusion (tenant_id, id, unit_id, service_id, received_from, received_until, reason, explanation, ratings, decided_at)
    select tenant_id, '${UNIT}', '${UNIT}', '${SERVICE}', now() - interval '1 day', now(), 'OFFICE_NETWORK', 'Uji', 20, now() from tenant;
  insert into excluded_rating (tenant_id, exclusion_id, feedback_id)
    select tenant_id, '${UNIT}', id from feedback where received_at > now() - interval '1 day' and kind = 'RATING'`;

beforeAll(async () => {
  await asking(superuserUrl, `create database ${OLD} owner kinerja_owner`);
  await migrate(named(ownerUrl, OLD), MIGRATIONS, BEFORE);
  await asking(named(superuserUrl, OLD), seed);
});
afterAll(() => drop(OLD));

/** Each row as the version before knew it. */
const ROWS_OF = `
  select (select md5(string_agg(concat_ws('|', tenant_id, id, submission_key, request_hash, kind, service_id, unit_id, questionnaire_key,
            questionnaire_version, answers, comment, received_at, submitted_at, counted_on, late, channel, verified, receipt_hash,
            receipt_key_version, place, device_id, words_erased_at, source), chr(10) order by tenant_id, id)) from feedback) as feedback,
         (select count(*)::integer from feedback) as rows,
         (select md5(string_agg(t::text, chr(10) order by t::text)) from ticket t) as tickets,
         (select md5(string_agg(t::text, chr(10) order by t::text)) from visit_code_use t) as visits,
         (select md5(string_agg(t::text, chr(10) order by t::text)) from excluded_rating t) as excluded`;

/** Feedback without a receipt of its own, and receipts without a feedback. */
const ODD = `
  select count(*)::integer as odd from feedback full join receipt using (tenant_id, id, submission_key, receipt_hash, kind, service_id, received_at)
  where feedback.unit_id is null or receipt.tenant_id is null`;

test('every row is the same before and after, in the same files, each with its receipt', async () => {
  const old = await copyOld();
  const FILE = 'select pg_relation_filenode(oid)::integer as file from pg_class where relname = ';
  const [before, [file]] = [await old.ask(ROWS_OF), await old.ask(`${FILE} 'feedback'`)];
  expect(before).toMatchObject([{ rows: ROWS }]);
  await migrate(old.ownerUrl);
  expect(await old.ask(ROWS_OF)).toEqual(before);
  expect(await old.ask(ODD)).toEqual([{ odd: 0 }]);
  const [first] = await old.ask<{ name: string; rows: number }>(
    'select tableoid::regclass::text as name, count(*)::integer as rows from feedback group by 1',
  );
  expect(first).toMatchObject({ name: expect.stringMatching(/^feedback_until_\d{4}_\d{2}$/), rows: ROWS });
  expect(await old.ask(`${FILE} '${first?.name}'`)).toEqual([file]);
  expect(
    await old.ask("select conname from pg_constraint where connamespace = 'public'::regnamespace and not convalidated"),
  ).toEqual([]);
});

test('what a new database gets is the same but for the rows', async () => {
  const old = await copyOld();
  await migrate(old.ownerUrl);
  const fresh = await asking(named(superuserUrl, new URL(ownerUrl).pathname.slice(1)), SCHEMA);
  expect(await old.ask(SCHEMA)).toEqual(fresh);
});

/** As the version before stores a complaint, as far as it matters here. */
const OLD_STORE = `
  with stored as (
    insert into feedback (tenant_id, id, submission_key, request_hash, kind, service_id, unit_id, questionnaire_key, questionnaire_version,
      answers, received_at, counted_on, late, channel, verified, receipt_hash, receipt_key_version)
    values ($1, gen_random_uuid(), $2::uuid, sha256('x'), 'COMPLAINT', '${SERVICE}', '${UNIT}', 'skm-2017', 1, '{}', $3::timestamptz, current_date, false, 'API',
      false, sha256($2::uuid::text::bytea), 1)
    on conflict (tenant_id, submission_key) do nothing
    returning tenant_id, id
  ), opened as (
    insert into ticket (tenant_id, id, kind, service_id, unit_id, state, received_at)
    select tenant_id, id, 'COMPLAINT', '${SERVICE}', '${UNIT}', 'RECEIVED', $3::timestamptz from stored
  )
  select id from stored`;

/** Writes as a gateway of the version before does, until it is told that it cannot any more; what was confirmed to it. */
const writeAsBefore = async (url: string, tenant: string) => {
  const client = new Client({
    connectionString: url,
    options: `-c role=kinerja_gateway -c app.tenant=${tenant} -c lock_timeout=2000`,
  });
  await client.connect();
  const confirmed: string[] = [];
  let longest = 0;
  let refused = '';
  while (refused === '') {
    const key = crypto.randomUUID();
    const began = performance.now();
    await client.query(OLD_STORE, [tenant, key, new Date()]).then(
      () => confirmed.push(key),
      (error: { code: string }) => {
        if (error.code !== '55P03') refused = error.code;
      },
    );
    longest = Math.max(longest, performance.now() - began);
    await sleep(10);
  }
  await client.end();
  return { confirmed, longest, refused };
};

test('gateways of the version before go on until the last step, which waits for who is writing; nothing of theirs is lost', async () => {
  const old = await copyOld();
  const writing = [...TENANTS, ...TENANTS].map((tenant) => writeAsBefore(old.url, tenant));
  // An import, which holds its locks for longer than the migration waits for them.
  const importing = new Client({ connectionString: old.url });
  await importing.connect();
  await importing.query('begin');
  await importing.query('lock table feedback in row exclusive mode');
  const migrating = migrate(old.ownerUrl, MIGRATIONS, BEFORE + 3);
  await sleep(1500);
  await importing.query('commit');
  await importing.end();
  const applied = await migrating;
  const wrote = await Promise.all(writing);
  expect(applied).toEqual(['0038_receipts', '0039_receipts_of_before', '0040_feedback_by_month']);
  // No unique key of that table says what its conflict would be.
  expect(wrote.map(({ refused }) => refused)).toEqual(['42P10', '42P10', '42P10', '42P10']);
  const confirmed = wrote.flatMap((one) => one.confirmed);
  expect(confirmed.length).toBeGreaterThan(0);
  const [kept] = await old.ask<{ rows: number; tickets: number }>(
    `select count(*)::integer as rows, count(ticket.id)::integer as tickets from feedback left join ticket using (tenant_id, id)
     where submission_key = any('{${confirmed.join(',')}}')`,
  );
  expect(kept).toEqual({ rows: confirmed.length, tickets: confirmed.length });
  expect(await old.ask(ODD)).toEqual([{ odd: 0 }]);
  process.stdout.write(
    `longest write of the version before: ${Math.round(Math.max(...wrote.map((one) => one.longest)))} ms\n`,
  );
});

/** A process that migrates when it is told a database, for the running test. */
const standBy = async () => {
  const child = await startMigrator();
  onTestFinished(child.kill);
  return child;
};

test('killed at a random moment, it is finished by the next start, with the same schema and rows', async () => {
  const whole = await copyOld();
  const began = performance.now();
  await migrate(whole.ownerUrl);
  const duration = performance.now() - began;
  const [schema, rows] = [await whole.ask(SCHEMA), await whole.ask(ROWS_OF)];
  const children = await Promise.all(Array.from({ length: KILLS }, standBy));
  const reached: number[] = [];
  for (const [place, child] of children.entries()) {
    const old = await copyOld();
    child.migrate(old.ownerUrl);
    await sleep(((place + Math.random()) / KILLS) * duration);
    await child.kill();
    const applied = await migrate(old.ownerUrl);
    reached.push(3 - applied.length);
    expect(await old.ask(SCHEMA)).toEqual(schema);
    expect(await old.ask(ROWS_OF)).toEqual(rows);
    expect(await old.ask(ODD)).toEqual([{ odd: 0 }]);
  }
  process.stdout.write(`steps that were done when it was killed: ${reached.join(', ')}\n`);
}, 180_000);
