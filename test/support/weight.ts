import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What a file weighs, in bytes: as it is, and on its way. */
export interface Weight {
  readonly min: number;
  /** At level 9. */
  readonly gzip: number;
  /** At level 11. */
  readonly brotli: number;
}

export const brotli = (file: Uint8Array): Buffer =>
  brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });

export const weigh = (file: Uint8Array): Weight => ({
  min: file.length,
  gzip: gzipSync(file, { level: 9 }).length,
  brotli: brotli(file).length,
});
