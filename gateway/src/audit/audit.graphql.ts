import { builder } from '../builder.ts';
import { upTo } from '../tenant/page.graphql.ts';
import { Tenant } from '../tenant/tenant.graphql.ts';

const inHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const AuditRoot = builder.prismaObject('AuditRoot', {
  description:
    'One hash over what happened in a region since the root before it; not how much: of a quiet day that would be how many rated. Whoever keeps it can tell later whether the audit trail is still what it was: `pnpm kinerja audit verify --hash`.',
  select: { tenantId: true, day: true },
  fields: (t) => ({
    day: t.field({
      type: 'Date',
      description: 'The day on which it was made.',
      resolve: ({ day }) => day.toISOString().slice(0, 10),
    }),
    head: t.string({
      description: 'Hash of the chain at the last of them: 64 hexadecimal digits.',
      select: { head: true },
      resolve: ({ head }) => inHex(head),
    }),
    root: t.string({
      description: 'Merkle tree hash (RFC 6962) of the events since the root before: 64 hexadecimal digits.',
      select: { root: true },
      resolve: ({ root }) => inHex(root),
    }),
    madeAt: t.expose('madeAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});

const MOST = 100;
const USUAL = 20;

builder.objectField(Tenant, 'auditRoots', (t) =>
  t.prismaField({
    type: [AuditRoot],
    description: 'Hashes over what happened, one for each day on which something did, the newest first.',
    args: { first: t.arg.int({ description: `At most so many, 1 to ${MOST}; ${USUAL} by default.` }) },
    complexity: ({ first }) => ({ field: 2, multiplier: first ?? USUAL }),
    resolve: (query, { tenantId }, { first }, { db }) =>
      db.prisma.auditRoot.findMany({
        ...query,
        where: { tenantId },
        orderBy: { day: 'desc' },
        take: upTo('first', first, MOST, USUAL),
      }),
  }),
);
