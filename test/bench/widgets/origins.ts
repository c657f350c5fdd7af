import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotli } from '../../support/weight.ts';

/** What an address answers with. */
export interface Answer {
  readonly type: string;
  readonly body: Uint8Array | string;
  /** By default what is sent is compressed, as files are. */
  readonly plain?: true;
}

/** How often each kind of thing was asked for. */
export interface Requests {
  readonly code: number;
  readonly data: number;
}

interface Encoded {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

const CODE = 'text/javascript; charset=utf-8';

const ANY_ORIGIN = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type',
  'timing-allow-origin': '*',
};

const encode = ({ type, body, plain }: Answer): Encoded => {
  const headers = { ...ANY_ORIGIN, 'content-type': type };
  return plain
    ? { headers, body }
    : { headers: { ...headers, 'content-encoding': 'br' }, body: brotli(Buffer.from(body)) };
};

/** The page's own origin, and the one that widgets and their data come from; both on loopback. */
export class Origins {
  /** Where pages are: `<pages><name>`. */
  pages = '';
  /** Where files and data are. */
  files = '';
  private requests = { code: 0, data: 0 };
  private readonly pageTexts = new Map<string, string>();
  private readonly answers = new Map<string, Encoded>();
  private readonly servers: Server[] = [];
  /** Asked for what is not among the files. */
  private readonly otherwise: (url: URL) => Promise<Answer | undefined>;

  constructor(otherwise: (url: URL) => Promise<Answer | undefined>) {
    this.otherwise = otherwise;
  }

  async start(): Promise<void> {
    this.files = await this.listen((request, response) => void this.answer(request, response));
    this.pages = await this.listen((request, response) => {
      const text = this.pageTexts.get(request.url ?? '');
      response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(text);
    });
  }

  async stop(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  /** Serves a page; the address comes back. */
  addPage(name: string, text: string): string {
    const path = `/${encodeURIComponent(name)}`;
    this.pageTexts.set(path, text);
    return new URL(path, this.pages).href;
  }

  /** Serves a script; the address comes back. */
  addScript(path: string, body: Uint8Array): string {
    this.answers.set(`/${path}`, encode({ type: CODE, body }));
    return `${this.files}${path}`;
  }

  /** How often something was asked for since this was asked. */
  countRequests(): Requests {
    const { requests } = this;
    this.requests = { code: 0, data: 0 };
    return requests;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const known = this.answers.get(path);
    const found = known ?? (await this.find(path));
    if (!found) {
      response.writeHead(404, ANY_ORIGIN).end();
      return;
    }
    if (request.method !== 'OPTIONS') this.requests[found.headers['content-type'] === CODE ? 'code' : 'data'] += 1;
    response.writeHead(200, found.headers).end(found.body);
  }

  /** Answers are made once, so that the second load of a page waits for no more than the first. */
  private async find(path: string): Promise<Encoded | undefined> {
    const answer = await this.otherwise(new URL(path, this.files));
    if (!answer) return undefined;
    const encoded = encode(answer);
    this.answers.set(path, encoded);
    return encoded;
  }

  private async listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
    const server = createServer(handle);
    this.servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }
}
