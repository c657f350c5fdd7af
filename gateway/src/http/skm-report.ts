import type { Context } from '../context.ts';
import { isPeriod, type Period } from '../domain/period.ts';
import { ExpectedError } from '../errors.ts';
import { Unprintable } from '../poster/poster-font.ts';
import { layOutSkmReport } from '../report/lay-out-skm-report.ts';
import { findReportSubject, loadSkmReport, type ReportSubject, type WantedFigure } from '../report/skm-report.ts';
import { writeSkmPdf } from '../report/write-skm-pdf.ts';
import { writeSkmXlsx } from '../report/write-skm-xlsx.ts';
import { type Exchange, HttpFailure, send, sendPage } from './exchange.ts';
import { PAGE_POLICY } from './plain-page.ts';
import { skmReportPage } from './skm-report-page.ts';

const PATH =
  /^\/laporan\/([\w-]+?)(\/semua)?(?:\/(\d{4}(?:-[\dQS]+)?))?(?:\/([a-z][\w-]*))?(?:\/(\d{1,9}))?(?:\.(pdf|xlsx))?$/;
const EXPECTED =
  'Tidak ada laporan di sini; yang diharapkan /laporan/<kode>/<periode>, misalnya /laporan/3273-7K3M-9QXT/2026-Q3.';

const HEADERS = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' } as const;

const TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** What reports are made with. */
export interface SkmReportOptions extends Pick<Context, 'db' | 'tenants' | 'now'> {
  /** How the world reaches the gateway; absent: as the request was addressed. */
  readonly publicUrl: string | undefined;
}

const periodOf = (text: string | undefined): Period | null => {
  if (text === undefined) return null;
  if (!isPeriod(text)) throw new HttpFailure(404, EXPECTED);
  return text;
};

/**
 * Serves `/laporan/<code of a unit or service>/<period>/<questionnaire>/<version>`, the page that the code on a print leads to,
 * with `.pdf` and `.xlsx` the files. Without a version the newest, without a period the last closed quarter; `/semua` after the
 * code takes in the units below.
 */
export const createSkmReports = ({ db, tenants, now, publicUrl }: SkmReportOptions) => {
  const load = async (subject: ReportSubject, wanted: WantedFigure) => {
    const report = await loadSkmReport({ db, now }, subject, wanted).catch((error: unknown) => {
      throw error instanceof ExpectedError ? new HttpFailure(404, 'Periode itu belum mulai.') : error;
    });
    if (report === undefined)
      throw new HttpFailure(404, 'Laporan itu tidak pernah terbit dengan kuesioner dan versi yang diminta.');
    return report;
  };

  return async (exchange: Exchange): Promise<void> => {
    const { pathname } = exchange.url;
    const [, code = '', below, wanted, questionnaire = null, asked, format] = PATH.exec(pathname) ?? [];
    const subject = await findReportSubject(code, below !== undefined, { db, tenants });
    if (subject === undefined) throw new HttpFailure(404, EXPECTED);
    const version = asked === undefined ? null : Number(asked);
    const report = await load(subject, { period: periodOf(wanted), questionnaire, version });
    const sheet = layOutSkmReport(report);
    const address = `${publicUrl ?? `http://${exchange.request.headers.host ?? ''}`}${report.path}`;
    if (format === 'pdf' || format === 'xlsx') {
      const name = report.path.slice(1).replaceAll('/', '-');
      const headers = {
        ...HEADERS,
        'Content-Type': TYPES[format],
        'Content-Disposition': `attachment; filename="${name}.${format}"`,
      };
      if (format === 'xlsx') return send(exchange, 200, headers, await writeSkmXlsx(sheet, address));
      const pdf = await writeSkmPdf(sheet, address, now()).catch((error: unknown) => {
        throw error instanceof Unprintable ? new HttpFailure(422, error.message) : error;
      });
      return send(exchange, 200, headers, pdf);
    }
    const { period, version: shown } = report.figure;
    const newest = version === null ? report : await load(subject, { period, questionnaire, version: null });
    const newer = newest.figure.version > shown ? { path: newest.path, version: newest.figure.version } : null;
    const page = skmReportPage({
      report: sheet,
      path: report.path,
      version: shown,
      trail: `/koreksi/${subject.tenant.code}`,
      newer,
    });
    sendPage(exchange, 200, String(page), PAGE_POLICY, HEADERS);
  };
};
