import { type ecmaVersion, parse } from 'acorn';

/** What a script says of itself before it runs. */
interface ScriptSyntax {
  /** Names of modules that it imports. */
  readonly imports: readonly string[];
  /** Sources of its regular expressions. */
  readonly expressions: readonly string[];
}

interface SyntaxOptions {
  readonly ecmaVersion: ecmaVersion;
  /** A module by default. */
  readonly sourceType?: 'module' | 'script';
  /** Whether what it imports later counts. By default it does. */
  readonly dynamicImports?: boolean;
}

/** A node of the syntax tree, as far as it matters here. */
interface SyntaxNode {
  readonly type: string;
  /** Of what imports, the name. */
  readonly source?: { readonly value?: unknown } | null;
  /** Of a literal that is one. */
  readonly regex?: { readonly pattern: string };
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const allNodes = (node: SyntaxNode): readonly SyntaxNode[] => [
  node,
  ...Object.values(node).flat().filter(isNode).flatMap(allNodes),
];

/**
 * Reads a script by the rules of one edition of the language.
 *
 * @throws a SyntaxError where it uses what came later, or what never came: raw decorators.
 */
export const readSyntax = (
  text: string,
  { ecmaVersion, sourceType = 'module', dynamicImports = true }: SyntaxOptions,
): ScriptSyntax => {
  const nodes = allNodes(parse(text, { ecmaVersion, sourceType }));
  const importing = nodes.filter(({ type }) => dynamicImports || type !== 'ImportExpression');
  return {
    imports: importing.flatMap(({ source }) => (typeof source?.value === 'string' ? [source.value] : [])),
    expressions: nodes.flatMap(({ regex }) => (regex ? [regex.pattern] : [])),
  };
};
