import {
  type ColumnRef,
  type CommonTableExpr,
  type DeleteStmt,
  type InsertStmt,
  type JoinExpr,
  loadModule,
  type Node,
  parseSync,
  type RangeFunction,
  type RangeSubselect,
  type RangeVar,
  type SelectStmt,
  type UpdateStmt,
} from 'libpg-query';

/*
 * Whether PostgreSQL needs the rows of one tenant only, told by the text of a statement alone: each table that is spread over machines
 * has its `tenant_id` bound to one and the same value, which comes with the statement.
 *
 * Every step is one that makes fewer statements pass when it is left out: what is not understood counts as not bound.
 */

await loadModule();

/** Where the rows of tables are, once there are several machines. */
export interface Placement {
  /** Spread by `tenant_id`. */
  readonly distributed: ReadonlySet<string>;
  /** Whole on every machine. */
  readonly reference: ReadonlySet<string>;
  /** On the first machine only. */
  readonly local: ReadonlySet<string>;
}

/** What a statement does with the machines. */
export interface Finding {
  /** Tables of tenants that it names. */
  readonly distributed: readonly string[];
  readonly local: readonly string[];
  /** Why it cannot be told that one machine is enough; empty when it can. */
  readonly because: readonly string[];
  /** Whether rows are stored by a part of it (`with … as (insert …)`), which Citus carries out step by step. */
  readonly isInSteps: boolean;
  /** Functions that are called. */
  readonly calls: readonly string[];
  /** What it is to PostgreSQL: SelectStmt, InsertStmt … */
  readonly kind: string;
}

/** A value of a column, by the table or query that it comes from. */
type Place = string;

/** What a name after `from` stands for. */
interface Relation {
  readonly name: string;
  /** The place of a column, `undefined` when there is no such column or it cannot be told. */
  readonly column: (name: string) => Place | undefined;
}

interface Scope {
  readonly relations: Relation[];
  readonly outer: Scope | undefined;
}

type Queries = ReadonlyMap<string, Relation>;

const TENANT = 'tenant_id';

/** Stands for a table that the text does not name: it counts as one of tenants. */
export const ANY_TABLE = 'any_table';

/** The parts of a node: `{ SelectStmt: … }` is its name and what is in it. */
const unwrap = (node: Node): readonly [string, Record<string, unknown>] => {
  const [[name, body] = ['', {}]] = Object.entries(node);
  return [name, body as Record<string, unknown>];
};

const stringOf = (node: Node | undefined): string => (node && 'String' in node ? (node.String.sval ?? '') : '');

const namesOf = ({ fields = [] }: ColumnRef): readonly string[] =>
  fields.map((field) => ('A_Star' in field ? '*' : stringOf(field)));

/** An expression without the casts and names around it. */
const bare = (node: Node | undefined): Node | undefined => {
  if (node && 'TypeCast' in node) return bare(node.TypeCast.arg);
  if (node && 'ResTarget' in node) return bare(node.ResTarget.val);
  return node;
};

/** The parts of `(a, b)`, or what stands alone. */
const itemsOf = (node: Node | undefined): readonly (Node | undefined)[] => {
  const plain = bare(node);
  return plain && 'RowExpr' in plain ? (plain.RowExpr.args ?? []) : [plain];
};

class Proof {
  readonly distributed: { readonly name: string; readonly tenant: Place }[] = [];
  readonly local = new Set<string>();
  readonly problems: string[] = [];
  readonly calls = new Set<string>();
  isInSteps = false;
  /** Places of values that come with the statement. */
  readonly #given = new Map<Place, string>();
  /** The values at each place, as far as they come with the statement. */
  readonly #values = new Map<Place, Set<string>>();
  /** `to` has the value of `from`. */
  readonly #flows: { readonly from: Place; readonly to: Place }[] = [];
  /** Places that have a value when all of these have the same. */
  readonly #meetings: { readonly to: Place; readonly arms: readonly (Place | undefined)[] }[] = [];
  /** Columns of a recursion: what each has to begin with, and what it goes on with. */
  readonly #recursions: { readonly column: Place; readonly start: Place; readonly arm: Place | undefined }[] = [];
  readonly #placement: Placement;
  #places = 0;

  constructor(placement: Placement) {
    this.#placement = placement;
  }

  #newPlace(name: string): Place {
    this.#places += 1;
    return `${this.#places} ${name}`;
  }

  #flow(from: Place | undefined, to: Place | undefined) {
    if (from !== undefined && to !== undefined && from !== to) this.#flows.push({ from, to });
  }

  /** Lets values flow until nothing changes. A recursion has a value as long as each of its turns keeps it. */
  settle() {
    for (let kept = this.#recursions; ; ) {
      this.#values.clear();
      for (const [place, value] of this.#given) this.#values.set(place, new Set([value]));
      this.#spread([...this.#flows, ...kept.map(({ start, column }) => ({ from: start, to: column }))]);
      const keeping = kept.filter(({ column, arm }) => {
        const back = arm === undefined ? [] : this.valuesAt(arm);
        return this.valuesAt(column).every((value) => back.includes(value));
      });
      if (keeping.length === kept.length) return;
      kept = keeping;
    }
  }

  #spread(flows: readonly { readonly from: Place; readonly to: Place }[]) {
    for (let changed = true; changed; ) {
      changed = false;
      const add = (to: Place, value: string) => {
        const values = this.#values.get(to) ?? new Set();
        if (values.has(value)) return;
        this.#values.set(to, values.add(value));
        changed = true;
      };
      for (const { from, to } of flows) for (const value of this.#values.get(from) ?? []) add(to, value);
      for (const { to, arms } of this.#meetings) {
        const all = arms.map((arm) => (arm === undefined ? [] : this.valuesAt(arm)));
        for (const value of all[0] ?? []) if (all.every((values) => values.includes(value))) add(to, value);
      }
    }
  }

  valuesAt(place: Place): readonly string[] {
    return [...(this.#values.get(place) ?? [])];
  }

  // Relations

  #table({ schemaname, relname = '' }: RangeVar, called: string): Relation {
    const { distributed, reference, local } = this.#placement;
    const isPublic = schemaname === undefined || schemaname === 'public';
    if (!isPublic) {
      if (!['pg_catalog', 'information_schema'].includes(schemaname)) this.local.add(`${schemaname}.${relname}`);
      return { name: called, column: () => undefined };
    }
    if (local.has(relname)) this.local.add(relname);
    const isKnown =
      distributed.has(relname) || reference.has(relname) || local.has(relname) || relname.startsWith('pg_');
    if (!isKnown && relname !== ANY_TABLE) this.problems.push(`${relname} is no table`);
    const isSpread = distributed.has(relname) || relname === ANY_TABLE;
    const tenant = this.#newPlace(`${called}.${TENANT}`);
    if (isSpread) this.distributed.push({ name: relname, tenant });
    const others = new Map<string, Place>();
    return {
      name: called,
      column: (name) => {
        if (name === TENANT) return local.has(relname) || relname.startsWith('pg_') ? undefined : tenant;
        const known = others.get(name) ?? this.#newPlace(`${called}.${name}`);
        others.set(name, known);
        return known;
      },
    };
  }

  #resolve(ref: ColumnRef, scope: Scope): Place | undefined {
    const names = namesOf(ref);
    const column = names.at(-1) ?? '';
    const table = names.at(-2);
    for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
      if (table !== undefined) {
        const relation = at.relations.find(({ name }) => name === table);
        if (relation) return relation.column(column);
        continue;
      }
      // Without a table it can only be of one here, or of one further out; `tenant_id` is in every table of tenants.
      const having = at.relations.filter((relation) => relation.column(column) !== undefined);
      if (column === TENANT ? having.length > 0 : at.relations.length === 1 && having.length === 1)
        return having[0]?.column(column);
      if (column !== TENANT && having.length > 0) return undefined;
    }
    return undefined;
  }

  #fromItem(node: Node, scope: Scope, queries: Queries): readonly Relation[] {
    if ('RangeVar' in node) {
      const called = node.RangeVar.alias?.aliasname ?? node.RangeVar.relname ?? '';
      const query = node.RangeVar.schemaname === undefined ? queries.get(node.RangeVar.relname ?? '') : undefined;
      const relation = query ? this.#outputOf(called, query.column) : this.#table(node.RangeVar, called);
      scope.relations.push(relation);
      return [relation];
    }
    if ('RangeSubselect' in node) return [this.#subquery(node.RangeSubselect, scope, queries)];
    if ('RangeFunction' in node) return [this.#function(node.RangeFunction, scope, queries)];
    if ('JoinExpr' in node) return this.#join(node.JoinExpr, scope, queries);
    this.problems.push(`${unwrap(node)[0]} after "from" is not understood`);
    return [];
  }

  /** Columns of a query where it is used: they have its values, and it does not have theirs. */
  #outputOf(name: string, column: Relation['column']): Relation {
    const places = new Map<string, Place>();
    return {
      name,
      column: (wanted) => {
        const from = column(wanted);
        if (from === undefined) return undefined;
        const known = places.get(wanted);
        if (known !== undefined) return known;
        const to = this.#newPlace(`${name}.${wanted}`);
        places.set(wanted, to);
        this.#flow(from, to);
        return to;
      },
    };
  }

  #subquery({ subquery, alias, lateral }: RangeSubselect, scope: Scope, queries: Queries): Relation {
    const output = this.#query(subquery, lateral ? scope : scope.outer, queries);
    const relation = this.#outputOf(alias?.aliasname ?? '', renamed(output, alias?.colnames));
    scope.relations.push(relation);
    return relation;
  }

  #function({ functions, coldeflist, alias }: RangeFunction, scope: Scope, queries: Queries): Relation {
    this.#visit(functions, scope, queries);
    const columns = (coldeflist ?? []).map((one) => ('ColumnDef' in one ? one.ColumnDef.colname : ''));
    const has = new Set([...columns, ...(alias?.colnames ?? []).map(stringOf)]);
    // A column of it has a place, so that names are found; no value comes from there.
    const relation = {
      name: alias?.aliasname ?? '',
      column: (name: string) => (has.has(name) ? `function ${name}` : undefined),
    };
    scope.relations.push(relation);
    return relation;
  }

  #join(join: JoinExpr, scope: Scope, queries: Queries): readonly Relation[] {
    const left = join.larg ? this.#fromItem(join.larg, scope, queries) : [];
    const right = join.rarg ? this.#fromItem(join.rarg, scope, queries) : [];
    if (join.isNatural) this.problems.push('a natural join says nothing of its columns');
    const type = join.jointype ?? 'JOIN_INNER';
    const mayBind = {
      left: type === 'JOIN_INNER' || type === 'JOIN_RIGHT',
      right: type === 'JOIN_INNER' || type === 'JOIN_LEFT',
    };
    for (const column of (join.usingClause ?? []).map(stringOf)) {
      const of = (relations: readonly Relation[]) => relations.map((one) => one.column(column)).find(Boolean);
      if (mayBind.right) this.#flow(of(left), of(right));
      if (mayBind.left) this.#flow(of(right), of(left));
    }
    if (join.quals) {
      this.#visit(join.quals, scope, queries);
      // What an outer join keeps anyhow is not bound by its condition.
      const keeps = [...(mayBind.left ? [] : left), ...(mayBind.right ? [] : right)];
      this.#conditions(join.quals, scope, { keeps });
    }
    return [...left, ...right];
  }

  // Conditions

  #conditions(node: Node, scope: Scope, { keeps }: { readonly keeps: readonly Relation[] }): void {
    // Only what stands here is bound by a condition: not what a query around this one reads, and no value of the statement.
    const own = new Set(scope.relations.flatMap((relation) => relation.column(TENANT) ?? []));
    for (const relation of keeps) own.delete(relation.column(TENANT) ?? '');
    for (const [from, to] of this.#equalities(node, scope)) if (to !== undefined && own.has(to)) this.#flow(from, to);
  }

  /** What has the value of what, when a condition holds. */
  #equalities(node: Node, scope: Scope): readonly (readonly [from: Place | undefined, to: Place | undefined])[] {
    if ('BoolExpr' in node)
      return node.BoolExpr.boolop === 'AND_EXPR'
        ? (node.BoolExpr.args ?? []).flatMap((argument) => this.#equalities(argument, scope))
        : [];
    if ('A_Expr' in node && node.A_Expr.kind === 'AEXPR_OP' && stringOf(node.A_Expr.name?.[0]) === '=') {
      const others = itemsOf(node.A_Expr.rexpr);
      return itemsOf(node.A_Expr.lexpr).flatMap((one, at) => {
        const [left, right] = [this.#place(one, scope), this.#place(others[at], scope)];
        return [[left, right] as const, [right, left] as const];
      });
    }
    // `(tenant_id, id) in (select tenant_id, id …)`: what is asked for has the value of what is looked through.
    if ('SubLink' in node && node.SubLink.subLinkType === 'ANY_SUBLINK') {
      const output = this.#outputs.get(node.SubLink);
      return itemsOf(node.SubLink.testexpr).map((one, at) => [output?.[at], this.#place(one, scope)] as const);
    }
    return [];
  }

  /** Columns of queries within conditions, in their order. */
  readonly #outputs = new Map<object, readonly (Place | undefined)[]>();

  /** The place of an expression: where a column's value is, or a place of its own with the value that comes with the statement. */
  #place(node: Node | undefined, scope: Scope): Place | undefined {
    const plain = bare(node);
    if (plain === undefined) return undefined;
    if ('ColumnRef' in plain) return this.#resolve(plain.ColumnRef, scope);
    const value = 'ParamRef' in plain ? `$${plain.ParamRef.number}` : undefined;
    if (value !== undefined) this.#given.set(`value ${value}`, value);
    return value && `value ${value}`;
  }

  // Queries

  /** Looks for queries and calls anywhere in an expression. */
  #visit(node: unknown, scope: Scope, queries: Queries): void {
    if (Array.isArray(node)) {
      for (const one of node) this.#visit(one, scope, queries);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const any = node as Record<string, unknown>;
    if ('SubLink' in any) {
      const link = any['SubLink'] as { subselect?: Node; testexpr?: Node };
      this.#visit(link.testexpr, scope, queries);
      const output = this.#query(link.subselect, scope, queries);
      this.#outputs.set(link, output.places);
      return;
    }
    if ('FuncCall' in any) {
      const call = any['FuncCall'] as { funcname?: Node[] };
      this.calls.add(stringOf(call.funcname?.at(-1)));
    }
    for (const part of Object.values(any)) this.#visit(part, scope, queries);
  }

  #withQueries(
    clause: { readonly ctes?: Node[]; readonly recursive?: boolean } | undefined,
    outer: Scope | undefined,
    queries: Queries,
  ): Queries {
    const all = new Map(queries);
    for (const node of clause?.ctes ?? []) {
      const cte = (node as { CommonTableExpr: CommonTableExpr }).CommonTableExpr;
      const name = cte.ctename ?? '';
      const output =
        clause?.recursive === true ? this.#recursion(cte, outer, all) : this.#query(cte.ctequery, outer, all);
      if (cte.ctequery && 'InsertStmt' in cte.ctequery) this.isInSteps = true;
      all.set(name, { name, column: renamed(output, cte.aliascolnames) });
    }
    return all;
  }

  #recursion(cte: CommonTableExpr, outer: Scope | undefined, queries: Queries): Output {
    const name = cte.ctename ?? '';
    const select = cte.ctequery && 'SelectStmt' in cte.ctequery ? cte.ctequery.SelectStmt : undefined;
    if (select?.op !== 'SETOP_UNION' || !select.larg || !select.rarg) return this.#query(cte.ctequery, outer, queries);
    const start = this.#query({ SelectStmt: select.larg }, outer, queries);
    const columns = start.places.map((_, at) => this.#newPlace(`${name} ${at}`));
    const output = { ...start, places: columns };
    const itself: Relation = { name, column: renamed(output, cte.aliascolnames) };
    const again = this.#query({ SelectStmt: select.rarg }, outer, new Map(queries).set(name, itself));
    columns.forEach((column, at) => {
      const from = start.places[at];
      if (from !== undefined) this.#recursions.push({ column, start: from, arm: again.places[at] });
    });
    return output;
  }

  #query(node: Node | undefined, outer: Scope | undefined, queries: Queries): Output {
    if (node && 'SelectStmt' in node) return this.#select(node.SelectStmt, outer, queries);
    if (node && 'InsertStmt' in node) return this.#insert(node.InsertStmt, outer, queries);
    if (node && 'UpdateStmt' in node) return this.#change(node.UpdateStmt, node.UpdateStmt.fromClause, outer, queries);
    if (node && 'DeleteStmt' in node) return this.#change(node.DeleteStmt, node.DeleteStmt.usingClause, outer, queries);
    this.problems.push(`${node ? unwrap(node)[0] : 'nothing'} is not understood`);
    return NO_OUTPUT;
  }

  #select(select: SelectStmt, outer: Scope | undefined, given: Queries): Output {
    const queries = this.#withQueries(select.withClause, outer, given);
    if (select.op !== undefined && select.op !== 'SETOP_NONE') {
      const left = select.larg ? this.#select(select.larg, outer, queries) : NO_OUTPUT;
      const right = select.rarg ? this.#select(select.rarg, outer, queries) : NO_OUTPUT;
      return this.#meet([left, right]);
    }
    const scope: Scope = { relations: [], outer };
    if (select.valuesLists) {
      const rows = select.valuesLists.map((list) => ('List' in list ? (list.List.items ?? []) : []));
      this.#visit(rows, scope, queries);
      return this.#meet(
        rows.map((row) => ({ names: row.map(() => ''), places: row.map((one) => this.#place(one, scope)), star: [] })),
      );
    }
    for (const item of select.fromClause ?? []) this.#fromItem(item, scope, queries);
    this.#visit(
      [
        select.targetList,
        select.whereClause,
        select.havingClause,
        select.groupClause,
        select.sortClause,
        select.windowClause,
        select.distinctClause,
        select.limitCount,
        select.limitOffset,
      ],
      scope,
      queries,
    );
    if (select.whereClause) this.#conditions(select.whereClause, scope, { keeps: [] });
    return this.#columns(select.targetList ?? [], scope);
  }

  #meet(arms: readonly Output[]): Output {
    const [first = NO_OUTPUT] = arms;
    const places = first.places.map((_, at) => {
      const to = this.#newPlace('union');
      this.#meetings.push({ to, arms: arms.map((arm) => arm.places[at]) });
      return to;
    });
    if (arms.some(({ star }) => star.length > 0)) return NO_OUTPUT;
    return { names: first.names, places, star: [] };
  }

  #columns(list: readonly Node[], scope: Scope): Output {
    const names: string[] = [];
    const places: (Place | undefined)[] = [];
    const star: Relation[] = [];
    for (const node of list) {
      if (!('ResTarget' in node)) continue;
      const value = bare(node.ResTarget.val);
      const column = value && 'ColumnRef' in value ? namesOf(value.ColumnRef) : [];
      if (column.at(-1) === '*') {
        star.push(...scope.relations.filter(({ name }) => column.length === 1 || name === column[0]));
        continue;
      }
      names.push(node.ResTarget.name ?? column.at(-1) ?? '');
      places.push(this.#place(value, scope));
    }
    return { names, places, star };
  }

  #insert(insert: InsertStmt, outer: Scope | undefined, given: Queries): Output {
    const queries = this.#withQueries(insert.withClause, outer, given);
    const called = insert.relation?.alias?.aliasname ?? insert.relation?.relname ?? '';
    const target = this.#table(insert.relation ?? {}, called);
    const source = insert.selectStmt ? this.#query(insert.selectStmt, outer, queries) : NO_OUTPUT;
    (insert.cols ?? []).forEach((node, at) => {
      if ('ResTarget' in node && node.ResTarget.name === TENANT) this.#flow(source.places[at], target.column(TENANT));
    });
    const scope: Scope = { relations: [target, { name: 'excluded', column: target.column }], outer };
    this.#visit([insert.onConflictClause, insert.returningClause], scope, queries);
    return this.#columns(returned(insert), { relations: [target], outer });
  }

  #change(
    change: UpdateStmt | DeleteStmt,
    from: readonly Node[] | undefined,
    outer: Scope | undefined,
    given: Queries,
  ): Output {
    const queries = this.#withQueries(change.withClause, outer, given);
    const called = change.relation?.alias?.aliasname ?? change.relation?.relname ?? '';
    const scope: Scope = { relations: [this.#table(change.relation ?? {}, called)], outer };
    for (const item of from ?? []) this.#fromItem(item, scope, queries);
    this.#visit(
      ['targetList' in change ? change.targetList : [], change.whereClause, change.returningClause],
      scope,
      queries,
    );
    if (change.whereClause) this.#conditions(change.whereClause, scope, { keeps: [] });
    return this.#columns(returned(change), scope);
  }

  statement(node: Node): void {
    if ('SelectStmt' in node || 'InsertStmt' in node || 'UpdateStmt' in node || 'DeleteStmt' in node) {
      this.#query(node, undefined, new Map());
      return;
    }
    if ('CopyStmt' in node && node.CopyStmt.query) {
      this.#query(node.CopyStmt.query, undefined, new Map());
      return;
    }
    // What is no query says which tables it is about, and never which tenant.
    const tables = (part: unknown): void => {
      if (Array.isArray(part)) part.forEach(tables);
      else if (typeof part === 'object' && part !== null)
        for (const [name, inner] of Object.entries(part))
          if ((name === 'relation' || name === 'RangeVar') && 'relname' in (inner as object))
            this.#table(inner as RangeVar, 'table');
          else tables(inner);
    };
    tables(node);
  }
}

/** Columns that a query gives back, in their order; and what gives all of its own, after them. */
interface Output {
  readonly names: readonly string[];
  readonly places: readonly (Place | undefined)[];
  readonly star: readonly Relation[];
}

const NO_OUTPUT: Output = { names: [], places: [], star: [] };

const renamed = (output: Output, names: readonly Node[] = []) => {
  const called = names.map(stringOf);
  return (column: string): Place | undefined => {
    const at = called.length > 0 ? called.indexOf(column) : output.names.indexOf(column);
    if (at >= 0) return output.places[at];
    return output.star.map((relation) => relation.column(column)).find((place) => place !== undefined);
  };
};

/** What a statement that changes rows gives back. */
const returned = ({ returningClause }: InsertStmt | UpdateStmt | DeleteStmt): readonly Node[] =>
  returningClause?.exprs ?? [];

/** @throws what PostgreSQL's parser says of a text that is no statement. */
export const findTenant = (text: string, placement: Placement): readonly Finding[] =>
  (parseSync(text).stmts ?? []).flatMap(({ stmt }) => {
    if (stmt === undefined) return [];
    const proof = new Proof(placement);
    proof.statement(stmt);
    proof.settle();
    const bound = proof.distributed.map(({ name, tenant }) => ({ name, values: proof.valuesAt(tenant) }));
    const values = new Set(bound.flatMap((one) => one.values));
    const [kind] = unwrap(stmt);
    return {
      distributed: [...new Set(bound.map(({ name }) => name))],
      local: [...proof.local],
      because: [
        ...proof.problems,
        ...bound.filter((one) => one.values.length === 0).map(({ name }) => `${name} is not bound to a tenant`),
        ...(values.size > 1 ? [`two tenants: ${[...values].join(', ')}`] : []),
        ...(proof.local.size > 0 && bound.length > 0 ? ['tables of tenants together with a local one'] : []),
      ],
      isInSteps: proof.isInSteps,
      calls: [...proof.calls],
      kind,
    };
  });
