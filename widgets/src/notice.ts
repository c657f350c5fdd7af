import { html, nothing, type TemplateResult } from 'lit/html.js';

/** What somebody has to put right, if anything. The name is its part, and its id to move the focus to. */
export function notice(name: string, title: string, items: readonly unknown[]): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`
    <div class="notice" id=${name} part=${name} tabindex="-1">
      <strong>${title}</strong>
      <ul>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>
    </div>
  `;
}
