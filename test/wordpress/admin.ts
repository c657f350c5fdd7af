import type { BrowserContext, Page } from 'playwright-core';
import { ADMIN } from '../support/global-wordpress.ts';
import type { WordpressSite } from '../support/wordpress-site.ts';

/** The plugin's settings, in a site. */
export const SETTINGS = '/wp-admin/options-general.php?page=kinerja';

/** What a browser keeps of somebody who has signed in. */
export type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Signs in by the form; with what the browser then keeps, further pages open without it. */
export async function signIn(context: BrowserContext, { address }: WordpressSite, login: string): Promise<Session> {
  const page = await context.newPage();
  await page.goto(`${address}/wp-login.php?redirect_to=${encodeURIComponent(`${address}/wp-admin/profile.php`)}`);
  await page.locator('#user_login').fill(login);
  await page.locator('#user_pass').fill(ADMIN.password);
  await page.locator('#wp-submit').click();
  await page.waitForURL(/profile\.php/);
  return context.storageState();
}

/** Types into the fields of the plugin's settings and presses a button; what the page says then. */
export async function submitSettings(
  page: Page,
  values: Readonly<Record<string, string>>,
  button = 'Save',
): Promise<string[]> {
  for (const [name, value] of Object.entries(values)) await page.locator(`#kinerja-${name}`).fill(value);
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: button, exact: true }).click();
  await loaded;
  return (await page.locator('.notice').allTextContents()).map((text) => text.trim());
}

/** Uploads and activates the plugin as a web admin does. */
export async function uploadPlugin(page: Page, { address, zip }: WordpressSite): Promise<void> {
  await page.goto(`${address}/wp-admin/plugin-install.php?tab=upload`);
  await page.locator('#pluginzip').setInputFiles(zip);
  await page.locator('#install-plugin-submit').click();
  await page.getByRole('link', { name: 'Activate Plugin' }).click();
  await page.waitForURL(/plugins\.php/);
}
