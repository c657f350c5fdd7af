import type { Pool, PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { isOurTurn, transaction } from '../database/transaction.ts';
import { localDate } from '../domain/period.ts';
import {
  type AlarmFinding,
  type AlarmHistory,
  findAlarms,
  historyBefore,
  historySpan,
  mayAlarm,
} from '../domain/rating-alarm.ts';
import { announceStep } from '../tenant/public-changes.ts';
import { readRatingDays } from './rating-days.ts';

/** How far a gateway looks back that has just started. */
const FIRST_LOOK_MS = 86_400_000;

/** Ratings that were committed while the last look was under way are looked at again. */
const OVERLAP_MS = 60_000;

interface KnownHistory {
  readonly day: string;
  readonly history: AlarmHistory;
}

/** What one gateway remembers of a region between two looks; it may forget all of it. */
export interface AlarmMemory {
  /** Until when ratings have been looked at; null before the first look. */
  seenUntil: Date | null;
  /** Of services; what is over changes only when people take ratings out of it, or put them back. */
  readonly histories: Map<string, KnownHistory>;
  /** How many times they had done so. */
  exclusions: number;
}

export const createAlarmMemory = (): AlarmMemory => ({ seenUntil: null, histories: new Map(), exclusions: 0 });

/** When it is, for the bound tenant. */
interface Moment {
  readonly now: Date;
  readonly zone: string;
}

interface Watched {
  readonly id: string;
  readonly unitId: string;
}

/** Services that were given something since an instant: one look into an index for each. */
const servicesWithNews = async (client: PoolClient, since: Date): Promise<readonly Watched[]> => {
  const { rows } = await client.query<Watched>({
    name: 'services_with_news',
    text: `select id, unit_id as "unitId" from service
           where tenant_id = $1 and exists (
             select from feedback where tenant_id = $1 and service_id = service.id and received_at >= $2)
           order by id`,
    values: [boundTenant(), since],
  });
  return rows;
};

const forgetChanged = async (client: PoolClient, memory: AlarmMemory): Promise<void> => {
  const { rows } = await client.query<{ exclusions: number }>({
    name: 'count_exclusions',
    text: 'select (count(*) + count(lifted_at))::integer as exclusions from rating_exclusion where tenant_id = $1',
    values: [boundTenant()],
  });
  const exclusions = rows[0]?.exclusions ?? 0;
  if (exclusions !== memory.exclusions) memory.histories.clear();
  memory.exclusions = exclusions;
};

const historyOf = async (
  client: PoolClient,
  serviceId: string,
  day: string,
  { zone }: Moment,
  { histories }: AlarmMemory,
): Promise<AlarmHistory> => {
  const known = histories.get(serviceId);
  if (known?.day === day) return known.history;
  const history = historyBefore(day, await readRatingDays(client, serviceId, { ...historySpan(day), zone }));
  histories.set(serviceId, { day, history });
  return history;
};

/** One for a service, day and kind: while nobody has decided, it tells what is known by now. */
const STORE = {
  name: 'raise_alarm',
  text: `with span as (
           select ($5::date::timestamp + coalesce($7::integer, 0) * interval '1 hour') at time zone $8 as since,
                  ($5::date::timestamp + coalesce($7::integer + 1, 24) * interval '1 hour') at time zone $8 as until
         )
         insert into rating_alarm (tenant_id, id, unit_id, service_id, day, kind, received_from, received_until, expected, seen,
                                   log10_p, largest_share, effective_sources, raised_at, state)
         select $1, $2, $3, $4, $5, $6, since, until, $9, $10, $11, $12, $13, $14, 'OPEN' from span
         on conflict (tenant_id, service_id, day, kind) do update
         set received_from = excluded.received_from, received_until = excluded.received_until, expected = excluded.expected,
             seen = excluded.seen, log10_p = excluded.log10_p, largest_share = excluded.largest_share,
             effective_sources = excluded.effective_sources
         where rating_alarm.state = 'OPEN'
         returning id`,
};

const store = async (
  client: PoolClient,
  { id: serviceId, unitId }: Watched,
  day: string,
  { kind, hour, expected, seen, log10P, largestShare, effectiveSources }: AlarmFinding,
  { now, zone }: Moment,
): Promise<void> => {
  const id = timeOrderedId();
  const { rows } = await client.query<{ id: string }>({
    ...STORE,
    values: [
      ...[boundTenant(), id, unitId, serviceId, day, kind, hour, zone],
      ...[expected, seen, log10P, largestShare, effectiveSources, now],
    ],
  });
  if (rows[0]?.id !== id) return;
  await recordEvent(client, {
    at: now,
    actor: 'system',
    action: 'rating-alarm.raised',
    subject: id,
    detail: { unitId, serviceId, day, hour, kind, expected, seen, log10P },
  });
  await announceStep(client, boundTenant());
};

/**
 * Looks at what services of the bound tenant were given since the last look, and raises alarms. Nothing else follows from one: it
 * asks people to look. Of several gateways one does it; done again it changes nothing.
 *
 * @param memory of this gateway, for this tenant.
 */
export const raiseAlarms = async (pool: Pool, moment: Moment, memory: AlarmMemory): Promise<void> => {
  const { now, zone } = moment;
  const today = localDate(now.getTime(), zone);
  const from = new Date((memory.seenUntil?.getTime() ?? now.getTime() - FIRST_LOOK_MS) - OVERLAP_MS);
  const looked = await transaction(pool, async (client) => {
    if (!(await isOurTurn(client, 'alarms'))) return false;
    await forgetChanged(client, memory);
    for (const service of await servicesWithNews(client, from))
      for (const day of new Set([localDate(from.getTime(), zone), today])) {
        const ratings = (await readRatingDays(client, service.id, { first: day, last: day, zone })).get(day);
        if (ratings === undefined || !mayAlarm(ratings)) continue;
        const history = await historyOf(client, service.id, day, moment, memory);
        for (const found of findAlarms(ratings, history)) await store(client, service, day, found, moment);
      }
    return true;
  });
  if (looked) memory.seenUntil = now;
};
