import { html, type TemplateResult } from 'lit/html.js';

/** A button that is not the main one. */
export const button = (text: unknown, press: () => void): TemplateResult =>
  html`<button type="button" @click=${press}>${text}</button>`;

/** A few words that must not be overlooked: sample data, provisional. */
export const badge = (text: string): TemplateResult => html`<span class="badge">${text}</span>`;

/** What somebody has to put right, if anything. The name is its part, and its id to move the focus to. */
export const notice = (name: string, title: string, items: readonly unknown[]): TemplateResult | '' =>
  items.length > 0
    ? html`
        <div class="notice" id=${name} part=${name} tabindex="-1">
          <strong>${title}</strong>
          <ul>
            ${items.map((item) => html`<li>${item}</li>`)}
          </ul>
        </div>
      `
    : '';
