import type { PoolClient } from 'pg';
import stringify from 'safe-stable-stringify';
import { v7 as timeOrderedId } from 'uuid';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import { checkInput, type InputCheck } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { type Period, startOf } from '../domain/period.ts';
import { rolesTowards } from '../personnel/roles-towards.ts';
import { lockSubmissionsOf, moved, SUBMISSIONS, type Submission, type SubmissionKey } from './submission.ts';
import { tenantZone } from './tenant-zone.ts';

/** Names of the columns to their values. */
type Columns = Readonly<Record<string, string | null | readonly string[]>>;

/** Something of which a person has one in each period: a report of a kind, a claim by its name. */
export interface Versioned {
  readonly kind: 'PerformanceReport' | 'Contribution';
  readonly period: Period;
  /** What makes it this one, beside the person and the period. */
  readonly key: (check: InputCheck) => Columns;
  readonly content: (check: InputCheck) => Columns;
}

type Stored = Submission & { readonly content: Columns };

const findStored = async (
  client: PoolClient,
  { table, key, columns }: { readonly table: string; readonly key: Columns; readonly columns: readonly string[] },
  employeeId: string,
): Promise<Stored | undefined> => {
  const conditions = Object.keys(key).map((column, place) => ` and ${column} = $${place + 3}`);
  const content = columns.map((column) => `'${column}', ${column}`);
  const { rows } = await client.query<Stored>(
    `select id, employee_id as "employeeId", state, version, note, jsonb_build_object(${content.join(', ')}) as content
     from ${table} where tenant_id = $1 and employee_id = $2${conditions.join('')} for update`,
    [boundTenant(), employeeId, ...Object.values(key)],
  );
  return rows[0];
};

/** Stores a row of the bound tenant. */
const insert = async (client: PoolClient, table: string, columns: Readonly<Record<string, unknown>>): Promise<void> => {
  const names = Object.keys(columns);
  const places = names.map((_, place) => `$${place + 2}`);
  await client.query(`insert into ${table} (tenant_id, ${names.join(', ')}) values ($1, ${places.join(', ')})`, [
    boundTenant(),
    ...Object.values(columns),
  ]);
};

/** Whether it waits with exactly this content, so that submitting it is a repetition. */
const isRepetition = (stored: Stored, content: Columns): boolean =>
  stored.state !== 'RETURNED' && stored.state !== 'WITHDRAWN' && stringify(stored.content) === stringify(content);

/** The fields of one submission, checked together. @throws {Refused} that names every wrong one. */
const parseVersioned = ({ period, key, content }: Versioned, now: Date, zone: string) => {
  const check = checkInput();
  check.expect(startOf(period, zone) <= now.getTime(), 'period', period, 'periode yang sudah dimulai');
  const parsed = { key: { period, ...key(check) } as Columns, content: content(check) };
  check.finish();
  return parsed;
};

/**
 * Submits to the superior what a person has one of in each period. Submitting it again before there is a verdict makes a
 * new version, whose forerunner is in the audit trail; the same content again changes nothing.
 *
 * @returns which one. @throws {Refused}
 */
export const submitVersioned = async (context: Context, versioned: Versioned): Promise<SubmissionKey> => {
  const viewer = requireViewer(context);
  const { employeeId } = viewer;
  const { table, rights } = SUBMISSIONS[versioned.kind];
  await refuseUnless(context, rights.SUBMIT, await rolesTowards(context, employeeId), employeeId);
  const now = context.now();
  const { key, content } = parseVersioned(versioned, now, await tenantZone(context));

  return transaction(context.db.pool, async (client) => {
    await lockSubmissionsOf(client, employeeId);
    const stored = await findStored(client, { table, key, columns: Object.keys(content) }, employeeId);
    const told = { at: now, actor: actorOf(viewer), action: `${table}.submitted` };
    if (stored === undefined) {
      const id = timeOrderedId();
      const owned = { id, employee_id: employeeId, ...key };
      await insert(client, table, { ...owned, state: 'PENDING', version: 1, submitted_at: now, ...content });
      const detail = { before: null, after: { state: 'PENDING', ...key, ...content } };
      await recordEvent(client, { ...told, subject: id, detail });
      return { tenantId: boundTenant(), id };
    }
    if (isRepetition(stored, content)) return { tenantId: boundTenant(), id: stored.id };
    const state = moved(versioned.kind, stored, 'SUBMIT');
    const assignments = Object.keys(content).map((column, place) => `${column} = $${place + 5}`);
    await client.query(
      `update ${table} set state = $3, version = version + 1, submitted_at = $4, judged_by_id = null, judged_at = null,
         ${assignments.join(', ')}
       where tenant_id = $1 and id = $2`,
      [boundTenant(), stored.id, state, now, ...Object.values(content)],
    );
    const detail = {
      before: { state: stored.state, note: stored.note, ...key, ...stored.content },
      after: { state, note: stored.note, ...key, ...content },
    };
    await recordEvent(client, { ...told, subject: stored.id, detail });
    return { tenantId: boundTenant(), id: stored.id };
  });
};
