import { ApolloServer, type GraphQLRequestContext, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { unwrapResolverError } from '@apollo/server/errors';
import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type GraphQLFormattedError, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { v7 as timeOrderedId } from 'uuid';
import type { Context } from '../context.ts';
import { ExpectedError, maskedError } from '../errors.ts';
import { type Exchange, HttpFailure, readBody, send } from './exchange.ts';
import { createExecutor } from './execute.ts';
import { documentId, type TrustedDocuments } from './graphql-documents.ts';
import { etagOf, type ResponseCache } from './response-cache.ts';

/** What one request has besides its context for resolvers. */
interface RequestContext extends Context {
  readonly isTrusted: boolean;
  /** Filled while the operation runs. */
  readonly trace: { tenantIds: Set<string>; isPublic: boolean };
}

/** Largest request; far above what the largest document and comment need. */
const MAX_BODY = 64 * 1024;
const MAX_TOKENS = 1000;
/** Limits of an ad-hoc document; trusted ones are checked by a test instead. */
const LIMITS = { depth: 10, breadth: 100, complexity: 5000 } as const;

const PUBLIC = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin', 'Timing-Allow-Origin': '*' } as const;
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

/** PostgreSQL: lock not available, statement cancelled by its deadline, too many connections, shutting down, starting up. */
const BUSY = new Set(['55P03', '57014', '53300', '57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET']);

/** Whether an error says that the database is away or overloaded: the same request may well succeed later. */
const isOverload = (error: unknown): boolean => {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : '';
    if (BUSY.has(code) || /timeout exceeded when trying to connect|Connection terminated/.test(at.message)) return true;
  }
  return false;
};

/** Parts of the GraphQL route that tests and the bench can switch. */
export interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly documents: TrustedDocuments;
  /** Whether anonymous callers may ask for the schema. */
  readonly introspection: boolean;
  readonly cache: ResponseCache | null;
  readonly logError: (error: unknown, id: string) => void;
}

/** A GraphQL request as it arrived, by either method. */
interface Body {
  query?: unknown;
  documentId?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const namedHash = (extensions: unknown): unknown =>
  isRecord(extensions) && isRecord(extensions['persistedQuery']) ? extensions['persistedQuery']['sha256Hash'] : undefined;

/** Answers `/graphql`: GraphQL over HTTP, trusted documents by id, whole public answers from a cache. */
export const createGraphqlRoute = async ({ schema, documents, introspection, cache, logError }: GraphqlOptions) => {
  const run = createExecutor(schema);

  const limitCost = (operation: OperationDefinitionNode, { request, contextValue, document }: GraphQLRequestContext<RequestContext>) => {
    if (contextValue.isTrusted || document === undefined) return;
    const isIntrospection = operation.selectionSet.selections.every(
      (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
    );
    if (isIntrospection) return;
    const cost = complexityFromQuery(document, { schema, variables: request.variables ?? {}, ctx: contextValue });
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
      {
        requestDidStart: () =>
          Promise.resolve({
            didResolveOperation: (requestContext) => {
              const { operation, contextValue } = requestContext;
              if (operation === undefined) return Promise.resolve();
              limitCost(operation, requestContext);
              contextValue.trace.isPublic =
                operation.operation === 'query' &&
                operation.selectionSet.selections.every((selection) => selection.kind === Kind.FIELD && PUBLIC_FIELDS.has(selection.name.value));
              return Promise.resolve();
            },
            willSendResponse: ({ response, errors }) => {
              if (errors?.some(({ extensions }) => extensions?.['code'] === 'SERVICE_UNAVAILABLE') === true) {
                response.http.status = 503;
                response.http.headers.set('retry-after', String(5 + Math.floor(Math.random() * 26)));
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
        return { ...formatted, message: 'The service is busy; please try again shortly.', extensions: { code: 'SERVICE_UNAVAILABLE' } };
      const id = timeOrderedId();
      logError(original, id);
      return { ...maskedError(id).toJSON(), ...(formatted.path !== undefined && { path: formatted.path }) };
    },
  });
  await apollo.start();

  /** Puts the text in the place of an id; refuses what a site key may not run. */
  const resolveDocument = (body: Body, hasSiteKey: boolean): { query: unknown; isTrusted: boolean } => {
    const id = body.documentId ?? namedHash(body.extensions);
    if (id !== undefined && id !== null) {
      const text = typeof id === 'string' ? documents.text(id) : undefined;
      if (text === undefined) throw persistedQueryNotFound();
      return { query: text, isTrusted: true };
    }
    if (!hasSiteKey) return { query: body.query, isTrusted: false };
    if (typeof body.query !== 'string' || documents.text(documentId(body.query)) === undefined) throw persistedQueryNotFound();
    return { query: body.query, isTrusted: true };
  };

  const answer = async (exchange: Exchange, context: Context, key: string): Promise<void> => {
    const { request, response, url } = exchange;
    const hasSiteKey = request.headers['x-kinerja-site-key'] !== undefined;
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value));
    const trace: RequestContext['trace'] = { tenantIds: new Set(), isPublic: false };
    let body: unknown;
    let search = '';
    let isTrusted: boolean;
    if (request.method === 'GET') {
      const contentType = request.headers['content-type'];
      if (contentType !== undefined && !contentType.startsWith('application/json'))
        throw new HttpFailure(415, 'Content-Type: a GET request has no body, so expected none.');
      // Nothing here is kept by a cookie or a password, so a foreign page can ask nothing that it could not ask itself.
      headers.set('apollo-require-preflight', 'true');
      const parameters = url.searchParams;
      const resolved = resolveDocument(
        {
          ...(parameters.has('documentId') && { documentId: parameters.get('documentId') }),
          ...(parameters.has('query') && { query: parameters.get('query') }),
          ...(parameters.has('extensions') && { extensions: readExtensions(parameters.get('extensions')) }),
        },
        hasSiteKey,
      );
      isTrusted = resolved.isTrusted;
      if (typeof resolved.query === 'string') parameters.set('query', resolved.query);
      for (const name of ['documentId', 'extensions']) if (isTrusted) parameters.delete(name);
      search = `?${parameters.toString()}`;
    } else if (request.method === 'POST') {
      const text = await readBody(request, MAX_BODY);
      const contentType = request.headers['content-type'] ?? '';
      if (contentType.startsWith('application/json')) {
        body = parseJson(text);
        const resolved = resolveDocument(isRecord(body) ? body : {}, hasSiteKey);
        isTrusted = resolved.isTrusted;
        if (isTrusted && isRecord(body)) {
          const { documentId: _id, extensions: _extensions, ...rest } = body;
          body = { ...rest, query: resolved.query };
        }
      } else {
        body = text;
        isTrusted = false;
      }
    } else throw new HttpFailure(405, 'Expected GET or POST.', { Allow: 'GET, POST, OPTIONS' });

    const { caller } = context;
    const contextValue: RequestContext = {
      ...context,
      caller: hasSiteKey ? { ...caller, channel: 'WIDGET' } : caller,
      isTrusted,
      trace,
    };
    const result = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method, headers, search, body },
      context: () => Promise.resolve(contextValue),
    });
    if (result.body.kind !== 'complete') throw new Error('Incremental delivery is not offered.');
    const text = Buffer.from(result.body.string);
    const contentType = result.headers.get('content-type') ?? 'application/json; charset=utf-8';
    const status = statusFor(result.status ?? 200, contentType, text);
    const etag = etagOf(text);
    const isCacheable = request.method === 'GET' && status === 200 && trace.isPublic && !text.includes('"errors":');
    if (isCacheable) cache?.set(key, { body: text, contentType, etag, tenantIds: [...trace.tenantIds] });
    if (isCacheable && request.headers['if-none-match'] === etag) {
      response.writeHead(304, { ...PUBLIC, ETag: etag, 'Cache-Control': CACHEABLE, Vary: 'Accept' });
      response.end();
      return;
    }
    const allow = result.headers.get('allow');
    const retryAfter = result.headers.get('retry-after');
    send(
      exchange,
      status,
      {
        ...PUBLIC,
        'Content-Type': contentType,
        Vary: 'Accept',
        'Cache-Control': isCacheable ? CACHEABLE : 'no-store',
        ...(isCacheable && { ETag: etag }),
        ...(allow !== undefined && { Allow: allow }),
        ...(retryAfter !== undefined && { 'Retry-After': retryAfter, 'Access-Control-Expose-Headers': 'Retry-After' }),
      },
      text,
    );
  };

  const respond = async (exchange: Exchange, context: Context): Promise<void> => {
    const { request, response } = exchange;
    if (request.method === 'OPTIONS') {
      response.writeHead(204, PREFLIGHT);
      response.end();
      return;
    }
    const key = `${request.headers.accept ?? ''} ${request.url}`;
    const cached = request.method === 'GET' ? cache?.get(key) : undefined;
    if (cached !== undefined) {
      const headers = { ...PUBLIC, ETag: cached.etag, 'Cache-Control': CACHEABLE, Vary: 'Accept' };
      if (request.headers['if-none-match'] === cached.etag) {
        response.writeHead(304, headers);
        response.end();
      } else send(exchange, 200, { ...headers, 'Content-Type': cached.contentType }, cached.body);
      return;
    }
    try {
      await answer(exchange, context, key);
    } catch (error) {
      if (error instanceof ExpectedError) throw new HttpFailure(400, JSON.stringify({ errors: [error.toJSON()] }), JSON_FAILURE);
      if (error instanceof HttpFailure)
        throw new HttpFailure(error.status, JSON.stringify({ errors: [{ message: error.message, extensions: { code: 'BAD_REQUEST' } }] }), {
          ...JSON_FAILURE,
          ...error.headers,
        });
      throw error;
    }
  };

  return { respond, stop: () => apollo.stop() };
};

const JSON_FAILURE = { ...PUBLIC, 'Content-Type': 'application/json; charset=utf-8' } as const;

const persistedQueryNotFound = () =>
  new ExpectedError('This document is not a published one: a site key runs the documents of the widgets only.', 'PERSISTED_QUERY_NOT_FOUND');

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpFailure(400, 'The body is not JSON.');
  }
};

const readExtensions = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined; // Apollo reports malformed extensions itself
  }
};

/** Clients that do not know GraphQL's own media type take any 4xx for a broken transport: for them the errors speak. */
const statusFor = (status: number, contentType: string, body: Buffer): number => {
  if (status !== 400 || !contentType.startsWith('application/json')) return status;
  return /"code":"(GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)"/.test(body.toString()) ? 200 : status;
};
