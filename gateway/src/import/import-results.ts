import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { localDate } from '../domain/period.ts';
import type { Dropped } from './allowed-columns.ts';
import type { Desk } from './desk.ts';
import { employeeIds } from './employee-ids.ts';
import { findBatch, type ImportBatch, storeOnce } from './import-batch.ts';
import type { ImportContext } from './publish-import.ts';
import { readNumericResults } from './read-numeric-results.ts';
import { hasRatings, readRatedResults } from './read-rated-results.ts';
import { type ImportFile, readTable } from './read-table.ts';
import { refuseProblems } from './row-reader.ts';
import { tellDropped } from './tell-dropped.ts';
import type { ImportedResult } from './yearly-result.ts';

/** A file of yearly results from before the region used Kinerja. */
export interface ImportResults {
  readonly file: ImportFile;
  /** Name of the sheet; the first by default. */
  readonly sheet?: string;
  readonly importedBy: string;
}

/** How an import of results ended. */
export interface ResultsImport {
  readonly outcome: 'imported' | 'already imported';
  readonly batch: ImportBatch;
  readonly added: number;
  /** Results that were another before. */
  readonly corrected: number;
  readonly dropped: Dropped;
  /** Rows in which the file says something else than what follows from it; told to the operator, too. */
  readonly warnings: readonly string[];
}

const ROWS_PER_STATEMENT = 1000;

/** What was there of the rows, told apart from what is new; rows that say the same again are left out. */
const STORE = {
  name: 'import_results',
  text: `
    with given as (
      select * from jsonb_to_recordset($2)
        as row ("employeeId" uuid, year integer, rule text, "workScore" numeric, "behaviourScore" numeric, value numeric,
                "peersConsulted" boolean, "newIdea" boolean, "convertedValue" numeric, "integratedValue" numeric,
                "workResult" text, behaviour text, predicate text)
    ), before as (
      select past_result.* from past_result
      join given on given."employeeId" = employee_id and given.year = past_result.year and given.rule = past_result.rule
      where tenant_id = $1
    ), stored as (
      insert into past_result as known (tenant_id, employee_id, year, rule, work_score, behaviour_score, value,
        peers_consulted, new_idea, converted_value, integrated_value, work_result, behaviour, predicate, batch_id)
      select $1, "employeeId", year, rule, "workScore", "behaviourScore", value, "peersConsulted", "newIdea",
             "convertedValue", "integratedValue", "workResult", behaviour, predicate, $3
      from given
      on conflict (tenant_id, employee_id, year, rule) do update
      set work_score = excluded.work_score, behaviour_score = excluded.behaviour_score, value = excluded.value,
          peers_consulted = excluded.peers_consulted, new_idea = excluded.new_idea,
          converted_value = excluded.converted_value, integrated_value = excluded.integrated_value,
          work_result = excluded.work_result, behaviour = excluded.behaviour, predicate = excluded.predicate,
          batch_id = excluded.batch_id
      where (known.work_score, known.behaviour_score, known.value, known.peers_consulted, known.new_idea,
             known.converted_value, known.integrated_value, known.work_result, known.behaviour, known.predicate)
        is distinct from (excluded.work_score, excluded.behaviour_score, excluded.value, excluded.peers_consulted,
             excluded.new_idea, excluded.converted_value, excluded.integrated_value, excluded.work_result,
             excluded.behaviour, excluded.predicate)
      returning *
    )
    select stored.employee_id as "employeeId", stored.year, stored.rule,
           jsonb_strip_nulls(to_jsonb(before) - $4::text[]) as before, jsonb_strip_nulls(to_jsonb(stored) - $4::text[]) as after
    from stored left join before using (employee_id, year, rule)`,
};

/** Columns that say which result it is, not what it is. */
const KEY_COLUMNS = ['tenant_id', 'employee_id', 'year', 'rule', 'batch_id'];

interface Stored extends Pick<ImportedResult, 'year' | 'rule'> {
  readonly employeeId: string;
  readonly before: object | null;
  readonly after: object;
}

const storeResults = async (
  client: PoolClient,
  results: readonly ImportedResult[],
  { id: batchId, ratings: rowsOfFile, importedAt: at, importedBy }: ImportBatch,
  progress: Desk['progress'],
) => {
  const ids = await employeeIds(client, results, rowsOfFile);
  const counts = { added: 0, corrected: 0 };
  for (let from = 0; from < results.length; from += ROWS_PER_STATEMENT) {
    const part = results
      .slice(from, from + ROWS_PER_STATEMENT)
      .map(({ employeeNumber, row: _row, ...one }) => ({ ...one, employeeId: ids.get(employeeNumber) }));
    const { rows } = await client.query<Stored>({
      ...STORE,
      values: [boundTenant(), JSON.stringify(part), batchId, KEY_COLUMNS],
    });
    for (const { employeeId, year, rule, before, after } of rows) {
      if (before === null) {
        counts.added += 1;
        continue;
      }
      counts.corrected += 1;
      await recordEvent(client, {
        at,
        actor: `operator ${importedBy}`,
        action: 'past_result.corrected',
        subject: employeeId,
        detail: { why: `import ${batchId}`, year, rule, before, after },
      });
    }
    progress(Math.min(from + ROWS_PER_STATEMENT, results.length), results.length);
  }
  return counts;
};

/**
 * Imports yearly results from before the region used Kinerja, in the columns of SIASN's `rw_skp22` (the two ratings, since
 * 2022) or of `rw_skp` (numbers, before), whichever the file has: whole or not at all, and once each file. A later file
 * corrects. Predicates are worked out; where the file has another, the operator is told.
 *
 * @throws {ImportRefused} with every bad row, in which employee numbers are masked.
 */
export const importResults = async (
  { file, sheet, importedBy }: ImportResults,
  { pool, tenant, now }: ImportContext,
  desk: Desk,
): Promise<ResultsImport> => {
  const { rows, readAs } = await readTable(file, sheet);
  const today = localDate(now.getTime(), tenant.timeZone);
  const { table, results, problems, warnings } = (hasRatings(rows) ? readRatedResults : readNumericResults)(
    rows,
    today,
  );
  tellDropped(table, readAs, desk.tell);
  const { dropped } = table;
  const fileHash = createHash('sha256').update(file.bytes).digest();
  const target = 'past results';
  const earlier = await findBatch(pool, fileHash, target);
  const nothing = { added: 0, corrected: 0, dropped, warnings };
  if (earlier !== undefined) return { outcome: 'already imported', batch: earlier, ...nothing };
  refuseProblems(problems, table.rows.length);
  for (const warning of warnings) desk.tell(warning);
  const batch: ImportBatch = {
    id: timeOrderedId(),
    kind: 'PAST_RESULTS',
    fileName: file.name,
    fileHash,
    target,
    mapping: { columns: table.titles, dropped },
    ratings: table.rows.length,
    importedBy,
    importedAt: now,
  };
  let counts = { added: 0, corrected: 0 };
  const stored = await storeOnce(pool, batch, async (client) => {
    counts = await storeResults(client, results, batch, desk.progress);
  });
  return { ...nothing, outcome: stored.isNew ? 'imported' : 'already imported', batch: stored.batch, ...counts };
};
