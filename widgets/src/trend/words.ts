import type { Language } from '../locale/languages.ts';

interface TrendWords {
  readonly asTable: string;
  readonly quarter: string;
  readonly ratings: string;
  /** By direction; a later gateway may know others, and tells them in its explanation. */
  readonly directions: Readonly<Record<string, string>>;
}

/** Words of the trend that the one file of a page does not have; Sundanese and Javanese await a native reader. */
export const trendWords: Readonly<Record<Language, TrendWords>> = {
  id: {
    asTable: 'Tampilkan sebagai tabel',
    quarter: 'Triwulan',
    ratings: 'Penilaian',
    directions: { UP: '↑ Naik.', DOWN: '↓ Turun.' },
  },
  en: {
    asTable: 'Show as a table',
    quarter: 'Quarter',
    ratings: 'Ratings',
    directions: { UP: '↑ Up.', DOWN: '↓ Down.' },
  },
  su: {
    asTable: 'Témbongkeun jadi tabél',
    quarter: 'Triwulan',
    ratings: 'Pangajén',
    directions: { UP: '↑ Naék.', DOWN: '↓ Turun.' },
  },
  jv: {
    asTable: 'Tampilaken minangka tabel',
    quarter: 'Triwulan',
    ratings: 'Pambiji',
    directions: { UP: '↑ Minggah.', DOWN: '↓ Mandhap.' },
  },
};
