import type { AllowedTable } from './allowed-columns.ts';
import { count, listed } from './in-words.ts';

/** Tells the operator how a file was read, and what was left at the door. */
export const tellDropped = <Field extends string>(
  { rows, titles, dropped }: AllowedTable<Field>,
  readAs: string,
  tell: (line: string) => void,
): void => {
  tell(`Dibaca sebagai ${readAs}; ${count(rows.length)} baris data.`);
  tell(`Kolom yang dipakai: ${listed(Object.values<string | undefined>(titles).map((title) => `"${title}"`))}.`);
  if (dropped.columns.length > 0)
    tell(
      `Tidak dibaca dan tidak disimpan: ${count(dropped.cells)} sel dalam ${count(dropped.columns.length)} kolom ` +
        `(${listed(dropped.columns)}).`,
    );
};
