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

  tasks: {
    SHOW: 'Tampilkan tulisan',
    HIDE: 'Sembunyikan tulisan',
    FLAG_SPAM: 'Tandai sebagai spam',
  },
  taskMeans: {
    SHOW: 'Semua orang dapat membacanya, dengan data pribadi disamarkan.',
    HIDE: 'Di forum tertulis bahwa tulisan ini disembunyikan, beserta alasannya. Alasan dibaca semua orang.',
    FLAG_SPAM: 'Tulisan tidak tampil di forum dan dihitung sebagai spam. Penulisnya membaca alasannya.',
  },
  taskSend: {
    SHOW: 'Tampilkan',
    HIDE: 'Sembunyikan',
    FLAG_SPAM: 'Tandai spam',
  },
  changedThere: 'Ini sudah diubah sejak Saudara membukanya. Yang diketik tetap ada.',
};
