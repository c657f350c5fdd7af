import type { PoolClient } from 'pg';
import { actorOf, type Viewer } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { announceChange } from '../tenant/public-changes.ts';
import type { RatingSelection } from './rating-selection.ts';

/** Whoever excludes ratings of the time of an open alarm has decided about it: it closes with the exclusion, in its transaction. */
export const closeAlarms = async (
  client: PoolClient,
  exclusionId: string,
  { serviceId, from, until }: Pick<RatingSelection, 'serviceId' | 'from' | 'until'>,
  { viewer, at }: { readonly viewer: Viewer; readonly at: Date },
): Promise<void> => {
  const { rows } = await client.query<{ id: string }>(
    `update rating_alarm set state = 'EXCLUDED', exclusion_id = $2, decided_by_id = $3, decided_at = $4
     where tenant_id = $1 and service_id = $5 and state = 'OPEN' and received_from < $7 and received_until > $6
     returning id`,
    [boundTenant(), exclusionId, viewer.employeeId, at, serviceId, from, until],
  );
  for (const { id } of rows)
    await recordEvent(client, {
      at,
      actor: actorOf(viewer),
      action: 'rating-alarm.excluded',
      subject: id,
      detail: { serviceId, exclusionId },
    });
  if (rows.length > 0) await announceChange(client, boundTenant());
};
