import type { FeedbackKind, OfficeTicketQuery, TicketOutcome } from '@kinerja/schema/operations';
import type { Filter } from '../inbox.ts';

type Move = NonNullable<OfficeTicketQuery['ticket']>['moves'][number];

/** Words of the ticket desk, in Bahasa Indonesia. */
export const ticketDeskId = {
  code: 'id',
  admin: 'Untuk pengelola situs',
  setUp: 'Sebutkan salah satu: token="…", token-provider="…", atau ask-token.',
  provider: (name: string) => `token-provider="${name}" bukan nama fungsi di halaman ini.`,
  expired: 'Masa masuk Saudara sudah habis. Masuk lagi; yang sudah diketik tetap ada di tab ini.',

  title: 'Meja laporan warga',
  signIn: 'Masuk',
  signOut: 'Keluar',
  token: 'Token masuk',
  tokenHint:
    'Dari portal kepegawaian atau dari penyedia masuk (OIDC) daerah. Token disimpan di tab ini saja, dan hilang bila tab ditutup.',
  tokenMissing: 'Tempel dulu tokennya.',
  signedInAs: (name: string) => `Masuk sebagai ${name}`,
  nobody: 'pegawai tanpa nama',

  places: 'Bagian',
  inbox: 'Kotak masuk',
  figures: 'Angka',

  unit: 'Unit',
  own: 'Yang dibagikan kepada saya, di semua unit',
  choose: 'Saring',
  filters: {
    open: 'Terbuka',
    mine: 'Bagian saya',
    unassigned: 'Belum dibagi',
    overdue: 'Terlambat',
    hidden: 'Disembunyikan',
    spam: 'Spam',
    all: 'Semua',
  } as const satisfies Record<Filter, string>,
  empty: {
    open: 'Tidak ada laporan terbuka.',
    mine: 'Tidak ada laporan terbuka yang dibagikan kepada Saudara.',
    unassigned: 'Semua laporan terbuka sudah dibagi.',
    overdue: 'Tidak ada yang terlambat.',
    hidden: 'Tidak ada kata-kata yang disembunyikan.',
    spam: 'Tidak ada yang ditandai spam.',
    all: 'Belum pernah ada laporan.',
  } as const satisfies Record<Filter, string>,
  noUnit: 'Saudara tidak memimpin unit. Yang tampil di sini adalah laporan yang dibagikan kepada Saudara.',
  found: (count: number) => `${count} laporan ditampilkan.`,
  more: 'Muat lagi',
  tooMany: (count: number) =>
    `Hanya ${count} yang pertama ditampilkan: yang paling dekat batasnya. Saring untuk melihat yang lain.`,
  kinds: {
    RATING: 'Penilaian',
    COMPLAINT: 'Pengaduan',
    ASPIRATION: 'Aspirasi',
    INFORMATION_REQUEST: 'Permintaan informasi',
  } as const satisfies Record<FeedbackKind, string>,
  unsorted: 'Belum dikategorikan',
  nobodyHasIt: 'belum dibagi',
  spam: 'Spam',
  hidden: 'Kata-kata disembunyikan',
  daysLeft: (days: number, day: string) => `Sisa ${days} hari kerja, sampai ${day}`,
  today: 'Batasnya hari ini',
  late: (days: number, day: string) =>
    days > 0 ? `Terlambat ${days} hari kerja, batasnya ${day}` : `Terlambat, batasnya ${day}`,
  nothingDue: 'Tidak ada yang ditunggu dari petugas',

  backToInbox: 'Kembali ke kotak masuk',
  gone: 'Laporan ini tidak ada, atau bukan (lagi) bagian Saudara.',
  facts: {
    due: 'Batas langkah berikutnya',
    answerBy: 'Jawaban paling lambat',
    replyBy: 'Warga dapat membalas sampai',
    service: 'Layanan',
    category: 'Kategori',
    assignee: 'Petugas',
    received: 'Diterima',
    escalatedTo: 'Diteruskan ke',
    laporId: 'Nomor SP4N-LAPOR!',
    outcome: 'Menurut pelapor',
    closed: 'Ditutup petugas',
  },
  outcomes: { FIXED: 'sudah beres', NOT_FIXED: 'belum beres' } as const satisfies Record<TicketOutcome, string>,
  words: 'Yang ditulis pelapor',
  noWords: 'Tidak ada tulisan.',
  erased: 'Pelapor telah menghapus tulisannya.',
  hiddenBecause: (reason: string) => `Disembunyikan: ${reason}`,
  masked: 'NIK, nomor telepon, surel, dan pelat nomor disamarkan.',
  reveal: 'Tampilkan data pribadi',
  revealMeans:
    'Tulisan tampil seperti aslinya, termasuk yang disembunyikan. Nama Saudara dan waktunya dicatat di jejak audit. Buka hanya bila perlu untuk menangani laporan ini.',
  revealNow: 'Ya, tampilkan dan catat',
  revealed: 'Data pribadi sedang ditampilkan. Ini sudah dicatat.',
  maskAgain: 'Samarkan lagi',

  history: 'Riwayat',
  receivedStep: 'laporan diterima',
  office: 'Petugas',
  citizen: 'Pelapor',
  clock: 'Sistem',
  internal: 'Catatan intern, tidak dibaca pelapor',
  stepOnly: 'Alasannya tidak dibaca pelapor',
  to: (name: string) => `kepada ${name}`,
  toUnit: 'dikembalikan ke unit',

  now: 'Yang dapat Saudara lakukan',
  nothingNow: 'Sekarang tidak ada yang dapat dilakukan.',
  moves: {
    VERIFY: 'Periksa dan teruskan',
    START: 'Mulai tindak lanjut',
    REPLY: 'Jawab pelapor',
    NOTE: 'Catatan intern',
    CLOSE: 'Tutup',
    REOPEN: 'Buka lagi',
    ASSIGN: 'Bagikan ke pegawai',
    ESCALATE: 'Teruskan ke atas',
    HIDE: 'Sembunyikan kata-kata pelapor',
    SHOW: 'Tampilkan lagi kata-kata pelapor',
    FLAG_SPAM: 'Tandai sebagai spam',
    UNFLAG_SPAM: 'Bukan spam',
  } as const satisfies Partial<Record<Move, string>>,
  means: {
    VERIFY: 'Laporan dikategorikan dan menjadi tugas unit.',
    START: 'Pelapor melihat bahwa laporannya sedang diproses.',
    REPLY:
      'Pelapor membaca jawaban ini pada tanda terimanya, tanpa nama Saudara. Untuk bertanya, tulis pertanyaannya di sini: pelapor dapat membalas.',
    NOTE: 'Hanya dibaca petugas.',
    CLOSE: 'Ditutup adalah kata petugas. Apakah sudah beres, dikatakan pelapor sendiri.',
    REOPEN: 'Pelapor membaca sebabnya.',
    ASSIGN: 'Pegawai itu dapat mengerjakannya; pelapor tidak melihat ini.',
    ESCALATE: 'Pelapor melihat bahwa laporan diteruskan, bukan alasannya.',
    HIDE: 'Orang lain tidak melihatnya lagi. Pelapor membaca alasannya; tulisannya tetap tersimpan.',
    SHOW: 'Kata-kata tampil lagi bagi petugas, dengan data pribadi disamarkan.',
    FLAG_SPAM: 'Laporan keluar dari kotak masuk dan dari angka. Tidak ada yang dibuang, dan pelapor membaca alasannya.',
    UNFLAG_SPAM: 'Laporan kembali ke kotak masuk.',
  } as const satisfies Partial<Record<Move, string>>,
  ofStep: (step: string) => `pada langkah: ${step}`,
  fields: {
    text: 'Isi',
    category: 'Kategori',
    laporId: 'Nomor SP4N-LAPOR!',
    employeeId: 'Pegawai',
    reason: 'Alasan',
  } as Record<string, string>,
  optional: 'boleh dikosongkan',
  pick: 'Pilih…',
  noEmployee: 'Tidak ada: kembali ke unit',
  textHint: 'Paling banyak 2.000 huruf.',
  send: {
    VERIFY: 'Teruskan',
    START: 'Mulai',
    REPLY: 'Kirim jawaban',
    NOTE: 'Simpan catatan',
    CLOSE: 'Tutup laporan',
    REOPEN: 'Buka lagi',
    ASSIGN: 'Bagikan',
    ESCALATE: 'Teruskan',
    HIDE: 'Sembunyikan',
    SHOW: 'Tampilkan lagi',
    FLAG_SPAM: 'Tandai spam',
    UNFLAG_SPAM: 'Kembalikan',
  } as const satisfies Partial<Record<Move, string>>,
  sending: 'Mengirim…',
  done: (what: string) => `Sudah tersimpan: ${what}.`,
  missing: 'Ini masih kosong.',
  tooLong: 'Terlalu panjang: paling banyak 2.000 huruf.',
  refused: 'Belum tersimpan',
  notSent: 'Belum ada kepastian bahwa ini tersimpan. Yang diketik tetap ada; kirim lagi, dan hanya tercatat sekali.',
  changed: 'Laporan ini sudah diubah sejak Saudara membukanya. Yang diketik tetap ada.',
  reload: 'Muat keadaan terbaru',
  fromBefore: 'Ini belum terkirim; dipulihkan dari tab ini.',

  period: 'Masa',
  quarter: (part: number, year: number) => `Triwulan ${['I', 'II', 'III', 'IV'][part - 1]} ${year}`,
  year: (year: number) => `Tahun ${year}`,
  figuresOf: (unit: string) => `Laporan warga di ${unit}`,
  figuresMean:
    'Ditutup adalah kata petugas, beres adalah kata pelapor: keduanya tidak pernah dijumlahkan. Spam tidak ikut dihitung.',
  noFigures: 'Angka ada bagi pimpinan unit dan pimpinan daerah.',
  measures: {
    received: 'Diterima',
    open: 'Masih terbuka',
    overdue: 'Terlambat sekarang',
    answered: 'Sudah dijawab',
    medianDays: 'Jawaban pertama, median',
    inTime: 'Dijawab tepat waktu',
    closed: 'Ditutup petugas',
    fixed: 'Beres menurut pelapor',
    notFixed: 'Belum beres menurut pelapor',
    notSaid: 'Pelapor belum menilai jawabannya',
    spam: 'Spam',
  },
  days: (days: string) => `${days} hari`,
  of: (part: number, whole: number) => `${part} dari ${whole}`,
  citizens: 'Penilaian warga atas unit',
};

/** The same in every language. */
export type TicketDeskWords = {
  readonly [key in keyof typeof ticketDeskId]: Widened<(typeof ticketDeskId)[key]>;
};

type Widened<Said> = Said extends string
  ? string
  : Said extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [key in keyof Said]: string };
