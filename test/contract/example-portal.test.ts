import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPortal } from '../../examples/simpeg-portal/portal.mjs';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { addPortalKey } from '../support/sign-in.ts';

/* The example portal, hosted as a portal of its own, before a gateway at another address. */

const gateway = await startGateway({
  now: new Date().toISOString(),
  tenants: { bulungan: { code: '65.01', units: [{ name: 'BKPSDM' }] } },
});
const { bulungan } = gateway.tenants;
const staff = await seedEmployees(gateway.database.database, bulungan, [
  { name: 'Siti', unit: 'BKPSDM', post: 'Analis' },
  { name: '<b>Budi</b>', unit: 'BKPSDM', post: 'Pranata' },
]);
const key = await addPortalKey(gateway.database, bulungan);

let elapsed = 0;
const portal = createPortal({
  base: '/simpeg/',
  regions: async () => [{ code: '65.01', name: 'Kabupaten Bulungan' }],
  people: async () =>
    Object.entries(staff).map(([name, { nip }]) => ({ subject: nip, name, post: 'Analis', unit: 'BKPSDM' })),
  key: async () => key,
  gateway: () => gateway.address,
  now: () => new Date(Date.now() + elapsed),
});
const server = createServer((request, response) => void portal(request, response));
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const send = (path: string, init: RequestInit = {}) =>
  fetch(`${origin}/simpeg/${path}`, { redirect: 'manual', ...init });
const post = (path: string, headers: Record<string, string> = {}, form: Record<string, string> = {}) =>
  send(path, { method: 'POST', headers: { Origin: origin, ...headers }, body: new URLSearchParams(form) });

const logIn = async (person = '0') => {
  const answer = await post('login', {}, { region: '65.01', person });
  return { answer, cookie: (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' };
};

/** What the page of whoever is signed in knows its person by. */
const markOf = async (cookie: string) =>
  /data-person="([\w-]+)"/.exec(await (await send('', { headers: { Cookie: cookie } })).text())?.[1] ?? '';
const askToken = (cookie: string, mark: string) => post('token', { Cookie: cookie, 'X-Portal-Person': mark });

test('nobody is shown anything, or given a token, before signing in', async () => {
  expect((await send('')).headers.get('Location')).toBe('/simpeg/login');
  expect((await send('unit')).headers.get('Location')).toBe('/simpeg/login');
  for (const cookie of ['', 'simpeg_contoh=', 'simpeg_contoh=AAAA', 'simpeg_contoh=__proto__']) {
    const answer = await post('token', { Cookie: cookie });
    expect(answer.status, cookie).toBe(401);
    expect(await answer.text()).not.toContain('eyJ');
  }
});

test('the login says that it is an example, shows no employee number, and escapes what it shows', async () => {
  const page = await (await send('login')).text();
  expect(page).toContain('Login contoh');
  expect(page).toContain('data contoh');
  expect(page).toContain('&lt;b&gt;Budi&lt;/b&gt;');
  for (const { nip } of Object.values(staff)) expect(page).not.toContain(nip);
});

test('whoever is signed in gets a token that the gateway takes, by a cookie that no script reads', async () => {
  const { answer, cookie } = await logIn();
  expect(answer.status).toBe(303);
  expect(answer.headers.get('Set-Cookie')).toMatch(/; Path=\/simpeg\/; HttpOnly; SameSite=Lax; /);
  const given = await askToken(cookie, await markOf(cookie));
  expect(given.headers.get('Cache-Control')).toBe('no-store');
  const token = await given.text();
  const { data } = await gateway.ask('{ viewer { id } }', {}, { Authorization: `Bearer ${token}` });
  expect(data).toEqual({ viewer: { id: staff.Siti.id } });
  const { iat, exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  expect(exp - iat).toBe(600);
});

test.each([
  ['another site', 'https://evil.example'],
  ['a sandboxed page', 'null'],
  ['something that is no origin', 'x'],
])('%s gets no token with the session of a person', async (_, other) => {
  const { cookie } = await logIn();
  for (const path of ['token', 'login', 'logout']) {
    const answer = await post(path, { Cookie: cookie, Origin: other });
    expect(answer.status, path).toBe(403);
    expect(await answer.text()).not.toContain('eyJ');
  }
  expect((await askToken(cookie, await markOf(cookie))).status).toBe(200);
});

test('a page gets no token of somebody else who signed in meanwhile, and one again when its person is back', async () => {
  const [own, other, again] = [await logIn('0'), await logIn('1'), await logIn('0')];
  const mark = await markOf(own.cookie);
  const refused = await askToken(other.cookie, mark);
  expect(refused.status).toBe(401);
  expect(await refused.text()).not.toContain('eyJ');
  expect((await askToken(again.cookie, mark)).status).toBe(200);
  expect((await post('token', { Cookie: own.cookie })).status).toBe(401);
});

test('a request without an origin, and one that only reads, get no token', async () => {
  const { cookie } = await logIn();
  const without = await fetch(`${origin}/simpeg/token`, { method: 'POST', headers: { Cookie: cookie } });
  expect(without.status).toBe(403);
  expect((await send('token', { headers: { Cookie: cookie } })).status).toBe(404);
  expect((await send('token', { method: 'PUT', headers: { Cookie: cookie } })).status).toBe(405);
});

test('the page embeds the scorecard of whoever is signed in, with no token in it', async () => {
  const { cookie } = await logIn();
  const answer = await send('', { headers: { Cookie: cookie } });
  const page = await answer.text();
  expect(page).toContain(`<kinerja-scorecard gateway="${gateway.address}" token-provider="kinerjaToken"`);
  expect(page).not.toContain('eyJ');
  expect(page).not.toContain(key.secret);
  expect(answer.headers.get('Content-Security-Policy')).toContain(`script-src 'self' ${gateway.address};`);
});

test('a session ends by signing out, and by itself after a working day', async () => {
  const first = await logIn();
  const mark = await markOf(first.cookie);
  expect((await askToken(first.cookie, mark)).status).toBe(200);
  await post('logout', { Cookie: first.cookie });
  expect((await askToken(first.cookie, mark)).status).toBe(401);
  const second = await logIn();
  elapsed = 8 * 60 * 60 * 1000 + 1000;
  expect((await askToken(second.cookie, mark)).status).toBe(401);
  elapsed = 0;
  expect((await askToken(second.cookie, mark)).status).toBe(200);
});

test.each([
  [{ region: '65.01' }, 400],
  [{ region: '65.01', person: '99' }, 400],
  [{ region: '65.01', person: '__proto__' }, 400],
  [{ region: '32.73', person: '0' }, 400],
  [{ region: 'x'.repeat(5000) }, 413],
])('a login with %j is refused', async (form, status) => {
  expect((await post('login', {}, form as Record<string, string>)).status).toBe(status);
});
