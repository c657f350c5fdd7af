import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { ARCHIVE, DIST, releasedVersions } from '@kinerja/widgets/bin/archive';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { send } from '../support/http.ts';

/* The files that pages load: each release for good, the floating channel, and what is in development. */

const gateway = await startGateway();
const PACKAGE = fileURLToPath(new URL('../../widgets/package.json', import.meta.url));
const { version: current } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
const released = releasedVersions(ARCHIVE);
const newest = released.toSorted(new Intl.Collator('en', { numeric: true }).compare).at(-1) ?? '';
const isReleased = released.includes(current);

const FOR_GOOD = 'public, max-age=31536000, immutable';
const FLOATING = 'public, max-age=300, stale-if-error=604800';
const inArchive = (version: string, name = 'kinerja.js') => readFileSync(`${ARCHIVE}${version}/${name}`, 'utf8');
const inDist = (name = 'kinerja.js') => readFileSync(`${DIST}${name}`, 'utf8');
const integrityOf = (version: string) => JSON.parse(inArchive(version, 'integrity.json')) as Record<string, object>;

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  send(`${gateway.address}/widgets/${path}`, { method, headers });

describe.each(released)('the release %s', (version) => {
  test.each([...Object.keys(integrityOf(version)), 'integrity.json'])(
    'has its %s for good, to pages of any site',
    async (name) => {
      const { status, headers, body } = await get(`${version}/${name}`);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': `${name.endsWith('.json') ? 'application/json' : 'text/javascript'}; charset=utf-8`,
        'cache-control': FOR_GOOD,
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'timing-allow-origin': '*',
        'x-content-type-options': 'nosniff',
        vary: 'Accept-Encoding',
      });
      expect(headers['content-encoding']).toBeUndefined();
      expect(body).toBe(inArchive(version, name));
    },
  );
});

test('the floating channel is the newest release, and is asked for again after minutes', async () => {
  const { headers, body } = await get('latest/kinerja.js');
  expect(headers['cache-control']).toBe(FLOATING);
  expect(body).toBe(inArchive(newest));
  expect((await get('latest/integrity.json')).body).toBe(inArchive(newest, 'integrity.json'));
});

test('the current version promises what it is only once it is released', async () => {
  const { headers, body } = await get(`${current}/kinerja.js`);
  expect(headers['cache-control']).toBe(isReleased ? FOR_GOOD : 'no-cache');
  expect(body).toBe(isReleased ? inArchive(current) : inDist());
});

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const)('a file is sent as %s to whom that suits', async (encoding, decode) => {
  for (const path of [`${newest}/kinerja.js`, `${current}/kinerja.js`, 'latest/kinerja.js', 'latest/integrity.json']) {
    const plain = await get(path);
    const { headers, bytes } = await get(path, { 'Accept-Encoding': encoding });
    expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
    expect(headers['content-length']).toBe(String(bytes.length));
    expect(headers['etag']).not.toBe(plain.headers['etag']);
    expect(decode(bytes).toString('utf8')).toBe(plain.body);
  }
});

test.each(['latest/kinerja.js', `${current}/kinerja.js`, `${newest}/integrity.json`])(
  '%s is not sent again to whom it is known',
  async (path) => {
    const { headers } = await get(path, { 'Accept-Encoding': 'br' });
    const etag = headers['etag'] ?? '';
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    for (const known of [etag, `W/${etag}`, `"another", ${etag}`]) {
      const again = await get(path, { 'Accept-Encoding': 'br', 'If-None-Match': known });
      expect(again.status).toBe(304);
      expect(again.body).toBe('');
      expect(again.headers).toMatchObject({
        etag,
        'cache-control': headers['cache-control'],
        'access-control-allow-origin': '*',
        vary: 'Accept-Encoding',
      });
    }
    for (const unknown of ['"another"', ''])
      expect((await get(path, { 'Accept-Encoding': 'br', 'If-None-Match': unknown })).status).toBe(200);
    // As another encoding it is another thing.
    expect((await get(path, { 'Accept-Encoding': 'gzip', 'If-None-Match': etag })).status).toBe(200);
  },
);

test('by HEAD the same is told as by GET, without the file', async () => {
  const { date: _, ...told } = (await get(`${newest}/kinerja.js`)).headers;
  const answer = await get(`${newest}/kinerja.js`, {}, 'HEAD');
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject(told);
  expect(answer.bytes).toHaveLength(0);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('by %s nothing is to be had', async (method) => {
  const { status, headers } = await get(`${newest}/kinerja.js`, {}, method);
  expect(status).toBe(405);
  expect(headers['allow']).toBe('GET, HEAD');
});

describe('what is not there', () => {
  test('is told together with the versions that are, to any page, and kept by nobody', async () => {
    const { status, headers, body } = await get('9.9.9/kinerja.js');
    expect(status).toBe(404);
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
    for (const version of released) expect(body).toContain(version);
    expect(body).toContain(isReleased ? current : `${current} (in development)`);
    expect(body).toContain(`latest, which is ${newest} now`);
  });

  test('is told together with the files that are', async () => {
    const { status, body } = await get(`${newest}/widgets.js`);
    expect(status).toBe(404);
    for (const name of Object.keys(integrityOf(newest))) expect(body).toContain(name);
  });

  test.each([
    `${newest}/package.json`,
    `${newest}/`,
    newest,
    `${newest}/kinerja.js/`,
    `${newest}/x/kinerja.js`,
    `${newest}/..%2fledger.json`,
    `${newest}/__proto__`,
    `${current}/kinerja.js.map`,
    `${current}/build.stamp`,
    '../package.json',
    '__proto__/kinerja.js',
    'ledger.json/kinerja.js',
    '%/kinerja.js',
  ])('includes /widgets/%s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
