import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { html } from 'hono/html';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
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
  readonly id: string;
  readonly siteKey: string;
}

/** Files with `{{…}}` in them, and how a value is written there. */
const FILLED: Record<string, (value: string) => string> = {
  '.html': (value) => String(html`${value}`),
  '.json': (value) => JSON.stringify(value).slice(1, -1),
};

/** The service that the example page asks about: one of the civil registry, else the first. */
const featured = async ({ prisma }: Database, tenantId: string): Promise<Featured | undefined> => {
  const [service, site] = await Promise.all([
    prisma.service.findFirst({
      where: { tenantId, unit: { is: { kind: 'dinas' } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true },
    }),
    prisma.embedSite.findFirst({
      where: { tenantId, revokedAt: null },
      orderBy: { createdAt: 'asc' },
      select: { key: true },
    }),
  ]);
  return service === null || site === null ? undefined : { id: service.id, siteKey: site.key };
};

/** What the example is made from. */
export interface DemoSiteOptions {
  readonly db: Database;
  readonly tenants: TenantDirectory;
  readonly widgetVersion: string;
  /** Address to print into the snippet; absent: as the request was addressed. */
  readonly publicUrl: string | undefined;
}

/**
 * Serves the examples of a regency's site, of a kiosk and of every state of the widgets, with the ids of this database in place
 * of their `{{…}}`.
 */
export const createDemoSite =
  ({ db, tenants, widgetVersion, publicUrl }: DemoSiteOptions) =>
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
    const service = encodeGlobalId({ type: 'Service', tenantId: tenant.tenantId, id: shown.id });
    const values: Record<string, string> = {
      widgets: `${publicUrl ?? `http://${exchange.request.headers.host ?? ''}`}/widgets/${widgetVersion}/kinerja.js`,
      service,
      'site-key': shown.siteKey,
      tenant: tenant.code,
      'tenant-name': tenant.name,
      form: `/form/${service}`,
    };
    const page = file.toString('utf8').replaceAll(/\{\{([a-z-]+)\}\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : fill(value);
    });
    send(exchange, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' }, page);
  };
