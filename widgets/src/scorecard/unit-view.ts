import type { UnitScorecardQuery } from '@kinerja/schema/operations';
import { html, svg, type TemplateResult } from 'lit/html.js';
import { formatPeriod } from '../locale/locale.ts';
import { section } from './card-view.ts';
import { day, figure, instant, plainNumber, type View } from './view.ts';

export type PublicUnit = NonNullable<UnitScorecardQuery['unit']>;
type ElementFigure = PublicUnit['satisfactionIndex']['elements'][number];

/** The four counts as one bar, from worst to best; the numbers stand beside it. */
const countsBar = (counts: readonly number[]): TemplateResult => {
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

const elementOf = ({ element, ratings, meanScore, counts }: ElementFigure, view: View): TemplateResult => html`
  <li part="element">
    <div>${element.label}</div>
    ${
      counts && meanScore !== null
        ? html`
            ${countsBar(counts)}
            <div class="quiet">
              ${view.words.elementFigures(figure(meanScore, view), plainNumber(ratings ?? 0, view))}
              (${counts.map((count, at) => `${at + 1}: ${plainNumber(count, view)}`).join(' · ')})
            </div>
          `
        : html`<div class="quiet">${view.words.notShown}</div>`
    }
  </li>
`;

const trendOf = ({ trend }: PublicUnit, view: View): TemplateResult => {
  const { words, texts } = view;
  // What lies before the first figure tells nothing.
  const first = trend.points.findIndex(({ value }) => value !== null);
  return section(
    'trend',
    words.trend,
    html`
      <p><strong class=${trend.direction}>${words.directions[trend.direction]}</strong></p>
      <p>${trend.explanation}</p>
      <ol class="quarters">
        ${trend.points.slice(first < 0 ? -1 : first).map(
          ({ period, value, ratings }) => html`
            <li>
              <svg aria-hidden="true" class="column">
                ${value === null ? '' : svg`<rect x="20%" width="60%" y="${100 - value}%" height="${value}%" />`}
              </svg>
              <div class="quiet">${formatPeriod(period, texts)}</div>
              ${
                value === null
                  ? html`<div class="quiet">${words.notShown}</div>`
                  : html`<strong>${figure(value, view)}</strong>
                      <div class="quiet">${texts.ratings(plainNumber(ratings ?? 0, view))}</div>`
              }
            </li>
          `,
        )}
      </ol>
    `,
  );
};

const weakestOf = ({ weakestElements }: PublicUnit, view: View): TemplateResult | '' => {
  const { words } = view;
  return weakestElements.length === 0
    ? ''
    : section(
        'weakest',
        words.weakest,
        html`<ol class="weakest">
          ${weakestElements.map(
            ({ place, name, meanScore, ratings, improvements }) => html`
              <li value=${place}>
                <strong>${name}</strong>
                <span class="quiet">${words.elementFigures(figure(meanScore, view), plainNumber(ratings, view))}</span>
                ${
                  improvements.length === 0
                    ? html`<div class="quiet">${words.noImprovement}</div>`
                    : html`<ul>
                        ${improvements.map(
                          ({ action, state, dueOn, result }) => html`
                            <li>
                              ${action} <span class="badge">${words.improvementStates[state]}</span>
                              <div class="quiet">${words.until(day(dueOn, view))}</div>
                              ${result ? html`<div>${result}</div>` : ''}
                            </li>
                          `,
                        )}
                      </ul>`
                }
              </li>
            `,
          )}
        </ol>`,
      );
};

/** The public scorecard of a unit. */
export const unitCard = (unit: PublicUnit, view: View): TemplateResult => {
  const { words, texts } = view;
  const { satisfactionIndex: index, tenant } = unit;
  const badge = (text: string) => html`<span class="badge">${text}</span>`;
  return html`
    <h2>${words.title}</h2>
    <p class="quiet">${tenant.name}</p>
    <h3>${unit.name}</h3>
    <p>
      ${formatPeriod(index.period, texts)}
      ${index.closed ? '' : badge(texts.provisional(instant(index.asOf, view)))}
      ${tenant.sampleData ? badge(texts.sampleData) : ''}
    </p>
    ${
      index.value === null || index.grade === null
        ? html`<p>${words.withheld[index.state] ?? words.notShown}</p>`
        : html`
            <div class="verdict" part="index">
              <p class="quiet">${texts.index}</p>
              <p class="predicate">${figure(index.value, view)}</p>
              <p><strong>${words.grade} ${index.grade} (${texts.grades[index.grade]})</strong> ${words.basedOn(plainNumber(index.ratings ?? 0, view))}</p>
              <details>
                <summary>${words.how}</summary>
                ${index.derivation.split('\n').map((text) => html`<p>${text}</p>`)}
              </details>
            </div>
            ${section(
              'elements',
              words.elements,
              html`
                <p class="quiet">${words.answers}</p>
                <ul class="components">
                  ${index.elements.map((element) => elementOf(element, view))}
                </ul>
              `,
            )}
          `
    }
    ${trendOf(unit, view)} ${weakestOf(unit, view)}
  `;
};
