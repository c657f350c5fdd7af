import { html, type TemplateResult } from 'lit/html.js';
import { button, notice } from '../parts.ts';
import type { Field } from './draft.ts';
import type { FormView } from './form-view.ts';

/** What has to be put right, each with the way there. */
export const mistakeList = ({ texts, mistakes, go }: FormView, fields: readonly Field[]): unknown =>
  notice(
    'mistakes',
    texts.mistakes,
    Object.entries(mistakes).flatMap(([id, mistake]) => {
      const field = fields.find((other) => other.id === id);
      // What has been put right since is empty.
      if (!field || !mistake) return mistake || [];
      const follow = (event: Event) => {
        event.preventDefault();
        go(field);
      };
      return html`<a href="#${id}" @click=${follow}>${field.label}</a>: ${mistake}`;
    }),
  );

/** Everything that will be sent, each with a way back to it. */
export const review = ({ texts, answers, mistakes, go }: FormView, fields: readonly Field[]): TemplateResult => html`
  <h3 id="review" tabindex="-1">${texts.review}</h3>
  <dl part="review">
    ${fields.map((field) => {
      const { id, label, options } = field;
      const answer = answers[id];
      return html`
        <div>
          <dt>${label}</dt>
          <dd>
            ${options.find(({ value }) => value === answer)?.label ?? (answer || texts.empty)}
            <span class="mistake">${mistakes[id]}</span>
          </dd>
          <dd>
            ${button(html`${texts.change}<span class="unseen"> ${label}</span>`, () => go(field))}
          </dd>
        </div>
      `;
    })}
  </dl>
`;
