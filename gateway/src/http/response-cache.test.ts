import { expect, test } from 'vitest';
import { type CachedResponse, createResponseCache, type ResponseCache } from './response-cache.ts';

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
  cache.forget('bandung');
  expect(cache.get('both')).toBeUndefined();
  expect(cache.get('palu')).toEqual(about('palu'));
  cache.outdateAll();
  expect(cache.get('palu')).toBeUndefined();
});

test('an answer that was begun before a figure changed is not kept', () => {
  const cache = createResponseCache(() => NOW);
  const keep = cache.begin();
  cache.forget('bandung');
  keep('bandung', about('bandung'));
  keep('palu', about('palu'));
  expect(cache.get('bandung')).toBeUndefined();
  expect(cache.get('palu')).toEqual(about('palu'));
  const keepLater = cache.begin();
  cache.outdateAll();
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

test.each([
  ['about a figure that has moved on', (cache: ResponseCache) => cache.outdate('palu')],
  ['that may have changed', (cache: ResponseCache) => cache.outdateAll()],
])('an answer %s is better than none, and not fresh', (_, change) => {
  const cache = createResponseCache(() => NOW);
  cache.begin()('palu', about('palu'));
  change(cache);
  expect(cache.get('palu')).toBeUndefined();
  expect(cache.getOlder('palu')).toEqual(about('palu'));
  cache.begin()('palu', about('palu'));
  expect(cache.get('palu')).toEqual(about('palu'));
});

test('an answer in which something was taken back is better than none no longer', () => {
  const cache = createResponseCache(() => NOW);
  cache.begin()('palu', about('palu'));
  cache.forget('palu');
  expect(cache.getOlder('palu')).toBeUndefined();
});
