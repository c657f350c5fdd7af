import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';

/* The cascade: from the goal of the region to those of units, and to projects that several units share (Bandung's smart city). */

const gateway = await startGateway({
  tenants: {
    bandung: { units: [{ name: 'Dinas Kominfo' }, { name: 'Dinas Perhubungan' }, { name: 'Dinas Pendidikan' }] },
    palu: { code: '72.71', name: 'Kota Palu', units: [{ name: 'Dinas Palu' }] },
  },
});
const { bandung, palu } = gateway.tenants;
const { database, inspect } = gateway.database;
const people = await seedEmployees(database, bandung, [
  { name: 'Walikota', unit: 'Dinas Kominfo', post: 'Staf Ahli', roles: ['LEADER'] },
  { name: 'Admin', unit: 'Dinas Kominfo', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
  { name: 'Sari', unit: 'Dinas Pendidikan', post: 'Guru', roles: ['EVALUATOR'] },
]);
const strangers = await seedEmployees(database, palu, [
  { name: 'Orang', unit: 'Dinas Palu', post: 'Kepala', roles: ['LEADER'] },
]);
const as = {
  leader: await signIn(gateway, bandung, people.Walikota.uuid),
  admin: await signIn(gateway, bandung, people.Admin.uuid),
  sari: await signIn(gateway, bandung, people.Sari.uuid),
  stranger: await signIn(gateway, palu, strangers.Orang.uuid),
  nobody: gateway.ask,
};
type Who = keyof typeof as;

interface Goal {
  readonly id: string;
  readonly text: string;
}

const setGoal = change<Goal>({
  field: 'setGoal(input: SetGoalInput!)',
  shape: '... on Goal { id level year text measure units { name } parent { text } }',
});
const set = (who: Who, changed: object) =>
  setGoal(as[who], { input: { level: 'REGION', year: 2026, text: 'Kota yang tanggap', ...changed } });
const idOf = async (changed: object) => (await set('leader', changed)).done?.id ?? '';
const unit = (name: string) => bandung.unit(name).id;
const wrongFields = (message: string | undefined) =>
  message?.split('\n').map((line) => line.slice(0, line.indexOf(':')));

describe('goals', () => {
  test('hang together from the region over a project to a unit', async () => {
    const region = await idOf({ text: 'Layanan cepat', measure: 'IKM 88' });
    const { done: project } = await set('admin', {
      level: 'PROJECT',
      parentId: region,
      unitIds: [unit('Dinas Perhubungan'), unit('Dinas Kominfo')],
      text: 'Aplikasi parkir',
    });
    expect(project).toMatchObject({
      __typename: 'Goal',
      level: 'PROJECT',
      parent: { text: 'Layanan cepat' },
      units: [{ name: 'Dinas Kominfo' }, { name: 'Dinas Perhubungan' }],
    });
    await set('leader', {
      level: 'UNIT',
      parentId: project?.id,
      unitIds: [unit('Dinas Kominfo')],
      text: 'Server parkir',
    });
    const { data, errors } = await as.sari<object>(
      `query ($project: ID!) {
         tenant(code: "32.73") {
           down: goals(year: 2026, level: REGION, first: 3) { edges { node { text measure children(first: 3) { edges { node { text } } } } } }
           up: goals(year: 2026, level: UNIT, first: 3) { edges { node { text parent { text parent { text parent { text } } } } } }
         }
         goal(id: $project) { children { edges { node { text } } } }
       }`,
      { project: project?.id },
    );
    const unitGoal = {
      text: 'Server parkir',
      parent: { text: 'Aplikasi parkir', parent: { text: 'Layanan cepat', parent: null } },
    };
    expect(errors).toEqual([]);
    expect(data).toEqual({
      tenant: {
        down: {
          edges: [
            {
              node: {
                text: 'Layanan cepat',
                measure: 'IKM 88',
                children: { edges: [{ node: { text: 'Aplikasi parkir' } }] },
              },
            },
          ],
        },
        up: { edges: [{ node: unitGoal }] },
      },
      goal: { children: { edges: [{ node: { text: 'Server parkir' } }] } },
    });
  });

  test('never stand below themselves', async () => {
    const top = await idOf({ year: 2027, text: 'A' });
    const middle = await idOf({ year: 2027, text: 'B', parentId: top });
    const low = await idOf({ year: 2027, text: 'C', parentId: middle });
    for (const parentId of [top, middle, low]) {
      const { done } = await set('leader', { id: top, year: 2027, text: 'A', parentId });
      expect(done).toMatchObject({
        __typename: 'InvalidInput',
        message: expect.stringContaining('bukan dirinya sendiri atau turunannya'),
      });
    }
    const moved = await set('leader', { id: low, year: 2027, text: 'C', parentId: top });
    expect(moved.done).toMatchObject({ id: low, parent: { text: 'A' } });
  });

  test('do not close a circle when two are changed at once', async () => {
    const one = await idOf({ year: 2028, text: 'Satu' });
    const two = await idOf({ year: 2028, text: 'Dua' });
    const ends = await Promise.all([
      set('leader', { id: one, year: 2028, text: 'Satu', parentId: two }),
      set('admin', { id: two, year: 2028, text: 'Dua', parentId: one }),
    ]);
    expect(ends.map(({ done }) => done?.__typename).toSorted()).toEqual(['Goal', 'InvalidInput']);
  });

  test('keep what they were in the audit trail', async () => {
    const goal = await idOf({ year: 2029, text: 'Semula' });
    await set('admin', { id: goal, year: 2029, text: 'Kemudian', measure: '10 persen' });
    const [event] = await inspect<{ action: string; actor: string; detail: object }>(
      "select action, actor, detail from audit_event where tenant_id = $1 and action = 'goal.changed' order by id desc limit 1",
      [bandung.uuid],
    );
    expect(event).toMatchObject({
      actor: `employee ${people.Admin.uuid}`,
      detail: { before: { text: 'Semula', measure: null }, after: { text: 'Kemudian', measure: '10 persen' } },
    });
  });

  test('keep their level and year', async () => {
    const goal = await idOf({ year: 2030, text: 'Tetap' });
    const { done } = await set('leader', { id: goal, level: 'UNIT', unitIds: [unit('Dinas Kominfo')], year: 2031 });
    expect(wrongFields(done?.message)).toEqual(['level', 'year']);
  });

  test.each<[string, object, readonly string[]]>([
    ['without words', { text: ' ' }, ['text']],
    ['of a year that is none', { year: 1999 }, ['year']],
    ['of the region with a unit', { unitIds: [unit('Dinas Kominfo')] }, ['unitIds']],
    ['of a unit with none', { level: 'UNIT' }, ['unitIds']],
    ['of a project with one unit', { level: 'PROJECT', unitIds: [unit('Dinas Kominfo')] }, ['unitIds']],
    ['of a unit of another region', { level: 'UNIT', unitIds: [palu.unit('Dinas Palu').id] }, ['unitIds.0']],
    ['below what is no goal', { parentId: unit('Dinas Kominfo') }, ['parentId']],
  ])('%s are refused', async (_, changed, fields) => {
    const { done } = await set('leader', changed);
    expect(done?.__typename).toBe('InvalidInput');
    expect(wrongFields(done?.message)).toEqual(fields);
  });

  test('stand under a goal of their own year, and a region under none of a unit', async () => {
    const other = await idOf({ year: 2032, text: 'Tahun lain' });
    expect(wrongFields((await set('leader', { parentId: other })).done?.message)).toEqual(['parentId']);
    const ofUnit = await idOf({ level: 'UNIT', unitIds: [unit('Dinas Kominfo')], text: 'Unit' });
    expect(wrongFields((await set('leader', { parentId: ofUnit })).done?.message)).toEqual(['parentId']);
  });

  test('are set by leaders and personnel administrators only', async () => {
    for (const who of ['sari', 'nobody'] as const) expect((await set(who, {})).done?.__typename).toBe('NotPermitted');
    const goal = await idOf({ year: 2033, text: 'Milik Bandung' });
    const one = await as.stranger(`{ goal(id: "${goal}") { text } }`);
    expect(one.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await set('stranger', { id: goal, year: 2033 })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
  });

  test('are read page by page by those who are signed in to the region, and by nobody else', async () => {
    for (const text of ['Satu', 'Dua', 'Tiga']) await idOf({ year: 2034, text });
    const page = async (who: Who, part = 'first: 2') => {
      const { data } = await as[who]<{
        readonly tenant: {
          readonly goals: {
            readonly pageInfo: {
              readonly startCursor: string;
              readonly endCursor: string;
              readonly hasNextPage: boolean;
            };
            readonly edges: readonly { readonly node: Goal }[];
          } | null;
        };
      }>(
        `{ tenant(code: "32.73") {
           goals(year: 2034, ${part}) { pageInfo { startCursor endCursor hasNextPage } edges { node { text } } } } }`,
      );
      return data.tenant.goals;
    };
    const first = await page('sari');
    const second = await page('sari', `first: 2, after: "${first?.pageInfo.endCursor}"`);
    const back = await page('sari', `last: 2, before: "${second?.pageInfo.startCursor}"`);
    expect([first, second, back].map((part) => part?.edges.map(({ node }) => node.text))).toEqual([
      ['Satu', 'Dua'],
      ['Tiga'],
      ['Satu', 'Dua'],
    ]);
    expect([first, second].map((part) => part?.pageInfo.hasNextPage)).toEqual([true, false]);
    expect(await page('nobody')).toBeNull();
    expect(await page('stranger')).toBeNull();
  });
});
