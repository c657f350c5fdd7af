import { html, type TemplateResult } from 'lit/html.js';
import type { Field } from './draft.ts';
import type { FormView } from './form-view.ts';

/** One element of the questionnaire as a native radio group. */
export function question(
  { texts, answers, mistakes, answer, icons }: FormView,
  field: Field,
  title: string,
): TemplateResult {
  const { id, required, options } = field;
  return html`
    <fieldset id=${id} part="question" role="radiogroup" aria-required=${!!required}>
      <legend>
        <span class="quiet">${title}${required ? '' : `, ${texts.optional}`}</span>
        ${field.question} ${icons?.speaker(field, texts.code)}
        <span class="mistake">${mistakes[id]}</span>
      </legend>
      <div class="grid">
        ${options.map(
          ({ value, label }) => html`
            <label class="answer">
              <input type="radio" name=${id} .checked=${answers[id] === value} @change=${() => answer(id, value)} />
              <span>${icons?.face(value)} ${label}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}
