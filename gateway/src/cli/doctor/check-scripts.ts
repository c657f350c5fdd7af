import { createHash } from 'node:crypto';
import type { Finding } from '@kinerja/widgets/embedding/finding';
import type { Embedding, WidgetScript } from './embedding.ts';
import { NotReached, type Reach } from './reach.ts';

const FLOATING = 'latest';

/** What a gateway says of its versions. */
interface Catalogue {
  readonly latest: string;
  readonly versions: Readonly<Record<string, { readonly isReleased: boolean }>>;
}

/** How the page loads the widgets. */
export const checkScripts = async ({ url, scripts, reach }: Embedding): Promise<Finding[]> => {
  if (scripts.length === 0)
    return [
      {
        verdict: 'error',
        text: 'Tidak ada tag skrip widget di halaman ini.',
        mend: 'Tempelkan tag skrip dari /builder pada server, sekali saja, di tema atau di halaman.',
      },
    ];
  const versions = [...new Set(scripts.map(({ version }) => version))];
  const several: Finding[] =
    versions.length > 1
      ? [
          {
            verdict: 'warn',
            text: `Halaman memuat beberapa versi widget: ${versions.join(', ')}. Yang pertama dipakai.`,
            mend: 'Sisakan satu tag skrip.',
          },
        ]
      : [];
  const each = await Promise.all(scripts.map((script) => checkScript(script, url, reach)));
  return [...several, ...each.flat()];
};

const checkScript = async (script: WidgetScript, page: URL, reach: Reach): Promise<Finding[]> => {
  const { url } = script;
  if (page.protocol === 'https:' && url.protocol === 'http:')
    return [
      {
        verdict: 'error',
        text: `Halaman ini https, tetapi skrip ${url.href} http: peramban menolaknya.`,
        mend: 'Pakai alamat server dengan https://.',
      },
    ];
  try {
    const { status, body, headers } = await reach(url);
    if (status !== 200)
      return [
        {
          verdict: 'error',
          text: `Skrip ${url.href} dijawab dengan status ${status}.`,
          mend: 'Periksa versi dan nama berkasnya; /builder pada server mencetak tag yang benar.',
        },
      ];
    return [
      ...checkKind(script),
      ...checkAsync(script),
      ...checkIntegrity(script, body, page),
      ...(headers['access-control-allow-origin'] === undefined && url.origin !== page.origin
        ? [noCrossOrigin(url.href)]
        : []),
      ...(await checkVersion(script, reach)),
    ];
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    return [{ verdict: 'error', text: error.message, mend: 'Periksa alamat server di tag skrip.' }];
  }
};

/** What browsers must be told for a page to read something of another origin. */
export const noCrossOrigin = (what: string): Finding => ({
  verdict: 'error',
  text: `${what} tidak boleh dibaca halaman dari situs lain.`,
  mend: 'Proksi di depan server tidak boleh membuang kepala Access-Control-Allow-Origin.',
});

const checkKind = ({ name, isModule }: WidgetScript): Finding[] => {
  const needsModule = name === 'kinerja.js';
  if (needsModule === isModule) return [];
  return [
    needsModule
      ? { verdict: 'error', text: 'kinerja.js hanya jalan sebagai modul.', mend: 'Tambahkan type="module".' }
      : { verdict: 'error', text: 'kinerja.iife.js bukan modul.', mend: 'Hapus type="module", atau pakai kinerja.js.' },
  ];
};

const checkAsync = ({ isAsync }: WidgetScript): Finding[] =>
  isAsync
    ? []
    : [
        {
          verdict: 'warn',
          text: 'Tag skrip tanpa async: selama server lambat, halaman belum dianggap selesai dimuat.',
          mend: 'Tambahkan kata async pada tag skrip.',
        },
      ];

/** Of several hashes, browsers go by the strongest. */
const STRENGTHS = ['sha512', 'sha384', 'sha256'] as const;

const checkIntegrity = (script: WidgetScript, body: Buffer, page: URL): Finding[] => {
  const { integrity = '', version, crossOrigin, isModule, url } = script;
  const hashOf = (algorithm: string) => `${algorithm}-${createHash(algorithm).update(body).digest('base64')}`;
  const right = hashOf('sha384');
  const given = integrity.split(/\s+/).filter(Boolean);
  if (given.length === 0)
    return version === FLOATING
      ? []
      : [
          {
            verdict: 'warn',
            text: 'Tag skrip tanpa integrity: peramban tidak dapat memastikan bahwa berkasnya asli.',
            mend: `Tambahkan crossorigin="anonymous" integrity="${right}"`,
          },
        ];
  const strongest = STRENGTHS.find((algorithm) => given.some((hash) => hash.startsWith(`${algorithm}-`)));
  if (strongest === undefined || !given.includes(hashOf(strongest)))
    return [
      {
        verdict: 'error',
        text: `integrity tidak cocok dengan berkas yang disajikan ${url.href}: peramban menolaknya.`,
        mend: `Pakai integrity="${right}"`,
      },
    ];
  if (!isModule && crossOrigin === undefined && url.origin !== page.origin)
    return [
      {
        verdict: 'error',
        text: 'integrity tanpa crossorigin: peramban menolak skrip dari situs lain.',
        mend: 'Tambahkan crossorigin="anonymous".',
      },
    ];
  if (version === FLOATING)
    return [
      {
        verdict: 'error',
        text: 'integrity pada alamat /latest/: rilis berikutnya akan ditolak peramban.',
        mend: 'Pakai alamat bernomor versi, atau hapus integrity.',
      },
    ];
  return [{ verdict: 'ok', text: 'integrity cocok dengan berkas yang disajikan.' }];
};

const checkVersion = async ({ version, gateway }: WidgetScript, reach: Reach): Promise<Finding[]> => {
  const { status, body } = await reach(`${gateway}widgets/versions.json`);
  if (status !== 200)
    return [{ verdict: 'warn', text: `Server ${gateway} tidak memberi tahu versi-versinya (status ${status}).` }];
  const { latest, versions } = JSON.parse(body.toString('utf8')) as Catalogue;
  if (version === FLOATING)
    return [
      {
        verdict: 'warn',
        text: `Alamat /latest/ berganti isi setiap ada rilis; sekarang ${latest}.`,
        mend: `Supaya halaman hanya berubah bila situs mengubahnya, pakai /widgets/${latest}/.`,
      },
    ];
  if (version === latest) return [{ verdict: 'ok', text: `Versi ${version} adalah rilis terbaru.` }];
  if (versions[version]?.isReleased === false)
    return [
      {
        verdict: 'warn',
        text: `Versi ${version} masih dikembangkan: isinya dapat berubah.`,
        mend: `Rilis terbaru: ${latest}.`,
      },
    ];
  return [
    {
      verdict: 'warn',
      text: `Versi ${version} bukan rilis terbaru.`,
      mend: `Rilis terbaru: ${latest}. Ganti alamat dan integrity di tag skrip.`,
    },
  ];
};
