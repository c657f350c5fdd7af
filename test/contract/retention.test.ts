import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  COLUMNS,
  DAYS,
  KEPT,
  parseRetentionPolicy,
  type RetentionRule,
  retentionLimit,
  TERMS,
} from '@kinerja/gateway/domain/retention';
import { afterAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';

/* How long everything is kept is declared once, for every column that can hold a word of somebody, and told in the impact assessment. */

const { inspect, close } = await createTestDatabase();
afterAll(close);

/** What can hold words, a digest, a secret or an address. */
const columns = await inspect<{ table: string; column: string }>(
  `select relname as table, attname as column from pg_attribute
   join pg_class on pg_class.oid = attrelid
   where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and attnum > 0 and not attisdropped
     and atttypid in ('text'::regtype, 'text[]'::regtype, 'varchar'::regtype, 'bytea'::regtype, 'json'::regtype, 'jsonb'::regtype,
                      'inet'::regtype, 'cidr'::regtype)
   order by 1, 2`,
);
const every = await inspect<{ table: string; column: string }>(
  `select table_name as table, column_name as column from information_schema.columns where table_schema = 'public'`,
);

const rulesOf = (table: string, column: string): readonly RetentionRule[] => {
  const rules = COLUMNS[table];
  const own = typeof rules === 'object' ? rules[column] : rules;
  return [own ?? []].flat();
};

describe('a rule says how long it is kept', () => {
  test('for every text, digest and document of the database', () => {
    expect(columns.length).toBeGreaterThan(250);
    expect(
      columns
        .filter(({ table, column }) => rulesOf(table, column).length === 0)
        .map((one) => Object.values(one).join('.')),
    ).toEqual([]);
  });

  test('and for nothing that is not there', () => {
    for (const [table, rules] of Object.entries(COLUMNS)) {
      const own = every.filter((one) => one.table === table).map(({ column }) => column);
      expect(own, table).not.toEqual([]);
      if (typeof rules === 'object') expect(own, table).toEqual(expect.arrayContaining(Object.keys(rules)));
    }
  });

  test('and each rule is about something', () => {
    const used = new Set(
      Object.values(COLUMNS).flatMap((rules) => (typeof rules === 'string' ? [rules] : Object.values(rules).flat())),
    );
    expect([...used].toSorted()).toEqual(Object.keys({ ...TERMS, ...DAYS, ...KEPT }).toSorted());
  });

  test('column by column wherever citizens write', () => {
    for (const table of ['feedback', 'ticket', 'ticket_entry', 'forum_post'])
      expect(typeof COLUMNS[table]).toBe('object');
  });
});

describe('times end with quarters', () => {
  const limit = (now: string, zone = 'Asia/Jakarta', months = 24) => retentionLimit(Date.parse(now), zone, months);

  test('of the region: on the first day of one, what ended two years before is over', () => {
    expect(limit('2028-09-30T16:59:59Z')).toEqual({ day: '2026-07-01', instant: Date.parse('2026-06-30T17:00:00Z') });
    expect(limit('2028-09-30T17:00:00Z')).toEqual({ day: '2026-10-01', instant: Date.parse('2026-09-30T17:00:00Z') });
    expect(limit('2028-09-30T16:00:00Z', 'Asia/Jayapura').day).toBe('2026-10-01');
  });

  test('on the last day of a long month, too', () => {
    expect(limit('2028-08-31T05:00:00Z', 'Asia/Jakarta', 18).day).toBe('2027-01-01');
  });
});

const DOCUMENT = readFileSync(
  fileURLToPath(new URL('../../docs/privacy/impact-assessment.md', import.meta.url)),
  'utf8',
);

describe('the impact assessment', () => {
  test('tells all of it, and the columns that it is about', () => {
    const places = (rule: string) =>
      Object.entries(COLUMNS)
        .flatMap(([table, rules]) => {
          if (rules === rule) return [table];
          const own = typeof rules === 'object' ? Object.entries(rules) : [];
          return own
            .filter(([, rulesOfIt]) => [rulesOfIt].flat().includes(rule as RetentionRule))
            .map(([column]) => `${table}.${column}`);
        })
        .map((place) => `\`${place}\``)
        .join(', ');
    const row = (
      rule: string,
      kept: string,
      { what, afterwards, why }: Readonly<Record<'what' | 'afterwards' | 'why', string>>,
    ) => `| ${what} | ${kept} | ${afterwards} | ${why} | ${places(rule)} |`;
    const rows = [
      ...Object.entries(TERMS).map(([rule, one]) =>
        row(rule, `${one.months} bulan sejak akhir triwulan ${one.since}`, one),
      ),
      ...Object.entries(DAYS).map(([rule, one]) => row(rule, `${one.days} hari sejak ${one.since}`, one)),
      ...Object.entries(KEPT).map(([rule, one]) => row(rule, 'selama dipakai', one)),
    ];
    const [, told = ''] =
      /\| data \| disimpan \| sesudahnya \| alasan \| kolom \|\n\|(?:---\|)+\n([\s\S]+?)\n\n/.exec(DOCUMENT) ?? [];
    expect(told).toBe(rows.join('\n'));
  });

  test('has an example of other times, which can be loaded', () => {
    const [, example = ''] = /```json\n([\s\S]+?)```/.exec(DOCUMENT) ?? [];
    expect(parseRetentionPolicy(JSON.parse(example)).months).toMatchObject({ ticketWords: null });
  });
});
