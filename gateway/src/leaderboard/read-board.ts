import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Period } from '../domain/period.ts';
import { type Band, MIN_STAFF, type RankInterval } from '../domain/ranking.ts';
import type { ServiceGrade } from '../domain/service-grade.ts';
import type { WithheldReason } from '../domain/withheld-reason.ts';
import { badInput } from '../errors.ts';
import { reportingPeriod } from '../feedback/reporting-period.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';

/** A unit with all that the API shows of one, so that a board needs no further statement. */
export interface BoardUnit {
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly staffCount: number | null;
}

/** A unit with figures. */
export interface BoardRow {
  readonly unit: BoardUnit;
  readonly ratings: number;
  readonly fairRatings: number;
  readonly index: number;
  readonly grade: ServiceGrade;
  readonly fairScore: number;
  readonly interval: { readonly lower: number; readonly upper: number };
  readonly band: Band;
  readonly rank: RankInterval | null;
}

/** A unit without a place. */
export interface WithheldRow {
  readonly unit: BoardUnit;
  readonly reason: WithheldReason;
}

/** A board as it was published. */
export interface PublicBoard {
  readonly period: Period;
  readonly closed: boolean;
  readonly state: 'PUBLISHED' | 'TOO_FEW_UNITS';
  readonly basis: 'VERIFIED' | 'ALL';
  readonly version: number;
  readonly asOf: Date;
  readonly average: number | null;
  readonly rankability: number | null;
  readonly rows: readonly BoardRow[];
  readonly withheld: readonly WithheldRow[];
}

interface Row {
  readonly state: PublicBoard['state'];
  readonly basis: PublicBoard['basis'];
  readonly version: number;
  readonly asOf: Date;
  readonly average: number | null;
  readonly rankability: number | null;
  readonly id: string | null;
  readonly name: string;
  readonly staffCount: number | null;
  readonly withheld: WithheldReason | null;
  readonly ratings: number;
  readonly fairRatings: number;
  readonly index: number;
  readonly grade: ServiceGrade;
  readonly fairScore: number;
  readonly lower: number;
  readonly upper: number;
  readonly band: Band;
  readonly rankFrom: number | null;
  readonly rankTo: number | null;
  readonly rankOf: number | null;
}

/** The newest version of a board with its units, in their order: one statement, whose cost does not grow with ratings. */
export const READ_BOARD = {
  name: 'read_board',
  text: `
    select board.state, board.basis, board.version, board.as_of as "asOf", board.average, board.rankability,
           unit.id, unit.name, unit.staff_count as "staffCount", entry.withheld, entry.ratings,
           entry.fair_ratings as "fairRatings", entry.index, entry.grade, entry.fair_score as "fairScore", entry.lower,
           entry.upper, entry.band, entry.rank_from as "rankFrom", entry.rank_to as "rankTo", entry.rank_of as "rankOf"
    from (select * from board
          where tenant_id = $1 and kind = $2 and period = $3 and (version > 0) = $4
          order by version desc limit 1) as board
    left join board_entry as entry on entry.tenant_id = $1 and entry.kind = $2 and entry.period = $3 and entry.version = board.version
    left join unit on unit.tenant_id = $1 and unit.id = entry.unit_id
    order by entry.place`,
};

const figuresOf = (row: Row): Omit<BoardRow, 'unit'> => {
  const {
    ratings,
    fairRatings,
    index,
    grade,
    fairScore,
    lower,
    upper,
    band,
    rankFrom: from,
    rankTo: to,
    rankOf: of,
  } = row;
  const rank = from === null || to === null || of === null ? null : { from, to, of };
  return { ratings, fairRatings, index, grade, fairScore, interval: { lower, upper }, band, rank };
};

/** What is known of units of a kind without a published board; staff first, as it withholds whatever the ratings are. */
const unpublished = async (pool: Pool, kind: string, asOf: Date): Promise<Omit<PublicBoard, 'period' | 'closed'>> => {
  const { rows } = await pool.query<BoardUnit>({
    name: 'units_of_kind',
    text: `select tenant_id as "tenantId", id, name, kind, staff_count as "staffCount" from unit
           where tenant_id = $1 and kind = $2 order by name, id`,
    values: [boundTenant(), kind],
  });
  if (rows.length === 0) {
    const kinds = await pool.query<{ kind: string }>(
      'select distinct kind from unit where tenant_id = $1 order by kind',
      [boundTenant()],
    );
    throw badInput('kind', kind, `one of ${kinds.rows.map((row) => row.kind).join(', ')}`);
  }
  return {
    state: 'TOO_FEW_UNITS',
    basis: 'ALL',
    version: 0,
    asOf,
    average: null,
    rankability: null,
    rows: [],
    withheld: rows.map((unit) => ({
      unit,
      reason: (unit.staffCount ?? 0) < MIN_STAFF ? 'TOO_FEW_STAFF' : 'TOO_FEW_RATINGS',
    })),
  };
};

/**
 * The board of one kind of unit of a tenant; without a period, of the last closed quarter. Throws BAD_USER_INPUT for a
 * kind that no unit has, naming those there are, and for a period that has not begun.
 */
export const readBoard = async (
  pool: Pool,
  {
    tenant,
    kind,
    period: wanted,
    now,
  }: { tenant: TenantEntry; kind: string; period: Period | null | undefined; now: Date },
): Promise<PublicBoard> => {
  const { tenantId } = tenant;
  const { period, closed, asOf: since } = reportingPeriod(tenant.timeZone, now, wanted);
  const { rows } = await pool.query<Row>({ values: [tenantId, kind, period, closed], ...READ_BOARD });
  const [board] = rows;
  if (board === undefined) return { ...(await unpublished(pool, kind, since)), period, closed };
  const unitOf = (row: Row): BoardUnit => ({
    tenantId,
    id: row.id ?? '',
    name: row.name,
    kind,
    staffCount: row.staffCount,
  });
  const { state, basis, version, asOf, average, rankability } = board;
  return {
    period,
    closed,
    state,
    basis,
    version,
    asOf,
    average,
    rankability,
    // A board without entries has one row, of which only the board's own columns are set.
    rows: rows
      .filter(({ id, withheld }) => id !== null && withheld === null)
      .map((row) => ({ unit: unitOf(row), ...figuresOf(row) })),
    withheld: rows.flatMap((row) => (row.withheld === null ? [] : [{ unit: unitOf(row), reason: row.withheld }])),
  };
};
