import {
  EmbeddableServicesOperation,
  EmbeddableUnitsOperation,
  type EmbeddableUnitsQuery,
  SiteKeyStandingOperation,
} from '@kinerja/schema/operations';
import { gatewayRequest } from '../toolkit.ts';
import type { Choice } from './choice.ts';
import type { Release } from './snippets.ts';

/** A unit to choose. */
export type ChoosableUnit = NonNullable<EmbeddableUnitsQuery['tenant']>['units']['edges'][number]['node'];

/** Something to choose, by its id. */
export interface Choosable {
  readonly id: string;
  readonly name: string;
}

/** All units of a region, however many pages they are on. */
export async function loadUnits(gateway: string, tenant: string): Promise<readonly ChoosableUnit[]> {
  const units: ChoosableUnit[] = [];
  let after: string | null | undefined;
  do {
    const page = await gatewayRequest(EmbeddableUnitsOperation, { tenant, after }, { gateway });
    units.push(...(page.tenant?.units.edges ?? []).map(({ node }) => node));
    const info = page.tenant?.units.pageInfo;
    after = info?.hasNextPage ? info.endCursor : null;
  } while (after);
  return units;
}

/** The services of a unit. */
export async function loadServices(gateway: string, unit: string): Promise<readonly Choosable[]> {
  const answer = await gatewayRequest(EmbeddableServicesOperation, { unit }, { gateway });
  return answer.unit?.services ?? [];
}

/** Whether a site may send ratings with its key; null when the gateway does not say. */
export async function loadStanding(gateway: string, choice: Choice) {
  const { service, site: origin, 'site-key': siteKey } = choice;
  const answer = await gatewayRequest(SiteKeyStandingOperation, { service, siteKey, origin }, { gateway });
  return answer.siteKeyStanding ?? null;
}

/** The newest release with the hash of its file; `printed` is the address that snippets name. */
export async function loadRelease(gateway: string, printed: string): Promise<Release> {
  const read = async (path: string) => (await fetch(`${gateway}widgets/${path}`)).json();
  const { latest, versions } = await read('versions.json');
  const files = await read(`${latest}/integrity.json`);
  const { isReleased, questions } = versions[latest];
  const integrity = isReleased ? (files['kinerja.js']?.integrity ?? null) : null;
  return { gateway: printed, version: latest, integrity, files: Object.keys(files), questions };
}
