import { createHmac, createSecretKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { addPortalKey, embedToken, goodParts, signIn, type TokenParts, unsignedToken } from '../support/sign-in.ts';
import { rating, SUBMIT } from '../support/submit.ts';

/* Tokens that are forged, borrowed, stale or of somebody unknown: refused in words, with nothing done (TRUST 4.5, S30). */

const NIP = '199001012015031001';
const VIEWER = '{ viewer { id name roles } }';

const start = async (mode: 'demo' | 'production') => {
  const gateway = await startGateway({
    // What happened is deleted between tests here: nobody chains it meanwhile.
    rounds: false,
    mode,
    limitSubmits: false,
    tenants: {
      bulungan: {
        code: '65.01',
        name: 'Kabupaten Bulungan',
        units: [{ name: 'BKPSDM', services: ['Pensiun'] }],
        sites: { pk_bulungan: ['https://bulungan.example.go.id'] },
      },
      bandung: { units: [{ name: 'BKPSDM' }] },
    },
  });
  const { bulungan, bandung } = gateway.tenants;
  const { database } = gateway.database;
  const { Siti: siti } = await seedEmployees(database, bulungan, [
    { name: 'Siti', nip: NIP, unit: 'BKPSDM', post: 'Analis', roles: ['PERSONNEL_ADMIN', 'EVALUATOR'] },
  ]);
  const { Asep: asep } = await seedEmployees(database, bandung, [{ name: 'Asep', unit: 'BKPSDM', post: 'Analis' }]);
  const key = await addPortalKey(gateway.database, bulungan);
  const foreignKey = await addPortalKey(gateway.database, bandung);
  const now = () => gateway.clock.now();
  return {
    gateway,
    siti,
    asep,
    key,
    foreignKey,
    now,
    seconds: () => Math.floor(now().getTime() / 1000),
    token: (changed?: TokenParts) => embedToken(bulungan, NIP, key, now(), changed),
    parts: () => goodParts(bulungan, NIP, key.kid, now()),
  };
};
type Place = Awaited<ReturnType<typeof start>>;

const places: Readonly<Record<'demo' | 'production', Place>> = {
  demo: await start('demo'),
  production: await start('production'),
};

const asBearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const hmac = (unsigned: string, secret: Parameters<typeof createHmac>[1], hash = 'sha256') =>
  `${unsigned}.${createHmac(hash, secret).update(unsigned).digest('base64url')}`;

interface Event {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
}

const eventsOf = ({ database }: TestGateway, uuid: string) =>
  database.inspect<Event>(
    `select actor, action, subject, detail from audit_event where tenant_id = $1 and action = 'token.refused' order by at, id`,
    [uuid],
  );

const countOf = async ({ database }: TestGateway, table: 'feedback' | 'audit_event') => {
  const [row] = await database.inspect<{ count: number }>(`select count(*)::integer as count from ${table}`);
  return row?.count;
};

/** Sends a rating with a header, which must be refused. */
const refused = async ({ gateway }: Place, headers: Readonly<Record<string, string>>) => {
  const before = await countOf(gateway, 'feedback');
  const input = rating(gateway.tenants.bulungan.service('Pensiun').id);
  const answer = await gateway.ask(SUBMIT, { input }, headers);
  expect(answer.status).toBe(401);
  expect(answer.data ?? null).toBeNull();
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"');
  expect(answer.headers.get('Cache-Control')).toBe('no-store, private');
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(await countOf(gateway, 'feedback')).toBe(before);
  return answer.errors[0]?.message ?? '';
};

/** Forged, borrowed and stale tokens: why they are refused, and how they are made. */
const BAD_TOKENS: Readonly<Record<string, readonly [why: string, make: (place: Place) => string]>> = {
  "another region's key": [
    'UNKNOWN_KEY',
    ({ gateway, foreignKey, now }) => embedToken(gateway.tenants.bulungan, NIP, foreignKey, now()),
  ],
  "another region's secret under a key of this one": [
    'WRONG_SIGNATURE',
    ({ gateway, key, foreignKey, now }) =>
      embedToken(gateway.tenants.bulungan, NIP, { kid: key.kid, secret: foreignKey.secret }, now()),
  ],
  'no signature (alg: none)': [
    'WRONG_ALGORITHM',
    ({ parts, key }) => `${unsignedToken({ alg: 'none', kid: key.kid }, parts().claims)}.`,
  ],
  'no signature, said to be signed': [
    'WRONG_SIGNATURE',
    ({ parts }) => `${unsignedToken(parts().header, parts().claims)}.`,
  ],
  'alg: none with the signature left on': ['WRONG_ALGORITHM', ({ token }) => token({ header: { alg: 'none' } })],
  'alg: NoNe': ['WRONG_ALGORITHM', ({ token }) => token({ header: { alg: 'NoNe' } })],
  'a longer hash than agreed (HS512)': [
    'WRONG_ALGORITHM',
    ({ parts, key }) => hmac(unsignedToken({ ...parts().header, alg: 'HS512' }, parts().claims), key.secret, 'sha512'),
  ],
  'a key pair of its own (RS256)': [
    'WRONG_ALGORITHM',
    ({ parts }) => {
      const unsigned = unsignedToken({ ...parts().header, alg: 'RS256' }, parts().claims);
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return `${unsigned}.${sign('sha256', Buffer.from(unsigned), privateKey).toString('base64url')}`;
    },
  ],
  'an empty secret': [
    'WRONG_SIGNATURE',
    ({ parts }) => hmac(unsignedToken(parts().header, parts().claims), createSecretKey(Buffer.alloc(0))),
  ],
  'a key that it brings along': [
    'WRONG_SIGNATURE',
    ({ parts }) =>
      hmac(
        unsignedToken(
          { ...parts().header, jwk: { kty: 'oct', k: Buffer.from('mine').toString('base64url') } },
          parts().claims,
        ),
        'mine',
      ),
  ],
  'a claim changed after signing': [
    'WRONG_SIGNATURE',
    ({ token, parts }) => {
      const [header, , signature] = token().split('.');
      const claims = Buffer.from(JSON.stringify({ ...parts().claims, sub: '198501012010011001' })).toString(
        'base64url',
      );
      return `${header}.${claims}.${signature}`;
    },
  ],
  'a kid with ../': ['UNKNOWN_KEY', ({ token }) => token({ header: { kid: '../../../../dev/null' } })],
  'a kid that is SQL': ['UNKNOWN_KEY', ({ token }) => token({ header: { kid: "' or '1'='1" } })],
  'a kid that is a list': ['UNKNOWN_KEY', ({ token, key }) => token({ header: { kid: [key.kid] } })],
  'a kid that nobody has': [
    'UNKNOWN_KEY',
    ({ token }) => token({ header: { kid: '01990000-0000-7000-8000-000000000000' } }),
  ],
  'no kid': ['UNKNOWN_KEY', ({ token }) => token({ header: { kid: undefined } })],
  'a header that must be understood': [
    'WRONG_ALGORITHM',
    ({ token }) => token({ header: { crit: ['mine'], mine: true } }),
  ],
  'expired a minute ago': [
    'EXPIRED',
    ({ token, seconds }) => token({ claims: { iat: seconds() - 600, exp: seconds() - 60 } }),
  ],
  'no exp': ['CLAIM_MISSING', ({ token }) => token({ claims: { exp: undefined } })],
  'an exp that is a text': ['CLAIM_MISSING', ({ token }) => token({ claims: { exp: '2099-01-01' } })],
  'no iat': ['CLAIM_MISSING', ({ token }) => token({ claims: { iat: undefined } })],
  'made in the future': [
    'OF_THE_FUTURE',
    ({ token, seconds }) => token({ claims: { iat: seconds() + 61, exp: seconds() + 600 } }),
  ],
  'not valid before later': ['OF_THE_FUTURE', ({ token, seconds }) => token({ claims: { nbf: seconds() + 61 } })],
  'valid for a second longer than 15 minutes': [
    'TOO_LONG',
    ({ token, seconds }) => token({ claims: { exp: seconds() + 901 } }),
  ],
  'valid for ever': ['TOO_LONG', ({ token }) => token({ claims: { exp: 1e300 } })],
  'for somebody else': ['WRONG_AUDIENCE', ({ token }) => token({ claims: { aud: 'simpeg' } })],
  'for nobody': ['CLAIM_MISSING', ({ token }) => token({ claims: { aud: undefined } })],
  'no jti': ['CLAIM_MISSING', ({ token }) => token({ claims: { jti: undefined } })],
  'an empty jti': ['CLAIM_MISSING', ({ token }) => token({ claims: { jti: '' } })],
  'a jti that is a number': ['CLAIM_MISSING', ({ token }) => token({ claims: { jti: 7 } })],
  'a jti with U+0000': ['CLAIM_MISSING', ({ token }) => token({ claims: { jti: 'a\u0000' } })],
  'no sub': ['CLAIM_MISSING', ({ token }) => token({ claims: { sub: undefined } })],
  'an employee number that nobody has': [
    'UNKNOWN_PERSON',
    ({ token }) => token({ claims: { sub: '199912312020012999' } }),
  ],
  'an employee number with spaces': [
    'UNKNOWN_PERSON',
    ({ token }) => token({ claims: { sub: '19900101 201503 1 001' } }),
  ],
  'a sub that is a number': ['UNKNOWN_PERSON', ({ token }) => token({ claims: { sub: 199001012015031 } })],
  'an employee of another region': ['UNKNOWN_PERSON', ({ token, asep }) => token({ claims: { sub: asep.id } })],
  'the id of a unit': [
    'UNKNOWN_PERSON',
    ({ token, gateway }) => token({ claims: { sub: gateway.tenants.bulungan.unit('BKPSDM').id } }),
  ],
};

describe.each(['demo', 'production'] as const)('in MODE=%s', (mode) => {
  const place = places[mode];
  const { gateway, key, siti, token } = place;
  const { bulungan, bandung } = gateway.tenants;

  describe('a person is signed in', () => {
    const told = {
      status: 200,
      data: { viewer: { id: siti.id, name: 'Siti', roles: ['EMPLOYEE', 'EVALUATOR', 'PERSONNEL_ADMIN'] } },
      errors: [],
    };
    const who = async (bearer: string) => {
      const { status, data, errors } = await gateway.ask(VIEWER, {}, asBearer(bearer));
      return { status, data, errors };
    };

    test('by employee number and by id', async () => {
      expect(await who(token())).toEqual(told);
      expect(await who(token({ claims: { sub: siti.id } }))).toEqual(told);
    });

    test('by a token for several audiences, and by "bearer" in small letters', async () => {
      expect(await who(token({ claims: { aud: ['simpeg', 'kinerja'] } }))).toEqual(told);
      expect((await gateway.ask(VIEWER, {}, { Authorization: `bearer ${token()}` })).data).toEqual(told.data);
    });

    test('when the clocks stand up to a minute apart', async () => {
      const now = place.seconds();
      expect(await who(token({ claims: { iat: now - 600, exp: now - 59 } }))).toEqual(told);
      expect(await who(token({ claims: { iat: now + 60, exp: now + 600, nbf: now + 60 } }))).toEqual(told);
    });

    test('with the site key of a page, which still runs published documents only', async () => {
      const headers = { ...asBearer(token()), 'X-Kinerja-Site-Key': 'pk_bulungan' };
      const { status, errors } = await gateway.ask(VIEWER, {}, headers);
      expect({ status, code: errors[0]?.extensions?.code }).toEqual({ status: 400, code: 'PERSISTED_QUERY_NOT_FOUND' });
    });

    test('and nobody is without a token', async () => {
      expect((await gateway.ask(VIEWER)).data).toEqual({ viewer: null });
    });

    test('without the role that was taken back', async () => {
      const takeBack = (at: Date | null) =>
        gateway.database.inspect("update role_grant set revoked_at = $1 where role = 'EVALUATOR'", [at]);
      await takeBack(new Date());
      expect((await who(token())).data).toEqual({
        viewer: { ...told.data.viewer, roles: ['EMPLOYEE', 'PERSONNEL_ADMIN'] },
      });
      await takeBack(null);
    });
  });

  describe('is refused, in words, with an entry in the audit trail and nothing done:', () => {
    test.each(Object.entries(BAD_TOKENS))('%s', async (_, [why, make]) => {
      const bearer = make(place);
      const before = await eventsOf(gateway, bulungan.uuid);
      const message = await refused(place, asBearer(bearer));
      expect(message).toMatch(/^Authorization: \p{Ll}.+\.$/u);
      expect(message).not.toMatch(/\d{5}/);
      const entry = { actor: 'anonymous', action: 'token.refused', subject: bulungan.uuid, detail: { why } };
      expect(await eventsOf(gateway, bulungan.uuid)).toEqual([...before, entry]);
      expect(await eventsOf(gateway, bandung.uuid)).toEqual([]);
    });
  });

  describe('is refused where no region is known:', () => {
    test.each<readonly [string, string]>([
      ['a password', 'Basic c2l0aTpzaXRp'],
      ['nothing after Bearer', 'Bearer'],
      ['no token', 'Bearer x'],
      ['a token and more', `Bearer ${token()} more`],
      ['an encrypted token', 'Bearer a.b.c.d.e'],
      ['what is no JSON', 'Bearer YQ.YQ.YQ'],
      ['a region that is none', `Bearer ${token({ claims: { iss: '99.99' } })}`],
      ['no issuer', `Bearer ${token({ claims: { iss: undefined } })}`],
      ['an issuer that is a list', `Bearer ${token({ claims: { iss: ['65.01'] } })}`],
      ['an issuer with U+0000', `Bearer ${token({ claims: { iss: '65.01\u0000' } })}`],
    ])('%s', async (_, authorization) => {
      const before = await countOf(gateway, 'audit_event');
      await refused(place, { Authorization: authorization });
      expect(await countOf(gateway, 'audit_event')).toBe(before);
    });
  });

  test('a token of one region signs nobody in to another', async () => {
    const bearer = embedToken(bandung, place.asep.nip, place.foreignKey, place.now());
    const { data } = await gateway.ask<{ viewer: { id: string } }>(VIEWER, {}, asBearer(bearer));
    expect(data.viewer.id).toBe(place.asep.id);
    expect(await refused(place, asBearer(embedToken(bandung, NIP, place.foreignKey, place.now())))).toContain('(sub)');
    await gateway.database.inspect("delete from audit_event where action = 'token.refused' and tenant_id = $1", [
      bandung.uuid,
    ]);
  });

  test('a revoked token is refused from the next request on, another of the same person is not', async () => {
    const bearer = token({ claims: { jti: 'dicabut' } });
    const status = async (header: string) => (await gateway.ask(VIEWER, {}, asBearer(header))).status;
    expect(await status(bearer)).toBe(200);
    await gateway.database.inTenant(bulungan, () =>
      gateway.database.database.prisma.revokedToken.create({
        data: { tenantId: bulungan.uuid, tokenId: 'dicabut', revokedAt: place.now() },
      }),
    );
    expect(await refused(place, asBearer(bearer))).toBe('Authorization: token ini sudah dicabut.');
    expect(await status(token())).toBe(200);
  });

  test('keys change hands without a restart: two are valid side by side, a revoked one ends at once', async () => {
    const status = async (used: typeof key) =>
      (await gateway.ask(VIEWER, {}, asBearer(embedToken(bulungan, NIP, used, place.now())))).status;
    const next = await addPortalKey(gateway.database, bulungan);
    expect([await status(key), await status(next)]).toEqual([200, 200]);
    await gateway.database.inspect('update portal_key set revoked_at = now() where id = $1', [next.kid]);
    expect(await refused(place, asBearer(embedToken(bulungan, NIP, next, place.now())))).toBe(
      'Authorization: kunci tanda tangan (kid) sudah dicabut.',
    );
    expect(await status(key)).toBe(200);
  });

  test('the audit trail holds neither employee numbers nor tokens', async () => {
    const rows = await gateway.database.inspect('select * from audit_event');
    expect(JSON.stringify(rows)).not.toMatch(/\d{18}|eyJ/);
  });
});

test('an ad-hoc document of a person who is signed in is held to the limits of cost', async () => {
  const { gateway, token } = places.demo;
  const { errors } = await gateway.ask(
    '{ tenant(code: "65.01") { units(first: 100) { edges { node { services { unit { services { unit { name } } } } } } } } }',
    {},
    asBearer(token()),
  );
  expect(errors[0]?.extensions?.code).toBe('COST_LIMIT_EXCEEDED');
});

test('strangers cannot fill the audit trail: of 310 refusals within a minute 300 are in it', async () => {
  const { bandung } = places.production.gateway.tenants;
  const bearer = embedToken(bandung, NIP, { kid: 'x', secret: 'x' }, places.production.now());
  const { ask } = places.production.gateway;
  const before = (await eventsOf(places.production.gateway, bandung.uuid)).length;
  for (let sent = 0; sent < 310; sent += 10)
    await Promise.all(Array.from({ length: 10 }, () => ask(VIEWER, {}, asBearer(bearer))));
  expect((await eventsOf(places.production.gateway, bandung.uuid)).length - before).toBeLessThanOrEqual(300);
  expect((await eventsOf(places.production.gateway, bandung.uuid)).length - before).toBeGreaterThan(290);
});

describe('an answer to a person who is signed in', async () => {
  const statements: string[] = [];
  const gateway = await startGateway({
    onStatement: (text) => statements.push(text),
    tenants: { bulungan: { code: '65.01', units: [{ name: 'BKPSDM' }] } },
  });
  const { bulungan } = gateway.tenants;
  const { Siti: siti } = await seedEmployees(gateway.database.database, bulungan, [
    { name: 'Siti', unit: 'BKPSDM', post: 'Analis' },
  ]);
  const key = await addPortalKey(gateway.database, bulungan);

  const query = '{ tenant(code: "65.01") { units { totalCount } } }';
  const get = async (headers: Readonly<Record<string, string>> = {}) => {
    statements.length = 0;
    const response = await gateway.fetch(`/graphql?${new URLSearchParams({ query })}`, { headers });
    const { status, headers: told } = response;
    const isAnswered = (await response.text()).includes('"totalCount":1');
    return {
      status,
      isAnswered,
      isFromCache: !statements.some((text) => /count/i.test(text)),
      caching: [told.get('Cache-Control'), told.get('ETag') === null, told.get('Vary')],
    };
  };
  const signedIn = () => asBearer(embedToken(bulungan, siti.id, key, gateway.clock.now()));
  const KEPT = ['public, max-age=5, s-maxage=30, stale-if-error=900', false, 'Accept, Accept-Encoding, Authorization'];
  const NOT_KEPT = ['no-store, private', true, 'Accept, Accept-Encoding, Authorization'];

  test('is neither kept for others nor taken from what was kept', async () => {
    const answered = { status: 200, isAnswered: true };
    expect(await get(signedIn())).toEqual({ ...answered, isFromCache: false, caching: NOT_KEPT });
    expect(await get()).toEqual({ ...answered, isFromCache: false, caching: KEPT });
    expect(await get()).toEqual({ ...answered, isFromCache: true, caching: KEPT });
    expect(await get(signedIn())).toEqual({ ...answered, isFromCache: false, caching: NOT_KEPT });
    expect(await get()).toEqual({ ...answered, isFromCache: true, caching: KEPT });
  });

  test('is not sent where only its refusal is due, though an answer is kept', async () => {
    expect(await get({ Authorization: 'Bearer x' })).toMatchObject({
      status: 401,
      isAnswered: false,
      caching: NOT_KEPT,
    });
  });

  test('is nobody’s who knows the tag of the public one', async () => {
    const { headers } = await gateway.fetch(`/graphql?${new URLSearchParams({ query })}`);
    const { status } = await get({ ...signedIn(), 'If-None-Match': headers.get('ETag') ?? '' });
    expect(status).toBe(200);
  });

  test('that failed is not kept either', async () => {
    const response = await gateway.fetch('/graphql?query={nothing}', { headers: signedIn() });
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([400, 'no-store, private']);
  });
});

test('the helper of other tests signs in with a fresh token for each request, however far the clock moves', async () => {
  const { gateway, siti } = places.demo;
  const ask = await signIn(gateway, gateway.tenants.bulungan, siti.uuid);
  gateway.clock.advance(3_600_000);
  expect((await ask(VIEWER)).status).toBe(200);
});
