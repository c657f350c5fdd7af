import type { ForumPostState } from '@kinerja/schema/operations';

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

  taskFields: {
    said: 'Yang disampaikan warga',
    done: 'Yang kami lakukan',
    element: 'Unsur pelayanan',
  },
  tasks: {
    SHOW: 'Tampilkan tulisan',
    HIDE: 'Sembunyikan tulisan',
    FLAG_SPAM: 'Tandai sebagai spam',
    PUBLISH: 'Umumkan tindak lanjut',
    WITHDRAW: 'Tarik pengumuman',
  },
  taskMeans: {
    SHOW: 'Semua orang dapat membacanya, dengan data pribadi disamarkan.',
    HIDE: 'Di forum tertulis bahwa tulisan ini disembunyikan, beserta alasannya. Alasan dibaca semua orang.',
    FLAG_SPAM: 'Tulisan tidak tampil di forum dan dihitung sebagai spam. Penulisnya membaca alasannya.',
    PUBLISH:
      'Langsung tampil di halaman publik unit, di bawah “Anda sampaikan, kami lakukan”. Tulis keduanya dengan kata-kata sendiri, tanpa nama atau data pribadi siapa pun. Laporannya sendiri tetap tertutup.',
    WITHDRAW: 'Tidak tampil lagi bagi umum, tetapi tetap tersimpan. Alasannya tidak diumumkan.',
  },
  taskSend: {
    SHOW: 'Tampilkan',
    HIDE: 'Sembunyikan',
    FLAG_SPAM: 'Tandai spam',
    PUBLISH: 'Umumkan',
    WITHDRAW: 'Tarik',
  },
  changedThere: 'Ini sudah diubah sejak Saudara membukanya. Yang diketik tetap ada.',
};
