/** Bahasa Indonesia: plain words, as a village office speaks to people. */
export const id = {
  code: 'id',
  loading: 'Memuat…',
  retry: 'Coba lagi',
  sampleData: 'Data contoh',
  /** Said under each widget while nobody who grew up with the language has checked its words. */
  awaitingReview: '',

  unreachable: 'Server tidak terhubung. Periksa jaringan.',
  unknown: 'Tidak ditemukan di server.',

  question: (number: number, count: number) => `Pertanyaan ${number} dari ${count}`,
  optional: 'boleh dikosongkan',
  skip: 'Lewati — tidak saya alami',
  empty: 'Tidak diisi',
  back: 'Sebelumnya',
  next: 'Lanjut',
  comment: 'Saran atau masukan',
  commentHint: 'Jangan tulis nama, nomor telepon, atau NIK.',
  commentLeft: (left: number) => (left < 0 ? `Kelebihan ${-left} huruf` : `Sisa ${left} huruf`),
  respondent: 'Tentang Saudara, tanpa nama',
  required: 'Pilih salah satu jawaban',
  mistakes: 'Masih ada yang perlu diperbaiki',
  review: 'Periksa jawaban',
  change: 'Ubah',
  send: 'Kirim',

  sending: 'Mengirim…',
  device: 'Tersimpan di perangkat ini',
  memory: 'Jangan tutup halaman ini, peramban menolak menyimpan',
  network: 'menunggu jaringan',
  server: 'menunggu server',
  retryAt: (time: string) => `Dikirim lagi pukul ${time}, atau saat halaman ini dibuka.`,
  notSent: 'Penilaian tidak terkirim, isiannya masih ada.',
  discard: 'Hapus dari perangkat ini',

  thanks: 'Terima kasih, penilaian Saudara sudah tercatat.',
  receiptCode: 'Kode tanda terima',
  receivedAt: (instant: string) => `Diterima ${instant}. Simpan kode ini.`,
  copy: 'Salin kode',
  copied: 'Kode disalin',
  again: 'Isi penilaian baru',

  board: (kind: string, tenant: string) => `Papan Adil: ${kind}, ${tenant}`,
  unit: 'Unit',
  index: 'IKM resmi',
  fairScore: 'Skor adil',
  ratings: (count: string) => `${count} penilaian`,
  range: (lower: string, upper: string) => `rentang ${lower}–${upper}`,
  place: (from: number, to: number, of: number) => `Peringkat ${from === to ? from : `${from}–${to}`} dari ${of}`,
  noPlace: 'Belum diperingkat',
  legend: (lower: number, upper: number, average: string) =>
    `Batang: rentang 95 % dari skor adil, pada skala ${lower}–${upper}. Garis tegak: rata-rata ${average}.`,
  provisional: (instant: string) => `Sementara, keadaan ${instant}`,
  verified: 'Skor adil hanya memakai penilaian terverifikasi.',
  withheld: 'Belum ditampilkan',

  scorecard: 'Kartu kinerja',
  basedOn: (ratings: string) => `dari ${ratings} penilaian warga`,
  how: 'Penjelasan',
  elements: 'Unsur pelayanan',
  elementFigures: (mean: string, ratings: string) => `rata-rata ${mean} dari 4; ${ratings} jawaban`,
  answers: 'Jawaban dari kiri ke kanan: 1 (terburuk) sampai 4 (terbaik).',
  notShown: 'tidak ditampilkan',
  trend: 'Perubahan',
  weakest: 'Unsur terlemah dan perbaikannya',
  noImprovement: 'Belum ada perbaikan yang dicatat.',
  until: (instant: string) => `paling lambat ${instant}`,
};

/** The texts of one language; every language has the same keys. */
export type Dictionary = typeof id;
