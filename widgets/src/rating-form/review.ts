import { html, nothing, type TemplateResult } from 'lit';
import type { Field } from './draft.ts';
import type { FormView } from './form-view.ts';

/** What has to be put right, in one place, each with the way there. */
export function mistakeList(
  { mistakes, texts, go }: FormView,
  fields: readonly Field[],
): TemplateResult | typeof nothing {
  const entries = Object.entries(mistakes);
  if (entries.length === 0) return nothing;
  return html`
    <div class="notice" id="mistakes" part="mistakes" tabindex="-1">
      <p><strong>${texts.mistakes}</strong></p>
      <ul>
        ${entries.map(([id, text]) => {
          const field = fields.find((other) => other.id === id);
          const follow = (event: Event) => {
            event.preventDefault();
            go(id);
          };
          return html`<li>${field ? html`<a href="#${id}" @click=${follow}>${field.label}</a>: ` : nothing}${text}</li>`;
        })}
      </ul>
    </div>
  `;
}

/** Everything that will be sent, each with a way back to it. */
export function review({ mistakes, texts, go }: FormView, fields: readonly Field[]): TemplateResult {
  return html`
    <h3 id="review" tabindex="-1">${texts.review}</h3>
    <dl part="review">
      ${fields.map(
        ({ id, label, answer }) => html`
          <div>
            <dt>${label}</dt>
            <dd>${answer} <span class="mistake">${mistakes[id]}</span></dd>
            <dd><button type="button" class="link" @click=${() => go(id)}>${texts.change}<span class="unseen"> ${label}</span></button></dd>
          </div>
        `,
      )}
    </dl>
  `;
}
