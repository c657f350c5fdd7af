import type { PoolClient } from 'pg';
import { advance } from '../domain/disclosure.ts';
import { enclosing, partsOf, type Period, periodContaining } from '../domain/period.ts';
import {
  addCounts,
  cellName,
  countsOf,
  FIGURE_COLUMNS,
  type FigureCell,
  type FigureRow,
  loadAtoms,
  NO_COUNTS,
  ratingsOf,
  type Scope,
  writeFigures,
} from './figure-cells.ts';

/** Longer periods around a month, and the month. */
const periodsAround = (month: Period): readonly Period[] => [...enclosing(month), month];

/** What a refresh found. */
export interface Refreshed {
  /** Open periods in which the unit's own figure moved. */
  readonly moved: readonly Period[];
  /** The most ratings that any figure of the unit still waits with. */
  readonly waiting: number;
}

/**
 * Lets the running figures of a unit and its services catch up with the tallies: each by ten ratings or more, and never
 * so that a smaller group would follow from what is shown.
 */
export const refreshRunningFigures = async (
  client: PoolClient,
  { tenantId, unitId, zone, now }: { tenantId: string; unitId: string; zone: string; now: Date },
): Promise<Refreshed> => {
  await client.query("select pg_advisory_xact_lock(hashtextextended('running ' || $1, 0))", [unitId]);
  const staff = await client.query<{ staffCount: number | null }>(
    'select staff_count as "staffCount" from unit where tenant_id = $1 and id = $2',
    [tenantId, unitId],
  );
  const closures = await client.query<{ period: Period }>('select period from period_closure where tenant_id = $1', [tenantId]);
  const closed = new Set(closures.rows.map(({ period }) => period));
  const thisMonth = periodContaining(now.getTime(), zone, 'month');
  const lastMonth = periodContaining(now.getTime() - 35 * 86_400_000, zone, 'month');
  const years = [...new Set([lastMonth, thisMonth].map((month) => month.slice(0, 4) as Period))];
  const atoms = (await Promise.all(years.map((year) => loadAtoms(client, tenantId, year, unitId)))).flat();
  const stored = await client.query<FigureRow>(
    `select ${FIGURE_COLUMNS} from figure
     where tenant_id = $1 and version = 0
       and ((scope = 'UNIT' and scope_id = $2)
         or (scope = 'SERVICE' and scope_id in (select id from service where tenant_id = $1 and unit_id = $2)))`,
    [tenantId, unitId],
  );
  const moved = new Set<Period>();
  let waiting = 0;
  const questionnaires = new Map(atoms.map((atom) => [`${atom.questionnaireKey} ${atom.questionnaireVersion}`, atom]));
  for (const { questionnaireKey, questionnaireVersion } of questionnaires.values()) {
    const isOfThis = (row: { questionnaireKey: string; questionnaireVersion: number }) =>
      row.questionnaireKey === questionnaireKey && row.questionnaireVersion === questionnaireVersion;
    const cells = new Map<string, FigureCell>();
    const parts = new Map<string, Set<string>>();
    const add = (scope: Scope, scopeId: string, period: Period, atom: (typeof atoms)[number]) => {
      const name = cellName(scope, scopeId, period);
      const counts = addCounts(cells.get(name)?.counts ?? NO_COUNTS, atom.counts);
      cells.set(name, { scope, scopeId, period, counts });
      return name;
    };
    const link = (total: string, part: string) => parts.set(total, (parts.get(total) ?? new Set()).add(part));
    for (const atom of atoms.filter(isOfThis)) {
      const periods = partsOf(atom.period).length === 0 ? periodsAround(atom.period) : [...enclosing(atom.period), atom.period];
      for (const period of periods.filter((candidate) => !closed.has(candidate))) {
        const unit = add('UNIT', unitId, period, atom);
        if (atom.serviceId !== null) link(unit, add('SERVICE', atom.serviceId, period, atom));
      }
    }
    for (const { scope, scopeId, period } of cells.values())
      for (const part of partsOf(period))
        if (cells.has(cellName(scope, scopeId, part)))
          link(`${cellName(scope, scopeId, period)} by time`, cellName(scope, scopeId, part));
    const before = new Map(
      stored.rows.filter(isOfThis).map((row) => [cellName(row.scope, row.scopeId, row.period), ratingsOf(countsOf(row))]),
    );
    const pending = new Map(
      [...cells].map(([name, { counts }]) => [name, { ratings: ratingsOf(counts) - (before.get(name) ?? 0) }] as const),
    );
    const advancing = advance(
      pending,
      [...parts].map(([total, names]) => ({ total: total.replace(/ by time$/, ''), parts: [...names] })),
    );
    for (const [name, { ratings }] of pending) if (!advancing.has(name)) waiting = Math.max(waiting, ratings);
    const withheld = (staff.rows[0]?.staffCount ?? 0) < 3 ? ('TOO_FEW_STAFF' as const) : null;
    const figures = [...cells].filter(([name]) => advancing.has(name)).map(([, cell]) => cell);
    await writeFigures(
      client,
      tenantId,
      figures.map((cell) => ({ ...cell, questionnaireKey, questionnaireVersion, version: 0, withheld, asOf: now, reason: null })),
    );
    for (const { scope, period } of figures) if (scope === 'UNIT') moved.add(period);
  }
  return { moved: [...moved], waiting };
};

/** Units whose tallies are ahead of their running figures by at least one step. */
export const findUnitsToRefresh = async (
  client: Pick<PoolClient, 'query'>,
  { tenantId, zone, now }: { tenantId: string; zone: string; now: Date },
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
