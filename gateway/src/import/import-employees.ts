import { createHash } from 'node:crypto';
import { v7 as timeOrderedId } from 'uuid';
import { localDate } from '../domain/period.ts';
import { lockPersonnel } from '../personnel/assignments.ts';
import type { Dropped } from './allowed-columns.ts';
import type { Desk } from './desk.ts';
import { findBatch, type ImportBatch, storeOnce } from './import-batch.ts';
import { count, listed } from './in-words.ts';
import { type EmployeesPlan, planEmployees } from './plan-employees.ts';
import type { ImportContext } from './publish-import.ts';
import { readEmployees } from './read-employees.ts';
import { type ImportFile, readTable } from './read-table.ts';
import { refuseProblems } from './row-reader.ts';
import { loadPersonnel, storeEmployees } from './store-employees.ts';
import { tellDropped } from './tell-dropped.ts';

/** A file of SIASN's employees, and what is to be done with it. */
export interface ImportEmployees {
  readonly file: ImportFile;
  /** Name of the sheet; the first by default. */
  readonly sheet?: string;
  readonly importedBy: string;
}

/** How an import of employees ended. */
export interface EmployeesImport {
  readonly outcome: 'imported' | 'already imported';
  readonly batch: ImportBatch;
  readonly added: number;
  /** Those whose name, titles, employment, grade or legal status is another. */
  readonly changed: number;
  /** Those who were there already and got another post. */
  readonly moved: number;
  readonly dropped: Dropped;
}

const tellPlan = ({ undated, headless, absent }: EmployeesPlan, { tell }: Desk) => {
  if (undated > 0) tell(`${count(undated)} perpindahan tanpa TMT jabatan yang baru: dihitung mulai hari ini.`);
  if (headless.length > 0)
    tell(`Punya beberapa jabatan struktural, sehingga pimpinannya belum diketahui: ${listed(headless)}.`);
  if (absent > 0) tell(`${count(absent)} pegawai yang sudah tercatat tidak ada dalam berkas ini dan tidak diubah.`);
};

/**
 * Imports the employees of SIASN: whole or not at all, and once each file. A later file updates people; another unit or
 * post ends the assignment and begins a new one. Only the columns that are needed come in.
 *
 * @throws {ImportRefused} with every bad row, in which employee numbers are masked.
 */
export const importEmployees = async (
  { file, sheet, importedBy }: ImportEmployees,
  { pool, tenant, now }: ImportContext,
  desk: Desk,
): Promise<EmployeesImport> => {
  const { rows, readAs } = await readTable(file, sheet);
  const today = localDate(now.getTime(), tenant.timeZone);
  const { table, employees, problems } = readEmployees(rows, { today, zone: tenant.timeZone });
  tellDropped(table, readAs, desk.tell);
  const { dropped } = table;
  const fileHash = createHash('sha256').update(file.bytes).digest();
  const target = 'employees';
  const earlier = await findBatch(pool, fileHash, target);
  const nothing = { added: 0, changed: 0, moved: 0, dropped };
  if (earlier !== undefined) return { outcome: 'already imported', batch: earlier, ...nothing };
  refuseProblems(problems, table.rows.length);
  const batch: ImportBatch = {
    id: timeOrderedId(),
    kind: 'EMPLOYEES',
    fileName: file.name,
    fileHash,
    target,
    mapping: { columns: table.titles, dropped },
    ratings: employees.length,
    importedBy,
    importedAt: now,
  };
  let done: EmployeesPlan | undefined;
  const stored = await storeOnce(pool, batch, async (client) => {
    await lockPersonnel(client);
    const { plan, problems: inTheWay } = planEmployees(employees, await loadPersonnel(client), today);
    refuseProblems(inTheWay, employees.length);
    tellPlan(plan, desk);
    await storeEmployees(client, plan, batch, desk.progress);
    done = plan;
  });
  if (!stored.isNew || done === undefined) return { outcome: 'already imported', batch: stored.batch, ...nothing };
  return {
    outcome: 'imported',
    batch: stored.batch,
    added: done.added.length,
    changed: done.changed.length,
    moved: done.starts.filter(({ before }) => before !== undefined).length,
    dropped,
  };
};
