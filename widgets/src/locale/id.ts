import type { Kept } from '../outbox-store.ts';

/** Bahasa Indonesia: plain words, as a village office speaks to people. */
export const id = {
  code: 'id',
  loading: 'Memuat…',
  retry: 'Coba lagi',
  sampleData: 'Data contoh',

  failure: {
    network: 'Server tidak dapat dihubungi. Periksa jaringan Saudara.',
    status: 'Server sedang tidak dapat melayani.',
    unknown: 'Server tidak mengenal layanan atau wilayah ini.',
  } as Record<string, string>,

  admin: 'Untuk pengelola situs',
  attribute: (written: string, right: string) => `${written} tidak dapat dipakai. Seharusnya ${right}.`,

  question: (number: number, count: number) => `Pertanyaan ${number} dari ${count}`,
  optional: 'boleh dikosongkan',
  skip: 'Lewati — tidak saya alami',
  empty: 'Tidak diisi',
  back: 'Sebelumnya',
  next: 'Lanjut',
  comment: 'Saran atau masukan',
  commentHint: 'Jangan tulis nama, nomor telepon, atau NIK.',
  commentLeft: (left: number) => (left < 0 ? `Kelebihan ${-left} huruf` : `Sisa ${left} huruf`),
  respondent: 'Tentang Saudara',
  respondentHint: 'Tanpa nama, untuk melihat apakah semua warga dilayani sama baik.',
  required: 'Pilih salah satu jawaban',
  mistakes: 'Masih ada yang perlu diperbaiki',
  review: 'Periksa jawaban',
  change: 'Ubah',
  send: 'Kirim',

  sending: 'Mengirim…',
  kept: {
    device: 'Tersimpan di perangkat ini',
    memory: 'Jangan tutup halaman ini, peramban menolak menyimpan',
  } satisfies Record<Kept, string>,
  network: 'menunggu jaringan',
  server: 'menunggu server',
  retryAt: (time: string) => `Dikirim lagi sendiri pukul ${time}, atau saat halaman ini dibuka lagi.`,
  notSent: 'Penilaian tidak terkirim, isiannya masih ada.',
  keyReused: 'Penilaian dari isian ini sudah tercatat dengan jawaban lain. Yang pertama tetap berlaku.',
  reopen: 'Buka isiannya',
  discard: 'Hapus dari perangkat ini',

  thanks: 'Terima kasih, penilaian Saudara sudah tercatat.',
  receiptCode: 'Kode tanda terima',
  receivedAt: (instant: string) => `Diterima ${instant}. Simpan kode ini untuk melihat tindak lanjutnya.`,
  copy: 'Salin kode',
  copied: 'Kode disalin',
  again: 'Isi penilaian baru',
};

/** The texts of one language; every language has the same keys. */
export type Dictionary = typeof id;
