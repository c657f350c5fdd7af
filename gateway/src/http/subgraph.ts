import { HeaderMap } from '@apollo/server';
import {
  buildASTSchema,
  type DocumentNode,
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
  valueFromASTUntyped,
} from 'graphql';
import type { Context } from '../context.ts';
import { badInput, notFound } from '../errors.ts';
import { decodeGlobalId } from '../global-id.ts';
import { type Exchange, HttpFailure, readBody, send } from './exchange.ts';
import type { GraphqlAnswers } from './graphql-answers.ts';
import { ENTITIES, FEDERATION_FIELDS } from './subgraph-sdl.ts';

/** Largest request: a router asks for a hundred objects at once, and more. */
const MAX_BODY = 256 * 1024;
const MAX_TOKENS = 1000;
/** Objects that are read by one document of ours, so that what everybody may ask for at once is enough. */
const AT_ONCE = 20;

interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Result {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

interface Parsed {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** What the route is made of. */
export interface SubgraphOptions {
  /** As it is composed into the larger graph. */
  readonly sdl: string;
  readonly answers: Pick<GraphqlAnswers, 'find'>;
  /** Of nobody who is signed in: a graph reads what everybody may read. */
  readonly contextFor: (exchange: Exchange) => Context;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readAsked = async ({ request }: Exchange): Promise<Asked> => {
  const text = await readBody(request, MAX_BODY);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new HttpFailure(400, 'The body is not JSON.');
  }
  if (!isRecord(body) || typeof body['query'] !== 'string')
    throw new HttpFailure(400, 'query: expected the text of a GraphQL document.');
  const { query, operationName, variables } = body;
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : null,
    variables: isRecord(variables) ? variables : {},
  };
};

/** The id that a representation names; throws in words when it names none. */
const idOf = (representation: unknown, place: number): string => {
  const path = `representations[${place}]`;
  if (!isRecord(representation))
    throw badInput(path, JSON.stringify(representation), 'an object with __typename and id');
  const { __typename: type, id } = representation;
  if (!ENTITIES.some((entity) => entity === type))
    throw badInput(`${path}.__typename`, String(type), ENTITIES.join(' or '));
  if (typeof id !== 'string' || decodeGlobalId(id)?.type !== type)
    throw notFound(`${path}.id`, String(id), `the id of a ${String(type)}`);
  return id;
};

/** The only field at the root, when it is this one. */
const soleField = ({ selectionSet: { selections } }: OperationDefinitionNode, name: string): FieldNode | undefined => {
  const [only, ...others] = selections;
  return only?.kind === Kind.FIELD && only.name.value === name && others.length === 0 ? only : undefined;
};

const isOfRepresentations = (type: string) => type.includes('_Any');

/** Variables of an operation other than the representations. */
const variablesOf = (
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Asked['variables'],
): Asked['variables'] => {
  const own = variableDefinitions.filter(({ type }) => !isOfRepresentations(print(type)));
  const names = new Set(own.map(({ variable }) => variable.name.value));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name)));
};

/** A document that reads these objects by `node`, with what was asked of each of them. */
const nodesDocument = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { field, ids }: { readonly field: FieldNode; readonly ids: readonly string[] },
): string => {
  const variables = (operation.variableDefinitions ?? []).filter(({ type }) => !isOfRepresentations(print(type)));
  const given = variables.length === 0 ? '' : `(${variables.map(print).join(', ')})`;
  const nodes = ids.map((id, place) => `e${place}: node(id: ${JSON.stringify(id)}) { ...KinerjaEntity }`);
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map(print);
  return [
    `query Entities${given} { ${nodes.join(' ')} }`,
    `fragment KinerjaEntity on Node ${field.selectionSet === undefined ? '' : print(field.selectionSet)}`,
    ...fragments,
  ].join('\n');
};

const failed = (error: unknown): GraphQLFormattedError =>
  error instanceof GraphQLError ? error.toJSON() : { message: String(error) };

/** Objects that a request names by their ids, with their places in the answer, and what is wrong with the others. */
const wantedOf = (field: FieldNode, variables: Asked['variables']) => {
  const argument = field.arguments?.find(({ name }) => name.value === 'representations')?.value;
  const given = argument === undefined ? [] : valueFromASTUntyped(argument, variables);
  const representations: readonly unknown[] = Array.isArray(given) ? given : [];
  const wanted: { readonly id: string; readonly place: number }[] = [];
  const errors: GraphQLFormattedError[] = [];
  for (const [place, representation] of representations.entries())
    try {
      wanted.push({ id: idOf(representation, place), place });
    } catch (error) {
      errors.push({ ...failed(error), path: [(field.alias ?? field.name).value, place] });
    }
  return { wanted, errors, found: representations.map((): unknown => null) };
};

/**
 * Answers `/subgraph`: the part of the API that a graph of Apollo Federation reads, with `_service` and `_entities`. Objects are
 * read by `node`, and so in the region that each id names, by the same rules and within the same limits.
 */
export const createSubgraph = ({ sdl, answers, contextFor }: SubgraphOptions) => {
  const subgraph = buildASTSchema(parse(`${sdl}\n${FEDERATION_FIELDS}`));

  const askApi = async (exchange: Exchange, body: Asked) => {
    const headers = new HeaderMap([['content-type', 'application/json']]);
    const asked = {
      hasSiteKey: false,
      published: null,
      isMutation: false,
      forApollo: () => ({ method: 'POST', headers, search: '', body }),
    };
    const answer = await answers.find(exchange.request, asked, contextFor(exchange));
    // What each of our documents cost tells the router nothing.
    const { data, errors } = JSON.parse(answer.body) as Result;
    return {
      status: answer.status,
      result: { ...(data !== undefined && { data }), ...(errors !== undefined && { errors }) },
    };
  };

  const readEntities = async (exchange: Exchange, asked: Asked & Parsed, field: FieldNode): Promise<Result> => {
    const { variables, document, operation } = asked;
    const name = (field.alias ?? field.name).value;
    const { wanted, errors, found } = wantedOf(field, variables);
    const others = variablesOf(operation, variables);
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const some = wanted.slice(from, from + AT_ONCE);
      const query = nodesDocument(document, operation, { field, ids: some.map(({ id }) => id) });
      const { result } = await askApi(exchange, { query, operationName: null, variables: others });
      for (const [number, { place }] of some.entries()) found[place] = result.data?.[`e${number}`] ?? null;
      for (const error of result.errors ?? []) {
        const [alias, ...rest] = error.path ?? [];
        const place = some[Number(String(alias).slice(1))]?.place;
        errors.push({ ...error, path: place === undefined ? [name] : [name, place, ...rest] });
      }
    }
    return { data: { [name]: found }, ...(errors.length > 0 && { errors }) };
  };

  /** The document, when it fits the subgraph; else what is wrong with it. */
  const parsed = ({ query, operationName }: Asked): Parsed | readonly GraphQLError[] => {
    try {
      const document = parse(query, { maxTokens: MAX_TOKENS });
      const mistakes = validate(subgraph, document, undefined, { maxErrors: 5 });
      if (mistakes.length > 0) return mistakes;
      const operation = getOperationAST(document, operationName);
      return operation == null
        ? [new GraphQLError('operationName: expected the name of an operation.')]
        : { document, operation };
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  };

  const resultFor = async (exchange: Exchange, asked: Asked): Promise<{ status: number; result: Result }> => {
    const read = parsed(asked);
    if (!('operation' in read)) return { status: 400, result: { errors: read.map(failed) } };
    const { document, operation } = read;
    if (soleField(operation, '_service') !== undefined) {
      const service = await execute({ schema: subgraph, document, rootValue: { _service: { sdl } } });
      return { status: 200, result: service as Result };
    }
    const field = soleField(operation, '_entities');
    if (field !== undefined) return { status: 200, result: await readEntities(exchange, { ...asked, ...read }, field) };
    return askApi(exchange, asked);
  };

  return async (exchange: Exchange): Promise<void> => {
    if (exchange.request.method !== 'POST') throw new HttpFailure(405, 'Expected POST.', { Allow: 'POST' });
    const { status, result } = await resultFor(exchange, await readAsked(exchange));
    const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
    send(exchange, status, headers, `${JSON.stringify(result)}\n`);
  };
};
