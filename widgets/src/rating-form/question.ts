import { html, nothing, type TemplateResult } from 'lit';
import { type Questionnaire, scoreField } from './draft.ts';
import type { FormView } from './form-view.ts';

type Element = Questionnaire['elements'][number];

/** One element of the questionnaire as a native radio group. */
export function question(
  { draft, texts, mistakes, change }: FormView,
  element: Element,
  title: string,
  isHidden: boolean,
): TemplateResult {
  const { key, required, answers } = element;
  const { scores } = draft;
  const field = scoreField(key);
  const options = required ? answers : [...answers, { score: null, label: texts.skip }];
  return html`
    <fieldset
      id=${field}
      part="question"
      role="radiogroup"
      aria-required=${required}
      aria-invalid=${field in mistakes}
      ?hidden=${isHidden}
    >
      <legend>
        <span class="quiet">${title}${required ? nothing : `, ${texts.optional}`}</span>
        ${element.question}
        <span class="mistake">${mistakes[field]}</span>
      </legend>
      <div class="grid">
        ${options.map(({ score, label }) => {
          const isChosen = scores[key] === score;
          return html`
            <label class=${isChosen ? 'answer chosen' : 'answer'}>
              <input
                type="radio"
                name=${key}
                .checked=${isChosen}
                @change=${() => change(field, { scores: { ...scores, [key]: score } })}
              />${label}
            </label>
          `;
        })}
      </div>
    </fieldset>
  `;
}
