import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreBackup } from '@kinerja/gateway/database/backup/restore-backup';
import { takeBackup } from '@kinerja/gateway/database/backup/take-backup';
import { afterAll, describe, expect, test } from 'vitest';
import { auditTrailOf } from '../support/audit.ts';
import { createBlankDatabase } from '../support/database.ts';
import { placeName, readFigures } from '../support/figures.ts';
import { startGateway } from '../support/gateway.ts';
import { ratingMonthsOf } from '../support/rating-months.ts';
import { rating, submit, submitted } from '../support/submit.ts';

/* Ratings lie in a table for each month: what is said once stays once over all of them, and an old month can be taken away. */

const seen = new Set<string>();
const gateway = await startGateway({
  onStatement: (text) => seen.add(text),
  tenants: {
    bandung: { units: [{ name: 'Dinas', services: ['Umum', 'KTP'] }] },
    palu: { code: '72.71', zone: 'Asia/Makassar', units: [{ name: 'Dinas', services: ['Umum'] }] },
  },
});
const { bandung, palu } = gateway.tenants;
const { inspect } = gateway.database;
const service = bandung.service('Umum').id;
const trail = auditTrailOf(gateway.database, bandung);
const months = ratingMonthsOf(gateway.database, gateway.clock);
afterAll(months.close);

const at = (instant: number) => gateway.clock.set(new Date(instant).toISOString());

const partitions = await inspect<{ name: string; bound: string }>(
  `select relname as name, pg_get_expr(relpartbound, pg_class.oid) as bound from pg_inherits join pg_class on pg_class.oid = inhrelid
   where inhparent = 'feedback'::regclass order by relname`,
);
/** When the second of the months begins, and the one after it. */
const [FIRST = 0, SECOND = 0] = (await months.list()).flatMap(({ from }) => (from === null ? [] : [from]));
const oldest = (await months.list())[0]?.name ?? '';

const stored = (key: string) =>
  inspect<{ table: string; receipts: number }>(
    `select feedback.tableoid::regclass::text as table,
            (select count(*)::integer from receipt where receipt.submission_key = feedback.submission_key) as receipts
     from feedback where submission_key = $1`,
    [key],
  );
const tableOf = (instant: number) => `feedback_${new Date(instant).toISOString().slice(0, 7).replace('-', '_')}`;

test('there are tables for half a year ahead, and one for what no month takes', () => {
  const names = partitions.map(({ name }) => name);
  expect(names.at(0)).toBe(tableOf(FIRST));
  expect(names.filter((name) => /^feedback_\d/.test(name)).length).toBeGreaterThanOrEqual(5);
  expect(names).toContain('feedback_default');
  expect(names.filter((name) => name.startsWith('feedback_until_'))).toEqual([oldest]);
  expect(partitions.find(({ name }) => name === 'feedback_default')?.bound).toBe('DEFAULT');
});

describe('over the end of a month', () => {
  test('what came in the last millisecond and in the first lies in two tables', async () => {
    const [before, after] = [rating(service), rating(service)];
    at(FIRST - 1);
    await submitted(gateway, before);
    at(FIRST);
    await submitted(gateway, after);
    expect(await stored(before.submissionKey)).toEqual([{ table: oldest, receipts: 1 }]);
    expect(await stored(after.submissionKey)).toEqual([{ table: tableOf(FIRST), receipts: 1 }]);
  });

  test('a repetition in the next month gets the first receipt, and other content is refused', async () => {
    const input = rating(service, { comment: 'Cepat' });
    at(FIRST - 1);
    const first = await submitted(gateway, input);
    at(FIRST + 1);
    expect(await submitted(gateway, input)).toEqual({ ...first, replayed: true });
    expect(await submit(gateway, { ...input, comment: 'Lambat' })).toMatchObject({ __typename: 'KeyReused' });
    at(SECOND + 1);
    expect(await submitted(gateway, input)).toEqual({ ...first, replayed: true });
    expect(await stored(input.submissionKey)).toEqual([{ table: oldest, receipts: 1 }]);
  });

  test('of many at once, sent while the month ends, one is stored and all get its receipt', async () => {
    for (let round = 0; round < 10; round += 1) {
      const input = rating(service);
      at(FIRST - 1);
      const sent = Array.from({ length: 10 }, (_, place) => {
        if (place === 5) at(FIRST);
        return submitted(gateway, input);
      });
      const answers = await Promise.all(sent);
      expect(new Set(answers.map(({ receipt }) => JSON.stringify(receipt))).size).toBe(1);
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
      expect(await stored(input.submissionKey)).toMatchObject([{ receipts: 1 }]);
    }
  });

  test('keys, codes and ids are there once over all months, also for whoever writes past the gateway', async () => {
    const input = rating(service);
    at(FIRST - 1);
    await submitted(gateway, input);
    const again = (changed: string) =>
      inspect(
        `insert into feedback select (jsonb_populate_record(feedback, $2::jsonb)).* from feedback where submission_key = $1`,
        [input.submissionKey, changed],
      );
    const later = new Date(FIRST).toISOString();
    await expect(again(JSON.stringify({ received_at: later }))).rejects.toThrow('feedback_receipt_fkey');
    await expect(again('{}')).rejects.toThrow('_pkey');
    const issue = (changed: string) =>
      inspect(
        `insert into receipt select (jsonb_populate_record(receipt, $2::jsonb)).* from receipt where submission_key = $1`,
        [input.submissionKey, changed],
      );
    const id = { id: '01900000-0000-7000-8000-000000000001', received_at: later };
    const key = { submission_key: '01900000-0000-4000-8000-000000000001' };
    await expect(issue(JSON.stringify(id))).rejects.toThrow('receipt_tenant_id_submission_key_key');
    await expect(issue(JSON.stringify({ ...id, ...key }))).rejects.toThrow('receipt_tenant_id_receipt_hash_key');
    await expect(issue(JSON.stringify({ ...key, receipt_hash: '\\x00' }))).rejects.toThrow('receipt_pkey');
  });
});

describe('a month that nobody has made', () => {
  test('loses no rating, and gets those that came before it was there', async () => {
    const last = partitions.filter(({ name }) => /^feedback_\d/.test(name)).at(-1)?.name ?? '';
    const [year = 0, month = 0] = last.split('_').slice(1).map(Number);
    await inspect(`drop table ${last}`);
    at(Date.UTC(year, month - 1, 15));
    const input = rating(palu.service('Umum').id);
    const first = await submitted(gateway, input);
    expect(await stored(input.submissionKey)).toEqual([{ table: 'feedback_default', receipts: 1 }]);
    await gateway.tick();
    expect(await stored(input.submissionKey)).toEqual([{ table: last, receipts: 1 }]);
    expect(await submitted(gateway, input)).toEqual({ ...first, replayed: true });
    const [made] = await inspect(
      `select relrowsecurity and relforcerowsecurity as held, pg_get_userbyid(relowner) as owner from pg_class where relname = $1`,
      [last],
    );
    expect(made).toEqual({ held: true, owner: 'kinerja_owner' });
  });

  test('is made once by gateways that look at the same time', async () => {
    const names = async () => (await months.list()).map(({ name }) => name);
    const all = await names();
    const last = all.filter((name) => /^feedback_\d/.test(name)).at(-1);
    await inspect(`drop table ${last}`);
    const made = await Promise.all(
      Array.from({ length: 4 }, () =>
        gateway.database.inTenant(bandung, () =>
          gateway.database.database.pool.query<{ made: number }>('select make_feedback_months() as made'),
        ),
      ),
    );
    expect(made.map(({ rows }) => rows[0]?.made).toSorted()).toEqual([0, 0, 0, 1]);
    expect(await names()).toEqual(all);
  });
});

describe('a read that knows when it was looks into that month alone:', () => {
  /** The partitions that a statement of the gateway reads, by its plan. */
  const readBy = async (part: RegExp, values: readonly unknown[]): Promise<readonly string[]> => {
    const text = [...seen].find((one) => part.test(one.replaceAll(/\s+/g, ' ')));
    if (text === undefined) throw new Error(`No statement was seen that matches ${part}.`);
    const plan = await inspect<{ 'QUERY PLAN': string }>(
      `explain (analyze, costs off, timing off, summary off) ${text}`,
      values,
    );
    const lines = plan.map((line) => line['QUERY PLAN']);
    const read = lines.filter((line) => / on feedback_/.test(line) && !line.includes('never executed'));
    return [...new Set(read.map((line) => / on (feedback_\w+)/.exec(line)?.[1] ?? ''))];
  };
  const [tenantId, serviceId] = [bandung.uuid, bandung.service('Umum').uuid];

  test('a repetition, a receipt with its words, an erasure', async () => {
    at(FIRST + 1);
    const report = rating(service, { kind: 'COMPLAINT', comment: 'Lama', answers: [] });
    const { receipt } = await submitted(gateway, report);
    await submitted(gateway, report);
    await gateway.ask('query ($code: String!) { feedbackReceipt(code: $code) { words { kept } ticket { state } } }', {
      code: receipt.code,
    });
    await gateway.ask('mutation ($code: String!) { eraseFeedbackWords(code: $code) { __typename } }', {
      code: receipt.code,
    });
    const [{ id = '', received = new Date(0) } = {}] = await inspect<{ id: string; received: Date }>(
      'select id, received_at as received from feedback where submission_key = $1',
      [report.submissionKey],
    );
    const month = [tableOf(FIRST)];
    expect(await readBy(/^select .*"feedback"\."request_hash"/i, [tenantId, id, received, 0])).toEqual(month);
    expect(await readBy(/comment is not null or exists .* left join feedback/, [tenantId, id, received])).toEqual(
      month,
    );
    expect(
      await readBy(/^update feedback set comment = null.*words_erased_at is null$/, [
        ...[tenantId, id, new Date(), received],
      ]),
    ).toEqual(month);
  });

  test('what came since a moment, and in an hour of some days', async () => {
    at(SECOND + 1);
    await submitted(gateway, rating(service));
    await gateway.tick();
    const since = await readBy(/exists \( select from feedback .* received_at >= \$2\)/, [tenantId, new Date(SECOND)]);
    expect(since).not.toContain(oldest);
    expect(since).not.toContain(tableOf(FIRST));
    expect(
      await readBy(/select round\(avg\(value::integer\)\)/, [
        tenantId,
        serviceId,
        '2026-08-01',
        '2026-08-02',
        'Asia/Jakarta',
      ]),
    ).toEqual([oldest]);
  });
});

describe('an old month', () => {
  const YEAR = 365 * 86_400_000;
  const day = async (instant: number) => {
    at(instant);
    await gateway.tick();
  };
  const rows = async () =>
    JSON.stringify(await inspect('select to_jsonb(feedback) as row from feedback order by tenant_id, id'));
  const fixed = async () =>
    JSON.stringify(
      await Promise.all(
        ['tally', 'figure', 'board', 'receipt', 'ticket', 'audit_seal'].map((table) =>
          inspect(`select t::text as row from ${table} t where tenant_id = $1 order by 1`, [bandung.uuid]),
        ),
      ),
    );
  const figure = async () => (await readFigures(gateway, bandung, '2026-Q3')).get(placeName.unit('Dinas')) as unknown;
  const input = rating(service, { comment: 'Ramah' });
  const report = rating(service, { kind: 'COMPLAINT', comment: 'Rusak', answers: [] });
  let code = '';
  let reportCode = '';

  test('is not detached before it is over, nor while words or profiles in it are kept', async () => {
    at(Date.parse('2026-08-19T07:00:00Z'));
    for (let place = 0; place < 12; place += 1) await submitted(gateway, rating(service));
    code = (await submitted(gateway, input)).receipt.code;
    reportCode = (await submitted(gateway, report)).receipt.code;
    await day(Date.parse('2026-10-20T03:00:00Z'));
    await expect(months.detach(oldest)).rejects.toThrow(`${oldest} belum dapat dilepas: belum berakhir.`);
    await day(FIRST + YEAR);
    await expect(months.detach(oldest)).rejects.toThrow(/masa simpan daerah 32\.73 belum habis/);
    await day(FIRST + 7 * YEAR);
    await expect(months.detach(oldest)).rejects.toThrow(/masih ada tulisan laporan daerah 32\.73/);
    await inspect(`update ticket set state = 'WITHDRAWN' where tenant_id = $1`, [bandung.uuid]);
    await day(FIRST + 8 * YEAR);
    expect((await months.list()).find(({ name }) => name === oldest)).toMatchObject({ inUse: null, isDetached: false });
    await expect(months.detach('feedback_default')).rejects.toThrow('Tidak ada tabel bulan bernama');
    await expect(months.detach('tenant')).rejects.toThrow('Tidak ada tabel bulan bernama "tenant"');
  });

  test('is detached with all its rows; figures, tallies, receipts, tickets and the trail stay', async () => {
    const [all, kept, shown] = [await rows(), await fixed(), await figure()];
    expect(shown).toMatchObject({ ratings: 13 });
    const count = (await months.list()).find(({ name }) => name === oldest)?.rows ?? 0;
    expect(await months.detach(oldest)).toBe(count);
    expect(await months.detached()).toEqual([oldest]);
    expect((await months.list()).find(({ name }) => name === oldest)).toMatchObject({ isDetached: true, rows: count });
    expect(await fixed()).toBe(kept);
    expect(await figure()).toEqual(shown);
    await trail.seal();
    expect(await trail.verify()).toMatchObject({ fault: null, notSealed: 0 });
    expect(
      await inspect(`select actor, detail from audit_event where action = 'feedback.detached' and tenant_id = $1`, [
        bandung.uuid,
      ]),
    ).toMatchObject([{ actor: 'operator uji', detail: { month: oldest } }]);
    await expect(months.detach(oldest)).rejects.toThrow(`${oldest} sudah dilepas.`);
    await expect(
      gateway.database.inTenant(bandung, () =>
        gateway.database.database.pool.query(`select from kinerja_detached.${oldest}`),
      ),
    ).rejects.toThrow('permission denied');

    expect(await months.attach(oldest)).toBe(count);
    expect(await rows()).toBe(all);
    expect(
      await inspect(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and not relforcerowsecurity and relname like 'feedback%'`,
      ),
    ).toEqual([]);
    await expect(months.attach(oldest)).rejects.toThrow(`${oldest} tidak sedang dilepas.`);
    await months.detach(oldest);
  });

  test('answers by its receipts: a code is known, its report is told, a key that comes again is not taken', async () => {
    const told = await gateway.ask<{ feedbackReceipt: unknown }>(
      'query ($code: String!) { feedbackReceipt(code: $code) { code ticket { state } } }',
      { code: reportCode },
    );
    expect(told.data.feedbackReceipt).toMatchObject({ code: reportCode, ticket: { state: 'WITHDRAWN' } });
    const known = await gateway.ask<{ feedbackReceipt: unknown }>(
      'query ($code: String!) { feedbackReceipt(code: $code) { code receivedAt } }',
      { code },
    );
    expect(known.data.feedbackReceipt).toEqual({ code, receivedAt: '2026-08-19T07:00:00.000Z' });
    expect(await submit(gateway, input)).toMatchObject({ __typename: 'KeyReused' });
    expect(await stored(input.submissionKey)).toEqual([]);
    expect(await submit(gateway, rating(service))).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
  });

  test('does not stop a backup, which is restored without it', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'kinerja-months-')), 'backup');
    const target = await createBlankDatabase();
    try {
      await takeBackup(gateway.database.ownerUrl, folder, gateway.clock.now());
      await restoreBackup(target, folder);
      const count = 'select (select count(*) from feedback) as feedback, (select count(*) from receipt) as receipts';
      expect(await target.inspect(count)).toEqual(await inspect(count));
    } finally {
      await target.close();
      await rm(join(folder, '..'), { recursive: true, force: true });
    }
  });

  test('with rows of another month, or without a receipt, is not put back', async () => {
    const [{ id = '' } = {}] = await inspect<{ id: string }>(
      `update kinerja_detached.${oldest} set received_at = received_at + interval '1 millisecond'
       where id = (select id from kinerja_detached.${oldest} limit 1) returning id`,
    ).catch(() => []);
    expect(id).toBe('');
    await inspect(`alter table kinerja_detached.${oldest} drop constraint feedback_receipt_fkey`);
    const shift = (by: string) =>
      inspect(`update kinerja_detached.${oldest} set received_at = received_at ${by} where kind = 'COMPLAINT'`);
    await shift("- interval '1 millisecond'");
    await expect(months.attach(oldest)).rejects.toThrow('berisi baris daerah 32.73 tanpa tanda terima');
    await shift("+ interval '1 millisecond'");
    await inspect(`alter table kinerja_detached.${oldest} rename to feedback_2001_01`);
    await expect(months.attach('feedback_2001_01')).rejects.toThrow('berisi baris dari bulan lain');
    await inspect(`alter table kinerja_detached.feedback_2001_01 rename to ${oldest}`);
    await months.attach(oldest);
  });
});
