import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { badInput, notFound } from '../errors.ts';
import { decodeGlobalId, encodeGlobalId, type NodeType } from '../global-id.ts';
import { PAGED, pageOf, withCheckedPage } from './page.graphql.ts';
import type { TenantEntry } from './tenant-directory.ts';

/** Every object that has a global id. */
export const Node = builder.interfaceRef<object>('Node').implement({
  description: 'An object with an id that stays the same for ever.',
  fields: (t) => ({ id: t.id({ description: 'Opaque; names the kind of object and its tenant.', resolve: () => '' }) }),
});

/** The tenant that a global id in an argument names. */
export const tenantOfId =
  (argument: string) =>
  (args: Record<string, unknown>): Promise<string | undefined> =>
    Promise.resolve(decodeGlobalId(String(args[argument]))?.tenantId);

/** The tenant that a global id in the argument `input` names. */
export const tenantOfInput =
  (field: string) =>
  ({ input }: Record<string, unknown>): Promise<string | undefined> =>
    tenantOfId(field)(input as Record<string, unknown>);

/** The key behind a global id of one kind. Throws a NOT_FOUND that names the argument otherwise. */
export const keyOf = (argument: string, value: string, type: NodeType): { tenantId: string; id: string } => {
  const expected = `the id of a ${type}`;
  const decoded = decodeGlobalId(value);
  if (decoded?.type === type) return { tenantId: decoded.tenantId, id: decoded.id };
  throw decoded === undefined
    ? notFound(argument, value, expected)
    : badInput(argument, value, `${expected}, not of a ${decoded.type}`);
};

/** A regional government. */
export const Tenant = builder.objectRef<TenantEntry>('Tenant').implement({
  description: 'A regional government (pemerintah daerah).',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId }) => encodeGlobalId({ type: 'Tenant', tenantId, id: tenantId }),
    }),
    code: t.exposeString('code', { description: 'Kemendagri code, for example `32.73`.' }),
    name: t.exposeString('name', { description: 'Official name.' }),
    timeZone: t.exposeString('timeZone', {
      description: 'IANA time zone that decides days and periods, for example `Asia/Jakarta`.',
    }),
    sampleData: t.exposeBoolean('sampleData', {
      description:
        'True for a demonstration region: its ratings are generated and must be labelled "data contoh" wherever they are shown.',
    }),
  }),
});

/** A unit. */
export const Unit = builder.prismaObject('Unit', {
  description: 'A unit of a regional government: a dinas, a kecamatan, a puskesmas …',
  select: { tenantId: true, id: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Unit', tenantId, id }),
    }),
    name: t.exposeString('name', { description: 'Name as the tenant uses it.' }),
    kind: t.exposeString('kind', {
      description: 'Kind of unit, as the tenant names it: `puskesmas`, `kecamatan`, `dinas` …',
    }),
    parent: t.relation('parent', { nullable: true, description: 'The unit above; null at the top.' }),
    tenant: t.field({
      type: Tenant,
      description: 'The regional government that it belongs to.',
      resolve: (unit, _args, context) => tenantEntry(unit.tenantId, context),
    }),
    services: t.relation('services', {
      description: 'The services of the unit itself, by name.',
      query: { orderBy: [{ name: 'asc' }, { id: 'asc' }] },
    }),
    staffCount: t.exposeInt('staffCount', {
      nullable: true,
      description:
        'Number of civil servants; set by import or by an administrator, null while unknown. Below three, no figure of the unit is public.',
    }),
  }),
});

const tenantEntry = async (tenantId: string, { tenants }: Context): Promise<TenantEntry> => {
  const tenant = await tenants.byId(tenantId);
  if (tenant === undefined) throw new Error(`Tenant ${tenantId} is referred to and missing.`);
  return tenant;
};

const ServiceStandard = builder.prismaObject('Service', {
  variant: 'ServiceStandard',
  description: 'The parts of a service standard that must be announced (UU 25/2009, PermenPANRB 15/2014).',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    requirements: t.exposeString('requirements', { description: 'Persyaratan: what to bring.' }),
    procedure: t.exposeString('procedure', { description: 'Sistem, mekanisme, dan prosedur.' }),
    serviceTime: t.exposeString('serviceTime', { description: 'Jangka waktu, for example "10 menit".' }),
    fee: t.exposeString('fee', { description: 'Biaya/tarif, for example "Tidak dipungut biaya".' }),
    product: t.exposeString('product', { description: 'Produk pelayanan: what one gets.' }),
    complaintHandling: t.exposeString('complaintHandling', {
      description: 'Penanganan pengaduan, saran, dan masukan.',
    }),
  }),
});

/** A service. */
export const Service = builder.prismaObject('Service', {
  description: 'A public service of a unit.',
  select: { tenantId: true, id: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever. This is what the `service` attribute of the form takes.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Service', tenantId, id }),
    }),
    name: t.exposeString('name', { description: 'Name as the tenant announces it.' }),
    unit: t.relation('unit', { description: 'The unit that gives the service.' }),
    standard: t.variant(ServiceStandard, { description: 'The six published parts of the service standard.' }),
  }),
});

const ListedTenant = builder.objectRef<TenantEntry>('ListedTenant').implement({
  description: 'A regional government in the list of all; ask `tenant` for more of it.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Kemendagri code, for example `32.73`.' }),
    name: t.exposeString('name', { description: 'Official name.' }),
    sampleData: t.exposeBoolean('sampleData', { description: 'True for a demonstration region.' }),
  }),
});

const unitsOf = ({ tenantId }: TenantEntry, kind: string | null | undefined) => ({
  tenantId,
  ...(kind != null && { kind }),
});

builder.objectFields(Tenant, (t) => ({
  units: withCheckedPage(
    t.prismaConnection(
      {
        type: 'Unit',
        ...PAGED,
        description: 'Units of the region, by name; of one kind when `kind` is given.',
        args: { kind: t.arg.string({ description: 'Only units of this kind, for example `puskesmas`.' }) },
        resolve: async ({ cursor, skip: _, ...query }, tenant, { kind }, { db: { prisma } }) => {
          const { behind, ...page } = await pageOf(
            { cursor, take: query.take },
            {
              by: 'name',
              direction: 'asc',
              valueAt: async (key) =>
                (await prisma.unit.findUnique({ where: { tenantId_id: key }, select: { name: true } }))?.name,
            },
          );
          return prisma.unit.findMany({ ...query, ...page, where: { AND: [unitsOf(tenant, kind), behind] } });
        },
      },
      {
        name: 'UnitConnection',
        description: 'A page of units.',
        fields: (connection) => ({
          totalCount: connection.int({
            description: 'Number of units on all pages.',
            resolve: ({ parent, args }, _args, { db }) => db.prisma.unit.count({ where: unitsOf(parent, args.kind) }),
          }),
        }),
      },
      { name: 'UnitEdge', description: 'A unit on a page.' },
    ),
  ),
}));

builder.queryFields((t) => ({
  tenants: t.field({
    type: [ListedTenant],
    description: 'The regional governments that this gateway serves, by code.',
    // Of all regions together, and so of none.
    extensions: { tenantOf: () => Promise.resolve(undefined) },
    resolve: (_root, _args, { tenants }) => tenants.all(),
  }),
  tenant: t.field({
    type: Tenant,
    nullable: true,
    description:
      'A regional government by its Kemendagri code, for example `32.73`. Null with an error when there is none.',
    args: { code: t.arg.string({ required: true, description: 'Kemendagri code, for example `32.73`.' }) },
    extensions: { tenantOf: async ({ code }, { tenants }) => (await tenants.byCode(String(code)))?.tenantId },
    resolve: async (_root, { code }, { tenants }) => {
      const tenant = await tenants.byCode(code);
      if (tenant === undefined)
        throw notFound('code', code, 'the Kemendagri code of a region that uses Kinerja, such as "32.73"');
      return tenant;
    },
  }),
  unit: t.prismaField({
    type: 'Unit',
    nullable: true,
    description: 'A unit by its id. Null with an error when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of a Unit.' }) },
    extensions: { tenantOf: tenantOfId('id') },
    resolve: async (query, _root, { id }, { db }) => {
      const found = await db.prisma.unit.findUnique({ ...query, where: { tenantId_id: keyOf('id', id, 'Unit') } });
      if (found === null) throw notFound('id', id, 'the id of a Unit');
      return found;
    },
  }),
  service: t.prismaField({
    type: 'Service',
    nullable: true,
    description: 'A service by its id. Null with an error when there is none.',
    args: { id: t.arg.id({ required: true, description: 'Id of a Service.' }) },
    extensions: { tenantOf: tenantOfId('id') },
    resolve: async (query, _root, { id }, { db }) => {
      const found = await db.prisma.service.findUnique({
        ...query,
        where: { tenantId_id: keyOf('id', id, 'Service') },
      });
      if (found === null) throw notFound('id', id, 'the id of a Service');
      return found;
    },
  }),
}));
