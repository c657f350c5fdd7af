import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { Refused } from '../refusals.ts';
import { type Action, mayDo, ROLE_NAMES, type Role, rolesFor } from './permissions.ts';
import { actorOf, type Viewer } from './viewer.ts';

/**
 * The person who is signed in.
 *
 * @throws {Refused} when nobody is.
 */
export const requireViewer = ({ viewer }: Pick<Context, 'viewer'>): Viewer => {
  if (viewer !== null) return viewer;
  throw new Refused({
    outcome: 'notPermitted',
    message: 'Saudara belum masuk: yang diharapkan token dari portal kepegawaian di header Authorization.',
  });
};

/**
 * Lets an action go on when one of the viewer's roles may do it; writes the refused right into the audit trail otherwise.
 *
 * @param subject Id of the thing it would be done to.
 * @param message Why not, in plain words; by default who may do it.
 * @throws {Refused} that tells so.
 */
export const refuseUnless = async (
  { db, now, viewer }: Pick<Context, 'db' | 'now' | 'viewer'>,
  action: Action,
  roles: ReadonlySet<Role>,
  subject: string,
  message?: string,
): Promise<void> => {
  if (mayDo(action, roles)) return;
  await recordEvent(db.pool, {
    at: now(),
    actor: viewer === null ? 'anonymous' : actorOf(viewer),
    action: 'right.refused',
    subject,
    detail: { right: action, roles: [...roles].toSorted() },
  });
  const allowed = rolesFor(action).map((role) => ROLE_NAMES[role]);
  throw new Refused({
    outcome: 'notPermitted',
    message: message ?? `Saudara tidak berhak melakukan ini; yang berhak: ${allowed.join(', ')}.`,
  });
};
