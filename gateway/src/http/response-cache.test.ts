import { expect, test } from 'vitest';
import { type CachedResponse, createResponseCache } from './response-cache.ts';

const about = (...tenantIds: readonly string[]): CachedResponse => ({
  body: '{}',
  charset: 'utf8',
  etag: '"1"',
  headers: {},
  tenantIds,
});

const NOW = 1_000;

test('an answer is kept until a figure of one of its tenants changes', () => {
  const cache = createResponseCache(() => NOW);
  cache.begin()('both', about('bandung', 'palu'));
  cache.begin()('palu', about('palu'));
  cache.invalidate('bandung');
  expect(cache.get('both')).toBeUndefined();
  expect(cache.get('palu')).toEqual(about('palu'));
  cache.clear();
  expect(cache.get('palu')).toBeUndefined();
});

test('an answer that was begun before a figure changed is not kept', () => {
  const cache = createResponseCache(() => NOW);
  const keep = cache.begin();
  cache.invalidate('bandung');
  keep('bandung', about('bandung'));
  keep('palu', about('palu'));
  expect(cache.get('bandung')).toBeUndefined();
  expect(cache.get('palu')).toEqual(about('palu'));
  const keepLater = cache.begin();
  cache.clear();
  keepLater('palu, later', about('palu'));
  expect(cache.get('palu, later')).toBeUndefined();
});

test('an answer is fresh for half a minute, and better than none for a quarter of an hour', () => {
  let now = NOW;
  const cache = createResponseCache(() => now);
  cache.begin()('palu', about('palu'));
  now = NOW + 29_999;
  expect(cache.get('palu')).toEqual(about('palu'));
  now = NOW + 30_000;
  expect(cache.get('palu')).toBeUndefined();
  expect(cache.getOlder('palu')).toEqual(about('palu'));
  now = NOW + 15 * 60_000 + 1;
  expect(cache.getOlder('palu')).toBeUndefined();
});

test('an answer about a figure that has changed is better than none no longer', () => {
  const cache = createResponseCache(() => NOW);
  cache.begin()('palu', about('palu'));
  cache.invalidate('palu');
  expect(cache.getOlder('palu')).toBeUndefined();
});
