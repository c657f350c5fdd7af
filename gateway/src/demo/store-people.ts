import appraisals from '@kinerja/schema/demo/appraisals.json' with { type: 'json' };
import holidays from '@kinerja/schema/demo/holidays.json' with { type: 'json' };
import type { RequiredCompetency } from '../domain/competency-gap.ts';
import { encodeGlobalId } from '../global-id.ts';
import { giveRole, grantRole } from '../personnel/grant-role.ts';
import { setHolidays } from '../personnel/set-holidays.ts';
import { setPostCompetencies } from '../personnel/set-post-competencies.ts';
import { setRater } from '../personnel/set-rater.ts';
import type { DemoPerson } from './demo-people.ts';
import { demoId } from './demo-regions.ts';
import type { DemoStage } from './demo-stage.ts';
import { insertRow, insertRows, type Storing } from './store-region.ts';

const COMPETENCIES = appraisals.competencies as Readonly<Record<DemoPerson['field'], readonly RequiredCompetency[]>>;

/** Years whose holidays are set: those before, of and after the demonstration's present. */
const YEARS = [-1, 0, 1] as const;

/** What the cycles rest on. */
interface Founding {
  readonly people: readonly DemoPerson[];
  readonly admin: DemoPerson;
  /** When the people were there. */
  readonly at: Date;
  /** Whether the policy compares people with the profile of their post. */
  readonly hasProfiles: boolean;
}

/** The rows that an import of personnel would make, and the first grant, which an operator makes. */
const storeRows = async ({ region, client, now }: DemoStage, { people, admin, at }: Founding) => {
  const storing: Storing = { client, region, now };
  const offices = new Map(people.map(({ office }) => [office.id, office]));
  await insertRows(storing, 'unit', {
    items: [...offices.values()].filter(({ newKind }) => newKind !== null),
    rowOf: ({ id, name, newKind }) => ({
      id,
      name,
      kind: newKind,
      staff_count: people.filter(({ office }) => office.id === id).length,
    }),
  });
  await insertRows(storing, 'post', {
    items: people,
    rowOf: ({ post, office }) => ({
      id: post.id,
      unit_id: office.id,
      name: post.name,
      kind: post.kind,
      functional_level: post.level,
      heads_unit: post.heads,
    }),
  });
  await insertRows(storing, 'employee', {
    items: people,
    rowOf: ({ id, employeeNumber, name, employment, grade }) => ({
      id,
      employee_number: employeeNumber,
      name,
      employment,
      grade,
    }),
    common: { created_at: at, updated_at: at },
  });
  await insertRows(storing, 'assignment', {
    items: people,
    rowOf: ({ id, post }) => ({ id: demoId('assignment', region.code, id), employee_id: id, post_id: post.id }),
    common: { starts_on: `${at.getUTCFullYear() - 1}-01-01` },
  });
  await giveRole(client, { employeeId: admin.id, role: 'PERSONNEL_ADMIN', actor: 'demo', at });
  await insertRow(storing, 'audit_event', {
    id: demoId('audit', region.code, 'people'),
    at,
    actor: 'demo',
    action: 'personnel.generated',
    subject: region.tenantId,
    detail: { employees: people.length, personnelAdmin: admin.id },
  });
};

/** Who administers the personnel of the region. */
export const adminOf = (people: readonly DemoPerson[]): DemoPerson => {
  const admin = people.find(({ roles }) => roles.includes('PERSONNEL_ADMIN'));
  if (admin === undefined) throw new Error('posts.json: nobody administers personnel.');
  return admin;
};

/** The people with their posts, and all that their administrator sets up: roles, raters, holidays, profiles of posts. */
export const storePeople = async (stage: DemoStage, founding: Founding): Promise<void> => {
  const { people, admin, at, hasProfiles } = founding;
  await storeRows(stage, founding);
  const asAdmin = stage.as(admin, at);
  for (const { globalId, roles } of people)
    for (const role of roles) if (role !== 'PERSONNEL_ADMIN') await grantRole(asAdmin, { employeeId: globalId, role });
  for (const { globalId, ratedBy } of people) {
    const rater = people.find(({ post }) => post.name === ratedBy);
    if (rater !== undefined) await setRater(asAdmin, { employeeId: globalId, raterId: rater.globalId });
  }
  for (const year of YEARS.map((offset) => stage.now.getUTCFullYear() + offset))
    await setHolidays(asAdmin, {
      year,
      holidays: holidays.map(({ date, name }) => ({ day: `${year}-${date}`, name })),
    });
  if (!hasProfiles) return;
  // Nobody sets the profile of his own post: that of the one who does it for the others waits for a second administrator.
  for (const { post, field } of people.filter(({ id }) => id !== admin.id))
    await setPostCompetencies(asAdmin, {
      postId: encodeGlobalId({ type: 'Post', tenantId: stage.region.tenantId, id: post.id }),
      competencies: COMPETENCIES[field],
    });
};
