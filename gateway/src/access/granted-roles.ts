import type { Role } from './permissions.ts';
import type { Viewer } from './viewer.ts';

/**
 * The roles that count towards everybody but oneself, and where the region, a cycle or a workshop is concerned. Evaluators
 * are appointed to one appraisal each.
 */
export const grantedRoles = ({ roles }: Pick<Viewer, 'roles'>): ReadonlySet<Role> =>
  new Set((['LEADER', 'PERSONNEL_ADMIN'] as const).filter((role) => roles.has(role)));
