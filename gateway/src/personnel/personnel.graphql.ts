import type { Prisma } from '@kinerja/schema/prisma';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GRANTED_ROLES } from '../access/permissions.ts';
import { orError } from '../access/refusals.graphql.ts';
import { ViewerRef } from '../access/viewer.graphql.ts';
import type { Viewer } from '../access/viewer.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { COMPETENCY_GROUPS } from '../domain/appraisal-policy.ts';
import type { EmploymentKind } from '../domain/employee-number.ts';
import { notFound } from '../errors.ts';
import { encodeGlobalId } from '../global-id.ts';
import { PAGED, pageOf, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { keyOf, Node, tenantOfId, Unit } from '../tenant/tenant.graphql.ts';
import type { EmployeeKey } from './employee-key.ts';
import { raterOf } from './find-rater.ts';
import { fullName } from './full-name.ts';
import { mayReadEmployee, mayReadEmployeeNumber, requireListing } from './may-read.ts';
import { type Holiday, type HolidayList, readHolidays } from './set-holidays.ts';
import type { PostKey } from './set-post-competencies.ts';
import { today } from './today.ts';

const EmploymentKindRef = builder.enumType('EmploymentKind', {
  description: 'How a civil servant (ASN) is employed.',
  values: {
    PNS: { description: 'Pegawai negeri sipil.' },
    PPPK: { description: 'Pegawai pemerintah dengan perjanjian kerja.' },
  } as const satisfies Record<EmploymentKind, unknown>,
});

type PostKind = 'STRUCTURAL' | 'FUNCTIONAL' | 'EXECUTOR';

const PostKindRef = builder.enumType('PostKind', {
  description: 'Kind of a post (jenis jabatan).',
  values: {
    STRUCTURAL: { description: 'Jabatan struktural: pimpinan tinggi, administrator, pengawas.' },
    FUNCTIONAL: { description: 'Jabatan fungsional.' },
    EXECUTOR: { description: 'Jabatan pelaksana.' },
  } as const satisfies Record<PostKind, unknown>,
});

type Group = (typeof COMPETENCY_GROUPS)[number];

/** Ability, knowledge or attitude. */
export const CompetencyGroupRef = builder.enumType('CompetencyGroup', {
  description: 'What a competency is part of (PermenPANRB 38/2017).',
  values: {
    ABILITY: { description: 'Kemampuan: what one can do.' },
    KNOWLEDGE: { description: 'Pengetahuan: what one knows.' },
    ATTITUDE: { description: 'Sikap: how one behaves.' },
  } as const satisfies Record<Group, unknown>,
});

/** A role that somebody gave. */
export const GrantedRoleRef = builder.enumType('GrantedRole', {
  description: 'A role that is given to a person. Being the rater of somebody follows from the posts instead.',
  values: {
    PERSONNEL_ADMIN: { description: 'Pengelola kepegawaian: keeps posts, roles, calendars and cycles.' },
    LEADER: { description: 'Pimpinan: sets goals and achievements, reads how units do.' },
    EVALUATOR: { description: 'Evaluator: may be appointed to the evaluation team of an appraisal.' },
  } as const satisfies Record<(typeof GRANTED_ROLES)[number], unknown>,
});

const CompetencyRequirement = builder.prismaObject('PostCompetency', {
  variant: 'CompetencyRequirement',
  description: 'A competency that a post needs.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'Names the competency within the tenant, for example `pelayanan-publik`.',
    }),
    group: t.field({
      type: CompetencyGroupRef,
      description: 'Ability, knowledge or attitude.',
      select: { competencyGroup: true },
      resolve: ({ competencyGroup }) => competencyGroup as Group,
    }),
    name: t.exposeString('name', { description: 'As people call it.' }),
    requiredLevel: t.exposeInt('requiredLevel', { description: 'Level that the post needs, 1 to 5.' }),
    training: t.exposeString('training', {
      nullable: true,
      description: 'Training that leads there; null while none is known.',
    }),
  }),
});

/** A post. */
export const Post = builder.prismaObject('Post', {
  description: 'A post (jabatan) in a unit; several people may hold posts of one name.',
  select: { tenantId: true, id: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Post', tenantId, id }),
    }),
    name: t.exposeString('name', { description: 'Name of the post, for example "Perawat Ahli Muda".' }),
    kind: t.field({
      type: PostKindRef,
      description: 'Structural, functional, or executor.',
      select: { kind: true },
      resolve: ({ kind }) => kind as PostKind,
    }),
    functionalLevel: t.exposeString('functionalLevel', {
      nullable: true,
      description: 'Level of a functional post (jenjang), for example `AHLI_MUDA`; null for other posts.',
    }),
    headsUnit: t.exposeBoolean('headsUnit', {
      description: 'Whether its holder heads the unit, and so rates the people in it.',
    }),
    unit: t.relation('unit', { description: 'The unit it belongs to.' }),
    competencies: t.relation('postCompetencys', {
      type: CompetencyRequirement,
      description: 'The competency profile of the post, by key; empty while none is set.',
      query: { orderBy: { key: 'asc' } },
    }),
  }),
});

const Assignment = builder.prismaObject('Assignment', {
  description: 'Who holds a post, from when until when.',
  fields: (t) => ({
    post: t.relation('post', { type: Post, description: 'The post.' }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'First day.' }),
    endsOn: t.expose('endsOn', { type: 'Date', nullable: true, description: 'Last day; null while it goes on.' }),
  }),
});

const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);

/** The assignment that holds today, of which there is at most one for each employee. */
const heldToday = (context: Context) => {
  const day = dateOf(today(context));
  return { startsOn: { lte: day }, OR: [{ endsOn: null }, { endsOn: { gte: day } }] };
};

const currently = (context: Context) =>
  ({ where: heldToday(context), orderBy: [{ startsOn: 'desc' }, { id: 'asc' }], take: 1 }) as const;

const NOT_FOR_COLLEAGUES = 'null for whoever may not ask for the person by id';

/** An employee. */
export const Employee = builder.prismaObject('Employee', {
  description:
    "A civil servant (ASN). Can be asked for by the person, the rater, the rater's superior, leaders and personnel administrators; colleagues who meet the person elsewhere see name, post and unit.",
  select: { tenantId: true, id: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Employee', tenantId, id }),
    }),
    name: t.string({
      description: 'Name with titles.',
      select: { name: true, titleBefore: true, titleAfter: true },
      resolve: fullName,
    }),
    employeeNumber: t.string({
      nullable: true,
      description:
        "NIP, 18 digits; it tells birth date and sex, so null for all but the person, the rater, the rater's superior and personnel administrators.",
      select: { employeeNumber: true },
      resolve: async ({ id, employeeNumber }, _args, context) =>
        (await mayReadEmployeeNumber(context, id)) ? employeeNumber : null,
    }),
    employment: t.field({
      type: EmploymentKindRef,
      nullable: true,
      description: `PNS or PPPK; ${NOT_FOR_COLLEAGUES}.`,
      select: { employment: true },
      resolve: async ({ id, employment }, _args, context) =>
        (await mayReadEmployee(context, id)) ? (employment as EmploymentKind) : null,
    }),
    grade: t.string({
      nullable: true,
      description: `Golongan, for example \`III/a\` of a PNS or \`IX\` of a PPPK; null while unknown, and ${NOT_FOR_COLLEAGUES}.`,
      select: { grade: true },
      resolve: async ({ id, grade }, _args, context) => ((await mayReadEmployee(context, id)) ? grade : null),
    }),
    post: t.field({
      type: Post,
      nullable: true,
      description: 'The post held today; null without one.',
      select: (_args, context, nested) => ({
        assignmentsAsEmployee: { ...currently(context), select: { post: nested(true as never) as true } },
      }),
      resolve: ({ assignmentsAsEmployee: [held] }) => held?.post ?? null,
    }),
    unit: t.field({
      type: Unit,
      nullable: true,
      description: 'The unit of the post held today; null without one.',
      select: (_args, context, nested) => ({
        assignmentsAsEmployee: {
          ...currently(context),
          select: { post: { select: { unit: nested(true as never) as true } } },
        },
      }),
      resolve: ({ assignmentsAsEmployee: [held] }) => held?.post.unit ?? null,
    }),
    assignments: t.field({
      type: [Assignment],
      nullable: true,
      description: `The posts that were held and are held, the latest first; ${NOT_FOR_COLLEAGUES}.`,
      select: (_args, _context, nested) => ({
        assignmentsAsEmployee: { orderBy: [{ startsOn: 'desc' }, { id: 'asc' }], ...(nested(true as never) as object) },
      }),
      resolve: async ({ id, assignmentsAsEmployee }, _args, context) =>
        (await mayReadEmployee(context, id)) ? assignmentsAsEmployee : null,
    }),
  }),
});

builder.prismaObjectField('Employee', 'rater', (t) =>
  t.field({
    type: Employee,
    nullable: true,
    description: `Who rates the employee today (pejabat penilai kinerja): as named by a personnel administrator, else the head of the unit, else of the next unit above. Null at the top, and ${NOT_FOR_COLLEAGUES}. Within an appraisal, the rater whom it was opened with counts.`,
    complexity: 5,
    resolve: async ({ tenantId, id }, _args, context, info) => {
      if (!(await mayReadEmployee(context, id))) return null;
      const raterId = await raterOf(context.db.pool, id, today(context));
      if (raterId === null) return null;
      const query = queryFromInfo({ context, info, typeName: 'Employee' }) as { select: Prisma.EmployeeSelect };
      const rater = await context.db.prisma.employee.findUnique({
        ...query,
        where: { tenantId_id: { tenantId, id: raterId } },
      });
      return rater as EmployeeKey | null;
    },
  }),
);

builder.objectField(ViewerRef, 'employee', (t) =>
  t.prismaField({
    type: 'Employee',
    description: 'The person in the personnel of the region.',
    resolve: (query, { tenantId, employeeId }: Viewer, _args, { db }) =>
      db.prisma.employee.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: employeeId } } }),
  }),
);

/** Whether whoever asks belongs to the personnel of the region. */
const isColleague = (tenantId: string, { viewer }: Context) => viewer?.tenantId === tenantId;

builder.prismaObjectFields('Unit', (t) => ({
  head: t.field({
    type: Employee,
    nullable: true,
    description:
      'Who heads the unit today; null while the post is vacant, and for whoever is not signed in to the region.',
    resolve: async ({ tenantId, id }, _args, context, info) => {
      if (!isColleague(tenantId, context)) return null;
      const query = queryFromInfo({ context, info, typeName: 'Employee' }) as { select: Prisma.EmployeeSelect };
      const where = { tenantId, post: { unitId: id, headsUnit: true }, ...heldToday(context) };
      const orderBy = [{ startsOn: 'desc' }, { id: 'asc' }] as const;
      const held = await context.db.prisma.assignment.findFirst({
        where,
        orderBy: [...orderBy],
        select: { employee: query },
      });
      return held?.employee as EmployeeKey | undefined;
    },
  }),
  posts: t.field({
    type: [Post],
    nullable: true,
    description: 'The posts of the unit itself, by name; null for whoever is not signed in to the region.',
    resolve: ({ tenantId, id }, _args, context, info) => {
      if (!isColleague(tenantId, context)) return null;
      const query = queryFromInfo({ context, info, typeName: 'Post' }) as { select: Prisma.PostSelect };
      const posts = context.db.prisma.post.findMany({
        ...query,
        where: { tenantId, unitId: id },
        orderBy: { name: 'asc' },
      });
      return posts as Promise<PostKey[]>;
    },
  }),
}));

const HolidayRef = builder.objectRef<Holiday>('Holiday').implement({
  description: 'A day on which the region does not work.',
  fields: (t) => ({
    day: t.expose('day', { type: 'Date', description: 'The day.' }),
    name: t.exposeString('name', { description: 'Why, for example "Hari Kemerdekaan".' }),
  }),
});

/** The holidays of a year. */
export const HolidayCalendar = builder.objectRef<HolidayList>('HolidayCalendar').implement({
  description:
    'The days of a year on which the region does not work, beside Saturdays and Sundays. Deadlines in working days follow it.',
  fields: (t) => ({
    year: t.exposeInt('year', { description: 'The year.' }),
    holidays: t.field({ type: [HolidayRef], description: 'First to last.', resolve: ({ holidays }) => [...holidays] }),
  }),
});

const employeesOf = (tenantId: string, unitId: string | null | undefined, context: Context) => ({
  tenantId,
  ...(unitId != null && {
    assignmentsAsEmployee: { some: { post: { unitId: keyOf('unitId', unitId, 'Unit').id }, ...heldToday(context) } },
  }),
});

/** Lets listing be; throws for whoever may not list, as the attempt is kept. */
const mayList = async (_root: unknown, context: Context): Promise<true> => {
  await orError(() => requireListing(context));
  return true;
};

builder.queryFields((t) => ({
  employees: withCheckedPage(
    t.prismaConnection(
      {
        type: 'Employee',
        ...PAGED,
        description:
          'The personnel of the region, by name; of those who hold a post in one unit today when `unitId` is given. For leaders and personnel administrators.',
        args: { unitId: t.arg.id({ description: 'Id of a Unit: only its own people, without those of units below.' }) },
        extensions: { tenantOf: tenantOfViewer },
        resolve: async ({ cursor, skip: _, ...query }, _root, { unitId }, context) => {
          const { prisma } = context.db;
          const { behind, ...page } = await pageOf(
            { cursor, take: query.take },
            {
              by: 'name',
              direction: 'asc',
              valueAt: async (key) =>
                (await prisma.employee.findUnique({ where: { tenantId_id: key }, select: { name: true } }))?.name,
            },
          );
          const where = { AND: [employeesOf(boundTenant(), unitId, context), behind] };
          return prisma.employee.findMany({ ...query, ...page, where });
        },
      },
      { name: 'EmployeeConnection', description: 'A page of employees.' },
      { name: 'EmployeeEdge', description: 'An employee on a page.' },
    ),
    { mayRead: mayList },
  ),
  employee: t.prismaField({
    type: 'Employee',
    nullable: true,
    description: 'An employee by id. Null with an error when there is none whom the caller may read.',
    args: { id: t.arg.id({ required: true, description: 'Id of an Employee.' }) },
    extensions: { tenantOf: tenantOfId('id') },
    resolve: async (query, _root, { id }, context) => {
      const key = keyOf('id', id, 'Employee');
      const found = (await mayReadEmployee(context, key.id))
        ? await context.db.prisma.employee.findUnique({ ...query, where: { tenantId_id: key } })
        : null;
      if (found === null) throw notFound('id', id, 'the id of an Employee');
      return found;
    },
  }),
  holidays: t.field({
    type: HolidayCalendar,
    nullable: true,
    description: 'The holidays of a year in the region of whoever is signed in; null for everybody else.',
    args: { year: t.arg.int({ required: true, description: 'A year, 2000 to 2099.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, { year }, context) => (context.viewer === null ? null : readHolidays(context, year)),
  }),
}));
