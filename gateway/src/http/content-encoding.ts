import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How a body is put on the wire. */
export type ContentEncoding = 'br' | 'gzip' | 'identity';

/** The smallest first. Files are encoded once and sent for years: the best there is, off the main thread. */
const ENCODERS: Readonly<Record<ContentEncoding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
  identity: (body) => Promise.resolve(body),
};

/** Encodes a body. */
export const encode = (body: Buffer, encoding: ContentEncoding): Promise<Buffer> => ENCODERS[encoding](body);

/** The smallest encoding that an `Accept-Encoding` takes; weights are not compared, but `q=0` refuses. */
export const encodingFor = (accepted: string | undefined): ContentEncoding => {
  const taken = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.replace(/;.*/, '').trim());
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding)) ?? 'identity';
};
