/** What the kiosk itself says; the same keys in every language. Sundanese and Javanese await native review. */
export interface KioskWords {
  readonly stillHere: string;
  readonly wipedIn: (seconds: number) => string;
  readonly stay: string;
  readonly leave: string;
  readonly thanks: string;
  readonly recorded: string;
  readonly sending: string;
  readonly onDevice: string;
  readonly inPage: string;
  readonly refused: string;
  readonly restartsIn: (seconds: number) => string;
  readonly moreTime: string;
  readonly finish: string;
  /** To the staff, of all ratings together and without what they say. */
  readonly queue: {
    readonly network: (count: number) => string;
    readonly server: (count: number) => string;
    readonly inPage: (count: number) => string;
    readonly token: (count: number) => string;
    readonly failed: (count: number, reason: string) => string;
    readonly wipedOn: (day: string) => string;
  };
}

const id: KioskWords = {
  stillHere: 'Masih di sini?',
  wipedIn: (seconds) => `Dalam ${seconds} detik isian dihapus dan layar kembali ke awal.`,
  stay: 'Ya, lanjutkan',
  leave: 'Hapus dan selesai',
  thanks: 'Terima kasih',
  recorded: 'Penilaian Saudara sudah tercatat. Catat atau foto kode tanda terima ini:',
  sending: 'Penilaian Saudara sedang dikirim …',
  onDevice: 'Penilaian Saudara tersimpan di perangkat ini dan terkirim sendiri begitu ada jaringan.',
  inPage: 'Penilaian Saudara menunggu jaringan. Perangkat ini tidak dapat menyimpannya.',
  refused:
    'Penilaian Saudara tersimpan di perangkat ini, tetapi server belum menerimanya. Petugas melihatnya di layar ini.',
  restartsIn: (seconds) => `Layar kembali ke awal dalam ${seconds} detik.`,
  moreTime: 'Tambah waktu',
  finish: 'Selesai',
  queue: {
    network: (count) => `${count} penilaian menunggu jaringan.`,
    server: (count) => `${count} penilaian menunggu server.`,
    inPage: (count) =>
      `${count} penilaian hanya ada di layar ini karena peramban menolak menyimpan. Jangan matikan perangkat.`,
    token: (count) =>
      `${count} penilaian tersimpan di sini dan belum diterima: server menolak token perangkat ini. Petugas: minta pengelola mendaftarkan perangkat ini, lalu pasang token yang baru.`,
    failed: (count, reason) => `${count} penilaian tersimpan di sini dan belum diterima server. ${reason}`,
    wipedOn: (day) => `Tersimpan paling lama sampai ${day}.`,
  },
};

const en: KioskWords = {
  stillHere: 'Are you still here?',
  wipedIn: (seconds) => `In ${seconds} seconds your answers are erased and the screen begins anew.`,
  stay: 'Yes, go on',
  leave: 'Erase and finish',
  thanks: 'Thank you',
  recorded: 'Your rating has been recorded. Write this receipt code down, or take a picture of it:',
  sending: 'Your rating is being sent …',
  onDevice: 'Your rating is saved on this device and is sent by itself as soon as there is a network.',
  inPage: 'Your rating waits for the network. This device cannot save it.',
  refused: 'Your rating is saved on this device, but the server has not taken it yet. The staff see it on this screen.',
  restartsIn: (seconds) => `The screen begins anew in ${seconds} seconds.`,
  moreTime: 'More time',
  finish: 'Finish',
  queue: {
    network: (count) => `${count} ratings wait for the network.`,
    server: (count) => `${count} ratings wait for the server.`,
    inPage: (count) =>
      `${count} ratings are on this screen only, because the browser refuses to store them. Do not switch the device off.`,
    token: (count) =>
      `${count} ratings are saved here and not taken yet: the server refuses the token of this device. Staff: have the device registered, then install the new token.`,
    failed: (count, reason) => `${count} ratings are saved here and not taken by the server yet. ${reason}`,
    wipedOn: (day) => `Kept until ${day} at the longest.`,
  },
};

const su: KioskWords = {
  stillHere: 'Masih di dieu?',
  wipedIn: (seconds) => `Dina ${seconds} detik eusian dihapus sarta layar balik deui ka mimiti.`,
  stay: 'Muhun, teraskeun',
  leave: 'Hapus sarta rengse',
  thanks: 'Hatur nuhun',
  recorded: 'Peunteun Sadérék parantos kacatet. Catet atanapi poto kode tanda tarima ieu:',
  sending: 'Peunteun Sadérék nuju dikirim …',
  onDevice: 'Peunteun Sadérék disimpen dina ieu alat sarta bakal kakirim sorangan upami tos aya jaringan.',
  inPage: 'Peunteun Sadérék ngantosan jaringan. Ieu alat teu tiasa nyimpen éta peunteun.',
  refused: 'Peunteun Sadérék disimpen dina ieu alat, tapi can ditarima ku server. Patugas ningali dina ieu layar.',
  restartsIn: (seconds) => `Layar balik deui ka mimiti dina ${seconds} detik.`,
  moreTime: 'Tambih waktos',
  finish: 'Rengse',
  queue: {
    network: (count) => `${count} peunteun ngantosan jaringan.`,
    server: (count) => `${count} peunteun ngantosan server.`,
    inPage: (count) => `${count} peunteun ngan aya dina ieu layar sabab peramban nolak nyimpen. Ulah mareuman alat.`,
    token: (count) =>
      `${count} peunteun disimpen di dieu sarta can ditarima: server nolak token ieu alat. Patugas: suhunkeun pangurus ngadaptarkeun ieu alat, teras pasang token nu anyar.`,
    failed: (count, reason) => `${count} peunteun disimpen di dieu sarta can ditarima ku server. ${reason}`,
    wipedOn: (day) => `Disimpen panglilana dugi ka ${day}.`,
  },
};

const jv: KioskWords = {
  stillHere: 'Taksih wonten mriki?',
  wipedIn: (seconds) => `Ing ${seconds} detik isian dipunbusak lan layar wangsul dhateng wiwitan.`,
  stay: 'Inggih, lajengaken',
  leave: 'Busak lan rampung',
  thanks: 'Matur nuwun',
  recorded: 'Pambiji Panjenengan sampun kacathet. Serat utawi foto kode tandha tampi punika:',
  sending: 'Pambiji Panjenengan saweg dipunkirim …',
  onDevice: 'Pambiji Panjenengan kasimpen ing piranti punika lan kakirim piyambak manawi sampun wonten jaringan.',
  inPage: 'Pambiji Panjenengan ngentosi jaringan. Piranti punika boten saged nyimpen.',
  refused:
    'Pambiji Panjenengan kasimpen ing piranti punika, nanging dereng dipuntampi server. Petugas mirsani ing layar punika.',
  restartsIn: (seconds) => `Layar wangsul dhateng wiwitan ing ${seconds} detik.`,
  moreTime: 'Tambah wekdal',
  finish: 'Rampung',
  queue: {
    network: (count) => `${count} pambiji ngentosi jaringan.`,
    server: (count) => `${count} pambiji ngentosi server.`,
    inPage: (count) =>
      `${count} pambiji namung wonten ing layar punika amargi peramban boten purun nyimpen. Piranti ampun dipunpejahi.`,
    token: (count) =>
      `${count} pambiji kasimpen ing mriki lan dereng dipuntampi: server nampik token piranti punika. Petugas: nyuwun pengelola ndhaftaraken piranti punika, lajeng pasang token ingkang enggal.`,
    failed: (count, reason) => `${count} pambiji kasimpen ing mriki lan dereng dipuntampi server. ${reason}`,
    wipedOn: (day) => `Kasimpen paling dangu dumugi ${day}.`,
  },
};

const WORDS: Readonly<Record<string, KioskWords>> = { id, en, su, jv };

/** By code; Indonesian for a language that is not spoken here. */
export const wordsFor = (code: string): KioskWords => WORDS[code] ?? id;
