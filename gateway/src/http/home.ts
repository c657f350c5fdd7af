import { type Exchange, sendPage } from './exchange.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

type Place = readonly [path: string, words: string, when: 'always' | 'demo'];

const placesWith = (release: string): readonly Place[] => [
  ['/demo/pemda-site/', 'Contoh situs pemerintah daerah dengan formulir dan papan', 'demo'],
  ['/demo/kiosk/', 'Contoh kios penilaian di loket, dapat dipasang sebagai aplikasi', 'demo'],
  ['/demo/playground/', 'Etalase: setiap widget dalam setiap keadaan, dengan data contoh', 'demo'],
  ['/demo/simpeg-portal/', 'Contoh portal kepegawaian (SIMPEG) dengan kartu kinerja', 'demo'],
  ['/forum/62.71', 'Contoh forum warga: topik, tulisan yang diperiksa petugas, dan jawaban resmi', 'demo'],
  ['/graphql', 'GraphQL: penjelajah untuk pengembang', 'demo'],
  ['/builder', 'Memilih widget dan menyalin yang perlu ditempel di situs', 'always'],
  ['/tv/32.73', 'Papan untuk layar kantor: membarui diri dan membalik halamannya sendiri', 'demo'],
  ['/konsol', 'Konsol petugas: pengaduan, aspirasi, dan permintaan informasi', 'always'],
  ['/tanda-terima', 'Cek tanda terima: sampai di mana sebuah laporan, tanpa akun', 'always'],
  ['/docs', 'Rujukan API untuk pengembang, dengan contoh pertanyaan', 'always'],
  ['/schema.graphql', 'Skema GraphQL', 'always'],
  ['/llms.txt', 'Ringkasan API untuk program yang menjawab pertanyaan orang', 'always'],
  [`/widgets/${release}/kinerja.js`, `Berkas widget rilis ${release}: isinya tidak pernah berubah`, 'always'],
  [`/widgets/${release}/integrity.json`, 'Nilai integrity untuk berkas-berkas rilis itu', 'always'],
  ['/widgets/latest/kinerja.js', 'Rilis terbaru: isinya berganti setiap ada rilis baru', 'always'],
  ['/healthz', 'Hidup', 'always'],
  ['/readyz', 'Siap menerima', 'always'],
];

/** What this gateway offers, for whoever opens its address; of the widgets, their newest release. */
export const sendHome = (exchange: Exchange, mode: 'demo' | 'production', release: string): void => {
  const places = placesWith(release)
    .filter(([, , when]) => when === 'always' || mode === 'demo')
    .map(([path, words]) => `<li><a href="${path}">${path}</a> <span>${words}</span></li>`)
    .join('');
  const page = `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Kinerja</title><style>body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1b2733}
a{color:#0b5cad}li{margin:.6rem 0}span{display:block;color:#4a5a68}</style></head>
<body><main><h1>Kinerja</h1><p>Suara warga tentang layanan publik, dan angka yang adil bagi yang melayani.</p><ul>${places}</ul></main></body></html>`;
  sendPage(exchange, 200, page, POLICY);
};
