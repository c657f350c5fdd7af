import { html, type TemplateResult } from 'lit/html.js';
import { commentLeft, type Field } from './draft.ts';
import type { FormView } from './form-view.ts';

/** The last part: a comment and the optional profile. */
export function about({ texts, answers, mistakes, answer }: FormView, fields: readonly Field[]): TemplateResult {
  const left = commentLeft(answers['comment']);
  const take = (id: string) => (event: Event) => answer(id, (event.target as HTMLInputElement).value);
  return html`
    <h3 id="comment" tabindex="-1">
      ${texts.comment} <span class="quiet">(${texts.optional})</span><span class="mistake">${mistakes['comment']}</span>
    </h3>
    <textarea
      rows="4"
      aria-labelledby="comment"
      aria-describedby="left"
      aria-invalid=${left < 0}
      .value=${answers['comment'] ?? ''}
      @input=${take('comment')}
    ></textarea>
    <p id="left" class=${left < 0 ? 'mistake' : 'quiet'}>${texts.commentLeft(left)}. ${texts.commentHint}</p>
    <fieldset>
      <legend>${texts.respondent} <span class="quiet">(${texts.optional})</span></legend>
      <div class="grid">
        ${fields.slice(1).map(
          ({ id, label, options }) => html`
            <label>
              ${label} <span class="mistake">${mistakes[id]}</span>
              <select id=${id} @change=${take(id)}>
                <option value="">${texts.empty}</option>
                ${options.map(
                  (option) =>
                    html`<option value=${option.value} ?selected=${answers[id] === option.value}>${option.label}</option>`,
                )}
              </select>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}
