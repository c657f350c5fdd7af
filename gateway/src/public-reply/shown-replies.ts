import { maskPersonalData } from '../domain/personal-data.ts';

/** Which replies of a unit everybody sees, the newest first: a query of Prisma. */
export const shownReplies = (tenantId: string, unitId: string) => ({
  where: { tenantId, unitId, withdrawnAt: null },
  orderBy: [{ publishedAt: 'desc' as const }, { id: 'desc' as const }],
});

/** A side of a reply as everybody sees it: what could tell who a person is, is masked. */
export const shownSide = (text: string): string => maskPersonalData(text);
