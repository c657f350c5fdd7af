import { chownSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OwnCluster, startOwnCluster } from '@kinerja/gateway/database/own-cluster';
import { unprivilegedAccount } from '@kinerja/gateway/database/unprivileged-account';
import { Client } from 'pg';

/** Files of a running server that are of no use to another. */
const ITS_OWN = new Set(['postmaster.pid', 'postmaster.opts']);

const giveTo = (folder: string, { uid, gid }: { readonly uid: number; readonly gid: number }) => {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    chownSync(join(entry.parentPath, entry.name), uid, gid);
};

/**
 * Starts a server that follows another by streaming replication: as `pg_basebackup` does it, which does not come with the packages.
 *
 * @param folder for its data; `from` is the data folder of the server that it follows.
 */
export const startReplica = async (
  folder: string,
  from: { readonly folder: string; readonly superuserUrl: string },
): Promise<OwnCluster> => {
  const copy = join(folder, 'postgres');
  const client = new Client({ connectionString: from.superuserUrl });
  await client.connect();
  try {
    await client.query("select pg_backup_start('copy', true)");
    cpSync(join(from.folder, 'postgres'), copy, {
      recursive: true,
      filter: (file) => !ITS_OWN.has(file.slice(file.lastIndexOf('/') + 1)),
    });
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    writeFileSync(join(copy, 'backup_label'), rows[0]?.labelfile ?? '');
  } finally {
    await client.end();
  }
  writeFileSync(join(copy, 'standby.signal'), '');
  const { hostname, port, username, password } = new URL(from.superuserUrl);
  writeFileSync(
    join(copy, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${password}'\n`,
    { flag: 'a' },
  );
  // The passwords are the same, as they are in the copied tables.
  writeFileSync(join(folder, 'database.json'), readFileSync(join(from.folder, 'database.json')), { mode: 0o600 });
  const account = unprivilegedAccount();
  if (account !== undefined) giveTo(copy, account);
  const replica = await startOwnCluster(folder, 'npm');
  return {
    ...replica,
    stop: async () => {
      await replica.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
