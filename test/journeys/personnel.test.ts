import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';

/* Who sees whom, and how posts, raters, roles, profiles and holidays are kept. It is 19 August 2026. */

const sent: string[] = [];
const gateway = await startGateway({
  onStatement: (text) => sent.push(text),
  tenants: {
    palangkaraya: {
      code: '62.71',
      name: 'Kota Palangka Raya',
      units: [
        { name: 'Sekretariat Daerah' },
        { name: 'Dinas Kesehatan', parent: 'Sekretariat Daerah' },
        { name: 'Puskesmas Pahandut', parent: 'Dinas Kesehatan' },
      ],
    },
    palu: { code: '72.71', name: 'Kota Palu', units: [{ name: 'Dinas A' }] },
  },
});
const { palangkaraya, palu } = gateway.tenants;
const { database, inspect } = gateway.database;

const staff = await seedEmployees(database, palangkaraya, [
  { name: 'sekda', post: 'Sekretaris Daerah', unit: 'Sekretariat Daerah', heads: true, roles: ['LEADER'] },
  { name: 'pengelola', post: 'Analis SDM', unit: 'Sekretariat Daerah', roles: ['PERSONNEL_ADMIN'] },
  { name: 'kadis', post: 'Kepala Dinas', unit: 'Dinas Kesehatan', heads: true },
  { name: 'kapus', post: 'Kepala Puskesmas', unit: 'Puskesmas Pahandut', heads: true },
  { name: 'perawat', post: 'Perawat Ahli Muda', unit: 'Puskesmas Pahandut', postKind: 'FUNCTIONAL', grade: 'III/c' },
  { name: 'bidan', post: 'Bidan', unit: 'Puskesmas Pahandut', employment: 'PPPK', grade: 'IX' },
]);
const strangers = await seedEmployees(database, palu, [
  { name: 'orang', post: 'Staf', unit: 'Dinas A', roles: ['PERSONNEL_ADMIN', 'LEADER'] },
]);
type Name = keyof typeof staff;

const as = Object.fromEntries(
  await Promise.all(
    Object.entries(staff).map(async ([name, { uuid }]) => [name, await signIn(gateway, palangkaraya, uuid)]),
  ),
) as Readonly<Record<Name, AskAs>>;
const asStranger = await signIn(gateway, palu, strangers.orang.uuid);

const postId = async (name: string) => {
  const { data } = await as.pengelola<{ unit: { posts: readonly { id: string; name: string }[] } }>(
    'query ($id: ID!) { unit(id: $id) { posts { id name } } }',
    { id: palangkaraya.unit('Puskesmas Pahandut').id },
  );
  return data.unit.posts.find((post) => post.name === name)?.id;
};

/** The audit rows about something, the newest last, as action and actor. */
const auditOf = async (subject: string) =>
  (
    await inspect<{ action: string; actor: string }>(
      'select action, actor from audit_event where subject = $1 order by id',
      [subject],
    )
  ).map(({ action, actor }) => `${action} by ${actor}`);

const actor = (name: Name) => `employee ${staff[name].uuid}`;

const EMPLOYEE = `query ($id: ID!) { employee(id: $id) {
  id name employeeNumber employment grade
  post { name kind headsUnit competencies { key } } unit { name } rater { name rater { name } }
  assignments { post { name } startsOn endsOn } } }`;

interface EmployeeAnswer {
  readonly employee: Readonly<Record<string, unknown>> | null;
}

describe('an employee', () => {
  test('reads the own record, rater and number included', async () => {
    const { data, errors } = await as.perawat<{ viewer: { employee: unknown } }>(`{ viewer { employee {
      name employeeNumber employment grade post { name kind headsUnit } unit { name parent { name } }
      rater { name post { name } } assignments { post { name } startsOn endsOn } } } }`);
    expect(errors).toEqual([]);
    expect(data.viewer.employee).toEqual({
      name: 'perawat',
      employeeNumber: staff.perawat.nip,
      employment: 'PNS',
      grade: 'III/c',
      post: { name: 'Perawat Ahli Muda', kind: 'FUNCTIONAL', headsUnit: false },
      unit: { name: 'Puskesmas Pahandut', parent: { name: 'Dinas Kesehatan' } },
      rater: { name: 'kapus', post: { name: 'Kepala Puskesmas' } },
      assignments: [{ post: { name: 'Perawat Ahli Muda' }, startsOn: '2024-01-01', endsOn: null }],
    });
  });

  test.each<[Name, boolean]>([
    ['perawat', true],
    ['kapus', true],
    ['kadis', true],
    ['pengelola', true],
    ['sekda', false],
  ])('is read by %s, with the employee number: %s', async (viewer, withNumber) => {
    const { data, errors } = await as[viewer]<EmployeeAnswer>(EMPLOYEE, { id: staff.perawat.id });
    expect(errors).toEqual([]);
    expect(data.employee).toMatchObject({
      name: 'perawat',
      employeeNumber: withNumber ? staff.perawat.nip : null,
      employment: 'PNS',
      grade: 'III/c',
      rater: { name: 'kapus', rater: viewer === 'perawat' ? null : { name: 'kadis' } },
    });
  });

  test('does not exist for a colleague, for another region, and for the public', async () => {
    const messages: string[] = [];
    for (const ask of [as.bidan, asStranger, gateway.ask]) {
      const { data, errors } = await ask<EmployeeAnswer>(EMPLOYEE, { id: staff.perawat.id });
      expect({ data, code: errors[0]?.extensions?.code }).toEqual({ data: { employee: null }, code: 'NOT_FOUND' });
      messages.push(errors[0]?.message ?? '');
    }
    const missing = await as.pengelola(EMPLOYEE, { id: strangers.orang.id });
    messages.push(missing.errors[0]?.message.replace(strangers.orang.id, staff.perawat.id) ?? '');
    expect(new Set(messages).size).toBe(1);
  });

  test('who is met elsewhere is name, post and unit for colleagues, and costs one statement for each person', async () => {
    const ASKED = `{ viewer { employee { rater {
      name post { name } unit { name } employeeNumber employment grade assignments { startsOn } rater { name } } } } }`;
    sent.length = 0;
    const { data, errors } = await as.bidan<{ viewer: { employee: { rater: unknown } } }>(ASKED);
    expect(errors).toEqual([]);
    expect(data.viewer.employee.rater).toEqual({
      name: 'kapus',
      post: { name: 'Kepala Puskesmas' },
      unit: { name: 'Puskesmas Pahandut' },
      employeeNumber: null,
      employment: null,
      grade: null,
      assignments: null,
      rater: null,
    });
    expect(sent.filter((text) => text.includes('viewers_rater_id'))).toHaveLength(1);
    const { data: own } = await as.kapus<{ viewer: { employee: unknown } }>(
      '{ viewer { employee { employment assignments { startsOn } rater { name } } } }',
    );
    expect(own.viewer.employee).toEqual({
      employment: 'PNS',
      assignments: [{ startsOn: '2024-01-01' }],
      rater: { name: 'kadis' },
    });
  });

  test('is not told by a number that leads through a colleague', async () => {
    const { data } = await as.bidan<{ viewer: { employee: { rater: unknown } } }>(
      '{ viewer { employee { rater { name employeeNumber } } } }',
    );
    expect(data.viewer.employee.rater).toEqual({ name: 'kapus', employeeNumber: null });
  });
});

describe('the list of employees', () => {
  const LIST = `query ($unit: ID, $first: Int, $after: String) { employees(unitId: $unit, first: $first, after: $after) {
    edges { node { name employeeNumber unit { name } } } pageInfo { hasNextPage endCursor } } }`;
  interface List {
    readonly employees: {
      readonly edges: readonly { readonly node: { readonly name: string; readonly employeeNumber: string | null } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    } | null;
  }
  const names = (list: List) => list.employees?.edges.map(({ node }) => node.name);

  test('is paged by name, and of one unit when it is named', async () => {
    const first = await as.pengelola<List>(LIST, { first: 4 });
    expect(first.errors).toEqual([]);
    expect(names(first.data)).toEqual(['bidan', 'kadis', 'kapus', 'pengelola']);
    const second = await as.pengelola<List>(LIST, { first: 4, after: first.data.employees?.pageInfo.endCursor });
    expect(names(second.data)).toEqual(['perawat', 'sekda']);
    expect(second.data.employees?.pageInfo.hasNextPage).toBe(false);
    const unit = await as.sekda<List>(LIST, { unit: palangkaraya.unit('Puskesmas Pahandut').id });
    expect(names(unit.data)).toEqual(['bidan', 'kapus', 'perawat']);
    expect(unit.data.employees?.edges.map(({ node }) => node.employeeNumber)).toEqual([null, staff.kapus.nip, null]);
  });

  test('holds nobody of another region', async () => {
    const { data } = await asStranger<List>(LIST);
    expect(names(data)).toEqual(['orang']);
    const other = await asStranger<List>(LIST, { unit: palangkaraya.unit('Puskesmas Pahandut').id });
    expect(names(other.data)).toEqual([]);
  });

  test('is for leaders and personnel administrators only, and the attempt is kept', async () => {
    const refused = await as.kapus(LIST);
    expect(refused.errors[0]).toMatchObject({
      message: 'Saudara tidak berhak melakukan ini; yang berhak: pimpinan, pengelola kepegawaian.',
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await auditOf('employees')).toEqual([`right.refused by ${actor('kapus')}`]);
    expect((await gateway.ask(LIST)).errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  test('refuses a page that cannot be', async () => {
    const { errors } = await as.pengelola('{ employees(first: 101) { edges { node { name } } } }');
    expect(errors[0]).toMatchObject({ message: 'first: expected 1 to 100, got 101.' });
  });
});

test('who heads a unit, and which posts it has, is told to the people of the region only', async () => {
  const HEAD = 'query ($id: ID!) { unit(id: $id) { head { name } posts { name } } }';
  const { id } = palangkaraya.unit('Puskesmas Pahandut');
  expect((await as.bidan(HEAD, { id })).data).toEqual({
    unit: {
      head: { name: 'kapus' },
      posts: [{ name: 'Bidan' }, { name: 'Kepala Puskesmas' }, { name: 'Perawat Ahli Muda' }],
    },
  });
  const nothing = { unit: { head: null, posts: null } };
  expect((await asStranger(HEAD, { id })).data).toEqual(nothing);
  expect((await gateway.ask(HEAD, { id })).data).toEqual(nothing);
});

interface Outcome {
  readonly result: { readonly __typename: string; readonly message?: string } & Readonly<Record<string, unknown>>;
}

const REFUSALS = '... on InvalidInput { message } ... on NotPermitted { message } ... on NotAllowedNow { message }';
const mutation = (field: string, type: string, selection: string) =>
  `mutation ($input: ${type}!) { result: ${field}(input: $input) { __typename ${selection} ${REFUSALS} } }`;
const change = async (ask: AskAs, document: string, input: Readonly<Record<string, unknown>>) => {
  const { data, errors } = await ask<Outcome>(document, { input });
  expect(errors).toEqual([]);
  return data.result;
};
const asPublic: AskAs = gateway.ask;

describe('a move to a post', () => {
  const ASSIGN = mutation(
    'assignPost',
    'AssignPostInput',
    '... on Employee { post { name } assignments { post { name } startsOn endsOn } }',
  );

  test('ends the earlier one the day before and keeps it', async () => {
    const moved = await change(as.pengelola, ASSIGN, {
      employeeId: staff.bidan.id,
      postId: await postId('Perawat Ahli Muda'),
      startsOn: '2026-08-01',
    });
    expect(moved).toEqual({
      __typename: 'Employee',
      post: { name: 'Perawat Ahli Muda' },
      assignments: [
        { post: { name: 'Perawat Ahli Muda' }, startsOn: '2026-08-01', endsOn: null },
        { post: { name: 'Bidan' }, startsOn: '2024-01-01', endsOn: '2026-07-31' },
      ],
    });
    expect(await auditOf(staff.bidan.uuid)).toEqual([`assignment.started by ${actor('pengelola')}`]);
  });

  test.each<[string, string, RegExp]>([
    ['2026-08-01', 'Bidan', /^startsOn: yang diharapkan tanggal sesudah 2026-08-01, .* yang diterima "2026-08-01"\.$/],
    ['2025-03-01', 'Bidan', /^startsOn: yang diharapkan tanggal sesudah 2026-08-01/],
    [
      '2026-09-01',
      'Perawat Ahli Muda',
      /^postId: yang diharapkan jabatan lain: jabatan ini sudah dipegang sejak 2026-08-01/,
    ],
  ])('on %s to %s is refused in words', async (startsOn, post, message) => {
    const refused = await change(as.pengelola, ASSIGN, {
      employeeId: staff.bidan.id,
      postId: await postId(post),
      startsOn,
    });
    expect(refused).toEqual({ __typename: 'InvalidInput', message: expect.stringMatching(message) });
  });

  test('is refused for posts and people of another region as for those that do not exist', async () => {
    const input = { employeeId: strangers.orang.id, postId: await postId('Bidan'), startsOn: '2026-09-01' };
    expect(await change(as.pengelola, ASSIGN, input)).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('employeeId: yang diharapkan id pegawai daerah ini'),
    });
  });

  test.each<[string, AskAs]>([
    ['the rater', as.kapus],
    ['the person', as.bidan],
    ['the public', asPublic],
  ])('is not for %s', async (_who, ask) => {
    const input = { employeeId: staff.bidan.id, postId: await postId('Bidan'), startsOn: '2026-09-01' };
    expect((await change(ask, ASSIGN, input)).__typename).toBe('NotPermitted');
  });
});

describe('a rater', () => {
  const SET = mutation('setRater', 'SetRaterInput', '... on Employee { rater { name } }');
  const set = (employee: Name, rater: Name | null, ask = as.pengelola) =>
    change(ask, SET, { employeeId: staff[employee].id, raterId: rater === null ? null : staff[rater].id });

  test('can be named, and given back to the head of the unit', async () => {
    expect(await set('perawat', 'kadis')).toEqual({ __typename: 'Employee', rater: { name: 'kadis' } });
    expect(await set('perawat', null)).toEqual({ __typename: 'Employee', rater: { name: 'kapus' } });
    expect(await auditOf(staff.perawat.uuid)).toEqual(
      [1, 2].map(() => `assignment.rater_set by ${actor('pengelola')}`),
    );
  });

  test('is never oneself, and never somebody whom one rates', async () => {
    expect(await set('perawat', 'perawat')).toMatchObject({ __typename: 'InvalidInput' });
    const ring = await set('kadis', 'perawat');
    expect(ring).toEqual({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('kadis dinilai oleh perawat dinilai oleh kapus dinilai oleh kadis'),
    });
    const { data } = await as.kadis<{ viewer: { employee: unknown } }>('{ viewer { employee { rater { name } } } }');
    expect(data.viewer.employee).toEqual({ rater: { name: 'sekda' } });
  });

  test('is not chosen by whoever is rated', async () => {
    expect((await set('perawat', 'kadis', as.perawat)).__typename).toBe('NotPermitted');
  });

  test('of two who are set to each other at the same moment, only one is', async () => {
    const outcomes = await Promise.all([set('perawat', 'bidan'), set('bidan', 'perawat')]);
    expect(outcomes.map(({ __typename }) => __typename).toSorted()).toEqual(['Employee', 'NotAllowedNow']);
    await set('perawat', null);
    await set('bidan', null);
  });
});

describe('a delegation', () => {
  const DELEGATE = mutation(
    'delegate',
    'DelegateInput',
    '... on Delegation { rater { name } delegate { name } startsOn endsOn reason }',
  );
  const days = { startsOn: '2026-08-20', endsOn: '2026-08-24', reason: 'Cuti tahunan' };

  test('is given by the rater himself', async () => {
    const given = await change(as.kapus, DELEGATE, { ...days, delegateId: staff.perawat.id });
    expect(given).toEqual({
      __typename: 'Delegation',
      rater: { name: 'kapus' },
      delegate: { name: 'perawat' },
      ...days,
    });
    expect(await auditOf(staff.kapus.uuid)).toEqual([`verdicts.delegated by ${actor('kapus')}`]);
  });

  test('is not given twice for one day', async () => {
    const again = { ...days, startsOn: '2026-08-24', endsOn: '2026-08-30', delegateId: staff.bidan.id };
    expect(await change(as.kapus, DELEGATE, again)).toEqual({
      __typename: 'NotAllowedNow',
      message: 'Mandat sudah diberikan kepada perawat dari 2026-08-20 sampai 2026-08-24.',
    });
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['that has passed', { startsOn: '2026-08-18' }, 'startsOn: yang diharapkan hari ini (2026-08-19) atau sesudahnya'],
    [
      'that ends before it begins',
      { endsOn: '2026-08-19' },
      'endsOn: yang diharapkan hari pada atau sesudah 2026-08-20',
    ],
    ['to oneself', { delegateId: staff.kadis.id }, 'delegateId: yang diharapkan pegawai selain penilai sendiri'],
    ['without a reason', { reason: '  ' }, 'reason: yang diharapkan alasan'],
  ])('%s is refused', async (_what, wrong, message) => {
    const refused = await change(as.kadis, DELEGATE, { ...days, delegateId: staff.perawat.id, ...wrong });
    expect(refused).toEqual({ __typename: 'InvalidInput', message: expect.stringContaining(message) });
  });

  test('of somebody else is for personnel administrators only', async () => {
    const input = { ...days, raterId: staff.kadis.id, delegateId: staff.bidan.id };
    expect((await change(as.kapus, DELEGATE, input)).__typename).toBe('NotPermitted');
    expect((await change(as.pengelola, DELEGATE, input)).__typename).toBe('Delegation');
  });
});

describe('a role', () => {
  const GRANT = mutation('grantRole', 'RoleInput', '... on Employee { name }');
  const REVOKE = mutation('revokeRole', 'RoleInput', '... on Employee { name }');
  const input = { employeeId: staff.kadis.id, role: 'LEADER' };
  const roles = async () =>
    (await as.kadis<{ viewer: { roles: readonly string[] } }>('{ viewer { roles } }')).data.viewer.roles;

  test('holds from the next request on until it is taken back', async () => {
    expect(await change(as.pengelola, GRANT, input)).toEqual({ __typename: 'Employee', name: 'kadis' });
    expect(await roles()).toContain('LEADER');
    expect(await change(as.pengelola, GRANT, input)).toMatchObject({ message: 'Pegawai ini sudah pimpinan.' });
    expect(await change(as.pengelola, REVOKE, input)).toEqual({ __typename: 'Employee', name: 'kadis' });
    expect(await roles()).not.toContain('LEADER');
    expect(await change(as.pengelola, REVOKE, input)).toMatchObject({ message: 'Pegawai ini bukan pimpinan.' });
    expect((await auditOf(staff.kadis.uuid)).filter((row) => row.startsWith('role.'))).toEqual([
      `role.granted by ${actor('pengelola')}`,
      `role.revoked by ${actor('pengelola')}`,
    ]);
  });

  test('is never given to oneself, nor taken from oneself', async () => {
    const own = { employeeId: staff.pengelola.id, role: 'LEADER' };
    expect((await change(as.pengelola, GRANT, own)).__typename).toBe('NotPermitted');
    expect((await change(as.pengelola, REVOKE, { ...own, role: 'PERSONNEL_ADMIN' })).__typename).toBe('NotPermitted');
  });

  test('is not given by a leader', async () => {
    expect((await change(as.sekda, GRANT, input)).__typename).toBe('NotPermitted');
    expect((await auditOf(staff.kadis.uuid)).at(-1)).toBe(`right.refused by ${actor('sekda')}`);
  });
});

describe('the competencies of a post', () => {
  const SET = mutation(
    'setPostCompetencies',
    'SetPostCompetenciesInput',
    '... on Post { competencies { key group name requiredLevel training } }',
  );
  const competency = { key: 'pelayanan', group: 'ABILITY', name: 'Pelayanan pasien', requiredLevel: 4 };

  test('are set as a whole', async () => {
    const id = await postId('Bidan');
    const first = [competency, { ...competency, key: 'etika', group: 'ATTITUDE', training: 'Etika profesi' }];
    expect(await change(as.pengelola, SET, { postId: id, competencies: first })).toEqual({
      __typename: 'Post',
      competencies: [
        { ...competency, key: 'etika', group: 'ATTITUDE', training: 'Etika profesi' },
        { ...competency, training: null },
      ],
    });
    expect(await change(as.pengelola, SET, { postId: id, competencies: [competency] })).toMatchObject({
      competencies: [{ key: 'pelayanan' }],
    });
  });

  test('are refused with everything that is wrong', async () => {
    const competencies = [competency, { ...competency, requiredLevel: 6 }, { ...competency, key: 'X', name: ' ' }];
    const refused = await change(as.pengelola, SET, { postId: await postId('Bidan'), competencies });
    expect(refused.message?.split('\n').map((line) => line.split(':')[0])).toEqual([
      'competencies.1.key',
      'competencies.1.requiredLevel',
      'competencies.2.key',
      'competencies.2.name',
    ]);
  });

  test('are set by personnel administrators only', async () => {
    const input = { postId: await postId('Bidan'), competencies: [competency] };
    expect((await change(as.sekda, SET, input)).__typename).toBe('NotPermitted');
  });
});

describe('the holidays of a year', () => {
  const SET = mutation('setHolidays', 'SetHolidaysInput', '... on HolidayCalendar { year holidays { day name } }');
  const independence = { day: '2026-08-17', name: 'Hari Kemerdekaan' };

  test('are set as a whole, and read by everybody of the region', async () => {
    const christmas = { day: '2026-12-25', name: 'Natal' };
    await change(as.pengelola, SET, { year: 2026, holidays: [christmas] });
    expect(await change(as.pengelola, SET, { year: 2026, holidays: [christmas, independence] })).toEqual({
      __typename: 'HolidayCalendar',
      year: 2026,
      holidays: [independence, christmas],
    });
    const READ = '{ holidays(year: 2026) { holidays { day } } }';
    expect((await as.bidan(READ)).data).toEqual({
      holidays: { holidays: [{ day: '2026-08-17' }, { day: '2026-12-25' }] },
    });
    expect((await asStranger(READ)).data).toEqual({ holidays: { holidays: [] } });
    expect((await gateway.ask(READ)).data).toEqual({ holidays: null });
    expect(await auditOf('holidays 2026')).toHaveLength(2);
  });

  test('are of that year, and each once', async () => {
    const holidays = [independence, independence, { day: '2027-01-01', name: 'Tahun Baru' }];
    const refused = await change(as.pengelola, SET, { year: 2026, holidays });
    expect(refused.message).toBe(
      'holidays.1.day: yang diharapkan hari yang belum disebut, yang diterima "2026-08-17".\n' +
        'holidays.2.day: yang diharapkan hari di tahun 2026, yang diterima "2027-01-01".',
    );
    const { errors } = await as.pengelola(SET, { input: { year: 2026, holidays: [{ day: '2026-02-30', name: 'x' }] } });
    expect(errors[0]?.message).toContain('expected a day such as');
  });
});

test('no employee number is in the audit trail', async () => {
  const audit = JSON.stringify(await inspect('select * from audit_event'));
  for (const { nip } of Object.values(staff)) expect(audit).not.toContain(nip);
});
