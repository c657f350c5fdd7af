import { readFileSync } from 'node:fs';
import regions from '@kinerja/schema/demo/regions.json' with { type: 'json' };
import services from '@kinerja/schema/demo/services.json' with { type: 'json' };
import pulse from '@kinerja/schema/questionnaires/pulse-1.json' with { type: 'json' };
import skm from '@kinerja/schema/questionnaires/skm-2017.json' with { type: 'json' };
import { parse } from 'csv-parse/sync';
import { v5 as nameBasedId } from 'uuid';
import { parseQuestionnaire, type Questionnaire } from '../domain/questionnaire.ts';
import type { DigitalService } from '../domain/ticket-policy.ts';

/** A region as it is created. */
export interface DemoRegion {
  readonly tenantId: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  /** Apps and sites that reports can be tagged with. */
  readonly digitalServices: readonly Pick<DigitalService, 'key' | 'label'>[];
  readonly site: { readonly id: string; readonly key: string };
  readonly units: readonly DemoUnit[];
}

/** A unit with its services, and what is true about it. */
export interface DemoUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly regionCode: string | null;
  readonly name: string;
  readonly kind: string;
  readonly staffCount: number | null;
  readonly services: readonly DemoService[];
  /** Null for a village, which is not rated. */
  readonly truth: Truth | null;
}

/** What the ratings of a unit are generated from. */
export interface Truth {
  /** Satisfaction of its visitors, 1 to 4. */
  readonly satisfaction: number;
  /** Ratings in a whole quarter. */
  readonly ratings: number;
  /** Ratings of a whole quarter that are known only as a recap. */
  readonly recap: number;
}

/** A service with the six published parts of its standard. */
export interface DemoService {
  readonly id: string;
  readonly name: string;
  readonly questionnaire: Questionnaire;
  readonly requirements: string;
  readonly procedure: string;
  readonly serviceTime: string;
  readonly fee: string;
  readonly product: string;
  readonly complaintHandling: string;
  readonly yearlyUsers: number | null;
  /** How often it is rated, against the other services of its unit. */
  readonly share: number;
}

interface ServiceGroup {
  readonly complaintHandling: string;
  readonly services: readonly (Omit<DemoService, 'id' | 'questionnaire' | 'complaintHandling' | 'yearlyUsers'> & {
    readonly key: string;
    readonly questionnaire?: string;
    readonly usersPerThousand: number | null;
  })[];
}

/** What the demo services ask: the nine elements, unless their data name another questionnaire. */
export const demoQuestionnaires = {
  'skm-2017': parseQuestionnaire(skm),
  'pulse-1': parseQuestionnaire(pulse),
} as const;

const questionnaireOf = (key = 'skm-2017'): Questionnaire => {
  const questionnaire = Object.values(demoQuestionnaires).find((candidate) => candidate.key === key);
  if (questionnaire === undefined) throw new Error(`No service can ask "${key}", which is no questionnaire.`);
  return questionnaire;
};

type Role = 'dukcapil' | 'dpmptsp' | 'dinkes' | 'puskesmas' | 'kecamatan';

/** What a unit is to its region: the kind it is compared with, what it is called, what it does, whom it belongs to. */
const ROLES: Record<
  Role,
  {
    readonly kind: string;
    readonly nameFor: (place: string) => string;
    readonly services: ServiceGroup | null;
    readonly under?: Role;
  }
> = {
  dukcapil: {
    kind: 'dinas',
    nameFor: () => 'Dinas Kependudukan dan Pencatatan Sipil',
    services: services.dukcapil,
  },
  dpmptsp: {
    kind: 'dinas',
    nameFor: () => 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu',
    services: services.dpmptsp,
  },
  dinkes: { kind: 'dinas', nameFor: () => 'Dinas Kesehatan', services: null },
  puskesmas: {
    kind: 'puskesmas',
    nameFor: (place) => `Puskesmas ${place}`,
    services: services.puskesmas,
    under: 'dinkes',
  },
  kecamatan: { kind: 'kecamatan', nameFor: (place) => `Kecamatan ${place}`, services: services.kecamatan },
};

/** By the first of the last four digits of a village's code. */
const VILLAGES: Record<string, { readonly kind: string; readonly nameFor: (place: string) => string }> = {
  1: { kind: 'kelurahan', nameFor: (place) => `Kelurahan ${place}` },
  2: { kind: 'desa', nameFor: (place) => `Desa ${place}` },
  3: { kind: 'desa adat', nameFor: (place) => `Desa Adat ${place}` },
};

/** Ids come from names, so that the address of a demo service is the same in every database. */
const NAMESPACE = '5b0d2c1e-3c56-4f0e-9d3b-0f8a6f2b7c11';

/** The id of something in the demonstration, by what it is. */
export const demoId = (...name: readonly string[]): string => nameBasedId(name.join(' '), NAMESPACE);

interface Place {
  readonly code: string;
  readonly name: string;
  readonly level: string;
}

interface RatedUnit {
  readonly code: string;
  readonly role: Role;
  readonly staff: string;
  readonly ratings: string;
  readonly recap: string;
  readonly satisfaction: string;
}

const readTable = (file: string): unknown =>
  parse(readFileSync(new URL(`../../../schema/demo/${file}`, import.meta.url)), { columns: true });

const unitId = (code: string, role: string) => demoId('unit', code, role);

const servicesOf = (unit: RatedUnit, inhabitants: number): readonly DemoService[] => {
  const group = ROLES[unit.role].services;
  return (group?.services ?? []).map(({ key, questionnaire, usersPerThousand, ...service }) => ({
    ...service,
    id: demoId('service', unit.code, unit.role, key),
    questionnaire: questionnaireOf(questionnaire),
    complaintHandling: group?.complaintHandling ?? '',
    yearlyUsers: usersPerThousand === null ? null : Math.round((inhabitants * usersPerThousand) / 1000),
  }));
};

/** The five regions: their districts as units, their dinas and puskesmas, and the villages below. */
export const readDemoRegions = (): readonly DemoRegion[] => {
  const places = readTable('wilayah-five-regions.csv') as readonly Place[];
  const ratedUnits = readTable('rated-units.csv') as readonly RatedUnit[];
  const placeNames = new Map(places.map(({ code, name }) => [code, name]));

  return regions.map(({ code: region, name, timeZone, population, digitalServices = [] }) => {
    const inRegion = ({ code }: { readonly code: string }) => code === region || code.startsWith(`${region}.`);
    const districts = places.filter((place) => inRegion(place) && place.level === 'district').length;
    const rated = ratedUnits.filter(inRegion).map((unit): DemoUnit => {
      const { kind, nameFor, under } = ROLES[unit.role];
      const isDistrict = unit.code !== region;
      return {
        id: unitId(unit.code, unit.role),
        parentId: under === undefined ? null : unitId(region, under),
        regionCode: isDistrict ? unit.code : null,
        name: nameFor(placeNames.get(unit.code) ?? name),
        kind,
        staffCount: unit.staff === '' ? null : Number(unit.staff),
        services: servicesOf(unit, isDistrict ? population / districts : population),
        truth: {
          satisfaction: Number(unit.satisfaction),
          ratings: Number(unit.ratings),
          recap: Number(unit.recap),
        },
      };
    });
    const villages = places.filter((place) => inRegion(place) && place.level === 'village').map(villageUnit);
    return {
      tenantId: demoId('tenant', region),
      code: region,
      name,
      timeZone,
      digitalServices,
      site: { id: demoId('site', region), key: `demo-${region.replace('.', '')}` },
      units: [...rated, ...villages],
    };
  });
};

const villageUnit = ({ code, name }: Place): DemoUnit => {
  const [province, city, district, village = ''] = code.split('.');
  const type = VILLAGES[village.charAt(0)];
  if (type === undefined) throw new Error(`${code} ${name}: expected a village code of kind 1, 2 or 3.`);
  return {
    id: unitId(code, type.kind),
    parentId: unitId(`${province}.${city}.${district}`, 'kecamatan'),
    regionCode: code,
    name: type.nameFor(name),
    kind: type.kind,
    staffCount: null,
    services: [],
    truth: null,
  };
};
