import { actorOfClient } from '../access/api-client.ts';
import { recogniseDevice } from '../access/recognise-device.ts';
import { refuseUnless } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput } from '../check-input.ts';
import type { Context } from '../context.ts';
import type { Database } from '../database/open-database.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { notHere, requireKey } from '../development/here.ts';
import { localDate } from '../domain/period.ts';
import { issuableDays, MAX_VISIT_CODES } from '../domain/visit-code.ts';
import { newVisitCode } from '../feedback/visit-code.ts';
import { rolesInUnit } from '../personnel/roles-in-unit.ts';
import { invalid } from '../refusals.ts';
import { zoneOf } from '../scorecard/zone-of.ts';

/** Codes that a queue machine or an office asks for. */
export interface WantedVisitCodes {
  /** Global id of the Service. */
  readonly serviceId: string;
  readonly count: number;
  /** Of the visits, `YYYY-MM-DD`; today by default. */
  readonly day?: string | null | undefined;
  /** Of a registered queue machine; without it the API client, or the person who is signed in, is asked for. */
  readonly deviceToken?: string | null | undefined;
}

/** Codes for one service and day; they are told once and stored nowhere. */
export interface IssuedVisitCodes {
  readonly tenantId: string;
  readonly serviceId: string;
  readonly day: string;
  /** As they are printed on tickets. */
  readonly codes: readonly string[];
}

/** What codes are for, checked. */
interface Batch {
  readonly serviceId: string;
  readonly day: string;
  readonly count: number;
  /** As in the audit trail. */
  readonly actor: string;
}

/**
 * Issues codes for visitors of a service of the bound tenant; whoever calls has found that it may.
 *
 * @throws {Refused} for a count or a day that cannot be.
 */
export const storeVisitCodes = async (
  { pool }: Pick<Database, 'pool'>,
  { serviceId, day, count, actor }: Batch,
  { now: at, zone }: { readonly now: Date; readonly zone: string },
): Promise<readonly string[]> => {
  const { first, last } = issuableDays(localDate(at.getTime(), zone));
  const check = checkInput();
  check.expect(count >= 1 && count <= MAX_VISIT_CODES, 'count', count, `1 sampai ${MAX_VISIT_CODES}`);
  check.expect(first <= day && day <= last, 'day', day, `hari kunjungan dari ${first} sampai ${last}`);
  check.finish();
  const issued = Array.from({ length: count }, newVisitCode);
  await transaction(pool, async (client) => {
    await client.query(
      `insert into visit_code (tenant_id, hash, service_id, day, issued_at, issued_by)
       select $1, hash, $3, $4, $5, $6 from unnest($2::bytea[]) as hash`,
      [boundTenant(), issued.map(({ hash }) => hash), serviceId, day, at, actor],
    );
    await recordEvent(client, { at, actor, action: 'visitCodes.issued', subject: serviceId, detail: { day, count } });
  });
  return issued.map(({ printed }) => printed);
};

/** Who issues: the device of the token, or else an API client of the region, the head of the unit or a leader. */
const issuer = async (
  { deviceToken }: WantedVisitCodes,
  rated: { readonly serviceId: string; readonly unitId: string },
  context: Context,
): Promise<string> => {
  if (deviceToken) {
    const recognised = await recogniseDevice(context.db.pool, deviceToken, rated);
    if ('problem' in recognised) throw invalid({ path: 'deviceToken', message: recognised.problem });
    return `device ${recognised.device.id}`;
  }
  if (context.client?.scopes.has('visits') === true) return actorOfClient(context.client);
  await refuseUnless(context, 'ISSUE_VISIT_CODES', await rolesInUnit(context, rated.unitId), rated.serviceId);
  return context.viewer === null ? 'anonymous' : actorOf(context.viewer);
};

/**
 * Issues one-time codes for visitors of a service, to be printed on their queue tickets.
 *
 * @throws {Refused} for whoever may not, and for a count or a day that cannot be.
 */
export const issueVisitCodes = async (wanted: WantedVisitCodes, context: Context): Promise<IssuedVisitCodes> => {
  const { db, now } = context;
  const tenantId = boundTenant();
  const serviceId = requireKey('input.serviceId', wanted.serviceId, 'Service');
  const service = await db.prisma.service.findUnique({
    where: { tenantId_id: { tenantId, id: serviceId } },
    select: { unitId: true },
  });
  if (service === null) throw notHere('input.serviceId', wanted.serviceId, 'Service');
  const actor = await issuer(wanted, { serviceId, unitId: service.unitId }, context);
  const moment = { now: now(), zone: await zoneOf(context, tenantId) };
  const day = wanted.day ?? localDate(moment.now.getTime(), moment.zone);
  const codes = await storeVisitCodes(db, { serviceId, day, count: wanted.count, actor }, moment);
  return { tenantId, serviceId, day, codes };
};
