import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Exchange, HttpFailure, send } from './exchange.ts';

const WIDGETS = new URL('../../../widgets/', import.meta.url);
const DIST = fileURLToPath(new URL('dist/', WIDGETS));

/** A file with the encodings that browsers prefer, made once. */
interface WidgetFile {
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

/** Any page may load the file, pin its hash, and keep it. */
const HEADERS = {
  'Content-Type': 'text/javascript; charset=utf-8',
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
  Vary: 'Accept-Encoding',
} as const;
const PINNED = 'public, max-age=31536000, immutable';
const FLOATING = 'public, max-age=300, stale-if-error=604800';

/** Serves `/widgets/<version>/<file>`; `latest` is the newest version and may change. */
export const createWidgetFiles = () => {
  const { version } = JSON.parse(readFileSync(new URL('package.json', WIDGETS), 'utf8')) as { version: string };
  const files = new Map<string, WidgetFile>();
  for (const name of existsSync(DIST) ? readdirSync(DIST).filter((file) => file.endsWith('.js')) : []) {
    const plain = readFileSync(`${DIST}${name}`);
    const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    files.set(name, { plain, gzip: gzipSync(plain, { level: 9 }), brotli });
  }
  const respond = (exchange: Exchange): void => {
    const [, , wanted = '', name = ''] = exchange.url.pathname.split('/');
    const file = wanted === version || wanted === 'latest' ? files.get(name) : undefined;
    if (file === undefined)
      throw new HttpFailure(
        404,
        `No such widget file; the current version is ${version}, its files are ${[...files.keys()].join(', ')}.`,
      );
    const accepted = String(exchange.request.headers['accept-encoding'] ?? '');
    const headers = { ...HEADERS, 'Cache-Control': wanted === 'latest' ? FLOATING : PINNED };
    if (/\bbr\b/.test(accepted)) send(exchange, 200, { ...headers, 'Content-Encoding': 'br' }, file.brotli);
    else if (/\bgzip\b/.test(accepted)) send(exchange, 200, { ...headers, 'Content-Encoding': 'gzip' }, file.gzip);
    else send(exchange, 200, headers, file.plain);
  };
  return { version, respond };
};
