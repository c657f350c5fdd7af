import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Desk } from '../import/desk.ts';
import type { ImportBatch } from '../import/import-batch.ts';
import { count } from '../import/in-words.ts';
import type { ImportFile } from '../import/read-table.ts';
import { standpoint } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { chooseMapping, isAttended, progressOn, tell } from './screen.ts';

/** A file is read whole, so that it can be imported whole or not at all. */
const LARGEST = 200 * 1024 * 1024;

/** Reads the file that an operator names. */
export const readImportFile = async (path: string): Promise<ImportFile> => {
  const full = resolve(standpoint(), path);
  try {
    const { size } = await stat(full);
    if (size > LARGEST)
      throw new Refused(`Berkas ${path} lebih besar dari ${LARGEST / 1024 / 1024} MB: bagi menjadi beberapa berkas.`);
    return { name: basename(full).replaceAll(/\p{C}/gu, ''), bytes: await readFile(full) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Refused(`Berkas ${full} tidak ada.`);
    if (code === 'EISDIR') throw new Refused(`${full} adalah folder, bukan berkas.`);
    if (code === 'EACCES') throw new Refused(`Berkas ${full} tidak boleh dibaca oleh pengguna ini.`);
    throw error;
  }
};

/** The operator at this terminal, as an import sees them. */
export const operator = (): Desk => ({
  tell,
  progress: progressOn(process.stdout),
  ...(isAttended() && { chooseMapping }),
});

/** The day of a moment in a zone, `YYYY-MM-DD`. */
export const dayOf = (date: Date, timeZone: string) => date.toLocaleDateString('en-CA', { timeZone });

/** Says that a file was imported before; `what` its rows are. */
export const tellEarlier = (
  { importedAt, importedBy, mapping, ratings, id }: ImportBatch,
  timeZone: string,
  what: string,
): void => {
  const { confirmed } = mapping as { readonly confirmed?: string | null };
  const read = confirmed == null ? '' : `pemetaan ${confirmed}, `;
  tell(
    `Berkas yang sama sudah diimpor untuk sasaran ini pada ${dayOf(importedAt, timeZone)} oleh ${importedBy} ` +
      `(${count(ratings)} ${what}, ${read}batch ${id}); tidak ada yang berubah.`,
  );
};
