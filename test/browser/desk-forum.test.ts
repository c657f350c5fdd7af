import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { judgePost, openTopic } from '../support/forum-topics.ts';
import { openTicketOffice } from '../support/ticket-office.ts';
import { problems } from '../support/views.ts';
import { focused, loseAnswers, press, text, useDesk, waitForFocus } from './desk-driver.ts';

/* Posts of the forum, at the desk of those who judge them. */

const office = await openTicketOffice();
const { gateway, head, leader, audit } = office;
const { openAs } = await useDesk(office);

const queue = (page: Page) => page.locator('[part=post] h4').evaluateAll((titles) => titles.map(({ id }) => id));
const post = (page: Page, id: string) => page.locator('[part=post]', { has: page.locator(`[id="${id}"]`) });
const openQueue = async (name: Parameters<typeof openAs>[0] = 'Kepala Dago', width = 360) => {
  const page = await openAs(name, { hash: '#kinerja-forum', width });
  await page.locator('h3#forum').waitFor();
  return page;
};

/** Judges all that waits, so that each test begins with an empty queue. */
const clear = async () => {
  const { data } = await leader<{ viewer: { forumPostsToJudge: { edges: readonly { node: { id: string } }[] } } }>(
    '{ viewer { forumPostsToJudge(first: 100) { edges { node { id } } } } }',
  );
  for (const { node } of data.viewer.forumPostsToJudge.edges)
    await judgePost(leader, { id: node.id, verdict: 'FLAG_SPAM', reason: 'Uji coba.' });
};

test('posts are judged one after the other: each leaves the list, and the focus goes to the next', async () => {
  await clear();
  const { path, write } = await openTopic(office);
  const [first, second, third] = [
    await write('Loket dibuka pukul tujuh saja.'),
    await write('Petugasnya si Anu.'),
    await write('Beli obat murah di sini.'),
  ];
  const page = await openQueue();
  await expect.poll(() => queue(page)).toEqual([first, second, third]);
  expect(await page.getByRole('status').textContent()).toBe('3 tulisan ditampilkan.');
  expect(await post(page, first).getByRole('link', { name: 'Jam buka loket' }).getAttribute('href')).toBe(
    `${gateway.address}${path}`,
  );
  await post(page, first).getByRole('button', { name: 'Tampilkan', exact: true }).press('Enter');
  await waitForFocus(page, second);
  expect(await page.getByRole('status').textContent()).toBe('Sudah tersimpan: Tampilkan tulisan.');
  await post(page, second).locator('summary', { hasText: 'Sembunyikan tulisan' }).press('Enter');
  await post(page, second).getByLabel('Alasan').fill('Menyebut nama orang.');
  await post(page, second).getByRole('button', { name: 'Sembunyikan', exact: true }).click();
  await waitForFocus(page, third);
  await post(page, third).locator('summary', { hasText: 'Tandai sebagai spam' }).click();
  await post(page, third).getByLabel('Alasan').fill('Iklan.');
  await press(page, 'Tandai spam');
  await waitForFocus(page, 'forum');
  await text(page, 'Tidak ada tulisan yang menunggu putusan Saudara.');

  const topic = await (await gateway.fetch(path)).text();
  expect(topic).toContain('Loket dibuka pukul tujuh saja.');
  expect(topic).toContain('Menyebut nama orang.');
  expect(topic).not.toContain('si Anu');
  expect(topic).not.toContain('obat murah');
});

test('what was judged stands under its state with the reason, and can be judged again', async () => {
  await clear();
  const { write } = await openTopic(office);
  const id = await write('Kursinya kurang.');
  await judgePost(head, { id, verdict: 'HIDE', reason: 'Belum jelas.' });
  const page = await openQueue();
  await press(page, 'Disembunyikan');
  await post(page, id).getByText('Alasan: Belum jelas.').waitFor();
  expect(await post(page, id).locator('summary').allTextContents()).toEqual([expect.stringContaining('spam')]);
  await post(page, id).getByRole('button', { name: 'Tampilkan', exact: true }).click();
  await expect.poll(() => queue(page)).not.toContain(id);
  await press(page, 'Tampil');
  // The last one stands first.
  await expect.poll(async () => (await queue(page))[0]).toBe(id);
  expect((await audit('forum-post.judged')).at(-1)?.detail).toMatchObject({ before: 'HIDDEN', after: 'SHOWN' });
});

test('a reason that is missing is told at its field; what is typed survives a lost answer and a reload', async () => {
  await clear();
  const { write } = await openTopic(office);
  const id = await write('Dasar bodoh.');
  const page = await openQueue();
  await post(page, id).locator('summary', { hasText: 'Sembunyikan tulisan' }).click();
  await press(page, 'Sembunyikan');
  await waitForFocus(page, `HIDE-${id}-reason`);
  await text(page, 'Ini masih kosong.');
  await page.getByLabel('Alasan').fill('Memaki.');
  await loseAnswers(page);
  await press(page, 'Sembunyikan');
  await waitForFocus(page, `HIDE-${id}-refusal`);
  await page.reload();
  // It had arrived: the list does not hold it any more.
  await text(page, 'Tidak ada tulisan yang menunggu putusan Saudara.');
  await press(page, 'Disembunyikan');
  await post(page, id).getByText('Alasan: Memaki.').waitFor();
});

test('a verdict that somebody else was faster with is refused in words, and what was typed stays', async () => {
  await clear();
  const { write } = await openTopic(office);
  const id = await write('Beli obat.');
  const page = await openQueue();
  await post(page, id).locator('summary', { hasText: 'Tandai sebagai spam' }).click();
  await page.getByLabel('Alasan').fill('Iklan obat.');
  await page.context().setOffline(true);
  await press(page, 'Tandai spam');
  await text(page, 'Belum ada kepastian bahwa ini tersimpan.');
  expect(await page.getByLabel('Alasan').inputValue()).toBe('Iklan obat.');
  await page.context().setOffline(false);
  await judgePost(leader, { id, verdict: 'FLAG_SPAM', reason: 'Iklan.' });
  await press(page, 'Tandai spam');
  await waitForFocus(page, `FLAG_SPAM-${id}-refusal`);
  await text(page, 'Ini sudah diubah sejak Saudara membukanya.');
  expect(await page.getByLabel('Alasan').inputValue()).toBe('Iklan obat.');
  await press(page, 'Muat keadaan terbaru');
  await waitForFocus(page, 'forum');
});

test('only those who moderate have posts to judge; the words are masked, and hostile ones are but words', async () => {
  await clear();
  const { write } = await openTopic(office, '<b>Judul</b>');
  const id = await write('<img src=x onerror=alert(1)> hubungi 0812-3456-7890');
  for (const name of ['Staf Dago', 'Kepala Kopo'] as const)
    await text(await openQueue(name), 'Tidak ada tulisan yang menunggu putusan Saudara.');
  const page = await openQueue('Wakil Walikota');
  await post(page, id).getByText('<img src=x onerror=alert(1)> hubungi [nomor telepon]').waitFor();
  await post(page, id).getByRole('link', { name: '<b>Judul</b>' }).waitFor();
  expect(await page.locator('[part=post] img, [part=post] b').count()).toBe(0);
});

test('the queue can be worked by keyboard alone, and used by everyone', async () => {
  await clear();
  const { write } = await openTopic(office);
  const ids = [await write('Satu.'), await write('Dua.')];
  const found: Record<string, readonly string[]> = {};
  for (const width of [360, 1280]) {
    const page = await openQueue('Kepala Dago', width);
    await post(page, ids[1] ?? '')
      .locator('summary', { hasText: 'Sembunyikan tulisan' })
      .click();
    await press(page, 'Sembunyikan');
    await text(page, 'Ini masih kosong.');
    const told = await problems(page);
    if (told.length > 0) found[`${width} px`] = told;
  }
  expect(found).toEqual({});
  const page = await openQueue();
  await page.locator('h3#forum').focus();
  const button = () =>
    page
      .locator('kinerja-ticket-desk')
      .evaluate((desk) => desk.shadowRoot?.activeElement?.textContent?.replace(/\s+/g, ' ').trim() ?? '');
  for (let steps = 0; steps < 20 && (await button()) !== 'Tampilkan'; steps += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe(ids[1]);
}, 180_000);
