import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { describe, expect, test } from 'vitest';
import { addDevice } from '../support/devices.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { rating, type SubmitInput, type SubmitResult, submit } from '../support/submit.ts';

/*
 * A network may send so many ratings to one service; then a proof of work is asked, never a ban. The library that checks the
 * proof looks at the wall clock, so these gateways start at the present.
 */

const LIMIT = 120;
const now = new Date().toISOString();
const units = [{ name: 'Disdukcapil', services: ['KTP-el', 'Kartu Keluarga'] }];
const tenants = { bandung: { units }, palu: { code: '72.71', zone: 'Asia/Makassar', units } };
const gateway = await startGateway({ now, limitSubmits: true, tenants });
const proxied = await startGateway({ now, limitSubmits: true, trustedProxies: '127.0.0.0/8, ::1', tenants });

const { bandung, palu } = gateway.tenants;
const ktp = bandung.service('KTP-el').id;

/** Sends as many as may come, a few at a time. */
const useUp = async (
  to: TestGateway,
  serviceId: string,
  headersOf: (at: number) => Record<string, string>,
  count = LIMIT,
  overrides: Partial<SubmitInput> = {},
) => {
  let next = 0;
  const work = async () => {
    for (let at = next++; at < count; at = next++)
      expect(await submit(to, rating(serviceId, overrides), headersOf(at))).toMatchObject({
        __typename: 'SubmitFeedbackSuccess',
      });
  };
  await Promise.all(Array.from({ length: 8 }, work));
};

interface Challenge {
  readonly challenge: string;
  readonly expiresAt: string;
}

const challengeFor = async (serviceId: string): Promise<Challenge> => {
  const { data } = await gateway.ask<{ challenge: Challenge }>(
    'query ($serviceId: ID!) { challenge(serviceId: $serviceId) { challenge expiresAt } }',
    { serviceId },
  );
  return data.challenge;
};

interface Proof {
  readonly challenge: { readonly parameters: Record<string, unknown>; readonly signature: string };
  readonly solution: unknown;
}

/** Works the challenge out, as a browser does. */
const solve = async (serviceId: string): Promise<Proof> => {
  const challenge = JSON.parse((await challengeFor(serviceId)).challenge);
  return { challenge, solution: await solveChallenge({ challenge, deriveKey }) };
};

const withProof = (proof: Proof | string, serviceId = ktp): Promise<SubmitResult> =>
  submit(gateway, rating(serviceId, { proof: typeof proof === 'string' ? proof : JSON.stringify(proof) }));

/** A rating that was stored while the network was within its limit. */
const early = rating(ktp);

const stored = async () => {
  const [row] = await gateway.database.inspect<{ count: number }>('select count(*)::integer as count from feedback');
  return row?.count ?? 0;
};

describe('beyond the limit', () => {
  test('a submit is asked for a proof, and told how long it would have to wait', async () => {
    expect(await submit(gateway, early)).toMatchObject({ replayed: false });
    await useUp(gateway, ktp, () => ({}), LIMIT - 1);
    const result = await submit(gateway, rating(ktp));
    expect(result).toMatchObject({ __typename: 'TooManyRequests', challengeRequired: true });
    if (result.__typename !== 'TooManyRequests') return;
    expect(result.retryAfterSeconds).toBeGreaterThan(0);
    expect(result.retryAfterSeconds).toBeLessThanOrEqual(600);
    expect(result.message).toContain(`${result.retryAfterSeconds} detik`);
    expect(await stored()).toBe(LIMIT);
  });

  test('a repetition gets the receipt that it got before, and other content under its key is not stored', async () => {
    expect(await submit(gateway, early)).toMatchObject({ __typename: 'SubmitFeedbackSuccess', replayed: true });
    expect(await submit(gateway, { ...early, comment: 'Lain' })).toMatchObject({ __typename: 'TooManyRequests' });
    expect(await stored()).toBe(LIMIT);
  });

  test('another address is another matter only when a proxy that we trust tells of it', async () => {
    const result = await submit(gateway, rating(ktp), {
      'X-Forwarded-For': '203.0.113.7',
      Forwarded: 'for=203.0.113.7',
    });
    expect(result).toMatchObject({ __typename: 'TooManyRequests' });
  });

  test('another service of the same network still takes ratings', async () => {
    expect(await submit(gateway, rating(bandung.service('Kartu Keluarga').id))).toMatchObject({
      __typename: 'SubmitFeedbackSuccess',
    });
  });

  test('what is wrong with an input is told before the limit', async () => {
    expect(await submit(gateway, rating(ktp, { answers: [] }))).toMatchObject({ __typename: 'InvalidInput' });
  });

  test('the form without JavaScript says so and keeps what was entered', async () => {
    const body = new URLSearchParams({
      submissionKey: '7b0e3c9e-6a51-4a1e-9d53-0d1f3f5b8c11',
      questionnaireVersion: '1',
      comment: 'Antrean panjang',
      ...Object.fromEntries(skm2017.elements.map(({ key }) => [`answers.${key}`, '3'])),
    });
    const response = await gateway.fetch(`/form/${ktp}`, { method: 'POST', body });
    const page = await response.text();
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(page).toContain('Antrean panjang');
    expect(page.match(/ checked/g)).toHaveLength(9);
  });

  test('a solved challenge is accepted, once, also when it comes many times at the same moment', async () => {
    const before = await stored();
    const proof = await solve(ktp);
    const results = await Promise.all(Array.from({ length: 12 }, () => withProof(proof)));
    expect(results.filter((result) => result.__typename === 'SubmitFeedbackSuccess')).toHaveLength(1);
    expect(await withProof(proof)).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: 'proof' }] });
    expect(await stored()).toBe(before + 1);
  });

  test('a repetition with its proof, used up by then, gets its receipt', async () => {
    const proven = rating(ktp, { proof: JSON.stringify(await solve(ktp)) });
    const first = await submit(gateway, proven);
    const second = await submit(gateway, proven);
    expect(first).toMatchObject({ __typename: 'SubmitFeedbackSuccess', replayed: false });
    expect(second).toEqual({ ...first, replayed: true });
  });

  test('a solved challenge is read as the widget of ALTCHA sends it, too', async () => {
    const proof = await solve(ktp);
    expect(await withProof(Buffer.from(JSON.stringify(proof)).toString('base64'))).toMatchObject({
      __typename: 'SubmitFeedbackSuccess',
    });
  });

  test('a solved challenge is good for its own service and region, for its time, and as it was given', async () => {
    const before = await stored();
    const proof = await solve(ktp);
    const { parameters, signature } = proof.challenge;
    const changed = (change: Record<string, unknown>): Proof => ({
      ...proof,
      challenge: { parameters: { ...parameters, ...change }, signature },
    });
    const refused = { __typename: 'InvalidInput', issues: [{ path: 'proof' }] };
    const later = Number(parameters['expiresAt']) + 3600;
    const elsewhere = { tenant: palu.uuid, service: palu.service('KTP-el').uuid };
    expect(await withProof(proof, bandung.service('Kartu Keluarga').id)).toMatchObject(refused);
    expect(await withProof(proof, palu.service('KTP-el').id)).toMatchObject(refused);
    expect(await withProof(changed({ data: elsewhere }), palu.service('KTP-el').id)).toMatchObject(refused);
    expect(await withProof(changed({ expiresAt: later }))).toMatchObject(refused);
    expect(await withProof(changed({ cost: 1 }))).toMatchObject(refused);
    expect(await withProof(changed({ keyPrefix: '' }))).toMatchObject(refused);
    expect(await withProof({ ...proof, challenge: { parameters, signature: '00' } })).toMatchObject(refused);
    expect(await withProof({ ...proof, solution: { counter: 0, derivedKey: '' } })).toMatchObject(refused);
    gateway.clock.advance(10 * 60_000 + 1000);
    expect(await withProof(proof)).toMatchObject(refused);
    gateway.clock.set(now);
    expect(await stored()).toBe(before);
    expect(await withProof(proof)).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
  });
});

describe('a registered device', async () => {
  const kiosk = await addDevice(gateway.database, bandung, { name: 'Kios lobi' });
  const neighbour = await addDevice(gateway.database, bandung, { name: 'Kios loket' });
  const family = bandung.service('Kartu Keluarga').id;
  const from = ({ token }: typeof kiosk, overrides: Partial<SubmitInput> = {}) =>
    submit(gateway, rating(ktp, { deviceToken: token, ...overrides }));

  test('sends on where its network has sent too much already, and spends nothing of its network', async () => {
    expect(await submit(gateway, rating(ktp))).toMatchObject({ __typename: 'TooManyRequests' });
    expect(await from(kiosk)).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
    await useUp(gateway, family, () => ({}), LIMIT - 1, { deviceToken: kiosk.token });
    expect(await submit(gateway, rating(family))).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
  });

  test('has sent too much itself after 120 in an hour, to whichever service', async () => {
    const before = await stored();
    const result = await from(kiosk);
    if (result.__typename !== 'TooManyRequests')
      throw new Error(`Expected TooManyRequests, got ${JSON.stringify(result)}`);
    expect(result.retryAfterSeconds).toBeGreaterThan(0);
    expect(result.retryAfterSeconds).toBeLessThanOrEqual(3600);
    expect(result.message).toContain('dari perangkat ini');
    expect(result.challengeRequired).toBe(true);
    expect(await submit(gateway, rating(family, { deviceToken: kiosk.token }))).toMatchObject({
      __typename: 'TooManyRequests',
    });
    expect(await stored()).toBe(before);
  });

  test('goes on after a proof, as a long queue may want to, while its neighbour needs none', async () => {
    const proof = JSON.stringify(await solve(ktp));
    expect(await from(kiosk, { proof })).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
    expect(await from(neighbour)).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
  });

  test('is not what a token says that is not good: that is refused before any limit', async () => {
    const token = `${kiosk.token.slice(0, -1)}_`;
    expect(await submit(gateway, rating(ktp, { deviceToken: token }))).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: 'deviceToken' }],
    });
  });
});

test('a challenge says until when it holds, and names a service that exists', async () => {
  const { challenge, expiresAt } = await challengeFor(ktp);
  expect(Date.parse(expiresAt) - Date.parse(now)).toBeGreaterThan(9 * 60_000);
  expect(JSON.parse(challenge)).toMatchObject({ parameters: { expiresAt: Date.parse(expiresAt) / 1000 } });
  const { data, errors } = await gateway.ask('{ challenge(serviceId: "abc") { challenge } }');
  expect(data).toBeNull();
  expect(errors).toMatchObject([
    { extensions: { code: 'NOT_FOUND' }, message: expect.stringContaining('serviceId: ') },
  ]);
});

describe('behind a proxy that is trusted', () => {
  const service = proxied.tenants.bandung.service('KTP-el').id;
  const from = (addresses: string) => submit(proxied, rating(service), { 'X-Forwarded-For': addresses });

  test('the network of the address that the proxy tells is counted, whatever stands before it', async () => {
    await useUp(proxied, service, (at) => ({ 'X-Forwarded-For': `10.0.0.${at}, 203.0.113.${at}, 127.0.0.1` }));
    expect(await from('203.0.113.200')).toMatchObject({ __typename: 'TooManyRequests' });
    expect(await from('198.51.100.9, 203.0.113.201')).toMatchObject({ __typename: 'TooManyRequests' });
    expect(await from('203.0.114.1')).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
    expect(await from('203.0.113.1, nonsense')).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
  });

  test('a network of the new kind of addresses is its /48', async () => {
    await useUp(proxied, service, (at) => ({ 'X-Forwarded-For': `2001:db8:7:${at.toString(16)}::${at}` }));
    expect(await from('2001:db8:7:ffff::1')).toMatchObject({ __typename: 'TooManyRequests' });
    expect(await from('2001:db8:8::1')).toMatchObject({ __typename: 'SubmitFeedbackSuccess' });
  });
});
