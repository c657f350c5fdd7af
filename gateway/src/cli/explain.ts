import { ConfigError } from '../config.ts';
import { MigrationRefused } from '../database/migrate.ts';
import { diskFull, SetupError } from '../database/setup-error.ts';
import { ImportRefused, problemLine } from '../import/import-refused.ts';
import { TenantExists } from '../tenant/create-tenant.ts';
import { Refused } from './refused.ts';

const EXPECTED = [Refused, ConfigError, SetupError, MigrationRefused, TenantExists];
/** The server went away, or has no connection left. */
const LOST = /^(?:ECONN|EPIPE|08|57P0|53300|P1)|terminated|timeout exceeded/;
const STUCK = new Set(['55P03', '57014']);

const isLost = (error: Error) => LOST.test('code' in error ? String(error.code) : error.message);

/** What went wrong, for the operator; only what nobody expected keeps its stack. */
export const explain = (error: unknown): string => {
  if (error instanceof ImportRefused) return [...error.problems.map(problemLine), error.message].join('\n');
  if (!(error instanceof Error)) return String(error);
  if (EXPECTED.some((kind) => error instanceof kind)) return error.message;
  const full = diskFull(error, 'basis data');
  if (full !== undefined) return full.message;
  if ('code' in error && STUCK.has(String(error.code)))
    return 'Basis data sibuk terlalu lama: ulangi perintah ini; impor yang sudah tersimpan tidak tersimpan dua kali.';
  if (isLost(error))
    return 'Basis data tidak dapat dihubungi atau terputus: ulangi perintah ini; impor yang sudah tersimpan tidak tersimpan dua kali.';
  return error.stack ?? error.message;
};
