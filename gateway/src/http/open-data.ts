import type { Context } from '../context.ts';
import { isPeriod, type Period } from '../domain/period.ts';
import { ExpectedError } from '../errors.ts';
import { reportingPeriod } from '../feedback/reporting-period.ts';
import { loadOpenData, openDataCsv } from '../report/open-data.ts';
import { type Exchange, HttpFailure, send } from './exchange.ts';
import { etagOf } from './response-cache.ts';

const PATH = /^\/data\/(\d\d(?:\.\d\d)?)\/([\dQS-]+)\.(csv|json)$/;
const EXPECTED =
  'Tidak ada data di sini; yang diharapkan /data/<kode wilayah>/<periode>.csv atau .json, misalnya /data/32.73/2026-Q3.csv.';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

/** Any page may read them; a correction is there within minutes. */
const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Cache-Control': 'public, max-age=300',
} as const;

/** Whether the figures of a period are closed and written. */
const isClosed = (...[zone, now, period]: [string, Date, Period]): boolean => {
  try {
    return reportingPeriod(zone, now, period).closed;
  } catch (error) {
    if (error instanceof ExpectedError) return false; // it has not begun
    throw error;
  }
};

/** Serves `/data/<code of a region>/<closed period>.csv` and `.json`: every published figure, with method and licence. */
export const createOpenData =
  ({ db, tenants, now }: Pick<Context, 'db' | 'tenants' | 'now'>) =>
  async (exchange: Exchange): Promise<void> => {
    const [, code = '', period = '', format] = PATH.exec(exchange.url.pathname) ?? [];
    const tenant = await tenants.byCode(code);
    if (tenant === undefined || !isPeriod(period) || (format !== 'csv' && format !== 'json'))
      throw new HttpFailure(404, EXPECTED);
    if (!isClosed(tenant.timeZone, now(), period))
      throw new HttpFailure(
        404,
        `Periode ${period} belum ditutup: data terbuka memuat periode yang sudah ditutup saja.`,
      );
    const data = await loadOpenData(db.pool, tenant, period);
    const body = format === 'csv' ? openDataCsv(data) : `${JSON.stringify(data, null, 2)}\n`;
    const etag = etagOf(body);
    const headers = { ...HEADERS, ETag: etag };
    if (exchange.request.headers['if-none-match'] === etag) {
      exchange.response.writeHead(304, headers).end();
      return;
    }
    const name = `skm-${code}-${period}.${format}`;
    const shown = { 'Content-Type': TYPES[format], 'Content-Disposition': `attachment; filename="${name}"` };
    send(exchange, 200, { ...headers, ...shown }, body);
  };
