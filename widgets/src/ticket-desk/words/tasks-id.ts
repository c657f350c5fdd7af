import type {
  ExclusionReason,
  FeedbackChannel,
  FigureObjectionOutcome,
  ForumPostState,
} from '@kinerja/schema/operations';

/** Words of what the desk holds beside reports, in Bahasa Indonesia. */
export const deskTasksId = {
  forum: 'Forum',
  forumMeans:
    'Tulisan warga di forum publik. NIK, nomor telepon, surel, dan pelat nomor disamarkan. Tidak ada tulisan yang dibuang, dan setiap putusan dapat diubah.',
  postStates: {
    WAITING: 'Menunggu',
    SHOWN: 'Tampil',
    HIDDEN: 'Disembunyikan',
    SPAM: 'Spam',
  } as const satisfies Record<ForumPostState, string>,
  noPosts: {
    WAITING: 'Tidak ada tulisan yang menunggu putusan Saudara.',
    SHOWN: 'Belum ada tulisan yang tampil.',
    HIDDEN: 'Tidak ada tulisan yang disembunyikan.',
    SPAM: 'Tidak ada yang ditandai spam.',
  } as const satisfies Record<ForumPostState, string>,
  foundPosts: (count: number) => `${count} tulisan ditampilkan.`,
  tooManyPosts: (count: number) => `Hanya ${count} tulisan ditampilkan. Putuskan yang ada; berikutnya menyusul.`,
  wholeRegion: 'seluruh daerah',
  official: 'Jawaban resmi',
  judgedBecause: (reason: string) => `Alasan: ${reason}`,

  replies: 'Tindak lanjut publik',
  repliesMean:
    'Anda sampaikan, kami lakukan: dibaca semua orang di halaman unit. Yang baru diumumkan dari laporan yang sudah dijawab.',
  noReplies: 'Unit ini belum mengumumkan apa-apa. Buka laporan yang sudah dijawab untuk mengumumkan tindak lanjutnya.',
  noUnitToSpeakFor: 'Yang mengumumkan tindak lanjut adalah pimpinan unit dan pimpinan daerah.',
  noElement: 'Tidak tentang satu unsur',

  objections: 'Keberatan',
  objectionsMean:
    'Pimpinan unit dapat mengajukan keberatan atas angka yang sudah terbit. Keberatan dan putusannya dibaca semua orang. Angkanya tidak diubah tangan: yang diperbaiki datanya.',
  toDecide: 'Menunggu putusan Saudara',
  toObject: 'Angka yang dapat Saudara ajukan keberatan',
  raised: 'Keberatan unit ini',
  noFiguresToObject:
    'Sekarang tidak ada. Yang mengajukan keberatan adalah pimpinan unit, selama masanya belum lewat, sekali untuk setiap versi.',
  noneRaised: 'Unit ini belum pernah mengajukan keberatan.',
  noUnitToObjectFor: 'Yang mengajukan keberatan adalah pimpinan unit; yang memutuskan adalah pimpinan daerah.',
  withSubunits: 'dengan unit di bawahnya',
  version: (version: number) => `versi ${version}`,
  shown: (value: string, grade: string, ratings: string) => `IKM ${value} (mutu ${grade}) dari ${ratings} penilaian`,
  objectUntil: 'Keberatan paling lambat',
  decideUntil: 'Diputuskan paling lambat',
  objectedBecause: 'Alasan keberatan',
  ruling: 'Putusan',
  rulings: {
    STANDS: 'Angka tetap',
    CORRECTED: 'Angka dikoreksi: versi barunya sudah terbit',
  } as const satisfies Record<FigureObjectionOutcome, string>,

  exclusions: 'Pengecualian',
  exclusionsMean:
    'Penilaian yang dikeluarkan tidak dihitung dalam angka dan peringkat. Tidak ada yang dibuang, dan semuanya dapat dihitung kembali. Semua orang melihat berapa yang dikeluarkan dan alasannya.',
  exclusionsOf: (unit: string) => `Yang dikeluarkan dari angka ${unit}`,
  noExclusions: 'Belum ada penilaian unit ini yang dikeluarkan.',
  noUnitToReview: 'Yang dapat mengeluarkan penilaian dari angka adalah pimpinan daerah.',
  judgesYou:
    'Saudara bertugas di unit ini, jadi penilaiannya juga tentang Saudara. Yang memutuskan adalah pimpinan dari luar unit ini.',
  excluded: (ratings: string) => `${ratings} penilaian`,
  received: (from: string, until: string) => `Diterima ${from} sampai ${until}`,
  excludedAt: 'Dikeluarkan',
  liftedAt: 'Dihitung kembali',
  anyChannel: 'Semua cara',
  channels: {
    WIDGET: 'Formulir di situs',
    FORM: 'Formulir tanpa JavaScript',
    KIOSK: 'Kios',
    API: 'Aplikasi lain',
    IMPORT: 'Berkas yang diimpor',
    DEMO: 'Data contoh',
  } as const satisfies Record<FeedbackChannel, string>,
  exclusionReasons: {
    REPEATED: 'Orang atau perangkat yang sama menilai berkali-kali',
    OWN_STAFF: 'Diisi oleh pegawai kantor itu sendiri',
    AUTOMATED: 'Dikirim oleh program komputer, bukan orang',
    TEST: 'Percobaan formulir',
  } as const satisfies Record<ExclusionReason, string>,
  look: 'Lihat dulu',
  foundNone: 'Tidak ada penilaian yang masih dihitung dalam pilihan ini.',
  foundRatings: (ratings: string) => `${ratings} penilaian akan dikeluarkan`,
  foundAnswers: 'Jawabannya:',
  answer: (score: number, count: string) => `nilai ${score}, ${count} kali`,
  foundFew: 'Jawabannya tidak ditampilkan, karena kurang dari sepuluh penilaian.',
  foundOpen: 'Belum ada angkanya yang terbit; yang berubah hanya angka sementara.',
  foundClosed: (months: string) => `Sudah terbit, jadi mendapat versi baru: ${months}.`,
  timeHint: 'Menurut jam daerah.',
  notAfter: 'Ini harus sesudah waktu sebelumnya.',

  taskFields: {
    said: 'Yang disampaikan warga',
    done: 'Yang kami lakukan',
    element: 'Unsur pelayanan',
    ruling: 'Putusan',
    explanation: 'Penjelasan',
    serviceId: 'Layanan',
    from: 'Diterima sejak',
    until: 'Diterima sebelum',
    channel: 'Cara masuk',
    place: 'Loket atau ruang',
  },
  tasks: {
    SHOW: 'Tampilkan tulisan',
    HIDE: 'Sembunyikan tulisan',
    FLAG_SPAM: 'Tandai sebagai spam',
    PUBLISH: 'Umumkan tindak lanjut',
    WITHDRAW: 'Tarik pengumuman',
    OBJECT: 'Ajukan keberatan',
    DECIDE: 'Putuskan keberatan',
    EXCLUDE: 'Keluarkan penilaian dari angka',
    RESTORE: 'Hitung kembali',
  },
  taskMeans: {
    SHOW: 'Semua orang dapat membacanya, dengan data pribadi disamarkan.',
    HIDE: 'Di forum tertulis bahwa tulisan ini disembunyikan, beserta alasannya. Alasan dibaca semua orang.',
    FLAG_SPAM: 'Tulisan tidak tampil di forum dan dihitung sebagai spam. Penulisnya membaca alasannya.',
    PUBLISH:
      'Langsung tampil di halaman publik unit, di bawah “Anda sampaikan, kami lakukan”. Tulis keduanya dengan kata-kata sendiri, tanpa nama atau data pribadi siapa pun. Laporannya sendiri tetap tertutup.',
    WITHDRAW: 'Tidak tampil lagi bagi umum, tetapi tetap tersimpan. Alasannya tidak diumumkan.',
    OBJECT:
      'Alasan langsung dibaca semua orang, di halaman koreksi dan di laporan SKM. Tidak dapat ditarik. Data pribadi disamarkan.',
    DECIDE:
      'Putusan dan penjelasan langsung dibaca semua orang, dan tidak diubah lagi. Angka dikoreksi dengan memperbaiki datanya dulu; baru kemudian dapat dinyatakan dikoreksi.',
    EXCLUDE:
      'Pilih penilaian satu layanan, paling lama 31 hari. Lihat dulu berapa dan apa jawabannya. Penjelasan dibaca pimpinan unit dan pimpinan daerah; umum melihat jumlah dan alasannya.',
    RESTORE: 'Penilaian dihitung lagi di semua angka. Penjelasan dibaca pimpinan unit dan pimpinan daerah.',
  },
  taskSend: {
    SHOW: 'Tampilkan',
    HIDE: 'Sembunyikan',
    FLAG_SPAM: 'Tandai spam',
    PUBLISH: 'Umumkan',
    WITHDRAW: 'Tarik',
    OBJECT: 'Ajukan',
    DECIDE: 'Putuskan',
    EXCLUDE: 'Keluarkan',
    RESTORE: 'Hitung kembali',
  },
  changedThere: 'Ini sudah diubah sejak Saudara membukanya. Yang diketik tetap ada.',
};
