// @ts-check
// Poppler's programs, which show what is in a PDF as a printer does.
import { execFileSync } from 'node:child_process';
import { findOnPath, install, mayInstall } from './debian.mjs';

/**
 * Makes sure that pdftoppm, pdftotext, pdfinfo and pdffonts are there.
 *
 * @throws an Error that tells what to install.
 */
function providePoppler() {
  if (findOnPath(['pdftoppm'])) return;
  if (!mayInstall()) throw new Error('This test needs the programs of Poppler: install poppler-utils.');
  process.stdout.write('Installing Poppler for the tests of posters (apt-get install poppler-utils, once).\n');
  install(['poppler-utils']);
}

/**
 * What a program says of a PDF.
 *
 * @param {'pdftoppm' | 'pdftotext' | 'pdfinfo' | 'pdffonts'} program
 * @param {Uint8Array} pdf
 * @param {readonly string[]} options
 * @returns {Buffer}
 */
export function askPoppler(program, pdf, options = []) {
  providePoppler();
  const file = program === 'pdftotext' ? ['-', '-'] : ['-'];
  return execFileSync(program, [...options, ...file], { input: pdf, maxBuffer: 64 * 1024 * 1024 });
}
