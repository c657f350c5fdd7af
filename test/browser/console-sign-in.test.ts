import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { breaches } from '../support/axe.ts';
import { useBrowser } from '../support/browser.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { openSso } from '../support/sso.ts';

/* People of a region come into the staff console by the region's own accounts, at a real OpenID provider. */

const NIP = '199001012015031001';
const CLIENT = 'konsol-kinerja';
const REGION = 'Kota Bandung';

const gateway = await startGateway({ tenants: { bandung: { name: REGION, units: [{ name: 'BKPSDM' }] } } });
const { bandung } = gateway.tenants;
gateway.clock.set(new Date().toISOString());
await seedEmployees(gateway.database.database, bandung, [{ name: 'Asep', nip: NIP, unit: 'BKPSDM', post: 'Analis' }]);

const konsol = `${gateway.address}/konsol`;
const sso = await openSso({
  client: CLIENT,
  redirectUri: konsol,
  people: { asep: NIP, orang: '197001011995031001' },
  life: 600,
});
/** Its tokens are over as soon as they are there. */
const hasty = await openSso({ client: 'konsol-singkat', redirectUri: konsol, people: { asep: NIP }, life: 20 });

const PROVIDERS = [
  { issuer: sso.issuer, audience: CLIENT },
  { issuer: hasty.issuer, audience: 'konsol-singkat' },
];
for (const [at, { issuer, audience }] of PROVIDERS.entries())
  await gateway.database.inTenant(bandung, () =>
    gateway.database.database.prisma.identityProvider.create({
      data: {
        ...{ tenantId: bandung.uuid, id: `01990000-0000-7000-8000-00000000000${at}`, issuer, audience },
        ...{ jwksUri: `${issuer}/jwks`, subjectClaim: 'nip', consoleScope: 'openid', createdAt: new Date() },
      },
    }),
  );

const { openPage } = useBrowser();

afterEach(() => {
  sso.setAway(false);
});
afterAll(() => {
  sso.close();
  hasty.close();
});

const signInAt = (page: Page, { issuer }: { readonly issuer: string }) =>
  page.locator(`kinerja-sign-in[issuer="${issuer}"]`);
const button = (page: Page, at = sso) =>
  signInAt(page, at).getByRole('button', { name: `Masuk dengan akun ${REGION}` });
const says = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

/** At the provider: account, password, and consent. */
const identify = async (page: Page, account: string) => {
  await page.locator('input[name="login"]').fill(account);
  await page.locator('input[name="password"]').fill('rahasia');
  await page.locator('button[type="submit"]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
};

const enter = async (account = 'asep', { hash = '', at = sso } = {}): Promise<Page> => {
  const page = await openPage(`${konsol}${hash}`, { viewport: { width: 360, height: 800 } });
  await button(page, at).click();
  await identify(page, account);
  return page;
};

test('a person comes in by the account of the region, at the place that was asked for, and stays in after a reload', async () => {
  const page = await enter('asep', { hash: '#kinerja-figures' });
  await says(page, 'Masuk sebagai Asep');
  expect(page.url()).toBe(`${konsol}#kinerja-figures`);
  await page.locator('h3#figures').waitFor();
  for (const { issuer } of PROVIDERS) expect(await signInAt(page, { issuer }).isVisible()).toBe(false);
  // A token is in the memory of the tab, and nowhere on the page.
  expect(await page.content()).not.toContain('eyJ');
  await page.reload();
  await says(page, 'Masuk sebagai Asep');
});

test('signing out ends the session here and at the provider', async () => {
  const page = await enter();
  await says(page, 'Masuk sebagai Asep');
  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.waitForURL(`${sso.issuer}/**`);
  await page.getByRole('button', { name: /sign me out/i }).click();
  await page.waitForURL(`${konsol}*`);
  await button(page).waitFor();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  // The provider asks who it is again.
  await button(page).click();
  await page.locator('input[name="login"]').waitFor();
});

test('a token that is over is renewed without a word', async () => {
  const page = await enter('asep', { at: hasty });
  await says(page, 'Masuk sebagai Asep');
  const kept = () => page.evaluate(() => sessionStorage.getItem('kinerja-sign-in session'));
  const before = await kept();
  await page.reload();
  await says(page, 'Masuk sebagai Asep');
  expect(await kept()).not.toBe(before);
});

test('somebody whom the region does not employ is told so, and is not asked for a session that has ended', async () => {
  const page = await enter('orang');
  await says(page, /NIP pada akun itu tidak ada di data pegawai Kota Bandung/);
  expect(await page.getByText('Masa masuk Saudara sudah habis').count()).toBe(0);
  expect(await button(page).isEnabled()).toBe(true);
});

test('whoever turns back at the provider is at the console again, with what the provider says', async () => {
  const page = await openPage(`${konsol}?lang=en`);
  await signInAt(page, sso).getByRole('button').click();
  await page.locator('input[name="login"]').waitFor();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await says(page, /The provider refused: End-User aborted interaction/);
  expect(page.url()).toBe(`${konsol}?lang=en`);
});

test('a provider that is away is named, with what an administrator may have to do, and the button works again', async () => {
  const page = await openPage(konsol, { viewport: { width: 360, height: 800 } });
  await button(page).waitFor();
  sso.setAway(true);
  await button(page).press('Enter');
  await says(page, /tidak terjangkau dari peramban ini\. Periksa jaringan/);
  expect(await breaches(page)).toEqual([]);
  sso.setAway(false);
  await button(page).press('Enter');
  await page.locator('input[name="login"]').waitFor();
});

test('an answer that this tab has not asked for signs nobody in, and leaves the address', async () => {
  const page = await openPage(`${konsol}?code=curian&state=orang-lain&iss=${encodeURIComponent(sso.issuer)}`);
  await button(page).waitFor();
  await expect.poll(() => page.url()).toBe(konsol);
  expect(await page.getByLabel('Token masuk').count()).toBe(1);
});

test('an answer to another question than the one of this tab is refused', async () => {
  const page = await openPage(konsol);
  await button(page).click();
  await page.locator('input[name="login"]').waitFor();
  await page.goto(`${konsol}?code=curian&state=orang-lain&iss=${encodeURIComponent(sso.issuer)}`);
  await says(page, /Jawaban penyedia tidak cocok/);
});

test('the page may ask the providers that it offers, and nobody else', async () => {
  const policy = (await fetch(konsol)).headers.get('content-security-policy') ?? '';
  const [, mayAsk = ''] = /connect-src ([^;]+);/.exec(policy) ?? [];
  expect(mayAsk.split(' ').toSorted()).toEqual(["'self'", sso.issuer, hasty.issuer].toSorted());
});
