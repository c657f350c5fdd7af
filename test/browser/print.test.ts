import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { askPoppler } from '../support/poppler.mjs';
import { board } from './board.ts';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';
import { unitCard } from './unit-card.ts';
import { useVisits } from './visit.ts';

/* What comes out of the printer. */

const { open } = useVisits((gateway) => {
  gateway.unit = unitCard;
});

/** The words on paper, with single spaces. */
const printed = async (page: Page): Promise<string> =>
  askPoppler('pdftotext', await page.pdf({ format: 'A4' }), ['-layout'])
    .toString('utf8')
    .replaceAll(/\s+/g, ' ');

test('a receipt, with its code and without buttons', async () => {
  const form = new RatingFormDriver(await open(formTag()));
  await form.answerAndSend();
  await form.text('Terima kasih').waitFor();
  const code = await form.receipt();
  const paper = await printed(form.page);
  expect(paper).toContain(code);
  expect(paper).toContain('30 September 2026');
  for (const button of ['Salin kode', 'Isi penilaian baru']) expect(paper).not.toContain(button);
});

test('a question with its answers, and without buttons', async () => {
  const form = new RatingFormDriver(await open(formTag()));
  await form.choose('persyaratan', 3);
  const paper = await printed(form.page);
  for (const words of ['Pertanyaan 1 dari 9', 'Tidak sesuai', 'Sangat sesuai']) expect(paper).toContain(words);
  expect(paper).not.toContain('Lanjut');
});

test('the board, with every unit and every figure', async () => {
  const page = await open('<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas"></kinerja-unit-leaderboard>');
  await page.getByRole('table').waitFor();
  const paper = await printed(page);
  const figure = (value: number) => value.toLocaleString('id', { minimumFractionDigits: 2 });
  for (const { index, fairScore, interval } of board.rows)
    for (const value of [index, fairScore, interval.lower, interval.upper]) expect(paper).toContain(figure(value));
  for (const { unit } of board.withheld) expect(paper).toContain(unit.name);
});

test('the card of a unit, with every figure that is drawn', async () => {
  const page = await open('<kinerja-scorecard unit="unit_Arcamanik"></kinerja-scorecard>');
  await page.getByText('Unsur terlemah').waitFor();
  const paper = await printed(page);
  for (const words of ['82,50', 'B (Baik)', '1: 2 · 2: 8 · 3: 50 · 4: 60', 'Triwulan II 2026', '83,00'])
    expect(paper).toContain(words);
});

test('by night, too, it is dark on white', async () => {
  const page = await open(formTag('theme="dark"'));
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  const picture = askPoppler('pdftoppm', await page.pdf({ format: 'A4' }), ['-gray', '-r', '60', '-singlefile']);
  // The three lines of a PGM's head, then a byte for each pixel.
  const pixels = [...picture.subarray(picture.indexOf('255\n') + 4)];
  const share = (from: number, to: number) => pixels.filter((one) => one >= from && one <= to).length / pixels.length;
  expect(share(250, 255)).toBeGreaterThan(0.9);
  expect(share(0, 80)).toBeGreaterThan(0.005);
});
