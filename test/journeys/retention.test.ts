import { describe, expect, test } from 'vitest';
import { auditTrailOf } from '../support/audit.ts';
import { addDevice } from '../support/devices.ts';
import { placeName, readFigures } from '../support/figures.ts';
import { openTopic } from '../support/forum-topics.ts';
import { createOperator, importUnanimousRatings } from '../support/import.ts';
import { loadRetentionPolicy } from '../support/retention-policy.ts';
import { rating, submitAll, submitted } from '../support/submit.ts';
import { openTicketOffice } from '../support/ticket-office.ts';

/* Words and data of people end with their time (UU 27/2022, art. 43 and 44); figures, tallies and the audit trail stay to the last byte. */

const office = await openTicketOffice();
const { gateway, bandung, other, head, report, work, withdraw, add, read, flag } = office;
const { inspect } = gateway.database;
const trail = auditTrailOf(gateway.database, bandung);
const operator = await createOperator(gateway, bandung);

const SAID = ['kata-satu', 'kata-dua', 'kata-tiga', 'kata-empat', 'kata-lima', 'kata-enam', 'kata-tujuh'] as const;
const [OF_RATING, OF_REPORT, OF_ADDITION, OF_ANSWER, OF_OPEN_REPORT, OF_POST, OF_SPAM] = SAID;

// The third quarter of 2026.
await submitAll(
  gateway,
  Array.from({ length: 14 }, () => rating(bandung.service('Umum').id, { respondent: { sex: 'P' } })),
);
const { receipt } = await submitted(
  gateway,
  rating(bandung.service('Umum').id, { comment: OF_RATING, respondent: { sex: 'L' } }),
);
const elsewhere = await submitted(gateway, rating(other.service('Lain').id, { comment: OF_RATING }));
const closed = await report({ words: OF_REPORT });
await add(closed.code, OF_ADDITION);
await work(head, closed.id, 'VERIFY', { category: 'prosedur' });
await work(head, closed.id, 'REPLY', { text: OF_ANSWER });
await withdraw(closed.code);
const open = await report({ words: OF_OPEN_REPORT });
const spam = await report({ words: OF_SPAM });
await flag(head, spam.id, { reason: 'Iklan.' });
const topic = await openTopic(office);
await topic.write(OF_POST);
const device = await addDevice(gateway.database, bandung, {});
await inspect('update device set last_seen_at = $2, revoked_at = $2 where id = $1', [
  device.uuid,
  '2026-08-19T07:00:00Z',
]);
await inspect(`insert into revoked_token values ($1, 'a', '2026-08-19T07:00:00Z')`, [bandung.uuid]);
await inspect(`insert into used_challenge values ($1, 'a', '2026-08-19T07:00:00Z')`, [bandung.uuid]);

/** Every row of every table that holds them, of the region unless said otherwise, as one text. */
const dump = async (
  tables = ['feedback', 'ticket', 'ticket_entry', 'forum_post', 'audit_event'],
  of = bandung.uuid,
) => {
  const rows = await Promise.all(
    tables.map((table) =>
      inspect<{ row: unknown }>(`select to_jsonb(t) as row from ${table} t where tenant_id = $1`, [of]),
    ),
  );
  return JSON.stringify(rows);
};
/** Which of what was said can still be found anywhere. */
const found = async () => {
  const all = await dump();
  return SAID.filter((words) => all.includes(words));
};
/** What never changes: rows that were there, to the last byte. */
const fixed = async () =>
  Object.fromEntries(
    await Promise.all(
      ['tally', 'figure', 'respondent_group', 'board', 'board_entry', 'audit_event', 'audit_seal', 'audit_root'].map(
        async (table) =>
          [table, await inspect<{ row: string }>(`select t::text as row from ${table} t order by 1`)] as const,
      ),
    ),
  );
const counts = () =>
  inspect(
    `select (select count(*)::integer from feedback) as feedback, (select count(*)::integer from ticket) as tickets,
            (select count(*)::integer from ticket_entry) as entries, (select count(*)::integer from forum_post) as posts`,
  );
const emptied = () =>
  inspect<{ actor: string; term: string; before: string; count: number }>(
    `select actor, detail ->> 'term' as term, detail ->> 'before' as before, (detail -> 'count')::integer as count
     from audit_event where action = 'retention.emptied' and tenant_id = $1 order by id`,
    [bandung.uuid],
  );
const dayOf = async (instant: string) => {
  gateway.clock.set(instant);
  await gateway.tick();
};

await dayOf('2026-10-20T03:00:00Z');
const before = await fixed();
const counted = await counts();
const figures = await readFigures(gateway, bandung, '2026-Q3');

describe('until two years after the quarter', () => {
  test('everything that was said is there; what served a machine alone went after a month', async () => {
    expect(await inspect('select last_seen_at as seen from device')).toEqual([{ seen: null }]);
    expect(await dump(['revoked_token', 'used_challenge'])).toBe('[[],[]]');
    // The last moment of September, in the zone of the region.
    await dayOf('2028-09-30T16:59:00Z');
    expect(await found()).toEqual(SAID);
    expect(await emptied()).toEqual([]);
  });
});

describe('on the day after', () => {
  test('words of ratings, of reports that are over and of the forum are gone, wherever one looks', async () => {
    await loadRetentionPolicy(
      gateway.database,
      other,
      { key: 'lain', version: 1, source: 'Perkara nomor 1.', months: { ratingWords: null } },
      new Date('2028-09-30T10:00:00Z'),
    );
    await dayOf('2028-09-30T17:00:00Z');
    expect(await found()).toEqual([OF_ANSWER, OF_OPEN_REPORT]);
  });

  test('the audit trail tells how many of which kind, and no word of it', async () => {
    const row = (term: string, count: number) => ({ actor: 'system', term, before: '2026-10-01', count });
    expect(await emptied()).toEqual([row('ratingWords', 1), row('ticketWords', 2), row('forumWords', 1)]);
  });

  test('a region that has set another time keeps by it', async () => {
    expect(await dump(['feedback'], other.uuid)).toContain(OF_RATING);
  });

  test('no digest is left by which a guess could be told from what was said', async () => {
    const digests = await inspect(
      `select kind, length(request_hash) as length, count(*)::integer from feedback where tenant_id = $1
       and words_erased_at is not null group by 1, 2 order by 1`,
      [bandung.uuid],
    );
    expect(digests).toEqual([
      { kind: 'COMPLAINT', length: 0, count: 2 },
      { kind: 'RATING', length: 0, count: 1 },
    ]);
    expect(await inspect('select length(request_hash) as length from forum_post')).toEqual([{ length: 0 }]);
  });

  test('codes still lead to their receipts, which say that the words are gone', async () => {
    const { data } = await gateway.ask<{ feedbackReceipt: { words: { kept: boolean; erasedAt: string } } }>(
      'query ($code: String!) { feedbackReceipt(code: $code) { words { kept erasedAt } } }',
      { code: receipt.code },
    );
    expect(data.feedbackReceipt.words).toEqual({ kept: false, erasedAt: '2028-09-30T17:00:00.000Z' });
    expect((await read(closed.code)).entries.map(({ move, text }) => [move, text])).toContainEqual([
      'REPLY',
      OF_ANSWER,
    ]);
    expect(elsewhere.receipt.code).not.toBe(receipt.code);
  });

  test('the forum says that something was written', async () => {
    const page = await (await gateway.fetch(topic.path)).text();
    expect(page).toContain('1 tulisan diterima · 1 dihapus.');
    expect(page).not.toContain(OF_POST);
  });

  test('done again it changes nothing', async () => {
    const once = await dump();
    await inspect('delete from kinerja_job.job');
    await inspect('delete from kinerja_job.archive');
    await dayOf('2028-10-01T03:00:00Z');
    await dayOf('2028-10-02T03:00:00Z');
    expect(await dump()).toBe(once);
  });
});

describe('five years after the quarter', () => {
  test('answers of the office and profiles are gone, too; a report that is open stays', async () => {
    await dayOf('2031-09-30T17:00:00Z');
    expect(await found()).toEqual([OF_OPEN_REPORT]);
    expect((await emptied()).slice(3).map(({ term, count }) => [term, count])).toEqual([
      // With why one was taken for spam.
      ['ticketAnswers', 2],
      ['profiles', 15],
    ]);
    expect(await dump(['feedback'])).not.toMatch(/"sex": ?"[LP]"/);
    expect((await read(open.code)).state).toBe('RECEIVED');
  });
});

test('what was counted, published and recorded is the same to the last byte, and the trail is whole', async () => {
  const now = await fixed();
  for (const [table, rows] of Object.entries(before)) {
    expect(rows.length, table).toBeGreaterThan(table === 'board' || table === 'board_entry' ? -1 : 0);
    expect(now[table], table).toEqual(expect.arrayContaining([...rows]));
  }
  expect(now['tally']).toEqual(before['tally']);
  expect(await counts()).toEqual(counted);
  expect([...(await readFigures(gateway, bandung, '2026-Q3'))]).toEqual([...figures]);
  await trail.seal();
  await expect.poll(async () => (await trail.verify()).notSealed, { timeout: 10_000 }).toBe(0);
  expect(await trail.verify()).toMatchObject({ fault: null });
});

test('a quarter whose profiles are gone gets a correction without groups, not one in which nobody told', async () => {
  const groups = () =>
    inspect(
      'select max(version) as newest from respondent_group where tenant_id = $1 and unit_id = $2 and period = $3',
      [...[bandung.uuid, bandung.unit('Dago').uuid, '2026-Q3']],
    );
  expect(await groups()).toEqual([{ newest: 1 }]);
  const day = { service: bandung.service('Umum'), day: '2026-08-19', ratings: 40, score: 4, sex: 'L' } as const;
  await importUnanimousRatings(operator, day);
  const corrected = (await readFigures(gateway, bandung, '2026-Q3')).get(placeName.unit('Dago'));
  expect(corrected).toMatchObject({ version: 2, ratings: 55 });
  expect(await groups()).toEqual([{ newest: 1 }]);
});

test('many thousands are emptied some thousands at a time, each told in the trail', async () => {
  await inspect(
    `with issued as (
       insert into receipt
       select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'submission_key', gen_random_uuid(),
                 'receipt_hash', sha256(number::text::bytea)))).*
       from receipt as one, generate_series(1, 6000) as number where one.tenant_id = $1
       returning id, submission_key, receipt_hash
     )
     insert into feedback
     select (jsonb_populate_record(one, to_jsonb(issued) || '{"sex": "P"}')).*
     from feedback as one, issued where one.tenant_id = $1`,
    [other.uuid],
  );
  await dayOf('2031-12-31T17:00:00Z');
  expect(
    await inspect(
      `select (detail -> 'count')::integer as count from audit_event
       where action = 'retention.emptied' and tenant_id = $1 order by id`,
      [other.uuid],
    ),
  ).toEqual([{ count: 5000 }, { count: 1000 }]);
  expect(await inspect('select count(sex)::integer as kept from feedback where tenant_id = $1', [other.uuid])).toEqual([
    { kept: 0 },
  ]);
});
