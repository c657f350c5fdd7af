// @ts-check
// Poppler's programs, which show what is in a PDF as a printer does.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { provideProgram } from './debian.mjs';

/** Where pdftoppm, pdftotext, pdfinfo and pdffonts are; installed when they are not. */
const providePoppler = () =>
  dirname(
    provideProgram({ title: 'Poppler', variable: 'POPPLER_BIN', names: ['pdftoppm'], packages: ['poppler-utils'] }),
  );

/**
 * What a program says of a PDF.
 *
 * @param {'pdftoppm' | 'pdftotext' | 'pdfinfo' | 'pdffonts'} program
 * @param {Uint8Array} pdf
 * @param {readonly string[]} options
 * @returns {Buffer}
 */
export function askPoppler(program, pdf, options = []) {
  const file = program === 'pdftotext' ? ['-', '-'] : ['-'];
  return execFileSync(join(providePoppler(), program), [...options, ...file], {
    input: pdf,
    maxBuffer: 64 * 1024 * 1024,
  });
}
