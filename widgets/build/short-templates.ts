import type { Plugin } from 'vite';

/** A node of the syntax tree, as far as it matters here. */
interface SyntaxNode {
  readonly type: string;
}

interface TaggedTemplate extends SyntaxNode {
  readonly tag: { readonly name?: string };
  readonly quasi: {
    readonly quasis: readonly {
      readonly start: number;
      readonly end: number;
      readonly value: { readonly raw: string };
    }[];
  };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** To a minifier a template is a string. This takes the line breaks and indents out of `html` and `css` templates. */
export function shortTemplates(): Plugin {
  return {
    name: 'short-templates',
    enforce: 'post',
    transform(code, id) {
      if (!/\/widgets\/src\/.*\.ts$/.test(id)) return null;
      const edits = taggedTemplates(this.parse(code)).flatMap(shortened);
      const fromTheEnd = edits.sort((a, b) => b.start - a.start);
      return fromTheEnd.reduce((short, { start, end, text }) => short.slice(0, start) + text + short.slice(end), code);
    },
  };
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function taggedTemplates(node: SyntaxNode): TaggedTemplate[] {
  const inside = Object.values(node).flat().filter(isNode).flatMap(taggedTemplates);
  return node.type === 'TaggedTemplateExpression' ? [node as TaggedTemplate, ...inside] : inside;
}

function shortened({ tag, quasi: { quasis } }: TaggedTemplate): Edit[] {
  const shorten = tag.name === 'css' ? shortCss : shortHtml;
  return quasis.map(({ start, end, value }, index) => {
    const text = shorten(value.raw);
    const begun = index === 0 ? text.trimStart() : text;
    return { start, end, text: index === quasis.length - 1 ? begun.trimEnd() : begun };
  });
}

/** Line breaks beside a tag are layout of the source; beside an expression they may part two attributes. */
const shortHtml = (text: string) =>
  text
    .replace(/(>?)\s*\n\s*(<?)/g, (_, before, after) => before + (before || after ? '' : ' ') + after)
    .replace(/" \/>/g, '"/>');

const shortCss = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/\b0\./g, '.')
    .replace(/='([a-z]+)'\]/g, '=$1]')
    // An empty custom property needs its space in older browsers.
    .replace(/:(;|})/g, ': $1');
