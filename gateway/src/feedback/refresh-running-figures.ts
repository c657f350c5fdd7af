import type { PoolClient } from 'pg';
import { advance, suppress } from '../domain/disclosure.ts';
import { daysOf, type Period, periodContaining, previous } from '../domain/period.ts';
import { MIN_GROUP, needsProtection } from '../domain/protected-group.ts';
import { MIN_STAFF } from '../domain/ranking.ts';
import {
  type Atom,
  addCounts,
  cellName,
  countsOf,
  FIGURE_COLUMNS,
  type FigureCell,
  type FigureRow,
  loadTallies,
  NO_COUNTS,
  ratingsOf,
  writeFigures,
} from './figure-cells.ts';
import { isClosedFor } from './reporting-period.ts';

/** The unit to refresh. */
export interface UnitToRefresh {
  readonly tenantId: string;
  readonly unitId: string;
  readonly zone: string;
  readonly now: Date;
}

/** What a refresh found. */
export interface Refreshed {
  /** Open months in which the unit's own figure moved. */
  readonly moved: readonly Period[];
  /** The most ratings that the unit's figure of a month still waits with. */
  readonly waiting: number;
}

/** The months that ratings can still be counted in: this one, and the one before until it closes. */
const openMonths = (zone: string, now: Date): readonly Period[] => {
  const month = periodContaining(now.getTime(), zone, 'month');
  return [previous(month), month].filter((candidate) => !isClosedFor(zone, now, candidate));
};

const staffOf = async (client: PoolClient, { tenantId, unitId }: UnitToRefresh): Promise<number> => {
  const { rows } = await client.query<{ staffCount: number | null }>({
    name: 'staff_of_unit',
    text: 'select staff_count as "staffCount" from unit where tenant_id = $1 and id = $2',
    values: [tenantId, unitId],
  });
  return rows[0]?.staffCount ?? 0;
};

const shownOf = async (client: PoolClient, { tenantId, unitId }: UnitToRefresh, months: readonly Period[]) => {
  const { rows } = await client.query<FigureRow>({
    name: 'running_figures_of_unit',
    text: `select ${FIGURE_COLUMNS} from figure
           where tenant_id = $1 and version = 0 and period = any($3)
             and ((scope = 'UNIT' and scope_id = $2)
               or (scope = 'SERVICE' and scope_id in (select id from service where tenant_id = $1 and unit_id = $2)))`,
    values: [tenantId, unitId, months],
  });
  return rows;
};

/** Groups of one unit, month and questionnaire. */
const grouped = (atoms: readonly (Atom & { readonly serviceId: string })[]) => {
  const groups = new Map<string, (Atom & { readonly serviceId: string })[]>();
  for (const atom of atoms) {
    const name = `${atom.period} ${atom.questionnaireKey} ${atom.questionnaireVersion}`;
    groups.set(name, [...(groups.get(name) ?? []), atom]);
  }
  return groups.values();
};

const NONE_HIDDEN: ReadonlySet<string> = new Set();

/**
 * What stays hidden of a unit and its services once all of them are up to date: figures grow in steps of ten and hide nothing, but
 * when ratings were taken out, one to nine may be left.
 */
const hiddenTogether = (own: FigureCell, services: readonly FigureCell[], name: (cell: FigureCell) => string) =>
  suppress({
    cells: new Map([own, ...services].map((cell) => [name(cell), { ratings: ratingsOf(cell.counts) }])),
    equations: [{ total: name(own), parts: services.map(name) }],
  });

/** Until the end of the transaction nobody else refreshes the running figures of the unit. */
export const lockRunningFigures = (client: PoolClient, unitId: string): Promise<unknown> =>
  client.query({
    name: 'lock_running_figures',
    text: "select pg_advisory_xact_lock(hashtextextended('running ' || $1, 0))",
    values: [unitId],
  });

/**
 * Lets the running figures of a unit and its services catch up with the tallies, in steps that tell nothing of a group
 * of fewer than ten.
 */
export const refreshRunningFigures = async (client: PoolClient, unit: UnitToRefresh): Promise<Refreshed> => {
  const { tenantId, unitId, zone, now } = unit;
  await lockRunningFigures(client, unitId);
  const months = openMonths(zone, now);
  const [oldest] = months;
  if (oldest === undefined) return { moved: [], waiting: 0 };
  const days = { first: daysOf(oldest).first, last: daysOf(months.at(-1) ?? oldest).last };
  const atoms = await loadTallies(client, tenantId, days, unitId);
  const shown = await shownOf(client, unit, months);
  const fewStaff = (await staffOf(client, unit)) < MIN_STAFF;
  const moved = new Set<Period>();
  let waiting = 0;
  for (const group of grouped(atoms)) {
    const [{ period, questionnaireKey, questionnaireVersion }] = group as [Atom, ...Atom[]];
    const rowOf = (cell: FigureCell) =>
      shown.find(
        (candidate) =>
          candidate.questionnaireKey === questionnaireKey &&
          candidate.questionnaireVersion === questionnaireVersion &&
          cellName(candidate.scope, candidate.scopeId, candidate.period) === cellName(cell.scope, cell.scopeId, period),
      );
    const publishedOf = (cell: FigureCell) => {
      const row = rowOf(cell);
      return row === undefined ? 0 : ratingsOf(countsOf(row));
    };
    const own: FigureCell = {
      scope: 'UNIT',
      scopeId: unitId,
      period,
      counts: group.reduce((sum, { counts }) => addCounts(sum, counts), NO_COUNTS),
    };
    const services = group.map(
      ({ serviceId, counts }): FigureCell => ({ scope: 'SERVICE', scopeId: serviceId, period, counts }),
    );
    const name = (cell: FigureCell) => cellName(cell.scope, cell.scopeId, period);
    const pending = new Map(
      [own, ...services].map((cell) => [name(cell), { ratings: ratingsOf(cell.counts) - publishedOf(cell) }]),
    );
    const moving = advance(pending, [{ total: name(own), parts: services.map(name) }]);
    if (moving.has(name(own))) moved.add(period);
    else waiting = Math.max(waiting, pending.get(name(own))?.ratings ?? 0);
    const inStep = services.some((cell) => moving.has(name(cell)));
    const hidden = inStep ? hiddenTogether(own, services, name) : NONE_HIDDEN;
    const withheldOf = (cell: FigureCell): FigureRow['withheld'] => {
      if (fewStaff) return 'TOO_FEW_STAFF';
      if (needsProtection({ ratings: ratingsOf(cell.counts) })) return 'TOO_FEW_RATINGS';
      return hidden.has(name(cell)) ? 'PROTECTS_OTHERS' : null;
    };
    const hasChanged = (cell: FigureCell) => {
      const row = rowOf(cell);
      return row !== undefined && row.withheld !== withheldOf(cell);
    };
    const figures = [own, ...services].filter((cell) => moving.has(name(cell)) || (inStep && hasChanged(cell)));
    await writeFigures(
      client,
      tenantId,
      figures.map((cell) => ({
        ...cell,
        questionnaireKey,
        questionnaireVersion,
        version: 0,
        withheld: withheldOf(cell),
        asOf: now,
        reason: null,
        changedBy: null,
      })),
    );
  }
  return { moved: [...moved], waiting };
};

/** Units whose tallies are ahead of their running figures by at least one step, or behind: ratings may have been taken out. */
export const findUnitsToRefresh = async (
  client: Pick<PoolClient, 'query'>,
  { tenantId, zone, now }: Omit<UnitToRefresh, 'unitId'>,
): Promise<readonly string[]> => {
  const months = openMonths(zone, now);
  const { rows } = await client.query<{ unitId: string }>({
    name: 'units_to_refresh',
    text: `select distinct ahead.unit_id as "unitId"
           from (select unit_id, to_char(counted_on, 'YYYY-MM') as month, questionnaire_key, questionnaire_version, sum(ratings) as ratings
                 from tally
                 where tenant_id = $1 and counted_on >= ($2 || '-01')::date
                 group by 1, 2, 3, 4) as ahead
           left join figure on figure.tenant_id = $1 and figure.scope = 'UNIT' and figure.scope_id = ahead.unit_id
             and figure.period = ahead.month and figure.questionnaire_key = ahead.questionnaire_key
             and figure.questionnaire_version = ahead.questionnaire_version and figure.version = 0
           where ahead.month = any($3) and abs(ahead.ratings - coalesce(figure.ratings, 0)) >= ${MIN_GROUP}`,
    values: [tenantId, months[0] ?? '9999-12', months],
  });
  return rows.map(({ unitId }) => unitId);
};
