import type { RatingForm } from '@kinerja/widgets';
import type { Locator, Page } from 'playwright-core';
import { SERVICE } from './mock-gateway.ts';
import { elementKeys } from './questionnaire.ts';

/** The tag as an admin pastes it. */
export const formTag = (attributes = ''): string =>
  `<kinerja-rating-form service="${SERVICE}" site-key="pk_demo" ${attributes}><a href="/form">Formulir biasa</a></kinerja-rating-form>`;

/** What a citizen does in the form. */
export class RatingFormDriver {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Other forms may stand on the page. */
  get form(): Locator {
    return this.page.locator('kinerja-rating-form');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  element(key: string): Locator {
    return this.page.locator(`[id="score.${key}"]`);
  }

  /** Words anywhere in the widget, the hidden announcement left out. */
  text(words: string): Locator {
    return this.page.locator('.root :not(.unseen)', { hasText: words }).last();
  }

  async choose(key: string, score: number): Promise<void> {
    await this.element(key)
      .locator('.answer')
      .nth(score - 1)
      .click();
  }

  /** Answers the nine questions step by step, up to the comment; in the page itself, which is faster than a hand. */
  async answerAll(): Promise<void> {
    await this.element(elementKeys[0] ?? '').waitFor();
    await this.page.locator('kinerja-rating-form').evaluate(async (form: RatingForm, keys) => {
      for (const key of keys) {
        form.shadowRoot?.querySelectorAll<HTMLElement>(`[name="score.${key}"]`)[2]?.click();
        form.shadowRoot?.querySelector<HTMLElement>('.primary')?.click();
        await form.requestUpdate();
      }
    }, elementKeys);
  }

  async answerAndSend(comment = 'Antreannya cepat.'): Promise<void> {
    await this.answerAll();
    await this.form.getByRole('textbox').fill(comment);
    await this.button('Periksa jawaban').click();
    await this.button('Kirim').click();
  }

  async receipt(): Promise<string> {
    return this.form.getByLabel('Kode tanda terima').inputValue();
  }
}
