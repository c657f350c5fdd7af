import ipaddr from 'ipaddr.js';

/** How much of an address names a network: what one household or office is given (TRUST 4.3). */
const PREFIX = { ipv4: 24, ipv6: 48 } as const;

/** An address as the database takes it, one of IPv4 always as such; null for another text. */
export const addressIn = (text: string): string | null =>
  ipaddr.isValid(text) ? ipaddr.process(text).toString() : null;

/** The network of an address, `203.0.113.0/24` or `2001:db8:1::/48`, however the address is written; another text as it is. */
export const networkOf = (address: string): string => {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  const length = PREFIX[parsed.kind()];
  const bytes = parsed.toByteArray().map((byte, at) => (at * 8 < length ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${length}`;
};
