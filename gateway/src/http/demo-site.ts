import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { html } from 'hono/html';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { lastClosed, previous } from '../domain/period.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { type Exchange, HttpFailure, send } from './exchange.ts';

const EXAMPLES = new URL('../../../examples/', import.meta.url);
const PREFIX = '/demo/';
const DEFAULT_REGION = '32.73';
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

interface Featured {
  readonly service: string;
  readonly siteKey: string;
  readonly timedService: string;
  readonly replyingUnit: string;
}

/** Files with `{{…}}` in them, and how a value is written there. */
const FILLED: Record<string, (value: string) => string> = {
  '.html': (value) => String(html`${value}`),
  '.json': (value) => JSON.stringify(value).slice(1, -1),
};

/**
 * What the example pages are about: a service of the civil registry, else the first; the service with the most visits in a month,
 * and the unit that has told what it did, else that service and its unit.
 */
const featured = async ({ prisma }: Database, tenantId: string): Promise<Featured | undefined> => {
  const [service, site, visited, reply] = await Promise.all([
    prisma.service.findFirst({
      where: { tenantId, unit: { is: { kind: 'dinas' } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true, unitId: true },
    }),
    prisma.embedSite.findFirst({
      where: { tenantId, revokedAt: null },
      orderBy: { createdAt: 'asc' },
      select: { key: true },
    }),
    prisma.visitMonth.findFirst({
      where: { tenantId },
      orderBy: [{ shown: 'desc' }, { serviceId: 'asc' }],
      select: { serviceId: true },
    }),
    prisma.publicReply.findFirst({
      where: { tenantId, withdrawnAt: null },
      orderBy: [{ publishedAt: 'desc' }, { id: 'asc' }],
      select: { unitId: true },
    }),
  ]);
  if (service === null || site === null) return undefined;
  const ofService = (id: string) => encodeGlobalId({ type: 'Service', tenantId, id });
  return {
    service: ofService(service.id),
    siteKey: site.key,
    timedService: ofService(visited?.serviceId ?? service.id),
    replyingUnit: encodeGlobalId({ type: 'Unit', tenantId, id: reply?.unitId ?? service.unitId }),
  };
};

/** What the example is made from. */
export interface DemoSiteOptions {
  readonly db: Database;
  readonly tenants: TenantDirectory;
  readonly widgetVersion: string;
  /** Address to print into the snippet; absent: as the request was addressed. */
  readonly publicUrl: string | undefined;
  readonly now: () => Date;
}

/**
 * Serves the examples of a regency's site, of a kiosk and of every state of the widgets, with the ids of this database in place
 * of their `{{…}}`.
 */
export const createDemoSite =
  ({ db, tenants, widgetVersion, publicUrl, now }: DemoSiteOptions) =>
  async (exchange: Exchange): Promise<void> => {
    const path = exchange.url.pathname.slice(PREFIX.length).replace(/\/$/, '/index.html');
    const type = TYPES[extname(path)];
    if (type === undefined || !/^[\w-]+(\/[\w-]+)*\.\w+$/.test(path)) throw new HttpFailure(404, 'No such page.');
    const file = await readFile(fileURLToPath(new URL(path, EXAMPLES))).catch(() => undefined);
    if (file === undefined) throw new HttpFailure(404, 'No such page.');
    const fill = FILLED[extname(path)];
    if (fill === undefined) {
      send(exchange, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }, file);
      return;
    }
    const code = exchange.url.searchParams.get('region') ?? DEFAULT_REGION;
    const tenant = await tenants.byCode(code);
    const shown =
      tenant === undefined ? undefined : await withTenant(tenant.tenantId, () => featured(db, tenant.tenantId));
    if (tenant === undefined || shown === undefined)
      throw new HttpFailure(
        404,
        'The example needs the demonstration regions: start with DEMO=1 on an empty database.',
      );
    const { service } = shown;
    const values: Record<string, string> = {
      widgets: `${publicUrl ?? `http://${exchange.request.headers.host ?? ''}`}/widgets/${widgetVersion}/kinerja.js`,
      service,
      'site-key': shown.siteKey,
      tenant: tenant.code,
      'tenant-name': tenant.name,
      form: `/form/${service}`,
      'timed-service': shown.timedService,
      'replying-unit': shown.replyingUnit,
      'quarter-before': previous(lastClosed('quarter', now().getTime(), tenant.timeZone)),
    };
    const page = file.toString('utf8').replaceAll(/\{\{([a-z-]+)\}\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : fill(value);
    });
    send(exchange, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' }, page);
  };
