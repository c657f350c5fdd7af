import type { TemplateResult } from 'lit/html.js';
import type { Icons } from '../rating-form/form-view.ts';
import { html, svg } from '../toolkit.ts';

const eyes = (y: number): TemplateResult =>
  svg`<circle cx="17" cy=${y} r="1" fill="currentColor" /><circle cx="31" cy=${y} r="1" fill="currentColor" />`;

/** Brows, eyes and mouth by score: four shapes that need no colour to be told apart, nor much sight. */
const FEATURES: Readonly<Record<string, TemplateResult>> = {
  1: svg`${eyes(21)}<path d="M11 17l8-4M37 17l-8-4M14 37q10-13 20 0M35 27q-5 7 0 7t0-7" />`,
  2: svg`${eyes(19)}<path d="M16 34q8-5 16 0" />`,
  3: svg`${eyes(19)}<path d="M15 30q9 8 18 0" />`,
  4: svg`<path d="M13 21q4-6 8 0M27 21q4-6 8 0M12 28h24q-1 11-12 11t-12-11z" />`,
};

/** A drawn face for a score of 1 to 4, worst to best. It says nothing aloud: the words stand beside it. */
export const face: Icons['face'] = (score) => {
  const features = FEATURES[score];
  // Skipping a question is neither good nor bad.
  if (!features) return html``;
  return html`<svg class="face" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="21" />${features}</svg>`;
};
