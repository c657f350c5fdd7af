import { html } from 'hono/html';
import type { Cell, LaidOutReport, ReportTable } from '../report/lay-out-skm-report.ts';
import { type Html, layout } from './plain-page.ts';

const cell = ({ text, number }: Cell, place: number): Html => {
  if (place === 0) return html`<th scope="row">${text}</th>`;
  return number === undefined ? html`<td>${text}</td>` : html`<td class="number">${text}</td>`;
};

const table = ({ title, columns, rows }: ReportTable): Html => html`
  <h2>${title}</h2>
  <div class="wide" tabindex="0" role="region" aria-label="${title}">
    <table>
      <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
      <tbody>${rows.map((cells) => html`<tr>${cells.map(cell)}</tr>`)}</tbody>
    </table>
  </div>`;

/** What surrounds a report on its page. */
export interface ReportPage {
  readonly report: LaidOutReport;
  /** Path of the files, without their ending. */
  readonly path: string;
  readonly version: number;
  /** Path of what was changed about the figures of the region. */
  readonly trail: string;
  /** Path of the newest version, when this is an earlier one. */
  readonly newer: { readonly path: string; readonly version: number } | null;
}

/** A report as a page: what the code on a print leads to. */
export const skmReportPage = ({ report, path, version, trail, newer }: ReportPage): Html => {
  const { title, about, warnings, facts, tables, explanation, notes } = report;
  return layout(
    'id',
    `${title}: ${about.join(', ')}`,
    html`<h1>${title}</h1>
      <p class="who">${about.join(' · ')}</p>
      ${newer === null ? '' : html`<p class="sample">Ini versi ${version}. Sudah ada <a href="${newer.path}">versi ${newer.version}</a> yang menggantikannya.</p>`}
      ${warnings.map((text) => html`<p class="sample">${text}</p>`)}
      <p class="place">Halaman ini menunjukkan angka yang terbit. Bila angka pada cetakan berbeda, cetakan itu tidak sah.</p>
      <dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value.text}</dd>`)}</dl>
      <p><a href="${path}.pdf">Unduh PDF</a> · <a href="${path}.xlsx">Unduh XLSX (Excel)</a> · <a href="${trail}">Koreksi dan keberatan</a></p>
      ${tables.map(table)}
      <h2>${explanation.title}</h2>
      ${explanation.lines.map((line) => html`<p>${line}</p>`)}
      <h2>Catatan</h2>
      ${notes.map((line) => html`<p class="soft">${line}</p>`)}`,
  );
};
