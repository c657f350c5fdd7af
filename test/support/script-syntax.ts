import { type ecmaVersion, parse, type Token } from 'acorn';

/** What a script says of itself before it runs. */
export interface ScriptSyntax {
  /** Names of modules that it imports, whenever it does. */
  readonly imports: readonly string[];
  /** Sources of its regular expressions. */
  readonly expressions: readonly string[];
}

interface Importing {
  readonly type: string;
  readonly source?: { readonly type: string; readonly value?: unknown } | null;
}

const isNode = (value: unknown): value is Importing =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const importsOf = (node: Importing): readonly string[] => {
  const { source } = node;
  const own = source?.type === 'Literal' && typeof source.value === 'string' ? [source.value] : [];
  return [...own, ...Object.values(node).flat().filter(isNode).flatMap(importsOf)];
};

interface SyntaxOptions {
  readonly ecmaVersion: ecmaVersion;
  /** A module by default. */
  readonly sourceType?: 'module' | 'script';
}

/**
 * Reads a script by the rules of one edition of the language.
 *
 * @throws a SyntaxError where it uses what came later, or what never came: raw decorators.
 */
export const readSyntax = (text: string, { ecmaVersion, sourceType = 'module' }: SyntaxOptions): ScriptSyntax => {
  const expressions: string[] = [];
  const onToken = ({ value }: Token) => {
    if (typeof value === 'object' && value !== null && 'pattern' in value) expressions.push(String(value.pattern));
  };
  const program = parse(text, { ecmaVersion, sourceType, onToken });
  return { imports: importsOf(program), expressions };
};
