import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** What a slow phone on a slow network forgives. */
const LIMIT = { gzip: 15_000, brotli: 13_500 };

test.each(['kinerja.js', 'kinerja.iife.js'])('%s stays within 15 kB gzip and 13.5 kB brotli', (name) => {
  const file = readFileSync(fileURLToPath(new URL(`../../widgets/dist/${name}`, import.meta.url)));
  const gzip = gzipSync(file, { level: 9 }).length;
  const brotli = brotliCompressSync(file).length;
  process.stdout.write(`${name}: ${file.length} B, gzip ${gzip}, brotli ${brotli}\n`);
  expect(gzip).toBeLessThanOrEqual(LIMIT.gzip);
  expect(brotli).toBeLessThanOrEqual(LIMIT.brotli);
});

test.each(['kinerja.js', 'kinerja.iife.js'])(
  '%s is ES2020 without a document, an inline style or a way to make markup of text',
  (name) => {
    const file = readFileSync(fileURLToPath(new URL(`../../widgets/dist/${name}`, import.meta.url)), 'utf8');
    // ES2020: what came later is lowered, and decorators never come out raw.
    expect(file).not.toMatch(/\?\?=|\|\|=|&&=|static\{|#\w+[;=(]|@property/);
    expect(file).not.toMatch(/query RatingForm|mutation SubmitFeedback|style="|unsafeHTML|insertAdjacentHTML|\beval\(/);
  },
);
