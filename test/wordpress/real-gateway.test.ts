import { afterAll, beforeAll, expect, test } from 'vitest';
import widgets from '../../widgets/package.json' with { type: 'json' };
import { RatingFormDriver } from '../browser/rating-form-driver.ts';
import { useBrowser } from '../support/browser.ts';
import { startGateway } from '../support/gateway.ts';
import { ADMIN } from '../support/global-wordpress.ts';
import { useWordpress } from '../support/wordpress-site.ts';
import { SETTINGS, signIn, submitSettings } from './admin.ts';

/* The plugin with a gateway as regions run it. */

const site = useWordpress();
const { visitor, openPage } = useBrowser();
const gateway = await startGateway({
  mode: 'production',
  tenants: {
    bulungan: {
      code: '65.01',
      name: 'Kabupaten Bulungan',
      units: [{ name: 'Disdukcapil', services: ['KTP-el'] }],
      sites: { pk_here: [site.address] },
    },
  },
});
const FORM = `[kinerja_formulir layanan="${gateway.tenants.bulungan.service('KTP-el').id}"]`;

beforeAll(() => site.installPlugin());
afterAll(() => site.removePlugin());

test('what an admin has set takes a rating from a page into the database', async () => {
  const context = await visitor({ javaScriptEnabled: false });
  await signIn(context, site, ADMIN.login);
  const page = await context.newPage();
  await page.goto(`${site.address}${SETTINGS}`);
  const settings = { gateway: gateway.address, version: widgets.version, site_key: 'pk_here', region: '65.01' };
  expect(await submitSettings(page, settings, 'Check the connection')).toEqual(
    expect.arrayContaining([
      `${gateway.address} answers and has the widgets ${widgets.version}.`,
      'Region 65.01 is Kabupaten Bulungan.',
    ]),
  );
  expect(await submitSettings(page, {})).toContain('The settings are saved.');

  const form = new RatingFormDriver(await openPage(site.publish(FORM)));
  await form.answerAndSend();
  await form.text('Terima kasih').waitFor();
  const stored = await gateway.database.inspect('select channel, embed_site_id is not null as "bySite" from feedback');
  expect(stored).toEqual([{ channel: 'WIDGET', bySite: true }]);
});
