import type { TrustedDocument } from '@kinerja/schema/operations';
import { readAddress } from './embedding/read-address.ts';
import { GatewayError } from './gateway-error.ts';

/** A gateway that is silent for longer is as good as gone. */
const PATIENCE_MS = 20_000;

interface RequestOptions {
  /** Address of the gateway, with a final slash. */
  readonly gateway: string;
  /** Sent along: the public key of the embedding site, with writes only; or who is asking. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the request early. */
  readonly stop?: AbortController;
}

interface GraphQLAnswer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Asks the gateway one trusted document. Reads are GETs, and plain ones unless headers are given, so that browsers send no
 * preflight and caches may answer; writes outlive the page (`keepalive`).
 */
export async function gatewayRequest<Result, Variables>(
  document: TrustedDocument<Result, Variables>,
  variables: Variables,
  { gateway, headers = {}, stop = new AbortController() }: RequestOptions,
): Promise<Result> {
  const { id, name, kind } = document;
  const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
  // Reads keep the browser's own `credentials`: what a page preloads is taken up only by a request that is like it.
  const common: RequestInit = { signal: stop.signal, headers };
  try {
    const response = await (kind === 'query'
      ? fetch(readAddress(document, variables, gateway), common)
      : fetch(`${gateway}graphql`, {
          ...common,
          method: 'POST',
          credentials: 'omit',
          keepalive: true,
          headers: {
            accept: 'application/graphql-response+json, application/json',
            'content-type': 'application/json',
            ...headers,
          },
          body: JSON.stringify({ documentId: id, operationName: name, variables }),
        }));
    const { data, errors } = parseAnswer<Result>(await response.text());
    const message = errors?.[0]?.message;
    if (!response.ok) throw new GatewayError('status', message, response);
    // With an error, what was asked for is missing even if the rest is there.
    if (errors || !data) throw new GatewayError(data ? 'unknown' : 'answer', message);
    return data;
  } catch (error) {
    // fetch tells nothing but "failed": offline, blocked by policy and cut off look the same.
    throw error instanceof GatewayError ? error : new GatewayError('network');
  } finally {
    clearTimeout(patience);
  }
}

function parseAnswer<Result>(text: string): GraphQLAnswer<Result> {
  try {
    return Object(JSON.parse(text));
  } catch {
    // A captive portal or a proxy speaks HTML.
    return {};
  }
}
