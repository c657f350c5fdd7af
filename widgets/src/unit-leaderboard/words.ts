const id = {
  board: (kind: string, tenant: string) => `Papan Adil: ${kind}, ${tenant}`,
  unit: 'Unit',
  fairScore: 'Skor adil',
  range: (lower: string, upper: string) => `rentang ${lower}–${upper}`,
  place: (from: number, to: number, of: number) => `Peringkat ${from === to ? from : `${from}–${to}`} dari ${of}`,
  noPlace: 'Belum diperingkat',
  legend: (lower: number, upper: number, average: string) =>
    `Batang: rentang 95 % dari skor adil, pada skala ${lower}–${upper}. Garis tegak: rata-rata ${average}.`,
  verified: 'Skor adil hanya memakai penilaian terverifikasi.',
  withheld: 'Belum ditampilkan',
};

/** What the board alone says. */
export type BoardWords = typeof id;

const en: BoardWords = {
  board: (kind, tenant) => `Fair board: ${kind}, ${tenant}`,
  unit: 'Unit',
  fairScore: 'Fair score',
  range: (lower, upper) => `range ${lower}–${upper}`,
  place: (from, to, of) => `Rank ${from === to ? from : `${from}–${to}`} of ${of}`,
  noPlace: 'Not ranked yet',
  legend: (lower, upper, average) =>
    `Bar: 95 % range of the fair score, scale ${lower}–${upper}. Line: average ${average}.`,
  verified: 'Fair scores use verified ratings only.',
  withheld: 'Not shown yet',
};

/** Regional languages have it in their files. */
export const boardWords: Readonly<Record<string, BoardWords>> = { id, en };
