import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address that the gateway never calls. */
export class AddressNotAllowed extends Error {
  readonly code = 'ADDRESS_NOT_ALLOWED';
}

/** Which addresses the gateway may call of its own accord, where somebody else has chosen them. */
export interface OutboundAddresses {
  /** What such an address has to be, in words; nothing when this one is. A name is resolved. */
  readonly expected: (url: URL) => Promise<string | undefined>;
  /** As {@link expected}, of what can be told without the name's addresses: asked again before each call. */
  readonly expectedOf: (url: URL) => string | undefined;
  /** Resolves the name for a connection: whatever it led to before, it leads nowhere when one of its addresses may not be called. */
  readonly lookup: LookupFunction;
}

/** All addresses of a name. */
export type Resolve = (name: string) => Promise<readonly LookupAddress[]>;

/** Public by its number, and a door into the machine that it runs on all the same: the agent of Azure's machines. */
const INSIDE_A_CLOUD: readonly string[] = ['168.63.129.16'];

/** All of IPv6 that is given out for the internet; the rest holds forms that lead to IPv4, as `::7f00:1` to the own machine. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Below it stand ports of other services: mail, terminals, directories. */
const FIRST_FREE_PORT = 1024;

const MOST_CHARACTERS = 2000;

/** What an address of the internet is for: `unicast` when it is for one machine and for everybody. */
const rangeOf = (address: string): string => {
  // One that is mapped into IPv6 is judged by what it is.
  const parsed = ipaddr.process(address);
  if (INSIDE_A_CLOUD.includes(parsed.toString())) return 'cloud';
  const range = parsed.range();
  const isElsewhere = range === 'unicast' && parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST);
  return isElsewhere ? 'elsewhere' : range;
};

const bare = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** The names of one's own machine (RFC 6761), which need no resolver. */
const isOwnName = (name: string): boolean => /(?:^|\.)localhost\.?$/i.test(name);

/**
 * @param loopback whether `http` and the own machine are allowed: for development and tests.
 */
export const createOutboundAddresses = ({
  loopback,
  resolve = (name) => dns.lookup(name, { all: true }),
}: {
  readonly loopback: boolean;
  readonly resolve?: Resolve;
}): OutboundAddresses => {
  const isAllowed = (address: string): boolean => {
    const range = rangeOf(address);
    return range === 'unicast' || (loopback && range === 'loopback');
  };
  const PUBLIC = 'alamat di internet, bukan di jaringan dalam (lokal, privat, link-local, multicast, metadata)';

  const expectedOf: OutboundAddresses['expectedOf'] = (url) => {
    const name = bare(url);
    if (url.href.length > MOST_CHARACTERS) return `paling banyak ${MOST_CHARACTERS} karakter`;
    if (url.protocol !== 'https:' && !(loopback && url.protocol === 'http:'))
      return 'alamat yang dimulai dengan https://';
    if (url.username !== '' || url.password !== '') return 'alamat tanpa nama pengguna dan kata sandi';
    if (url.hash !== '') return 'alamat tanpa # di belakangnya';
    if (url.port !== '' && Number(url.port) < FIRST_FREE_PORT) return `port 443, atau ${FIRST_FREE_PORT} ke atas`;
    if (isIP(name) !== 0 ? !isAllowed(name) : isOwnName(name) && !loopback) return PUBLIC;
    return undefined;
  };

  const resolved = async (name: string): Promise<readonly LookupAddress[]> => {
    const addresses = await resolve(name);
    if (addresses.length === 0) throw new Error(`${name} has no address.`);
    if (!addresses.every(({ address }) => isAllowed(address)))
      throw new AddressNotAllowed(`${name} leads to an address that is not called.`);
    return addresses;
  };

  return {
    expectedOf,
    expected: async (url) => {
      const problem = expectedOf(url);
      if (problem !== undefined || isIP(bare(url)) !== 0) return problem;
      try {
        await resolved(bare(url));
        return undefined;
      } catch (error) {
        return error instanceof AddressNotAllowed ? PUBLIC : 'nama server yang ditemukan di DNS';
      }
    },
    lookup: (name, { all }, callback) => {
      resolved(name).then(
        (addresses) => {
          if (all) callback(null, [...addresses]);
          else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
        },
        (error: NodeJS.ErrnoException) => callback(error, ''),
      );
    },
  };
};
