import { html, type TemplateResult } from 'lit/html.js';

/** One scale for all rows. */
export interface Axis {
  readonly lower: number;
  readonly upper: number;
}

/** From and to the multiples of five around everything that is drawn. */
export const sharedAxis = (values: readonly number[]): Axis => {
  const lower = Math.floor(Math.min(...values) / 5) * 5;
  // Where all are the same multiple of five there is still something to draw.
  return { lower, upper: Math.max(Math.ceil(Math.max(...values) / 5) * 5, lower + 5) };
};

interface IntervalBarOptions {
  readonly lower: number;
  readonly upper: number;
  readonly score: number;
  /** Marked on every row, so that the eye can compare. */
  readonly average: number;
}

/** A score and its interval, drawn to scale. The figures stand beside it in words; it is decoration to a screen reader. */
export function intervalBar(axis: Axis, { lower, upper, score, average }: IntervalBarOptions): TemplateResult {
  const place = (value: number) => `${((value - axis.lower) / (axis.upper - axis.lower)) * 100}%`;
  const mean = place(average);
  return html`
    <svg aria-hidden="true" part="interval">
      <line x2="100%" y1="10" y2="10" />
      <line x1=${mean} x2=${mean} y2="20" />
      <line class="range" x1=${place(lower)} x2=${place(upper)} y1="10" y2="10" />
      <circle cx=${place(score)} cy="10" r="5" />
    </svg>
  `;
}
