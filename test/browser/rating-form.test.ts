import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { MockGateway, SERVICE } from './mock-gateway.ts';
import { host } from './pages.ts';
import { elementKeys } from './questionnaire.ts';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';

const gateway = new MockGateway();
const { openPage } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

const openForm = async (tag = formTag(), script = '') => {
  gateway.page = host(gateway, tag, script);
  return new RatingFormDriver(await openPage(gateway.pageAddress));
};

describe('a rating', () => {
  test('reaches the gateway once, exactly as it was reviewed', async () => {
    const form = await openForm();
    for (const key of elementKeys) {
      await form.choose(key, 3);
      await form.button('Lanjut').click();
    }
    await form.page.getByRole('textbox', { name: /Saran/ }).fill('  Antreannya cepat.  ');
    await form.page.getByRole('combobox', { name: 'Umur' }).selectOption('25-39');
    await form.button('Periksa jawaban').click();
    await form.button('Ubah Waktu Penyelesaian').click();
    await form.page.getByLabel('Sangat cepat').check();
    await form.button('Periksa jawaban').click();
    const list = await form.page.locator('dl').textContent();
    for (const words of ['Sangat cepat', 'Antreannya cepat.', '25–39 tahun']) expect(list).toContain(words);
    await form.button('Kirim').click();
    await form.text('Terima kasih').waitFor();

    expect(gateway.submits).toHaveLength(1);
    expect(gateway.submits[0]).toMatchObject({
      siteKey: 'pk_demo',
      input: {
        serviceId: SERVICE,
        questionnaireVersion: 1,
        comment: 'Antreannya cepat.',
        respondent: { ageBand: '25-39' },
        siteKey: 'pk_demo',
        answers: elementKeys.map((element) => ({ element, score: element === 'waktu' ? 4 : 3 })),
      },
    });
    const code = gateway.submits[0]?.input.submissionKey.slice(0, 8).toUpperCase();
    expect(await form.receipt()).toBe(`BDG-${code}`);
    await expect(form.page.getByText('30 September 2026').textContent()).resolves.toContain('11.05');
  });

  test('is given with the keyboard alone', async () => {
    const form = await openForm();
    const { keyboard } = form.page;
    await form.element('persyaratan').waitFor();
    await keyboard.press('Tab');
    for (const key of elementKeys) {
      expect(await form.element(key).isVisible()).toBe(true);
      await keyboard.press('Space');
      await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
    }
    // The heading of the comment has the focus; the field is next.
    await keyboard.press('Tab');
    await keyboard.type('Terima kasih');
    for (let presses = 0; presses < 5; presses += 1) await keyboard.press('Tab');
    await keyboard.press('Enter');
    await form.page.getByRole('heading', { name: 'Periksa jawaban' }).waitFor();
    for (let presses = 0; presses < 15; presses += 1) await keyboard.press('Tab');
    await keyboard.press('Enter');
    await form.text('Terima kasih, penilaian').waitFor();
    expect(gateway.submits[0]?.input.answers.map(({ score }) => score)).toEqual(elementKeys.map(() => 2));
  });

  test('is given on one page with layout="all"', async () => {
    const form = await openForm(formTag('layout="all"'));
    await form.element('sarana').waitFor();
    await form.page.locator('.answer:last-child input').evaluateAll((radios: HTMLElement[]) => {
      for (const radio of radios) if (radio.getAttribute('name') !== 'score.biaya') radio.click();
    });
    await form.button('Periksa jawaban').click();
    await form.button('Ubah Biaya/Tarif').click();
    await form.choose('biaya', 2);
    await form.button('Periksa jawaban').click();
    await form.button('Kirim').click();
    await form.text('Terima kasih').waitFor();
    expect(gateway.submits[0]?.input.answers.map(({ score }) => score)).toEqual([4, 4, 4, 2, 4, 4, 4, 4, 4]);
  });

  test('leaves out what was skipped, and only what may be', async () => {
    const form = await openForm();
    const skips = form.page.locator('.answer', { hasText: 'Lewati — tidak saya alami' });
    await form.page.locator('kinerja-rating-form').evaluate((element) => element.setAttribute('layout', 'all'));
    expect(
      await skips.locator('input').evaluateAll((radios) => radios.map((radio) => radio.getAttribute('name'))),
    ).toEqual(['score.biaya']);
    await form.page.locator('kinerja-rating-form').evaluate((element) => element.removeAttribute('layout'));
    await form.answerAll();
    await form.button('Periksa jawaban').click();
    await form.button('Ubah Biaya/Tarif').click();
    await skips.click();
    await form.button('Periksa jawaban').click();
    expect(await form.page.locator('dl').textContent()).toContain('Lewati — tidak saya alami');
    await form.button('Kirim').click();
    await form.text('Terima kasih').waitFor();
    const answered = gateway.submits[0]?.input.answers.map(({ element }) => element);
    expect(answered).toEqual(elementKeys.filter((key) => key !== 'biaya'));
    expect(gateway.submits[0]?.input.comment).toBeUndefined();
  });

  test('stays with the page that cancels kinerja-submit', async () => {
    const form = await openForm();
    await form.page.evaluate(() => addEventListener('kinerja-submit', (event) => event.preventDefault()));
    await form.answerAndSend();
    await form.page.getByRole('heading', { name: 'Periksa jawaban' }).waitFor();
    expect(gateway.submits).toEqual([]);
  });

  test('is told to the page by kinerja-load, kinerja-submit and kinerja-success', async () => {
    const listen = `<script>
      window.told = [];
      for (const type of ['kinerja-load', 'kinerja-submit', 'kinerja-success', 'kinerja-error'])
        addEventListener(type, ({ input, receipt, error }) => told.push([type, input?.comment ?? receipt?.code.slice(0, 4) ?? error?.failure]));
    </script>`;
    const form = await openForm(formTag(), listen);
    await form.answerAndSend('Ramah.');
    await form.text('Terima kasih').waitFor();
    expect(await form.page.evaluate('told')).toEqual([
      ['kinerja-load', undefined],
      ['kinerja-submit', 'Ramah.'],
      ['kinerja-success', 'BDG-'],
    ]);
  });

  test('has a code that can be copied', async () => {
    const form = await openForm(`${formTag()}<input type="search" aria-label="Catatan">`);
    await form.answerAndSend();
    await form.button('Salin kode').click();
    const note = form.page.getByLabel('Catatan');
    await note.press('ControlOrMeta+V');
    expect(await note.inputValue()).toBe(await form.receipt());
  });

  test('is a value of the form around it, until the next rating begins', async () => {
    const form = await openForm(`<form id="around">${formTag('name="tanda-terima"')}</form>`);
    const value = () =>
      form.page.evaluate(() =>
        new FormData(document.querySelector<HTMLFormElement>('#around') ?? undefined).get('tanda-terima'),
      );
    expect(await value()).toBeNull();
    await form.answerAndSend();
    await form.text('Terima kasih').waitFor();
    expect(await value()).toBe(await form.receipt());
    await form.page.locator('#around').evaluate((around: HTMLFormElement) => around.reset());
    await form.text('Pertanyaan 1 dari 9').waitFor();
    expect(await value()).toBeNull();
  });

  test('begins anew with a key of its own', async () => {
    const form = await openForm();
    await form.answerAndSend();
    await form.button('Isi penilaian baru').click();
    expect(await form.page.locator('input:checked').count()).toBe(0);
    await form.answerAndSend('');
    await form.text('Terima kasih').waitFor();
    expect(new Set(gateway.submits.map(({ input }) => input.submissionKey)).size).toBe(2);
    expect(gateway.submits[1]?.input.comment).toBeUndefined();
  });
});

describe('a mistake is named beside what is wrong', () => {
  test('a question left open, with a link to it', async () => {
    const form = await openForm();
    await form.button('Lanjut').click();
    expect(await form.element('persyaratan').locator('legend').textContent()).toContain('Pilih salah satu jawaban');
    const focused = () => form.page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id);
    expect(await focused()).toBe('mistakes');
    await form.page.getByRole('link', { name: 'Persyaratan' }).click();
    const name = await form.page.evaluate(() =>
      document.activeElement?.shadowRoot?.activeElement?.getAttribute('name'),
    );
    expect(name).toBe('score.persyaratan');
    await form.choose('persyaratan', 3);
    // The choice is painted first.
    await expect
      .poll(() => form.element('persyaratan').locator('legend').textContent())
      .not.toContain('Pilih salah satu');
  });

  test('all questions left open, with layout="all"', async () => {
    const form = await openForm(formTag('layout="all"'));
    await form.button('Periksa jawaban').click();
    expect(await form.page.getByRole('link').allTextContents()).toHaveLength(elementKeys.length - 1);
  });

  test('a comment that is too long, counted in characters and not in UTF-16', async () => {
    const form = await openForm();
    await form.answerAll();
    await form.page.getByRole('textbox').fill('🙂'.repeat(1_000));
    await form.text('Sisa 0 huruf').waitFor();
    await form.page.getByRole('textbox').fill('🙂'.repeat(1_002));
    await form.text('Kelebihan 2 huruf').waitFor();
    await form.button('Periksa jawaban').click();
    expect(await form.page.locator('#mistakes').textContent()).toContain('Saran atau masukan: Kelebihan 2 huruf');
    expect(gateway.submits).toEqual([]);
  });

  test('what the gateway finds', async () => {
    gateway.outcome = () => ({
      __typename: 'InvalidInput',
      message: 'Isian belum benar.',
      issues: [
        { path: 'answers.2.score', message: 'Nilai ini tidak diterima.' },
        { path: 'comment', message: 'Komentar memuat NIK.' },
        { path: 'respondent.sex', message: 'Pilihan ini tidak ada.' },
        { path: 'siteKey', message: 'Kunci situs dicabut.' },
      ],
    });
    const form = await openForm();
    await form.answerAndSend();
    const mistakes = form.page.locator('#mistakes');
    await mistakes.waitFor();
    expect((await mistakes.locator('li').allTextContents()).sort()).toEqual([
      'Jenis kelamin: Pilihan ini tidak ada.',
      'Kunci situs dicabut.',
      'Saran atau masukan: Komentar memuat NIK.',
      'Waktu Penyelesaian: Nilai ini tidak diterima.',
    ]);
    gateway.outcome = undefined;
    await form.page.getByRole('link', { name: 'Saran atau masukan' }).click();
    await form.page.getByRole('textbox', { name: 'Komentar memuat NIK.' }).fill('Antreannya cepat.');
    expect(await form.page.getByText('Komentar memuat NIK.').count()).toBe(0);
    await form.button('Periksa jawaban').click();
    await form.button('Kirim').click();
    await form.text('Terima kasih').waitFor();
    const [refused, accepted] = gateway.submits.map(({ input }) => input.submissionKey);
    expect(refused).toBe(accepted);
  });

  test('a rating that was recorded with other answers before', async () => {
    gateway.outcome = () => ({ __typename: 'KeyReused', message: 'key reused' });
    const form = await openForm();
    await form.answerAndSend();
    await form.text('key reused').waitFor();
  });
});

describe('the language', () => {
  test('is that of the nearest lang, and changes without losing an answer', async () => {
    const form = await openForm(`<div lang="en-GB">${formTag()}</div>`);
    await form.page.getByText('Question 1 of 9').waitFor();
    await form.choose('persyaratan', 4);
    await form.button('Next').click();
    await form.page.locator('kinerja-rating-form').evaluate((element) => element.setAttribute('lang', 'id'));
    await form.page.getByText('Pertanyaan 2 dari 9').waitFor();
    await form.button('Sebelumnya').click();
    expect(await form.element('persyaratan').getByLabel('Sangat sesuai').isChecked()).toBe(true);
    expect(gateway.reads.map((read) => JSON.parse(read.searchParams.get('variables') ?? '').lang)).toEqual([
      'en',
      'id',
    ]);
  });

  test('is Indonesian on a page in a language that is not spoken here', async () => {
    const form = await openForm(`<div lang="fr">${formTag()}</div>`);
    await form.page.getByText('Pertanyaan 1 dari 9').waitFor();
  });

  test('follows the page when it changes', async () => {
    const form = await openForm();
    await form.page.getByText('Pertanyaan 1 dari 9').waitFor();
    await form.page.evaluate(() => {
      document.documentElement.lang = 'en';
    });
    await form.page.getByText('Question 1 of 9').waitFor();
  });
});

test('faces come as soon as the layout asks for them', async () => {
  const form = await openForm();
  await form.text('Pertanyaan 1 dari 9').waitFor();
  expect(await form.page.locator('.face').count()).toBe(0);
  await form.page.locator('kinerja-rating-form').evaluate((element) => element.setAttribute('layout', 'icons'));
  await form.page.locator('.face').first().waitFor();
});

test('sample data says so', async () => {
  gateway.sampleData = true;
  const form = await openForm();
  await form.page.getByText('Data contoh').waitFor();
});
