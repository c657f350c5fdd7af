import type { Context } from '../context.ts';
import { loadCorrectionTrail, type TrailEntry } from '../correction/correction-trail.ts';
import type { ShownVersion } from '../correction/read-corrections.ts';
import { csvText } from '../report/write-table.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { correctionsPage } from './corrections-page.ts';
import { type Exchange, HttpFailure, send, sendPage } from './exchange.ts';
import { PAGE_POLICY } from './plain-page.ts';

const PATH = /^\/koreksi\/(\d\d(?:\.\d\d)?)(\.csv)?$/;
const EXPECTED = 'Tidak ada catatan di sini; yang diharapkan /koreksi/<kode wilayah>, misalnya /koreksi/32.73.';

/** Entries on the page. */
const ON_PAGE = 100;

const HEADERS = { 'Cache-Control': 'public, max-age=300' } as const;
const FILE_HEADERS = {
  ...HEADERS,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Type': 'text/csv; charset=utf-8',
} as const;

const HEADINGS = [
  ...['kode_wilayah', 'wilayah', 'data_contoh', 'jenis', 'waktu', 'unit', 'layanan', 'cakupan', 'periode', 'kuesioner'],
  ...['versi', 'oleh', 'alasan', 'diputuskan_sebelum', 'keputusan'],
  ...['sebelum_status', 'sebelum_penilaian', 'sebelum_indeks', 'sebelum_mutu'],
  ...['sesudah_status', 'sesudah_penilaian', 'sesudah_indeks', 'sesudah_mutu'],
];

const versionCells = (version: ShownVersion | null): readonly string[] =>
  version === null
    ? ['', '', '', '']
    : [version.state, version.ratings ?? '', version.index ?? '', version.grade ?? ''].map(String);

const trailCsv = (tenant: TenantEntry, entries: readonly TrailEntry[]): string =>
  csvText([
    HEADINGS,
    ...entries.map((entry) => [
      ...[tenant.code, tenant.name, tenant.sampleData ? 'ya' : 'tidak', entry.what, entry.at.toISOString(), entry.unit],
      ...[
        entry.service ?? '',
        entry.scope,
        entry.period,
        entry.questionnaire,
        String(entry.version),
        entry.by,
        entry.why,
      ],
      ...[entry.decideUntil?.toISOString() ?? '', entry.outcome ?? ''],
      ...[...versionCells(entry.before), ...versionCells(entry.after)],
    ]),
  ]);

/** Serves `/koreksi/<code of a region>` and `.csv`: what was changed about published figures, and what units object to. */
export const createCorrections =
  ({ db, tenants }: Pick<Context, 'db' | 'tenants'>) =>
  async (exchange: Exchange): Promise<void> => {
    const [, code = '', asFile] = PATH.exec(exchange.url.pathname) ?? [];
    const tenant = await tenants.byCode(code);
    if (tenant === undefined) throw new HttpFailure(404, EXPECTED);
    if (asFile === undefined) {
      const entries = (await loadCorrectionTrail(db.pool, tenant, ON_PAGE)).slice(0, ON_PAGE);
      const page = correctionsPage(tenant, { entries, most: ON_PAGE, csv: `/koreksi/${code}.csv` });
      sendPage(exchange, 200, String(page), PAGE_POLICY, HEADERS);
      return;
    }
    const shown = { ...FILE_HEADERS, 'Content-Disposition': `attachment; filename="koreksi-${code}.csv"` };
    send(exchange, 200, shown, trailCsv(tenant, await loadCorrectionTrail(db.pool, tenant, null)));
  };
