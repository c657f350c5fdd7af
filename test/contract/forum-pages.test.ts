import { randomUUID } from 'node:crypto';
import { LANGUAGES } from '@kinerja/gateway/domain/text';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';

/* The forum as pages without JavaScript: the same rules as by the API, in words, and nothing that was written is lost. */

const units = [{ name: 'Kayon', kind: 'puskesmas', services: ['Umum'] }];
const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  limitSubmits: true,
  tenants: { palangkaraya: { code: '62.71', units }, other: { code: '11.02', units } },
});
const { palangkaraya } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, palangkaraya, [
  { name: 'Kepala', unit: 'Kayon', post: 'Kepala <Puskesmas>', heads: true, roles: ['LEADER'] },
]);
const head = await signIn(gateway, palangkaraya, people.Kepala.uuid);

const openTopic = async (title: string) => {
  const { data } = await head<{ openForumTopic: { id: string; path: string } }>(
    `mutation ($input: OpenForumTopicInput!) { openForumTopic(input: $input) { ... on ForumTopic { id path } } }`,
    { input: { unitId: palangkaraya.unit('Kayon').id, title, opening: 'Bagaimana loket kita?' } },
  );
  return data.openForumTopic;
};
const get = async (path: string) => {
  const response = await gateway.fetch(path);
  return { status: response.status, headers: response.headers, page: await response.text() };
};
const post = async (path: string, fields: Readonly<Record<string, string>>) => {
  const response = await gateway.fetch(path, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, headers: response.headers, page: await response.text() };
};
const codeIn = (page: string) => /<p class="code">([^<]+)</.exec(page)?.[1] ?? '';
const releaseAll = async () => {
  const { data } = await head<{ viewer: { forumPostsToJudge: { edges: readonly { node: { id: string } }[] } } }>(
    '{ viewer { forumPostsToJudge { edges { node { id } } } } }',
  );
  for (const { node } of data.viewer.forumPostsToJudge.edges)
    await head(`mutation ($id: ID!) { judgeForumPost(id: $id, verdict: SHOW) { __typename } }`, { id: node.id });
};

describe('the list of topics', () => {
  test('says that everybody may write, how it is sorted, and that nothing is promoted', async () => {
    const { id, path } = await openTopic('Jam <buka> loket');
    expect(path).toBe(`/forum/62.71/${id}`);
    const { status, headers, page } = await get('/forum/62.71');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(page).toContain('Jam &lt;buka&gt; loket');
    expect(page).toContain('Tidak ada suara, dan tidak ada yang diutamakan.');
    expect(page).toContain('Setiap tulisan diperiksa petugas sebelum ditampilkan.');
    expect(page).toContain(`href="${path}"`);
    expect(page).not.toContain('<script');
  });

  test.each(LANGUAGES)('is there in %s, with a note where nobody has checked the words', async (lang) => {
    const { page } = await get(`/forum/62.71?lang=${lang}`);
    expect(page).toContain(`<html lang="${lang}">`);
    expect(page.includes('class="note"')).toBe(lang === 'su' || lang === 'jv');
    expect(page).toMatch(new RegExp(`href="/forum/62\\.71/topic_[^"]+\\?lang=${lang}"`));
  });

  test.each(['/forum/62', '/forum/99.99', '/forum/', '/forum/62.71/topic_x', '/forum/62.71/x/y'])(
    '%s is nowhere',
    async (path) => expect((await get(path)).status).toBe(404),
  );

  test('takes nothing by POST', async () => expect((await post('/forum/62.71', { text: 'x' })).status).toBe(405));

  test('goes on behind the last topic of a page, and never shows one twice', async () => {
    for (let number = 1; number <= 21; number += 1) {
      gateway.clock.set(`2026-08-19T08:00:${String(number).padStart(2, '0')}Z`);
      await openTopic(`Topik nomor ${number}`);
    }
    const titles = ({ page }: { page: string }) => [...page.matchAll(/>(Topik nomor \d+)</g)].map(([, title]) => title);
    const first = await get('/forum/62.71');
    const next = /href="(\/forum\/62\.71\?after=[^"]+)"/.exec(first.page)?.[1] ?? '';
    const second = await get(next);
    expect(titles(first)).toHaveLength(20);
    expect(titles(first)[0]).toBe('Topik nomor 21');
    expect(titles(second)).toEqual(['Topik nomor 1']);
    expect((await get('/forum/62.71?after=topic_x')).status).toBe(404);
  });
});

describe('a topic', () => {
  test('takes a post once, gives a code, and shows it once it was released', async () => {
    const { path } = await openTopic('Antrean');
    const { page } = await get(path);
    const submissionKey = /name="submissionKey" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const fields = { submissionKey, text: 'Baris satu.\r\nTelepon 0812-3456-7890 <b>' };
    const sent = await post(path, fields);
    expect(sent.status).toBe(200);
    expect(codeIn(sent.page)).toMatch(/^6271(-[0-9A-Z]{4}){4}$/);
    const again = await post(path, fields);
    expect(codeIn(again.page)).toBe(codeIn(sent.page));
    expect(again.page).toContain('tidak dicatat dua kali');
    const other = await post(path, { submissionKey, text: 'Lain.' });
    expect(other.status).toBe(422);
    expect(other.page).toContain('isi yang pertama tetap tersimpan');
    expect(other.page).toMatch(/<textarea[^>]*>Lain\.<\/textarea>/);
    expect(other.page).not.toContain(submissionKey);
    const before = (await get(path)).page;
    expect(before).toContain('1 tulisan diterima · 1 menunggu diperiksa.');
    expect(before).not.toContain('Baris satu.');
    await releaseAll();
    const shown = (await get(path)).page;
    expect(shown).toContain('Baris satu.\nTelepon [nomor telepon] &lt;b&gt;');
    expect(shown).toContain('<strong>Warga</strong>');
  });

  test.each([
    ['nothing', ' '],
    ['a word of 5,000 letters', 'a'.repeat(5000)],
  ])('gives %s back with what is wrong', async (_, text) => {
    const { path } = await openTopic('Salah');
    const { status, page } = await post(path, { submissionKey: randomUUID(), text });
    expect(status).toBe(400);
    expect(page).toContain('role="alert"');
    expect(page).toContain('aria-invalid="true"');
    expect(page).toContain(`>${text}</textarea>`);
  });

  test('gives a post back that has no key of a form', async () => {
    const { path } = await openTopic('Kunci');
    const { status, page } = await post(path, { text: 'Tetap ada.' });
    expect(status).toBe(400);
    expect(page).toContain('>Tetap ada.</textarea>');
    expect(page).toMatch(/name="submissionKey" value="[0-9a-f-]{36}"/);
  });

  test('that is closed gives what was written back, and stays readable', async () => {
    const { id, path } = await openTopic('Ditutup nanti');
    await post(path, { submissionKey: randomUUID(), text: 'Pendapat lama.' });
    await releaseAll();
    await head(`mutation ($id: ID!) { closeForumTopic(id: $id, reason: "Sudah diputuskan.") { __typename } }`, { id });
    const late = await post(path, { submissionKey: randomUUID(), text: 'Pendapat baru.' });
    expect(late.status).toBe(409);
    expect(late.page).toContain('tidak disimpan');
    expect(late.page).toContain('readonly>Pendapat baru.</textarea>');
    const { status, page } = await get(path);
    expect(status).toBe(200);
    expect(page).toContain('Pendapat lama.');
    expect(page).toContain('Sudah diputuskan.');
    expect(page).not.toContain('<form');
  });

  test('marks officials by unit and post, tells what is hidden and why, the oldest first', async () => {
    const { id, path } = await openTopic('Jawaban');
    await post(path, { submissionKey: randomUUID(), text: 'Kasar sekali.' });
    const { data } = await head<{ viewer: { forumPostsToJudge: { edges: readonly { node: { id: string } }[] } } }>(
      '{ viewer { forumPostsToJudge { edges { node { id } } } } }',
    );
    await head(`mutation ($id: ID!) { judgeForumPost(id: $id, verdict: HIDE, reason: "Memaki.") { __typename } }`, {
      id: data.viewer.forumPostsToJudge.edges[0]?.node.id,
    });
    await head(
      `mutation ($id: ID!, $key: ID!) { answerInForum(topicId: $id, key: $key, text: "Kami perbaiki.") { __typename } }`,
      { id, key: randomUUID() },
    );
    const { page } = await get(path);
    expect(page).not.toContain('Kasar sekali.');
    expect(page).toMatch(
      /disembunyikan petugas\. Alasan: <span>Memaki\.<\/span>[\s\S]*Jawaban resmi: <span>Kepala &lt;Puskesmas&gt;, Kayon<\/span>[\s\S]*Kami perbaiki\./,
    );
  });

  test('beyond the limit of a network says how long to wait, and gives the text back', async () => {
    const { path } = await openTopic('Ramai');
    const texts = Array.from({ length: 120 }, (_, number) => `Tulisan ${number}`);
    for (const text of texts) expect((await post(path, { submissionKey: randomUUID(), text })).status).toBe(200);
    const { status, headers, page } = await post(path, { submissionKey: randomUUID(), text: 'Satu lagi.' });
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(page).toContain('>Satu lagi.</textarea>');
  });
});

describe('whoever has the code of a post', () => {
  const OWN = '/forum/62.71/tulisan';

  test('sees where it stands, and erases it', async () => {
    const { path } = await openTopic('Hapus');
    const code = codeIn((await post(path, { submissionKey: randomUUID(), text: 'Ingin saya hapus.' })).page);
    const seen = await post(OWN, { code: code.toLowerCase() });
    expect(seen.status).toBe(200);
    expect(seen.page).toContain('menunggu diperiksa');
    expect(seen.page).toContain('name="erase"');
    const erased = await post(OWN, { code, erase: 'yes' });
    expect(erased.page).toContain('<dd>dihapus</dd>');
    expect(erased.page).not.toContain('name="erase"');
    expect((await get(path)).page).toContain('1 tulisan diterima · 1 dihapus.');
  });

  test('is asked again for one that is none, until too many were tried', async () => {
    expect((await get(OWN)).page).toContain('name="code"');
    for (const code of ['x', '1102-7K3M-9QXT-2WZ4-H8RN', '6271-7K3M-9QXT-2WZ4-H8RN']) {
      const { status, page } = await post(OWN, { code });
      expect(status).toBe(404);
      expect(page).toContain(`value="${code}"`);
    }
    let status = 404;
    for (let tries = 0; tries < 40 && status === 404; tries += 1)
      ({ status } = await post(OWN, { code: '6271-7K3M-9QXT-2WZ4-H8RN' }));
    expect(status).toBe(429);
  });
});

test('what is no form is refused', async () => {
  const { path } = await openTopic('Bukan formulir');
  const response = await gateway.fetch(path, { method: 'POST', body: '{}', headers: { 'Content-Type': 'text/json' } });
  expect(response.status).toBe(415);
});
