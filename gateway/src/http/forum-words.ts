import { FORUM_POST_STATE_NAMES, type ForumPostState } from '../domain/forum.ts';
import { inPublicLanguage, type Language } from '../domain/text.ts';
import { MAX_COMMENT } from '../feedback/clean-comment.ts';
import type { PostCounts } from '../forum/read-forum.ts';

/** What the pages of the forum say; the compiler asks every language for all of it. */
export interface ForumWords {
  readonly title: string;
  readonly sample: string;
  readonly intro: string;
  /** How topics and posts are sorted. */
  readonly order: string;
  /** When a post is shown, by the moderation that the region chose. */
  readonly moderation: Readonly<Record<'BEFORE' | 'AFTER', string>>;
  readonly wholeRegion: string;
  readonly noTopics: string;
  readonly open: string;
  readonly closed: string;
  readonly active: string;
  readonly opened: string;
  readonly olderTopics: string;
  readonly allTopics: string;
  readonly nextPosts: string;
  readonly firstPosts: string;
  readonly received: (posts: number) => string;
  readonly erasedCount: string;
  readonly noPosts: string;
  readonly citizen: string;
  readonly official: string;
  readonly hidden: string;
  readonly reason: string;
  readonly erased: string;
  readonly closedNote: string;
  readonly write: string;
  readonly hint: string;
  readonly wrong: string;
  readonly send: string;
  readonly notStored: string;
  readonly yourText: string;
  readonly stored: string;
  readonly replayed: string;
  readonly keep: string;
  readonly keyReused: string;
  readonly toTopic: string;
  readonly own: string;
  readonly ownHint: string;
  readonly look: string;
  readonly unknownCode: string;
  readonly tooManyCodes: (seconds: number) => string;
  readonly standing: string;
  readonly erase: string;
  readonly eraseMeans: string;
  readonly eraseNow: string;
}

/** Indonesian is the measure; Sundanese is polite without being stiff, Javanese is krama. */
export const FORUM_WORDS: Readonly<Record<Language, ForumWords>> = {
  id: {
    title: 'Forum warga',
    sample: 'Data contoh: tulisan dan jawaban di sini dibuat untuk peragaan.',
    intro: 'Semua orang boleh membaca dan menulis di sini, tanpa akun.',
    order:
      'Topik dengan tulisan terbaru ada di atas. Di dalam topik, tulisan yang lebih dulu masuk ada lebih atas. Tidak ada suara, dan tidak ada yang diutamakan.',
    moderation: {
      BEFORE: 'Setiap tulisan diperiksa petugas sebelum ditampilkan.',
      AFTER: 'Tulisan langsung ditampilkan. Petugas dapat menyembunyikannya, dan alasannya ditulis di sini.',
    },
    wholeRegion: 'Seluruh daerah',
    noTopics: 'Belum ada topik.',
    open: 'Terbuka',
    closed: 'Ditutup',
    active: 'Terakhir aktif',
    opened: 'Dibuka',
    olderTopics: 'Topik yang lebih lama',
    allTopics: 'Semua topik',
    nextPosts: 'Tulisan berikutnya',
    firstPosts: 'Tulisan pertama',
    received: (posts) => `${posts} tulisan diterima`,
    erasedCount: 'dihapus',
    noPosts: 'Belum ada tulisan yang ditampilkan.',
    citizen: 'Warga',
    official: 'Jawaban resmi',
    hidden: 'Tulisan ini disembunyikan petugas.',
    reason: 'Alasan',
    erased: 'Tulisan ini sudah dihapus.',
    closedNote: 'Topik ini sudah ditutup. Isinya tetap dapat dibaca.',
    write: 'Tulis di topik ini',
    hint: `Paling banyak ${MAX_COMMENT} huruf. Semua orang dapat membacanya, jadi jangan tulis nama, NIK, atau nomor telepon.`,
    wrong: `Tulisan harus ada isinya, paling banyak ${MAX_COMMENT} huruf, berisi tulisan biasa.`,
    send: 'Kirim tulisan',
    notStored:
      'Topik ini sudah ditutup, jadi tulisan Saudara tidak disimpan. Isinya masih ada di bawah: salin bila perlu.',
    yourText: 'Tulisan Saudara',
    stored: 'Terima kasih, tulisan Saudara sudah tersimpan.',
    replayed: 'Tulisan ini sudah tersimpan sebelumnya; tidak dicatat dua kali.',
    keep: 'Simpan kode ini. Dengan kode ini Saudara dapat melihat keadaan tulisan, dan menghapusnya.',
    keyReused:
      'Formulir ini sudah pernah dikirim dengan isi lain, dan isi yang pertama tetap tersimpan. Tulisan di bawah ini belum tersimpan; kirim lagi bila memang tulisan baru.',
    toTopic: 'Kembali ke topik',
    own: 'Lihat atau hapus tulisan saya',
    ownHint: 'Isi kode yang diberikan sesudah tulisan dikirim.',
    look: 'Lihat',
    unknownCode: 'Kode ini bukan kode tulisan di forum. Periksa lagi huruf dan angkanya.',
    tooManyCodes: (seconds) => `Terlalu banyak kode salah dari jaringan ini. Coba lagi dalam ${seconds} detik.`,
    standing: 'Keadaan',
    erase: 'Hapus tulisan ini',
    eraseMeans: 'Isinya dihapus dan tidak dapat dikembalikan. Bahwa pernah ada satu tulisan tetap dihitung.',
    eraseNow: 'Ya, hapus',
  },
  en: {
    title: 'Public forum',
    sample: 'Sample data: posts and answers here were made for a demonstration.',
    intro: 'Everybody may read and write here, without an account.',
    order:
      'The topic with the latest post is on top. Within a topic, what was written earlier stands higher. There are no votes, and nothing is promoted.',
    moderation: {
      BEFORE: 'A person checks each post before it is shown.',
      AFTER: 'Posts are shown at once. A person can hide them, and the reason is written here.',
    },
    wholeRegion: 'The whole region',
    noTopics: 'There is no topic yet.',
    open: 'Open',
    closed: 'Closed',
    active: 'Last active',
    opened: 'Opened',
    olderTopics: 'Older topics',
    allTopics: 'All topics',
    nextPosts: 'Next posts',
    firstPosts: 'First posts',
    received: (posts) => `Posts received: ${posts}`,
    erasedCount: 'erased',
    noPosts: 'No post is shown yet.',
    citizen: 'Citizen',
    official: 'Official answer',
    hidden: 'This post was hidden by the office.',
    reason: 'Reason',
    erased: 'This post was erased.',
    closedNote: 'This topic is closed. It can still be read.',
    write: 'Write in this topic',
    hint: `At most ${MAX_COMMENT} characters. Everybody can read it, so please write no name, identity or telephone number.`,
    wrong: `A post needs at least one and has at most ${MAX_COMMENT} characters of plain text.`,
    send: 'Send post',
    notStored: 'This topic was closed, so your post was not stored. Your text is still below: copy it if you need it.',
    yourText: 'Your text',
    stored: 'Thank you, your post has been stored.',
    replayed: 'This post had been stored before; it was not counted twice.',
    keep: 'Keep this code. With it you can see what became of your post, and erase it.',
    keyReused:
      'This form was sent before with other content, which stays stored. What stands below is not stored yet; send it again if it is a new post.',
    toTopic: 'Back to the topic',
    own: 'See or erase my post',
    ownHint: 'Enter the code that you were given when you sent the post.',
    look: 'Look',
    unknownCode: 'This is not the code of a post in the forum. Please check its letters and digits.',
    tooManyCodes: (seconds) => `Too many wrong codes came from this network. Try again in ${seconds} seconds.`,
    standing: 'State',
    erase: 'Erase this post',
    eraseMeans: 'What it says is erased and cannot be brought back. That there was a post stays counted.',
    eraseNow: 'Yes, erase',
  },
  su: {
    title: 'Forum warga',
    sample: 'Data conto: seratan sareng waleran di dieu didamel kanggo pintonan.',
    intro: 'Sadayana kénging maca sareng nyerat di dieu, tanpa akun.',
    order:
      'Topik anu seratanana panganyarna aya di luhur. Di jero topik, seratan anu langkung ti heula aya langkung luhur. Teu aya sora, sareng teu aya anu diutamikeun.',
    moderation: {
      BEFORE: 'Unggal seratan dipariksa petugas saméméh ditémbongkeun.',
      AFTER: 'Seratan langsung ditémbongkeun. Petugas tiasa nyumputkeun, sareng alesanana diserat di dieu.',
    },
    wholeRegion: 'Sakumna daérah',
    noTopics: 'Tacan aya topik.',
    open: 'Kabuka',
    closed: 'Ditutup',
    active: 'Panungtungan aktip',
    opened: 'Dibuka',
    olderTopics: 'Topik anu langkung lami',
    allTopics: 'Sadaya topik',
    nextPosts: 'Seratan salajengna',
    firstPosts: 'Seratan kahiji',
    received: (posts) => `${posts} seratan ditampi`,
    erasedCount: 'dihapus',
    noPosts: 'Tacan aya seratan anu ditémbongkeun.',
    citizen: 'Warga',
    official: 'Waleran resmi',
    hidden: 'Seratan ieu disumputkeun ku petugas.',
    reason: 'Alesan',
    erased: 'Seratan ieu parantos dihapus.',
    closedNote: 'Topik ieu parantos ditutup. Eusina tetep tiasa diaos.',
    write: 'Nyerat dina topik ieu',
    hint: `Paling seueur ${MAX_COMMENT} hurup. Sadayana tiasa maca, janten ulah nyerat nami, NIK, atanapi nomer telepon.`,
    wrong: `Seratan kedah aya eusina, paling seueur ${MAX_COMMENT} hurup, ku tulisan biasa.`,
    send: 'Kirim seratan',
    notStored:
      'Topik ieu parantos ditutup, janten seratan Anjeun teu disimpen. Eusina aya kénéh di handap: salin upami peryogi.',
    yourText: 'Seratan Anjeun',
    stored: 'Hatur nuhun, seratan Anjeun parantos disimpen.',
    replayed: 'Seratan ieu parantos disimpen saméméhna; teu dicatet dua kali.',
    keep: 'Simpen kode ieu. Ku kode ieu Anjeun tiasa ningali kaayaan seratan, sareng ngahapusna.',
    keyReused:
      'Formulir ieu parantos dikirim kalayan eusi sanés, sareng eusi anu kahiji tetep disimpen. Seratan di handap ieu tacan disimpen; kintun deui upami leres seratan énggal.',
    toTopic: 'Wangsul ka topik',
    own: 'Ningali atanapi ngahapus seratan abdi',
    ownHint: 'Eusian kode anu dipasihkeun saatos seratan dikirim.',
    look: 'Tingali',
    unknownCode: 'Kode ieu sanés kode seratan di forum. Parios deui hurup sareng angkana.',
    tooManyCodes: (seconds) => `Seueur teuing kode anu lepat ti jaringan ieu. Cobian deui dina ${seconds} detik.`,
    standing: 'Kaayaan',
    erase: 'Hapus seratan ieu',
    eraseMeans: 'Eusina dihapus sareng teu tiasa diwangsulkeun. Yén kungsi aya hiji seratan tetep diétang.',
    eraseNow: 'Muhun, hapus',
  },
  jv: {
    title: 'Forum warga',
    sample: 'Data conto: seratan lan wangsulan ing ngriki dipundamel kanggé peragaan.',
    intro: 'Sedaya tiyang saged maos lan nyerat ing ngriki, tanpa akun.',
    order:
      'Topik ingkang seratanipun paling énggal wonten ing nginggil. Ing salebeting topik, seratan ingkang langkung rumiyin wonten langkung nginggil. Boten wonten swanten, lan boten wonten ingkang dipununggulaken.',
    moderation: {
      BEFORE: 'Saben seratan dipunpriksa petugas saderengipun dipunketingalaken.',
      AFTER: 'Seratan langsung dipunketingalaken. Petugas saged nyingidaken, lan alesanipun kaserat ing ngriki.',
    },
    wholeRegion: 'Sedaya dhaérah',
    noTopics: 'Dèrèng wonten topik.',
    open: 'Kabikak',
    closed: 'Katutup',
    active: 'Pungkasan aktif',
    opened: 'Kabikak',
    olderTopics: 'Topik ingkang langkung lami',
    allTopics: 'Sedaya topik',
    nextPosts: 'Seratan salajengipun',
    firstPosts: 'Seratan kapisan',
    received: (posts) => `${posts} seratan dipuntampi`,
    erasedCount: 'dipunbusak',
    noPosts: 'Dèrèng wonten seratan ingkang dipunketingalaken.',
    citizen: 'Warga',
    official: 'Wangsulan resmi',
    hidden: 'Seratan punika dipunsingidaken petugas.',
    reason: 'Alesan',
    erased: 'Seratan punika sampun dipunbusak.',
    closedNote: 'Topik punika sampun katutup. Isinipun tetep saged dipunwaos.',
    write: 'Nyerat ing topik punika',
    hint: `Paling kathah ${MAX_COMMENT} aksara. Sedaya tiyang saged maos, dados sampun nyerat nama, NIK, utawi nomer telepon.`,
    wrong: `Seratan kedah wonten isinipun, paling kathah ${MAX_COMMENT} aksara, mawi seratan limrah.`,
    send: 'Kirim seratan',
    notStored:
      'Topik punika sampun katutup, dados seratan Panjenengan boten kasimpen. Isinipun taksih wonten ing ngandhap: salin bilih betah.',
    yourText: 'Seratan Panjenengan',
    stored: 'Matur nuwun, seratan Panjenengan sampun kasimpen.',
    replayed: 'Seratan punika sampun kasimpen saderengipun; boten kacathet kaping kalih.',
    keep: 'Simpen kode punika. Mawi kode punika Panjenengan saged mirsani kawontenaning seratan, lan mbusak.',
    keyReused:
      'Formulir punika sampun naté dipunkirim kanthi isi sanès, lan isi ingkang kapisan tetep kasimpen. Seratan ing ngandhap punika dèrèng kasimpen; mangga dipunkintun malih menawi saèstu seratan énggal.',
    toTopic: 'Wangsul dhateng topik',
    own: 'Mirsani utawi mbusak seratan kula',
    ownHint: 'Isi kode ingkang dipunparingaken sasampunipun seratan dipunkirim.',
    look: 'Mirsani',
    unknownCode: 'Kode punika sanès kode seratan ing forum. Mangga dipunpriksa malih aksara lan angkanipun.',
    tooManyCodes: (seconds) => `Kakathahen kode ingkang lepat saking jaringan punika. Cobi malih ing ${seconds} detik.`,
    standing: 'Kawontenan',
    erase: 'Busak seratan punika',
    eraseMeans: 'Isinipun kabusak lan boten saged kawangsulaken. Bilih naté wonten satunggal seratan tetep kaétang.',
    eraseNow: 'Inggih, busak',
  },
};

const COUNTED: Readonly<Record<ForumPostState, keyof PostCounts>> = {
  SHOWN: 'shown',
  WAITING: 'waiting',
  HIDDEN: 'hidden',
  SPAM: 'spam',
};

/** What became of all that was written into a topic, in one sentence; what there is none of is not named. */
export const countsInWords = (counts: PostCounts, lang: Language): string => {
  const { received, erasedCount } = FORUM_WORDS[lang];
  const parts = (Object.keys(COUNTED) as ForumPostState[]).map(
    (state) => [counts[COUNTED[state]], inPublicLanguage(FORUM_POST_STATE_NAMES[state], lang)] as const,
  );
  const named = [...parts, [counts.erased, erasedCount] as const]
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`);
  return `${[received(counts.received), ...named].join(' · ')}.`;
};
