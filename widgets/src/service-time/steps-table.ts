import type { ServiceTimeQuery } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import { html } from '../toolkit.ts';
import type { serviceTimeWords } from './words.ts';

type Steps = NonNullable<ServiceTimeQuery['service']>['serviceTime']['steps'];

interface StepsOptions {
  /** Key of the slowest one. */
  readonly slowest: string;
  readonly words: (typeof serviceTimeWords)['id'];
  readonly percent: (share: number) => string;
}

/** Picture and table in one: each step with its bar, drawn to one scale, and the same in figures. */
export const stepsTable = (steps: Steps, { slowest, words, percent }: StepsOptions): TemplateResult => html`
  <table part="table">
    <caption class="quiet">${words.stepsOf}</caption>
    <thead>
      <tr>
        <th scope="col">${words.step}</th>
        <th scope="col">${words.halfWithin}</th>
        <th scope="col">${words.share}</th>
      </tr>
    </thead>
    <tbody>
      ${steps.map(
        ({ step, label, medianText, share }) => html`
          <tr>
            <th scope="row">${label} ${step === slowest ? html`<span class="badge">${words.slowestMark}</span>` : ''}</th>
            <td>${medianText ?? '–'}</td>
            <td>
              ${percent(share)}
              <svg aria-hidden="true" part="bar"><rect width=${`${share * 100}%`} height="12" /></svg>
            </td>
          </tr>
        `,
      )}
    </tbody>
  </table>
`;
