import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { requireViewer } from '../access/refuse-unless.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { freeText } from '../domain/free-text.ts';
import { encodeGlobalId } from '../global-id.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import { isEmployee } from './assignments.ts';
import { manageEmployee } from './manage-employee.ts';
import { ownId, unknownId } from './own-id.ts';
import { today } from './today.ts';

/** A rater who is away hands the daily verdicts to another; ids are global ones, days `YYYY-MM-DD`. */
export interface DelegateVerdicts {
  /** Null: whoever is signed in. */
  readonly raterId: string | null;
  readonly delegateId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reason: string;
}

/** A delegation as it is stored. */
export interface StoredDelegation {
  readonly tenantId: string;
  readonly raterId: string;
  readonly delegateId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reason: string;
}

const MOST_REASON = 500;

const reasonOf = (given: string): string => {
  const reason = freeText('reason', given, MOST_REASON);
  if ('problem' in reason) throw invalid({ path: 'reason', message: reason.problem });
  if (reason.text === null) throw invalid(issue('reason', given, 'alasan, misalnya "cuti tahunan"'));
  return reason.text;
};

const refuseDays = ({ startsOn, endsOn }: DelegateVerdicts, day: string) => {
  if (endsOn < startsOn) throw invalid(issue('endsOn', endsOn, `hari pada atau sesudah ${startsOn}`));
  if (startsOn < day) throw invalid(issue('startsOn', startsOn, `hari ini (${day}) atau sesudahnya`));
};

const refuseOverlap = async (client: PoolClient, raterId: string, { startsOn, endsOn }: DelegateVerdicts) => {
  const { rows } = await client.query<{ name: string; startsOn: string; endsOn: string }>(
    `select employee.name, starts_on::text as "startsOn", ends_on::text as "endsOn"
     from delegation join employee on employee.tenant_id = delegation.tenant_id and employee.id = delegate_id
     where delegation.tenant_id = $1 and rater_id = $2 and starts_on <= $4 and ends_on >= $3
     order by starts_on limit 1`,
    [boundTenant(), raterId, startsOn, endsOn],
  );
  const [other] = rows;
  if (other !== undefined)
    throw notAllowedNow(`Mandat sudah diberikan kepada ${other.name} dari ${other.startsOn} sampai ${other.endsOn}.`);
};

/**
 * Hands a rater's daily verdicts to another employee for some days; only the rater does so, or a personnel administrator.
 *
 * @throws {Refused} for days in the past, the rater or oneself as the delegate, and a second delegate on the same days.
 */
export const delegateVerdicts = async (context: Context, input: DelegateVerdicts): Promise<StoredDelegation> => {
  const { tenantId, employeeId } = requireViewer(context);
  const text = input.raterId ?? encodeGlobalId({ type: 'Employee', tenantId, id: employeeId });
  const delegateId = ownId('delegateId', input.delegateId, 'Employee');
  const reason = reasonOf(input.reason);
  refuseDays(input, today(context));
  const { startsOn, endsOn } = input;
  const rater = await manageEmployee(
    context,
    { action: 'DELEGATE_VERDICTS', path: 'raterId', text },
    async (client, raterId) => {
      if (delegateId === raterId)
        throw invalid(issue('delegateId', input.delegateId, 'pegawai selain penilai sendiri'));
      if (delegateId === employeeId)
        throw invalid(
          issue('delegateId', input.delegateId, 'orang lain: tidak seorang pun memberi mandat kepada dirinya'),
        );
      if (!(await isEmployee(client, delegateId))) throw unknownId('delegateId', input.delegateId, 'Employee');
      await refuseOverlap(client, raterId, input);
      await client.query(
        `insert into delegation (tenant_id, id, rater_id, delegate_id, starts_on, ends_on, reason)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [tenantId, timeOrderedId(), raterId, delegateId, startsOn, endsOn, reason],
      );
      return { action: 'verdicts.delegated', detail: { delegateId, startsOn, endsOn, why: reason } };
    },
  );
  return { tenantId, raterId: rater.id, delegateId, startsOn, endsOn, reason };
};
