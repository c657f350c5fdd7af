import type { Command } from 'commander';
import { type TrailFault, type TrailVerdict, verifyTrail } from '../audit/verify-trail.ts';
import { count } from '../import/in-words.ts';
import { withRegion } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { tell } from './screen.ts';

const FAULTS: Readonly<Record<TrailFault['what'], string>> = {
  EVENT_GONE: 'peristiwanya sudah tidak ada',
  CHANGED: 'isinya bukan yang dulu dicatat',
  GAP: 'mata rantainya sudah tidak ada',
  ROOT: 'akar hariannya bukan dari peristiwa-peristiwa ini',
};

const HASH = /^[0-9a-f]{64}$/i;

/** What an operator is told of a trail that is not what it was; nothing of one that is. */
export const wrongWithTrail = ({ fault, isKnown }: TrailVerdict): string | undefined => {
  if (fault !== null)
    return `Jejak audit TIDAK utuh sejak peristiwa ke-${count(fault.position)}: ${FAULTS[fault.what]}.`;
  if (isKnown === false)
    return 'Jejak audit TIDAK utuh: hash yang Anda simpan tidak ada di dalamnya; ada yang dipotong atau ditulis ulang.';
  return undefined;
};

const verify = (code: string, { hash }: { readonly hash?: string }) =>
  withRegion(code, async ({ database: { pool } }) => {
    if (hash !== undefined && !HASH.test(hash))
      throw new Refused(`--hash: "${hash}" tidak dapat dipakai; yang diharapkan 64 angka heksadesimal.`);
    const verdict = await verifyTrail(pool, hash ?? null);
    const wrong = wrongWithTrail(verdict);
    if (wrong !== undefined) throw new Refused(wrong);
    tell(`Jejak audit utuh: ${count(verdict.events)} peristiwa, ${count(verdict.notSealed)} belum dirantai.`);
    if (verdict.events === 0) return;
    tell(`Simpan hash ini di luar server, untuk pemeriksaan berikutnya (--hash): ${verdict.head}`);
  });

/** `audit verify`. */
export const addAuditCommands = (program: Command): void => {
  const audit = program.command('audit').description('memeriksa jejak audit');
  audit
    .command('verify <kode>')
    .description('memeriksa bahwa jejak audit tidak diubah')
    .option('--hash <hash>', 'hash yang disimpan pada pemeriksaan sebelumnya')
    .action(verify);
};
