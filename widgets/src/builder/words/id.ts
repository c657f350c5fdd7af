import type { LowContrast } from '../../embedding/low-contrasts.ts';
import type { Stem } from '../choice.ts';

const figure = (value: number) => value.toLocaleString('id', { maximumFractionDigits: 2 });

/** Words of the builder, in Bahasa Indonesia. */
export const builderId = {
  code: 'id',
  choose: '1. Pilih',
  region: 'Daerah',
  sample: 'data contoh',
  widget: 'Widget',
  widgets: {
    'rating-form': 'Formulir penilaian',
    'unit-leaderboard': 'Papan unit sejenis',
    scorecard: 'Kartu unit',
    'index-badge': 'Lencana IKM',
    trend: 'Perubahan IKM',
    'report-form': 'Formulir laporan',
    receipt: 'Periksa tanda terima',
    'service-time': 'Waktu layanan',
    'public-replies': 'Anda sampaikan, kami lakukan',
  } as Readonly<Record<Stem, string>>,
  unit: 'Unit',
  service: 'Layanan',
  kind: 'Jenis unit',
  none: '— pilih —',
  period: 'Periode',
  lastQuarter: 'Triwulan terakhir yang sudah ditutup (mengikuti waktu)',
  compare: 'Dibandingkan dengan',
  notCompared: 'Tidak dibandingkan',
  reportKind: 'Jenis laporan',
  reportKinds: {
    '': 'Semua',
    complaint: 'Pengaduan',
    aspiration: 'Aspirasi',
    information: 'Permintaan informasi',
  } as Readonly<Record<string, string>>,
  layout: 'Susunan pertanyaan',
  layouts: { '': 'Satu per satu', all: 'Sekaligus' } as Readonly<Record<string, string>>,
  mode: 'Angka baru',
  modes: { '': 'Saat halaman dibuka', live: 'Sendiri, selama halaman terbuka' } as Readonly<Record<string, string>>,
  lang: 'Bahasa',
  langs: { '': 'Mengikuti halaman', id: 'Indonesia', en: 'Inggris', su: 'Sunda', jv: 'Jawa' } as Readonly<
    Record<string, string>
  >,
  theme: 'Tema',
  themes: {
    '': 'Terang atau gelap, menurut perangkat warga',
    light: 'Terang',
    dark: 'Gelap',
    blue: 'Biru',
    neutral: 'Netral',
    contrast: 'Kontras tinggi',
  } as Readonly<Record<string, string>>,
  ownColours: 'Pakai warna situs sendiri',
  colours: {
    primary: 'Warna utama',
    'on-primary': 'Tulisan di atas warna utama',
    background: 'Latar',
    text: 'Tulisan',
  } as Readonly<Record<string, string>>,
  site: 'Alamat situs yang memasang',
  siteHint: 'Seperti https://dukcapil.example.go.id, tanpa nama halaman.',
  siteKey: 'Kunci situs',

  preview: '2. Lihat',
  previewNote: 'Ini widget yang sebenarnya. Penilaian dari sini tidak dikirim.',
  phone: 'Ponsel',
  desktop: 'Layar lebar',
  contrastGood: 'Kontras semua warna cukup (WCAG 2.2 AA).',
  contrastLow: ({ front, back, ratio, needed }: LowContrast) =>
    `${front} di atas ${back}: kontras ${figure(ratio)}, perlu ${figure(needed)}.`,

  paste: '3. Tempel',
  needs: {
    tenant: 'Pilih daerahnya dulu.',
    service: 'Pilih unit dan layanannya dulu.',
    kind: 'Pilih jenis unitnya dulu.',
    unit: 'Pilih unitnya dulu.',
  } as Readonly<Record<string, string>>,
  needsKey:
    'Isi alamat situs dan kunci situs: tanpa kunci yang berlaku di situs itu, formulir tidak ada gunanya dipasang.',
  howToGetKey: (tenant: string, site: string) =>
    `Kunci dibuat oleh pengelola Kinerja: pnpm kinerja site-key add ${tenant} "Nama situs" --origin ${site || 'https://…'}`,
  keyUnknown: 'Kunci ini tidak dikenal atau sudah dicabut: penilaian akan ditolak, jadi belum ada yang dapat ditempel.',
  keyElsewhere: (site: string) =>
    `Kunci ini tidak berlaku di ${site}: penilaian akan ditolak, jadi belum ada yang dapat ditempel.`,
  keyGood: (site: string) => `Kunci ini berlaku di ${site}.`,
  badSite: 'Alamat situs belum benar.',
  mixed: (gateway: string) =>
    `Situs https tidak boleh memakai server ${gateway} yang http: peramban menolaknya. Server perlu https.`,
  notReleased: (version: string) =>
    `Pilihan ini belum ada di rilis terbaru (${version}), jadi belum ada yang dapat ditempel.`,
  noRelease: (version: string) =>
    `Versi ${version} masih dikembangkan, jadi tanpa integrity. Untuk situs sungguhan, tunggu rilisnya.`,
  tabs: {
    html: 'HTML',
    floating: 'Selalu terbaru',
    cms: 'div untuk CMS',
    wordpress: 'WordPress',
    blade: 'Blade',
    codeigniter: 'CodeIgniter',
  } as Readonly<Record<string, string>>,
  notes: {
    html: 'Disarankan. Isinya tidak pernah berubah sampai tag ini diganti.',
    floating: 'Berubah sendiri setiap ada rilis baru, tanpa integrity. Pakai hanya bila itu yang dimaksud.',
    cms: 'Untuk penyunting yang membuang tag. Tag skrip dari tab HTML ditempel sekali di tema.',
    wordpress: 'Perlu pengaya Kinerja; alamat server dan kunci situs diatur di sana.',
    blade: "Tata letaknya perlu @stack('scripts') sebelum </body>.",
    codeigniter: "Tata letaknya perlu renderSection('scripts') sebelum </body>.",
  } as Readonly<Record<string, string>>,
  style: 'CSS situs',
  styleNote: 'Menyediakan tinggi, supaya isi halaman tidak bergeser. Diukur dari pratinjau.',
  attribute: 'Atribut style',
  attributeNote: 'Hanya bila kebijakan situs mengizinkan gaya di dalam tag; selain itu pakai CSS di atas.',
  policy: 'Content-Security-Policy',
  policyNote:
    'Hanya bila situs memakainya: tambahkan sumber ini pada direktif yang sama. trusted-types hanya bila situs membatasinya. Gaya dan gambar tidak perlu apa-apa.',
  copy: 'Salin',
  copied: 'Sudah disalin',
  formLink: 'Isi survei kepuasan masyarakat',
  noScript: 'Bagian ini memerlukan JavaScript.',
};

/** The builder's words in one language; every language has the same keys. */
export type BuilderWords = typeof builderId;
