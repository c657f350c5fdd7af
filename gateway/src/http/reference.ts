import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  printType,
} from 'graphql';
import { html } from 'hono/html';
import { type DeveloperQuery, readDeveloperQueries } from './developer-queries.ts';
import { type Exchange, HttpFailure, sendPage } from './exchange.ts';
import { type Html, layout, PAGE_POLICY } from './plain-page.ts';

const PATH = '/docs';

/** Kinds of types, in the order in which the front page lists them. */
const KINDS: readonly (readonly [title: string, is: (type: GraphQLNamedType) => boolean])[] = [
  ['Objects', isObjectType],
  ['Interfaces', isInterfaceType],
  ['Unions', isUnionType],
  ['Inputs', isInputObjectType],
  ['Enums', isEnumType],
  ['Scalars', isScalarType],
];

interface Member {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
  readonly type?: GraphQLOutputType | GraphQLInputType;
  readonly args?: readonly GraphQLArgument[];
}

/** A description, with what stands between back-ticks as code. */
const words = (text: string | null | undefined): readonly (Html | string)[] =>
  (text ?? '').split('`').map((part, place) => (place % 2 === 1 ? html`<code>${part}</code>` : part));

const linkTo = (type: GraphQLNamedType): Html | string =>
  isSpecifiedScalarType(type) ? type.name : html`<a href="${PATH}/${type.name}">${type.name}</a>`;

/** A type as it is written, with a link to what it names. */
const typed = (type: GraphQLOutputType | GraphQLInputType): Html => {
  const { name } = getNamedType(type);
  const [before, after] = String(type).split(name);
  return html`${before}${linkTo(getNamedType(type))}${after}`;
};

const isOwn = (type: GraphQLNamedType) => !isIntrospectionType(type) && !isSpecifiedScalarType(type);

const membersOf = (type: GraphQLNamedType): readonly Member[] => {
  if (isEnumType(type)) return type.getValues();
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) return Object.values(type.getFields());
  return [];
};

const argument = ({ name, description, type, defaultValue }: GraphQLArgument): Html =>
  html`<li><code>${name}</code>: ${typed(type)}${defaultValue === undefined ? '' : html` = <code>${JSON.stringify(defaultValue)}</code>`}. ${words(description)}</li>`;

const member = ({ name, description, deprecationReason, type, args = [] }: Member): Html =>
  html`<section id="${name}"><h2><code>${name}</code>${type === undefined ? '' : html`: ${typed(type)}`}</h2>
    ${deprecationReason == null ? '' : html`<p class="note"><strong>Deprecated.</strong> ${words(deprecationReason)}</p>`}
    <p>${words(description)}</p>${args.length === 0 ? '' : html`<ul>${args.map(argument)}</ul>`}</section>`;

const listed = (title: string, names: readonly (Html | string)[]): Html | '' =>
  names.length === 0
    ? ''
    : html`<p>${title}: ${names.map((name, place) => html`${place > 0 ? ', ' : ''}${name}`)}.</p>`;

/** `type`, `input`, `enum`, …: the word by which SDL defines it, after its description. */
const keywordOf = (type: GraphQLNamedType): string =>
  new RegExp(`^(\\w+) ${type.name}\\b`, 'm').exec(printType(type))?.[1] ?? '';

const typePage = (schema: GraphQLSchema, type: GraphQLNamedType): Html => {
  const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
  const possible = isUnionType(type) || isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
  const uses = Object.values(schema.getTypeMap())
    .filter(isOwn)
    .flatMap((other) => membersOf(other).map((one) => [other, one] as const))
    .filter(([, { type: of, args = [] }]) =>
      [of, ...args.map((one) => one.type)].some((used) => used !== undefined && getNamedType(used) === type),
    );
  return layout(
    'en',
    `${type.name}: Kinerja API`,
    html`<nav class="links"><a href="${PATH}">Kinerja API</a></nav><h1>${type.name}</h1>
      <p class="who">${keywordOf(type)}</p><p>${words(type.description)}</p>
      ${listed('Implements', interfaces.map(linkTo))}${listed('One of', possible.map(linkTo))}
      ${membersOf(type).map(member)}
      ${listed(
        'Used by',
        uses.map(([other, { name }]) => html`<a href="${PATH}/${other.name}#${name}">${other.name}.${name}</a>`),
      )}`,
  );
};

const frontPage = (schema: GraphQLSchema, queries: readonly DeveloperQuery[]): Html => {
  const types = Object.values(schema.getTypeMap()).filter(isOwn);
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => type != null);
  return layout(
    'en',
    'Kinerja API',
    html`<h1>Kinerja API</h1>
      <p>One endpoint, <code>/graphql</code>, by POST or GET. Reading needs no account. The
        <a href="/schema.graphql">schema</a> is the same as this reference; a short guide for programs is at
        <a href="/llms.txt">/llms.txt</a>.</p>
      <h2>Before you show a number</h2>
      <ul><li>No number is not zero: <a href="${PATH}/FigureState"><code>state</code></a> says why a figure is not shown.</li>
        <li>Units are compared by <a href="${PATH}/LeaderboardRow#fairScore"><code>fairScore</code></a> and its interval, in bands.</li>
        <li>What has <code>sampleData</code> is labelled "data contoh".</li></ul>
      <h2 id="examples">Examples</h2>
      ${queries.map(({ name, text }) => html`<details id="example-${name}"><summary>${name}</summary><pre class="wide">${text}</pre></details>`)}
      ${roots.map(
        (root) => html`<h2 id="${root.name}"><a href="${PATH}/${root.name}">${root.name}</a></h2>
          <ul>${membersOf(root).map(({ name, description }) => html`<li><a href="${PATH}/${root.name}#${name}"><code>${name}</code></a> ${words(description)}</li>`)}</ul>`,
      )}
      ${KINDS.map(
        ([title, is]) => html`<h2>${title}</h2>
          ${listed('', types.filter((type) => is(type) && !roots.some((root) => root === type)).map(linkTo))}`,
      )}`,
  );
};

/** Serves `/docs`: the reference of the API, from the descriptions of the schema that is served, a page for each type. */
export const createReference = (schema: GraphQLSchema) => {
  const pages = new Map<string, string>();

  const make = async (name: string): Promise<string> => {
    if (name === '') return String(await frontPage(schema, await readDeveloperQueries()));
    const type = schema.getType(name);
    if (type === undefined || !isOwn(type))
      throw new HttpFailure(404, `The API has no type of this name; see ${PATH}.`);
    return String(await typePage(schema, type));
  };

  return async (exchange: Exchange): Promise<void> => {
    const name = exchange.path.slice(PATH.length + 1);
    const page = pages.get(name) ?? (await make(name));
    pages.set(name, page);
    sendPage(exchange, 200, page, PAGE_POLICY, { 'Cache-Control': 'public, max-age=300' });
  };
};
