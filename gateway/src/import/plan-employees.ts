import { v7 as timeOrderedId } from 'uuid';
import { decideMove, type HeldPost } from '../personnel/decide-move.ts';
import type { RowProblem } from './import-refused.ts';
import type { ImportedEmployee, PostKind } from './read-employees.ts';

/** What an employee is, apart from the posts. */
export type EmployeeFields = Pick<
  ImportedEmployee,
  'name' | 'titleBefore' | 'titleAfter' | 'employment' | 'grade' | 'legalStatus'
>;

/** A post as it is stored. */
export interface StoredPost {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly kind: PostKind;
  readonly functionalLevel: string | null;
  readonly headsUnit: boolean;
}

/** What the database holds when an import begins. */
export interface Personnel {
  /** By employee number. */
  readonly employees: ReadonlyMap<string, EmployeeFields & { readonly id: string }>;
  /** The latest assignment by the employee's id. */
  readonly latest: ReadonlyMap<string, HeldPost & { readonly id: string }>;
  readonly posts: readonly StoredPost[];
  readonly units: readonly { readonly id: string; readonly siasnId: string | null; readonly name: string }[];
}

/** An assignment that begins. */
export interface Start {
  readonly id: string;
  readonly employeeId: string;
  readonly postId: string;
  readonly startsOn: string;
  /** What was held before; nothing for the first post. */
  readonly before: HeldPost | undefined;
}

/** Everything that an import does. */
export interface EmployeesPlan {
  readonly added: readonly (EmployeeFields & { readonly id: string; readonly employeeNumber: string })[];
  readonly changed: readonly { readonly id: string; readonly before: EmployeeFields; readonly after: EmployeeFields }[];
  readonly posts: readonly StoredPost[];
  readonly ends: readonly { readonly id: string; readonly endsOn: string }[];
  readonly starts: readonly Start[];
  /** Moves of which the file tells no day of their own, so that they count from today. */
  readonly undated: number;
  /** Units with several structural posts, of which nobody knows the one that heads it. */
  readonly headless: readonly string[];
  /** Employees whom the file does not name. */
  readonly absent: number;
}

const FIELDS = ['name', 'titleBefore', 'titleAfter', 'employment', 'grade', 'legalStatus'] as const;

const fieldsOf = ({
  name,
  titleBefore,
  titleAfter,
  employment,
  grade,
  legalStatus,
}: EmployeeFields): EmployeeFields => ({
  name,
  titleBefore,
  titleAfter,
  employment,
  grade,
  legalStatus,
});

const UNKNOWN_UNIT = 'bukan unit daerah ini; impor dahulu unitnya: pnpm kinerja import units';

const unitFinder = (units: Personnel['units']) => {
  const bySiasnId = new Map(units.map(({ siasnId, id }) => [siasnId, id]));
  const byName = new Map<string, string | null>();
  for (const { name, id } of units) byName.set(name.toLowerCase(), byName.has(name.toLowerCase()) ? null : id);
  return ({ row, unitId, unitName }: ImportedEmployee): string | RowProblem => {
    if (unitId !== null)
      return bySiasnId.get(unitId) ?? { row, column: 'unor_id', value: unitId, reason: UNKNOWN_UNIT };
    const named = byName.get((unitName ?? '').toLowerCase());
    if (named === null)
      return { row, column: 'unor_nama', value: unitName, reason: 'dipakai beberapa unit; sebutkan unor_id' };
    return named ?? { row, column: 'unor_nama', value: unitName, reason: UNKNOWN_UNIT };
  };
};

const postKey = (unitId: string, name: string) => `${unitId} ${name}`;

/** The post that heads each unit: the one that is known to, else the only structural one. */
const headingPosts = (placed: readonly Placed[], posts: readonly StoredPost[]) => {
  const heads = new Map(posts.flatMap(({ unitId, name, headsUnit }) => (headsUnit ? [[unitId, name] as const] : [])));
  const structural = new Map<string, Set<string>>();
  for (const { unitId, employee } of placed)
    if (employee.postKind === 'STRUCTURAL')
      structural.set(unitId, (structural.get(unitId) ?? new Set()).add(employee.post));
  const headless: string[] = [];
  for (const [unitId, names] of structural) {
    if (heads.has(unitId)) continue;
    const [only] = names;
    if (names.size === 1 && only !== undefined) heads.set(unitId, only);
    else headless.push(unitId);
  }
  return { heads, headless };
};

interface Placed {
  readonly employee: ImportedEmployee;
  readonly unitId: string;
}

const place = (employees: readonly ImportedEmployee[], units: Personnel['units']) => {
  const find = unitFinder(units);
  const placed: Placed[] = [];
  const problems: RowProblem[] = [];
  for (const employee of employees) {
    const unitId = find(employee);
    if (typeof unitId === 'string') placed.push({ employee, unitId });
    else problems.push(unitId);
  }
  return { placed, problems };
};

/** One post for each name in a unit, as the file says it; those that are as they were stay out of the plan. */
const planPosts = (placed: readonly Placed[], stored: readonly StoredPost[], heads: ReadonlyMap<string, string>) => {
  const posts = new Map(stored.map((post) => [postKey(post.unitId, post.name), post]));
  const planned = new Map<string, StoredPost>();
  for (const { employee, unitId } of placed) {
    const key = postKey(unitId, employee.post);
    const before = posts.get(key);
    const headsUnit = heads.get(unitId) === employee.post;
    const kind = headsUnit ? 'STRUCTURAL' : employee.postKind;
    const { functionalLevel } = employee;
    if (before?.kind === kind && before.functionalLevel === functionalLevel && before.headsUnit === headsUnit) continue;
    const post = { id: before?.id ?? timeOrderedId(), unitId, name: employee.post, kind, functionalLevel, headsUnit };
    posts.set(key, post);
    planned.set(key, post);
  }
  return { posts, planned: [...planned.values()] };
};

type MoveOfRow =
  | { readonly isHeld: true }
  | { readonly isHeld: false; readonly startsOn: string; readonly endsOn: string | null; readonly isUndated: boolean }
  | RowProblem;

/** When a move begins: with TMT jabatan, else today; a unit may be changed without a new TMT. */
const moveOf = (
  { row, startsOn }: ImportedEmployee,
  latest: HeldPost | undefined,
  postId: string,
  today: string,
): MoveOfRow => {
  const isDated = startsOn !== null && (latest === undefined || startsOn > latest.startsOn);
  const start = isDated ? startsOn : today;
  const move = decideMove(latest, { postId, startsOn: start });
  if (move.problem === 'HELD_ALREADY') return { isHeld: true };
  if (move.problem === undefined)
    return { isHeld: false, startsOn: start, endsOn: move.endsOn, isUndated: latest !== undefined && !isDated };
  const until = latest?.endsOn === null ? '' : ` sampai ${latest?.endsOn}`;
  return {
    row,
    column: 'tmt_jabatan',
    value: startsOn,
    reason: `tidak sesudah jabatan terakhir yang tercatat (dari ${latest?.startsOn}${until}); riwayat tidak diubah`,
  };
};

/** Two of a file who would head one unit. */
const doubleHeads = (placed: readonly Placed[], heads: ReadonlyMap<string, string>): readonly RowProblem[] => {
  const holders = new Map<string, number>();
  return placed.flatMap(({ employee: { row, post }, unitId }) => {
    if (heads.get(unitId) !== post) return [];
    const first = holders.get(unitId);
    holders.set(unitId, first ?? row);
    return first === undefined
      ? []
      : [
          {
            row,
            column: 'jabatan',
            value: post,
            reason: `memimpin unit yang sudah dipimpin pegawai di baris ${first}`,
          },
        ];
  });
};

/**
 * Decides what a file of employees changes, from what is stored. Nobody and nothing is taken away: who is not in the file
 * stays as he is.
 *
 * @param today `YYYY-MM-DD` in the tenant's zone. @returns the plan, and everything that stands against it.
 */
export const planEmployees = (
  employees: readonly ImportedEmployee[],
  { employees: stored, latest, posts: storedPosts, units }: Personnel,
  today: string,
): { readonly plan: EmployeesPlan; readonly problems: readonly RowProblem[] } => {
  const { placed, problems: unplaced } = place(employees, units);
  const { heads, headless } = headingPosts(placed, storedPosts);
  const { posts, planned } = planPosts(placed, storedPosts, heads);
  const problems: RowProblem[] = [...unplaced, ...doubleHeads(placed, heads)];
  const added: EmployeesPlan['added'][number][] = [];
  const changed: EmployeesPlan['changed'][number][] = [];
  const ends: EmployeesPlan['ends'][number][] = [];
  const starts: Start[] = [];
  let undated = 0;
  for (const { employee, unitId } of placed) {
    const before = stored.get(employee.employeeNumber);
    const id = before?.id ?? timeOrderedId();
    const after = fieldsOf(employee);
    if (before === undefined) added.push({ id, employeeNumber: employee.employeeNumber, ...after });
    else if (FIELDS.some((field) => before[field] !== after[field]))
      changed.push({ id, before: fieldsOf(before), after });
    const postId = posts.get(postKey(unitId, employee.post))?.id ?? '';
    const held = latest.get(id);
    const move = moveOf(employee, held, postId, today);
    if ('reason' in move) problems.push(move);
    else if (!move.isHeld) {
      if (held !== undefined && move.endsOn !== null) ends.push({ id: held.id, endsOn: move.endsOn });
      starts.push({ id: timeOrderedId(), employeeId: id, postId, startsOn: move.startsOn, before: held });
      if (move.isUndated) undated += 1;
    }
  }
  const named = employees.filter(({ employeeNumber }) => stored.has(employeeNumber)).length;
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  const plan = {
    added,
    changed,
    posts: planned,
    ends,
    starts,
    undated,
    headless: headless.map((id) => unitNames.get(id) ?? id),
    absent: stored.size - named,
  };
  return { plan, problems };
};
