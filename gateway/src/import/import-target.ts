import type { Pool } from 'pg';
import { validate as isUuid } from 'uuid';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { questionnaireOf } from '../feedback/stored-questionnaire.ts';
import { decodeGlobalId, type NodeType } from '../global-id.ts';
import type { Cell, Reading } from './cell.ts';
import type { ServiceTarget } from './check-ratings.ts';
import { ImportRefused } from './import-refused.ts';
import { listed } from './in-words.ts';
import { isServiceHeading } from './rating-columns.ts';

/** A service with the questionnaire that its ratings answer. */
export interface KnownService extends ServiceTarget {
  readonly unitName: string;
  readonly questionnaireKey: string;
  readonly questionnaireVersion: number;
}

/** What the operator says about the services. */
export interface TargetChoices {
  /** Id of the service of all rows; without it a column names the service of each. */
  readonly service?: string;
  /** Heading of the column with ids of services; `service_id` and the like are found by themselves. */
  readonly serviceColumn?: string;
}

/** What a file of ratings is about. */
export interface RatingTargets {
  /** The service of all rows, or the one that a cell names. */
  readonly service: KnownService | ((cell: Cell) => Reading<KnownService>);
  readonly questionnaire: Questionnaire;
}

/** The id in the database of what an id names: that of the API, or the bare one; nothing for another tenant's. */
export const readId = (text: string, type: NodeType): string | undefined => {
  const id = decodeGlobalId(text.trim());
  if (id !== undefined) return id.type === type && id.tenantId === boundTenant() ? id.id : undefined;
  return isUuid(text.trim()) ? text.trim().toLowerCase() : undefined;
};

/** All services of the bound tenant, by id. */
export const loadServices = async (pool: Pool): Promise<ReadonlyMap<string, KnownService>> => {
  const { rows } = await pool.query<KnownService>(
    `select service.id, service.unit_id as "unitId", service.name, unit.name as "unitName",
            service.questionnaire_key as "questionnaireKey", service.questionnaire_version as "questionnaireVersion"
     from service join unit on unit.tenant_id = service.tenant_id and unit.id = service.unit_id
     where service.tenant_id = $1`,
    [boundTenant()],
  );
  return new Map(rows.map((service) => [service.id, service]));
};

/** Reads cells that hold the id of a service. */
export const serviceReader =
  (services: ReadonlyMap<string, KnownService>): ((cell: Cell) => Reading<KnownService>) =>
  (cell) => {
    const id = typeof cell === 'string' ? readId(cell, 'Service') : undefined;
    const service = id === undefined ? undefined : services.get(id);
    return service === undefined
      ? { reason: 'bukan id layanan daerah ini; lihat: pnpm kinerja services' }
      : { value: service };
  };

const ratedServices = (
  rows: readonly (readonly Cell[])[],
  services: ReadonlyMap<string, KnownService>,
  column: string | undefined,
): readonly KnownService[] => {
  const headerRow = rows.findIndex((cells) => cells.some((cell) => isServiceHeading(cell, column)));
  const place = rows[headerRow]?.findIndex((cell) => isServiceHeading(cell, column));
  if (place === undefined)
    throw new ImportRefused(
      column === undefined
        ? 'Layanan mana yang dinilai? Sebutkan dengan --service <id>, atau pakai kolom berisi id layanan (--service-column).'
        : `Kolom "${column}" tidak ada dalam berkas.`,
    );
  const read = serviceReader(services);
  const found = rows.slice(headerRow + 1).flatMap((cells) => {
    const service = read(cells[place] ?? null);
    return 'value' in service ? [service.value] : [];
  });
  if (found.length === 0)
    throw new ImportRefused(
      `Kolom "${rows[headerRow]?.[place]}" tidak berisi satu pun id layanan daerah ini; lihat: pnpm kinerja services.`,
    );
  return [...new Set(found)];
};

/**
 * The services that the file is about, and the one questionnaire that they use.
 *
 * @throws {ImportRefused} when nothing names a service, or the services use different questionnaires.
 */
export const findTargets = async (
  { service, serviceColumn }: TargetChoices,
  rows: readonly (readonly Cell[])[],
  pool: Pool,
): Promise<RatingTargets> => {
  const services = await loadServices(pool);
  const read = serviceReader(services);
  const named = service === undefined ? undefined : read(service);
  if (named !== undefined && 'reason' in named) throw new ImportRefused(`--service: "${service}" ${named.reason}.`);
  const rated = named === undefined ? ratedServices(rows, services, serviceColumn) : [named.value];
  const questionnaires = new Set(rated.map((one) => `${one.questionnaireKey} versi ${one.questionnaireVersion}`));
  const [first] = rated;
  if (first === undefined || questionnaires.size > 1)
    throw new ImportRefused(
      `Layanan dalam berkas ini memakai kuesioner yang berbeda (${listed(questionnaires)}): pisahkan berkasnya.`,
    );
  return {
    service: named === undefined ? read : named.value,
    questionnaire: await questionnaireOf(pool, first.questionnaireKey, first.questionnaireVersion),
  };
};
