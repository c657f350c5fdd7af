import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** Name of the file that makes a folder a backup. It is written last. */
export const MANIFEST = 'cadangan.json';

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/);
const COUNT = z.number().int().nonnegative();

const manifestShape = z.strictObject({
  /** Of all that follows, as `JSON.stringify` writes it; older backups have none. */
  sha256: SHA256.optional(),
  /** Raised when older versions of Kinerja can no longer read it. */
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  /** What the database was made by, in order. */
  migrations: z.array(z.object({ name: z.string(), sha256: SHA256 })).min(1),
  /** In an order in which they can be filled. */
  tables: z.array(
    z.object({
      name: z.string().regex(/^[a-z_]+$/),
      columns: z.array(z.string()),
      rows: COUNT,
      /** Of the file as it lies there. */
      sha256: SHA256,
    }),
  ),
  regions: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      /** By table; those without rows are left out. */
      rows: z.record(z.string(), COUNT),
      /** The audit trail: events in the chain, and the hash at its end, hexadecimal; null when nothing was chained yet. */
      trail: z.object({ events: COUNT, head: SHA256 }).nullable(),
    }),
  ),
});

/** What a backup says of itself. */
export type Manifest = Omit<z.infer<typeof manifestShape>, 'sha256'>;

const hashOfManifest = (manifest: Manifest): string =>
  createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** The text of the file. */
export const manifestText = (given: Manifest): string => {
  // The hash is over its parts in the order of the shape, in which they will be read.
  const manifest = manifestShape.parse(given);
  return `${JSON.stringify({ sha256: hashOfManifest(manifest), ...manifest }, undefined, 2)}\n`;
};

/** A backup that cannot be used, in one sentence; nothing was changed. */
export class BackupRefused extends Error {}

/** The rows of a table in PostgreSQL's text format for COPY, compressed. */
export const fileOf = (folder: string, table: string): string => join(folder, `${table}.copy.gz`);

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

const readShape = async (folder: string): Promise<Manifest> => {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new BackupRefused(`${folder} bukan cadangan Kinerja yang lengkap: tidak ada ${MANIFEST} di dalamnya.`);
  });
  try {
    const { sha256, ...manifest } = manifestShape.parse(JSON.parse(text));
    if (sha256 !== undefined && sha256 !== hashOfManifest(manifest)) throw new Error('another hash');
    return manifest;
  } catch {
    throw new BackupRefused(`${join(folder, MANIFEST)} rusak, atau dibuat oleh versi Kinerja yang lebih baru.`);
  }
};

/**
 * Reads a backup's manifest, and every file of it to the end.
 *
 * @throws {BackupRefused} when it is incomplete, or a file is not what was written.
 */
export const readManifest = async (folder: string): Promise<Manifest> => {
  const manifest = await readShape(folder);
  for (const { name, sha256 } of manifest.tables) {
    const path = fileOf(folder, name);
    const found = await hashOf(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw new BackupRefused(`Cadangan tidak lengkap: ${path} tidak ada.`);
    });
    if (found !== sha256) throw new BackupRefused(`Cadangan rusak: isi ${path} bukan yang dulu ditulis.`);
  }
  return manifest;
};
