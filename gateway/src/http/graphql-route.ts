import { TokenRefused } from '../access/token-refused.ts';
import { ProviderAway } from '../access/verify-oidc-token.ts';
import type { Context } from '../context.ts';
import { type ErrorCode, ExpectedError } from '../errors.ts';
import { type ContentEncoding, encode, encodingFor } from './content-encoding.ts';
import { type Exchange, HttpFailure, headersFor, secondsToWait, send } from './exchange.ts';
import { Crowded, type Gate, type Rank } from './gate.ts';
import { createGraphqlAnswers, type GraphqlAnswersOptions } from './graphql-answers.ts';
import type { TrustedDocuments } from './graphql-documents.ts';
import { type GraphqlRequest, readGraphqlRequest } from './graphql-request.ts';
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
  'Access-Control-Allow-Headers': 'authorization, content-type, x-kinerja-site-key',
  'Access-Control-Max-Age': '7200',
} as const;
/** What pages may read as well where a budget was asked. */
const COUNTED = { ...PUBLIC, 'Access-Control-Expose-Headers': 'Retry-After, RateLimit, RateLimit-Policy' } as const;
/** What is answered differs by who asks, in a cache that we do not see too. */
const VARY = 'Accept, Accept-Encoding, Authorization';
/** What is answered to a person is for nobody else. */
const PRIVATE = 'no-store, private';
/** Figures move in steps: seconds of delay in a browser, and a copy to fall back on when we are away. */
const CACHEABLE = 'public, max-age=5, s-maxage=30, stale-if-error=900';

/** Characters from which on an answer is compressed: a smaller one fits into one packet anyway. */
const WORTH_ENCODING = 1_000;

/** Parts of the GraphQL route that tests and the bench can switch. */
export interface GraphqlOptions extends GraphqlAnswersOptions {
  readonly documents: TrustedDocuments;
  readonly cache: ResponseCache | null;
  readonly gate: Gate;
}

/** How an answer is kept, and what was answered before. */
interface Keeping {
  readonly key: string;
  readonly encoding: ContentEncoding;
  /** An older answer to the same question, for want of a newer one. */
  readonly older: () => CachedResponse | undefined;
}

const rankOf = ({ isMutation }: GraphqlRequest, isAnonymous: boolean): Rank => {
  if (!isAnonymous) return 'staff';
  return isMutation ? 'submit' : 'board';
};

/** Finds out who asks; throws when it is said wrongly. */
type ContextFor = () => Promise<Context>;

/** Answers `/graphql`: GraphQL over HTTP, trusted documents by id, whole public answers from a cache. */
export const createGraphqlRoute = async ({ documents, cache, gate, ...options }: GraphqlOptions) => {
  const answers = await createGraphqlAnswers(options);

  const answer = async (
    exchange: Exchange,
    contextFor: ContextFor,
    { key, encoding, older }: Keeping,
  ): Promise<void> => {
    const { request } = exchange;
    const isAnonymous = request.headers.authorization === undefined;
    const asked = await readGraphqlRequest(exchange, documents);
    const leave = await gate.enter(rankOf(asked, isAnonymous));
    const keep = cache?.begin();
    const { status, contentType, body, headers, isPublic, tenantIds } = await contextFor()
      .then((context) => answers.find(request, asked, context))
      .finally(leave);
    const fallback = status === 503 ? older() : undefined;
    if (fallback !== undefined) sendPublic(exchange, fallback);
    else if (request.method === 'GET' && isPublic && isAnonymous) {
      const response = await publicResponse(body, encoding, { contentType, tenantIds });
      keep?.(key, response);
      sendPublic(exchange, response);
    } else
      send(
        exchange,
        status,
        {
          'Content-Type': contentType,
          Vary: VARY,
          'Cache-Control': isAnonymous ? 'no-store' : PRIVATE,
          ...('ratelimit' in headers ? COUNTED : PUBLIC),
          ...headers,
        },
        body,
      );
  };

  const respond = async (exchange: Exchange, contextFor: ContextFor): Promise<void> => {
    const { request, response } = exchange;
    if (request.method === 'OPTIONS') {
      response.writeHead(204, PREFLIGHT);
      response.end();
      return;
    }
    const encoding = encodingFor(request.headers['accept-encoding']?.toString());
    const key = `${encoding} ${request.headers.accept ?? ''} ${request.url}`;
    const isOfNobody =
      request.headers['x-kinerja-site-key'] === undefined && request.headers.authorization === undefined;
    const isKept = request.method === 'GET' && isOfNobody;
    const cached = isKept ? cache?.get(key) : undefined;
    if (cached !== undefined) {
      sendPublic(exchange, cached);
      return;
    }
    try {
      await answer(exchange, contextFor, {
        key,
        encoding,
        older: () => (isKept ? cache?.getOlder(key) : undefined),
      });
    } catch (error) {
      const older = error instanceof Crowded && isKept ? cache?.getOlder(key) : undefined;
      if (older === undefined) throw asFailure(error);
      sendPublic(exchange, older);
    }
  };

  return { respond, stop: answers.stop };
};

const JSON_FAILURE = { ...PUBLIC, 'Content-Type': 'application/json; charset=utf-8' } as const;
const NOT_SIGNED_IN = {
  ...JSON_FAILURE,
  'WWW-Authenticate': 'Bearer error="invalid_token"',
  'Cache-Control': PRIVATE,
  Vary: VARY,
} as const;

const failureOf = (message: string, code: ErrorCode | 'BAD_REQUEST'): string =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });

const codeOf = (failure: HttpFailure) => (failure instanceof Crowded ? 'SERVICE_UNAVAILABLE' : 'BAD_REQUEST');

/** What ended a request, as it is answered: in the form of GraphQL's errors. */
const asFailure = (error: unknown): unknown => {
  if (error instanceof TokenRefused)
    return new HttpFailure(401, failureOf(error.message, 'UNAUTHENTICATED'), NOT_SIGNED_IN);
  if (error instanceof ProviderAway)
    return new HttpFailure(
      503,
      failureOf('The single sign-on of the region does not answer; please try again shortly.', 'SERVICE_UNAVAILABLE'),
      { ...JSON_FAILURE, 'Retry-After': secondsToWait() },
    );
  if (error instanceof ExpectedError)
    return new HttpFailure(400, JSON.stringify({ errors: [error.toJSON()] }), JSON_FAILURE);
  if (error instanceof HttpFailure)
    return new HttpFailure(error.status, failureOf(error.message, codeOf(error)), {
      ...JSON_FAILURE,
      ...error.headers,
    });
  return error;
};

/** An answer that is the same for everyone, with all that has to be said to caches. */
const publicResponse = async (
  plain: string,
  encoding: ContentEncoding,
  { contentType, tenantIds }: { readonly contentType: string; readonly tenantIds: ReadonlySet<string> },
): Promise<CachedResponse> => {
  const isPlain = encoding === 'identity' || plain.length < WORTH_ENCODING;
  const bytes = isPlain ? null : await encode(Buffer.from(plain), encoding, 'fast');
  const etag = etagOf(bytes ?? plain);
  const headers = {
    ETag: etag,
    'Cache-Control': CACHEABLE,
    Vary: VARY,
    'Content-Type': contentType,
    ...(!isPlain && { 'Content-Encoding': encoding }),
    ...PUBLIC,
  };
  return {
    body: bytes?.toString('latin1') ?? plain,
    charset: isPlain ? 'utf8' : 'latin1',
    etag,
    headers: headersFor(bytes ?? plain, headers),
    tenantIds: [...tenantIds],
  };
};

/** A public answer, or only that it is still the same. */
const sendPublic = ({ request, response }: Exchange, { body, charset, etag, headers }: CachedResponse) => {
  if (request.headers['if-none-match'] === etag) {
    const { 'Content-Type': _type, 'Content-Length': _length, 'Content-Encoding': _encoding, ...unchanged } = headers;
    response.writeHead(304, unchanged).end();
  } else response.writeHead(200, headers).end(body, charset);
};
