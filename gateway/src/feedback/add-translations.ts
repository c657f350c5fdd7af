import type { Pool, PoolClient } from 'pg';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import { parseQuestionnaire, type Questionnaire } from '../domain/questionnaire.ts';
import { withTranslationsOf } from '../domain/translation.ts';
import { announceChange } from '../tenant/public-changes.ts';
import { SHIPPED_QUESTIONNAIRES } from '../tenant/shipped-questionnaires.ts';
import { forgetQuestionnaires } from './stored-questionnaire.ts';

type Client = Pick<Pool | PoolClient, 'query'>;

/** What the bound tenant's questionnaires become with the languages that are shipped; only those that change. */
const findTranslated = async (client: Client, lock: 'for update' | ''): Promise<readonly Questionnaire[]> => {
  const { rows } = await client.query<{ key: string; version: number; definition: unknown }>(
    `select key, version, definition from questionnaire where tenant_id = $1 order by key, version ${lock}`,
    [boundTenant()],
  );
  return rows.flatMap(({ key, version, definition }) => {
    const translated = SHIPPED_QUESTIONNAIRES.find((one) => one.key === key && one.version === version);
    if (translated === undefined) return [];
    const stored = parseQuestionnaire(definition);
    const merged = withTranslationsOf(translated, stored);
    return merged === stored ? [] : [merged];
  });
};

const storeTranslated = async (client: PoolClient, questionnaire: Questionnaire, at: Date): Promise<void> => {
  const { key, version, title } = questionnaire;
  await client.query('update questionnaire set definition = $4 where tenant_id = $1 and key = $2 and version = $3', [
    boundTenant(),
    key,
    version,
    JSON.stringify({ ...questionnaire, awaitingReview: undefined }),
  ]);
  const detail = { key, version, languages: Object.keys(title) };
  await recordEvent(client, {
    at,
    actor: 'system',
    action: 'questionnaire.translated',
    subject: boundTenant(),
    detail,
  });
};

/**
 * Gives the stored questionnaires of the bound tenant the languages that are shipped by now. The instrument stays what it
 * was, with its version: only translations are added or mended, and what asks in other Indonesian words is left alone.
 */
export const addTranslations = async (pool: Pool, at: Date): Promise<void> => {
  if ((await findTranslated(pool, '')).length === 0) return;
  await transaction(pool, async (client) => {
    // A second gateway that starts at the same time waits here, and finds them translated.
    const translated = await findTranslated(client, 'for update');
    for (const questionnaire of translated) await storeTranslated(client, questionnaire, at);
    if (translated.length > 0) await announceChange(client, boundTenant());
  });
  forgetQuestionnaires();
};
