import type { Context } from '../context.ts';
import { isAllowedOrigin } from './allowed-origin.ts';

/** What a site key is worth on a page: it is good, it is none (any more), or it belongs to other sites. */
export type SiteKeyStanding = 'ACCEPTED' | 'UNKNOWN' | 'OTHER_ORIGIN';

/**
 * Tells a web admin whether ratings from pages of an origin would be taken under a site key, before a citizen finds out. It
 * says no more than a rating sent from there would: to whom else the key belongs stays unsaid.
 */
export const siteKeyStanding = async (
  { db }: Pick<Context, 'db'>,
  { tenantId, siteKey, origin }: { readonly tenantId: string; readonly siteKey: string; readonly origin: string },
): Promise<SiteKeyStanding> => {
  const site = await db.prisma.embedSite.findUnique({
    where: { tenantId_key: { tenantId, key: siteKey } },
    select: { origins: true, revokedAt: true },
  });
  if (site === null || site.revokedAt !== null) return 'UNKNOWN';
  return isAllowedOrigin(site.origins, origin) ? 'ACCEPTED' : 'OTHER_ORIGIN';
};
