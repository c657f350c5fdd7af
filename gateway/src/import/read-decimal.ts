import type { Cell, Reading } from './cell.ts';

const DIGITS_AFTER = 6;
const PLAIN = /^\d{1,12}(?:[.,]\d{1,6})?$/;

/** A number that is not negative, with a decimal comma or point, as exact text with a point: `19.5`. */
export const readDecimal = (cell: Cell): Reading<string> => {
  if (typeof cell === 'number' && Number.isFinite(cell) && cell >= 0)
    return { value: String(Number(cell.toFixed(DIGITS_AFTER))) };
  if (typeof cell !== 'string') return { reason: 'bukan angka nol atau lebih' };
  if (/^-\d/.test(cell)) return { reason: 'negatif; yang diharapkan nol atau lebih' };
  return PLAIN.test(cell)
    ? { value: cell.replace(',', '.') }
    : {
        reason: `bukan angka; yang diharapkan seperti 20 atau 19,5, paling banyak ${DIGITS_AFTER} angka di belakang koma`,
      };
};
