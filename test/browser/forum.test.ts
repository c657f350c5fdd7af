import { expect, test } from 'vitest';
import { breaches } from '../support/axe.ts';
import { useBrowser } from '../support/browser.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';

/* The forum as people see it: the list, a topic with its form, and one's own post by its code. */

const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  tenants: {
    palangkaraya: {
      code: '62.71',
      sampleData: true,
      units: [{ name: 'Kayon', kind: 'puskesmas', services: ['Umum'] }],
    },
  },
});
const { palangkaraya } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, palangkaraya, [
  { name: 'Kepala', unit: 'Kayon', post: 'Kepala Puskesmas', heads: true, roles: ['LEADER'] },
]);
const head = await signIn(gateway, palangkaraya, people.Kepala.uuid);
const { data } = await head<{ openForumTopic: { path: string } }>(
  `mutation ($input: OpenForumTopicInput!) { openForumTopic(input: $input) { ... on ForumTopic { path } } }`,
  {
    input: {
      unitId: palangkaraya.unit('Kayon').id,
      title: 'Jam buka loket pendaftaran',
      opening: 'Pukul berapa loket sebaiknya dibuka?',
    },
  },
);
const topic = data.openForumTopic.path;

const { openPage } = useBrowser();
const open = (path: string, width = 360) => openPage(gateway.address + path, { viewport: { width, height: 800 } });

test.each([
  ['/forum/62.71', 360],
  ['/forum/62.71', 1280],
  [topic, 360],
  [topic, 1280],
  ['/forum/62.71/tulisan', 360],
  [`${topic}?lang=su`, 360],
] as const)('%s at %i px breaks no rule of axe, and is no wider than the screen', async (path, width) => {
  const page = await open(path, width);
  expect(await breaches(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});

test('a post is written by keyboard alone, and found by its code', async () => {
  const page = await open(topic);
  await page.getByRole('textbox').focus();
  await page.keyboard.type(`${'panjang'.repeat(30)} pukul tujuh`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const code = (await page.locator('.code').textContent()) ?? '';
  expect(await breaches(page)).toEqual([]);
  const own = await open('/forum/62.71/tulisan');
  await own.getByRole('textbox').fill(code);
  await own.keyboard.press('Enter');
  await own.getByText(code).waitFor();
  await own.getByText('Hapus tulisan ini').click();
  expect(await breaches(own)).toEqual([]);
  expect(await own.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});
