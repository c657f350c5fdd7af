import { v7 as timeOrderedId } from 'uuid';
import type { Database } from '../../gateway/src/database/open-database.ts';
import { withTenant } from '../../gateway/src/database/tenant-scope.ts';
import type { SeededEmployee } from './personnel.ts';
import type { SeededTenant } from './tenant.ts';

/** Where an appraisal is to stand; what is left out stays as it is. */
export interface Standing {
  readonly stage: string;
  /** When it came there, ISO-8601. */
  readonly since: string;
  /** Until when the person may object. */
  readonly objectUntil?: string;
  /** Until when the objection that was filed is decided; makes it. */
  readonly decideUntil?: string;
}

/** Lets an appraisal stand in a stage without playing all that leads there. */
export const placeAppraisal = (
  { prisma }: Database,
  { uuid: tenantId }: SeededTenant,
  { uuid: employeeId }: SeededEmployee,
  { stage, since, objectUntil, decideUntil }: Standing,
): Promise<void> =>
  withTenant(tenantId, async () => {
    const { id } = await prisma.appraisal.findFirstOrThrow({ where: { tenantId, employeeId }, select: { id: true } });
    await prisma.appraisal.update({
      where: { tenantId_id: { tenantId, id } },
      data: {
        stage,
        stageSince: new Date(since),
        ...(objectUntil !== undefined && { receivedAt: new Date(since), objectUntil: new Date(objectUntil) }),
      },
    });
    if (decideUntil !== undefined)
      await prisma.objection.create({
        data: {
          tenantId,
          appraisalId: id,
          reason: 'Realisasi belum dihitung',
          filedAt: new Date(since),
          decideUntil: new Date(decideUntil),
        },
      });
  });

/** Makes holidays of a region. */
export const seedHolidays = (
  { prisma }: Database,
  { uuid: tenantId }: SeededTenant,
  days: readonly string[],
): Promise<void> =>
  withTenant(tenantId, async () => {
    await prisma.holiday.createMany({
      data: days.map((day) => ({ tenantId, day: new Date(`${day}T00:00:00Z`), name: 'Libur' })),
    });
  });

/** An appraisal in planning, for each of the employees, in a period of a policy that the region has. */
export const seedAppraisals = (
  { prisma }: Database,
  { uuid: tenantId }: SeededTenant,
  {
    policyKey,
    period,
    since,
    people,
  }: {
    readonly policyKey: string;
    readonly period: string;
    readonly since: string;
    readonly people: readonly (SeededEmployee & { readonly raterUuid: string; readonly unitUuid: string })[];
  },
): Promise<void> =>
  withTenant(tenantId, async () => {
    const cycleId = timeOrderedId();
    const at = new Date(since);
    await prisma.appraisalCycle.create({
      data: { tenantId, id: cycleId, policyKey, policyVersion: 1, period, openedBy: 'operator uji', openedAt: at },
    });
    await prisma.appraisal.createMany({
      data: people.map(({ uuid, postUuid, raterUuid, unitUuid }) => ({
        tenantId,
        id: timeOrderedId(),
        cycleId,
        employeeId: uuid,
        postId: postUuid,
        unitId: unitUuid,
        raterId: raterUuid,
        stage: 'PLANNING',
        stageSince: at,
        version: 1,
      })),
    });
  });
