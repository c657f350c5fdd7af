import { lookup } from 'node:dns';
import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What came back. */
export interface Reached {
  /** Where it came from, after redirects. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why nothing came back; in words for the operator. */
export class NotReached extends Error {}

/** Asks an address, as a browser would. */
export type Reach = (address: string | URL, headers?: Readonly<Record<string, string>>) => Promise<Reached>;

const MAX_BYTES = 4 * 1024 * 1024;
const PATIENCE_MS = 15_000;
const MAX_REDIRECTS = 5;

/** Networks of machines that are not on the internet: a page out there may not send us to them. */
const INSIDE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv6');

const isInside = (address: string) => INSIDE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

const refuse = (host: string) =>
  new NotReached(`${host} adalah alamat jaringan dalam; bila memang itu yang dimaksud, tambahkan --allow-local.`);

/** Resolves names, and refuses those that lead inside, at the moment of connecting: so that no later answer differs. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, options, (error, found, family) => {
    const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
    if (!error && addresses.some(isInside)) callback(refuse(hostname), found, family);
    else callback(error, found, family);
  });
};

/**
 * Makes what asks addresses over http and https: a few redirects, some seconds, some megabytes, nothing inside unless
 * `allowLocal`.
 */
export const createReach = ({ allowLocal }: { readonly allowLocal: boolean }): Reach => {
  const once = (url: URL, headers: Readonly<Record<string, string>>): Promise<Reached> =>
    new Promise((resolve, reject) => {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (!allowLocal && isIP(host) !== 0 && isInside(host)) throw refuse(host);
      const ask = url.protocol === 'https:' ? requestHttps : requestHttp;
      const asked = ask(
        url,
        {
          headers: { 'User-Agent': 'kinerja-doctor', 'Accept-Encoding': 'identity', ...headers },
          signal: AbortSignal.timeout(PATIENCE_MS),
          ...(!allowLocal && { lookup: guardedLookup }),
        },
        (response) => {
          const chunks: Buffer[] = [];
          let size = 0;
          response.on('data', (chunk: Buffer) => {
            size += chunk.length;
            chunks.push(chunk);
            if (size > MAX_BYTES) asked.destroy(new NotReached(`${url.href} lebih besar dari ${MAX_BYTES} bita.`));
          });
          response.on('error', reject);
          response.on('end', () =>
            resolve({ url, status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
          );
        },
      );
      asked.on('error', (error) =>
        reject(error instanceof NotReached ? error : new NotReached(`${url.origin} tidak terhubung: ${error.message}`)),
      );
      asked.end();
    });

  const follow = async (url: URL, headers: Readonly<Record<string, string>>, left: number): Promise<Reached> => {
    const reached = await once(url, headers);
    const { location } = reached.headers;
    if (reached.status < 300 || reached.status >= 400 || location === undefined) return reached;
    if (left === 0) throw new NotReached(`${url.href} terlalu sering dialihkan.`);
    return follow(checked(location, url), headers, left - 1);
  };

  return (address, headers = {}) => follow(checked(address), headers, MAX_REDIRECTS);
};

/** An address of http or https, without a name and password in it. */
const checked = (address: string | URL, base?: URL): URL => {
  const url = URL.canParse(String(address), base) ? new URL(String(address), base) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '')
    throw new NotReached(`"${address}" bukan alamat http atau https.`);
  return url;
};
