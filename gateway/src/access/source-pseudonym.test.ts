import { expect, test } from 'vitest';
import vectors from '../../../test/vectors/public.json' with { type: 'json' };
import { networkOf } from './network.ts';
import { dayKey, pseudonymOf } from './source-pseudonym.ts';

const { crypto: golden } = vectors.expected;
const secret = Buffer.from(golden.key_hex, 'hex');
const [, tenant = '', day = ''] = golden.salt_message.split('|');
const key = dayKey(secret, tenant, day);

test('the key of a day is the golden one', () => {
  expect(key.toString('hex')).toBe(golden.day_key_hex);
});

test.each(golden.pseudonyms)('$ip is of $prefix, by its pseudonym', ({ ip, prefix, pseudonym }) => {
  expect(networkOf(ip)).toBe(prefix);
  expect(pseudonymOf(key, ip).toString('hex')).toBe(pseudonym);
});

test('an address that is mapped into IPv6 is the same one, and what is none stands for itself', () => {
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.0/24');
  expect(networkOf('nonsense')).toBe('nonsense');
});

test('another day, another region or another secret makes another pseudonym', () => {
  const of = (...made: Parameters<typeof dayKey>) => pseudonymOf(dayKey(...made), '203.0.113.7').toString('hex');
  const all = [
    of(secret, tenant, day),
    of(secret, tenant, '2026-11-22'),
    of(secret, 'tenant-2', day),
    of(Buffer.alloc(32), tenant, day),
  ];
  expect(new Set(all).size).toBe(all.length);
});
