import { createHash } from 'node:crypto';
import { recount } from '../support/recount.ts';
import type { Stage } from './stage.ts';

interface StoredRating {
  readonly key: string;
  readonly times: number;
  /** Hexadecimal. */
  readonly receiptHash: string;
}

/** What the gateway stores of a receipt code, as the citizen sees it: `3273-7K3M-9QXT-2WZ4-H8RN`. */
const hashOf = (code: string): string => {
  const [prefix, ...secret] = code.split('-');
  return createHash('sha256')
    .update(`${prefix}-${secret.join('')}`)
    .digest('hex');
};

/** Ratings that are stored, and whatever is not as the citizens were told, in words. */
interface Comparison {
  readonly stored: number;
  readonly broken: readonly string[];
}

/**
 * Holds what is stored against what citizens were told: each confirmed rating is there once, under the receipt that was
 * shown; nothing is there that nobody sent; tallies and audit trail have the same ratings.
 *
 * @param confirmed codes of receipts by key.
 */
export const compareWithStored = async (
  { inspect, sent }: Pick<Stage, 'inspect' | 'sent'>,
  confirmed: ReadonlyMap<string, string>,
): Promise<Comparison> => {
  const rows = await inspect<StoredRating>(
    `select submission_key as key, count(*)::integer as times, min(encode(receipt.receipt_hash, 'hex')) as "receiptHash"
     from feedback join receipt using (tenant_id, id, submission_key) group by submission_key`,
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const misrecorded = await inspect<{ subject: string; ratings: number; events: number }>(
    `select coalesce(id::text, subject) as subject, count(id)::integer as ratings, coalesce(max(events), 0)::integer as events
     from feedback
     full join (select subject, count(*) as events from audit_event where action = 'feedback.received' group by subject) as told
       on subject = id::text
     where id is null or events is distinct from 1
     group by 1`,
  );
  const stored = rows.reduce((sum, { times }) => sum + times, 0);
  const broken = [
    ...[...confirmed.keys()].filter((key) => !byKey.has(key)).map((key) => `${key} was confirmed and is not stored`),
    ...rows.filter(({ times }) => times > 1).map(({ key, times }) => `${key} is stored ${times} times`),
    ...rows.filter(({ key }) => !sent.has(key)).map(({ key }) => `${key} is stored, and nobody sent it`),
    ...[...confirmed]
      .filter(([key, code]) => byKey.has(key) && byKey.get(key)?.receiptHash !== hashOf(code))
      .map(([key, code]) => `${key} is stored under another receipt than ${code}`),
    ...misrecorded.map(
      ({ subject, ratings, events }) => `${subject}: ${ratings} ratings, ${events} events of receiving it`,
    ),
  ];
  const { kept, counted } = await recount({ database: { inspect } });
  for (const place of new Set([...Object.keys(kept), ...Object.keys(counted)]))
    if (JSON.stringify(kept[place]) !== JSON.stringify(counted[place]))
      broken.push(`tally of ${place}: ${JSON.stringify(kept[place])}, counted again ${JSON.stringify(counted[place])}`);
  return { stored, broken };
};
