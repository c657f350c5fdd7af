import { grantedRoles } from '../access/granted-roles.ts';
import { refuseUnless, requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { RequiredCompetency } from '../domain/competency-gap.ts';
import { freeText } from '../domain/free-text.ts';
import type { Issue } from '../domain/score.ts';
import { invalid, issue } from '../refusals.ts';
import { ownId, unknownId } from './own-id.ts';
import { today } from './today.ts';

/** The whole competency profile of a post. */
export interface SetPostCompetencies {
  /** Global id. */
  readonly postId: string;
  /** Replaces what was there; empty takes the profile away. */
  readonly competencies: readonly RequiredCompetency[];
}

/** Which post. */
export interface PostKey {
  readonly tenantId: string;
  readonly id: string;
}

const KEY = /^[a-z][a-z0-9-]{0,40}$/;
const MOST_COMPETENCIES = 50;
const MOST_NAME = 200;
const LEVELS = { lowest: 1, highest: 5 } as const;

const textIssue = (path: string, given: string): readonly Issue[] => {
  const read = freeText(path, given, MOST_NAME);
  if ('problem' in read) return [{ path, message: read.problem }];
  return read.text === null ? [issue(path, given, 'nama yang tidak kosong')] : [];
};

const issuesOf = (competencies: readonly RequiredCompetency[]): readonly Issue[] => {
  if (competencies.length > MOST_COMPETENCIES)
    return [issue('competencies', competencies.length, `paling banyak ${MOST_COMPETENCIES} kompetensi`)];
  const keys = competencies.map(({ key }) => key);
  return competencies.flatMap(({ key, name, requiredLevel, training }, place) => {
    const path = `competencies.${place}`;
    const isLevel = requiredLevel >= LEVELS.lowest && requiredLevel <= LEVELS.highest;
    return [
      ...(KEY.test(key) ? [] : [issue(`${path}.key`, key, 'kunci huruf kecil seperti "pelayanan-publik"')]),
      ...(keys.indexOf(key) === place ? [] : [issue(`${path}.key`, key, 'kunci yang belum dipakai di daftar ini')]),
      ...textIssue(`${path}.name`, name),
      ...(isLevel ? [] : [issue(`${path}.requiredLevel`, requiredLevel, 'tingkat 1 sampai 5')]),
      ...(training === null ? [] : textIssue(`${path}.training`, training)),
    ];
  });
};

/** Whether somebody holds a post today: its profile is what he is measured against. */
const holdsPost = async (context: Context, postId: string, employeeId: string): Promise<boolean> => {
  const { rowCount } = await context.db.pool.query(
    `select from assignment
     where tenant_id = $1 and post_id = $2 and employee_id = $3 and $4 between starts_on and coalesce(ends_on, 'infinity')`,
    [boundTenant(), postId, employeeId, today(context)],
  );
  return rowCount !== 0;
};

/**
 * Sets the competencies that a post needs (PermenPANRB 38/2017), the whole profile at once; nobody sets those of the post
 * that he holds himself.
 *
 * @throws {Refused} with everything that is wrong in the list.
 */
export const setPostCompetencies = async (
  context: Context,
  { postId: text, competencies }: SetPostCompetencies,
): Promise<PostKey> => {
  const viewer = requireViewer(context);
  const { tenantId } = viewer;
  const id = ownId('postId', text, 'Post');
  const roles = (await holdsPost(context, id, viewer.employeeId)) ? new Set(['SELF'] as const) : grantedRoles(viewer);
  await refuseUnless(context, 'MANAGE_PERSONNEL', roles, id);
  const issues = issuesOf(competencies);
  if (issues.length > 0) throw invalid(...issues);
  await transaction(context.db.pool, async (client) => {
    const post = await client.query('select from post where tenant_id = $1 and id = $2 for update', [tenantId, id]);
    if (post.rowCount === 0) throw unknownId('postId', text, 'Post');
    const { rows: before } = await client.query<RequiredCompetency>(
      `delete from post_competency where tenant_id = $1 and post_id = $2
       returning key, competency_group as "group", name, required_level as "requiredLevel", training`,
      [tenantId, id],
    );
    await client.query(
      `insert into post_competency (tenant_id, post_id, key, competency_group, name, required_level, training)
       select $1, $2, row.key, row."group", row.name, row."requiredLevel", row.training
       from jsonb_to_recordset($3) as row (key text, "group" text, name text, "requiredLevel" integer, training text)`,
      [tenantId, id, JSON.stringify(competencies)],
    );
    await recordEvent(client, {
      at: context.now(),
      actor: actorOf(viewer),
      action: 'post.competencies_set',
      subject: id,
      detail: { before, after: competencies },
    });
  });
  return { tenantId, id };
};
