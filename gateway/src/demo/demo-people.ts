import posts from '@kinerja/schema/demo/posts.json' with { type: 'json' };
import type { GrantedRole } from '../access/permissions.ts';
import type { EmploymentKind } from '../domain/employee-number.ts';
import { encodeGlobalId } from '../global-id.ts';
import { type DemoRegion, type DemoUnit, demoId } from './demo-regions.ts';

/** What somebody's plan is about. */
export type Field = 'puskesmas' | 'registry' | 'office';

/** A unit in which people work. */
export interface DemoOffice {
  readonly id: string;
  readonly name: string;
  /** Kind of a unit that is made for the people; null for one that is there for the ratings. */
  readonly newKind: string | null;
}

/** Somebody who works for a demonstration region; nobody of this name or number exists. */
export interface DemoPerson {
  readonly id: string;
  /** Global id. */
  readonly globalId: string;
  readonly name: string;
  readonly employeeNumber: string;
  readonly employment: EmploymentKind;
  readonly grade: string;
  readonly office: DemoOffice;
  readonly post: {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly level: string | null;
    readonly heads: boolean;
  };
  readonly roles: readonly GrantedRole[];
  /** Name of the rater's post, where it is not who heads the unit. */
  readonly ratedBy: string | null;
  readonly field: Field;
}

interface PostData {
  readonly office: string;
  readonly name: string;
  readonly kind: string;
  readonly level?: string;
  readonly heads?: boolean;
  readonly grade: string;
  readonly contract?: boolean;
  readonly roles?: readonly string[];
  readonly ratedBy?: string;
}

/** Born in 1901 and appointed in 1921: a number of this shape was given to nobody who was in service in 2007 or later. */
const numberOf = (place: number, employment: EmploymentKind): string =>
  `190101${String(place).padStart(2, '0')}${employment === 'PNS' ? '192103' : '192121'}${1 + (place % 2)}9${String(place).padStart(2, '0')}`;

const FIELDS: Readonly<Record<string, Field>> = { puskesmas: 'puskesmas', registry: 'registry' };

const officesOf = ({ code, units }: DemoRegion): Readonly<Record<string, DemoOffice>> => {
  const puskesmas = units.find(({ kind }) => kind === 'puskesmas');
  const health = units.find(({ id }) => id === puskesmas?.parentId);
  const registry = units.find(({ id }) => id === demoId('unit', code, 'dukcapil'));
  if (puskesmas === undefined || health === undefined || registry === undefined)
    throw new Error(`${code} has no puskesmas, health office or registry in which people could work.`);
  const made = (newKind: string, name: string) => ({ id: demoId('unit', code, newKind), name, newKind });
  const rated = ({ id, name }: DemoUnit) => ({ id, name, newKind: null });
  return {
    secretariat: made('sekretariat', 'Sekretariat Daerah'),
    inspectorate: made('inspektorat', 'Inspektorat Daerah'),
    health: rated(health),
    puskesmas: rated(puskesmas),
    registry: rated(registry),
  };
};

/**
 * The people of a region: a secretary who leads it, heads of units, staff of a puskesmas and of the registry, and one who
 * administers personnel. Evaluators, whom nobody of the region rates, are there where the region's policy has a team.
 */
export const demoPeople = (region: DemoRegion, hasTeam: boolean): readonly DemoPerson[] => {
  const offices = officesOf(region);
  const filled: readonly PostData[] = hasTeam
    ? posts
    : posts.filter((post) => post.roles?.includes('EVALUATOR') !== true);
  return filled.map((post, at): DemoPerson => {
    const place = at + 1;
    const office = offices[post.office];
    if (office === undefined) throw new Error(`posts.json: "${post.office}" is no office.`);
    const id = demoId('employee', region.code, post.name);
    const employment = post.contract === true ? 'PPPK' : 'PNS';
    return {
      id,
      globalId: encodeGlobalId({ type: 'Employee', tenantId: region.tenantId, id }),
      name: `Pegawai Contoh ${place}`,
      employeeNumber: numberOf(place, employment),
      employment,
      grade: post.grade,
      office,
      post: {
        id: demoId('post', region.code, post.name),
        name: post.name,
        kind: post.kind,
        level: post.level ?? null,
        heads: post.heads ?? false,
      },
      roles: (post.roles ?? []) as readonly GrantedRole[],
      ratedBy: post.ratedBy ?? null,
      field: post.heads === true ? 'office' : (FIELDS[post.office] ?? 'office'),
    };
  });
};

/** Who heads the unit in which people work on something. */
export const headOf = (people: readonly DemoPerson[], role: string): DemoPerson => {
  const office = people.find(({ field }) => field === role)?.office.id;
  const head = people.find((person) => person.office.id === office && person.post.heads);
  if (head === undefined) throw new Error(`posts.json: "${role}" has no head.`);
  return head;
};
