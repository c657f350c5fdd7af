import type { Language } from '../domain/text.ts';
import type { TicketKind } from '../domain/ticket-policy.ts';
import { MAX_COMMENT } from '../feedback/clean-comment.ts';

/** What the plain form says where it takes a report. */
export interface ReportWords {
  /** Names the links to the other kinds. */
  readonly kinds: string;
  readonly intro: string;
  readonly questions: Readonly<Record<TicketKind, string>>;
  readonly hint: string;
  readonly wrong: string;
  readonly send: string;
  readonly thanks: string;
  readonly replayed: string;
  readonly keep: string;
  readonly another: string;
  readonly notTaken: string;
  readonly toRating: string;
}

/** Sundanese and Javanese await a native reader. */
export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = {
  id: {
    kinds: 'Yang ingin Saudara sampaikan',
    intro: 'Tanpa akun dan tanpa NIK. Saudara mendapat kode. Dengan kode itu Saudara membaca jawaban petugas.',
    questions: {
      COMPLAINT: 'Apa yang terjadi, di mana, dan kapan?',
      ASPIRATION: 'Apa usul Saudara?',
      INFORMATION_REQUEST: 'Apa yang ingin Saudara ketahui?',
    },
    hint: `Wajib diisi, paling banyak ${MAX_COMMENT} huruf. Jangan tulis nama, NIK, atau nomor telepon.`,
    wrong: `Tulis isinya, paling banyak ${MAX_COMMENT} huruf, berupa tulisan biasa.`,
    send: 'Kirim laporan',
    thanks: 'Terima kasih, laporan Saudara sudah tersimpan.',
    replayed: 'Laporan ini sudah tersimpan sebelumnya; tidak dicatat dua kali.',
    keep: 'Simpan kode ini. Hanya dengan kode ini jawaban petugas dapat dibaca dan dibalas.',
    another: 'Kirim laporan lain',
    notTaken: 'Daerah ini tidak menerima laporan jenis itu di sini. Penilaian layanan tetap dapat diisi.',
    toRating: 'Isi penilaian layanan',
  },
  en: {
    kinds: 'What you want to say',
    intro: 'No account and no identity number. You get a code, and read with it what the office answers.',
    questions: {
      COMPLAINT: 'What happened, where, and when?',
      ASPIRATION: 'What do you suggest?',
      INFORMATION_REQUEST: 'What would you like to know?',
    },
    hint: `Required, at most ${MAX_COMMENT} characters. Please write no name, identity or telephone number.`,
    wrong: `Please write it here: at most ${MAX_COMMENT} characters of plain text.`,
    send: 'Send the report',
    thanks: 'Thank you, your report has been stored.',
    replayed: 'This report had been stored before; it was not recorded twice.',
    keep: 'Keep this code. Only with it can the answer be read and replied to.',
    another: 'Send another report',
    notTaken: 'This region does not take reports of that kind here. The service can still be rated.',
    toRating: 'Rate the service',
  },
  su: {
    kinds: 'Nu badé didugikeun ku Anjeun',
    intro: 'Tanpa akun sareng tanpa NIK. Anjeun kénging kode. Ku kode éta Anjeun maca waleran patugas.',
    questions: {
      COMPLAINT: 'Naon nu kajantenan, di mana, sareng iraha?',
      ASPIRATION: 'Naon usulan Anjeun?',
      INFORMATION_REQUEST: 'Naon nu hoyong dipikauninga ku Anjeun?',
    },
    hint: `Wajib dieusian, paling seueur ${MAX_COMMENT} hurup. Ulah nyerat nami, NIK, atanapi nomer telepon.`,
    wrong: `Mangga serat eusina, paling seueur ${MAX_COMMENT} hurup, mangrupi tulisan biasa.`,
    send: 'Kintunkeun laporan',
    thanks: 'Hatur nuhun, laporan Anjeun parantos disimpen.',
    replayed: 'Laporan ieu parantos disimpen sateuacanna; henteu dicatet dua kali.',
    keep: 'Simpen kode ieu. Mung ku kode ieu waleran patugas tiasa diaos sareng diwaler.',
    another: 'Kintunkeun laporan sanés',
    notTaken: 'Daérah ieu teu nampi laporan jinis éta di dieu. Palayanan tetep tiasa diajén.',
    toRating: 'Eusian pangajén palayanan',
  },
  jv: {
    kinds: 'Ingkang badhé panjenengan aturaken',
    intro:
      'Tanpa akun lan tanpa NIK. Panjenengan pikantuk kode. Kanthi kode punika panjenengan maos wangsulan petugas.',
    questions: {
      COMPLAINT: 'Punapa ingkang kelampahan, ing pundi, lan kapan?',
      ASPIRATION: 'Punapa usul panjenengan?',
      INFORMATION_REQUEST: 'Punapa ingkang badhé panjenengan mangertosi?',
    },
    hint: `Kedah dipunisi, paling kathah ${MAX_COMMENT} aksara. Sampun ngantos nyerat nami, NIK, utawi nomer tilpun.`,
    wrong: `Isinipun mangga dipunserat, paling kathah ${MAX_COMMENT} aksara, awujud seratan limrah.`,
    send: 'Kintun lapuran',
    thanks: 'Matur nuwun, lapuran panjenengan sampun kasimpen.',
    replayed: 'Lapuran punika sampun kasimpen sadèrèngipun; boten dipuncathet kaping kalih.',
    keep: 'Mangga kode punika dipunsimpen. Namung kanthi kode punika wangsulan petugas saged dipunwaos lan dipunwangsuli.',
    another: 'Ngintun lapuran sanès',
    notTaken: 'Dhaérah punika boten nampi lapuran jinis punika ing ngriki. Paladosan tetep saged dipunbiji.',
    toRating: 'Ngisi pambiji paladosan',
  },
};
