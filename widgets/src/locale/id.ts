/** Bahasa Indonesia: plain words, as a village office speaks to people. What one widget alone says lies beside it. */
export const id = {
  code: 'id',
  loading: 'Memuat…',
  retry: 'Coba lagi',
  sampleData: 'Data contoh',
  unreachable: 'Server tidak terhubung. Periksa jaringan.',
  unknown: 'Tidak ditemukan di server.',
  empty: 'Tidak diisi',
  receiptCode: 'Kode tanda terima',
  index: 'IKM resmi',
  ratings: (count: string) => `${count} penilaian`,
  provisional: (instant: string) => `Sementara, keadaan ${instant}`,
  notShown: 'tidak ditampilkan',
  scorecard: 'Kartu kinerja',
  basedOn: (ratings: string) => `dari ${ratings} penilaian warga`,
  how: 'Penjelasan',
  until: (instant: string) => `paling lambat ${instant}`,
};

/** What all widgets say; every language has the same keys. */
export type CommonWords = typeof id & {
  /** Said under each widget while nobody who grew up with the language has checked its words. */
  readonly awaitingReview?: string;
};
