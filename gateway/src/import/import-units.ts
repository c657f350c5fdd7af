import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { lockPersonnel } from '../personnel/assignments.ts';
import type { Dropped } from './allowed-columns.ts';
import type { Desk } from './desk.ts';
import { findBatch, type ImportBatch, storeOnce } from './import-batch.ts';
import type { RowProblem } from './import-refused.ts';
import type { ImportContext } from './publish-import.ts';
import { type ImportFile, readTable } from './read-table.ts';
import { type ImportedUnit, readUnits } from './read-units.ts';
import { refuseProblems } from './row-reader.ts';
import { tellDropped } from './tell-dropped.ts';
import { unitKind } from './unit-kind.ts';
import { findCircles, type TreeUnit } from './unit-tree.ts';

/** A file of SIASN's units (`ref_unor`), and what is to be done with it. */
export interface ImportUnits {
  readonly file: ImportFile;
  /** Name of the sheet; the first by default. */
  readonly sheet?: string;
  readonly importedBy: string;
}

/** How an import of units ended. */
export interface UnitsImport {
  readonly outcome: 'imported' | 'already imported';
  readonly batch: ImportBatch;
  readonly added: number;
  readonly changed: number;
  readonly dropped: Dropped;
}

interface StoredUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly siasnId: string | null;
}

const storedUnits = async (client: PoolClient): Promise<readonly StoredUnit[]> => {
  const { rows } = await client.query<StoredUnit>(
    `select id, parent_id as "parentId", name, siasn_id as "siasnId" from unit where tenant_id = $1`,
    [boundTenant()],
  );
  return rows;
};

/** Units by their names, of which case does not count. */
const byName = <Unit extends { readonly name: string }>(
  units: readonly Unit[],
): ReadonlyMap<string, readonly Unit[]> => {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const name = unit.name.toLowerCase();
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [unit]);
    else group.push(unit);
  }
  return groups;
};

/** Which stored unit each of the file is: by its id in SIASN, else the only one of its name that has none. */
const match = (units: readonly ImportedUnit[], stored: readonly StoredUnit[]): ReadonlyMap<string, StoredUnit> => {
  const bySiasnId = new Map(stored.flatMap((unit) => (unit.siasnId === null ? [] : [[unit.siasnId, unit] as const])));
  const unnamed = byName(stored.filter(({ siasnId }) => siasnId === null));
  const inFile = byName(units);
  return new Map(
    units.flatMap(({ siasnId, name }) => {
      const alike = unnamed.get(name.toLowerCase()) ?? [];
      const isOnly = alike.length === 1 && inFile.get(name.toLowerCase())?.length === 1;
      const found = bySiasnId.get(siasnId) ?? (isOnly ? alike[0] : undefined);
      return found === undefined ? [] : [[siasnId, found] as const];
    }),
  );
};

/** What is wrong with the tree that the file and the units that are there would make together. */
const treeProblems = (units: readonly ImportedUnit[], stored: readonly StoredUnit[]): readonly RowProblem[] => {
  const siasnIds = new Map(stored.map(({ id, siasnId }) => [id, siasnId]));
  const tree = new Map<string, TreeUnit>();
  for (const { siasnId, name, parentId } of stored)
    if (siasnId !== null) tree.set(siasnId, { siasnId, name, parentSiasnId: siasnIds.get(parentId ?? '') ?? null });
  for (const unit of units) tree.set(unit.siasnId, unit);
  const circles = findCircles(tree);
  return units.flatMap(({ row, siasnId, parentSiasnId }) => {
    const at = { row, column: 'DiatasanId', value: parentSiasnId };
    const circle = circles.get(siasnId);
    if (circle !== undefined)
      return [{ ...at, reason: `membuat unit berada di bawah dirinya sendiri: ${circle.join(' → ')}` }];
    if (parentSiasnId !== null && !tree.has(parentSiasnId))
      return [{ ...at, reason: 'bukan unit dalam berkas ini dan bukan unit daerah ini' }];
    return [];
  });
};

const ADD = `
  insert into unit (tenant_id, id, siasn_id, name, kind)
  select $1, row.id, row."siasnId", row.name, row.kind
  from jsonb_to_recordset($2) as row (id uuid, "siasnId" text, name text, kind text)`;

const CHANGE = `
  update unit set siasn_id = row."siasnId", name = row.name, parent_id = row."parentId"
  from jsonb_to_recordset($2) as row (id uuid, "siasnId" text, name text, "parentId" uuid)
  where unit.tenant_id = $1 and unit.id = row.id`;

/** The post that heads a unit; another post of the unit no longer does. */
const HEADS = `
  with head as (select * from jsonb_to_recordset($2) as row (id uuid, "unitId" uuid, name text)),
  others as (
    update post set heads_unit = false from head
    where post.tenant_id = $1 and post.unit_id = head."unitId" and post.heads_unit and post.name <> head.name
  )
  insert into post (tenant_id, id, unit_id, name, kind, heads_unit)
  select $1, id, "unitId", name, 'STRUCTURAL', true from head
  on conflict (tenant_id, unit_id, name) do update set heads_unit = true, kind = 'STRUCTURAL'`;

const storeUnits = async (
  client: PoolClient,
  units: readonly ImportedUnit[],
  { id: batchId, importedAt, importedBy }: ImportBatch,
) => {
  await lockPersonnel(client);
  const stored = await storedUnits(client);
  refuseProblems(treeProblems(units, stored), units.length);
  const tenantId = boundTenant();
  const known = match(units, stored);
  const added = units.filter(({ siasnId }) => !known.has(siasnId));
  const ids = new Map(units.map(({ siasnId }) => [siasnId, known.get(siasnId)?.id ?? timeOrderedId()]));
  for (const { siasnId, id } of stored) if (siasnId !== null) ids.set(siasnId, id);
  const after = units.map(({ siasnId, name, parentSiasnId }) => ({
    id: ids.get(siasnId) ?? '',
    siasnId,
    name,
    parentId: parentSiasnId === null ? null : (ids.get(parentSiasnId) ?? null),
  }));
  const isNew = new Set(added.map(({ siasnId }) => siasnId));
  const changed = after.filter(({ siasnId, name, parentId }) => {
    const before = known.get(siasnId);
    return before !== undefined && (before.siasnId !== siasnId || before.name !== name || before.parentId !== parentId);
  });
  const additions = after.filter(({ siasnId }) => isNew.has(siasnId));
  await client.query(ADD, [
    tenantId,
    JSON.stringify(additions.map((unit) => ({ ...unit, kind: unitKind(unit.name) }))),
  ]);
  await client.query(CHANGE, [tenantId, JSON.stringify([...additions, ...changed])]);
  const heads = units.flatMap(({ siasnId, headPost }) =>
    headPost === null ? [] : [{ id: timeOrderedId(), unitId: ids.get(siasnId), name: headPost }],
  );
  await client.query(HEADS, [tenantId, JSON.stringify(heads)]);
  for (const unit of changed)
    await recordEvent(client, {
      at: importedAt,
      actor: `operator ${importedBy}`,
      action: 'unit.changed',
      subject: unit.id,
      detail: { why: `import ${batchId}`, before: known.get(unit.siasnId), after: unit },
    });
  return { added: added.length, changed: changed.length };
};

/**
 * Imports the tree of units of SIASN: whole or not at all. Units that are there already are known by their id in SIASN, or
 * by a name that only one has; nothing is ever taken away.
 *
 * @throws {ImportRefused} with every bad row: duplicates, unknown parents, circles.
 */
export const importUnits = async (
  { file, sheet, importedBy }: ImportUnits,
  { pool, now }: ImportContext,
  desk: Desk,
): Promise<UnitsImport> => {
  const { rows, readAs } = await readTable(file, sheet);
  const { table, units, problems } = readUnits(rows);
  tellDropped(table, readAs, desk.tell);
  const { dropped } = table;
  const fileHash = createHash('sha256').update(file.bytes).digest();
  const target = 'units';
  const earlier = await findBatch(pool, fileHash, target);
  if (earlier !== undefined) return { outcome: 'already imported', batch: earlier, added: 0, changed: 0, dropped };
  refuseProblems(problems, table.rows.length);
  const batch: ImportBatch = {
    id: timeOrderedId(),
    kind: 'EMPLOYEES',
    fileName: file.name,
    fileHash,
    target,
    mapping: { columns: table.titles, dropped },
    ratings: units.length,
    importedBy,
    importedAt: now,
  };
  let counts = { added: 0, changed: 0 };
  const stored = await storeOnce(pool, batch, async (client) => {
    counts = await storeUnits(client, units, batch);
  });
  return { outcome: stored.isNew ? 'imported' : 'already imported', batch: stored.batch, ...counts, dropped };
};
