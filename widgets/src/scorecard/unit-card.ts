import type { UnitScorecardQuery } from '@kinerja/schema/operations';
import { html, svg, type TemplateResult } from 'lit/html.js';
import type { Dictionary } from '../locale/id.ts';
import { formatDay, formatFigure, formatInstant, formatNumber } from '../locale/locale.ts';
import { badge } from '../parts.ts';

export type PublicUnit = NonNullable<UnitScorecardQuery['unit']>;
type ElementFigure = PublicUnit['satisfactionIndex']['elements'][number];

/** A section with its heading. */
const section = (name: string, title: string, body: unknown) => html`
  <section part=${name}>
    <h3>${title}</h3>
    ${body}
  </section>
`;

/** The four counts as one bar, from worst to best; the numbers stand beside it. */
const countsBar = (counts: readonly number[]) => {
  const all = counts.reduce((sum, count) => sum + count, 0);
  let from = 0;
  return html`
    <svg aria-hidden="true" class="counts" part="counts">
      ${counts.map((count, at) => {
        const x = from;
        const width = (count / all) * 100;
        from += width;
        return svg`<rect class="answer-${at + 1}" x="${x}%" width="${width}%" height="16" />`;
      })}
    </svg>
  `;
};

const elementOf = ({ element, ratings, meanScore, counts }: ElementFigure, texts: Dictionary) => html`
  <li part="element">
    ${element.label}
    ${
      counts && meanScore !== null
        ? html`
            ${countsBar(counts)}
            <div class="quiet">
              ${texts.elementFigures(formatFigure(meanScore, texts), formatNumber(ratings ?? 0, texts))}
              (${counts.map((count, at) => `${at + 1}: ${formatNumber(count, texts)}`).join(' · ')})
            </div>
          `
        : html`<div class="quiet">${texts.notShown}</div>`
    }
  </li>
`;

const trendOf = ({ trend: { explanation, points } }: PublicUnit, texts: Dictionary) => {
  // What lies before the first figure tells nothing.
  const first = points.findIndex(({ value }) => value !== null);
  return section(
    'trend',
    texts.trend,
    html`
      <p>${explanation}</p>
      <ol class="quarters">
        ${points.slice(first < 0 ? -1 : first).map(
          ({ periodLabel, value, ratings }) => html`
            <li>
              <svg aria-hidden="true" class="column">
                ${value === null ? '' : svg`<rect x="20%" width="60%" y="${100 - value}%" height="${value}%" />`}
              </svg>
              <div class="quiet">${periodLabel}</div>
              ${
                value === null
                  ? html`<div class="quiet">${texts.notShown}</div>`
                  : html`<strong>${formatFigure(value, texts)}</strong>
                      <div class="quiet">${texts.ratings(formatNumber(ratings ?? 0, texts))}</div>`
              }
            </li>
          `,
        )}
      </ol>
    `,
  );
};

const weakestOf = ({ weakestElements }: PublicUnit, texts: Dictionary) =>
  weakestElements.length > 0
    ? section(
        'weakest',
        texts.weakest,
        html`<ol>
          ${weakestElements.map(
            ({ place, name, meanScore, ratings, improvements }) => html`
              <li value=${place}>
                <strong>${name}</strong>
                <div class="quiet">${texts.elementFigures(formatFigure(meanScore, texts), formatNumber(ratings, texts))}</div>
                ${
                  improvements.length > 0
                    ? html`<ul>
                        ${improvements.map(
                          ({ action, stateLabel, dueOn, result }) => html`
                            <li>
                              ${action} ${badge(stateLabel)}
                              <div class="quiet">${texts.until(formatDay(dueOn, texts))}</div>
                              ${result}
                            </li>
                          `,
                        )}
                      </ul>`
                    : html`<div class="quiet">${texts.noImprovement}</div>`
                }
              </li>
            `,
          )}
        </ol>`,
      )
    : '';

const indexOf = (
  { value, grade, gradeLabel, ratings, derivation, elements }: PublicUnit['satisfactionIndex'],
  texts: Dictionary,
) =>
  value === null
    ? html`<p>${derivation}</p>`
    : html`
        <div class="notice" part="index">
          <span class="quiet">${texts.index}</span>
          <p class="figure">${formatFigure(value, texts)}</p>
          <strong>${grade} (${gradeLabel})</strong> ${texts.basedOn(formatNumber(ratings ?? 0, texts))}
          <details>
            <summary>${texts.how}</summary>
            ${derivation.split('\n').map((text) => html`<p>${text}</p>`)}
          </details>
        </div>
        ${section(
          'elements',
          texts.elements,
          html`
            <p class="quiet">${texts.answers}</p>
            <ul class="plain">
              ${elements.map((element) => elementOf(element, texts))}
            </ul>
          `,
        )}
      `;

/** The public scorecard of a unit. */
export const unitCard = (unit: PublicUnit, texts: Dictionary): TemplateResult => {
  const { satisfactionIndex: index, tenant } = unit;
  return html`
    <p class="quiet">${tenant.name}</p>
    <h2>${texts.scorecard}: ${unit.name}</h2>
    <p>
      ${index.periodLabel}
      ${index.closed ? '' : badge(texts.provisional(formatInstant(index.asOf, texts, tenant.timeZone)))}
      ${tenant.sampleData ? badge(texts.sampleData) : ''}
    </p>
    ${indexOf(index, texts)} ${trendOf(unit, texts)} ${weakestOf(unit, texts)}
  `;
};
