import { ApolloServer, type GraphQLRequestContext } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { v7 as timeOrderedId } from 'uuid';
import type { Context } from '../context.ts';
import { isOverload, isUnstorable } from '../database/failures.ts';
import { ExpectedError, maskedError } from '../errors.ts';
import { COMMON_HEADERS, type Exchange, HttpFailure, secondsToWait, send } from './exchange.ts';
import { createExecutor } from './execute.ts';
import type { TrustedDocuments } from './graphql-documents.ts';
import { readGraphqlRequest } from './graphql-request.ts';
import { type CachedResponse, etagOf, type ResponseCache } from './response-cache.ts';

/** What one request has besides its context for resolvers. */
interface RequestContext extends Context {
  readonly isTrusted: boolean;
  /** Filled while the operation runs. */
  readonly trace: { tenantIds: Set<string>; isPublic: boolean };
}

const MAX_TOKENS = 1000;
/** Limits of an ad-hoc document; trusted ones are checked by a test instead. */
const LIMITS = { depth: 10, breadth: 100, complexity: 5000 } as const;

const PUBLIC = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Retry-After',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
} as const;
const PREFLIGHT = {
  ...PUBLIC,
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers': 'content-type, x-kinerja-site-key',
  'Access-Control-Max-Age': '7200',
} as const;
/** Figures move in steps: seconds of delay in a browser, and a copy to fall back on when we are away. */
const CACHEABLE = 'public, max-age=5, s-maxage=30, stale-if-error=900';

/** Root fields whose answers are the same for everyone. */
const PUBLIC_FIELDS = new Set(['tenant', 'unit', 'service', 'node', '__typename']);

/** Codes of errors that callers are meant to see. */
const VISIBLE = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'NOT_FOUND',
  'FORBIDDEN',
  'COST_LIMIT_EXCEEDED',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/** Parts of the GraphQL route that tests and the bench can switch. */
export interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly documents: TrustedDocuments;
  /** Whether anonymous callers may ask for the schema. */
  readonly introspection: boolean;
  readonly cache: ResponseCache | null;
  readonly logError: (error: unknown, id: string) => void;
}

/** Answers `/graphql`: GraphQL over HTTP, trusted documents by id, whole public answers from a cache. */
export const createGraphqlRoute = async ({ schema, documents, introspection, cache, logError }: GraphqlOptions) => {
  const run = createExecutor(schema);

  const limitCost = (
    operation: OperationDefinitionNode,
    { request, contextValue, document }: GraphQLRequestContext<RequestContext>,
  ) => {
    if (contextValue.isTrusted || document === undefined) return;
    const isIntrospection = operation.selectionSet.selections.every(
      (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
    );
    if (isIntrospection) return;
    const variables = request.variables ?? {};
    // Variables that cannot be used are reported by the execution, which knows how to name them.
    if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors !== undefined) return;
    const cost = complexityFromQuery(document, { schema, variables, ctx: contextValue });
    for (const measure of ['depth', 'breadth', 'complexity'] as const)
      if (cost[measure] > LIMITS[measure])
        throw new ExpectedError(
          `The query is too expensive: its ${measure} is ${cost[measure]}, at most ${LIMITS[measure]} is allowed. Ask for fewer fields or smaller pages.`,
          'COST_LIMIT_EXCEEDED',
          400,
        );
  };

  const apollo = new ApolloServer<RequestContext>({
    gateway: {
      load: async () => ({
        executor: async ({ document, operation, operationName, queryHash, request, context }) => {
          const result = await run({
            document,
            operation,
            operationName: operationName ?? null,
            hash: queryHash,
            variables: request.variables ?? {},
            context: context as RequestContext,
            noteTenant: (tenantId) => (context as RequestContext).trace.tenantIds.add(tenantId),
          });
          return result as never;
        },
      }),
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      stop: () => Promise.resolve(),
    },
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [],
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      {
        requestDidStart: () =>
          Promise.resolve({
            didResolveOperation: (requestContext) => {
              const { operation, contextValue } = requestContext;
              if (operation === undefined) return Promise.resolve();
              limitCost(operation, requestContext);
              contextValue.trace.isPublic =
                operation.operation === 'query' &&
                operation.selectionSet.selections.every(
                  (selection) => selection.kind === Kind.FIELD && PUBLIC_FIELDS.has(selection.name.value),
                );
              return Promise.resolve();
            },
            willSendResponse: ({ response }) => {
              const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
              if (errors?.some(({ extensions }) => extensions?.['code'] === 'SERVICE_UNAVAILABLE') === true) {
                response.http.status = 503;
                response.http.headers.set('retry-after', secondsToWait());
              }
              return Promise.resolve();
            },
          }),
      },
    ],
    formatError: (formatted, error): GraphQLFormattedError => {
      const code = String(formatted.extensions?.['code'] ?? '');
      if (VISIBLE.has(code)) return formatted;
      const original = unwrapResolverError(error);
      if (isOverload(original))
        return {
          ...formatted,
          message: 'The service is busy; please try again shortly.',
          extensions: { code: 'SERVICE_UNAVAILABLE' },
        };
      if (isUnstorable(original))
        return {
          ...formatted,
          message: 'A text contains a character that cannot be stored: expected Unicode text without U+0000.',
          extensions: { code: 'BAD_USER_INPUT' },
        };
      const id = timeOrderedId();
      logError(original, id);
      return { ...maskedError(id).toJSON(), ...(formatted.path !== undefined && { path: formatted.path }) };
    },
  });
  await apollo.start();

  const answer = async (exchange: Exchange, context: Context, key: string): Promise<void> => {
    const { request, url } = exchange;
    const { httpGraphQLRequest, isTrusted } = await readGraphqlRequest(request, url, documents);
    const trace: RequestContext['trace'] = { tenantIds: new Set(), isPublic: false };
    const channel = httpGraphQLRequest.headers.has('x-kinerja-site-key') ? 'WIDGET' : context.caller.channel;
    const contextValue: RequestContext = { ...context, caller: { ...context.caller, channel }, isTrusted, trace };
    const result = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: () => Promise.resolve(contextValue),
    });
    if (result.body.kind !== 'complete') throw new Error('Incremental delivery is not offered.');
    const body = Buffer.from(result.body.string);
    const status = statusFor(result.status ?? 200, request.headers.accept ?? '', body);
    const contentType = result.headers.get('content-type') ?? 'application/json; charset=utf-8';
    if (request.method === 'GET' && status === 200 && trace.isPublic && !body.includes('"errors":')) {
      const response = { body, contentType, etag: etagOf(body), tenantIds: [...trace.tenantIds] };
      cache?.set(key, response);
      sendPublic(exchange, response);
      return;
    }
    const headers = Object.fromEntries(
      [...result.headers].filter(([name]) => name === 'allow' || name === 'retry-after'),
    );
    send(
      exchange,
      status,
      { ...PUBLIC, 'Content-Type': contentType, Vary: 'Accept', 'Cache-Control': 'no-store', ...headers },
      body,
    );
  };

  const respond = async (exchange: Exchange, contextFor: () => Context): Promise<void> => {
    const { request, response } = exchange;
    if (request.method === 'OPTIONS') {
      response.writeHead(204, PREFLIGHT);
      response.end();
      return;
    }
    const key = `${request.headers.accept ?? ''} ${request.url}`;
    const isAnonymousRead = request.method === 'GET' && request.headers['x-kinerja-site-key'] === undefined;
    const cached = isAnonymousRead ? cache?.get(key) : undefined;
    if (cached !== undefined) {
      sendPublic(exchange, cached);
      return;
    }
    try {
      await answer(exchange, contextFor(), key);
    } catch (error) {
      if (error instanceof ExpectedError)
        throw new HttpFailure(400, JSON.stringify({ errors: [error.toJSON()] }), JSON_FAILURE);
      if (error instanceof HttpFailure)
        throw new HttpFailure(
          error.status,
          JSON.stringify({ errors: [{ message: error.message, extensions: { code: 'BAD_REQUEST' } }] }),
          {
            ...JSON_FAILURE,
            ...error.headers,
          },
        );
      throw error;
    }
  };

  return { respond, stop: () => apollo.stop() };
};

const JSON_FAILURE = { ...PUBLIC, 'Content-Type': 'application/json; charset=utf-8' } as const;

/** A public answer, or only that it is still the same. */
const sendPublic = (exchange: Exchange, { body, contentType, etag }: CachedResponse) => {
  const headers = { ...PUBLIC, ETag: etag, 'Cache-Control': CACHEABLE, Vary: 'Accept' };
  if (exchange.request.headers['if-none-match'] === etag) {
    exchange.response.writeHead(304, { ...COMMON_HEADERS, ...headers });
    exchange.response.end();
  } else send(exchange, 200, { ...headers, 'Content-Type': contentType }, body);
};

/** Clients that ask for plain JSON alone take any 4xx for a broken transport: for them the errors speak. */
const statusFor = (status: number, accept: string, body: Buffer): number => {
  const isPlain = accept.includes('application/json') && !accept.includes('application/graphql-response+json');
  if (status !== 400 || !isPlain) return status;
  return /"code":"(GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)"/.test(body.toString())
    ? 200
    : status;
};
