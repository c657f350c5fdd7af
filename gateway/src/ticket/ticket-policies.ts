import sp4nLapor from '@kinerja/schema/ticket-policies/sp4n-lapor.json' with { type: 'json' };
import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { existing } from '../development/existing.ts';
import { keyHere } from '../development/here.ts';
import { digitalServicesOf, parseTicketPolicy, type TicketPolicy } from '../domain/ticket-policy.ts';
import { invalid, issue } from '../refusals.ts';
import { type PolicyLoader, storeVersion } from '../store-version.ts';

const NATIONAL = parseTicketPolicy(sp4nLapor);

/**
 * What the bound tenant promised, by the instant at which somebody wrote: a later policy changes no promise that was given.
 * The figures of SP4N-LAPOR! where the region had set none.
 */
export const ticketPolicies = async (pool: Pool): Promise<(receivedAt: Date) => TicketPolicy> => {
  const { rows } = await pool.query<{ definition: unknown; createdAt: Date }>({
    name: 'ticket_policies',
    text: `select definition, created_at as "createdAt" from ticket_policy where tenant_id = $1
           order by created_at desc, version desc`,
    values: [boundTenant()],
  });
  const own = rows.map(({ definition, createdAt }) => ({ policy: parseTicketPolicy(definition), createdAt }));
  return (receivedAt) => own.find(({ createdAt }) => createdAt <= receivedAt)?.policy ?? NATIONAL;
};

/**
 * Stores what the region promises from now on, as the next version of its key. The same content again changes nothing.
 *
 * @throws an error named InvalidPolicy with every path that is wrong; {Refused} for a version that is not the next, and for a
 *   service that the region does not have.
 */
export const storeTicketPolicy = async (
  pool: Pool,
  definition: unknown,
  loader: PolicyLoader,
): Promise<{ readonly policy: TicketPolicy; readonly isNew: boolean }> => {
  const policy = parseTicketPolicy(definition);
  const named = digitalServicesOf(policy).flatMap(({ services = [] }) => services);
  const known = await existing(
    pool,
    'service',
    named.map((id) => keyHere(id, 'Service')),
  );
  const issues = named
    .filter((id) => !known.has(keyHere(id, 'Service') ?? ''))
    .map((id) => issue('digitalServices.services', id, 'id layanan daerah ini; lihat: pnpm kinerja services'));
  if (issues.length > 0) throw invalid(...issues);
  return { policy, isNew: await storeVersion(pool, 'ticket_policy', policy, loader) };
};
