import { expect, test } from 'vitest';
import { type CachedResponse, createResponseCache } from './response-cache.ts';

const about = (...tenantIds: readonly string[]): CachedResponse => ({
  body: Buffer.from('{}'),
  etag: '"1"',
  headers: {},
  tenantIds,
});

test('an answer is kept until a figure of one of its tenants changes', () => {
  const cache = createResponseCache();
  cache.begin()('both', about('bandung', 'palu'));
  cache.begin()('palu', about('palu'));
  cache.invalidate('bandung');
  expect(cache.get('both')).toBeUndefined();
  expect(cache.get('palu')).toEqual(about('palu'));
  cache.clear();
  expect(cache.get('palu')).toBeUndefined();
});

test('an answer that was begun before a figure changed is not kept', () => {
  const cache = createResponseCache();
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
