import type { Pool } from 'pg';
import { recordEvent } from '../audit/record-event.ts';
import type { Period } from '../domain/period.ts';
import { readFinalResults } from './read-final-results.ts';
import { type Columns, PERIODIC_COLUMNS, YEARLY_COLUMNS } from './siasn-columns.ts';
import { type TableFormat, writeTable } from './write-table.ts';

/** Which results go out, and how. */
export interface ExportResults {
  readonly period: Period;
  /** As `rw_skp22` of SIASN, for a year; otherwise as `rw_kinerjaperiodik`, for a month or a quarter. */
  readonly yearly: boolean;
  readonly format: TableFormat;
  /** Who exports, for the audit trail. */
  readonly exportedBy: string;
}

/** The period cannot be exported this way; the message is for the operator's terminal. */
export class ExportRefused extends Error {}

const PERIODIC = /^\d{4}-(?:Q[1-4]|\d{2})$/;
const YEARLY = /^\d{4}$/;

const columnsFor = ({ period, yearly }: ExportResults): Columns => {
  if (yearly && !YEARLY.test(period))
    throw new ExportRefused(`--yearly: ${period} bukan tahun; yang diharapkan misalnya 2026.`);
  if (!yearly && !PERIODIC.test(period))
    throw new ExportRefused(
      `--period: ${period} bukan bulan atau triwulan, dan SIASN tidak mengenal yang lain; untuk setahun penuh tambahkan --yearly.`,
    );
  return yearly ? YEARLY_COLUMNS : PERIODIC_COLUMNS;
};

/**
 * The final results of a period of the bound tenant in the columns of SIASN; that they went out is in the audit trail.
 *
 * @returns the file, and how many results it holds.
 * @throws {ExportRefused} for a period that SIASN does not have.
 */
export const exportResults = async (
  pool: Pool,
  now: Date,
  input: ExportResults,
): Promise<{ readonly file: Buffer; readonly results: number }> => {
  const { period, format, exportedBy, yearly } = input;
  const columns = columnsFor(input);
  const results = await readFinalResults(pool, period);
  const rows = results.map((result) => Object.values(columns).map((cellOf) => cellOf(result, period)));
  const file = await writeTable([Object.keys(columns), ...rows], format);
  await recordEvent(pool, {
    at: now,
    actor: `operator ${exportedBy}`,
    action: 'results.exported',
    subject: `results ${period}`,
    detail: { period, yearly, format, results: results.length },
  });
  return { file, results: results.length };
};
