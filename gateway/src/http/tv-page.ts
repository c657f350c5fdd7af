import { html } from 'hono/html';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { isPeriod, periodContaining } from '../domain/period.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { type Exchange, HttpFailure } from './exchange.ts';
import { createWidgetPages } from './widget-page.ts';

const WORDS = {
  id: {
    lang: 'id',
    title: 'Papan Adil untuk layar kantor',
    choose: 'Pilih jenis unit. Buka halamannya di komputer yang tersambung ke layar, lalu tekan F11 untuk layar penuh.',
    closed: 'triwulan terakhir yang ditutup',
    running: 'triwulan berjalan, sementara',
    none: 'Daerah ini belum mempunyai unit.',
    noScript: 'Halaman ini memerlukan JavaScript.',
  },
  en: {
    lang: 'en',
    title: 'Fair board for an office screen',
    choose: 'Choose a kind of unit. Open its page on the computer behind the screen, and press F11 to fill it.',
    closed: 'the last closed quarter',
    running: 'the running quarter, provisional',
    none: 'This region has no units yet.',
    noScript: 'This page needs JavaScript.',
  },
} as const;

/** Names the quarter that runs when the page is opened; it is opened anew each day. */
const RUNNING = 'berjalan';

/** What the page is made from. */
export interface TvPageOptions {
  readonly db: Database;
  readonly tenants: Pick<TenantDirectory, 'byCode'>;
  readonly now: () => Date;
  readonly widgetVersion: string;
}

/** Sends `/tv/<region>?kind=…&period=…`: a board for a screen in an office; without a kind, which ones there are. */
export const createTvPage = ({ db, tenants, now, widgetVersion }: TvPageOptions) => {
  const sendWidgetPage = createWidgetPages(widgetVersion);
  const kindsOf = (tenantId: string): Promise<readonly string[]> =>
    withTenant(tenantId, async () => {
      const { rows } = await db.pool.query<{ kind: string }>({
        name: 'kinds_of_units',
        text: 'select distinct kind from unit where tenant_id = $1 order by kind',
        values: [tenantId],
      });
      return rows.map(({ kind }) => kind);
    });
  return async (exchange: Exchange): Promise<void> => {
    const { pathname, searchParams } = exchange.url;
    const [, code = ''] = /^\/tv\/([\d.]{2,5})$/.exec(pathname) ?? [];
    const tenant = await tenants.byCode(code);
    if (tenant === undefined) throw new HttpFailure(404, 'Daerah ini tidak ada di sini. Contoh alamat: /tv/32.73');
    const words = searchParams.get('lang') === 'en' ? WORDS.en : WORDS.id;
    const kind = searchParams.get('kind');
    const asked = searchParams.get('period') ?? '';
    const period = asked === RUNNING ? periodContaining(now().getTime(), tenant.timeZone, 'quarter') : asked;
    if (period !== '' && !isPeriod(period))
      throw new HttpFailure(
        400,
        `period: expected a period such as 2026, 2026-S1, 2026-Q3 or 2026-09, or ${RUNNING}, got ${JSON.stringify(period.slice(0, 40))}.`,
      );
    const kinds = await kindsOf(tenant.tenantId);
    if (kind !== null && !kinds.includes(kind))
      throw new HttpFailure(
        404,
        `kind: expected one of ${kinds.join(', ')}, got ${JSON.stringify(kind.slice(0, 40))}.`,
      );
    const link = (of: string, text: string, when = '') =>
      html`<a href="?${String(new URLSearchParams({ kind: of, lang: words.lang, ...(when && { period: when }) }))}">${text}</a>`;
    const body =
      kind === null
        ? html`<p>${tenant.name}. ${kinds.length > 0 ? words.choose : words.none}</p>
      <ul>${kinds.map((one) => html`<li>${one}: ${link(one, words.closed)}, ${link(one, words.running, RUNNING)}</li>`)}</ul>`
        : html`<kinerja-unit-leaderboard mode="tv" data-renew-page tenant="${tenant.code}" kind="${kind}" period="${period}"><p>${words.noScript}</p></kinerja-unit-leaderboard>`;
    sendWidgetPage(exchange, { ...words, body, cacheControl: 'no-cache' });
  };
};
