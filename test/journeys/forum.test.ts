import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';

/* The forum: everybody writes without an account, a person judges, officials are marked, and nothing is lost. */

const units = [
  { name: 'Dinas Kesehatan', kind: 'dinas', services: ['Izin'] },
  { name: 'Kayon', kind: 'puskesmas', parent: 'Dinas Kesehatan', services: ['Umum'] },
];
const gateway = await startGateway({
  now: '2026-08-19T07:00:00Z',
  tenants: { palangkaraya: { code: '62.71', units }, other: { code: '11.02', units } },
});
const { palangkaraya, other } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, palangkaraya, [
  { name: 'Kepala Kayon', unit: 'Kayon', post: 'Kepala Puskesmas', heads: true },
  { name: 'Staf Kayon', unit: 'Kayon', post: 'Perawat' },
  { name: 'Kepala Dinas', unit: 'Dinas Kesehatan', post: 'Kepala', heads: true },
  { name: 'Walikota', unit: 'Dinas Kesehatan', post: 'Walikota', roles: ['LEADER'] },
]);
const strangers = await seedEmployees(gateway.database.database, other, [
  { name: 'Pimpinan Lain', unit: 'Kayon', post: 'Kepala', heads: true, roles: ['LEADER'] },
]);
const as = (name: keyof typeof people) => signIn(gateway, palangkaraya, people[name].uuid);
const [head, staff, neighbour, leader] = [
  await as('Kepala Kayon'),
  await as('Staf Kayon'),
  await as('Kepala Dinas'),
  await as('Walikota'),
];
const stranger = await signIn(gateway, other, strangers['Pimpinan Lain'].uuid);

interface Topic {
  readonly __typename: string;
  readonly id: string;
  readonly path: string;
  readonly message: string;
  readonly closedReason: string | null;
}
interface Post {
  readonly __typename: string;
  readonly id: string;
  readonly message: string;
  readonly words: string | null;
  readonly state: string;
  readonly verdicts: readonly string[];
}

const opening = change<Topic>({
  field: 'openForumTopic(input: OpenForumTopicInput!)',
  shape: '... on ForumTopic { id path title unit { name } service { name } }',
});
const closing = change<Topic>({
  field: 'closeForumTopic(id: ID!, reason: String!)',
  shape: '... on ForumTopic { id closedReason }',
});
const POST = '... on ForumPostToJudge { id words state verdicts reason official { unit post } topic { id } }';
const judging = change<Post>({
  field: 'judgeForumPost(id: ID!, verdict: ForumVerdict!, reason: String)',
  shape: POST,
});
const answering = change<Post>({ field: 'answerInForum(topicId: ID!, key: ID!, text: String!)', shape: POST });
const setting = change<{ readonly __typename: string; readonly forumModeration: string }>({
  field: 'setForumModeration(moderation: ForumModeration!)',
  shape: '... on Tenant { forumModeration }',
});

/** Opens a topic; of the unit by its head unless said otherwise. */
const open = async (
  title = 'Jam buka loket',
  ask: AskAs = head,
  about: object = { unitId: palangkaraya.unit('Kayon').id },
) => {
  const { done } = await opening(ask, { input: { title, opening: 'Jam berapa sebaiknya loket dibuka?', ...about } });
  if (done?.id === undefined || done.path === undefined) throw new Error(`No topic: ${done?.message}`);
  return { id: done.id, path: done.path };
};

interface Written {
  readonly __typename: string;
  readonly message?: string;
  readonly replayed?: boolean;
  readonly receipt?: { readonly code: string; readonly state: string };
}
const write = async (topicId: string, text: string, submissionKey: string = randomUUID()) => {
  const { data, errors } = await gateway.ask<{ writeInForum: Written } | null>(
    `mutation ($input: WriteInForumInput!) { writeInForum(input: $input) { __typename
       ... on ForumPostStored { replayed receipt { code state } }
       ... on InvalidInput { message } ... on NotAllowedNow { message } ... on KeyReused { message } } }`,
    { input: { topicId, submissionKey, text } },
  );
  return { ...(data?.writeInForum ?? { __typename: 'nothing' }), errors };
};

interface Shown {
  readonly words: string | null;
  readonly hiddenReason: string | null;
  readonly erasedAt: string | null;
  readonly official: { readonly unit: string; readonly post: string } | null;
}
const read = async (id: string) => {
  const { data } = await gateway.ask<{
    forumTopic: { closedReason: string | null; counts: object; posts: { edges: readonly { node: Shown }[] } };
  }>(
    `query ($id: ID!) { forumTopic(id: $id) { closedReason counts { received shown waiting hidden spam erased }
       posts { edges { node { words hiddenReason erasedAt official { unit post } } } } } }`,
    { id },
  );
  const { posts, ...topic } = data.forumTopic;
  return { ...topic, posts: posts.edges.map(({ node }) => node) };
};

const queue = async (ask: AskAs, state = 'WAITING') => {
  const { data, errors } = await ask<{ viewer: { forumPostsToJudge: { edges: readonly { node: Post }[] } } }>(
    `query ($state: ForumPostState) { viewer { forumPostsToJudge(state: $state, first: 50) { edges { node {
       id words state verdicts topic { id } } } } } }`,
    { state },
  );
  expect(errors).toEqual([]);
  return data.viewer.forumPostsToJudge.edges.map(({ node }) => node);
};
/** The id of the post with these words that waits. */
const waiting = async (words: string) => (await queue(leader)).find((post) => post.words === words)?.id ?? '';

const receipt = async (code: string) => {
  const { data, errors } = await gateway.ask<{ forumPostReceipt: { state: string; reason: string | null } | null }>(
    'query ($code: String!) { forumPostReceipt(code: $code) { state stateLabel reason erasedAt topic { id } } }',
    { code },
  );
  return { found: data.forumPostReceipt, errors };
};
const audit = (action: string) =>
  gateway.database.inspect<{ actor: string; detail: Readonly<Record<string, unknown>> }>(
    'select actor, detail from audit_event where action = $1 order by id',
    [action],
  );

describe('a topic', () => {
  test('is opened by the head of its unit or a leader, about the region by a leader alone', async () => {
    const input = { title: 'Antrean', opening: 'Bagaimana antrean kita?' };
    const unitId = palangkaraya.unit('Kayon').id;
    for (const ask of [gateway.ask, staff, neighbour])
      expect((await opening(ask, { input: { ...input, unitId } })).done).toMatchObject({ __typename: 'NotPermitted' });
    expect((await opening(head, { input })).done).toMatchObject({ __typename: 'NotPermitted' });
    expect((await opening(leader, { input })).done).toMatchObject({ unit: null, service: null });
    expect(
      (await opening(head, { input: { ...input, serviceId: palangkaraya.service('Umum').id } })).done,
    ).toMatchObject({ unit: { name: 'Kayon' }, service: { name: 'Umum' } });
  });

  test('sent twice is opened once; other words need another key', async () => {
    const input = { unitId: palangkaraya.unit('Kayon').id, title: 'Parkir', opening: 'Di mana?', key: randomUUID() };
    const both = await Promise.all([opening(head, { input }), opening(head, { input })]);
    expect(new Set(both.map(({ done }) => done?.id)).size).toBe(1);
    expect(both.map(({ done }) => done?.__typename)).toEqual(['ForumTopic', 'ForumTopic']);
    expect((await audit('forum-topic.opened')).filter(({ detail }) => detail['title'] === 'Parkir')).toHaveLength(1);
    for (const other of [{ title: 'Lain' }, { unitId: null, serviceId: palangkaraya.service('Umum').id }])
      expect((await opening(head, { input: { ...input, ...other } })).done).toMatchObject({
        __typename: 'InvalidInput',
        message: expect.stringContaining('kunci baru'),
      });
    expect((await opening(leader, { input })).done).toMatchObject({ __typename: 'InvalidInput' });
    expect((await opening(head, { input: { ...input, key: 'x' } })).done).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('UUID'),
    });
  });

  test('can be about what one heads: a unit with its services, for a leader the region and all units', async () => {
    const subjects = async (ask: AskAs) => {
      const { data } = await ask<{ viewer: { forumTopicSubjects: readonly Record<string, string | null>[] } | null }>(
        '{ viewer { forumTopicSubjects { unitId serviceId unit service } } }',
      );
      return data.viewer?.forumTopicSubjects.map(({ unit, service }) => [unit, service]);
    };
    expect(await subjects(gateway.ask)).toBeUndefined();
    expect(await subjects(staff)).toEqual([]);
    expect(await subjects(head)).toEqual([
      ['Kayon', null],
      ['Kayon', 'Umum'],
    ]);
    expect(await subjects(leader)).toEqual([
      [null, null],
      ['Dinas Kesehatan', null],
      ['Dinas Kesehatan', 'Izin'],
      ['Kayon', null],
      ['Kayon', 'Umum'],
    ]);
    const { errors } = await head('{ viewer { forumTopicSubjects(first: 1001) { unit } } }');
    expect(errors).toMatchObject([{ message: expect.stringContaining('1 to 1000') }]);
  });

  test('needs a title and an opening, and a unit or service of the region', async () => {
    const unitId = palangkaraya.unit('Kayon').id;
    expect((await opening(head, { input: { unitId, title: ' ', opening: '' } })).done).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringMatching(/title: .*\nopening: /),
    });
    for (const about of [
      { unitId: other.unit('Kayon').id },
      { serviceId: other.service('Umum').id },
      { unitId, serviceId: palangkaraya.service('Izin').id },
    ]) {
      const { errors } = await opening(leader, { input: { ...about, title: 'x', opening: 'x' } });
      expect(errors).toMatchObject([{ message: expect.stringContaining('of your region') }]);
    }
  });

  test('stands by the time of its last shown post: nothing else moves it', async () => {
    const [first, second] = [await open('Pertama', leader, {}), await open('Kedua', leader, {})];
    const titles = async () => {
      const { data } = await gateway.ask<{
        tenant: { forumTopics: { edges: readonly { node: { title: string } }[] } };
      }>(
        '{ tenant(code: "62.71") { forumTopics(first: 2) { edges { node { title } } } } }',
        {},
        { 'Cache-Control': 'no-cache' },
      );
      return data.tenant.forumTopics.edges.map(({ node }) => node.title);
    };
    gateway.clock.set('2026-08-19T08:00:00Z');
    await write(second.id, 'Baru.');
    await judging(leader, { id: await waiting('Baru.'), verdict: 'SHOW' });
    expect(await titles()).toEqual(['Kedua', 'Pertama']);
    gateway.clock.set('2026-08-19T09:00:00Z');
    await write(first.id, 'Lebih baru.');
    await gateway.tick();
    expect(await titles()).toEqual(['Kedua', 'Pertama']);
    const id = await waiting('Lebih baru.');
    await judging(leader, { id, verdict: 'SHOW' });
    await expect.poll(titles).toEqual(['Pertama', 'Kedua']);
    await judging(leader, { id, verdict: 'HIDE', reason: 'Bukan topiknya.' });
    await expect.poll(titles).toEqual(['Kedua', 'Pertama']);
  });

  test('tells officials of its unit what they can do in it, and nobody else, until it is closed', async () => {
    const [ofUnit, ofRegion] = [await open(), await open('Daerah', leader, {})];
    const moves = async (ask: AskAs, id: string) => {
      const { data } = await ask<{ forumTopic: { moves: readonly string[] } }>(
        'query ($id: ID!) { forumTopic(id: $id) { moves } }',
        { id },
      );
      return data.forumTopic.moves;
    };
    const listed = async (ask: AskAs) => {
      const { data } = await ask<{
        viewer: { forumTopicsToAnswer: { edges: readonly { node: { id: string } }[] } } | null;
      }>('{ viewer { forumTopicsToAnswer(first: 100) { edges { node { id } } } } }');
      return (data.viewer?.forumTopicsToAnswer.edges ?? []).map(({ node }) => node.id);
    };
    expect(await moves(head, ofUnit.id)).toEqual(['ANSWER', 'CLOSE']);
    expect(await moves(leader, ofRegion.id)).toEqual(['ANSWER', 'CLOSE']);
    for (const ask of [gateway.ask, staff, neighbour, stranger]) expect(await moves(ask, ofUnit.id)).toEqual([]);
    expect(await moves(head, ofRegion.id)).toEqual([]);
    expect(await listed(head)).toContain(ofUnit.id);
    expect(await listed(head)).not.toContain(ofRegion.id);
    expect(await listed(leader)).toEqual(expect.arrayContaining([ofUnit.id, ofRegion.id]));
    for (const ask of [gateway.ask, staff, neighbour, stranger]) expect(await listed(ask)).not.toContain(ofUnit.id);
    await closing(head, { id: ofUnit.id, reason: 'Selesai.' });
    expect(await moves(head, ofUnit.id)).toEqual([]);
    expect(await listed(head)).not.toContain(ofUnit.id);
  });

  test('that is closed stays readable, and takes nothing more', async () => {
    const { id } = await open();
    const key = randomUUID();
    await write(id, 'Sebelum ditutup.', key);
    expect((await closing(staff, { id, reason: 'x' })).done).toMatchObject({ __typename: 'NotPermitted' });
    expect((await closing(head, { id, reason: ' ' })).done).toMatchObject({ __typename: 'InvalidInput' });
    expect((await closing(head, { id, reason: 'Sudah diputuskan.' })).done).toMatchObject({
      closedReason: 'Sudah diputuskan.',
    });
    expect((await closing(head, { id, reason: 'Lagi.' })).done).toMatchObject({ __typename: 'NotAllowedNow' });
    expect(await write(id, 'Terlambat.')).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('Sudah diputuskan.'),
    });
    // What was acknowledged stays acknowledged, and what waits is still judged.
    expect(await write(id, 'Sebelum ditutup.', key)).toMatchObject({ replayed: true });
    await judging(head, { id: await waiting('Sebelum ditutup.'), verdict: 'SHOW' });
    expect(await read(id)).toMatchObject({ closedReason: 'Sudah diputuskan.', posts: [{ words: 'Sebelum ditutup.' }] });
    expect((await answering(head, { topicId: id, key: randomUUID(), text: 'Jawaban.' })).done).toMatchObject({
      __typename: 'NotAllowedNow',
    });
  });
});

describe('a post', () => {
  test('waits for a person by default, and is counted while it waits', async () => {
    const { id } = await open();
    expect(await write(id, 'Buka pukul tujuh.')).toMatchObject({ replayed: false, receipt: { state: 'WAITING' } });
    expect(await read(id)).toMatchObject({ counts: { received: 1, shown: 0, waiting: 1 }, posts: [] });
    const post = await waiting('Buka pukul tujuh.');
    for (const ask of [gateway.ask, staff, neighbour])
      expect((await judging(ask, { id: post, verdict: 'SHOW' })).done).toMatchObject({ __typename: 'NotPermitted' });
    expect((await judging(head, { id: post, verdict: 'SHOW' })).done).toMatchObject({ state: 'SHOWN' });
    expect((await judging(head, { id: post, verdict: 'SHOW' })).done).toMatchObject({ __typename: 'NotAllowedNow' });
    expect(await read(id)).toMatchObject({
      counts: { received: 1, shown: 1, waiting: 0 },
      posts: [{ words: 'Buka pukul tujuh.', official: null }],
    });
  });

  test('is in the queue of those who moderate its topic', async () => {
    const [ofUnit, ofRegion] = [await open(), await open('Daerah', leader, {})];
    await write(ofUnit.id, 'Antre satu.');
    await write(ofRegion.id, 'Antre dua.');
    const words = async (ask: AskAs) =>
      (await queue(ask)).map((post) => post.words).filter((text) => text?.startsWith('Antre '));
    expect(await words(leader)).toEqual(['Antre satu.', 'Antre dua.']);
    expect(await words(head)).toEqual(['Antre satu.']);
    expect(await words(neighbour)).toEqual([]);
    expect(await words(staff)).toEqual([]);
    expect(await words(stranger)).toEqual([]);
  });

  test('sent twice is stored once, with the same code; other words need another key', async () => {
    const { id } = await open();
    const key = randomUUID();
    const both = await Promise.all([write(id, 'Sekali saja.', key), write(id, 'Sekali saja.', key)]);
    expect(new Set(both.map(({ receipt: got }) => got?.code)).size).toBe(1);
    expect(both.map(({ replayed }) => replayed).toSorted()).toEqual([false, true]);
    expect(await write(id, 'Lain.', key)).toMatchObject({ __typename: 'KeyReused' });
    expect(await write((await open()).id, 'Sekali saja.', key)).toMatchObject({ __typename: 'KeyReused' });
    expect((await read(id)).counts).toMatchObject({ received: 1 });
  });

  test.each([
    ['emoji alone', '👍🏽👍🏽'],
    ['a single word of a thousand letters', 'a'.repeat(1000)],
    ['several lines', 'Satu.\n\nDua.'],
    ['markup', '<script>alert(1)</script>'],
  ])('may be %s', async (_, text) => {
    const { id } = await open();
    expect(await write(id, text)).toMatchObject({ __typename: 'ForumPostStored' });
    await judging(head, { id: await waiting(text), verdict: 'SHOW' });
    expect((await read(id)).posts).toMatchObject([{ words: text }]);
  });

  test.each([
    ['nothing', '', 'tidak kosong'],
    ['blanks', ' \n\u200B ', 'tidak kosong'],
    ['a word of 5,000 letters', 'a'.repeat(5000), 'paling banyak 1000'],
    ['control characters', 'a\u0007b', 'U+0007'],
  ])('is not %s', async (_, text, message) => {
    expect(await write((await open()).id, text)).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining(message),
    });
  });

  test.each(['', 'topic_x', 'https://contoh.id', "'; drop table forum_post; --", palangkaraya.unit('Kayon').id])(
    'into %j finds no topic',
    async (topicId) => {
      expect((await write(topicId, 'Halo.')).errors).toMatchObject([{ message: expect.stringMatching(/topicId/) }]);
    },
  );

  test('shows nobody’s personal data, and is kept as it was written', async () => {
    const { id } = await open();
    const text = 'Hubungi saya di 0812-3456-7890, NIK 6271056010900009.';
    await write(id, text);
    const masked = 'Hubungi saya di [nomor telepon], NIK [NIK].';
    await judging(head, { id: await waiting(masked), verdict: 'SHOW' });
    expect((await read(id)).posts).toMatchObject([{ words: masked }]);
    expect(await gateway.database.inspect('select 1 from forum_post where text = $1', [text])).toHaveLength(1);
  });

  test('that is hidden is told as hidden with the reason, and spam is counted and kept', async () => {
    const { id } = await open();
    const { receipt: kept } = await write(id, 'Dasar bodoh.');
    const { receipt: spam } = await write(id, 'Beli obat murah!');
    expect((await judging(head, { id: await waiting('Dasar bodoh.'), verdict: 'HIDE' })).done).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect((await queue(head)).find(({ words }) => words === 'Dasar bodoh.')?.verdicts).toEqual([
      'SHOW',
      'HIDE',
      'FLAG_SPAM',
    ]);
    const { done } = await judging(head, {
      id: await waiting('Dasar bodoh.'),
      verdict: 'HIDE',
      reason: 'Memaki.',
    });
    expect(done?.verdicts).toEqual(['SHOW', 'FLAG_SPAM']);
    await judging(head, { id: await waiting('Beli obat murah!'), verdict: 'FLAG_SPAM', reason: 'Iklan.' });
    expect(await read(id)).toMatchObject({
      counts: { received: 2, shown: 0, hidden: 1, spam: 1 },
      posts: [{ words: null, hiddenReason: 'Memaki.' }],
    });
    expect((await receipt(kept?.code ?? '')).found).toMatchObject({ state: 'HIDDEN', reason: 'Memaki.' });
    expect((await receipt(spam?.code ?? '')).found).toMatchObject({ state: 'SPAM', reason: 'Iklan.' });
    const [flagged] = (await queue(head, 'SPAM')).filter((post) => post.words === 'Beli obat murah!');
    expect((await judging(head, { id: flagged?.id ?? '', verdict: 'SHOW' })).done).toMatchObject({
      state: 'SHOWN',
      reason: null,
    });
    expect((await audit('forum-post.judged')).at(-1)?.detail).toMatchObject({ before: 'SPAM', after: 'SHOWN' });
  });
});

describe('moderation afterwards', () => {
  test('is set by a leader, and shows from then on what is written at once', async () => {
    const { id } = await open();
    await write(id, 'Masih menunggu.');
    expect((await setting(head, { moderation: 'AFTER' })).done).toMatchObject({ __typename: 'NotPermitted' });
    expect((await setting(leader, { moderation: 'AFTER' })).done).toMatchObject({ forumModeration: 'AFTER' });
    expect(await write(id, 'Langsung tampil.')).toMatchObject({ receipt: { state: 'SHOWN' } });
    expect(await read(id)).toMatchObject({
      counts: { received: 2, shown: 1, waiting: 1 },
      posts: [{ words: 'Langsung tampil.' }],
    });
    await setting(leader, { moderation: 'BEFORE' });
    expect((await audit('forum-moderation.set')).map(({ detail }) => detail)).toEqual([
      { before: 'BEFORE', after: 'AFTER' },
      { before: 'AFTER', after: 'BEFORE' },
    ]);
  });
});

describe('an official', () => {
  test('answers marked with unit and post, which no citizen can write', async () => {
    const { id } = await open();
    const key = randomUUID();
    const answer = { topicId: id, key, text: 'Mulai Senin pukul tujuh.' };
    for (const ask of [gateway.ask, staff, neighbour])
      expect((await answering(ask, answer)).done).toMatchObject({ __typename: 'NotPermitted' });
    const { done } = await answering(head, answer);
    expect(done).toMatchObject({ state: 'SHOWN', official: { unit: 'Kayon', post: 'Kepala Puskesmas' } });
    expect((await answering(head, answer)).done?.id).toBe(done?.id);
    expect((await answering(head, { ...answer, text: 'Lain.' })).done).toMatchObject({ __typename: 'InvalidInput' });
    await write(id, 'Kepala Puskesmas, Kayon: saya pejabat.');
    await judging(head, { id: await waiting('Kepala Puskesmas, Kayon: saya pejabat.'), verdict: 'SHOW' });
    expect((await read(id)).posts.map(({ official }) => official)).toEqual([
      { unit: 'Kayon', post: 'Kepala Puskesmas' },
      null,
    ]);
  });
});

describe('whoever has the code', () => {
  const erase = (code: string) =>
    gateway.ask<{ eraseForumPost: { erasedAt: string } | null }>(
      'mutation ($code: String!) { eraseForumPost(code: $code) { erasedAt } }',
      { code },
    );

  test('erases the words for good: the count stays, the log says so', async () => {
    const { id } = await open();
    const { receipt: mine } = await write(id, 'Saya menyesal menulis ini.');
    await judging(head, { id: await waiting('Saya menyesal menulis ini.'), verdict: 'SHOW' });
    const { data } = await erase(mine?.code ?? '');
    expect(data.eraseForumPost?.erasedAt).not.toBeNull();
    expect(await erase(mine?.code.toLowerCase().replaceAll('-', '') ?? '')).toMatchObject({ data, errors: [] });
    expect(await read(id)).toMatchObject({
      counts: { received: 1, shown: 0, erased: 1 },
      posts: [{ words: null, erasedAt: expect.any(String) }],
    });
    expect(await gateway.database.inspect("select 1 from forum_post where text like '%menyesal%'")).toEqual([]);
    const erased = await audit('forum-post.erased');
    expect(erased).toMatchObject([{ actor: 'citizen' }]);
    expect(JSON.stringify(erased)).not.toContain('menyesal');
  });

  test('is nobody who guesses one', async () => {
    for (const code of ['', 'x', '6271-0000-0000-0000-0000', '9999-7K3M-9QXT-2WZ4-H8RN']) {
      expect(await receipt(code)).toMatchObject({ found: null, errors: [{ extensions: { code: 'NOT_FOUND' } }] });
      expect((await erase(code)).data).toEqual({ eraseForumPost: null });
    }
  });
});

test('people of another region find and change nothing here', async () => {
  const { id } = await open();
  await write(id, 'Milik Palangka Raya.');
  const post = await waiting('Milik Palangka Raya.');
  for (const { errors } of [
    await closing(stranger, { id, reason: 'x' }),
    await judging(stranger, { id: post, verdict: 'SHOW' }),
    await answering(stranger, { topicId: id, key: randomUUID(), text: 'x' }),
  ])
    expect(errors).toMatchObject([{ message: expect.stringContaining('of your region') }]);
  expect(await read(id)).toMatchObject({ closedReason: null, counts: { waiting: 1 } });
});
