import type { PoolClient } from 'pg';
import { advance } from '../domain/disclosure.ts';
import { type Period, periodContaining } from '../domain/period.ts';
import { MIN_STAFF } from '../domain/ranking.ts';
import {
  type Atom,
  cellName,
  countsOf,
  FIGURE_COLUMNS,
  type FigureRow,
  loadAtoms,
  ratingsOf,
  writeFigures,
} from './figure-cells.ts';
import { runningCells } from './running-cells.ts';

/** Longer than a month and the days until it closes: an open period began no longer ago than in the month before. */
const OPEN_MS = 35 * 86_400_000;

/** The unit to refresh. */
export interface UnitToRefresh {
  readonly tenantId: string;
  readonly unitId: string;
  readonly zone: string;
  readonly now: Date;
}

/** What a refresh found. */
export interface Refreshed {
  /** Open periods in which the unit's own figure moved. */
  readonly moved: readonly Period[];
  /** The most ratings that any figure of the unit still waits with. */
  readonly waiting: number;
}

const load = async (client: PoolClient, { tenantId, unitId, zone, now }: UnitToRefresh) => {
  const unit = await client.query<{ staffCount: number | null }>(
    'select staff_count as "staffCount" from unit where tenant_id = $1 and id = $2',
    [tenantId, unitId],
  );
  const closures = await client.query<{ period: Period }>('select period from period_closure where tenant_id = $1', [
    tenantId,
  ]);
  const shown = await client.query<FigureRow>(
    `select ${FIGURE_COLUMNS} from figure
     where tenant_id = $1 and version = 0
       and ((scope = 'UNIT' and scope_id = $2)
         or (scope = 'SERVICE' and scope_id in (select id from service where tenant_id = $1 and unit_id = $2)))`,
    [tenantId, unitId],
  );
  const years = new Set(
    [now.getTime() - OPEN_MS, now.getTime()].map((instant) => periodContaining(instant, zone, 'year')),
  );
  const atoms: Atom[] = [];
  for (const year of years) atoms.push(...(await loadAtoms(client, tenantId, year, unitId)));
  return {
    staffCount: unit.rows[0]?.staffCount ?? 0,
    closed: new Set(closures.rows.map(({ period }) => period)),
    shown: shown.rows,
    atoms,
  };
};

const questionnaireName = ({
  questionnaireKey,
  questionnaireVersion,
}: Pick<Atom, 'questionnaireKey' | 'questionnaireVersion'>) => `${questionnaireKey} ${questionnaireVersion}`;

/**
 * Lets the running figures of a unit and its services catch up with the tallies: each by ten ratings or more, and never
 * so that a smaller group would follow from what is shown.
 */
export const refreshRunningFigures = async (client: PoolClient, unit: UnitToRefresh): Promise<Refreshed> => {
  await client.query("select pg_advisory_xact_lock(hashtextextended('running ' || $1, 0))", [unit.unitId]);
  const { staffCount, closed, shown, atoms } = await load(client, unit);
  const withheld = staffCount < MIN_STAFF ? ('TOO_FEW_STAFF' as const) : null;
  const moved = new Set<Period>();
  let waiting = 0;
  for (const { questionnaireKey, questionnaireVersion } of new Map(
    atoms.map((atom) => [questionnaireName(atom), atom]),
  ).values()) {
    const name = questionnaireName({ questionnaireKey, questionnaireVersion });
    const { cells, equations } = runningCells(
      unit.unitId,
      atoms.filter((atom) => questionnaireName(atom) === name),
      closed,
    );
    const before = new Map(
      shown
        .filter((row) => questionnaireName(row) === name)
        .map((row) => [cellName(row.scope, row.scopeId, row.period), ratingsOf(countsOf(row))]),
    );
    const pending = new Map(
      [...cells].map(([cell, { counts }]) => [cell, { ratings: ratingsOf(counts) - (before.get(cell) ?? 0) }]),
    );
    const advancing = advance(pending, equations);
    for (const [cell, { ratings }] of pending) if (!advancing.has(cell)) waiting = Math.max(waiting, ratings);
    const figures = [...cells].filter(([cell]) => advancing.has(cell)).map(([, cell]) => cell);
    for (const { scope, period } of figures) if (scope === 'UNIT') moved.add(period);
    await writeFigures(
      client,
      unit.tenantId,
      figures.map((cell) => ({
        ...cell,
        questionnaireKey,
        questionnaireVersion,
        version: 0,
        withheld,
        asOf: unit.now,
        reason: null,
      })),
    );
  }
  return { moved: [...moved], waiting };
};

/** Units whose tallies are ahead of their running figures by at least one step. */
export const findUnitsToRefresh = async (
  client: Pick<PoolClient, 'query'>,
  { tenantId, zone, now }: Omit<UnitToRefresh, 'unitId'>,
): Promise<readonly string[]> => {
  const month = periodContaining(now.getTime(), zone, 'month');
  const { rows } = await client.query<{ unitId: string }>({
    name: 'units_to_refresh',
    text: `select tally.unit_id as "unitId"
           from tally
           where tenant_id = $1 and counted_on >= ($2 || '-01')::date
           group by tally.unit_id
           having sum(tally.ratings) - coalesce((
             select sum(figure.ratings - figure.recap_ratings) from figure
             where figure.tenant_id = $1 and figure.scope = 'UNIT' and figure.scope_id = tally.unit_id
               and figure.period = $2 and figure.version = 0), 0) >= 10`,
    values: [tenantId, month],
  });
  return rows.map(({ unitId }) => unitId);
};
