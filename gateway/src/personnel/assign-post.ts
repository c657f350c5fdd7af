import type { PoolClient } from 'pg';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { invalid, issue } from '../refusals.ts';
import { endAssignment, latestAssignment, type StoredAssignment, startAssignment } from './assignments.ts';
import { decideMove, type Move } from './decide-move.ts';
import type { EmployeeKey } from './employee-key.ts';
import { findRater } from './find-rater.ts';
import { manageEmployee } from './manage-employee.ts';
import { ownId, unknownId } from './own-id.ts';

/** A move: who gets which post from when. Ids are global ones. */
export interface AssignPost {
  readonly employeeId: string;
  readonly postId: string;
  /** First day in the post, `YYYY-MM-DD`. */
  readonly startsOn: string;
}

type Problem = Extract<Move, { problem: string }>['problem'];

const PROBLEMS: Record<Problem, (input: AssignPost, latest: StoredAssignment) => Error> = {
  HELD_ALREADY: ({ postId }, { startsOn }) =>
    invalid(issue('postId', postId, `jabatan lain: jabatan ini sudah dipegang sejak ${startsOn}`)),
  BEFORE_LATEST: ({ startsOn }, latest) =>
    invalid(
      issue('startsOn', startsOn, `tanggal sesudah ${latest.startsOn}, awal jabatan terakhir (riwayat tidak diubah)`),
    ),
  OVERLAPS: ({ startsOn }, latest) =>
    invalid(issue('startsOn', startsOn, `tanggal sesudah ${latest.endsOn}, akhir jabatan terakhir`)),
};

const refuseUnknownPost = async (client: PoolClient, postId: string, text: string) => {
  const { rowCount } = await client.query('select from post where tenant_id = $1 and id = $2', [boundTenant(), postId]);
  if (rowCount === 0) throw unknownId('postId', text, 'Post');
};

/**
 * Moves an employee to a post; the assignment before ends the day before, and stays in the history.
 *
 * @throws {Refused} for a start that overlaps or lies before the latest assignment, and when the raters would go round in
 * a circle.
 */
export const assignPost = (context: Context, input: AssignPost): Promise<EmployeeKey> =>
  manageEmployee(
    context,
    { action: 'MANAGE_PERSONNEL', path: 'employeeId', text: input.employeeId },
    async (client, employeeId) => {
      const postId = ownId('postId', input.postId, 'Post');
      const { startsOn } = input;
      await refuseUnknownPost(client, postId, input.postId);
      const latest = await latestAssignment(client, employeeId);
      const move = decideMove(latest, { postId, startsOn });
      if (latest !== undefined && move.problem !== undefined) throw PROBLEMS[move.problem](input, latest);
      if (latest !== undefined && move.endsOn != null) await endAssignment(client, latest.id, move.endsOn);
      await startAssignment(client, { employeeId, postId, raterId: null, startsOn });
      await findRater(client, employeeId, startsOn);
      return {
        action: 'assignment.started',
        detail: { before: latest ?? null, after: { postId, startsOn, earlierEndsOn: move.endsOn ?? null } },
      };
    },
  );
