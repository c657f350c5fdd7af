import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** How a body is put on the wire. */
export type ContentEncoding = 'br' | 'gzip' | 'identity';

/** `best` for files, which are encoded once and sent for years; `fast` for answers, which change with the figures. */
export type Effort = 'best' | 'fast';

const LEVELS = { best: { br: 11, gzip: 9 }, fast: { br: 5, gzip: 6 } } as const satisfies Record<Effort, object>;

/** Off the main thread. */
const ENCODERS: Readonly<Record<ContentEncoding, (body: Buffer, effort: Effort) => Promise<Buffer>>> = {
  br: (body, effort) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: LEVELS[effort].br } }),
  gzip: (body, effort) => promisify(gzip)(body, { level: LEVELS[effort].gzip }),
  identity: (body) => Promise.resolve(body),
};

/** Encodes a body. */
export const encode = (body: Buffer, encoding: ContentEncoding, effort: Effort = 'best'): Promise<Buffer> =>
  ENCODERS[encoding](body, effort);

const readAccepted = (accepted: string): ContentEncoding => {
  const taken = accepted
    .toLowerCase()
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.replace(/;.*/, '').trim());
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding)) ?? 'identity';
};

/** Browsers say the same few things. */
const read = new LRUCache<string, ContentEncoding>({ max: 100, memoMethod: readAccepted });

/** The smallest encoding that an `Accept-Encoding` takes; weights are not compared, but `q=0` refuses. */
export const encodingFor = (accepted: string | undefined): ContentEncoding =>
  accepted === undefined ? 'identity' : read.memo(accepted);
