import { grantedRoles } from '../access/granted-roles.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { freeText } from '../domain/free-text.ts';
import type { Issue } from '../domain/score.ts';
import { invalid, issue } from '../refusals.ts';

/** A day on which the region does not work. */
export interface Holiday {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly name: string;
}

/** All holidays of a year. */
export interface HolidayList {
  readonly year: number;
  readonly holidays: readonly Holiday[];
}

const MOST_NAME = 200;

const nameIssue = (path: string, given: string): readonly Issue[] => {
  const read = freeText(path, given, MOST_NAME);
  if ('problem' in read) return [{ path, message: read.problem }];
  return read.text === null ? [issue(path, given, 'nama hari libur')] : [];
};

const issuesOf = ({ year, holidays }: HolidayList): readonly Issue[] => {
  const days = holidays.map(({ day }) => day);
  return holidays.flatMap(({ day, name }, place) => [
    ...(day.startsWith(`${year}-`) ? [] : [issue(`holidays.${place}.day`, day, `hari di tahun ${year}`)]),
    ...(days.indexOf(day) === place ? [] : [issue(`holidays.${place}.day`, day, 'hari yang belum disebut')]),
    ...nameIssue(`holidays.${place}.name`, name),
  ]);
};

const ofYear = (year: number) => [`${year}-01-01`, `${year}-12-31`] as const;

/** The holidays of a year of the bound tenant, first to last. */
export const readHolidays = async ({ db }: Pick<Context, 'db'>, year: number): Promise<HolidayList> => {
  const { rows } = await db.pool.query<Holiday>(
    `select day::text, name from holiday where tenant_id = $1 and day between $2 and $3 order by day`,
    [boundTenant(), ...ofYear(year)],
  );
  return { year, holidays: rows };
};

/**
 * Sets the holidays of a year, all at once; deadlines that are counted afterwards follow them.
 *
 * @throws {Refused} with every day that is twice, or of another year.
 */
export const setHolidays = async (context: Context, input: HolidayList): Promise<HolidayList> => {
  const viewer = requireViewer(context);
  const { tenantId } = viewer;
  const subject = `holidays ${input.year}`;
  await refuseUnless(context, 'MANAGE_PERSONNEL', grantedRoles(viewer), subject);
  const issues = issuesOf(input);
  if (issues.length > 0) throw invalid(...issues);
  const { year, holidays } = input;
  await transaction(context.db.pool, async (client) => {
    // Two lists for one year come one after the other, so that the later one is whole.
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tenantId} ${subject}`]);
    const { rows: before } = await client.query<Holiday>(
      'delete from holiday where tenant_id = $1 and day between $2 and $3 returning day::text, name',
      [tenantId, ...ofYear(year)],
    );
    await client.query(
      `insert into holiday (tenant_id, day, name)
       select $1, row.day, row.name from jsonb_to_recordset($2) as row (day date, name text)`,
      [tenantId, JSON.stringify(holidays)],
    );
    await recordEvent(client, {
      at: context.now(),
      actor: actorOf(viewer),
      action: 'holidays.set',
      subject,
      detail: { before, after: holidays },
    });
  });
  return readHolidays(context, year);
};
