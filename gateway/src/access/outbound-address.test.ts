import type { LookupAddress } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { createOutboundAddresses } from './outbound-address.ts';

/** Addresses by what they are for; none of them is called. */
const NOT_CALLED: Readonly<Record<string, readonly string[]>> = {
  'the own machine': ['127.0.0.1', '127.255.255.254', '::1', '::127.0.0.1'],
  'no machine': ['0.0.0.0', '0.1.2.3', '::'],
  'a private network': ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fdff::1', 'fec0::1'],
  'the same link': ['169.254.0.1', 'fe80::1', 'febf::1'],
  'metadata of a cloud': ['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '192.0.0.192', '168.63.129.16'],
  'a carrier’s own network': ['100.64.0.1', '100.127.255.255'],
  'many machines': ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
  'an address in disguise': [
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ],
  'a purpose of its own': ['192.0.2.1', '198.18.0.1', '203.0.113.1', '240.0.0.1', '2001:db8::1', '2001::1', '100::1'],
};
const CALLED = ['8.8.8.8', '103.10.20.30', '172.32.0.1', '100.128.0.1', '::ffff:8.8.8.8', '2606:4700::1111'];

const named = (addresses: readonly string[]) => (): Promise<readonly LookupAddress[]> =>
  Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

const inUrl = (address: string) => new URL(`https://${address.includes(':') ? `[${address}]` : address}/kait`);

const connectTo = (addresses: readonly string[], { loopback = false, all = true } = {}) => {
  const { lookup } = createOutboundAddresses({ loopback, resolve: named(addresses) });
  return new Promise<unknown>((resolve, reject) => {
    lookup('penerima.example', { all }, (error, found, family) => {
      if (error !== null) reject(error);
      else resolve(typeof found === 'string' ? { address: found, family } : found);
    });
  });
};

describe.each(Object.entries(NOT_CALLED))('%s', (_, addresses) => {
  test.each(addresses)('%s is refused by itself, by a name, and beside a good one', async (address) => {
    const { expected } = createOutboundAddresses({ loopback: false, resolve: named(['8.8.8.8', address]) });
    expect(await expected(inUrl(address))).toContain('bukan di jaringan dalam');
    expect(await expected(new URL('https://penerima.example/'))).toContain('bukan di jaringan dalam');
    await expect(connectTo([address])).rejects.toThrow('not called');
    await expect(connectTo(['8.8.8.8', address])).rejects.toThrow('not called');
    await expect(connectTo(['8.8.8.8', address], { all: false })).rejects.toThrow('not called');
  });
});

test.each(CALLED)('%s is called', async (address) => {
  const { expected } = createOutboundAddresses({ loopback: false, resolve: named([address]) });
  expect(await expected(inUrl(address))).toBeUndefined();
  expect(await expected(new URL('https://penerima.example/'))).toBeUndefined();
  const family = address.includes(':') ? 6 : 4;
  expect(await connectTo([address])).toEqual([{ address, family }]);
  expect(await connectTo([address], { all: false })).toEqual({ address, family });
});

test.each([
  ['http://penerima.example/', 'https://'],
  ['ftp://penerima.example/', 'https://'],
  ['https://ani:rahasia@penerima.example/', 'tanpa nama pengguna'],
  ['https://penerima.example/#bagian', 'tanpa #'],
  ['https://penerima.example:25/', 'port 443'],
  ['https://penerima.example:80/', 'port 443'],
  ['https://localhost/', 'bukan di jaringan dalam'],
  ['https://a.localhost./', 'bukan di jaringan dalam'],
  ['https://2130706433/', 'bukan di jaringan dalam'],
  ['https://0x7f.1/', 'bukan di jaringan dalam'],
  [`https://penerima.example/${'x'.repeat(2000)}`, 'paling banyak 2000 karakter'],
])('%s is refused, with what is expected', async (url, words) => {
  const { expected } = createOutboundAddresses({ loopback: false, resolve: named(['8.8.8.8']) });
  expect(await expected(new URL(url))).toContain(words);
});

test.each(['https://penerima.example:443/', 'https://penerima.example:8443/'])('%s is taken', async (url) => {
  const { expected } = createOutboundAddresses({ loopback: false, resolve: named(['8.8.8.8']) });
  expect(await expected(new URL(url))).toBeUndefined();
});

test('a name that leads nowhere is told as such', async () => {
  const url = new URL('https://penerima.example/');
  for (const resolve of [named([]), () => Promise.reject(new Error('ENOTFOUND'))]) {
    const { expected } = createOutboundAddresses({ loopback: false, resolve });
    expect(await expected(url)).toBe('nama server yang ditemukan di DNS');
  }
});

test('for development the own machine is called, and no other inside', async () => {
  const { expected } = createOutboundAddresses({ loopback: true, resolve: named(['127.0.0.1']) });
  for (const url of ['http://127.0.0.1:8000/', 'http://[::1]:8000/', 'http://localhost:8000/'])
    expect(await expected(new URL(url))).toBeUndefined();
  expect(await expected(new URL('http://10.0.0.1:8000/'))).toContain('bukan di jaringan dalam');
  await expect(connectTo(['169.254.169.254'], { loopback: true })).rejects.toThrow('not called');
});
