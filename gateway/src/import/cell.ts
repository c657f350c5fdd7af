/** One cell of a table, without spaces around it; null when nothing is in it. CSV knows texts only. */
export type Cell = string | number | boolean | Date | null;

/** A cell as its meaning, or why it has none, in words that follow its value. */
export type Reading<Value> = { readonly value: Value } | { readonly reason: string };

const LONGEST_SHOWN = 60;

/** The cell in a message: quoted, short enough, and without what a terminal would obey. */
export const shown = (cell: Cell): string => {
  const whole = cell instanceof Date ? cell.toISOString().replace('T00:00:00.000Z', '') : String(cell ?? '');
  const text = whole.replaceAll(/\p{C}/gu, '\uFFFD');
  return `"${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}"`;
};

const SCIENTIFIC = 'ditulis dalam notasi ilmiah, sehingga angka aslinya sudah hilang';
/** Why a number with decimals is none of the whole ones. */
export const FRACTION = 'berupa pecahan; yang diharapkan bilangan bulat';
const NOT_A_NUMBER = 'bukan angka';

const wholeNumber = (value: number): Reading<number> => {
  if (!Number.isInteger(value)) return { reason: FRACTION };
  return Number.isSafeInteger(value) ? { value } : { reason: SCIENTIFIC };
};

/** A whole number as spreadsheets and official tables write it: dots between thousands, a comma before decimals. */
export const readWholeNumber = (cell: Cell): Reading<number> => {
  if (typeof cell === 'number') return wholeNumber(cell);
  if (cell instanceof Date) return { reason: 'terbaca sebagai tanggal; yang diharapkan bilangan bulat' };
  if (typeof cell !== 'string') return { reason: NOT_A_NUMBER };
  if (/^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(cell)) return { reason: SCIENTIFIC };
  if (/^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/.test(cell))
    return { reason: 'bisa berarti pecahan atau ribuan; tulis bilangan bulat tanpa pemisah' };
  if (/^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(cell))
    return wholeNumber(Number(cell.replaceAll('.', '').replace(',', '.')));
  return /^[+-]?\d+(?:[.,]\d+)?$/.test(cell) ? wholeNumber(Number(cell.replace(',', '.'))) : { reason: NOT_A_NUMBER };
};
