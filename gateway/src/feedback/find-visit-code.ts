import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Issue } from '../domain/score.ts';
import { isVisitCodeGood, VISIT_CODE_DAYS } from '../domain/visit-code.ts';
import { shown } from './check-feedback.ts';
import { visitCodeHash } from './visit-code.ts';

/** A code that is good for one rating, or why it is not, in words for whoever holds the ticket. */
export type FoundVisitCode = { readonly hash: Buffer } | { readonly issue: Issue };

const problem = (message: string): FoundVisitCode => ({
  issue: { path: 'visitCode', message: `visitCode: ${message}` },
});

// Another region's or service's code is answered like one that was never issued.
const unknown = (typed: string) =>
  problem(
    `kode kunjungan ${shown(typed)} tidak dikenal untuk layanan ini; yang diharapkan kode di nomor antrean, misalnya 7K3M-9QXT-2WZ4, atau kosong.`,
  );
const NOT_NOW = problem(
  `kode kunjungan ini hanya berlaku pada hari kunjungan dan ${VISIT_CODE_DAYS} hari sesudahnya; kosongkan untuk menilai tanpa kode.`,
);

/** One code counts once, whoever comes second. */
export const USED_VISIT_CODE: Issue = {
  path: 'visitCode',
  message: 'visitCode: kode kunjungan ini sudah dipakai; kosongkan untuk menilai tanpa kode.',
};

interface Row {
  readonly day: string;
  readonly isUsed: boolean;
}

const FIND = {
  name: 'visit_code',
  text: `
    select to_char(day, 'YYYY-MM-DD') as day, used.hash is not null as "isUsed"
    from visit_code
    left join visit_code_use as used on used.tenant_id = visit_code.tenant_id and used.hash = visit_code.hash
    where visit_code.tenant_id = $1 and visit_code.hash = $2 and service_id = $3`,
};

/**
 * Looks a visit code of the bound tenant up.
 *
 * @param today `YYYY-MM-DD` in the tenant's zone.
 */
export const findVisitCode = async (
  pool: Pool,
  typed: string,
  { serviceId, today }: { readonly serviceId: string; readonly today: string },
): Promise<FoundVisitCode> => {
  const hash = visitCodeHash(typed);
  if (hash === undefined) return unknown(typed);
  const { rows } = await pool.query<Row>({ ...FIND, values: [boundTenant(), hash, serviceId] });
  const [found] = rows;
  if (found === undefined) return unknown(typed);
  if (found.isUsed) return { issue: USED_VISIT_CODE };
  return isVisitCodeGood(found.day, today) ? { hash } : NOT_NOW;
};

/** Whether somebody may hold a code that is good today: then the form asks for it. */
export const hasVisitCodes = async (pool: Pool, serviceId: string, today: string): Promise<boolean> => {
  const { rows } = await pool.query<{ has: boolean }>({
    name: 'has_visit_codes',
    text: `select exists (select from visit_code
                          where tenant_id = $1 and service_id = $2 and day between $3::date - $4::integer and $3) as has`,
    values: [boundTenant(), serviceId, today, VISIT_CODE_DAYS],
  });
  return rows[0]?.has === true;
};
