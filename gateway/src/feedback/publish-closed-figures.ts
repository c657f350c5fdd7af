import type { PoolClient } from 'pg';
import { announceEvents } from '../audit/announce-event.ts';
import { type Cell, suppress } from '../domain/disclosure.ts';
import { enclosing, type Period, partsOf } from '../domain/period.ts';
import { MIN_GROUP } from '../domain/protected-group.ts';
import { MIN_STAFF } from '../domain/ranking.ts';
import {
  type Atom,
  addCounts,
  cellName,
  countsOf,
  FIGURE_COLUMNS,
  type FigureCell,
  type FigureCounts,
  type FigureRow,
  loadAtoms,
  NO_COUNTS,
  ratingsOf,
  type Scope,
  writeFigures,
} from './figure-cells.ts';
import { publishExclusions } from './publish-exclusions.ts';
import { publishRespondents } from './publish-respondents.ts';
import { type PublishedFigure, publishedEvents } from './published-events.ts';

interface UnitRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly staffCount: number | null;
}

/** Why published figures change, and by whom, as in the audit trail. Both are public, the name of the person is not. */
export interface Correction {
  readonly reason: string;
  readonly changedBy: string;
}

/** Written when a figure changes only because another one was closed after it. */
const FOR_DISCLOSURE: Correction = {
  reason: 'Pelindungan data: dari selisih angka ini dapat dihitung angka kelompok yang terlalu kecil.',
  changedBy: 'system',
};

/** Why there is a further version: one that is only withheld to protect others was not corrected, whatever else was. */
const whyOf = (
  hasSameCounts: boolean,
  withheld: FigureRow['withheld'],
  correction: Correction | undefined,
): Correction => (hasSameCounts && withheld === 'PROTECTS_OTHERS' ? FOR_DISCLOSURE : (correction ?? FOR_DISCLOSURE));

/**
 * Whether a figure that was published stays when another one closes after it. The quarter is what boards and reports rest
 * on: rather than take one back, the longer period is withheld. Only a month gives way, with the reason.
 */
const staysPublic = (period: Period): boolean => partsOf(period).length > 0;

const withAncestors = (units: ReadonlyMap<string, UnitRow>, unitId: string): readonly string[] => {
  const path: string[] = [];
  for (let at = units.get(unitId); at !== undefined; at = at.parentId === null ? undefined : units.get(at.parentId)) {
    if (path.includes(at.id)) break; // a unit above itself: an error in the data that must not hang the gateway
    path.push(at.id);
  }
  return path;
};

/** Staff of a unit with all below it; unknown ones count as none. */
const staffBelow = (units: ReadonlyMap<string, UnitRow>): ReadonlyMap<string, number> => {
  const staff = new Map<string, number>();
  for (const { id, staffCount } of units.values())
    for (const ancestor of withAncestors(units, id))
      staff.set(ancestor, (staff.get(ancestor) ?? 0) + (staffCount ?? 0));
  return staff;
};

/** All cells of one questionnaire in the closed periods of a year, and how they add up. */
const buildCells = (atoms: readonly Atom[], units: ReadonlyMap<string, UnitRow>, closed: ReadonlySet<Period>) => {
  const staff = staffBelow(units);
  const cells = new Map<string, FigureCell & { readonly sensitive: boolean }>();
  /** Groups that no figure shows, but that follow from two figures that do: recaps of a unit or of a long period. */
  const residuals = new Map<string, number>();
  const parts = new Map<string, Set<string>>();
  const linkPart = (total: string, part: string) => parts.set(total, (parts.get(total) ?? new Set()).add(part));
  const add = (scope: Scope, scopeId: string, period: Period, counts: FigureCounts, sensitive: boolean) => {
    const name = cellName(scope, scopeId, period);
    const before = cells.get(name)?.counts ?? NO_COUNTS;
    cells.set(name, { scope, scopeId, period, counts: addCounts(before, counts), sensitive });
    return name;
  };
  const addResidual = (total: string, what: string, ratings: number) => {
    const name = `${what} of ${total}`;
    residuals.set(name, (residuals.get(name) ?? 0) + ratings);
    linkPart(total, name);
  };
  for (const { unitId, serviceId, period: base, counts } of atoms) {
    const path = withAncestors(units, unitId);
    const fewStaff = (units.get(unitId)?.staffCount ?? 0) < MIN_STAFF;
    for (const period of [base, ...enclosing(base)].filter((candidate) => closed.has(candidate))) {
      const unit = add('UNIT', unitId, period, counts, fewStaff);
      const names = [unit];
      if (serviceId === null) addResidual(unit, 'recap', ratingsOf(counts));
      else {
        const service = add('SERVICE', serviceId, period, counts, fewStaff);
        names.push(service);
        linkPart(unit, service);
      }
      path.forEach((ancestor, depth) => {
        const subtree = add('SUBTREE', ancestor, period, counts, (staff.get(ancestor) ?? 0) < MIN_STAFF);
        names.push(subtree);
        const below = path[depth - 1];
        linkPart(subtree, below === undefined ? unit : cellName('SUBTREE', below, period));
      });
      if (period === base && partsOf(base).length > 0)
        for (const name of names) addResidual(`${name} by time`, 'recap', ratingsOf(counts));
    }
  }
  const equations = [...parts].map(([total, names]) => ({ total: total.replace(/ by time$/, ''), parts: [...names] }));
  for (const { scope, scopeId, period } of cells.values()) {
    const total = cellName(scope, scopeId, period);
    const inTime = partsOf(period)
      .map((part) => cellName(scope, scopeId, part))
      .filter((name) => cells.has(name));
    const residual = parts.get(`${total} by time`);
    if (inTime.length > 0) equations.push({ total, parts: [...inTime, ...(residual ?? [])] });
  }
  return { cells, residuals, equations };
};

const withheldReason = (
  cell: FigureCell & { readonly sensitive: boolean },
  hidden: ReadonlySet<string>,
): FigureRow['withheld'] => {
  if (cell.sensitive) return 'TOO_FEW_STAFF';
  if (ratingsOf(cell.counts) < MIN_GROUP) return 'TOO_FEW_RATINGS';
  return hidden.has(cellName(cell.scope, cell.scopeId, cell.period)) ? 'PROTECTS_OTHERS' : null;
};

const isSame = (a: FigureCounts, b: FigureCounts) =>
  ratingsOf(a) === ratingsOf(b) &&
  a.recap.ratings === b.recap.ratings &&
  a.own.sum === b.own.sum &&
  a.own.sumOfSquares === b.own.sumOfSquares &&
  a.own.counts.every((count, place) => count === (b.own.counts[place] ?? 0)) &&
  a.recap.counts.every((count, place) => count === (b.recap.counts[place] ?? 0));

/** Until the end of the transaction nobody else publishes figures of closed periods of the tenant. */
export const lockPublishing = (client: PoolClient, tenantId: string): Promise<unknown> =>
  client.query("select pg_advisory_xact_lock(hashtextextended('publish ' || $1, 0))", [tenantId]);

/**
 * Publishes the figures of all closed periods of a year as the tallies have them: a first version where there is none,
 * a further one, with the reason, where counts or the right to show them have changed, nothing where all is as it was. Other
 * systems are told of what is new.
 *
 * @returns the periods in which a figure of a unit is new or has changed.
 */
export const publishClosedFigures = async (
  client: PoolClient,
  { tenantId, year, now, correction }: { tenantId: string; year: Period; now: Date; correction?: Correction },
): Promise<ReadonlySet<Period>> => {
  await lockPublishing(client, tenantId);
  const closures = await client.query<{ period: Period }>(
    'select period from period_closure where tenant_id = $1 and left(period, 4) = $2',
    [tenantId, year],
  );
  const closed = new Set(closures.rows.map(({ period }) => period));
  const unitRows = await client.query<UnitRow>(
    'select id, parent_id as "parentId", staff_count as "staffCount" from unit where tenant_id = $1',
    [tenantId],
  );
  const units = new Map(unitRows.rows.map((unit) => [unit.id, unit]));
  const published = await client.query<FigureRow>(
    `select distinct on (scope, scope_id, period, questionnaire_key, questionnaire_version) ${FIGURE_COLUMNS}
     from figure where tenant_id = $1 and period = any($2) and version > 0
     order by scope, scope_id, period, questionnaire_key, questionnaire_version, version desc`,
    [tenantId, [...closed]],
  );
  const nameOf = (key: string, version: number, cell: string) => `${key} ${version} ${cell}`;
  const latest = new Map(
    published.rows.map((row) => [
      nameOf(row.questionnaireKey, row.questionnaireVersion, cellName(row.scope, row.scopeId, row.period)),
      row,
    ]),
  );
  const byQuestionnaire = new Map<string, Atom[]>();
  for (const atom of await loadAtoms(client, tenantId, year)) {
    const name = `${atom.questionnaireKey} ${atom.questionnaireVersion}`;
    byQuestionnaire.set(name, [...(byQuestionnaire.get(name) ?? []), atom]);
  }
  const changed = new Set<Period>();
  const all: PublishedFigure[] = [];
  for (const atoms of byQuestionnaire.values()) {
    const [{ questionnaireKey, questionnaireVersion }] = atoms as [Atom, ...Atom[]];
    const { cells, residuals, equations } = buildCells(atoms, units, closed);
    const hidden = suppress({
      cells: new Map<string, Cell>([
        ...[...cells].map(([name, { counts, sensitive, period }]) => {
          const before = latest.get(nameOf(questionnaireKey, questionnaireVersion, name));
          const alreadyPublic = before?.withheld === null && staysPublic(period);
          // Shown later, with another in its place, it would give both away.
          const staysHidden = before?.withheld === 'PROTECTS_OTHERS' && isSame(countsOf(before), counts);
          return [name, { ratings: ratingsOf(counts), sensitive, alreadyPublic, staysHidden }] as const;
        }),
        ...[...residuals].map(([name, ratings]) => [name, { ratings, derivableOk: ratings >= MIN_GROUP }] as const),
      ]),
      equations,
    });
    const figures = [...cells].flatMap(([name, cell]) => {
      const before = latest.get(nameOf(questionnaireKey, questionnaireVersion, name));
      const withheld = withheldReason(cell, hidden);
      const hasSameCounts = before !== undefined && isSame(countsOf(before), cell.counts);
      if (hasSameCounts && before.withheld === withheld) return [];
      if (cell.scope === 'UNIT') changed.add(cell.period);
      const { scope, scopeId, period, counts } = cell;
      return [
        {
          scope,
          scopeId,
          period,
          counts,
          questionnaireKey,
          questionnaireVersion,
          version: (before?.version ?? 0) + 1,
          withheld,
          asOf: now,
          ...(before === undefined ? { reason: null, changedBy: null } : whyOf(hasSameCounts, withheld, correction)),
        },
      ];
    });
    await writeFigures(client, tenantId, figures);
    await publishRespondents(client, tenantId, figures);
    await publishExclusions(client, tenantId, figures);
    all.push(...figures);
  }
  await announceEvents(client, now, publishedEvents(tenantId, all));
  return changed;
};
