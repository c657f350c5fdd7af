import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { mergeTallies, ratingTally, type Tally } from '../domain/tally.ts';
import { receiptCode, receiptHash } from '../feedback/receipt-code.ts';
import { IMPORT_SHARD } from '../feedback/tally-shard.ts';
import { insertTenant } from '../tenant/create-tenant.ts';
import { type DemoRegion, type DemoService, type DemoUnit, demoId, demoQuestionnaires } from './demo-regions.ts';
import type { DemoRating } from './generate-ratings.ts';
import type { DemoRecap, RegionRatings } from './generate-region.ts';

/** Where and when it is stored. */
export interface Storing {
  readonly client: PoolClient;
  readonly region: DemoRegion;
  readonly now: Date;
}

type Table =
  | 'unit'
  | 'service'
  | 'embed_site'
  | 'import_batch'
  | 'receipt'
  | 'feedback'
  | 'ticket'
  | 'tally'
  | 'recap'
  | 'post'
  | 'employee'
  | 'assignment'
  | 'measurement'
  | 'audit_event';

/** Rows in one statement; as many as a statement manages well within its deadline. */
const BATCH = 2500;

/** Inserts rows of the region's tenant; what all have in common is sent once, and what none gives is null. */
export const insertRows = async <Item>(
  { client, region }: Storing,
  table: Table,
  { items, rowOf, common }: { items: readonly Item[]; rowOf: (item: Item) => object; common?: object },
) => {
  const base = JSON.stringify({ ...common, tenant_id: region.tenantId });
  for (let from = 0; from < items.length; from += BATCH)
    await client.query(
      `insert into ${table}
       select * from jsonb_populate_recordset(jsonb_populate_record(null::${table}, $1), $2)`,
      [base, JSON.stringify(items.slice(from, from + BATCH).map(rowOf))],
    );
};

export const insertRow = (storing: Storing, table: Table, row: object) =>
  insertRows(storing, table, { items: [row], rowOf: (item) => item });

/** Feedback, each with its receipt: of a row each table takes what it has columns for. */
export const insertFeedback = async <Item>(storing: Storing, rows: Parameters<typeof insertRows<Item>>[2]) => {
  await insertRows(storing, 'receipt', rows);
  await insertRows(storing, 'feedback', rows);
};

const bytes = (buffer: Buffer) => `\\x${buffer.toString('hex')}`;

const sha256 = (text: string) => createHash('sha256').update(text).digest();

const unitRow = ({ id, parentId, regionCode, name, kind, staffCount }: DemoUnit) => ({
  id,
  parent_id: parentId,
  region_code: regionCode,
  name,
  kind,
  staff_count: staffCount,
});

const serviceRow = ({ unit, service }: { unit: DemoUnit; service: DemoService }) => ({
  id: service.id,
  unit_id: unit.id,
  name: service.name,
  questionnaire_key: service.questionnaire.key,
  questionnaire_version: service.questionnaire.version,
  requirements: service.requirements,
  procedure: service.procedure,
  service_time: service.serviceTime,
  fee: service.fee,
  product: service.product,
  complaint_handling: service.complaintHandling,
  yearly_users: service.yearlyUsers,
});

/** The region with its units, services and example site. */
export const storeStructure = async (storing: Storing): Promise<void> => {
  const { client, region, now } = storing;
  const services = region.units.flatMap((unit) => unit.services.map((service) => ({ unit, service })));
  await insertTenant(client, { ...region, sampleData: true }, Object.values(demoQuestionnaires));
  await insertRows(storing, 'unit', { items: region.units, rowOf: unitRow });
  await insertRows(storing, 'service', { items: services, rowOf: serviceRow });
  await insertRow(storing, 'embed_site', { ...region.site, name: 'Situs contoh', origins: ['*'], created_at: now });
};

interface Batch {
  readonly kind: 'DEMO' | 'RECAP';
  readonly fileName: string;
  readonly target: string;
  readonly ratings: number;
}

/** Marks where ratings come from, with one line in the audit for all of them. */
const storeBatch = async (storing: Storing, { kind, fileName, target, ratings }: Batch): Promise<string> => {
  const { region, now } = storing;
  const id = demoId('batch', region.code, target);
  await insertRow(storing, 'import_batch', {
    id,
    kind,
    file_name: fileName,
    file_hash: bytes(sha256(`${fileName} ${target}`)),
    target,
    mapping: {},
    ratings,
    imported_by: 'demo',
    imported_at: now,
  });
  await insertRow(storing, 'audit_event', {
    id: demoId('audit', region.code, target),
    at: now,
    actor: 'demo',
    action: 'ratings.generated',
    subject: id,
    detail: { kind, target, ratings },
  });
  return id;
};

const feedbackRow = (rating: DemoRating, prefix: string, key: Buffer) => {
  const { questionnaire } = rating.service;
  const answers = questionnaire.elements.flatMap(({ key: element }, place) => {
    const score = rating.scores[place];
    return score === null || score === undefined ? [] : [[element, score]];
  });
  return {
    id: rating.id,
    submission_key: rating.submissionKey,
    request_hash: bytes(sha256(rating.submissionKey)),
    service_id: rating.service.id,
    unit_id: rating.unit.id,
    questionnaire_key: questionnaire.key,
    questionnaire_version: questionnaire.version,
    answers: Object.fromEntries(answers),
    comment: rating.comment,
    sex: rating.respondent.sex,
    age_band: rating.respondent.ageBand,
    education: rating.respondent.education,
    occupation: rating.respondent.occupation,
    received_at: rating.receivedAt,
    counted_on: rating.countedOn,
    receipt_hash: bytes(receiptHash(receiptCode(prefix, key, rating.id))),
  };
};

const addTo = (tally: Tally | undefined, { service, scores }: DemoRating): Tally => {
  const own = ratingTally(service.questionnaire, scores);
  return tally === undefined ? own : mergeTallies(tally, own);
};

/** The tally of one service on one day. */
interface DayTally {
  readonly first: DemoRating;
  readonly tally: Tally;
}

const talliesByDay = (ratings: readonly DemoRating[]): readonly DayTally[] => {
  const days = new Map<string, DayTally>();
  for (const rating of ratings) {
    const name = `${rating.service.id} ${rating.countedOn}`;
    const day = days.get(name);
    days.set(name, { first: day?.first ?? rating, tally: addTo(day?.tally, rating) });
  }
  return [...days.values()];
};

const tallyRow = ({ first: { unit, service, countedOn }, tally }: DayTally) => ({
  unit_id: unit.id,
  service_id: service.id,
  questionnaire_key: service.questionnaire.key,
  questionnaire_version: service.questionnaire.version,
  counted_on: countedOn,
  ratings: tally.ratings,
  counts: tally.counts,
  sum: tally.sum.toString(),
  sum_of_squares: tally.sumOfSquares.toString(),
});

const storeRecap = async (storing: Storing, { unit, quarter, ratings }: DemoRecap) => {
  const [first, ...others] = ratings;
  if (first === undefined) return;
  const target = `${unit.id} ${quarter}`;
  const fileName = `rekap-${quarter}.csv`;
  const batchId = await storeBatch(storing, { kind: 'RECAP', fileName, target, ratings: ratings.length });
  const tally = others.reduce(addTo, addTo(undefined, first));
  await insertRow(storing, 'recap', {
    id: demoId('recap', target),
    unit_id: unit.id,
    questionnaire_key: first.service.questionnaire.key,
    questionnaire_version: first.service.questionnaire.version,
    period: quarter,
    ratings: tally.ratings,
    counts: tally.counts,
    import_batch_id: batchId,
  });
};

/** What the receipts of the region are made with. */
export const receiptKeyOf = async ({ client, region }: Pick<Storing, 'client' | 'region'>) => {
  const { rows } = await client.query<{ secret: Buffer; prefix: string }>(
    'select secret, receipt_prefix as prefix from receipt_key join tenant using (tenant_id) where tenant_id = $1',
    [region.tenantId],
  );
  const [receipt] = rows;
  if (receipt === undefined) throw new Error(`${region.name} has no receipt key.`);
  return receipt;
};

/** The ratings with their tallies, and the recaps, under batches of their own. */
export const storeRatings = async (storing: Storing, { ratings, recaps }: RegionRatings): Promise<void> => {
  const { region } = storing;
  const receipt = await receiptKeyOf(storing);
  const batchId = await storeBatch(storing, {
    kind: 'DEMO',
    fileName: 'rated-units.csv',
    target: region.code,
    ratings: ratings.length,
  });
  await insertFeedback(storing, {
    items: ratings,
    rowOf: (rating) => feedbackRow(rating, receipt.prefix, receipt.secret),
    common: {
      kind: 'RATING',
      late: false,
      channel: 'DEMO',
      verified: false,
      import_batch_id: batchId,
      receipt_key_version: 1,
    },
  });
  await insertRows(storing, 'tally', {
    items: talliesByDay(ratings),
    rowOf: tallyRow,
    common: { verified: false, shard: IMPORT_SHARD },
  });
  for (const recap of recaps) await storeRecap(storing, recap);
};
