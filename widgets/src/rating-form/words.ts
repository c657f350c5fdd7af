import type { CommonWords } from '../locale/id.ts';

const id = {
  question: (number: number, count: number) => `Pertanyaan ${number} dari ${count}`,
  optional: 'boleh dikosongkan',
  skip: 'Lewati — tidak saya alami',
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
  memory: 'Belum tersimpan, jangan tutup halaman ini',
  network: 'menunggu jaringan',
  server: 'menunggu server',
  retryAt: (time: string) => `Dikirim lagi pukul ${time}, atau saat halaman ini dibuka.`,
  notSent: 'Penilaian tidak terkirim, isiannya masih ada.',
  discard: 'Hapus dari perangkat ini',
  thanks: 'Terima kasih, penilaian Saudara sudah tercatat.',
  receivedAt: (instant: string) => `Diterima ${instant}. Simpan kode ini.`,
  copy: 'Salin kode',
  copied: 'Kode disalin',
  again: 'Isi penilaian baru',
};

/** What the form alone says. */
export type FormWords = typeof id;
export type FormTexts = CommonWords & FormWords;

const en: FormWords = {
  question: (number, count) => `Question ${number} of ${count}`,
  optional: 'optional',
  skip: 'Skip, not experienced',
  back: 'Back',
  next: 'Next',
  comment: 'Comments',
  commentHint: 'No names, phone or ID numbers, please.',
  commentLeft: (left) => (left < 0 ? `${-left} characters too many` : `${left} characters left`),
  respondent: 'About you, no name',
  required: 'Choose one answer',
  mistakes: 'Please check these',
  review: 'Check answers',
  change: 'Change',
  send: 'Send',
  sending: 'Sending…',
  device: 'Saved on this device',
  memory: 'Not saved: keep this page open',
  network: 'waiting for the network',
  server: 'waiting for the server',
  retryAt: (time) => `Sent again at ${time}, or on your next visit.`,
  notSent: 'Not sent; answers are still here.',
  discard: 'Delete from this device',
  thanks: 'Thank you, your rating is recorded.',
  receivedAt: (instant) => `Received ${instant}. Keep this code.`,
  copy: 'Copy code',
  copied: 'Code copied',
  again: 'Rate again',
};

/** Regional languages have it in their files. */
export const formWords: Readonly<Record<string, FormWords>> = { id, en };
