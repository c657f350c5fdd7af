import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';
import { useVisits } from './visit.ts';

/* How the widgets answer to a keyboard, and what they say; every-state.test.ts has how they look. */

const { gateway, open } = useVisits();
const openForm = async (attributes = '') => new RatingFormDriver(await open(formTag(attributes)));

/** Where the keyboard is: the label of a radio button, else the id or the text. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent?.trim();
    return label || element?.id || element?.textContent?.trim() || '';
  });

const checked = (form: RatingFormDriver) =>
  form
    .element('persyaratan')
    .getByRole('radio')
    .evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).checked).indexOf(true));

/** https://www.w3.org/WAI/ARIA/apg/patterns/radio/ */
describe('the answers are a radio group by the pattern of W3C', () => {
  const ready = async () => {
    const form = await openForm();
    await form.element('persyaratan').waitFor();
    return { form, press: (key: string) => form.page.keyboard.press(key) };
  };

  test('Tab comes to the first answer where none is checked, and checks none', async () => {
    const { form, press } = await ready();
    await press('Tab');
    expect(await focused(form.page)).toBe('Tidak sesuai');
    expect(await checked(form)).toBe(-1);
  });

  test('Tab comes to the checked answer, and with the next press leaves the group', async () => {
    const { form, press } = await ready();
    await form.choose('persyaratan', 3);
    await form.page.locator('h2').click();
    await press('Tab');
    expect(await focused(form.page)).toBe('Sesuai');
    await press('Tab');
    expect(await focused(form.page)).toBe('Lanjut');
    await press('Shift+Tab');
    expect(await focused(form.page)).toBe('Sesuai');
  });

  test('Space checks', async () => {
    const { form, press } = await ready();
    await press('Tab');
    await press('Space');
    expect(await checked(form)).toBe(0);
  });

  test.each([
    ['ArrowDown', [1, 2, 3, 0]],
    ['ArrowRight', [1, 2, 3, 0]],
    ['ArrowUp', [3, 2, 1, 0]],
    ['ArrowLeft', [3, 2, 1, 0]],
  ] as const)('%s moves, checks, and goes round', async (key, places) => {
    const { form, press } = await ready();
    await press('Tab');
    await press('Space');
    for (const place of places) {
      await press(key);
      expect(await checked(form)).toBe(place);
      expect(await focused(form.page)).toBe(['Tidak sesuai', 'Kurang sesuai', 'Sesuai', 'Sangat sesuai'][place]);
    }
  });
});

describe('the focus goes with the visitor', () => {
  const question = (form: RatingFormDriver) =>
    form.page.evaluate(() => {
      const inside = document.activeElement?.shadowRoot?.activeElement;
      return inside?.closest('fieldset')?.id ?? inside?.id ?? '';
    });

  test('to each question, the comment, the review, and the rating on its way', async () => {
    const form = await openForm();
    await form.choose('persyaratan', 3);
    await form.button('Lanjut').click();
    await expect.poll(() => question(form)).toBe('score.prosedur');
    await form.button('Sebelumnya').click();
    await expect.poll(() => question(form)).toBe('score.persyaratan');
    expect(await focused(form.page)).toBe('Sesuai');
    await form.answerAll();
    await expect.poll(() => question(form)).toBe('comment');
    await form.button('Periksa jawaban').click();
    await expect.poll(() => question(form)).toBe('review');
    await form.button('Ubah Biaya/Tarif').click();
    await expect.poll(() => question(form)).toBe('score.biaya');
    await form.button('Periksa jawaban').click();
    await expect.poll(() => question(form)).toBe('review');
    await form.button('Kirim').click();
    await form.text('Terima kasih').waitFor();
    expect(await question(form)).toBe(gateway.submits[0]?.input.submissionKey);
    await form.button('Isi penilaian baru').click();
    await expect.poll(() => question(form)).toBe('score.persyaratan');
  });

  test('to what is wrong, and by its link to the place', async () => {
    const form = await openForm();
    await form.button('Lanjut').click();
    await expect.poll(() => question(form)).toBe('mistakes');
    await form.page.keyboard.press('Tab');
    await form.page.keyboard.press('Enter');
    await expect.poll(() => question(form)).toBe('score.persyaratan');
  });
});

test('what happens is said aloud, each thing once', async () => {
  gateway.writeTrouble = (response) => response.destroy();
  const form = await openForm();
  await form.element('persyaratan').waitFor();
  await form.page.locator('kinerja-rating-form').evaluate((element) => {
    const said: string[] = [];
    Object.assign(window, { said });
    const status = element.shadowRoot?.querySelector('[role=status]');
    const listen = () => {
      const text = status?.textContent?.trim() ?? '';
      if (text) said.push(text);
    };
    if (status) new MutationObserver(listen).observe(status, { childList: true, characterData: true, subtree: true });
  });
  const said = () => form.page.evaluate<string[]>('said');
  await form.answerAndSend();
  await expect.poll(said).toEqual(['Mengirim…', 'Tersimpan di perangkat ini, menunggu jaringan.']);
  await form.page.getByRole('button', { name: 'Coba lagi' }).waitFor();
  gateway.writeTrouble = undefined;
  await form.button('Coba lagi').click();
  await form.button('Salin kode').click();
  await expect.poll(said).toHaveLength(5);
  expect((await said()).slice(2)).toEqual([
    'Mengirim…',
    'Terima kasih, penilaian Saudara sudah tercatat.',
    'Kode disalin',
  ]);
});

test('the choice is visible in forced colours', async () => {
  const form = new RatingFormDriver(await open(formTag(), { forcedColors: 'active' }));
  await form.choose('persyaratan', 3);
  expect(await form.page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
  const styles = await form
    .element('persyaratan')
    .locator('.answer span')
    .evaluateAll((answers) => answers.map((answer) => getComputedStyle(answer).outlineStyle));
  expect(styles).toEqual(['none', 'none', 'solid', 'none']);
});

test('the night is what the visitor has set, unless the page says otherwise', async () => {
  const page = await open(formTag() + formTag('theme="light"'), { colorScheme: 'dark' });
  const backgrounds = () =>
    page.locator('.root').evaluateAll((roots) => roots.map((root) => getComputedStyle(root).backgroundColor));
  await expect.poll(backgrounds).toEqual(['rgb(19, 32, 44)', 'rgb(255, 255, 255)']);
});
