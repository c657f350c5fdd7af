import { tenantZone } from '../activity/tenant-zone.ts';
import type { Context } from '../context.ts';
import { localDate } from '../domain/period.ts';
import { overdueSince } from '../domain/reminder.ts';
import type { FoundAppraisal } from './find-appraisal.ts';
import { findObjection } from './find-disputes.ts';

/** The first day on which the stage of an appraisal was late, when it is. */
export const lateSince = async (appraisal: FoundAppraisal, context: Context): Promise<string | null> => {
  const zone = await tenantZone(context);
  const objection = appraisal.stage === 'OBJECTION' ? await findObjection(context.db.pool, appraisal.id) : null;
  const deadline = objection === null ? null : localDate(objection.decideUntil.getTime(), zone);
  return overdueSince({ ...appraisal, deadline }, localDate(context.now().getTime(), zone)) ?? null;
};
