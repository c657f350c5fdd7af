import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import stringify from 'safe-stable-stringify';
import { checkInput, MAX_ACCOUNT, MAX_NAME } from '../check-input.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { checkNeighbours, checkSpan, dayOfEntry, type Neighbour } from '../domain/activity-entry.ts';
import { decodeGlobalId } from '../global-id.ts';
import { invalid, issue } from '../refusals.ts';
import { activityDaysFor } from './activity-days.ts';

/** What an employee writes of something that was done. */
export interface ActivityInput {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly description: string;
  /** Global id of an indicator of the person's own approved plan. */
  readonly indicatorId?: string | null | undefined;
  /** Key of a task outside the plan, as the unit names it. */
  readonly taskKey?: string | null | undefined;
  readonly quantity?: number | null | undefined;
  readonly unitOfMeasure?: string | null | undefined;
  readonly evidence?: readonly string[] | null | undefined;
}

/** An entry whose fields are good by themselves. */
export interface ActivityFields {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly description: string;
  readonly indicatorId: string | null;
  readonly taskKey: string | null;
  readonly quantity: number | null;
  readonly unitOfMeasure: string | null;
  readonly evidence: readonly string[];
}

const MOST_QUANTITY = 1_000_000;
const OWN_INDICATOR = 'id indikator dari rencana kinerja Saudara yang sudah disetujui';

/** What can be said of an entry without asking the database. @throws {Refused} that names every wrong field. */
export const parseActivity = (input: ActivityInput): ActivityFields => {
  const check = checkInput();
  const { startsAt, endsAt, indicatorId: givenIndicator, quantity = null } = input;
  const description = check.required('description', input.description, MAX_ACCOUNT, 'uraian kegiatan');
  const taskKey = check.optional('taskKey', input.taskKey, MAX_NAME);
  const unitOfMeasure = check.optional('unitOfMeasure', input.unitOfMeasure, MAX_NAME);
  const evidence = check.links(input.evidence);
  const indicator = givenIndicator == null ? null : decodeGlobalId(givenIndicator);
  const isOwnKind = indicator === null || (indicator?.type === 'Indicator' && indicator.tenantId === boundTenant());
  check.expect(isOwnKind, 'indicatorId', givenIndicator, OWN_INDICATOR);
  const oneThing = 'kosong bila indicatorId diisi; satu kegiatan untuk satu hal';
  check.expect(indicator === null || taskKey === null, 'taskKey', taskKey, oneThing);
  const isCountable = quantity === null || (quantity > 0 && quantity <= MOST_QUANTITY);
  check.expect(isCountable, 'quantity', quantity, `lebih dari 0, paling banyak ${MOST_QUANTITY}`);
  if (quantity !== null)
    check.expect(
      unitOfMeasure !== null,
      'unitOfMeasure',
      input.unitOfMeasure ?? null,
      'satuan dari quantity, misalnya "berkas"',
    );
  if (unitOfMeasure !== null)
    check.expect(quantity !== null, 'quantity', null, `jumlah dalam satuan "${unitOfMeasure}"`);
  check.finish();
  const indicatorId = indicator?.id ?? null;
  return { startsAt, endsAt, description, indicatorId, taskKey, quantity, unitOfMeasure, evidence };
};

/** What a repetition must have in common to be one. */
export const hashOfActivity = (fields: ActivityFields): Buffer =>
  createHash('sha256').update(stringify(fields)).digest();

/** Whose entry it is, and when it is now. */
export interface Writing {
  readonly employeeId: string;
  readonly now: Date;
  /** IANA time zone of the tenant. */
  readonly zone: string;
}

const isOwnIndicator = async (client: PoolClient, indicatorId: string, employeeId: string): Promise<boolean> => {
  const { rowCount } = await client.query(
    `select from indicator join appraisal on appraisal.tenant_id = $1 and appraisal.id = appraisal_id
     where indicator.tenant_id = $1 and indicator.id = $2 and employee_id = $3 and stage <> 'PLANNING'`,
    [boundTenant(), indicatorId, employeeId],
  );
  return rowCount === 1;
};

const neighboursOf = async (
  client: PoolClient,
  { startsAt, endsAt }: ActivityFields,
  employeeId: string,
  ownId: string | null,
): Promise<readonly Neighbour[]> => {
  const { rows } = await client.query<Omit<Neighbour, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date }>(
    `select starts_at as "startsAt", ends_at as "endsAt", description, state from activity
     where tenant_id = $1 and employee_id = $2 and starts_at < $4 and ends_at > $3 and id is distinct from $5
     order by starts_at, id`,
    [boundTenant(), employeeId, startsAt, endsAt, ownId],
  );
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.getTime(), endsAt: row.endsAt.getTime() }));
};

/**
 * Refuses an entry that is impossible: by its times, beside the person's other entries, or for an indicator that is not
 * hers. The person's submissions must be locked, or another entry could come in between.
 *
 * @param ownId The entry that is corrected, which is no neighbour of itself; null for a new one.
 * @throws {Refused} that names every field.
 */
export const refuseImpossible = async (
  client: PoolClient,
  fields: ActivityFields,
  { employeeId, now, zone }: Writing,
  ownId: string | null,
): Promise<void> => {
  const span = { startsAt: fields.startsAt.getTime(), endsAt: fields.endsAt.getTime() };
  const activityDays = await activityDaysFor(client, employeeId);
  const ofTimes = checkSpan(span, { now: now.getTime(), zone, activityDays });
  const ofOthers =
    ofTimes.length > 0
      ? []
      : checkNeighbours(
          { ...span, description: fields.description },
          await neighboursOf(client, fields, employeeId, ownId),
          zone,
        );
  const issues = [...ofTimes, ...ofOthers].map(({ path, value, expected }) => issue(path, value, expected));
  const { indicatorId } = fields;
  if (indicatorId !== null && !(await isOwnIndicator(client, indicatorId, employeeId)))
    issues.push(issue('indicatorId', indicatorId, OWN_INDICATOR));
  if (issues.length > 0) throw invalid(...issues);
};

/** The columns of an entry's fields, in the order of `valuesOf`. */
export const FIELD_COLUMNS =
  'day, starts_at, ends_at, description, indicator_id, task_key, quantity, unit_of_measure, evidence';

/** The values of an entry's fields, in the order of `FIELD_COLUMNS`. */
export const valuesOf = (fields: ActivityFields, zone: string): readonly unknown[] => [
  dayOfEntry({ startsAt: fields.startsAt.getTime() }, zone),
  fields.startsAt,
  fields.endsAt,
  fields.description,
  fields.indicatorId,
  fields.taskKey,
  fields.quantity,
  fields.unitOfMeasure,
  fields.evidence,
];
