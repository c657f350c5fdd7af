import { describe, expect, test } from 'vitest';
import { addDevice } from '../support/devices.ts';
import { startGateway } from '../support/gateway.ts';
import { rating, submitted } from '../support/submit.ts';

/*
 * C15: an opened link answers nothing. Whoever opens a form or a poster, in whatever way (messengers that show a preview,
 * scanners of mail, browsers that fetch ahead), leaves every table as it was, the audit trail included.
 */

const units = [{ name: 'Disdukcapil', services: ['KTP-el'] }];
const gateway = await startGateway({ tenants: { bandung: { units } } });
const { bandung } = gateway.tenants;
const service = bandung.service('KTP-el').id;
const device = await addDevice(gateway.database, bandung);
await submitted(gateway, rating(service, { deviceToken: device.token }));
await gateway.tick();

const poster = await (await gateway.fetch(`/poster/${service}.svg`)).text();
const [code = ''] = /3273-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(poster) ?? [];
const PATHS = [
  `/form/${service}`,
  `/form/${service}?place=Loket+3&lang=en`,
  `/form/${service}?place=%3Cb%3E`,
  `/form/${service}?submissionKey=7b0e3c9e-6a51-4a1e-9d53-0d1f3f5b8c11&questionnaireVersion=1&answers.waktu=4`,
  `/nilai/${code}?place=Loket+3`,
  `/poster/${service}.svg?place=Loket+3`,
  `/poster/${service}.pdf?place=Loket+3`,
  `/laporan/${code}`,
  `/laporan/${code}/2026.pdf`,
  `/laporan/${code}/2026.xlsx`,
];

/** Everything that is stored, table by table: how many rows, and what is in them. */
const everything = async () => {
  const tables = await gateway.database.inspect<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const rows = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*)::integer as rows, md5(string_agg(stored::text, '|' order by stored::text)) as content from ${name} as stored`,
  );
  return gateway.database.inspect(`${rows.join(' union all ')} order by name`);
};

const OPENED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'by a browser': { Accept: 'text/html', 'Sec-Fetch-Mode': 'navigate' },
  'ahead of time, as Chromium says it': { 'Sec-Purpose': 'prefetch' },
  'ahead of time, with the page already drawn': { 'Sec-Purpose': 'prefetch;prerender' },
  'ahead of time, by a private proxy': { 'Sec-Purpose': 'prefetch;anonymous-client-ip' },
  'ahead of time, as older browsers say it': { Purpose: 'prefetch', 'X-Moz': 'prefetch', 'X-Purpose': 'preview' },
  'by WhatsApp': { 'User-Agent': 'WhatsApp/2.23.20.0 A' },
  'by Telegram': { 'User-Agent': 'TelegramBot (like TwitterBot)' },
  'by Facebook': { 'User-Agent': 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)' },
  'by Slack': { 'User-Agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' },
  'by Google': { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
  'by a scanner of mail': { 'User-Agent': 'Mozilla/5.0 (compatible; MSIE 7.0; Windows NT 6.0; Microsoft Outlook)' },
  'by nobody in particular': { 'User-Agent': '' },
};

describe.each(['GET', 'HEAD'])('by %s', (method) => {
  test.each(Object.entries(OPENED))('%s', async (_, headers) => {
    const before = await everything();
    for (const path of PATHS) {
      const response = await gateway.fetch(path, { method, headers });
      expect(response.status, path).toBe(path.includes('%3C') ? 400 : 200);
      expect(response.headers.get('X-Robots-Tag'), path).toBe('noindex');
      await response.arrayBuffer();
    }
    expect(await everything()).toEqual(before);
  });
});

test('this sees what a rating leaves behind', async () => {
  const before = await everything();
  await submitted(gateway, rating(service, { deviceToken: device.token }));
  expect(await everything()).not.toEqual(before);
});
