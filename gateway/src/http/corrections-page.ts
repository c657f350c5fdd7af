import { html } from 'hono/html';
import type { TrailEntry } from '../correction/correction-trail.ts';
import type { ShownVersion } from '../correction/read-corrections.ts';
import { formatNumber } from '../domain/fraction.ts';
import { instantInWords } from '../domain/instant-in-words.ts';
import { periodTitle } from '../domain/period.ts';
import { gradeName } from '../domain/service-grade.ts';
import { inPublicLanguage } from '../domain/text.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { type Html, layout } from './plain-page.ts';

const WHAT: Record<TrailEntry['what'], string> = {
  CORRECTION: 'Koreksi',
  OBJECTION: 'Keberatan',
  DECISION: 'Keputusan atas keberatan',
};

/** What a version showed, in words. */
const shown = ({ state, index, grade, ratings }: ShownVersion): string => {
  if (index === null || grade === null)
    return state === 'NO_RATINGS' ? 'belum ada penilaian' : 'angka tidak ditampilkan';
  const name = inPublicLanguage(gradeName(grade));
  return `${formatNumber(index, 2)} (${grade}, ${name}) dari ${formatNumber(ratings ?? 0, 0)} penilaian`;
};

const of = ({ unit, service, scope, period }: TrailEntry): string =>
  [
    `${unit}${scope === 'SUBTREE' ? ' beserta unit di bawahnya' : ''}`,
    ...(service === null ? [] : [service]),
    periodTitle(period),
  ].join(' · ');

const entry = (one: TrailEntry, { timeZone }: TenantEntry): Html => html`
  <li>
    <strong>${WHAT[one.what]}${one.outcome === null ? '' : `: ${one.outcome}`}</strong>
    <span class="soft">${instantInWords(one.at, 'id', timeZone)} · ${one.by}</span>
    <p class="said">${of(one)}, versi ${one.version}</p>
    ${one.before === null || one.after === null ? '' : html`<p class="said">Sebelum: ${shown(one.before)}. Sesudah: ${shown(one.after)}.</p>`}
    <p class="said">${one.why}</p>
    ${one.decideUntil === null ? '' : html`<p class="said soft">Diputuskan paling lambat ${instantInWords(one.decideUntil, 'id', timeZone)}.</p>`}
  </li>`;

/** What happened to the published figures of a region, for everybody to read. */
export const correctionsPage = (
  tenant: TenantEntry,
  { entries, most, csv }: { readonly entries: readonly TrailEntry[]; readonly most: number; readonly csv: string },
): Html =>
  layout(
    'id',
    `Koreksi angka kepuasan: ${tenant.name}`,
    html`<h1>Koreksi angka kepuasan</h1>
      <p class="who">${tenant.name}</p>
      ${tenant.sampleData ? html`<p class="sample">DATA CONTOH: bukan penilaian warga yang sebenarnya.</p>` : ''}
      <p>Angka yang sudah terbit tidak pernah dihapus atau diganti diam-diam. Setiap perubahan adalah versi baru dan tercatat di sini: siapa, kapan, mengapa, sebelum, dan sesudah. Kepala unit dapat mengajukan keberatan; keputusannya juga tercatat.</p>
      <p><a href="${csv}">Unduh seluruh catatan (CSV)</a></p>
      ${entries.length === 0 ? html`<p class="state">Belum ada koreksi dan belum ada keberatan.</p>` : html`<ul class="history">${entries.map((one) => entry(one, tenant))}</ul>`}
      ${entries.length < most ? '' : html`<p class="soft">Halaman ini memuat ${most} catatan terbaru; seluruhnya ada di berkas CSV.</p>`}`,
  );
