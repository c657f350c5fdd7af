import { mistakeId } from '../../embedding/attribute-words.ts';
import type { LowContrast } from '../../embedding/low-contrasts.ts';

const figure = (value: number) => value.toLocaleString('id', { maximumFractionDigits: 2 });

/** What the doctor says, in Bahasa Indonesia. */
export const doctorId = {
  code: 'id',
  admin: 'Untuk pengelola situs',
  mistake: mistakeId,
  debug: 'Pemeriksaan ini terlihat karena atribut debug. Hapus atribut itu sebelum halaman dipakai warga.',
  examining: 'Sedang memeriksa…',
  verdicts: { ok: 'Baik', warn: 'Perlu perhatian', error: 'Salah' },

  mixed: (gateway: string) => `Halaman ini https, tetapi server ${gateway} http: peramban menolaknya.`,
  useHttps: 'Pakai alamat server dengan https://.',
  noGateway: 'Alamat server tidak dapat dipakai.',
  reached: (milliseconds: number) => `Server menjawab dalam ${figure(milliseconds)} milidetik.`,
  slow: (milliseconds: number) => `Server baru menjawab setelah ${figure(milliseconds / 1000)} detik.`,
  slowMend: 'Periksa jaringan dan beban server; sampai ada jawaban, warga melihat tautan di dalam tag.',
  notReached: (gateway: string) => `Server ${gateway} tidak terhubung.`,
  notReachedMend: 'Periksa alamatnya, sertifikatnya, dan apakah server berjalan.',
  crossOrigin: 'Jawaban server boleh dibaca halaman ini.',
  noCrossOrigin: 'Server terhubung, tetapi peramban tidak boleh membaca jawabannya.',
  noCrossOriginMend: 'Proksi di depan server tidak boleh membuang kepala Access-Control-Allow-Origin.',

  newest: (version: string) => `Berkas widget versi ${version} adalah rilis terbaru.`,
  old: (version: string, latest: string) => `Berkas widget versi ${version}; rilis terbaru ${latest}.`,
  oldMend: (tag: string) => `Ganti tag skripnya dengan: ${tag}`,
  floating: (latest: string) => `Alamat /latest/ berganti isi setiap ada rilis; sekarang ${latest}.`,
  floatingMend: (tag: string) => `Supaya halaman hanya berubah bila Anda mengubahnya, pakai: ${tag}`,
  development: (version: string) => `Versi ${version} masih dikembangkan: isinya dapat berubah.`,
  unknownVersion: (version: string) => `Server tidak mengenal versi ${version}.`,
  noAsync: 'Tag skrip tanpa async: selama server lambat, halaman belum dianggap selesai dimuat.',
  noAsyncMend: 'Tambahkan kata async pada tag skrip.',
  hasIntegrity: 'Tag skrip memakai integrity.',
  noIntegrity: 'Tag skrip tanpa integrity: peramban tidak dapat memastikan bahwa berkasnya asli.',
  noIntegrityMend: (tag: string) => `Pakai: ${tag}`,
  floatingIntegrity: 'Tag skrip memakai integrity pada alamat /latest/: rilis berikutnya akan ditolak peramban.',
  severalVersions: (versions: string) => `Halaman ini memuat beberapa versi widget: ${versions}. Yang pertama dipakai.`,
  severalVersionsMend: 'Sisakan satu tag skrip, biasanya di tema.',

  noViolation: 'Tidak terlihat pelanggaran Content-Security-Policy oleh widget.',
  violation: (directive: string, blocked: string) => `Content-Security-Policy (${directive}) menolak ${blocked}.`,
  policyMend: (line: string) => `Tambahkan pada kebijakannya: ${line}`,

  reserved: (pixels: number) => `Tinggi ${figure(pixels)} piksel sudah disediakan.`,
  notReserved: 'Tinggi widget belum disediakan: isi halaman di bawahnya bergeser saat widget muncul.',
  reservedTooLittle: (reserved: number, needed: number) =>
    `Tinggi yang disediakan ${figure(reserved)} piksel, yang dipakai ${figure(needed)} piksel: isi halaman bergeser.`,
  reserveMend: (rule: string) => `Tambahkan pada CSS situs: ${rule}`,
  fallback: 'Ada isi di dalam tag untuk warga tanpa JavaScript.',
  noFallback: 'Tag kosong: tanpa JavaScript, atau bila server mati, warga tidak melihat apa-apa.',
  fallbackMend: 'Isi dengan tautan, misalnya ke formulir biasa: /form/<id layanan>.',

  contrast: 'Kontras warna cukup (WCAG 2.2 AA).',
  lowContrast: ({ front, back, ratio, needed }: LowContrast) =>
    `Kontras ${front} di atas ${back} hanya ${figure(ratio)}; perlu ${figure(needed)}.`,
  contrastMend: ({ front, back }: LowContrast) => `Ubah ${front} atau ${back}.`,

  stored: 'Jawaban yang belum terkirim disimpan di perangkat warga.',
  notStored: 'Peramban menolak menyimpan di halaman ini: jawaban yang belum terkirim hilang bila halaman ditutup.',
  notStoredMend: 'Bila halaman ini di dalam bingkai (iframe), tambahkan sandbox="allow-same-origin".',

  keyAccepted: (origin: string) => `Kunci situs berlaku di ${origin}.`,
  keyUnknown: (key: string) => `Kunci situs ${key} tidak dikenal atau sudah dicabut: penilaian akan ditolak.`,
  keyElsewhere: (key: string, origin: string) =>
    `Kunci situs ${key} tidak berlaku di ${origin}: penilaian akan ditolak.`,
  keyMend: (origin: string) =>
    `Minta kunci untuk alamat ini kepada pengelola Kinerja: pnpm kinerja site-key add <kode> <nama> --origin ${origin}`,
};

/** The doctor's words in one language; every language has the same keys. */
export type DoctorWords = typeof doctorId;
