import { v7 as timeOrderedId } from 'uuid';
import type { Database } from '../../gateway/src/database/open-database.ts';
import { withTenant } from '../../gateway/src/database/tenant-scope.ts';
import { encodeGlobalId } from '../../gateway/src/global-id.ts';
import type { SeededTenant } from './tenant.ts';

/** An employee to make, in a post that is made with him; left out: a PNS in an executor's post, with no role. */
export interface EmployeeSeed<Name extends string = string> {
  readonly name: Name;
  /** Employee number of 18 digits; made up when left out. */
  readonly nip?: string;
  /** Name of a unit of the region. */
  readonly unit: string;
  /** Name of the post; made once for all in the unit who hold a post of that name. */
  readonly post: string;
  readonly postKind?: 'STRUCTURAL' | 'FUNCTIONAL' | 'EXECUTOR';
  readonly functionalLevel?: string;
  /** Whether the post heads the unit: then its holder rates the people of the unit. */
  readonly heads?: boolean;
  readonly employment?: 'PNS' | 'PPPK';
  readonly grade?: string;
  readonly roles?: readonly ('PERSONNEL_ADMIN' | 'LEADER' | 'EVALUATOR')[];
  /** Name of the rater, where it is not who heads the unit. */
  readonly rater?: NoInfer<Name>;
  /** First and last day in the post, `YYYY-MM-DD`; since 2024 and for ever. */
  readonly from?: string;
  readonly until?: string;
}

/** An employee who exists. */
export interface SeededEmployee {
  readonly uuid: string;
  readonly id: string;
  readonly nip: string;
  readonly postUuid: string;
}

const day = (text: string) => new Date(`${text}T00:00:00Z`);

const numberOf = (sequence: number, employment: 'PNS' | 'PPPK') => {
  const born = `19${80 + (sequence % 18)}0${1 + (sequence % 9)}${10 + (sequence % 18)}`;
  const appointed = employment === 'PNS' ? `${2015 + (sequence % 8)}03` : '202524';
  return `${born}${appointed}${1 + (sequence % 2)}${String(1 + (sequence % 999)).padStart(3, '0')}`;
};

/**
 * Makes employees with their posts, assignments and roles.
 *
 * @returns them by their names.
 */
export async function seedEmployees<const Name extends string>(
  { prisma }: Database,
  tenant: SeededTenant,
  seeds: readonly EmployeeSeed<Name>[],
): Promise<Readonly<Record<Name, SeededEmployee>>> {
  const tenantId = tenant.uuid;
  const now = new Date();
  return withTenant(tenantId, async () => {
    const before = await prisma.employee.count();
    const posts = new Map<string, string>();
    for (const { unit, post, heads = false, postKind, functionalLevel } of seeds) {
      const unitId = tenant.unit(unit).uuid;
      const key = `${unitId} ${post}`;
      if (posts.has(key)) continue;
      const where = { tenantId_unitId_name: { tenantId, unitId, name: post } };
      const found = await prisma.post.findUnique({ where, select: { id: true } });
      const id = found?.id ?? timeOrderedId();
      posts.set(key, id);
      if (found === null)
        await prisma.post.create({
          data: {
            tenantId,
            id,
            unitId,
            name: post,
            kind: postKind ?? (heads ? 'STRUCTURAL' : 'EXECUTOR'),
            functionalLevel: functionalLevel ?? null,
            headsUnit: heads,
          },
        });
    }
    const people = seeds.map((seed, at) => {
      const uuid = timeOrderedId();
      return {
        seed,
        uuid,
        id: encodeGlobalId({ type: 'Employee', tenantId, id: uuid }),
        nip: seed.nip ?? numberOf(before + at, seed.employment ?? 'PNS'),
        postUuid: posts.get(`${tenant.unit(seed.unit).uuid} ${seed.post}`) ?? '',
      };
    });
    const byName = Object.fromEntries(
      people.map(({ seed, uuid, id, nip, postUuid }) => [seed.name, { uuid, id, nip, postUuid }]),
    ) as Record<Name, SeededEmployee>;
    await prisma.employee.createMany({
      data: people.map(({ seed, uuid, nip }) => ({
        tenantId,
        id: uuid,
        employeeNumber: nip,
        name: seed.name,
        employment: seed.employment ?? 'PNS',
        grade: seed.grade ?? null,
        createdAt: now,
        updatedAt: now,
      })),
    });
    await prisma.assignment.createMany({
      data: people.map(({ seed, uuid, postUuid }) => ({
        tenantId,
        id: timeOrderedId(),
        employeeId: uuid,
        postId: postUuid,
        raterId: seed.rater === undefined ? null : byName[seed.rater].uuid,
        startsOn: day(seed.from ?? '2024-01-01'),
        endsOn: seed.until === undefined ? null : day(seed.until),
      })),
    });
    await prisma.roleGrant.createMany({
      data: people.flatMap(({ seed, uuid }) =>
        (seed.roles ?? []).map((role) => ({
          tenantId,
          id: timeOrderedId(),
          employeeId: uuid,
          role,
          grantedBy: 'operator uji',
          grantedAt: now,
        })),
      ),
    });
    return byName;
  });
}
