import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parsePlPgSQLSync } from 'libpg-query';
import { describe, expect, test } from 'vitest';
import { ANY_TABLE, type Finding, findTenant } from './one-tenant.ts';
import { PLACEMENT } from './placement.ts';
import { readPrismaCalls } from './prisma-calls.ts';
import { HOLE, Reader, readSourceTexts, type SourceText } from './source-texts.ts';

/*
 * Each statement of the product needs the rows of one region only, or is declared here to need more. Told by the texts alone, so that
 * several machines can share the regions among them (decision 0055).
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Statements that are not of one region, and why they need not be. One that no longer needs to stand here has to go. */
const DECLARED: Readonly<Record<string, string>> = {
  'leaderboard/read-benchmark.ts COMPARED':
    'quartiles over the regions that take part: a read of all shards, cached for a day',
  'database/backup/take-backup.ts copyStatement': 'the operator’s backup, table by table',
  'database/backup/restore-backup.ts stream': 'the operator’s backup, put into an empty database',
  'database/backup/restore-backup.ts all': 'the operator’s backup, compared',
  'database/backup/restore-backup.ts found': 'the operator’s backup, compared region by region',
  'database/backup/restore-backup.ts fillAll': 'the operator’s backup: tables, not rows',
  'retention/rating-months.ts heldBy': 'the operator asks what a month holds, also one that was detached',
  'retention/rating-months.ts detachMonth': 'the operator takes a month away: tables, not rows',
  'retention/rating-months.ts attachMonth': 'the operator brings a month back: tables, not rows',
  'retention/rating-months.ts refuseStrays':
    'the operator brings a month back: whether each of its ratings has its receipt',
  'demo/store-region.ts insertRows': 'rows of the demonstration, each with its region within a JSON document',
};

/**
 * Statements of one region that Citus refuses all the same: on a worker, `rater_of` would have to ask for rows itself. To be mended before
 * Citus is used, by asking for the rater first; no further one may come.
 */
const CALLING_FROM_SHARDS: readonly string[] = [
  'activity/people-to-judge.ts candidatesWith',
  'personnel/find-rater.ts CHAIN',
  'personnel/roles-towards.ts STANDING',
];

/** Functions that read tables of regions. */
const READING_FUNCTIONS = ['rater_of', 'make_feedback_months', 'regions_to_seal', 'due_webhook_endpoints'];

/** What can stand where the sources do not tell: a name, nothing, one more column, one more condition, a number, one more assignment. */
const FILLINGS = [ANY_TABLE, '', ', any_column', 'and any_column', '1', 'any_column = 1'];

/** With more gaps than this, all are filled alike. */
const MOST_GAPS = 4;

const filled = (reading: string): readonly string[] => {
  const gaps = reading.split(HOLE).length - 1;
  if (gaps > MOST_GAPS) return FILLINGS.map((filling) => reading.replaceAll(HOLE, filling));
  let texts: readonly string[] = [reading];
  for (let gap = 0; gap < gaps; gap += 1)
    texts = texts.flatMap((text) => FILLINGS.map((filling) => text.replace(HOLE, filling)));
  return texts;
};

/** What a text does, with the first filling that makes it a statement; nothing when it is none. */
const findingsOf = (reading: string): readonly Finding[] | undefined => {
  for (const text of filled(reading))
    try {
      return findTenant(text, PLACEMENT);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'SqlError')) throw error;
    }
  return undefined;
};

interface Judged extends SourceText {
  readonly findings: readonly Finding[];
  /** Whether one of its readings is no statement. */
  readonly isBroken: boolean;
}

const tables = [...PLACEMENT.distributed, ...PLACEMENT.reference, ...PLACEMENT.local];
const reader = new Reader();
const { statements: texts, orphans } = readSourceTexts(reader, tables);

/** PostgreSQL would refuse it: it is cut off, or a table that it names does not exist, as when two choices are taken that never meet. */
const isImpossible = (findings: readonly Finding[] | undefined) =>
  findings === undefined || findings.some(({ because }) => because.some((why) => why.endsWith(' is no table')));

const judge = (text: SourceText): readonly Judged[] => {
  const all = text.readings.map(findingsOf);
  const possible = all.filter((one) => !isImpossible(one));
  // Nothing by itself; the statements that take it in are proved with it.
  if (text.isTaken && possible.length === 0) return [];
  const findings = (possible.length > 0 ? possible : all).flatMap((one) => one ?? []);
  return [{ ...text, findings, isBroken: all.includes(undefined) }];
};

const NAMES_TABLE = new RegExp(`\\b(?:from|join|into|update)\\s+(?:${tables.join('|')}|${HOLE})\\b`);
const judged = texts.flatMap(judge);
/** Commands of the operator and sentences begin like statements, too. */
const statements = judged.filter(
  ({ findings, isBroken, readings }) =>
    findings.length > 0 || (isBroken && readings.some((one) => NAMES_TABLE.test(one))),
);
const unproved = statements.filter(
  ({ findings, isBroken }) => isBroken || findings.some(({ because }) => because.length > 0),
);
const isOfRegions = ({ findings }: Judged) => findings.some(({ distributed }) => distributed.length > 0);
const namesOf = (all: readonly Judged[]) => [...new Set(all.map(({ name }) => name))].toSorted();

describe('the statements of the gateway', () => {
  test('are found, in all of its slices', () => {
    expect(statements.length).toBeGreaterThan(500);
    expect(statements.filter(isOfRegions).length).toBeGreaterThan(400);
    // Whatever names a table after "from", "join", "into" or "update", and is none of the statements, goes into one of them.
    expect(orphans).toEqual([]);
  });

  test('are each of one region, or declared', () => {
    const unknown = unproved.filter(({ name }) => !(name in DECLARED));
    expect(
      unknown.map(({ name, readings, findings }) => ({
        name,
        readings,
        because: findings.flatMap(({ because }) => because),
      })),
    ).toEqual([]);
  });

  test('are declared only as long as they need to be', () => {
    expect(namesOf(unproved)).toEqual(Object.keys(DECLARED).toSorted());
  });

  test('use no local table together with one of regions', () => {
    const mixed = statements.filter(
      ({ name, findings }) =>
        !(name in DECLARED) && findings.some(({ local, distributed }) => local.length > 0 && distributed.length > 0),
    );
    expect(namesOf(mixed)).toEqual([]);
  });

  test('ask for further rows from within a shard in three known places, and no more', () => {
    const calling = statements.filter(({ findings }) =>
      findings.some(
        ({ distributed, calls }) => distributed.length > 0 && calls.some((name) => READING_FUNCTIONS.includes(name)),
      ),
    );
    expect(namesOf(calling)).toEqual(CALLING_FROM_SHARDS);
  });
});

describe('what Prisma sends', () => {
  const schema = readFileSync(`${ROOT}schema/prisma/schema.prisma`, 'utf8');
  const models = new Set(
    [...schema.matchAll(/^model (\w)(\w*)/gm)].map(([, first = '', rest = '']) => first.toLowerCase() + rest),
  );
  const calls = readPrismaCalls(reader, models);

  test('is asked for by a call that says the region', () => {
    expect(calls.length).toBeGreaterThan(100);
    expect(calls.filter(({ saysTenant }) => !saysTenant).map(({ name }) => name)).toEqual([]);
  });

  test('follows no relation that leaves the region', () => {
    const relations = [...schema.matchAll(/@relation\([^)]*fields: \[(\w+)[^)]*references: \[(\w+)/g)];
    expect(relations.length).toBeGreaterThan(100);
    expect(relations.filter(([, from, to]) => from !== 'tenantId' || to !== 'tenantId').map(([text]) => text)).toEqual(
      [],
    );
  });

  test.each(['widget-operations.sql', 'tenth-rating.sql'])('is of one region, as seen in %s', (file) => {
    const sent = readFileSync(`${ROOT}test/statements/${file}`, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('--'));
    expect(sent.length).toBeGreaterThan(5);
    const others = sent.filter((line) => findTenant(line, PLACEMENT).some(({ because }) => because.length > 0));
    expect(others).toEqual([]);
  });
});

test.each([
  { name: 'rater_of', file: '0007_measurements.sql', region: 'of_tenant', asks: 3 },
  { name: 'regions_to_seal', file: '0041_work_of_regions.sql', region: 'region', asks: 1 },
  { name: 'due_webhook_endpoints', file: '0041_work_of_regions.sql', region: 'region', asks: 1 },
])('$name asks for rows of one region at a time', ({ name, file, region, asks }) => {
  const migration = readFileSync(`${ROOT}schema/migrations/${file}`, 'utf8');
  const [definition = ''] = new RegExp(`create function ${name}\\([\\s\\S]*?\n {2}\\$\\$;`).exec(migration) ?? [];
  const queries = [...JSON.stringify(parsePlPgSQLSync(definition)).matchAll(/"query":("(?:[^"\\]|\\.)*")/g)]
    .map(([, query = '""']) => String(JSON.parse(query)).replace(/^exists \(\s*([\s\S]*)\)$/, '$1'))
    .filter((query) => query.startsWith('select ') && query.includes(region));
  expect(queries).toHaveLength(asks);
  for (const query of queries)
    expect(findTenant(query.replaceAll(new RegExp(`\\b${region}\\b`, 'g'), '$1'), PLACEMENT)).toMatchObject([
      { because: [] },
    ]);
});
