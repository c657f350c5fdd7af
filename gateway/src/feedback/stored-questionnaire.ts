import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { parseQuestionnaire, type Questionnaire } from '../domain/questionnaire.ts';
import { SHIPPED_QUESTIONNAIRES } from '../tenant/shipped-questionnaires.ts';

/** A version asks the same for good; only a gateway that starts gives it further languages. */
const known = new Map<string, Questionnaire>();

/** Reads them anew when they are next asked for. */
export const forgetQuestionnaires = (): void => known.clear();

/** What waits for a review is known by the release: a row holds what an earlier one can read too. */
const awaitingReview = (key: string, version: number): readonly string[] =>
  SHIPPED_QUESTIONNAIRES.find((one) => one.key === key && one.version === version)?.awaitingReview ?? [];

/** A version of a questionnaire of the bound tenant; nothing when it does not exist. */
export const findQuestionnaire = async (
  pool: Pick<PoolClient, 'query'>,
  key: string,
  version: number,
): Promise<Questionnaire | undefined> => {
  const name = `${boundTenant()} ${key} ${version}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const { rows } = await pool.query<{ definition: unknown }>({
    name: 'questionnaire',
    text: 'select definition from questionnaire where tenant_id = $1 and key = $2 and version = $3',
    values: [boundTenant(), key, version],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  const questionnaire = { ...parseQuestionnaire(row.definition), awaitingReview: awaitingReview(key, version) };
  known.set(name, questionnaire);
  return questionnaire;
};

/** As above, for a version that a row refers to: the foreign key guarantees that it exists. */
export const questionnaireOf = async (
  pool: Pick<PoolClient, 'query'>,
  key: string,
  version: number,
): Promise<Questionnaire> => {
  const questionnaire = await findQuestionnaire(pool, key, version);
  if (questionnaire === undefined)
    throw new Error(`Questionnaire ${key} version ${version} is referred to and missing.`);
  return questionnaire;
};
