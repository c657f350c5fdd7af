import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/* A reader that shares nothing with the library that writes the codes. */

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });

/** What the QR codes of a picture (PNG) say, as a phone would read them. */
export async function readQrCodes(png: Uint8Array): Promise<readonly string[]> {
  const codes = await readBarcodes(png, { formats: ['QRCode'], tryHarder: true });
  return codes.map(({ text }) => text);
}
