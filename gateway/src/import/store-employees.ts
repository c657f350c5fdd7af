import type { PoolClient } from 'pg';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { HeldPost } from '../personnel/decide-move.ts';
import type { ImportBatch } from './import-batch.ts';
import type { EmployeeFields, EmployeesPlan, Personnel, StoredPost } from './plan-employees.ts';

const ROWS_PER_STATEMENT = 1000;

/** What is stored of the bound tenant's personnel. */
export const loadPersonnel = async (client: PoolClient): Promise<Personnel> => {
  const tenant = [boundTenant()];
  const { rows: employees } = await client.query<EmployeeFields & { id: string; employeeNumber: string }>(
    `select id, employee_number as "employeeNumber", name, title_before as "titleBefore", title_after as "titleAfter",
            employment, grade, legal_status as "legalStatus"
     from employee where tenant_id = $1`,
    tenant,
  );
  const { rows: latest } = await client.query<HeldPost & { id: string; employeeId: string }>(
    `select distinct on (employee_id) id, employee_id as "employeeId", post_id as "postId", starts_on::text as "startsOn",
            ends_on::text as "endsOn"
     from assignment where tenant_id = $1 order by employee_id, starts_on desc, id desc`,
    tenant,
  );
  const { rows: posts } = await client.query<StoredPost>(
    `select id, unit_id as "unitId", name, kind, functional_level as "functionalLevel", heads_unit as "headsUnit"
     from post where tenant_id = $1`,
    tenant,
  );
  const { rows: units } = await client.query<Personnel['units'][number]>(
    'select id, siasn_id as "siasnId", name from unit where tenant_id = $1',
    tenant,
  );
  return {
    employees: new Map(employees.map(({ employeeNumber, ...employee }) => [employeeNumber, employee])),
    latest: new Map(latest.map(({ employeeId, ...held }) => [employeeId, held])),
    posts,
    units,
  };
};

const SET_POSTS = `
  insert into post (tenant_id, id, unit_id, name, kind, functional_level, heads_unit)
  select $1, row.id, row."unitId", row.name, row.kind, row."functionalLevel", row."headsUnit"
  from jsonb_to_recordset($2) as row (id uuid, "unitId" uuid, name text, kind text, "functionalLevel" text, "headsUnit" boolean)
  on conflict (tenant_id, id) do update
  set kind = excluded.kind, functional_level = excluded.functional_level, heads_unit = excluded.heads_unit`;

const ADD_EMPLOYEES = `
  insert into employee (tenant_id, id, employee_number, name, title_before, title_after, employment, grade, legal_status,
    created_at, updated_at)
  select $1, row.id, row."employeeNumber", row.name, row."titleBefore", row."titleAfter", row.employment, row.grade,
         row."legalStatus", $3, $3
  from jsonb_to_recordset($2) as row (id uuid, "employeeNumber" text, name text, "titleBefore" text, "titleAfter" text,
    employment text, grade text, "legalStatus" text)`;

const CHANGE_EMPLOYEES = `
  update employee set name = row.name, title_before = row."titleBefore", title_after = row."titleAfter",
    employment = row.employment, grade = row.grade, legal_status = row."legalStatus", updated_at = $3
  from jsonb_to_recordset($2) as row (id uuid, name text, "titleBefore" text, "titleAfter" text, employment text,
    grade text, "legalStatus" text)
  where employee.tenant_id = $1 and employee.id = row.id`;

const END_ASSIGNMENTS = `
  update assignment set ends_on = row."endsOn" from jsonb_to_recordset($2) as row (id uuid, "endsOn" date)
  where assignment.tenant_id = $1 and assignment.id = row.id`;

const START_ASSIGNMENTS = `
  insert into assignment (tenant_id, id, employee_id, post_id, starts_on)
  select $1, row.id, row."employeeId", row."postId", row."startsOn"
  from jsonb_to_recordset($2) as row (id uuid, "employeeId" uuid, "postId" uuid, "startsOn" date)`;

/** Sends rows some at a time; `values` come after the tenant and the rows. */
const inParts = async (
  client: PoolClient,
  text: string,
  rows: readonly object[],
  values: readonly unknown[],
  stored: (rows: number) => void,
) => {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const part = rows.slice(from, from + ROWS_PER_STATEMENT);
    await client.query(text, [boundTenant(), JSON.stringify(part), ...values]);
    stored(part.length);
  }
};

/**
 * Does what was planned, in the caller's transaction, with an audit row for whoever was there already and is changed or
 * moved; whom the file brings is in the audit row of the batch.
 *
 * @param progress told how many rows of the plan are done, and of how many.
 */
export const storeEmployees = async (
  client: PoolClient,
  { added, changed, posts, ends, starts }: EmployeesPlan,
  { id: batchId, importedAt: at, importedBy }: ImportBatch,
  progress: (done: number, total: number) => void,
): Promise<void> => {
  const total = added.length + changed.length + starts.length;
  let done = 0;
  const count = (rows: number) => {
    done += rows;
    progress(done, total);
  };
  const quietly = () => undefined;
  await inParts(client, SET_POSTS, posts, [], quietly);
  await inParts(client, ADD_EMPLOYEES, added, [at], count);
  await inParts(
    client,
    CHANGE_EMPLOYEES,
    changed.map(({ id, after }) => ({ id, ...after })),
    [at],
    count,
  );
  await inParts(client, END_ASSIGNMENTS, ends, [], quietly);
  await inParts(client, START_ASSIGNMENTS, starts, [], count);
  const event = { at, actor: `operator ${importedBy}` };
  const why = `import ${batchId}`;
  for (const { id, before, after } of changed)
    await recordEvent(client, { ...event, action: 'employee.changed', subject: id, detail: { why, before, after } });
  for (const { employeeId, postId, startsOn, before } of starts)
    if (before !== undefined)
      await recordEvent(client, {
        ...event,
        action: 'assignment.started',
        subject: employeeId,
        detail: { why, before, after: { postId, startsOn } },
      });
};
