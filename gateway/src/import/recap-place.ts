import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { daysOf, type Period } from '../domain/period.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import type { TallyCounts } from '../domain/tally.ts';
import { addCounts, loadAtoms, NO_COUNTS, officialCounts } from '../feedback/figure-cells.ts';
import { findQuestionnaire } from '../feedback/stored-questionnaire.ts';
import { ImportRefused } from './import-refused.ts';
import { loadServices, readId } from './import-target.ts';
import { listed } from './in-words.ts';

/** What the operator says a recap is about. */
export interface PlaceChoices {
  /** Id of the unit. */
  readonly unit: string;
  /** Id of the one service that it is about; the unit as a whole by default. */
  readonly service?: string;
}

/** What a recap is about: a unit, or one of its services. */
export interface Place {
  readonly unitId: string;
  readonly serviceId: string | null;
  readonly name: string;
  readonly questionnaire: Questionnaire;
}

/** Of a unit without services. */
const USUAL = { questionnaireKey: 'skm-2017', questionnaireVersion: 1 };

/** @throws {ImportRefused} when there is no such unit or service, or the unit's services use different questionnaires. */
export const findPlace = async ({ unit, service }: PlaceChoices, pool: Pool): Promise<Place> => {
  const unitId = readId(unit, 'Unit');
  const { rows } = await pool.query<{ name: string }>('select name from unit where tenant_id = $1 and id = $2', [
    boundTenant(),
    unitId ?? null,
  ]);
  const [found] = rows;
  if (unitId === undefined || found === undefined)
    throw new ImportRefused(`--unit: "${unit}" bukan id unit daerah ini; lihat: pnpm kinerja units.`);
  const services = [...(await loadServices(pool)).values()].filter((one) => one.unitId === unitId);
  const serviceId = service === undefined ? undefined : readId(service, 'Service');
  const chosen = services.find(({ id }) => id === serviceId);
  if (service !== undefined && chosen === undefined)
    throw new ImportRefused(`--service: "${service}" bukan id layanan ${found.name}; lihat: pnpm kinerja services.`);
  const asked = chosen === undefined ? services : [chosen];
  const used = new Set(asked.map((one) => `${one.questionnaireKey} versi ${one.questionnaireVersion}`));
  if (used.size > 1)
    throw new ImportRefused(
      `Layanan ${found.name} memakai kuesioner yang berbeda (${listed(used)}): sebutkan --service.`,
    );
  const { questionnaireKey, questionnaireVersion } = asked[0] ?? USUAL;
  const questionnaire = await findQuestionnaire(pool, questionnaireKey, questionnaireVersion);
  if (questionnaire === undefined) throw new ImportRefused(`Daerah ini belum punya kuesioner ${questionnaireKey}.`);
  return { unitId, serviceId: chosen?.id ?? null, name: chosen?.name ?? found.name, questionnaire };
};

/** The official counts as all that is stored gives them, published or not. */
export const countsOfPlace = async (
  pool: Pool,
  { unitId, serviceId, questionnaire }: Place,
  period: Period,
): Promise<TallyCounts> => {
  const { first, last } = daysOf(period);
  const isInside = (inner: Period) => daysOf(inner).first >= first && daysOf(inner).last <= last;
  const atoms = await loadAtoms(pool, boundTenant(), period.slice(0, 4) as Period);
  const own = atoms.filter(
    (atom) =>
      atom.unitId === unitId &&
      (serviceId === null || atom.serviceId === serviceId) &&
      atom.questionnaireKey === questionnaire.key &&
      atom.questionnaireVersion === questionnaire.version &&
      isInside(atom.period),
  );
  return officialCounts(own.reduce((sum, atom) => addCounts(sum, atom.counts), NO_COUNTS));
};

/** A recap that was imported before. */
export interface EarlierRecap {
  readonly period: Period;
  readonly ratings: number;
  readonly fileName: string;
}

/** Recaps of the place whose days overlap with the period: one more would be added to them. */
export const overlappingRecaps = async (
  pool: Pool,
  { unitId, serviceId }: Place,
  period: Period,
): Promise<readonly EarlierRecap[]> => {
  const { rows } = await pool.query<EarlierRecap>(
    `select recap.period, recap.ratings, import_batch.file_name as "fileName"
     from recap
     join import_batch on import_batch.tenant_id = recap.tenant_id and import_batch.id = recap.import_batch_id
     where recap.tenant_id = $1 and recap.unit_id = $2
       and ($3::uuid is null or recap.service_id is null or recap.service_id = $3)`,
    [boundTenant(), unitId, serviceId],
  );
  const { first, last } = daysOf(period);
  return rows.filter((row) => daysOf(row.period).first <= last && daysOf(row.period).last >= first);
};
