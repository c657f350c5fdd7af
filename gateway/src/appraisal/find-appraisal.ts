import type { Pool, PoolClient } from 'pg';
import { mayDo, type Role } from '../access/permissions.ts';
import { requireViewer } from '../access/refuse-unless.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { movesIn, stagesFor } from '../domain/appraisal-cycle.ts';
import type { AppraisalPolicy, Stage } from '../domain/appraisal-policy.ts';
import type { AppraisalFacts } from '../domain/appraisal-score.ts';
import type { Expectation, PerformancePredicate } from '../domain/performance-predicate.ts';
import type { Period } from '../domain/period.ts';
import { notFound } from '../errors.ts';
import { policyOf } from './stored-policy.ts';

/** An appraisal as it is stored, with what decides over it. */
export interface FoundAppraisal {
  readonly id: string;
  readonly cycleId: string;
  readonly employeeId: string;
  readonly postId: string;
  readonly unitId: string;
  readonly raterId: string;
  readonly superiorId: string | null;
  readonly stage: Stage;
  readonly version: number;
  readonly workResult: Expectation | null;
  readonly behaviour: Expectation | null;
  readonly predicate: PerformancePredicate | null;
  readonly recommendation: string | null;
  readonly decidedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly objectUntil: Date | null;
  /** When either side said that it had read the feedback; null before. */
  readonly employeeAcknowledgedAt: Date | null;
  readonly raterAcknowledgedAt: Date | null;
  /** What the result was decided on; null before. */
  readonly decidedFacts: AppraisalFacts | null;
  readonly period: Period;
  readonly policy: AppraisalPolicy;
  /** The stages that its policy takes it through. */
  readonly stages: readonly Stage[];
}

interface Row extends Omit<FoundAppraisal, 'policy' | 'stages'> {
  readonly policyKey: string;
  readonly policyVersion: number;
}

const COLUMNS = `appraisal.id, cycle_id as "cycleId", employee_id as "employeeId", post_id as "postId", unit_id as "unitId",
  rater_id as "raterId", superior_id as "superiorId", stage, appraisal.version, work_result as "workResult", behaviour,
  predicate, recommendation, decided_at as "decidedAt", received_at as "receivedAt", object_until as "objectUntil",
  employee_acknowledged_at as "employeeAcknowledgedAt", rater_acknowledged_at as "raterAcknowledgedAt",
  decided_facts as "decidedFacts", policy_key as "policyKey", policy_version as "policyVersion", period`;

/**
 * Loads an appraisal of the bound tenant.
 *
 * @param locked Whether other changes wait until the transaction ends.
 */
export const loadAppraisal = async (
  client: Pool | PoolClient,
  id: string,
  locked = false,
): Promise<FoundAppraisal | undefined> => {
  const { rows } = await client.query<Row>(
    `select ${COLUMNS} from appraisal
     join appraisal_cycle on appraisal_cycle.tenant_id = appraisal.tenant_id and appraisal_cycle.id = cycle_id
     where appraisal.tenant_id = $1 and appraisal.id = $2 ${locked ? 'for update of appraisal' : ''}`,
    [boundTenant(), id],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const policy = await policyOf(client, row.policyKey, row.policyVersion);
  return { ...row, policy, stages: stagesFor(policy, row.period) };
};

/** Whether a colleague has anything to do in a stage. */
const asksColleague = (role: 'PEER' | 'SUBORDINATE', stage: Stage): boolean =>
  movesIn(stage).some((move) => mayDo(move, new Set([role])));

/**
 * What a person is towards an appraisal: rater and superior are those of its opening. Colleagues are something to it only
 * while they are asked: that somebody has objected is not theirs to know.
 */
export const rolesIn = async (
  client: Pool | PoolClient,
  { id, cycleId, employeeId, raterId, superiorId, stage }: FoundAppraisal,
  viewer: Viewer,
): Promise<ReadonlySet<Role>> => {
  if (viewer.employeeId === employeeId) return new Set<Role>(['SELF']);
  const roles = new Set<Role>();
  if (viewer.employeeId === raterId) roles.add('RATER');
  if (viewer.employeeId === superiorId) roles.add('SUPERIOR');
  const { rows } = await client.query<{ teamMember: boolean; peer: boolean; subordinate: boolean }>(
    `select
       exists (select from evaluation_team
               where tenant_id = $1 and appraisal_id = $2 and evaluator_id = $3
                 and conflict_of_interest is null) as "teamMember",
       coalesce(bool_or(rater_id = $5 and $5 <> $3), false) as peer,
       coalesce(bool_or(rater_id = $6), false) as subordinate
     from appraisal where tenant_id = $1 and cycle_id = $4 and employee_id = $3`,
    [boundTenant(), id, viewer.employeeId, cycleId, raterId, employeeId],
  );
  const [found] = rows;
  if (found?.teamMember === true) roles.add('TEAM_MEMBER');
  // Who assesses a person does not administer the same appraisal: he could record its receipt, or make it final.
  if (roles.has('RATER') || roles.has('TEAM_MEMBER')) return roles;
  if (viewer.roles.has('LEADER')) roles.add('LEADER');
  if (viewer.roles.has('PERSONNEL_ADMIN')) roles.add('PERSONNEL_ADMIN');
  if (found?.peer === true && asksColleague('PEER', stage)) roles.add('PEER');
  if (found?.subordinate === true && asksColleague('SUBORDINATE', stage)) roles.add('SUBORDINATE');
  return roles;
};

/** An appraisal, who asks for it, and what he is towards it. */
export interface Approached {
  readonly appraisal: FoundAppraisal;
  readonly viewer: Viewer;
  readonly roles: ReadonlySet<Role>;
}

/**
 * Finds an appraisal for a change by the person who is signed in.
 *
 * @throws {Refused} when nobody is; NOT_FOUND for an id that does not exist, or with which the person has nothing to do.
 */
export const approachAppraisal = async (context: Context, id: string, shownId = id): Promise<Approached> => {
  const viewer = requireViewer(context);
  const appraisal = await loadAppraisal(context.db.pool, id);
  const roles = appraisal === undefined ? undefined : await rolesIn(context.db.pool, appraisal, viewer);
  if (appraisal === undefined || roles === undefined || roles.size === 0)
    throw notFound('id', shownId, 'the id of an Appraisal');
  return { appraisal, viewer, roles };
};

/** Whether the viewer may read the whole of it; a colleague who gives an opinion sees the form alone. */
export const isReadable = ({ roles }: Pick<Approached, 'roles'>): boolean => mayDo('READ_APPRAISAL', roles);

/**
 * Finds an appraisal to be read.
 *
 * @throws NOT_FOUND as for a change, and for whoever is not signed in.
 */
export const readAppraisal = (context: Context, id: string, shownId: string): Promise<Approached> => {
  if (context.viewer === null) throw notFound('id', shownId, 'the id of an Appraisal');
  return approachAppraisal(context, id, shownId);
};
