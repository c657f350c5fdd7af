import type { IncomingMessage } from 'node:http';
import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { ExpectedError } from '../errors.ts';
import { type Exchange, HttpFailure, readBody } from './exchange.ts';
import { documentId, type TrustedDocuments } from './graphql-documents.ts';

/** Largest request; far above what the largest document and comment need. */
const MAX_BODY = 64 * 1024;

/** A document that begins with one, after comments perhaps. */
const MUTATION = /^(?:\s|#[^\n]*\n)*mutation\b/;

/** A document that was published with a widget, and what it is to be run with, as it came. */
export interface PublishedRequest {
  readonly text: string;
  readonly operationName: unknown;
  readonly variables: unknown;
}

/** A request that was read. */
export interface GraphqlRequest {
  readonly hasSiteKey: boolean;
  /** What it asks for by a published document; null for an ad-hoc one. */
  readonly published: PublishedRequest | null;
  /** Whether it says that it changes something. */
  readonly isMutation: boolean;
  /** It, as Apollo takes it. */
  readonly forApollo: () => HTTPGraphQLRequest;
}

/** What is read of either method. */
type ReadRequest = Pick<GraphqlRequest, 'published' | 'isMutation'> & {
  readonly forApollo: () => Pick<HTTPGraphQLRequest, 'search' | 'body'>;
};

/** What names a document: its text, or the id of a published one. */
interface Named {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpFailure(400, 'The body is not JSON.');
  }
};

/** A parameter that should be JSON; as it is when it is not, for Apollo to complain of. */
const parseLeniently = (text: string | null): unknown => {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
};

/** The id under which Apollo's own clients name a document. */
const persistedHash = (extensions: unknown): unknown =>
  isRecord(extensions) && isRecord(extensions['persistedQuery'])
    ? extensions['persistedQuery']['sha256Hash']
    : undefined;

const notPublished = () =>
  new ExpectedError(
    'This document is not a published one: a site key runs the documents of the widgets only.',
    'PERSISTED_QUERY_NOT_FOUND',
    400,
  );

/** The text of a trusted document; nothing for an ad-hoc one, which a site key may not run. */
const trustedText = (named: Named, documents: TrustedDocuments, hasSiteKey: boolean): string | undefined => {
  const id = named.documentId ?? persistedHash(named.extensions);
  if (id !== undefined && id !== null) {
    const text = typeof id === 'string' ? documents.text(id) : undefined;
    if (text === undefined) throw notPublished();
    return text;
  }
  if (!hasSiteKey) return undefined;
  if (typeof named.query !== 'string' || documents.text(documentId(named.query)) === undefined) throw notPublished();
  return named.query;
};

const readGet = (request: IncomingMessage, url: URL, documents: TrustedDocuments, hasSiteKey: boolean): ReadRequest => {
  const contentType = request.headers['content-type'];
  if (contentType !== undefined && !contentType.startsWith('application/json'))
    throw new HttpFailure(415, 'Content-Type: a GET request has no body, so expected none.');
  const parameters = url.searchParams;
  const text = trustedText(
    {
      documentId: parameters.get('documentId'),
      query: parameters.get('query'),
      extensions: parseLeniently(parameters.get('extensions')),
    },
    documents,
    hasSiteKey,
  );
  return {
    published:
      text === undefined
        ? null
        : {
            text,
            operationName: parameters.get('operationName'),
            variables: parseLeniently(parameters.get('variables')),
          },
    isMutation: false,
    forApollo: () => {
      const search = new URLSearchParams(parameters);
      search.delete('documentId');
      if (text !== undefined) {
        search.set('query', text);
        search.delete('extensions');
      }
      return { search: `?${search}`, body: undefined };
    },
  };
};

const readPost = async (
  request: IncomingMessage,
  documents: TrustedDocuments,
  hasSiteKey: boolean,
): Promise<ReadRequest> => {
  const raw = await readBody(request, MAX_BODY);
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
  const body = isJson ? parseJson(raw) : raw;
  const text = isRecord(body) ? trustedText(body, documents, hasSiteKey) : undefined;
  if (!isRecord(body) || text === undefined) {
    const isMutation = isRecord(body) && MUTATION.test(String(body['query']));
    return { published: null, isMutation, forApollo: () => ({ search: '', body }) };
  }
  const { documentId: _id, extensions: _extensions, ...named } = body;
  return {
    published: { text, operationName: body['operationName'], variables: body['variables'] },
    isMutation: MUTATION.test(text),
    forApollo: () => ({ search: '', body: { ...named, query: text } }),
  };
};

const headersForApollo = ({ method, headers: given }: IncomingMessage): HeaderMap => {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) headers.set(name, String(value));
  // Nothing here is kept by a cookie or a password, so a foreign page can read nothing that it could not read itself.
  if (method === 'GET') headers.set('apollo-require-preflight', 'true');
  return headers;
};

/**
 * Reads a GraphQL request by GET or POST; a published document may be named by its id.
 *
 * @throws HttpFailure for what is no such request; ExpectedError for a document that may not be run.
 */
export const readGraphqlRequest = async (
  { request, url }: Exchange,
  documents: TrustedDocuments,
): Promise<GraphqlRequest> => {
  const { method } = request;
  if (method !== 'GET' && method !== 'POST')
    throw new HttpFailure(405, 'Expected GET or POST.', { Allow: 'GET, POST, OPTIONS' });
  const hasSiteKey = request.headers['x-kinerja-site-key'] !== undefined;
  const { published, isMutation, forApollo } =
    method === 'GET' ? readGet(request, url, documents, hasSiteKey) : await readPost(request, documents, hasSiteKey);
  return {
    hasSiteKey,
    published,
    isMutation,
    forApollo: () => ({ method, headers: headersForApollo(request), ...forApollo() }),
  };
};
