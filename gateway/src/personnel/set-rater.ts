import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import { assignmentOn, isEmployee } from './assignments.ts';
import type { EmployeeKey } from './employee-key.ts';
import { findRater } from './find-rater.ts';
import { manageEmployee } from './manage-employee.ts';
import { ownId, unknownId } from './own-id.ts';
import { today } from './today.ts';

/** Who is to rate an employee in the post that is held today. Ids are global ones. */
export interface SetRater {
  readonly employeeId: string;
  /** Null: again the head of the unit. */
  readonly raterId: string | null;
}

/**
 * Names the rater of an employee, for as long as the present post is held. Appraisals that are open keep the rater that they
 * were opened with.
 *
 * @throws {Refused} for somebody as his own rater, for oneself as anybody's rater, when the raters would go round in a
 * circle, and without a post today.
 */
export const setRater = (context: Context, input: SetRater): Promise<EmployeeKey> =>
  manageEmployee(
    context,
    { action: 'MANAGE_PERSONNEL', path: 'employeeId', text: input.employeeId },
    async (client, employeeId) => {
      const day = today(context);
      const raterId = input.raterId === null ? null : ownId('raterId', input.raterId, 'Employee');
      if (raterId === context.viewer?.employeeId)
        throw invalid(
          issue('raterId', input.raterId, 'orang lain: tidak seorang pun menetapkan dirinya sendiri sebagai penilai'),
        );
      if (raterId === employeeId) throw invalid(issue('raterId', input.raterId, 'pegawai lain, bukan diri sendiri'));
      if (raterId !== null && !(await isEmployee(client, raterId)))
        throw unknownId('raterId', input.raterId ?? '', 'Employee');
      const assignment = await assignmentOn(client, employeeId, day);
      if (assignment === undefined)
        throw notAllowedNow(`Pegawai ini tidak memegang jabatan pada ${day}; tetapkan dahulu jabatannya.`);
      await client.query('update assignment set rater_id = $3 where tenant_id = $1 and id = $2', [
        boundTenant(),
        assignment.id,
        raterId,
      ]);
      await findRater(client, employeeId, day);
      return {
        action: 'assignment.rater_set',
        detail: { assignmentId: assignment.id, before: { raterId: assignment.raterId }, after: { raterId } },
      };
    },
  );
