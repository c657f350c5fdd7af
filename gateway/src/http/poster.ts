import type { Context } from '../context.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { cleanPlace } from '../feedback/clean-place.ts';
import { decodeGlobalId } from '../global-id.ts';
import { layOutPoster } from '../poster/lay-out-poster.ts';
import { loadPoster } from '../poster/load-poster.ts';
import { posterFileName } from '../poster/poster-file-name.ts';
import { Unprintable } from '../poster/poster-font.ts';
import { writePdf } from '../poster/write-pdf.ts';
import { writeSvg } from '../poster/write-svg.ts';
import { type Exchange, HttpFailure, send } from './exchange.ts';

const PATH = /^\/poster\/([\w-]+)\.(svg|pdf)$/;

/** Whatever is in a name, the picture loads nothing and runs nothing. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Robots-Tag': 'noindex',
} as const;

/** What posters are made with. */
export interface PosterOptions extends Pick<Context, 'db' | 'tenants' | 'now'> {
  /** How the world reaches the gateway; absent: as the request was addressed. */
  readonly publicUrl: string | undefined;
}

/** Serves `/poster/<service id>.svg` and `.pdf`, for one place by `?place=Loket+3`. */
export const createPosters =
  ({ db, tenants, now, publicUrl }: PosterOptions) =>
  async (exchange: Exchange): Promise<void> => {
    const { pathname, searchParams } = exchange.url;
    const [, serviceId = '', format] = PATH.exec(pathname) ?? [];
    const key = decodeGlobalId(serviceId);
    const tenant = key?.type === 'Service' ? await tenants.byId(key.tenantId) : undefined;
    const place = cleanPlace(searchParams.get('place') ?? '');
    if ('problem' in place) throw new HttpFailure(400, place.problem);
    const of = {
      place: place.place,
      lang: searchParams.get('lang'),
      gateway: publicUrl ?? `http://${exchange.request.headers.host ?? ''}`,
    };
    const poster =
      key === undefined || tenant === undefined
        ? undefined
        : await withTenant(tenant.tenantId, () => loadPoster(db, { ...of, tenant, serviceId: key.id }));
    if (poster === undefined)
      throw new HttpFailure(404, 'Tidak ada poster di sini; yang diharapkan /poster/<id layanan>.pdf atau .svg.');
    const sheet = layOutPoster(poster);
    const headers = { ...HEADERS, 'Content-Disposition': `inline; filename="${posterFileName(poster)}.${format}"` };
    if (format === 'svg')
      return send(exchange, 200, { ...headers, 'Content-Type': 'image/svg+xml; charset=utf-8' }, writeSvg(sheet));
    const pdf = await writePdf(sheet, now()).catch((error: unknown) => {
      throw error instanceof Unprintable ? new HttpFailure(422, error.message) : error;
    });
    send(exchange, 200, { ...headers, 'Content-Type': 'application/pdf' }, pdf);
  };
