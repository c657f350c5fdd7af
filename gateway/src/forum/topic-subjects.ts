import { requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { unitsOpenTo } from '../personnel/roles-in-unit.ts';

/** What a topic can be about: a unit, or one of its services; the region without either. */
export interface TopicSubject {
  readonly tenantId: string;
  readonly unitId: string | null;
  readonly serviceId: string | null;
  /** Names; null as the ids are. */
  readonly unit: string | null;
  readonly service: string | null;
}

const SUBJECTS = `
  select unit_id as "unitId", service_id as "serviceId", unit, service
  from (
    select id as unit_id, null::uuid as service_id, name as unit, null as service from unit where tenant_id = $1
    union all
    select unit.id, service.id, unit.name, service.name
    from service join unit on unit.tenant_id = $1 and unit.id = unit_id where service.tenant_id = $1
  ) as subject
  where $2::uuid[] is null or unit_id = any($2)
  order by unit, unit_id, service nulls first, service_id limit $3`;

/** What whoever is signed in may open a topic about: the region first, then units by name, each before its services. */
export const topicSubjects = async (first: number, context: Context): Promise<readonly TopicSubject[]> => {
  requireViewer(context);
  const units = await unitsOpenTo(context, 'MANAGE_FORUM_TOPIC');
  if (units?.size === 0) return [];
  const tenantId = boundTenant();
  const { rows } = await context.db.pool.query<Omit<TopicSubject, 'tenantId'>>(SUBJECTS, [
    tenantId,
    units && [...units],
    first,
  ]);
  const region = { unitId: null, serviceId: null, unit: null, service: null };
  return (units === null ? [region, ...rows] : rows).slice(0, first).map((row) => ({ tenantId, ...row }));
};
