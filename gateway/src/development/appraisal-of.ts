import type { Pool } from 'pg';
import type { InputCheck } from '../check-input.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { keyHere } from './here.ts';

/** The appraisal that something follows from: it must be one of the person concerned. Null when none is named. */
export const appraisalOf = async (
  pool: Pool,
  check: InputCheck,
  employeeId: string,
  appraisalId: string | null | undefined,
): Promise<string | null> => {
  if (appraisalId == null) return null;
  const key = keyHere(appraisalId, 'Appraisal');
  const { rowCount } = await pool.query('select from appraisal where tenant_id = $1 and id = $2 and employee_id = $3', [
    boundTenant(),
    key ?? null,
    employeeId,
  ]);
  check.expect(rowCount === 1, 'appraisalId', appraisalId, 'id penilaian (Appraisal) pegawai ini, atau kosong');
  return key ?? null;
};
