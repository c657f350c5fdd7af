import type { Prisma } from '@kinerja/schema/prisma';
import { brandWithType } from '@pothos/core';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { decodeGlobalId, type GlobalId } from '../global-id.ts';
import { Node, Service, Tenant, tenantOfId, Unit } from './tenant.graphql.ts';

type Load = (key: GlobalId, context: Context, info: GraphQLResolveInfo) => Promise<object | null | undefined>;

/** The objects that anybody may read by their id; what is asked for by another id is not found. */
const LOADERS: Partial<Record<GlobalId['type'], Load>> = {
  Tenant: ({ tenantId }, { tenants }) => tenants.byId(tenantId),
  Unit: ({ tenantId, id }, context, info) => {
    const query = queryFromInfo({ context, info, typeName: 'Unit' }) as { select: Prisma.UnitSelect };
    return context.db.prisma.unit.findUnique({ ...query, where: { tenantId_id: { tenantId, id } } });
  },
  Service: ({ tenantId, id }, context, info) => {
    const query = queryFromInfo({ context, info, typeName: 'Service' }) as { select: Prisma.ServiceSelect };
    return context.db.prisma.service.findUnique({ ...query, where: { tenantId_id: { tenantId, id } } });
  },
};

const REFS: Partial<Record<GlobalId['type'], Parameters<typeof brandWithType>[1]>> = { Tenant, Unit, Service };

builder.queryField('node', (t) =>
  t.field({
    type: Node,
    nullable: true,
    description: 'Any object by its global id. Null with an error when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of a Tenant, a Unit or a Service.' }) },
    extensions: { tenantOf: tenantOfId('id') },
    resolve: async (_root, { id }, context, info) => {
      const key = decodeGlobalId(id);
      const found = key === undefined ? undefined : await LOADERS[key.type]?.(key, context, info);
      const ref = key === undefined ? undefined : REFS[key.type];
      if (found === undefined || found === null || ref === undefined)
        throw notFound('id', id, 'the id of a Tenant, a Unit or a Service');
      brandWithType(found, ref);
      return found;
    },
  }),
);
