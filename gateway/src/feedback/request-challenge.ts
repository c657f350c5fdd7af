import { issueChallenge } from '../access/challenge.ts';
import type { Context } from '../context.ts';

/** A proof of work for one service of the bound tenant; fails when the service does not exist. */
export const requestChallenge = async (
  { tenantId, id }: { tenantId: string; id: string },
  { db, now }: Context,
): Promise<{ readonly challenge: string; readonly expiresAt: Date } | undefined> => {
  const service = await db.prisma.service.findUnique({
    where: { tenantId_id: { tenantId, id } },
    select: { id: true },
  });
  return service === null ? undefined : issueChallenge(db.pool, id, now());
};
