import type { IncomingMessage } from 'node:http';
import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { ExpectedError } from '../errors.ts';
import { HttpFailure, readBody } from './exchange.ts';
import { documentId, type TrustedDocuments } from './graphql-documents.ts';

/** Largest request; far above what the largest document and comment need. */
const MAX_BODY = 64 * 1024;

/** A request as Apollo takes it. */
export interface GraphqlRequest {
  readonly httpGraphQLRequest: HTTPGraphQLRequest;
  /** Whether its document is one that was published with a widget. */
  readonly isTrusted: boolean;
}

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

/** Apollo reports malformed extensions itself. */
const parseLeniently = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
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

const readGet = (request: IncomingMessage, url: URL, documents: TrustedDocuments, hasSiteKey: boolean) => {
  const contentType = request.headers['content-type'];
  if (contentType !== undefined && !contentType.startsWith('application/json'))
    throw new HttpFailure(415, 'Content-Type: a GET request has no body, so expected none.');
  const parameters = new URLSearchParams(url.search);
  const text = trustedText(
    {
      documentId: parameters.get('documentId'),
      query: parameters.get('query'),
      ...(parameters.has('extensions') && { extensions: parseLeniently(parameters.get('extensions')) }),
    },
    documents,
    hasSiteKey,
  );
  if (text !== undefined) {
    parameters.set('query', text);
    parameters.delete('extensions');
  }
  parameters.delete('documentId');
  return { search: `?${parameters.toString()}`, body: undefined, isTrusted: text !== undefined };
};

const readPost = async (request: IncomingMessage, documents: TrustedDocuments, hasSiteKey: boolean) => {
  const raw = await readBody(request, MAX_BODY);
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
  const body = isJson ? parseJson(raw) : raw;
  if (!isRecord(body)) return { search: '', body, isTrusted: false };
  const text = trustedText(body, documents, hasSiteKey);
  if (text === undefined) return { search: '', body, isTrusted: false };
  const { documentId: _id, extensions: _extensions, ...named } = body;
  return { search: '', body: { ...named, query: text }, isTrusted: true };
};

/**
 * Reads a GraphQL request by GET or POST; the id of a published document is replaced by its text.
 *
 * @throws HttpFailure for what is no such request; ExpectedError for a document that may not be run.
 */
export const readGraphqlRequest = async (
  request: IncomingMessage,
  url: URL,
  documents: TrustedDocuments,
): Promise<GraphqlRequest> => {
  const { method } = request;
  if (method !== 'GET' && method !== 'POST')
    throw new HttpFailure(405, 'Expected GET or POST.', { Allow: 'GET, POST, OPTIONS' });
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  // Nothing here is kept by a cookie or a password, so a foreign page can read nothing that it could not read itself.
  if (method === 'GET') headers.set('apollo-require-preflight', 'true');
  const hasSiteKey = headers.has('x-kinerja-site-key');
  const { isTrusted, ...rest } =
    method === 'GET' ? readGet(request, url, documents, hasSiteKey) : await readPost(request, documents, hasSiteKey);
  return { httpGraphQLRequest: { method, headers, ...rest }, isTrusted };
};
