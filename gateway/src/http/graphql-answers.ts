import type { IncomingMessage } from 'node:http';
import { ApolloServer, type GraphQLRequestContext, type HTTPGraphQLRequest } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  validate,
} from 'graphql';
import { v7 as timeOrderedId } from 'uuid';
import type { ChargeQuery } from '../access/query-budget.ts';
import type { Context } from '../context.ts';
import { isOverload, isUnstorable } from '../database/failures.ts';
import type { Replica } from '../database/follow-replica.ts';
import { ExpectedError, maskedError } from '../errors.ts';
import { refuseBeyondScopes } from './client-scopes.ts';
import { secondsToWait } from './exchange.ts';
import { createExecutor } from './execute.ts';
import type { GraphqlRequest, PublishedRequest } from './graphql-request.ts';
import { createPublishedOperations } from './published-operation.ts';
import { type Bill, overBudget, tellCost } from './query-bill.ts';
import { costOf, mostFor, refuseExpensive } from './query-cost.ts';

/** What came of a request. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it is good, and the same for everyone. */
  readonly isPublic: boolean;
  /** Tenants whose data are in it. */
  readonly tenantIds: ReadonlySet<string>;
}

/** Answers GraphQL requests. */
export interface GraphqlAnswers {
  readonly find: (request: IncomingMessage, asked: GraphqlRequest, context: Context) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

/** What the answers depend on. */
export interface GraphqlAnswersOptions {
  readonly schema: GraphQLSchema;
  /** Whether everybody may ask for the schema; an API client may in any case. */
  readonly introspection: boolean;
  /** Spends points of whoever asks with an ad-hoc document; null where nobody counts. */
  readonly charge: ChargeQuery | null;
  readonly logError: (error: unknown, id: string) => void;
  /** A copy of the database for what is the same for everyone; none by default. */
  readonly replica?: Pick<Replica, 'copyFor'> | null;
}

/** What one request has besides its context for resolvers. */
interface RequestContext extends Context {
  readonly isTrusted: boolean;
  /** Filled while the operation runs. */
  readonly trace: { tenantIds: Set<string>; isPublic: boolean };
  /** Whether an answer that is the same for everyone is kept for the next who asks. */
  readonly isKept: boolean;
  readonly bill: Bill;
  /** What came of it, when it was run before Apollo is asked for an answer. */
  readonly result?: Promise<ExecutionResult>;
}

const MAX_TOKENS = 1000;

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
  'TOO_MANY_REQUESTS',
  'RATE_LIMITED',
]);

/** Headers of an answer that are ours to pass on. */
const PASSED_ON = new Set(['allow', 'retry-after', 'ratelimit', 'ratelimit-policy']);

/** Errors that say how long to wait. */
const TOO_MANY = new Set(['TOO_MANY_REQUESTS', 'RATE_LIMITED']);

/** A document without these names asks for no schema. */
const NAMES_SCHEMA = /\b__(?:schema|type)\b/;

const isPublic = ({ operation, selectionSet }: OperationDefinitionNode): boolean =>
  operation === 'query' &&
  selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && PUBLIC_FIELDS.has(selection.name.value),
  );

const isVariables = (value: unknown): value is Record<string, unknown> | null | undefined =>
  value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value));

const TYPES = ['application/graphql-response+json', 'application/json'];

/** The type of the answer where a client names what it takes; null where weights and wildcards are to be negotiated. */
const plainType = (accept = '*/*'): string | null => {
  const accepted = accept.split(',').map((type) => type.trim());
  const named = accepted.find((type) => TYPES.includes(type));
  const type = named ?? (accepted.includes('*/*') ? 'application/json' : undefined);
  return type === undefined ? null : `${type}; charset=utf-8`;
};

/** Clients that ask for plain JSON alone take any 4xx for a broken transport: for them the errors speak. */
const statusFor = (status: number, accept: string, body: string): number => {
  const isPlain = accept.includes('application/json') && !accept.includes('application/graphql-response+json');
  if (status !== 400 || !isPlain) return status;
  return /"code":"(GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)"/.test(body) ? 200 : status;
};

/**
 * Published documents are run as they come: their text is known to be good. Everything else, and whatever there is to be
 * said of mistakes, is left to Apollo.
 */
export const createGraphqlAnswers = async ({
  schema,
  introspection,
  charge,
  logError,
  replica = null,
}: GraphqlAnswersOptions): Promise<GraphqlAnswers> => {
  const run = createExecutor(schema);
  const publishedOperation = createPublishedOperations(schema);

  /** Introspection is no rule of validation: who may ask differs, and validated documents are kept for everybody. */
  const refuseIntrospection = (source: string | undefined, document: DocumentNode, { client }: RequestContext) => {
    if (introspection || client !== null || source === undefined || !NAMES_SCHEMA.test(source)) return;
    if (validate(schema, document, [NoSchemaIntrospectionCustomRule]).length > 0)
      throw new ExpectedError(
        'Introspection is for API clients here; the schema is at /schema.graphql.',
        'FORBIDDEN',
        400,
      );
  };

  /** Lets an ad-hoc operation run when whoever asks may do so, and can pay for it. */
  const admit = async (
    operation: OperationDefinitionNode,
    { request, source, document, contextValue: context }: GraphQLRequestContext<RequestContext>,
  ) => {
    if (document === undefined) return;
    await refuseBeyondScopes(schema, { document, operation }, context);
    if (context.isTrusted) return;
    refuseIntrospection(source, document, context);
    const { bill, viewer } = context;
    const cost = costOf(schema, { document, operation, variables: request.variables ?? {}, context });
    if (cost === undefined) return;
    bill.cost = cost;
    refuseExpensive(cost, mostFor(context));
    if (viewer !== null || charge === null) return;
    bill.charge = await charge(context, cost.complexity);
    if (!bill.charge.isPaid) throw overBudget(cost, bill.charge);
  };

  const apollo = new ApolloServer<RequestContext>({
    gateway: {
      load: async () => ({
        executor: async ({ document, operation, operationName, queryHash, request, context }) => {
          // An operation that the document does not have: GraphQL's own words for it.
          if ((operation as OperationDefinitionNode | undefined) === undefined)
            return execute({ schema, document, operationName: request.operationName ?? null }) as never;
          const { trace, result: known } = context as RequestContext;
          const result =
            known ??
            run({
              document,
              operation,
              operationName: operationName ?? null,
              hash: queryHash,
              variables: request.variables ?? {},
              context: context as RequestContext,
              noteTenant: (tenantId) => trace.tenantIds.add(tenantId),
            });
          return (await result) as never;
        },
      }),
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      stop: () => Promise.resolve(),
    },
    introspection: true,
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
            didResolveOperation: async (requestContext) => {
              const { operation, contextValue } = requestContext;
              if (operation === undefined) return;
              await admit(operation, requestContext);
              contextValue.trace.isPublic = isPublic(operation);
            },
            willSendResponse: ({ response, contextValue }) => {
              const result = response.body.kind === 'single' ? response.body.singleResult : undefined;
              const errors = result?.errors;
              const { bill, isKept, trace } = contextValue;
              if (result !== undefined)
                tellCost(bill, {
                  result,
                  headers: response.http.headers,
                  most: mostFor(contextValue),
                  isForOthers: isKept && trace.isPublic && errors === undefined,
                });
              if (errors?.some(({ extensions }) => extensions?.['code'] === 'SERVICE_UNAVAILABLE') === true) {
                response.http.status = 503;
                response.http.headers.set('retry-after', secondsToWait());
              }
              const tooMany = errors?.find(({ extensions }) => TOO_MANY.has(String(extensions?.['code'])));
              if (tooMany !== undefined) {
                response.http.status = 429;
                response.http.headers.set('retry-after', String(tooMany.extensions?.['retryAfterSeconds']));
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

  const askApollo = async (
    { accept = '' }: IncomingMessage['headers'],
    httpGraphQLRequest: HTTPGraphQLRequest,
    contextValue: RequestContext,
  ): Promise<Answer> => {
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: () => Promise.resolve(contextValue),
    });
    if (answer.body.kind !== 'complete') throw new Error('Incremental delivery is not offered.');
    const body = answer.body.string;
    const status = statusFor(answer.status ?? 200, accept, body);
    const { isPublic, tenantIds } = contextValue.trace;
    return {
      status,
      contentType: answer.headers.get('content-type') ?? 'application/json; charset=utf-8',
      body,
      headers: Object.fromEntries([...answer.headers].filter(([name]) => PASSED_ON.has(name))),
      isPublic: isPublic && status === 200 && !body.includes('"errors":'),
      tenantIds,
    };
  };

  /** Runs a published document, when nothing about the request is for Apollo to find fault with. */
  const runPublished = (
    { method, headers }: IncomingMessage,
    { text, operationName, variables }: PublishedRequest,
    context: RequestContext,
  ): { readonly result: Promise<ExecutionResult>; readonly contentType: string } | null => {
    const published = publishedOperation(text);
    const contentType = plainType(headers.accept);
    if (published === null || contentType === null || !isVariables(variables)) return null;
    // What its key is good for is found out where Apollo is.
    if (context.client !== null) return null;
    if ((operationName ?? published.operationName) !== published.operationName) return null;
    if (method === 'GET' && published.operation.operation !== 'query') return null;
    const { trace } = context;
    trace.isPublic = isPublic(published.operation);
    const noteTenant = (tenantId: string) => trace.tenantIds.add(tenantId);
    const copyFor = trace.isPublic && context.viewer === null ? replica?.copyFor : undefined;
    return { result: run({ variables: variables ?? {}, context, noteTenant, copyFor, ...published }), contentType };
  };

  const find: GraphqlAnswers['find'] = async (request, { published, hasSiteKey, forApollo }, context) => {
    const trace: RequestContext['trace'] = { tenantIds: new Set(), isPublic: false };
    const caller = hasSiteKey ? { ...context.caller, channel: 'WIDGET' as const } : context.caller;
    const isKept = request.method === 'GET' && request.headers.authorization === undefined;
    const isTrusted = published !== null;
    // No spread with members after it: each such object costs V8 a new shape (decision 53).
    const contextValue: RequestContext = Object.assign({}, context, { caller, isTrusted, trace, isKept, bill: {} });
    const running = published === null ? null : runPublished(request, published, contextValue);
    if (running === null) return askApollo(request.headers, forApollo(), contextValue);
    const { result, contentType } = running;
    // What went wrong is told by Apollo, which is handed the same result.
    const { data, errors } = await result.catch((): ExecutionResult => ({}));
    if (data === undefined || data === null || errors !== undefined)
      return askApollo(request.headers, forApollo(), { ...contextValue, result });
    const body = `${JSON.stringify({ data })}\n`;
    return { status: 200, contentType, body, headers: {}, ...trace };
  };

  return { find, stop: () => apollo.stop() };
};
