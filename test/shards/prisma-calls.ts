import {
  allNodes,
  fileOf,
  keyOf,
  nodeAt,
  nodesAt,
  type Reader,
  type Source,
  type SyntaxNode,
  textAt,
} from './source-texts.ts';

/* Calls of Prisma in the gateway's sources, and whether each says by itself which tenant it is about. */

const METHODS =
  /^(?:find(?:Unique|First|Many)(?:OrThrow)?|create(?:Many)?(?:AndReturn)?|update(?:Many)?|upsert|delete(?:Many)?|count|aggregate|groupBy)$/;

/** One call, as `file: prisma.model.method`. */
interface PrismaCall {
  readonly name: string;
  readonly model: string;
  readonly saysTenant: boolean;
}

const MOST_STEPS = 8;

/** What a call of a function gives back. */
const madeBy = (node: SyntaxNode | undefined, source: Source, reader: Reader) => {
  const callee = node?.type === 'CallExpression' ? nodeAt(node, 'callee') : undefined;
  const found = callee?.type === 'Identifier' ? reader.find(textAt(callee, 'name'), source, callee.start) : undefined;
  return found === undefined
    ? []
    : reader.returnedBy(found.node).flatMap((one) => (one ? [{ node: one, source: found.source }] : []));
};

/** Whether an argument says which tenant is meant: `tenantId`, or a key that begins with it, in all that it can be. */
const saysTenant = (node: SyntaxNode | undefined, source: Source, reader: Reader, steps = 0): boolean => {
  if (node === undefined || steps > MOST_STEPS) return false;
  const says = (inner: SyntaxNode | undefined, at = source) => saysTenant(inner, at, reader, steps + 1);
  switch (node.type) {
    case 'ObjectExpression':
      return nodesAt(node, 'properties').some((one) => {
        if (one.type === 'SpreadElement') return says(nodeAt(one, 'argument'));
        const key = keyOf(one);
        // The types ask for `tenantId` in a key that begins with it.
        if (key === 'tenantId' || key.startsWith('tenantId_')) return true;
        if (key === 'AND') return nodesAt(nodeAt(one, 'value') ?? one, 'elements').some((part) => says(part));
        return (key === 'where' || key === 'data') && says(nodeAt(one, 'value'));
      });
    case 'MemberExpression':
      return madeBy(nodeAt(node, 'object'), source, reader).some(({ node: object, source: at }) =>
        nodesAt(object, 'properties').some(
          (one) => keyOf(one) === textAt(nodeAt(node, 'property'), 'name') && says(nodeAt(one, 'value'), at),
        ),
      );
    case 'ConditionalExpression':
      return says(nodeAt(node, 'consequent')) && says(nodeAt(node, 'alternate'));
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return says(nodeAt(node, 'expression'));
    case 'ArrayExpression':
      return nodesAt(node, 'elements').every((item) => says(item));
    case 'Identifier': {
      const found = reader.find(textAt(node, 'name'), source, node.start);
      if (found !== undefined) return says(found.node, found.source);
      const given = reader.givenTo(textAt(node, 'name'), source, node.start);
      return given.length > 0 && given.every((one) => says(one.node, one.source));
    }
    case 'CallExpression': {
      const results = madeBy(node, source, reader);
      return results.length > 0 && results.every((one) => says(one.node, one.source));
    }
    default:
      return false;
  }
};

/** @param models names of the models as Prisma's client has them. */
export const readPrismaCalls = (reader: Reader, models: ReadonlySet<string>): readonly PrismaCall[] => {
  return [...reader.sources.values()].flatMap((source) =>
    allNodes(source.tree).flatMap((node) => {
      const callee = node.type === 'CallExpression' ? nodeAt(node, 'callee') : undefined;
      const object = callee?.type === 'MemberExpression' ? nodeAt(callee, 'object') : undefined;
      const model = object?.type === 'MemberExpression' ? textAt(nodeAt(object, 'property'), 'name') : '';
      const method = textAt(callee && nodeAt(callee, 'property'), 'name');
      if (!models.has(model) || !METHODS.test(method)) return [];
      const argument = nodesAt(node, 'arguments')[0];
      return [
        { name: `${fileOf(source)}: ${model}.${method}`, model, saysTenant: saysTenant(argument, source, reader) },
      ];
    }),
  );
};
