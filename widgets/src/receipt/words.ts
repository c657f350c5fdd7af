import { kindNames } from '../locale/feedback-kinds.ts';
import type { Language } from '../locale/languages.ts';

export interface ReceiptWords {
  readonly title: string;
  readonly hint: string;
  readonly mistyped: string;
  readonly look: string;
  readonly unknown: string;
  readonly tooMany: (seconds: number) => string;
  readonly kind: string;
  /** By kind of feedback. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly service: string;
  readonly received: string;
  readonly recorded: string;
  readonly another: string;

  readonly dueOn: (day: string) => string;
  readonly overdue: (day: string) => string;
  readonly answerBy: (day: string) => string;
  readonly replyBy: (day: string) => string;
  /** Said once it is time to ask what became of it. */
  readonly longClosed: string;
  readonly category: string;
  readonly laporId: string;
  readonly history: string;
  readonly erasedText: string;
  readonly erasedAt: string;

  readonly isItFixed: string;
  /** What is done with the answer. */
  readonly besideOffice: string;
  /** By what the citizen says became of it. */
  readonly outcomes: Readonly<Record<'FIXED' | 'NOT_FIXED', string>>;
  readonly yourWord: string;
  readonly add: string;
  readonly reply: string;
  readonly textHint: string;
  readonly wrongText: string;
  readonly send: string;
  readonly withdraw: string;
  readonly withdrawMeans: string;
  readonly withdrawNow: string;
  readonly erase: string;
  readonly eraseMeans: string;
  readonly eraseKeeps: string;
  readonly eraseNow: string;

  readonly sending: string;
  readonly sent: string;
  /** Said beside `sent` when what stands below could not be read again. */
  readonly stale: string;
  readonly notSent: string;
  readonly sendAgain: string;
  readonly notNow: string;
}

/** Words of the receipt; Sundanese and Javanese await a native reader. */
export const receiptWords: Readonly<Record<Language, ReceiptWords>> = {
  id: {
    title: 'Cek tanda terima',
    hint: 'Kode ada di tanda terima Saudara, misalnya 3273-7K3M-9QXT-2WZ4-H8RN.',
    mistyped: 'Kode ini belum lengkap. Salin seluruh kode dari tanda terima.',
    look: 'Cek',
    unknown: 'Tidak ada tanda terima dengan kode ini. Periksa lagi hurufnya.',
    tooMany: (seconds) => `Terlalu banyak kode yang salah dari jaringan ini. Coba lagi dalam ${seconds} detik.`,
    kind: 'Jenis',
    kinds: kindNames.id,
    service: 'Layanan',
    received: 'Diterima',
    recorded: 'Sudah tercatat.',
    another: 'Cek kode lain',
    dueOn: (day) => `Langkah petugas berikutnya paling lambat ${day}.`,
    overdue: (day) => `Petugas terlambat: batasnya ${day}.`,
    answerBy: (day) => `Jawaban paling lambat ${day}.`,
    replyBy: (day) => `Saudara dapat membalas sampai ${day}. Tanpa balasan, laporan ini ditutup.`,
    longClosed: 'Laporan ini sudah lama ditutup. Beri tahu kami di bawah: apakah sudah beres?',
    category: 'Tentang',
    laporId: 'Nomor SP4N-LAPOR!',
    history: 'Riwayat',
    erasedText: 'Tulisan ini sudah dihapus.',
    erasedAt: 'Tulisan dihapus',
    isItFixed: 'Apakah masalahnya sudah beres?',
    besideOffice: 'Jawaban Saudara dicatat di samping keterangan petugas. Boleh diubah kapan saja.',
    outcomes: { FIXED: 'Sudah beres', NOT_FIXED: 'Belum beres' },
    yourWord: 'Menurut Saudara',
    add: 'Tambah keterangan',
    reply: 'Balas jawaban petugas',
    textHint: 'Jangan tulis nama, nomor telepon, atau NIK.',
    wrongText: 'Tulis dulu isinya, paling banyak 2.000 huruf.',
    send: 'Kirim tulisan',
    withdraw: 'Tarik laporan ini',
    withdrawMeans: 'Petugas berhenti menanganinya, dan laporan tidak dapat dibuka lagi. Riwayatnya tetap ada.',
    withdrawNow: 'Ya, tarik laporan',
    erase: 'Hapus tulisan saya',
    eraseMeans: 'Yang hilang untuk selamanya: semua yang Saudara tulis di sini.',
    eraseKeeps: 'Yang tetap ada: tanggal, jenis, nilai yang Saudara beri, dan jawaban petugas.',
    eraseNow: 'Ya, hapus tulisan saya',
    sending: 'Mengirim…',
    sent: 'Sudah terkirim dan tercatat.',
    stale: 'Yang di bawah ini belum diperbarui, cek lagi nanti.',
    notSent: 'Belum terkirim. Isiannya masih ada.',
    sendAgain: 'Kirim lagi',
    notNow: 'Tidak dapat lagi: keadaan laporan sudah berubah. Isiannya masih ada.',
  },
  en: {
    title: 'Check a receipt',
    hint: 'The code is on your receipt, for example 3273-7K3M-9QXT-2WZ4-H8RN.',
    mistyped: 'This code is not complete. Copy the whole code from the receipt.',
    look: 'Check',
    unknown: 'There is no receipt with this code. Check its letters.',
    tooMany: (seconds) => `Too many wrong codes from this network. Try again in ${seconds} seconds.`,
    kind: 'Kind',
    kinds: kindNames.en,
    service: 'Service',
    received: 'Received',
    recorded: 'It is recorded.',
    another: 'Check another code',
    dueOn: (day) => `The next step of the office is due by ${day}.`,
    overdue: (day) => `The office is late: its last day was ${day}.`,
    answerBy: (day) => `You are answered by ${day} at the latest.`,
    replyBy: (day) => `You can reply until ${day}. Without a reply this report is closed.`,
    longClosed: 'This report was closed a while ago. Please tell us below: was it put right?',
    category: 'About',
    laporId: 'Number in SP4N-LAPOR!',
    history: 'What happened',
    erasedText: 'These words were erased.',
    erasedAt: 'Words erased',
    isItFixed: 'Was the problem put right?',
    besideOffice: 'Your answer is kept beside what the office says. You can change it at any time.',
    outcomes: { FIXED: 'It is fixed', NOT_FIXED: 'It is not fixed' },
    yourWord: 'In your words',
    add: 'Add something',
    reply: 'Reply to the office',
    textHint: 'Please write no name, telephone or identity number.',
    wrongText: 'Write something first, at most 2,000 characters.',
    send: 'Send the text',
    withdraw: 'Withdraw this report',
    withdrawMeans: 'The office stops working on it, and it cannot be opened again. Its history stays.',
    withdrawNow: 'Yes, withdraw it',
    erase: 'Erase what I wrote',
    eraseMeans: 'Gone for good: everything that you wrote here.',
    eraseKeeps: 'What stays: dates, kind, the scores that you gave, and what the office answered.',
    eraseNow: 'Yes, erase what I wrote',
    sending: 'Sending…',
    sent: 'Sent and recorded.',
    stale: 'What stands below is not up to date; please check again later.',
    notSent: 'Not sent yet. Nothing that you entered is lost.',
    sendAgain: 'Send again',
    notNow: 'No longer possible: the report has moved on. Nothing that you entered is lost.',
  },
  su: {
    title: 'Pariksa tanda tarima',
    hint: 'Kodena aya dina tanda tarima, contona 3273-7K3M-9QXT-2WZ4-H8RN.',
    mistyped: 'Kode ieu teu acan lengkep. Salin sadaya kodena tina tanda tarima.',
    look: 'Pariksa',
    unknown: 'Teu aya tanda tarima nganggo kode ieu. Pariksa deui hurufna.',
    tooMany: (seconds) => `Seueur teuing kode nu lepat tina jaringan ieu. Cobian deui dina ${seconds} detik.`,
    kind: 'Jinis',
    kinds: kindNames.su,
    service: 'Layanan',
    received: 'Ditarima',
    recorded: 'Parantos kacatet.',
    another: 'Pariksa kode sanés',
    dueOn: (day) => `Léngkah patugas salajengna paling telat ${day}.`,
    overdue: (day) => `Patugas telat: watesna ${day}.`,
    answerBy: (day) => `Waleran paling telat ${day}.`,
    replyBy: (day) => `Anjeun tiasa ngawaler dugi ka ${day}. Upami teu diwaler, laporan ieu ditutup.`,
    longClosed: 'Laporan ieu parantos lami ditutup. Mangga wartosan di handap: naha parantos bérés?',
    category: 'Perkawis',
    laporId: 'Nomer SP4N-LAPOR!',
    history: 'Riwayatna',
    erasedText: 'Seratan ieu parantos dipupus.',
    erasedAt: 'Seratan dipupus',
    isItFixed: 'Naha masalahna parantos bérés?',
    besideOffice: 'Waleran Anjeun dicatet gigireun katerangan patugas. Kénging dirobih iraha waé.',
    outcomes: { FIXED: 'Parantos bérés', NOT_FIXED: 'Teu acan bérés' },
    yourWord: 'Saur Anjeun',
    add: 'Tambihan katerangan',
    reply: 'Waler waleran patugas',
    textHint: 'Ulah nyerat nami, nomer telepon, atanapi NIK.',
    wrongText: 'Serat heula eusina, paling seueur 2.000 hurup.',
    send: 'Kintunkeun seratan',
    withdraw: 'Cabut laporan ieu',
    withdrawMeans: 'Patugas liren nguruskeunana, sareng laporan teu tiasa dibuka deui. Riwayatna tetep aya.',
    withdrawNow: 'Muhun, cabut laporan',
    erase: 'Pupus seratan abdi',
    eraseMeans: 'Nu ical salamina: sadaya nu diserat ku Anjeun di dieu.',
    eraseKeeps: 'Nu tetep aya: titimangsa, jinis, peunteun ti Anjeun, sareng waleran patugas.',
    eraseNow: 'Muhun, pupus seratan abdi',
    sending: 'Nuju dikintun…',
    sent: 'Parantos kakintun sareng kacatet.',
    stale: 'Nu di handap ieu teu acan dianyarkeun, mangga pariksa deui engké.',
    notSent: 'Tacan kakintun. Eusianana masih aya.',
    sendAgain: 'Kintunkeun deui',
    notNow: 'Teu tiasa deui: kaayaan laporan parantos robih. Eusianana masih aya.',
  },
  jv: {
    title: 'Mriksa tandha tampi',
    hint: 'Kode wonten ing tandha tampi, tuladhanipun 3273-7K3M-9QXT-2WZ4-H8RN.',
    mistyped: 'Kode punika dereng jangkep. Salin sedaya kode saking tandha tampi.',
    look: 'Priksa',
    unknown: 'Boten wonten tandha tampi mawi kode punika. Priksanen malih aksaranipun.',
    tooMany: (seconds) =>
      `Kekathahen kode ingkang lepat saking jaringan punika. Mangga dipuncobi malih sasampunipun ${seconds} detik.`,
    kind: 'Jinis',
    kinds: kindNames.jv,
    service: 'Layanan',
    received: 'Dipuntampi',
    recorded: 'Sampun kacathet.',
    another: 'Priksa kode sanesipun',
    dueOn: (day) => `Lampah petugas salajengipun paling telat ${day}.`,
    overdue: (day) => `Petugas telat: watesipun ${day}.`,
    answerBy: (day) => `Wangsulan paling telat ${day}.`,
    replyBy: (day) => `Panjenengan saged mangsuli dumugi ${day}. Tanpa wangsulan, lapuran punika dipuntutup.`,
    longClosed: 'Lapuran punika sampun dangu dipuntutup. Mangga paring pirsa ing ngandhap: punapa sampun bérés?',
    category: 'Bab',
    laporId: 'Nomer SP4N-LAPOR!',
    history: 'Lelampahanipun',
    erasedText: 'Seratan punika sampun dipunbusek.',
    erasedAt: 'Seratan dipunbusek',
    isItFixed: 'Punapa prakawisipun sampun bérés?',
    besideOffice: 'Wangsulan panjenengan dipuncathet ing sandhing katrangan petugas. Kénging dipunéwahi kapan kémawon.',
    outcomes: { FIXED: 'Sampun bérés', NOT_FIXED: 'Dèrèng bérés' },
    yourWord: 'Miturut panjenengan',
    add: 'Nambah katrangan',
    reply: 'Mangsuli petugas',
    textHint: 'Sampun nyerat nami, nomer tilpun, utawi NIK.',
    wrongText: 'Isinipun dipunserat rumiyin, paling kathah 2.000 aksara.',
    send: 'Kintun seratan',
    withdraw: 'Narik lapuran punika',
    withdrawMeans:
      'Petugas kèndel anggènipun nangani, lan lapuran boten saged dipunbikak malih. Lelampahanipun tetep wonten.',
    withdrawNow: 'Inggih, tarik lapuran',
    erase: 'Mbusek seratan kula',
    eraseMeans: 'Ingkang ical salaminipun: sedaya ingkang panjenengan serat ing ngriki.',
    eraseKeeps: 'Ingkang tetep wonten: tanggal, jinis, biji saking panjenengan, lan wangsulan petugas.',
    eraseNow: 'Inggih, busek seratan kula',
    sending: 'Saweg dipunkintun…',
    sent: 'Sampun kakintun lan kacathet.',
    stale: 'Ingkang ing ngandhap dèrèng dipunénggalaken, mangga dipunpriksa malih mangké.',
    notSent: 'Dèrèng kakintun. Isianipun taksih wonten.',
    sendAgain: 'Kintun malih',
    notNow: 'Boten saged malih: kawontenan lapuran sampun éwah. Isianipun taksih wonten.',
  },
};
