import type { Language } from '../locale/languages.ts';

/** Kinds of report by the word that pages use for them, in the order in which they are offered. */
export const REPORT_KINDS = {
  complaint: 'COMPLAINT',
  aspiration: 'ASPIRATION',
  information: 'INFORMATION_REQUEST',
} as const;

export type ReportKind = (typeof REPORT_KINDS)[keyof typeof REPORT_KINDS];

export interface ReportWords {
  readonly title: string;
  /** Names the choice between kinds. */
  readonly kinds: string;
  readonly chooseKind: string;
  readonly intro: string;
  readonly questions: Readonly<Record<ReportKind, string>>;
  /** With the number of characters that fit at most. */
  readonly hint: (most: number) => string;
  readonly wrong: (most: number) => string;
  readonly answerWithin: (days: number) => string;
  readonly send: string;
  readonly notSent: string;
  readonly thanks: string;
  readonly receivedAt: (instant: string) => string;
  readonly keep: string;
  readonly follow: string;
  readonly again: string;
  readonly notTaken: string;
}

/** Words of the form for reports; Sundanese and Javanese await a native reader. */
export const reportWords: Readonly<Record<Language, ReportWords>> = {
  id: {
    title: 'Sampaikan laporan',
    kinds: 'Yang ingin Saudara sampaikan',
    chooseKind: 'Pilih salah satu',
    intro: 'Tanpa akun dan tanpa NIK. Saudara mendapat kode. Dengan kode itu Saudara membaca jawaban petugas.',
    questions: {
      COMPLAINT: 'Apa yang terjadi, di mana, dan kapan?',
      ASPIRATION: 'Apa usul Saudara?',
      INFORMATION_REQUEST: 'Apa yang ingin Saudara ketahui?',
    },
    hint: (most) => `Wajib diisi, paling banyak ${most} huruf. Jangan tulis nama, NIK, atau nomor telepon.`,
    wrong: (most) => `Tulis isinya, paling banyak ${most} huruf, berupa tulisan biasa.`,
    answerWithin: (days) => `Jawaban paling lambat ${days} hari kerja.`,
    send: 'Kirim laporan',
    notSent: 'Laporan tidak terkirim, isiannya masih ada.',
    thanks: 'Terima kasih, laporan Saudara sudah tersimpan.',
    receivedAt: (instant) => `Diterima ${instant}.`,
    keep: 'Simpan kode ini. Hanya dengan kode ini jawaban petugas dapat dibaca dan dibalas.',
    follow: 'Lihat jawaban petugas dengan kode ini',
    again: 'Kirim laporan lain',
    notTaken: 'Daerah ini tidak menerima laporan jenis itu di sini. Penilaian layanan tetap dapat diisi.',
  },
  en: {
    title: 'Send a report',
    kinds: 'What you want to say',
    chooseKind: 'Choose one',
    intro: 'No account and no identity number. You get a code, and read with it what the office answers.',
    questions: {
      COMPLAINT: 'What happened, where, and when?',
      ASPIRATION: 'What do you suggest?',
      INFORMATION_REQUEST: 'What would you like to know?',
    },
    hint: (most) => `Required, at most ${most} characters. Please write no name, identity or telephone number.`,
    wrong: (most) => `Please write it here: at most ${most} characters of plain text.`,
    answerWithin: (days) => `An answer within ${days} working days.`,
    send: 'Send the report',
    notSent: 'Not sent; what you wrote is still here.',
    thanks: 'Thank you, your report has been stored.',
    receivedAt: (instant) => `Received ${instant}.`,
    keep: 'Keep this code. Only with it can the answer be read and replied to.',
    follow: 'Read the answer with this code',
    again: 'Send another report',
    notTaken: 'This region does not take reports of that kind here. The service can still be rated.',
  },
  su: {
    title: 'Kintunkeun laporan',
    kinds: 'Nu badé didugikeun ku Anjeun',
    chooseKind: 'Pilih salah sahiji',
    intro: 'Tanpa akun sareng tanpa NIK. Anjeun kénging kode. Ku kode éta Anjeun maca waleran patugas.',
    questions: {
      COMPLAINT: 'Naon nu kajantenan, di mana, sareng iraha?',
      ASPIRATION: 'Naon usulan Anjeun?',
      INFORMATION_REQUEST: 'Naon nu hoyong dipikauninga ku Anjeun?',
    },
    hint: (most) => `Wajib dieusian, paling seueur ${most} hurup. Ulah nyerat nami, NIK, atanapi nomer telepon.`,
    wrong: (most) => `Mangga serat eusina, paling seueur ${most} hurup, mangrupi tulisan biasa.`,
    answerWithin: (days) => `Waleran paling telat ${days} dinten damel.`,
    send: 'Kintunkeun laporan',
    notSent: 'Laporan teu kakintun, eusianana masih aya.',
    thanks: 'Hatur nuhun, laporan Anjeun parantos disimpen.',
    receivedAt: (instant) => `Ditampi ${instant}.`,
    keep: 'Simpen kode ieu. Mung ku kode ieu waleran patugas tiasa diaos sareng diwaler.',
    follow: 'Maos waleran patugas ku kode ieu',
    again: 'Kintunkeun laporan sanés',
    notTaken: 'Daérah ieu teu nampi laporan jinis éta di dieu. Palayanan tetep tiasa diajén.',
  },
  jv: {
    title: 'Ngaturaken lapuran',
    kinds: 'Ingkang badhé panjenengan aturaken',
    chooseKind: 'Mangga pilih salah satunggal',
    intro:
      'Tanpa akun lan tanpa NIK. Panjenengan pikantuk kode. Kanthi kode punika panjenengan maos wangsulan petugas.',
    questions: {
      COMPLAINT: 'Punapa ingkang kelampahan, ing pundi, lan kapan?',
      ASPIRATION: 'Punapa usul panjenengan?',
      INFORMATION_REQUEST: 'Punapa ingkang badhé panjenengan mangertosi?',
    },
    hint: (most) =>
      `Kedah dipunisi, paling kathah ${most} aksara. Sampun ngantos nyerat nami, NIK, utawi nomer tilpun.`,
    wrong: (most) => `Isinipun mangga dipunserat, paling kathah ${most} aksara, awujud seratan limrah.`,
    answerWithin: (days) => `Wangsulan paling lambat ${days} dinten kerja.`,
    send: 'Kintun lapuran',
    notSent: 'Lapuran boten kakintun, isinipun taksih wonten.',
    thanks: 'Matur nuwun, lapuran panjenengan sampun kasimpen.',
    receivedAt: (instant) => `Katampi ${instant}.`,
    keep: 'Mangga kode punika dipunsimpen. Namung kanthi kode punika wangsulan petugas saged dipunwaos lan dipunwangsuli.',
    follow: 'Maos wangsulan petugas kanthi kode punika',
    again: 'Ngintun lapuran sanès',
    notTaken: 'Dhaérah punika boten nampi lapuran jinis punika ing ngriki. Paladosan tetep saged dipunbiji.',
  },
};
