import type { Pool, PoolClient } from 'pg';
import { daysOf, enclosing, monthsOf, type Period } from '../domain/period.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import {
  boardMoments,
  type Candidate,
  type Board as RankedBoard,
  rankUnits,
  restsOnVerified,
} from '../domain/ranking.ts';
import { satisfactionIndex } from '../domain/satisfaction-index.ts';
import type { Tally } from '../domain/tally.ts';
import { countsOf, FIGURE_COLUMNS, type FigureRow, officialCounts, sumOfShown } from '../feedback/figure-cells.ts';
import { isClosedFor } from '../feedback/reporting-period.ts';
import { questionnaireOf } from '../feedback/stored-questionnaire.ts';

interface UnitOnBoard extends Partial<FigureRow> {
  readonly unitId: string;
  readonly name: string;
  readonly staffCount: number | null;
}

interface TallyOfUnit {
  readonly unitId: string;
  readonly ratings: number;
  readonly counts: number[];
  readonly sum: string;
  readonly sumOfSquares: string;
}

/** One row of `board_entry`, without its key. */
interface Entry {
  readonly unit_id: string;
  readonly place: number;
  readonly withheld: string | null;
  readonly ratings: number | null;
  readonly fair_ratings: number | null;
  readonly index: number | null;
  readonly grade: string | null;
  readonly fair_score: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly band: string | null;
  readonly rank_from: number | null;
  readonly rank_to: number | null;
  readonly rank_of: number | null;
}

const WITHHELD_ENTRY = {
  ratings: null,
  fair_ratings: null,
  index: null,
  grade: null,
  fair_score: null,
  lower: null,
  upper: null,
  band: null,
  rank_from: null,
  rank_to: null,
  rank_of: null,
} as const;

/** The figures of the units of one kind, in the columns of `FigureRow`: as they were closed, or as far as they run. */
const FIGURES = {
  closed: `
    select distinct on (scope_id, questionnaire_key, questionnaire_version) ${FIGURE_COLUMNS}
    from figure
    where tenant_id = $1 and scope = $2 and period = any($3) and version > 0
      and scope_id in (select id from unit where tenant_id = $1 and kind = $4)
    order by scope_id, questionnaire_key, questionnaire_version, version desc`,
  running: sumOfShown('select id from unit where tenant_id = $1 and kind = $4', 'shown.scope_id'),
};

const loadUnits = async (client: PoolClient, { tenantId, kind, period, closed }: BoardKey) => {
  const { rows } = await client.query<UnitOnBoard>({
    name: `units_for_${closed ? 'closed' : 'running'}_board`,
    // Materialized: in a young database the planner expects one unit, and would read the figures again for each.
    text: `with shown as materialized (${closed ? FIGURES.closed : FIGURES.running})
           select unit.id as "unitId", unit.name, unit.staff_count as "staffCount", shown.*
           from unit
           left join shown on shown."scopeId" = unit.id and starts_with(shown."questionnaireKey", 'skm')
           where unit.tenant_id = $1 and unit.kind = $4
           order by unit.name, unit.id`,
    values: [tenantId, 'UNIT', closed ? [period] : monthsOf(period), kind],
  });
  return rows;
};

/** The questionnaire with the most ratings on the board; answers of different ones are never compared. */
const mostUsed = (rows: readonly UnitOnBoard[]) => {
  const ratings = new Map<string, { key: string; version: number; ratings: number }>();
  for (const row of rows) {
    if (row.questionnaireKey === undefined || row.questionnaireVersion === undefined || row.questionnaireKey === null)
      continue;
    const name = `${row.questionnaireKey} ${row.questionnaireVersion}`;
    const before = ratings.get(name)?.ratings ?? 0;
    ratings.set(name, {
      key: row.questionnaireKey,
      version: row.questionnaireVersion,
      ratings: before + (row.ratings ?? 0),
    });
  }
  return [...ratings.values()].toSorted((a, b) => b.ratings - a.ratings || b.version - a.version)[0];
};

const latestBoard = async (client: PoolClient, { tenantId, kind, period }: BoardKey) => {
  const { rows } = await client.query<{ version: number; entries: Entry[] }>({
    name: 'latest_board',
    text: `select board.version,
                  (select jsonb_agg(to_jsonb(entry) - 'tenant_id' - 'kind' - 'period' - 'version' order by entry.place)
                   from board_entry as entry
                   where entry.tenant_id = $1 and entry.kind = $2 and entry.period = $3 and entry.version = board.version) as entries
           from board where tenant_id = $1 and kind = $2 and period = $3 and version > 0
           order by version desc limit 1`,
    values: [tenantId, kind, period],
  });
  return rows[0];
};

const sameEntries = (a: readonly Entry[], b: readonly Entry[]) => {
  const canonical = (entries: readonly Entry[]) =>
    JSON.stringify(
      entries.map((entry) => Object.entries(entry).toSorted(([left], [right]) => (left < right ? -1 : 1))),
    );
  return canonical(a) === canonical(b);
};

/** Ratings with a visit code in a closed period, by unit. */
const loadVerified = async (
  client: PoolClient,
  { tenantId, kind, period }: BoardKey,
  { key, version }: Pick<Questionnaire, 'key' | 'version'>,
): Promise<ReadonlyMap<string, Tally>> => {
  const { first, last } = daysOf(period);
  const { rows } = await client.query<TallyOfUnit>({
    name: 'verified_of_kind',
    text: `select unit_id as "unitId", sum(ratings)::integer as ratings, sum_counts(counts) as counts,
                  sum(sum)::text as sum, sum(sum_of_squares)::text as "sumOfSquares"
           from tally
           where tenant_id = $1 and unit_id in (select id from unit where tenant_id = $1 and kind = $2) and verified
             and counted_on between $3 and $4 and questionnaire_key = $5 and questionnaire_version = $6
           group by 1`,
    values: [tenantId, kind, first, last, key, version],
  });
  return new Map(
    rows.map(({ unitId, sum, sumOfSquares, ...counts }) => [
      unitId,
      { ...counts, sum: BigInt(sum), sumOfSquares: BigInt(sumOfSquares) },
    ]),
  );
};

const momentsOf = (questionnaire: Questionnaire, tally: Tally | undefined) =>
  tally === undefined || tally.ratings === 0
    ? { ratings: 0, mean: 0, variance: 0 }
    : boardMoments(questionnaire, tally);

const candidateOf = (
  questionnaire: Questionnaire,
  { unitId, name, staffCount }: UnitOnBoard,
  figure: FigureRow | undefined,
): Candidate => {
  const unit = { id: unitId, name, staffCount };
  if (figure === undefined) return { ...unit, ...momentsOf(questionnaire, undefined) };
  const { own, recap } = countsOf(figure);
  const isHidden = figure.withheld === 'PROTECTS_OTHERS' || figure.withheld === 'UNDER_REVIEW';
  const isRecap = own.ratings === 0 && recap.ratings > 0;
  return {
    ...unit,
    ...momentsOf(questionnaire, own),
    hidden: isHidden ? (figure.withheld ?? undefined) : isRecap ? 'RECAP_ONLY' : undefined,
  };
};

const entriesOf = (
  questionnaire: Questionnaire,
  board: RankedBoard,
  figures: ReadonlyMap<string, FigureRow>,
): Entry[] => [
  ...board.rows.map((row, place): Entry => {
    const figure = figures.get(row.id);
    const official = figure === undefined ? null : satisfactionIndex(questionnaire, officialCounts(countsOf(figure)));
    return {
      unit_id: row.id,
      place,
      withheld: null,
      ratings: figure?.ratings ?? row.ratings,
      fair_ratings: row.ratings,
      index: official?.value ?? null,
      grade: official?.grade ?? null,
      fair_score: row.fairScore,
      lower: row.interval.lower,
      upper: row.interval.upper,
      band: row.band,
      rank_from: row.rank?.from ?? null,
      rank_to: row.rank?.to ?? null,
      rank_of: row.rank?.of ?? null,
    };
  }),
  ...board.withheld.map(
    ({ id, reason }, place): Entry => ({
      unit_id: id,
      place: board.rows.length + place,
      withheld: reason,
      ...WITHHELD_ENTRY,
    }),
  ),
];

/** Which board. */
export interface BoardKey {
  readonly tenantId: string;
  readonly kind: string;
  readonly period: Period;
  readonly closed: boolean;
}

/**
 * Computes and publishes the board of one kind of unit in one period from the published figures of its units. A closed
 * board gets a new version only when something on it has changed; a running one (version 0) is replaced.
 */
export const publishBoard = async (
  client: PoolClient,
  pool: Pool,
  key: BoardKey,
  { now, reason }: { now: Date; reason: string | null },
): Promise<void> => {
  const { tenantId, kind, period, closed } = key;
  // Units of a kind may move at the same time: the later one waits for the earlier, and has its figure on the board too.
  await client.query({
    name: 'lock_board',
    text: "select pg_advisory_xact_lock(hashtextextended('board ' || $1 || ' ' || $2, 0))",
    values: [tenantId, kind],
  });
  const rows = await loadUnits(client, key);
  const used = mostUsed(rows);
  if (used === undefined) return;
  const questionnaire = await questionnaireOf(pool, used.key, used.version);
  const figures = new Map(
    rows
      .filter(
        (row): row is UnitOnBoard & FigureRow =>
          row.questionnaireKey === used.key && row.questionnaireVersion === used.version,
      )
      .map((row) => [row.unitId, row]),
  );
  const units = [...new Map(rows.map((row) => [row.unitId, row])).values()];
  const candidates = units.map((unit) => candidateOf(questionnaire, unit, figures.get(unit.unitId)));
  const onAll = rankUnits(candidates);
  // What is still running grows by single ratings, which the difference of two of its boards would show.
  const verified = closed ? await loadVerified(client, key, questionnaire) : new Map<string, Tally>();
  const counts = new Map([...verified].map(([id, { ratings }]) => [id, ratings]));
  const basis = restsOnVerified(onAll.rows, counts) ? 'VERIFIED' : 'ALL';
  const board =
    basis === 'ALL'
      ? onAll
      : rankUnits(candidates.map((one) => ({ ...one, ...momentsOf(questionnaire, verified.get(one.id)) })));
  const entries = entriesOf(questionnaire, board, figures);
  const before = closed ? await latestBoard(client, key) : undefined;
  if (before !== undefined && sameEntries(before.entries ?? [], entries)) return;
  const version = closed ? (before?.version ?? 0) + 1 : 0;
  if (!closed)
    await client.query('delete from board where tenant_id = $1 and kind = $2 and period = $3 and version = 0', [
      tenantId,
      kind,
      period,
    ]);
  const { state, average, rankability, priorStrength } = board;
  const why = version > 1 ? (reason ?? 'Angka salah satu unit berubah.') : null;
  await client.query({
    name: 'insert_board',
    text: `insert into board (tenant_id, kind, period, version, questionnaire_key, questionnaire_version, state, basis, average,
             rankability, prior_strength, as_of, reason)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      tenantId,
      kind,
      period,
      version,
      used.key,
      used.version,
      state,
      basis,
      average,
      rankability,
      priorStrength,
      now,
      why,
    ],
  });
  await client.query({
    name: 'insert_board_entries',
    text: `insert into board_entry (tenant_id, kind, period, version, unit_id, place, withheld, ratings, fair_ratings, index, grade,
             fair_score, lower, upper, band, rank_from, rank_to, rank_of)
           select $1, $2, $3, $4, entry.unit_id, entry.place, entry.withheld, entry.ratings, entry.fair_ratings,
                  entry.index, entry.grade, entry.fair_score, entry.lower, entry.upper, entry.band, entry.rank_from,
                  entry.rank_to, entry.rank_of
           from jsonb_populate_recordset(null::board_entry, $5) as entry`,
    values: [tenantId, kind, period, version, JSON.stringify(entries)],
  });
};

/** Publishes the provisional boards of all open periods around some months. */
export const publishProvisionalBoards = async (
  client: PoolClient,
  pool: Pool,
  {
    tenantId,
    kind,
    months,
    zone,
    now,
  }: { tenantId: string; kind: string; months: readonly Period[]; zone: string; now: Date },
): Promise<void> => {
  const periods = new Set(months.flatMap((month) => [...enclosing(month), month]));
  for (const period of periods)
    if (!isClosedFor(zone, now, period))
      await publishBoard(client, pool, { tenantId, kind, period, closed: false }, { now, reason: null });
};
