import type { TemplateResult } from 'lit/html.js';
import { html, svg } from '../toolkit.ts';

const HEIGHT = 80;
/** Room above and below for the dots. */
const MARGIN = 8;

/** From and to the multiples of five around what is drawn, so that a small change looks small. */
const axisOf = (values: readonly number[]) => {
  const lower = Math.floor(Math.min(...values) / 5) * 5;
  return { lower, upper: Math.max(Math.ceil(Math.max(...values) / 5) * 5, lower + 5) };
};

/** Quarters from left to right; where a figure is missing the line has a gap. The table says the same, so it is decoration. */
export function trendLine(values: readonly (number | null)[]): TemplateResult {
  const { lower, upper } = axisOf(values.flatMap((value) => value ?? []));
  const left = (at: number) => `${((at + 0.5) / values.length) * 100}%`;
  const top = (value: number) => MARGIN + (1 - (value - lower) / (upper - lower)) * (HEIGHT - 2 * MARGIN);
  return html`
    <svg aria-hidden="true" part="line">
      ${values.map((value, at) => {
        const before = values[at - 1] ?? null;
        return value === null
          ? ''
          : svg`
              ${before === null ? '' : svg`<line x1=${left(at - 1)} x2=${left(at)} y1=${top(before)} y2=${top(value)} />`}
              <circle cx=${left(at)} cy=${top(value)} r="5" />`;
      })}
    </svg>
  `;
}
