import { v7 as timeOrderedId } from 'uuid';
import type { Database } from '../../gateway/src/database/open-database.ts';
import { withTenant } from '../../gateway/src/database/tenant-scope.ts';
import type { SeededTenant } from './tenant.ts';

/** A civil servant in one post; left out: no head, rated by the head of the unit, since 2025 and still. */
export interface StaffSeed {
  readonly post: string;
  /** Name of a unit of the region. */
  readonly unit: string;
  readonly heads?: boolean;
  /** Name of the rater, who comes before. */
  readonly rater?: string;
  readonly from?: string;
  readonly until?: string;
}

/** Digits of an employee number that nobody else gets: born and appointed on one day, in sequence. */
let sequence = 0;
const nextNumber = () => {
  sequence += 1;
  return `19860926${2010 + Math.floor(sequence / 999)}051${String((sequence % 999) + 1).padStart(3, '0')}`;
};

/** Makes civil servants, each called by the key; one post is shared by those who name it alike. Gives their ids. */
export async function seedStaff<const Name extends string>(
  { prisma }: Pick<Database, 'prisma'>,
  region: SeededTenant,
  seeds: Readonly<Record<Name, StaffSeed>>,
): Promise<Readonly<Record<Name, string>>> {
  const tenantId = region.uuid;
  const ids = new Map<string, string>();
  await withTenant(tenantId, async () => {
    for (const [name, { post, unit, heads = false, rater, from = '2025-01-01', until }] of Object.entries<StaffSeed>(
      seeds,
    )) {
      const id = timeOrderedId();
      ids.set(name, id);
      const at = new Date('2025-01-01T00:00:00Z');
      await prisma.employee.create({
        data: {
          tenantId,
          id,
          employeeNumber: nextNumber(),
          name,
          employment: 'PNS',
          grade: 'III/a',
          createdAt: at,
          updatedAt: at,
        },
      });
      const unitId = region.unit(unit).uuid;
      const { id: postId } = await prisma.post.upsert({
        where: { tenantId_unitId_name: { tenantId, unitId, name: post } },
        update: {},
        create: {
          tenantId,
          id: timeOrderedId(),
          unitId,
          name: post,
          kind: heads ? 'STRUCTURAL' : 'EXECUTOR',
          headsUnit: heads,
        },
        select: { id: true },
      });
      await prisma.assignment.create({
        data: {
          tenantId,
          id: timeOrderedId(),
          employeeId: id,
          postId,
          raterId: rater === undefined ? null : (ids.get(rater) ?? null),
          startsOn: new Date(from),
          endsOn: until === undefined ? null : new Date(until),
        },
      });
    }
  });
  return Object.fromEntries(ids) as Record<Name, string>;
}
