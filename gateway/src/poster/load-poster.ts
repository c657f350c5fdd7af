import type { Database } from '../database/open-database.ts';
import { onOneLine } from '../domain/free-text.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { typedCode } from '../tenant/typed-code.ts';
import { type PosterLanguage, posterLanguage } from './poster-words.ts';

/** Everything that a poster shows. */
export interface Poster {
  readonly language: PosterLanguage;
  readonly tenant: string;
  readonly unit: string;
  readonly service: string;
  /** Counter or room where it hangs. */
  readonly place: string | null;
  readonly sampleData: boolean;
  /** What the code leads to: the form, with the place in its address. */
  readonly address: string;
  /** The same form for those who type, as short as can be; without the place, which a citizen need not know. */
  readonly shortAddress: string;
}

/** What a poster is for. */
export interface PosterOf {
  readonly tenant: TenantEntry;
  readonly serviceId: string;
  readonly place: string | null;
  readonly lang: string | null;
  /** How the world reaches the gateway, without a trailing slash. */
  readonly gateway: string;
}

/** What the poster of a service of the bound tenant shows; nothing when there is no such service. */
export const loadPoster = async (
  { prisma }: Pick<Database, 'prisma'>,
  { tenant, serviceId, place, lang, gateway }: PosterOf,
): Promise<Poster | undefined> => {
  const service = await prisma.service.findUnique({
    where: { tenantId_id: { tenantId: tenant.tenantId, id: serviceId } },
    select: { name: true, unit: { select: { name: true } } },
  });
  if (service === null) return undefined;
  const language = posterLanguage(lang);
  const form = `${gateway}/nilai/${typedCode(tenant, serviceId)}`;
  const parameters = new URLSearchParams({
    ...(place !== null && { place }),
    ...(language.lang !== 'id' && { lang: language.lang }),
  });
  return {
    language,
    tenant: onOneLine(tenant.name),
    unit: onOneLine(service.unit.name),
    service: onOneLine(service.name),
    place,
    sampleData: tenant.sampleData,
    address: parameters.size === 0 ? form : `${form}?${parameters}`,
    // Browsers try https by themselves.
    shortAddress: form.replace(/^https:\/\//, ''),
  };
};
