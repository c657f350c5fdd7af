import type { Command } from 'commander';
import { verifyTrail } from '../audit/verify-trail.ts';
import { openDatabase } from '../database/open-database.ts';
import { asSuperuser, type ClusterAddresses } from '../database/own-cluster.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { damageInLines } from '../database/verify/damage.ts';
import { CannotVerify, verifyDatabase } from '../database/verify/verify-database.ts';
import { count } from '../import/in-words.ts';
import { openTenantDirectory } from '../tenant/tenant-directory.ts';
import { wrongWithTrail } from './audit-commands.ts';
import { withDatabaseServer } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { tell } from './screen.ts';

const verifyFiles = async (addresses: ClusterAddresses | string) => {
  const url = typeof addresses === 'string' ? addresses : asSuperuser(addresses);
  const { pages, relations, damage } = await verifyDatabase(url, true).catch((error: unknown) => {
    throw error instanceof CannotVerify ? new Refused(error.message) : error;
  });
  if (damage.length > 0)
    throw new Refused(
      `Basis data RUSAK:\n${damageInLines(damage)}\nJangan hapus apa pun; ikuti "A damaged database" di docs/operations.md.`,
    );
  tell(`${count(pages)} halaman dan ${count(relations)} tabel dan indeks dibaca: utuh.`);
};

const verifyTrails = async (addresses: ClusterAddresses | string) => {
  const database = await openDatabase(addresses);
  try {
    const regions = (await openTenantDirectory(database.directory)).all();
    for (const { tenantId, code } of regions) {
      const verdict = await withTenant(tenantId, () => verifyTrail(database.pool));
      const wrong = wrongWithTrail(verdict);
      if (wrong !== undefined) throw new Refused(`Daerah ${code}: ${wrong}`);
    }
    tell(`Jejak audit ${count(regions.length)} daerah dihitung ulang: utuh.`);
  } finally {
    await database.close();
  }
};

/** Trails come second: they cannot be read from what is damaged. */
const verify = () =>
  withDatabaseServer(async ({ addresses }) => {
    await verifyFiles(addresses);
    await verifyTrails(addresses);
  });

/** `verify`. */
export const addVerifyCommands = (program: Command): void => {
  program
    .command('verify')
    .description('memeriksa bahwa basis data utuh: setiap halaman, tabel, indeks, dan jejak audit')
    .action(verify);
};
