import { type DirectiveNode, GraphQLObjectType, GraphQLSchema, Kind, parse, print, printSchema, visit } from 'graphql';

/** What a province's graph reads at the root: what everybody may read, and finds by its own name or id. */
const READ = ['benchmark', 'forumTopic', 'service', 'tenant', 'tenants', 'unit'] as const;

/** Objects of which other graphs may know the id, and add fields of their own: those that `node` reads. */
export const ENTITIES = ['Service', 'Tenant', 'Unit'] as const;

/** Types of Relay that other graphs have as well, with the same meaning. */
const SHARED = new Set(['PageInfo']);

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])`;

const directive = (text: string): DirectiveNode => {
  const [definition] = parse(`type T ${text} { f: Int }`).definitions;
  const made = definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? definition.directives?.[0] : undefined;
  if (made === undefined) throw new Error(`No directive: ${text}`);
  return made;
};
const KEY = directive('@key(fields: "id")');
const SHAREABLE = directive('@shareable');

/** The part of the schema that is composed with other graphs: it reads, and knows nobody who is signed in. */
const readingPart = (schema: GraphQLSchema): GraphQLSchema => {
  const { fields, ...query } = schema.getQueryType()?.toConfig() ?? {};
  const read = READ.map((name) => {
    const field = fields?.[name];
    if (field === undefined) throw new Error(`The query has no field ${name}.`);
    return [name, field] as const;
  });
  return new GraphQLSchema({
    query: new GraphQLObjectType({ ...query, name: 'Query', fields: Object.fromEntries(read) }),
  });
};

/** The SDL by which the API is composed into a larger graph, as Apollo Federation 2 wants it. */
export const printSubgraph = (schema: GraphQLSchema): string => {
  const document = visit(parse(printSchema(readingPart(schema))), {
    [Kind.OBJECT_TYPE_DEFINITION]: (node) => {
      const name = node.name.value;
      if (ENTITIES.some((entity) => entity === name)) return { ...node, directives: [KEY] };
      return SHARED.has(name) ? { ...node, directives: [SHAREABLE] } : undefined;
    },
  });
  return `${LINK}\n\n${print(document)}\n`;
};

/** What every subgraph has besides, for the graph that it is part of. */
export const FEDERATION_FIELDS = `
  directive @link(url: String!, import: [String!]) repeatable on SCHEMA
  directive @key(fields: String!) repeatable on OBJECT
  directive @shareable on OBJECT
  scalar _Any
  type _Service { sdl: String! }
  union _Entity = ${ENTITIES.join(' | ')}
  extend type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }`;
