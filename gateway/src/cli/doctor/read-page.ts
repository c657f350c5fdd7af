import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/** A script that a page loads. */
export interface PageScript {
  readonly src: string;
  readonly isModule: boolean;
  readonly isAsync: boolean;
  readonly integrity: string | undefined;
  readonly crossOrigin: string | undefined;
  readonly nonce: string | undefined;
}

/** A widget of ours in a page: an element, or a `div` that becomes one. */
export interface PageWidget {
  /** `kinerja-rating-form`. */
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly isEmpty: boolean;
  /** Has a `style` of its own, which strict policies ignore. */
  readonly isStyled: boolean;
}

/** What matters of a page that embeds widgets. */
export interface EmbeddingPage {
  readonly base: string | undefined;
  readonly scripts: readonly PageScript[];
  readonly widgets: readonly PageWidget[];
  readonly frames: readonly string[];
  /** Policies that stand in the page itself. */
  readonly policies: readonly string[];
}

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const isElement = (node: Node): node is Element => 'tagName' in node;

/** All elements of a tree, in the order in which they stand there. */
const elementsIn = (node: Node): readonly Element[] => {
  const inside = 'childNodes' in node ? node.childNodes.flatMap(elementsIn) : [];
  return isElement(node) ? [node, ...inside] : inside;
};

const attributesOf = ({ attrs }: Element): ReadonlyMap<string, string> =>
  new Map(attrs.map(({ name, value }) => [name, value]));

const isEmpty = ({ childNodes }: Element) =>
  childNodes.every((node) => !isElement(node) && (!('value' in node) || node.value.trim() === ''));

/** Browsers keep `data-site-key` of a `div` for the attribute `site-key` of the element that takes its place. */
const widgetOf = (element: Element): readonly PageWidget[] => {
  const attributes = attributesOf(element);
  const stem = attributes.get('data-kinerja');
  const common = { isEmpty: isEmpty(element), isStyled: attributes.has('style') };
  if (element.tagName.startsWith('kinerja-')) return [{ tag: element.tagName, attributes, ...common }];
  if (stem === undefined) return [];
  const given = [...attributes].flatMap(([name, value]) =>
    name.startsWith('data-') && name !== 'data-kinerja' ? [[name.slice('data-'.length), value] as const] : [],
  );
  return [{ tag: `kinerja-${stem}`, attributes: new Map(given), ...common }];
};

/** Reads a page as browsers do, its scripts not run. */
export const readPage = (html: string): EmbeddingPage => {
  const elements = elementsIn(parse(html)).map((element) => ({ element, attributes: attributesOf(element) }));
  const named = (tag: string) => elements.filter(({ element }) => element.tagName === tag);
  return {
    base: named('base')[0]?.attributes.get('href'),
    scripts: named('script').flatMap(({ attributes }) => {
      const src = attributes.get('src');
      if (src === undefined) return [];
      return [
        {
          src,
          isModule: attributes.get('type') === 'module',
          isAsync: attributes.has('async'),
          integrity: attributes.get('integrity'),
          crossOrigin: attributes.get('crossorigin'),
          nonce: attributes.get('nonce'),
        },
      ];
    }),
    widgets: elements.flatMap(({ element }) => widgetOf(element)),
    frames: named('iframe').flatMap(({ attributes }) => attributes.get('src') ?? []),
    policies: named('meta').flatMap(({ attributes }) =>
      attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy'
        ? (attributes.get('content') ?? [])
        : [],
    ),
  };
};
