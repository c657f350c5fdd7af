import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';

/* Every text of the gateway's sources that is sent to PostgreSQL, or goes into one that is. */

const GATEWAY = fileURLToPath(new URL('../../gateway/src/', import.meta.url));

/** A node of the syntax tree, as far as it matters here. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

export const nodeAt = (node: SyntaxNode, part: string): SyntaxNode | undefined => {
  const found = node[part];
  return isNode(found) ? found : undefined;
};

export const nodesAt = (node: SyntaxNode, part: string): readonly SyntaxNode[] => {
  const found = node[part];
  return Array.isArray(found) ? found.filter(isNode) : [];
};

const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] => Object.values(node).flat().filter(isNode);

export const textAt = (node: SyntaxNode | undefined, part: string): string => String(node?.[part] ?? '');

/** What has a name in a part of a file. A parameter has no value. */
interface Named {
  readonly node: SyntaxNode | undefined;
  readonly within: SyntaxNode;
}

/** A source file: its tree, and the names that it gives to values. */
export interface Source {
  readonly path: string;
  readonly tree: SyntaxNode;
  /** What each `const`, each function and each parameter of the file is, with the part of the file in which it is called so. */
  readonly names: ReadonlyMap<string, readonly Named[]>;
  /** Names from other files of the gateway. */
  readonly imports: ReadonlyMap<string, { readonly path: string; readonly original: string }>;
  /** What the functions are called with, by the name that they have in this file. */
  readonly calls: ReadonlyMap<string, readonly SyntaxNode[]>;
}

/** File below `gateway/src`. */
export const fileOf = ({ path }: Source): string => relative(GATEWAY, path);

export const allNodes = (node: SyntaxNode): readonly SyntaxNode[] => [node, ...childrenOf(node).flatMap(allNodes)];

/** A node that no file has: any item of a list. */
const ANY_OF = 'AnyOf';

/** `const { name } = object` as `const name = object.name`. */
const takenApart = (node: SyntaxNode): readonly { readonly name: string; readonly value: SyntaxNode }[] => {
  const [id, object] = [nodeAt(node, 'id'), nodeAt(node, 'init')];
  if (id?.type !== 'ObjectPattern' || object === undefined) return [];
  return nodesAt(id, 'properties')
    .filter((one) => one.type === 'Property' && nodeAt(one, 'value')?.type === 'Identifier')
    .map((one) => ({
      name: textAt(nodeAt(one, 'value'), 'name'),
      value: {
        type: 'MemberExpression',
        start: node.start,
        end: node.end,
        object,
        property: nodeAt(one, 'key'),
        computed: false,
      },
    }));
};

/** `for (const name of list)` as if `name` were any item of the list. */
const takenFrom = (node: SyntaxNode): { readonly name: string; readonly value: SyntaxNode } | undefined => {
  const [declared] = nodesAt(nodeAt(node, 'left') ?? node, 'declarations');
  const [id, list] = [declared && nodeAt(declared, 'id'), nodeAt(node, 'right')];
  if (id?.type !== 'Identifier' || list === undefined) return undefined;
  return { name: textAt(id, 'name'), value: { type: ANY_OF, start: node.start, end: node.end, list } };
};

/** Names that a parameter gives. */
const namesIn = (param: SyntaxNode): readonly string[] => {
  if (param.type === 'Identifier') return [textAt(param, 'name')];
  if (param.type === 'AssignmentPattern') return [nodeAt(param, 'left')].flatMap((one) => (one ? namesIn(one) : []));
  return nodesAt(param, 'properties').flatMap((one) =>
    [nodeAt(one, 'value')].flatMap((two) => (two ? namesIn(two) : [])),
  );
};

/** The names that a node itself gives to values, and where they hold. */
const namedBy = (node: SyntaxNode, within: SyntaxNode): readonly (Named & { readonly name: string })[] => {
  const parameters = nodesAt(node, 'params')
    .flatMap(namesIn)
    .map((name) => ({ name, node: undefined, within: node }));
  const name = textAt(nodeAt(node, 'id'), 'name');
  switch (node.type) {
    case 'VariableDeclarator':
      if (name !== '') return [{ name, node: nodeAt(node, 'init'), within }];
      return takenApart(node).map((one) => ({ name: one.name, node: one.value, within }));
    case 'ForOfStatement':
      return [takenFrom(node)].flatMap((one) => (one ? [{ name: one.name, node: one.value, within: node }] : []));
    case 'FunctionDeclaration':
      return [{ name, node, within }, ...parameters];
    default:
      return parameters;
  }
};

/** The names that a node takes from other files of the gateway. */
const importedBy = (node: SyntaxNode, path: string) => {
  const from = node.type === 'ImportDeclaration' ? textAt(nodeAt(node, 'source'), 'value') : '';
  return from.startsWith('.')
    ? nodesAt(node, 'specifiers')
        .filter(({ type }) => type === 'ImportSpecifier')
        .map((one) => ({
          name: textAt(nodeAt(one, 'local'), 'name'),
          path: resolve(dirname(path), from),
          original: textAt(nodeAt(one, 'imported'), 'name'),
        }))
    : [];
};

const readSource = (path: string): Source => {
  const text = readFileSync(path, 'utf8');
  const tree = parseAst(text, { lang: 'ts' }) as unknown as SyntaxNode;
  const names = new Map<string, Named[]>();
  const imports = new Map<string, { path: string; original: string }>();
  const calls = new Map<string, SyntaxNode[]>();
  const walk = (node: SyntaxNode, within: SyntaxNode) => {
    for (const { name, ...named } of namedBy(node, within)) names.set(name, [...(names.get(name) ?? []), named]);
    if (node.type === 'CallExpression' && nodeAt(node, 'callee')?.type === 'Identifier') {
      const called = textAt(nodeAt(node, 'callee'), 'name');
      calls.set(called, [...(calls.get(called) ?? []), node]);
    }
    for (const { name, ...from } of importedBy(node, path)) imports.set(name, from);
    const isScope = node.type === 'BlockStatement' || node.type.endsWith('FunctionExpression');
    for (const child of childrenOf(node)) walk(child, isScope ? node : within);
  };
  walk(tree, tree);
  return { path, tree, names, imports, calls };
};

/** Stands in a text where the sources alone do not tell what comes there. */
export const HOLE = '\u0000';

/** More readings of one text than this are not looked at: that would be a text to write more plainly. */
const MOST_READINGS = 64;

/** What a name means where it is used: the values of a function's parameters. */
type Given = ReadonlyMap<string, readonly string[]>;

const NONE_GIVEN: Given = new Map();

/** A text that is sent, with all that it can be. */
export interface SourceText {
  /** File below `gateway/src`, and what the text is called there or begins with. */
  readonly name: string;
  readonly readings: readonly string[];
  /** Whether another text takes it in. */
  readonly isTaken: boolean;
}

const isText = (node: SyntaxNode) =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node['value'] === 'string');

const writtenBy = (node: SyntaxNode): string =>
  node.type === 'Literal'
    ? textAt(node, 'value')
    : nodesAt(node, 'quasis')
        .map((quasi) => String((quasi['value'] as { readonly cooked?: string }).cooked ?? ''))
        .join(HOLE);

/** Reads texts of all files; remembers which of them went into another. */
export class Reader {
  readonly sources: ReadonlyMap<string, Source>;
  /** Literals that were read for the sake of another one. */
  readonly taken = new Set<SyntaxNode>();
  #depth = 0;

  constructor() {
    const paths = readdirSync(GATEWAY, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('.d.ts'))
      .toSorted()
      .map((path) => join(GATEWAY, path));
    this.sources = new Map(paths.map((path) => [path, readSource(path)]));
  }

  /** What an expression can be as a text. */
  read(node: SyntaxNode | undefined, source: Source, given: Given): readonly string[] {
    if (node === undefined || this.#depth > 24) return [HOLE];
    this.#depth += 1;
    try {
      const readings = [...new Set(this.#readAny(node, source, given))];
      return readings.length > MOST_READINGS ? [HOLE] : readings;
    } finally {
      this.#depth -= 1;
    }
  }

  #readAny(node: SyntaxNode, source: Source, given: Given): readonly string[] {
    const part = (name: string) => this.read(nodeAt(node, name), source, given);
    switch (node.type) {
      case 'Literal':
        this.taken.add(node);
        return [String(node['value'])];
      case 'TemplateLiteral':
        this.taken.add(node);
        return this.readTemplate(node, source, given);
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'ParenthesizedExpression':
        return part('expression');
      case 'ConditionalExpression':
        return [...part('consequent'), ...part('alternate')];
      case 'LogicalExpression':
        return [...part('left'), ...part('right')];
      case 'BinaryExpression':
        return node['operator'] === '+'
          ? part('left').flatMap((left) => part('right').map((right) => left + right))
          : [HOLE];
      case ANY_OF:
        return this.#itemsOf(nodeAt(node, 'list'), source).flatMap((item) => this.read(item, source, given));
      case 'Identifier':
        return this.#readName(node, source, given);
      case 'MemberExpression':
        return this.#readMember(node, source, given);
      case 'CallExpression':
        return this.#readCall(node, source, given);
      default:
        return [HOLE];
    }
  }

  readTemplate(node: SyntaxNode, source: Source, given: Given): readonly string[] {
    if (node.type === 'Literal') return [textAt(node, 'value')];
    const [first = '', ...rest] = writtenBy(node).split(HOLE);
    let readings: readonly string[] = [first];
    nodesAt(node, 'expressions').forEach((expression, place) => {
      const here = this.read(expression, source, given);
      readings = readings.flatMap((before) => here.map((value) => before + value + (rest[place] ?? '')));
    });
    return readings;
  }

  /** What a name stands for where it is used, and where that is written; nothing for a parameter. */
  find(name: string, source: Source, at: number): { readonly node: SyntaxNode; readonly source: Source } | undefined {
    const around = (source.names.get(name) ?? []).filter(({ within }) => within.start <= at && at <= within.end);
    const [nearest] = around.toSorted((one, other) => other.within.start - one.within.start);
    if (nearest !== undefined) return nearest.node && { node: nearest.node, source };
    const imported = source.imports.get(name);
    const other = imported && this.sources.get(imported.path);
    return imported && other && this.find(imported.original, other, other.tree.start);
  }

  #readName(node: SyntaxNode, source: Source, given: Given): readonly string[] {
    const name = textAt(node, 'name');
    const found = this.find(name, source, node.start);
    return found === undefined
      ? (given.get(name) ?? [HOLE])
      : this.read(found.node, found.source, found.source === source ? given : NONE_GIVEN);
  }

  #itemsOf(list: SyntaxNode | undefined, source: Source): readonly (SyntaxNode | undefined)[] {
    if (list?.type === 'ArrayExpression') return nodesAt(list, 'elements');
    if (list?.type === 'TSAsExpression' || list?.type === 'TSSatisfiesExpression')
      return this.#itemsOf(nodeAt(list, 'expression'), source);
    const found = list?.type === 'Identifier' ? this.find(textAt(list, 'name'), source, list.start) : undefined;
    return found?.source === source ? this.#itemsOf(found.node, source) : [undefined];
  }

  /** What a function is called with, in all files. */
  callsOf(name: string, source: Source): readonly { readonly args: readonly SyntaxNode[]; readonly source: Source }[] {
    return [...this.sources.values()].flatMap((other) => {
      const imported = [...other.imports].find(([, from]) => from.path === source.path && from.original === name);
      const called = other === source ? name : imported?.[0];
      const calls = called === undefined ? [] : (other.calls.get(called) ?? []);
      return calls.map((call) => ({ args: nodesAt(call, 'arguments'), source: other }));
    });
  }

  /** What a parameter is given, in all calls of its function. */
  givenTo(name: string, source: Source, at: number) {
    const around = (source.names.get(name) ?? []).filter(({ within }) => within.start <= at && at <= within.end);
    const [nearest] = around.toSorted((one, other) => other.within.start - one.within.start);
    const params = nearest?.node === undefined && nearest ? nodesAt(nearest.within, 'params') : [];
    const place = params.findIndex((param) => namesIn(param).includes(name));
    const called = [...source.names].find(([, all]) => all.some(({ node }) => node === nearest?.within))?.[0];
    return place < 0 || called === undefined
      ? []
      : this.callsOf(called, source).map(({ args, source: where }) => ({ node: args[place], source: where }));
  }

  /** What the parameters of a function are, with the arguments of one call; without it, of all calls. */
  parametersOf(fn: SyntaxNode, name: string, source: Source): Given {
    const values = new Map<string, readonly string[]>();
    for (const { args, source: at } of this.callsOf(name, source))
      for (const [parameter, readings] of this.#bind(fn, args, at, NONE_GIVEN))
        values.set(parameter, [...new Set([...(values.get(parameter) ?? []), ...readings])]);
    for (const parameter of this.#bind(fn, [], source, NONE_GIVEN).keys())
      if (!values.has(parameter)) values.set(parameter, [HOLE]);
    return values;
  }

  #bind(fn: SyntaxNode, args: readonly SyntaxNode[], source: Source, given: Given): Map<string, readonly string[]> {
    const values = new Map<string, readonly string[]>();
    nodesAt(fn, 'params').forEach((param, place) => {
      const argument = args[place];
      if (param.type === 'Identifier') values.set(textAt(param, 'name'), this.read(argument, source, given));
      if (param.type === 'AssignmentPattern')
        values.set(textAt(nodeAt(param, 'left'), 'name'), this.read(argument ?? nodeAt(param, 'right'), source, given));
      if (param.type === 'ObjectPattern')
        for (const one of nodesAt(param, 'properties')) {
          const object = argument;
          const member = {
            type: 'MemberExpression',
            start: 0,
            end: 0,
            object,
            property: nodeAt(one, 'key'),
            computed: false,
          };
          values.set(textAt(nodeAt(one, 'value'), 'name'), argument ? this.read(member, source, given) : [HOLE]);
        }
    });
    return values;
  }

  /** `TABLE.name`, and `TABLE[which]`, which is any of them. */
  #readMember(node: SyntaxNode, source: Source, given: Given): readonly string[] {
    const values = this.#valuesOf(nodeAt(node, 'object'), source, given);
    const key = nodeAt(node, 'property');
    const isAny = node['computed'] === true && key?.type !== 'Literal';
    const wanted = node['computed'] === true ? textAt(key, 'value') : textAt(key, 'name');
    const readings = values.flatMap(({ node: value, source: at }) => {
      const properties = nodesAt(value, 'properties').filter((one) => one.type === 'Property');
      const chosen = properties.filter((one) => isAny || keyOf(one) === wanted);
      return chosen.flatMap((one) => this.read(nodeAt(one, 'value'), at, given));
    });
    return readings.length > 0 ? readings : [HOLE];
  }

  /** The objects that an expression can be. */
  #valuesOf(
    node: SyntaxNode | undefined,
    source: Source,
    given: Given,
  ): readonly { readonly node: SyntaxNode; readonly source: Source }[] {
    switch (node?.type) {
      case 'ObjectExpression':
        return [{ node, source }];
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        return this.#valuesOf(nodeAt(node, 'expression'), source, given);
      case 'Identifier': {
        const found = this.find(textAt(node, 'name'), source, node.start);
        return found === undefined ? [] : this.#valuesOf(found.node, found.source, NONE_GIVEN);
      }
      case 'MemberExpression': {
        const key = nodeAt(node, 'property');
        const isAny = node['computed'] === true && key?.type !== 'Literal';
        const wanted = node['computed'] === true ? textAt(key, 'value') : textAt(key, 'name');
        return this.#valuesOf(nodeAt(node, 'object'), source, given).flatMap(({ node: value, source: at }) =>
          nodesAt(value, 'properties')
            .filter((one) => one.type === 'Property' && (isAny || keyOf(one) === wanted))
            .flatMap((one) => this.#valuesOf(nodeAt(one, 'value'), at, NONE_GIVEN)),
        );
      }
      default:
        return [];
    }
  }

  #readCall(node: SyntaxNode, source: Source, given: Given): readonly string[] {
    const callee = nodeAt(node, 'callee');
    if (callee?.type === 'MemberExpression' && textAt(nodeAt(callee, 'property'), 'name') === 'join')
      return this.#readJoined(node, callee, source, given);
    if (callee?.type !== 'Identifier') return [HOLE];
    const found = this.find(textAt(callee, 'name'), source, callee.start);
    if (found === undefined) return [HOLE];
    const values = this.#bind(found.node, nodesAt(node, 'arguments'), source, given);
    return this.returnedBy(found.node).flatMap((value) => this.read(value, found.source, values));
  }

  /** The items of a list that is written out, or that is made of one by `map`. */
  #joined(list: SyntaxNode | undefined, source: Source, given: Given): readonly string[] | undefined {
    const one = (item: SyntaxNode | undefined, values: Given) => this.read(item, source, values)[0] ?? HOLE;
    const callee = list?.type === 'CallExpression' ? nodeAt(list, 'callee') : undefined;
    if (list !== undefined && callee && textAt(nodeAt(callee, 'property'), 'name') === 'map') {
      const [fn] = nodesAt(list, 'arguments');
      const [param] = fn ? nodesAt(fn, 'params') : [];
      const items = this.#joined(nodeAt(callee, 'object'), source, given);
      if (fn === undefined || param?.type !== 'Identifier' || nodesAt(fn, 'params').length > 1) return undefined;
      return items?.map((item) => one(nodeAt(fn, 'body'), new Map(given).set(textAt(param, 'name'), [item])));
    }
    const items = this.#itemsOf(list, source);
    return items.includes(undefined) ? undefined : items.map((item) => one(item, given));
  }

  returnedBy(node: SyntaxNode): readonly (SyntaxNode | undefined)[] {
    const body = nodeAt(node, 'body');
    if (body?.type !== 'BlockStatement') return [body];
    return allNodes(body)
      .filter(({ type }) => type === 'ReturnStatement')
      .map((statement) => nodeAt(statement, 'argument'));
  }

  #readJoined(node: SyntaxNode, callee: SyntaxNode, source: Source, given: Given): readonly string[] {
    const [by = ','] = this.read(nodesAt(node, 'arguments')[0], source, given);
    const items = this.#joined(nodeAt(callee, 'object'), source, given);
    return [by === HOLE || items === undefined ? HOLE : items.join(by)];
  }
}

export const keyOf = (property: SyntaxNode): string => {
  const key = nodeAt(property, 'key');
  return key?.type === 'Identifier' ? textAt(key, 'name') : textAt(key, 'value');
};

/** How a text begins that PostgreSQL is sent, other than a sentence: in small letters, with one of its words. */
const BEGINNING =
  /^\s*(select|insert into|update|delete from|with|merge into|create|alter|drop|call|grant|revoke|truncate|listen|copy|lock table|values|explain|refresh|vacuum|analyze)\b/;

/** How a sentence for people begins. */
const SENTENCE = /^\s*[A-Z#]/;

/** How a part of one looks: a table behind the word that takes one, and a word that only a statement has. */
const partOf = (tables: readonly string[]) =>
  new RegExp(`\\b(?:from|join|into|update|using)\\s+(?:only\\s+)?(?:public\\.)?(?:${tables.join('|')})\\b`);

/** Where a text stands: in what, and in which functions. */
interface Standing {
  readonly source: Source;
  readonly name: string;
  readonly functions: readonly { readonly fn: SyntaxNode; readonly name: string }[];
}

/** What a call of `query` is given as a text: by itself, or as the `text` of what it is given. */
const sentBy = (node: SyntaxNode): SyntaxNode | undefined => {
  const callee = node.type === 'CallExpression' ? nodeAt(node, 'callee') : undefined;
  if (textAt(callee && nodeAt(callee, 'property'), 'name') !== 'query') return undefined;
  const [given] = nodesAt(node, 'arguments');
  const named = given && nodesAt(given, 'properties').find((one) => one.type === 'Property' && keyOf(one) === 'text');
  const text = named ? nodeAt(named, 'value') : given;
  return text && isText(text) ? text : undefined;
};

/** The texts of the gateway's sources. */
interface SourceTexts {
  readonly statements: readonly SourceText[];
  /** What names a table, is no statement, and goes into none. */
  readonly orphans: readonly string[];
}

/**
 * The texts of the gateway that are statements, and those that name a table and are none.
 *
 * @param tables names of tables, by which a part of a statement is known.
 */
export const readSourceTexts = (reader: Reader, tables: readonly string[]): SourceTexts => {
  const isPartOfStatement = partOf(tables);
  const found = new Map<SyntaxNode, Standing>();
  const parts: { readonly node: SyntaxNode; readonly source: Source }[] = [];
  const read = (node: SyntaxNode, { source, functions }: Standing) => {
    if (!writtenBy(node).includes(HOLE)) return [writtenBy(node)];
    const given = new Map(functions.flatMap(({ fn, name }) => [...reader.parametersOf(fn, name, source)]));
    return [...new Set(reader.readTemplate(node, source, given))];
  };

  const lookAt = (node: SyntaxNode, at: Standing) => {
    const text = writtenBy(node);
    const readings = text.trimStart().startsWith(HOLE) ? read(node, at) : [text];
    if (readings.some((reading) => BEGINNING.test(reading))) found.set(node, at);
    else if (isPartOfStatement.test(text) && !SENTENCE.test(text)) parts.push({ node, source: at.source });
  };
  const walk = (node: SyntaxNode, { source, name, functions }: Standing) => {
    const isNamed = node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration';
    const own = (isNamed && textAt(nodeAt(node, 'id'), 'name')) || name;
    const fn = node.type === 'VariableDeclarator' ? nodeAt(node, 'init') : node;
    const isFunction = isNamed && fn !== undefined && nodesAt(fn, 'params').length > 0;
    const at = { source, name: own, functions: isFunction ? [...functions, { fn, name: own }] : functions };
    if (isText(node)) lookAt(node, at);
    const sent = sentBy(node);
    if (sent !== undefined) found.set(sent, at);
    for (const child of childrenOf(node)) walk(child, at);
  };
  for (const source of reader.sources.values()) walk(source.tree, { source, name: '', functions: [] });

  const statements = [...found].map(([node, at]) => ({
    node,
    name: `${fileOf(at.source)} ${at.name}`,
    readings: read(node, at),
  }));
  return {
    statements: statements.map(({ node, ...text }) => ({ ...text, isTaken: reader.taken.has(node) })),
    orphans: parts
      .filter(({ node }) => !reader.taken.has(node) && !found.has(node))
      .map(({ node, source }) => `${fileOf(source)}: ${writtenBy(node).trim().slice(0, 80)}`),
  };
};
