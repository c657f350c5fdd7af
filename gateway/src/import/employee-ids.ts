import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { maskEmployeeNumber } from '../domain/employee-number.ts';
import { refuseProblems } from './row-reader.ts';

/** A row that is about an employee. */
interface AboutEmployee {
  readonly row: number;
  readonly employeeNumber: string;
}

/**
 * The ids of the bound tenant's employees by their numbers.
 *
 * @param rows of the file; each must be about one of them.
 * @param rowsOfFile how many the file has.
 * @throws {ImportRefused} with every row about somebody else, the number masked.
 */
export const employeeIds = async (
  client: PoolClient,
  rows: readonly AboutEmployee[],
  rowsOfFile: number,
): Promise<ReadonlyMap<string, string>> => {
  const { rows: employees } = await client.query<{ id: string; number: string }>(
    'select id, employee_number as number from employee where tenant_id = $1',
    [boundTenant()],
  );
  const ids = new Map(employees.map(({ id, number }) => [number, id]));
  const unknown = rows.filter(({ employeeNumber }) => !ids.has(employeeNumber));
  refuseProblems(
    [...new Map(unknown.map((one) => [one.row, one])).values()].map(({ row, employeeNumber }) => ({
      row,
      column: 'NIP',
      value: maskEmployeeNumber(employeeNumber),
      reason: 'bukan pegawai daerah ini; impor dahulu pegawainya: pnpm kinerja import employees',
    })),
    rowsOfFile,
  );
  return ids;
};
