import { closeSync, constants, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mountSmallDisk } from './small-disk.ts';

const PAGE = 4_096;
const PAGES = 200;

/** Page by page: what is written at once is also kept together in memory, and goes to the device together. */
const writePages = (file: string, letter: string, flush: boolean) => {
  const written = openSync(file, constants.O_RDWR | constants.O_CREAT);
  for (let page = 0; page < PAGES; page += 1) writeSync(written, Buffer.alloc(PAGE, letter), 0, PAGE, page * PAGE);
  if (flush) fsyncSync(written);
  closeSync(written);
};

const mounted = mountSmallDisk();

test.skipIf(typeof mounted === 'string')(
  'what was not forced to a disk before it lost power is gone, but for the pages that were written in disorder',
  async () => {
    if (typeof mounted === 'string') throw new Error(mounted);
    try {
      const files = ['written', 'not-written'].map((name) => {
        const folder = join(mounted.folder, name);
        mkdirSync(folder);
        return { folder, file: join(folder, 'file') };
      });
      for (const { file } of files) {
        writePages(file, 'o', true);
        writePages(file, 'n', false);
      }
      const [first, second] = files;
      await mounted.writeInDisorder(first?.folder ?? '', 7);
      mounted.losePower();
      await mounted.end();
      /** The letter of each page, which are all the same within it. */
      const lettersOf = (file = '') => {
        const content = readFileSync(file, 'latin1');
        return new Set(
          Array.from({ length: PAGES }, (_, page) =>
            [...new Set(content.slice(page * PAGE, (page + 1) * PAGE))].join(''),
          ),
        );
      };
      expect(lettersOf(first?.file)).toEqual(new Set(['o', 'n']));
      expect(lettersOf(second?.file)).toEqual(new Set(['o']));
    } finally {
      await mounted.remove();
    }
  },
);
