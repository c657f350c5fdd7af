import { mayDo } from '../access/permissions.ts';
import { refuseUnless } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { peopleOf } from '../personnel/people-of-units.ts';
import { rolesInUnit } from '../personnel/roles-in-unit.ts';

/**
 * Lets only those decide about the ratings of a unit who may, and whom they do not judge: not the head of the unit, and nobody
 * who works in it, whatever else he is.
 *
 * @param subject Id of what it is about.
 */
export const refuseUnlessMayExclude = async (context: Context, unitId: string, subject: string): Promise<void> => {
  const { viewer } = context;
  if (viewer !== null && (await peopleOf(context, [unitId])).has(viewer.employeeId))
    await refuseUnless(
      context,
      'EXCLUDE_RATINGS',
      new Set(),
      subject,
      'Saudara bertugas di unit yang dinilai; yang memutuskan adalah pimpinan dari luar unit itu.',
    );
  await refuseUnless(context, 'EXCLUDE_RATINGS', await rolesInUnit(context, unitId), subject);
};

/** Whether the person who is signed in may decide about the ratings of a unit; nothing is told of a refusal. */
export const mayExclude = async (context: Context, unitId: string): Promise<boolean> => {
  const { viewer } = context;
  if (viewer === null || (await peopleOf(context, [unitId])).has(viewer.employeeId)) return false;
  return mayDo('EXCLUDE_RATINGS', await rolesInUnit(context, unitId));
};
