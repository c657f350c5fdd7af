import { beforeEach, describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { change, stored } from '../support/submissions.ts';

/* Contributions to programmes and innovations with their measured effect, as Kutacane counts them. */

const gateway = await startGateway({
  // What happened is deleted between tests here: nobody chains it meanwhile.
  rounds: false,
  now: '2026-09-30T07:00:00Z',
  tenants: {
    kutacane: { code: '11.02', name: 'Kabupaten Aceh Tenggara', units: [{ name: 'Dinas Pendidikan' }] },
  },
});
const { kutacane } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, kutacane, [
  { name: 'Kadis', unit: 'Dinas Pendidikan', post: 'Kepala Dinas', heads: true },
  { name: 'Guru', unit: 'Dinas Pendidikan', post: 'Pengembang Kurikulum' },
  { name: 'Rekan', unit: 'Dinas Pendidikan', post: 'Pengelola Data' },
]);
const as = (name: keyof typeof people): Promise<AskAs> => signIn(gateway, kutacane, people[name].uuid);
const guru = await as('Guru');
const rekan = await as('Rekan');
const kadis = await as('Kadis');

interface Claim {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly role: string;
  readonly effect: { readonly measure: string; readonly before: string; readonly after: string } | null;
  readonly judgedBy: { readonly name: string } | null;
}

const ask = change<Claim>('Contribution', 'id state version role effect { measure before after } judgedBy { name }');
const claim = (who: AskAs, input: object) =>
  ask(who, 'claimContribution(input: $input: ClaimContributionInput!)', { input });
const judge = (who: AskAs, id: string, verdict: string, note: string | null = null) =>
  ask(who, 'judgeContribution(id: $id: ID!, verdict: $verdict: Verdict!, note: $note: String)', { id, verdict, note });
const withdraw = (who: AskAs, id: string) => ask(who, 'withdrawContribution(id: $id: ID!)', { id });

const innovation = (overrides: object = {}) => ({
  period: '2026-Q3',
  kind: 'INNOVATION',
  name: 'Kelas Sungai',
  role: 'Penggagas',
  description: 'Kelas belajar di perahu untuk anak di seberang sungai',
  effect: { measure: 'siswa yang hadir per hari', before: '31', after: '58' },
  evidence: ['https://foto.example.go.id/kelas-sungai'],
  ...overrides,
});
const programme = (overrides: object = {}) =>
  innovation({
    kind: 'PROGRAMME',
    name: 'Gerakan Kembali ke Sekolah',
    role: 'Koordinator',
    effect: null,
    ...overrides,
  });

const actions = async () => {
  const rows = await gateway.database.inspect<{ action: string }>('select action from audit_event order by id');
  return rows.map(({ action }) => action);
};

beforeEach(async () => {
  await gateway.database.inspect('delete from contribution');
  await gateway.database.inspect('delete from audit_event');
});

test('an innovation is claimed with its measured effect and judged by the rater', async () => {
  const { id, ...claimed } = stored(await claim(guru, innovation()));
  expect(claimed).toEqual({
    __typename: 'Contribution',
    state: 'PENDING',
    version: 1,
    role: 'Penggagas',
    effect: { measure: 'siswa yang hadir per hari', before: '31', after: '58' },
    judgedBy: null,
  });
  expect(stored(await judge(kadis, id, 'ACCEPTED'))).toMatchObject({ state: 'ACCEPTED', judgedBy: { name: 'Kadis' } });
  expect(await actions()).toEqual(['contribution.submitted', 'contribution.judged']);
});

test('a part in a programme needs no measured effect', async () => {
  expect(stored(await claim(guru, programme())).effect).toBeNull();
});

test('the same claim again changes nothing, another wording makes a new version, another name another claim', async () => {
  const first = stored(await claim(guru, programme()));
  expect(stored(await claim(guru, programme()))).toEqual(first);
  expect(stored(await claim(guru, programme({ role: 'Anggota' })))).toMatchObject({
    id: first.id,
    version: 2,
    role: 'Anggota',
  });
  expect(stored(await claim(guru, programme({ name: 'Program lain' }))).id).not.toBe(first.id);
  expect(stored(await claim(rekan, programme())).id).not.toBe(first.id);
});

test('a claim that was returned is claimed again; one with a final verdict is not', async () => {
  const { id } = stored(await claim(guru, programme()));
  await judge(kadis, id, 'RETURNED', 'Apa peran Anda?');
  expect(stored(await claim(guru, programme({ role: 'Pendata' })))).toMatchObject({ id, state: 'PENDING' });
  await judge(kadis, id, 'REJECTED', 'Bukan bagian dari program');
  expect(await claim(guru, programme({ role: 'Ketua' }))).toMatchObject({ __typename: 'NotAllowedNow' });
  expect(await withdraw(guru, id)).toMatchObject({ __typename: 'NotAllowedNow' });
});

test('a claim can be withdrawn by whoever made it, and made again', async () => {
  const { id } = stored(await claim(guru, programme()));
  for (const who of [rekan, kadis]) expect(await withdraw(who, id)).toMatchObject({ __typename: 'NotPermitted' });
  expect(stored(await withdraw(guru, id)).state).toBe('WITHDRAWN');
  expect(await judge(kadis, id, 'ACCEPTED')).toMatchObject({ __typename: 'NotAllowedNow' });
  expect(stored(await claim(guru, programme()))).toMatchObject({ id, state: 'PENDING' });
});

test('nobody judges his own claim, nor that of a colleague', async () => {
  const { id } = stored(await claim(guru, programme()));
  const own = stored(await claim(kadis, programme()));
  const attempts = [
    await judge(guru, id, 'ACCEPTED'),
    await judge(rekan, id, 'ACCEPTED'),
    await judge(kadis, own.id, 'ACCEPTED'),
  ];
  for (const attempt of attempts) expect(attempt).toMatchObject({ __typename: 'NotPermitted' });
  expect((await actions()).filter((action) => action === 'right.refused')).toHaveLength(3);
});

describe('refused, with the field and what was expected, and nothing stored:', () => {
  test.each([
    ['an innovation without its effect', innovation({ effect: null }), 'effect', /sebelum dan sesudah/],
    [
      'an effect without its value before',
      innovation({ effect: { measure: 'siswa', before: ' ', after: '58' } }),
      'effect.before',
      /nilai sebelumnya/,
    ],
    ['a claim without evidence', programme({ evidence: [] }), 'evidence', /satu tautan/],
    ['evidence that is no web address', programme({ evidence: ['data:text/html,x'] }), 'evidence.0', /http/],
    ['a claim without a name', programme({ name: '' }), 'name', /nama program/],
    ['a name too long', programme({ name: 'a'.repeat(201) }), 'name', /200/],
    ['a claim without a role', programme({ role: '' }), 'role', /peran/],
    ['a period that has not begun', programme({ period: '2027' }), 'period', /sudah dimulai/],
  ])('%s', async (_, input, path, words) => {
    expect(await claim(guru, input)).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path, message: expect.stringMatching(words) }],
    });
    expect(await gateway.database.inspect('select from contribution')).toEqual([]);
  });
});

test('what waits is listed for the rater; the own list is for the person and the rater', async () => {
  stored(await claim(guru, programme()));
  stored(await claim(kadis, programme()));
  const waiting = async (who: AskAs) => {
    const { data } = await who<{ viewer: { contributionsToJudge: { edges: { node: { name: string } }[] } } }>(
      '{ viewer { contributionsToJudge { edges { node { name } } } } }',
    );
    return data.viewer.contributionsToJudge.edges.length;
  };
  expect([await waiting(kadis), await waiting(guru), await waiting(rekan)]).toEqual([1, 0, 0]);
  const head = `query ($id: ID!) { unit(id: $id) { head { contributions(period: "2026-Q3") { edges { node { name } } } } } }`;
  const read = async (who: AskAs) => {
    const { data } = await who<{ unit: { head: { contributions: object | null } } }>(head, {
      id: kutacane.unit('Dinas Pendidikan').id,
    });
    return data.unit.head.contributions;
  };
  expect(await read(kadis)).toEqual({ edges: [{ node: { name: 'Gerakan Kembali ke Sekolah' } }] });
  expect(await read(guru)).toBeNull();
});
