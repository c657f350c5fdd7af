import type { UnitScorecardQuery } from '@kinerja/schema/operations';
import { html, svg, type TemplateResult } from 'lit/html.js';
import { formatDay, formatFigure, formatInstant, formatNumber } from '../locale/locale.ts';
import { badge } from '../parts.ts';
import type { CardTexts } from './words.ts';

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

/** What is drawn, as a table: so its figures are read row by row. */
const table = (caption: string, rows: readonly TemplateResult[]) => html`
  <table>
    <caption class="quiet">
      ${caption}
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>
`;

// Where there is a figure, there is its number of ratings.
const elementOf = ({ element, ratings, meanScore, counts }: ElementFigure, texts: CardTexts) => html`
  <tr part="element">
    <th scope="row">
      ${element.label}
      <div class="quiet">
        ${meanScore === null ? texts.notShown : texts.elementFigures(formatFigure(meanScore, texts), formatNumber(ratings as number, texts))}
      </div>
    </th>
    <td>
      ${counts && html`${countsBar(counts)} ${counts.map((count, at) => `${at + 1}:\u00a0${formatNumber(count, texts)}`).join(' · ')}`}
    </td>
  </tr>
`;

const trendOf = ({ trend: { explanation, points } }: PublicUnit, texts: CardTexts) => {
  // What lies before the first figure tells nothing.
  const first = points.findIndex(({ value }) => value !== null);
  return section(
    'trend',
    texts.trend,
    table(
      explanation,
      points.slice(first < 0 ? -1 : first).map(
        ({ periodLabel, value, ratings }) => html`
          <tr>
            <th scope="row">${periodLabel}</th>
            <td>
              ${
                value === null
                  ? texts.notShown
                  : html`
                      <svg aria-hidden="true"><rect width="${value}%" height="16" /></svg>
                      <strong>${formatFigure(value, texts)}</strong> ${texts.ratings(formatNumber(ratings as number, texts))}
                    `
              }
            </td>
          </tr>
        `,
      ),
    ),
  );
};

const weakestOf = ({ weakestElements }: PublicUnit, texts: CardTexts) =>
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
  texts: CardTexts,
) =>
  value === null
    ? html`<p>${derivation}</p>`
    : html`
        <div class="notice" part="index">
          <span class="quiet">${texts.index}</span>
          <p class="figure">${formatFigure(value, texts)}</p>
          <strong>${grade} (${gradeLabel})</strong> ${texts.basedOn(formatNumber(ratings as number, texts))}
          <details>
            <summary>${texts.how}</summary>
            ${derivation.split('\n').map((text) => html`<p>${text}</p>`)}
          </details>
        </div>
        ${section(
          'elements',
          texts.elements,
          table(
            texts.answers,
            elements.map((element) => elementOf(element, texts)),
          ),
        )}
      `;

/** The public scorecard of a unit. */
export const unitCard = (unit: PublicUnit, texts: CardTexts): TemplateResult => {
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
