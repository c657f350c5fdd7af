import type { Questionnaire } from '@kinerja/gateway/domain/questionnaire';
import { v7 as timeOrderedId } from 'uuid';
import type { Database } from '../../gateway/src/database/open-database.ts';
import { withTenant } from '../../gateway/src/database/tenant-scope.ts';
import { encodeGlobalId } from '../../gateway/src/global-id.ts';
import { createTenant } from '../../gateway/src/tenant/create-tenant.ts';
import { pulse1, skm2004, skm2017 } from './questionnaires.ts';

/** A service to make; left out: the nine elements, users unknown. */
export interface ServiceSeed {
  readonly name: string;
  readonly questionnaire?: Questionnaire;
  readonly yearlyUsers?: number;
}

/** A unit to make; left out: a dinas of twelve people at the top. */
export interface UnitSeed {
  readonly name: string;
  readonly kind?: string;
  readonly staff?: number | null;
  /** Name of the unit above, which comes before it. */
  readonly parent?: string;
  readonly services?: readonly (string | ServiceSeed)[];
}

/** A regional government to make; left out: a Bandung with no unit. */
export interface TenantSeed {
  readonly code?: string;
  readonly name?: string;
  readonly zone?: string;
  readonly sampleData?: boolean;
  readonly units?: readonly UnitSeed[];
  /** Embedding sites: their origins by their public key. */
  readonly sites?: Readonly<Record<string, readonly string[]>>;
  /** Beside the shipped ones. */
  readonly questionnaires?: readonly Questionnaire[];
}

/** What was made: the row's own id, and the one of the API. */
interface Seeded {
  readonly uuid: string;
  readonly id: string;
}

/** A regional government that exists. */
export interface SeededTenant extends Seeded {
  readonly code: string;
  readonly unitNames: readonly string[];
  readonly serviceNames: readonly string[];
  readonly unit: (name: string) => Seeded;
  readonly service: (name: string) => Seeded;
}

const STANDARD = {
  requirements: 'KTP lama',
  procedure: 'Ambil nomor, serahkan berkas, terima hasil',
  serviceTime: '10 menit',
  fee: 'Tidak dipungut biaya',
  product: 'Dokumen',
  complaintHandling: 'Loket pengaduan',
} as const;

const found = (kind: string, things: ReadonlyMap<string, Seeded>, name: string): Seeded => {
  const thing = things.get(name);
  if (thing === undefined)
    throw new Error(`No ${kind} "${name}" was made; there are: ${[...things.keys()].join(', ')}.`);
  return thing;
};

/** Makes a regional government with its units, services and embedding sites. */
export async function seedTenant(database: Database, seed: TenantSeed = {}): Promise<SeededTenant> {
  const { code = '32.73', name = 'Kota Bandung', zone: timeZone = 'Asia/Jakarta', sampleData = false } = seed;
  const { units: unitSeeds = [], sites = {}, questionnaires = [] } = seed;
  const tenantId = await createTenant(database, { code, name, timeZone, sampleData }, [
    skm2017,
    skm2004,
    pulse1,
    ...questionnaires,
  ]);
  const made = (type: 'Unit' | 'Service'): Seeded => {
    const uuid = timeOrderedId();
    return { uuid, id: encodeGlobalId({ type, tenantId, id: uuid }) };
  };
  const units = new Map(unitSeeds.map((unit) => [unit.name, made('Unit')]));
  const serviceSeeds = unitSeeds.flatMap(({ name: unit, services = [] }) =>
    services.map((service) => ({ unit, ...(typeof service === 'string' ? { name: service } : service) })),
  );
  const services = new Map(serviceSeeds.map((service) => [service.name, made('Service')]));
  await withTenant(tenantId, async () => {
    await database.prisma.unit.createMany({
      data: unitSeeds.map(({ name: unit, kind = 'dinas', staff = 12, parent }) => ({
        tenantId,
        id: found('unit', units, unit).uuid,
        parentId: parent === undefined ? null : found('unit', units, parent).uuid,
        name: unit,
        kind,
        staffCount: staff,
      })),
    });
    await database.prisma.service.createMany({
      data: serviceSeeds.map(({ unit, name: service, questionnaire = skm2017, yearlyUsers }) => ({
        tenantId,
        id: found('service', services, service).uuid,
        unitId: found('unit', units, unit).uuid,
        name: service,
        questionnaireKey: questionnaire.key,
        questionnaireVersion: questionnaire.version,
        yearlyUsers: yearlyUsers ?? null,
        ...STANDARD,
      })),
    });
    await database.prisma.embedSite.createMany({
      data: Object.entries(sites).map(([key, origins]) => ({
        tenantId,
        id: timeOrderedId(),
        key,
        name: key,
        origins: [...origins],
        createdAt: new Date(),
      })),
    });
  });
  return {
    uuid: tenantId,
    id: encodeGlobalId({ type: 'Tenant', tenantId, id: tenantId }),
    code,
    unitNames: [...units.keys()],
    serviceNames: [...services.keys()],
    unit: (unit) => found('unit', units, unit),
    service: (service) => found('service', services, service),
  };
}
