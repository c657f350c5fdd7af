import type { Role } from './permissions.ts';
import type { Viewer } from './viewer.ts';

/** The roles that count towards no person in particular: where the region, a cycle or a workshop is concerned. */
export const grantedRoles = ({ roles }: Viewer): ReadonlySet<Role> =>
  new Set((['LEADER', 'PERSONNEL_ADMIN'] as const).filter((role) => roles.has(role)));
