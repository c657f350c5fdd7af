import type { Pool } from 'pg';

/** A provider of single sign-on by which people come into the staff console. */
export interface ConsoleProvider {
  /** Name of the region whose people it knows. */
  readonly region: string;
  readonly issuer: string;
  /** As the provider knows the console; its ID tokens are for it. */
  readonly clientId: string;
  /** What it is asked for. */
  readonly scope: string;
}

const PROVIDERS = `
  select tenant.name as region, issuer, audience as "clientId", console_scope as scope
  from identity_provider
  join tenant on tenant.tenant_id = identity_provider.tenant_id
  where console_scope is not null
  order by tenant.code, issuer, audience`;

/** The providers that the console offers, of all regions: who signs in is not known yet. */
export const loadConsoleProviders = async (directory: Pool): Promise<readonly ConsoleProvider[]> => {
  const { rows } = await directory.query<ConsoleProvider>({ name: 'console_providers', text: PROVIDERS });
  return rows;
};
