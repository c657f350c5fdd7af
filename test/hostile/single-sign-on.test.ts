import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { unsignedToken } from '../support/sign-in.ts';

/* Tokens of a region's single sign-on (OIDC), with public keys that are fetched, or pinned. */

const NIP = '199001012015031001';
const ISSUER = 'https://sso.bandung.example.go.id/realms/asn';
const PINNED_ISSUER = 'https://sso.bulungan.example.go.id';
const VIEWER = '{ viewer { name } }';

const makeKey = (kid: string, type: 'RS256' | 'ES256' = 'RS256') => {
  const { privateKey, publicKey } =
    type === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    kid,
    alg: type,
    privateKey,
    publicKey,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: type, use: 'sig' },
  };
};
const first = makeKey('satu');
const second = makeKey('dua', 'ES256');
const pinned = makeKey('tetap', 'ES256');

/** The keys that the provider shows; null while it is away. */
let shown: readonly object[] | null = [first.jwk];
let fetches = 0;
const provider = createServer((_request, response) => {
  fetches += 1;
  if (shown === null) response.writeHead(500).end();
  else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ keys: shown }));
});
await new Promise<void>((resolve) => {
  provider.listen(0, '127.0.0.1', resolve);
});
afterAll(() => {
  provider.closeAllConnections();
  provider.close();
});
const jwksUri = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`;

const gateway = await startGateway({
  tenants: {
    bandung: { units: [{ name: 'BKPSDM' }] },
    bulungan: { code: '65.01', name: 'Kabupaten Bulungan', units: [{ name: 'BKPSDM' }] },
  },
});
const { bandung, bulungan } = gateway.tenants;
const { database, inspect, inTenant } = gateway.database;
await seedEmployees(database, bandung, [{ name: 'Asep', nip: NIP, unit: 'BKPSDM', post: 'Analis' }]);
const { Siti: siti } = await seedEmployees(database, bulungan, [{ name: 'Siti', unit: 'BKPSDM', post: 'Analis' }]);

const PROVIDERS = [
  { tenantId: bandung.uuid, issuer: ISSUER, audience: 'kinerja', jwksUri, subjectClaim: 'nip' },
  {
    tenantId: bulungan.uuid,
    issuer: PINNED_ISSUER,
    audience: 'kinerja',
    jwks: { keys: [pinned.jwk] },
    subjectClaim: 'sub',
  },
];
for (const [at, data] of PROVIDERS.entries())
  await inTenant({ uuid: data.tenantId }, () =>
    database.prisma.identityProvider.create({
      data: { id: `01990000-0000-7000-8000-00000000000${at}`, createdAt: gateway.clock.now(), ...data },
    }),
  );

const seconds = () => Math.floor(gateway.clock.now().getTime() / 1000);

interface Key {
  readonly kid: string;
  readonly alg: 'RS256' | 'ES256';
  readonly privateKey: KeyObject;
}

const signed = (unsigned: string, { privateKey: key }: Pick<Key, 'privateKey'>) =>
  `${unsigned}.${sign('sha256', Buffer.from(unsigned), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;

const goodClaims = () => ({
  iss: ISSUER,
  aud: 'kinerja',
  sub: 'f3c1',
  nip: NIP,
  iat: seconds(),
  exp: seconds() + 3600,
});

const token = (key: Key = first, claims: Readonly<Record<string, unknown>> = {}, header: object = {}) =>
  signed(unsignedToken({ alg: key.alg, kid: key.kid, ...header }, { ...goodClaims(), ...claims }), key);

const pinnedToken = () => token(pinned, { iss: PINNED_ISSUER, sub: siti.nip, nip: undefined });

const ask = (bearer: string) =>
  gateway.ask<{ viewer: { name: string } }>(VIEWER, {}, { Authorization: `Bearer ${bearer}` });

const whyRefused = async (bearer: string, tenant = bandung) => {
  const events = () =>
    inspect<{ why: string }>(
      "select detail->>'why' as why from audit_event where tenant_id = $1 and action = 'token.refused' order by at, id",
      [tenant.uuid],
    );
  const before = (await events()).length;
  const { status, errors } = await ask(bearer);
  expect([status, errors[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED']);
  return (await events()).slice(before).map(({ why }) => why);
};

test('a person is signed in by the claim that the region has chosen', async () => {
  expect((await ask(token())).data.viewer.name).toBe('Asep');
  expect((await ask(token(first, { jti: 'a', aud: ['account', 'kinerja'] }))).data.viewer.name).toBe('Asep');
});

test('a person is signed in by a pinned key', async () => {
  expect((await ask(pinnedToken())).data.viewer.name).toBe('Siti');
});

test('keys are fetched once, not for each token', async () => {
  await ask(token());
  const before = fetches;
  await Promise.all(Array.from({ length: 20 }, () => ask(token())));
  expect(fetches).toBe(before);
});

describe('is refused, with an entry in the audit trail:', () => {
  const publicPem = String(first.publicKey.export({ type: 'spki', format: 'pem' }));
  const forged = makeKey('satu');
  const bad: Readonly<Record<string, readonly [why: string, make: () => string]>> = {
    'the public key used as a shared secret (RS for HS)': [
      'WRONG_ALGORITHM',
      () => {
        const unsigned = unsignedToken({ alg: 'HS256', kid: first.kid }, goodClaims());
        return `${unsigned}.${createHmac('sha256', publicPem).update(unsigned).digest('base64url')}`;
      },
    ],
    'no signature (alg: none)': ['WRONG_ALGORITHM', () => `${unsignedToken({ alg: 'none' }, goodClaims())}.`],
    'another key under a known kid': ['WRONG_SIGNATURE', () => token(forged)],
    'a key that it brings along': ['WRONG_SIGNATURE', () => token(forged, {}, { jwk: forged.jwk })],
    'a kid with ../': ['UNKNOWN_KEY', () => token(forged, {}, { kid: '../../jwks' })],
    'a key that another region pinned': ['UNKNOWN_KEY', () => token(pinned)],
    'another type of key under a known kid': ['UNKNOWN_KEY', () => token({ ...pinned, kid: first.kid })],
    expired: ['EXPIRED', () => token(first, { iat: seconds() - 3600, exp: seconds() - 60 })],
    'made in the future': ['OF_THE_FUTURE', () => token(first, { iat: seconds() + 61 })],
    'valid for more than a day': ['TOO_LONG', () => token(first, { exp: seconds() + 86_401 })],
    'no exp': ['CLAIM_MISSING', () => token(first, { exp: undefined })],
    'for another program': ['WRONG_AUDIENCE', () => token(first, { aud: 'simpeg' })],
    'without the claim that names the person': ['UNKNOWN_PERSON', () => token(first, { nip: undefined })],
    'somebody unknown': ['UNKNOWN_PERSON', () => token(first, { nip: '198501012010011001' })],
    'a person of another region': ['UNKNOWN_PERSON', () => token(first, { nip: siti.nip })],
  };

  test.each(Object.entries(bad))('%s', async (_, [why, make]) => {
    expect(await whyRefused(make())).toEqual([why]);
  });

  test('a single token that was revoked', async () => {
    const data = { tenantId: bandung.uuid, tokenId: 'dicabut', revokedAt: gateway.clock.now() };
    await inTenant(bandung, () => database.prisma.revokedToken.create({ data }));
    expect(await whyRefused(token(first, { jti: 'dicabut' }))).toEqual(['TOKEN_REVOKED']);
    expect((await ask(token(first, { jti: 'lain' }))).status).toBe(200);
  });
});

test('an issuer that no region trusts is refused, in nobody’s audit trail', async () => {
  expect(await whyRefused(token(first, { iss: 'https://sso.example.com' }))).toEqual([]);
});

test('a new key of the provider is accepted without a restart', async () => {
  shown = [first.jwk, second.jwk];
  await expect.poll(async () => (await ask(token(second))).status, { timeout: 10_000, interval: 500 }).toBe(200);
  expect((await ask(token(first))).status).toBe(200);
});

test('while the provider is away a token with an unknown key is not refused for good', async () => {
  const other = `${jwksUri}?away`;
  await inspect('update identity_provider set jwks_uri = $1 where issuer = $2', [other, ISSUER]);
  shown = null;
  const response = await gateway.fetch(`/graphql?${new URLSearchParams({ query: VIEWER })}`, {
    headers: { Authorization: `Bearer ${token()}` },
  });
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('Retry-After'))).toBeGreaterThanOrEqual(5);
  shown = [first.jwk];
  await expect.poll(async () => (await ask(token())).status, { timeout: 10_000 }).toBe(200);
});

test('a provider that the region no longer trusts signs nobody in from the next request on', async () => {
  await inspect('delete from identity_provider where issuer = $1', [PINNED_ISSUER]);
  expect(await whyRefused(pinnedToken(), bulungan)).toEqual([]);
});
