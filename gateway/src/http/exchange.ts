import type { IncomingMessage, ServerResponse } from 'node:http';
import { BlockList, isIP } from 'node:net';
import rawBody from 'raw-body';

/** One request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path of what is asked for, without parameters. */
  readonly path: string;
  /** All that is asked for. */
  readonly url: URL;
  /** Address of the client, as the nearest trusted hop reports it. */
  readonly address: string;
}

/** A path that has nothing to decode or to resolve. */
const PLAIN_PATH = /^\/[\w/-]*(?=\?|$)/;

/** A request that was taken up. URL and client address are worked out when they are asked for: a cached answer needs none. */
export class TakenExchange implements Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly #addressOf: (request: IncomingMessage) => string;
  #url: URL | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, addressOf: (request: IncomingMessage) => string) {
    this.request = request;
    this.response = response;
    this.#addressOf = addressOf;
    this.path = PLAIN_PATH.exec(request.url ?? '/')?.[0] ?? this.url.pathname;
  }

  get url(): URL {
    const { url } = this.request;
    this.#url ??= new URL(`http://gateway${url?.startsWith('/') === true ? url : '/'}`);
    return this.#url;
  }

  get address(): string {
    return this.#addressOf(this.request);
  }
}

/** A request that ends here, with a status and a sentence. */
export class HttpFailure extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** `Retry-After` while the database is away or overloaded: 5 to 30, so that those who wait do not come back together. */
export const secondsToWait = (): string => String(5 + Math.floor(Math.random() * 26));

/** Headers that every answer has. */
const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

/** All headers of an answer. */
export const headersFor = (
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  'Content-Length': String(Buffer.byteLength(body)),
  ...COMMON_HEADERS,
  ...headers,
});

/** Sends a whole answer. */
export const send = (
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): void => {
  response.writeHead(status, headersFor(body, headers));
  response.end(request.method === 'HEAD' ? undefined : body);
};

/** Sends a short text. */
export const sendText = (
  exchange: Pick<Exchange, 'request' | 'response'>,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void => send(exchange, status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, `${text}\n`);

/** Sends a page; it may load and embed only what `policy` allows. */
export const sendPage = (
  exchange: Exchange,
  status: number,
  html: string,
  policy: string,
  headers: Readonly<Record<string, string>> = {},
): void =>
  send(
    exchange,
    status,
    {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      // For browsers that do not know `frame-ancestors`, where it allows none.
      ...(policy.includes("frame-ancestors 'none'") && { 'X-Frame-Options': 'DENY' }),
      ...headers,
    },
    html,
  );

/** Body of a request, at most `limit` bytes, in UTF-8. Throws 413, or 415 for an encoding we do not read. */
export const readBody = async (request: IncomingMessage, limit: number): Promise<string> => {
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new HttpFailure(415, 'Content-Encoding: expected a body that is not compressed.');
  const charset = /charset=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'utf8')
    throw new HttpFailure(415, `Content-Type: expected charset utf-8, got ${charset.slice(0, 40)}.`);
  try {
    const body = await rawBody(request, { limit, length: request.headers['content-length'] ?? null });
    return body.toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large')
      throw new HttpFailure(
        413,
        `The request is larger than ${limit} bytes; a comment may have at most 1,000 characters.`,
        { Connection: 'close' },
      );
    throw new HttpFailure(400, 'The request was cut off.', { Connection: 'close' });
  }
};

/** The fields of a form that a page of ours sent, at most `limit` bytes. Throws as `readBody`, and 415 for any other body. */
export const readFormBody = async (request: IncomingMessage, limit: number): Promise<URLSearchParams> => {
  if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
    throw new HttpFailure(415, 'Content-Type: expected application/x-www-form-urlencoded.');
  return new URLSearchParams(await readBody(request, limit));
};

/** Networks of proxies whose `X-Forwarded-For` is believed. */
const trustedProxies = (networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
};

const plain = (address: string) => address.trim().replace(/^::ffff:/, '');

const nearest = (request: IncomingMessage) => plain(request.socket.remoteAddress ?? '');

/** How to tell whether an address is that of a trusted proxy. */
const createIsProxy = (networks: readonly string[]): ((address: string) => boolean) => {
  if (networks.length === 0) return () => false;
  const proxies = trustedProxies(networks);
  return (address) => isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
};

/**
 * How to tell whether a trusted proxy handed a request on: only then is believed what its headers say of those before us.
 *
 * @param networks of these proxies.
 */
export const createIsHandedOn = (networks: readonly string[]): ((request: IncomingMessage) => boolean) => {
  const isProxy = createIsProxy(networks);
  return (request) => isProxy(nearest(request));
};

/**
 * How to tell the address nearest to us that is no trusted proxy.
 *
 * @param networks of proxies whose `X-Forwarded-For` is believed.
 */
export const createClientAddress = (networks: readonly string[]): ((request: IncomingMessage) => string) => {
  if (networks.length === 0) return nearest;
  const isProxy = createIsProxy(networks);
  return (request) => {
    const hops = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map(plain);
    let address = nearest(request);
    while (isProxy(address)) {
      const next = hops.pop();
      if (next === undefined || isIP(next) === 0) break;
      address = next;
    }
    return address;
  };
};
