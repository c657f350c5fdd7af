import { type ContentEncoding, encode, encodingFor } from './content-encoding.ts';
import { type Exchange, HttpFailure, headersFor, send } from './exchange.ts';
import { etagOf } from './response-cache.ts';
import type { WidgetVersions } from './widget-versions.ts';

const PATH = /^\/widgets\/([^/]+)\/([^/]+)$/;
/** The name of the floating channel: the newest release, whichever that is. */
const FLOATING = 'latest';

/** Any page may load a file, pin its hash, and measure it. */
const SHARED = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
} as const;

/** How long a file may be kept without asking: a release for good, the floating channel for minutes. */
const CACHING = {
  released: 'public, max-age=31536000, immutable',
  floating: 'public, max-age=300, stale-if-error=604800',
  inDevelopment: 'no-cache',
} as const;

/** A file as it goes over the wire. */
interface Body {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Serves `/widgets/<version>/<file>`. */
export const createWidgetFiles = ({ all, latest }: WidgetVersions) => {
  /** Made when somebody asks, and once: most versions of the past are asked for by nobody. */
  const bodies = new Map<string, Promise<Body>>();

  const bodyOf = (key: string, read: () => Promise<Buffer>, encoding: ContentEncoding): Promise<Body> => {
    const known = bodies.get(key);
    if (known !== undefined) return known;
    const made = read()
      .then((plain) => encode(plain, encoding))
      .then((bytes) => ({ bytes, etag: etagOf(bytes) }));
    bodies.set(key, made);
    // What could not be read now is tried again when it is asked for again.
    made.catch(() => bodies.delete(key));
    return made;
  };

  const notFound = (message: string) =>
    new HttpFailure(404, message, { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });

  const find = (path: string) => {
    const [, asked = '', name = ''] = PATH.exec(path) ?? [];
    const number = asked === FLOATING ? latest : asked;
    const version = all.get(number);
    if (version === undefined) {
      const there = [...all].map(([known, { isReleased }]) => (isReleased ? known : `${known} (in development)`));
      throw notFound(`No widgets "${asked}"; there are ${there.join(', ')}, and ${FLOATING}, which is ${latest} now.`);
    }
    const read = version.files.get(name);
    if (read === undefined)
      throw notFound(`No file "${name}" of widgets ${number}; there are ${[...version.files.keys()].join(', ')}.`);
    const caching = asked === FLOATING ? 'floating' : version.isReleased ? 'released' : 'inDevelopment';
    return { key: `${number}/${name}`, name, read, caching } as const;
  };

  return async ({ request, response, path }: Exchange): Promise<void> => {
    if (request.method === 'POST') throw new HttpFailure(405, 'Expected GET.', { Allow: 'GET, HEAD' });
    const { key, name, read, caching } = find(path);
    const encoding = encodingFor(request.headers['accept-encoding']?.toString());
    const { bytes, etag } = await bodyOf(`${key} ${encoding}`, read, encoding);
    const headers = { ...SHARED, 'Cache-Control': CACHING[caching], ETag: etag, Vary: 'Accept-Encoding' };
    // Proxies that compress make a tag weak.
    const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (known.includes(etag)) {
      const { 'Content-Length': _length, ...unchanged } = headersFor('', headers);
      response.writeHead(304, unchanged).end();
      return;
    }
    send(
      { request, response },
      200,
      {
        ...headers,
        'Content-Type': `${name.endsWith('.json') ? 'application/json' : 'text/javascript'}; charset=utf-8`,
        ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
      },
      bytes,
    );
  };
};
