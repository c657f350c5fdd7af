/** What a sign-in says. */
export interface SignInWords {
  readonly code: 'id' | 'en';
  readonly signIn: (region: string) => string;
  readonly by: (host: string) => string;
  readonly coming: string;
  readonly again: string;
  readonly refused: (region: string) => string;
  readonly failed: string;
  readonly denied: (why: string) => string;
  readonly away: (host: string, origin: string) => string;
  readonly elsewhere: (endpoint: string) => string;
  readonly mismatch: string;
  readonly noStorage: string;
  readonly unsafe: string;
}

export const signInId: SignInWords = {
  code: 'id',
  signIn: (region) => `Masuk dengan akun ${region}`,
  by: (host) => `lewat ${host}`,
  coming: 'Sedang masuk…',
  again: 'Masa masuk Saudara sudah habis. Masuk lagi; yang sudah diketik tetap ada di tab ini.',
  refused: (region) =>
    `Saudara dikenal penyedia akun, tetapi belum dapat masuk ke sini: NIP pada akun itu tidak ada di data pegawai ${region}, atau akunnya sudah dicabut. Hubungi administrator kepegawaian.`,
  failed: 'Belum berhasil masuk.',
  denied: (why) => `Penyedia akun menolak: ${why}.`,
  away: (host, origin) =>
    `${host} tidak terjangkau dari peramban ini. Periksa jaringan; bila tetap begini, administrator perlu mengizinkan asal ${origin} (CORS) di sana.`,
  elsewhere: (endpoint) =>
    `Penyedia memakai alamat lain untuk tokennya (${endpoint}), dan halaman ini tidak boleh menghubunginya. Hubungi administrator.`,
  mismatch: 'Jawaban penyedia tidak cocok dengan yang diminta dari tab ini. Coba lagi.',
  noStorage: 'Peramban ini menutup penyimpanan halaman (sessionStorage), yang diperlukan untuk masuk.',
  unsafe: 'Masuk dengan akun hanya dapat di alamat https.',
};
