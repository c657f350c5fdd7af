import type { Context } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { type Exchange, HttpFailure, headersFor, send } from './exchange.ts';
import { createGraphqlAnswers, type GraphqlAnswersOptions } from './graphql-answers.ts';
import type { TrustedDocuments } from './graphql-documents.ts';
import { readGraphqlRequest } from './graphql-request.ts';
import { type CachedResponse, etagOf, type ResponseCache } from './response-cache.ts';

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

/** Parts of the GraphQL route that tests and the bench can switch. */
export interface GraphqlOptions extends GraphqlAnswersOptions {
  readonly documents: TrustedDocuments;
  readonly cache: ResponseCache | null;
}

/** Answers `/graphql`: GraphQL over HTTP, trusted documents by id, whole public answers from a cache. */
export const createGraphqlRoute = async ({ documents, cache, ...options }: GraphqlOptions) => {
  const answers = await createGraphqlAnswers(options);

  const answer = async (exchange: Exchange, context: Context, key: string): Promise<void> => {
    const { request } = exchange;
    const asked = await readGraphqlRequest(exchange, documents);
    const keep = cache?.begin();
    const { status, contentType, body, headers, isPublic, tenantIds } = await answers.find(request, asked, context);
    if (request.method === 'GET' && isPublic) {
      const response = publicResponse(body, contentType, tenantIds);
      keep?.(key, response);
      sendPublic(exchange, response);
    } else
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

  return { respond, stop: answers.stop };
};

const JSON_FAILURE = { ...PUBLIC, 'Content-Type': 'application/json; charset=utf-8' } as const;

/** An answer that is the same for everyone, with all that has to be said to caches. */
const publicResponse = (body: Buffer, contentType: string, tenantIds: ReadonlySet<string>): CachedResponse => {
  const etag = etagOf(body);
  const caching = { ETag: etag, 'Cache-Control': CACHEABLE, Vary: 'Accept' };
  return {
    body,
    etag,
    headers: headersFor(body, { ...PUBLIC, ...caching, 'Content-Type': contentType }),
    tenantIds: [...tenantIds],
  };
};

/** A public answer, or only that it is still the same. */
const sendPublic = ({ request, response }: Exchange, { body, etag, headers }: CachedResponse) => {
  if (request.headers['if-none-match'] === etag) {
    const { 'Content-Type': _type, 'Content-Length': _length, ...unchanged } = headers;
    response.writeHead(304, unchanged).end();
  } else response.writeHead(200, headers).end(body);
};
