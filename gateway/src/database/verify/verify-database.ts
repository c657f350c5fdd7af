import { Client } from 'pg';
import type { Damage } from './damage.ts';
import { findBrokenPages } from './find-broken-pages.ts';
import { findBrokenTables } from './find-broken-tables.ts';

/** What was looked at, and what was found. */
export interface Verdict {
  /** Pages of 8 kB whose checksum was computed anew, those of all databases of the server. */
  readonly pages: number;
  /** Tables and B-trees of this database that were read as such. */
  readonly relations: number;
  readonly damage: readonly Damage[];
}

/** The database cannot be looked at; one sentence for the operator. */
export class CannotVerify extends Error {}

/** In a schema that nobody sees, as it goes with the transaction. */
const TOOLS = 'kinerja_verify';

const bringTools = async (client: Client) => {
  await client.query(`create schema ${TOOLS}`);
  for (const name of ['pageinspect', 'amcheck'])
    await client.query(`create extension ${name} schema ${TOOLS}`).catch((error: Error) => {
      throw new CannotVerify(
        `Ekstensi ${name} dari PostgreSQL tidak tersedia (${error.message}): pasang paket contrib-nya, atau jalankan pg_checksums dan pg_amcheck.`,
      );
    });
};

const refuseBlind = async (client: Client) => {
  const { rows } = await client.query<{ isPowerful: boolean; hasChecksums: boolean }>(
    `select (select rolsuper from pg_roles where rolname = current_user) as "isPowerful",
            current_setting('data_checksums') = 'on' as "hasChecksums"`,
  );
  if (!rows[0]?.isPowerful)
    throw new CannotVerify(
      `Hanya superuser yang boleh membaca halaman basis data; "${client.user}" bukan. Jalankan perintah ini dengan DATABASE_URL superuser, atau pg_checksums dan pg_amcheck.`,
    );
  if (!rows[0].hasChecksums)
    throw new CannotVerify(
      'Basis data ini dibuat tanpa checksum, sehingga bit yang berubah tidak dapat ditemukan: pasang dengan pg_checksums --enable.',
    );
};

/**
 * Reads every page of the server from its files and computes its checksum anew, then reads tables and B-trees of this database as such
 * (PostgreSQL's `amcheck`). Others go on meanwhile, and nothing is left of it.
 *
 * Not covered by any checksum of PostgreSQL: which transactions have been committed (`pg_xact`). What went missing that way is found by
 * the audit trail (`verifyTrail`).
 *
 * @param superuserUrl of the database whose tables are read.
 * @param isThorough whether every row is looked for in each index too, which takes several times as long.
 * @throws {CannotVerify} without the rights, the extensions or the checksums for it.
 */
export const verifyDatabase = async (superuserUrl: string, isThorough: boolean): Promise<Verdict> => {
  const client = new Client({ connectionString: superuserUrl, application_name: 'kinerja-verify' });
  await client.connect();
  try {
    await refuseBlind(client);
    await client.query('begin');
    await bringTools(client);
    await client.query(`set local search_path = ${TOOLS}, public`);
    const { pages, damage } = await findBrokenPages(client);
    const tables = await findBrokenTables(client, isThorough);
    return { pages, relations: tables.relations, damage: [...damage, ...tables.damage] };
  } finally {
    // Ends the transaction, and with it what was brought.
    await client.end();
  }
};
