import type { GrantedRole } from './permissions.ts';

/** A person who is signed in. */
export interface Viewer {
  readonly tenantId: string;
  readonly employeeId: string;
  readonly name: string;
  /** Roles that were given; being somebody's rater or colleague follows from the posts and is found where it matters. */
  readonly roles: ReadonlySet<GrantedRole>;
}

/** How a person stands in the audit trail. */
export const actorOf = ({ employeeId }: Pick<Viewer, 'employeeId'>): string => `employee ${employeeId}`;
