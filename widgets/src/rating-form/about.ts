import { html, type TemplateResult } from 'lit';
import { commentLeft, type Questionnaire, respondentField } from './draft.ts';
import type { FormView } from './form-view.ts';

const chosenValue = (event: Event) => (event.target as HTMLInputElement).value;

/** The last part: a comment and the optional profile. */
export function about(
  { draft, mistakes, texts, change }: FormView,
  { profile }: Questionnaire,
  isHidden: boolean,
): TemplateResult {
  const { comment, respondent } = draft;
  const left = commentLeft(comment);
  return html`
    <div ?hidden=${isHidden}>
      <h3 id="about" tabindex="-1">${texts.comment} <span class="quiet">(${texts.optional})</span></h3>
      <textarea
        id="comment"
        rows="4"
        aria-labelledby="about"
        aria-describedby="left"
        aria-invalid=${left < 0}
        .value=${comment}
        @input=${(event: Event) => change('comment', { comment: chosenValue(event) })}
      ></textarea>
      <p id="left" class=${left < 0 ? 'mistake' : 'quiet'}>${texts.commentLeft(left)}. ${texts.commentHint}</p>
      <span class="mistake">${mistakes['comment']}</span>
      <fieldset ?hidden=${profile.length === 0}>
        <legend>${texts.respondent} <span class="quiet">(${texts.optional}) ${texts.respondentHint}</span></legend>
        <div class="grid">
          ${profile.map(({ key, label, options }) => {
            const field = respondentField(key);
            const choose = (event: Event) =>
              change(field, { respondent: { ...respondent, [key]: chosenValue(event) || undefined } });
            return html`
              <label>
                ${label} <span class="mistake">${mistakes[field]}</span>
                <select id=${field} @change=${choose}>
                  <option value="">${texts.empty}</option>
                  ${options.map(
                    (option) =>
                      html`<option value=${option.code} ?selected=${respondent[key] === option.code}>${option.label}</option>`,
                  )}
                </select>
              </label>
            `;
          })}
        </div>
      </fieldset>
    </div>
  `;
}
