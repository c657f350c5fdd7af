import { describe, expect, test } from 'vitest';
import { startGateway } from '../../../test/support/gateway.ts';
import { createOperator, csvFile } from '../../../test/support/import.ts';
import { rating, submitAll } from '../../../test/support/submit.ts';
import { ImportRefused, problemLine } from './import-refused.ts';
import { type ImportServiceUsers, importServiceUsers } from './import-service-users.ts';

/* Who uses the services of a unit, and what that tells about those who answered. */

const gateway = await startGateway({
  now: '2026-02-10T03:00:00Z',
  tenants: {
    palu: {
      code: '72.71',
      units: [
        { name: 'Dinas Dukcapil', kind: 'dinas', staff: 30, services: ['KTP'] },
        { name: 'UPT Dukcapil', kind: 'upt', parent: 'Dinas Dukcapil', staff: 12, services: ['KIA'] },
      ],
    },
  },
});
const { palu } = gateway.tenants;
const operator = await createOperator(gateway, palu);
const { inspect } = gateway.database;

const send = (service: string, sex: string, count: number) =>
  submitAll(
    gateway,
    Array.from({ length: count }, () => rating(palu.service(service).id, { respondent: { sex } })),
  );
await send('KTP', 'L', 30);
await send('KTP', 'P', 10);
await submitAll(
  gateway,
  Array.from({ length: 10 }, () => rating(palu.service('KTP').id)),
);
await send('KIA', 'P', 20);
gateway.clock.set('2026-05-10T03:00:00Z');
await gateway.tick();

const users = (name: string, ...rows: readonly (readonly (string | number)[])[]) =>
  csvFile(name, [['Ciri', 'Kelompok', 'Jumlah'], ...rows]);

const importUsers = (file: ImportServiceUsers['file'], { unit = 'Dinas Dukcapil', year = 2026 } = {}) =>
  operator.run((context, desk) =>
    importServiceUsers({ file, unit: palu.unit(unit).id, year, importedBy: 'sari' }, context, desk),
  );

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportRefused)) throw error ?? new Error('It was imported.');
  return [error.message, ...error.problems.map(problemLine)];
};

interface Answer {
  readonly unit: {
    readonly of: {
      readonly respondents: {
        readonly fields: readonly {
          readonly key: string;
          readonly groups: readonly { readonly code: string; readonly usersShare: number | null }[];
        }[];
      };
    };
  };
}

/** What part of the users each group of a field is, as everybody is told. */
const sharesOf = async (key: string, { unit = 'Dinas Dukcapil', below = false } = {}) => {
  const { data } = await gateway.ask<Answer>(
    `query ($id: ID!, $below: Boolean) { unit(id: $id) { of: satisfactionIndex(period: "2026-Q1", includeSubunits: $below) {
       respondents { fields { key groups { code usersShare } } } } } }`,
    { id: palu.unit(unit).id, below },
  );
  const field = data.unit.of.respondents.fields.find((one) => one.key === key);
  return Object.fromEntries(field?.groups.map(({ code, usersShare }) => [code, usersShare]) ?? []);
};

describe('a file of users', () => {
  test('is held against who answered, by words as registers write them', async () => {
    await expect.poll(() => sharesOf('sex')).toEqual({ L: null, P: null });
    const file = users('2026.csv', ['Jenis kelamin', 'Laki-laki', 400], ['Jenis Kelamin', 'perempuan', 600]);
    expect(await importUsers(file)).toMatchObject({ outcome: 'imported', unit: 'Dinas Dukcapil' });
    await expect.poll(() => sharesOf('sex')).toEqual({ L: 0.4, P: 0.6 });
    await expect.poll(() => sharesOf('education')).toEqual({});
    expect(
      await inspect("select detail->>'target' as target from audit_event where action = 'service_users.imported'"),
    ).toEqual([{ target: `users ${palu.unit('Dinas Dukcapil').uuid} 2026` }]);
  });

  test('is imported once, and a later one takes its place in the fields that it has', async () => {
    const file = users(
      'lagi.csv',
      ['sex', 'L', 500],
      ['sex', 'P', 500],
      ['Pendidikan', 'SMA', 900],
      ['Pendidikan', 'S1', 100],
    );
    expect(await importUsers(file)).toMatchObject({ outcome: 'imported' });
    expect(await importUsers(file)).toMatchObject({ outcome: 'already imported' });
    await importUsers(users('kelamin.csv', ['Jenis kelamin', 'L', 300], ['Jenis kelamin', 'P', 700]));
    await expect.poll(() => sharesOf('sex')).toEqual({ L: 0.3, P: 0.7 });
    expect(await inspect("select code, users from service_user_group where field = 'education' order by code")).toEqual(
      [
        { code: 'S1', users: 100 },
        { code: 'SMA', users: 900 },
      ],
    );
  });

  test('of one unit says nothing of several, until it is known of all that were rated', async () => {
    await expect.poll(() => sharesOf('sex', { below: true })).toEqual({ L: null, P: null });
    await importUsers(users('upt.csv', ['Jenis kelamin', 'P', 1000]), { unit: 'UPT Dukcapil' });
    await expect.poll(() => sharesOf('sex', { below: true })).toEqual({ L: 0.15, P: 0.85 });
  });

  test('of another year says nothing', async () => {
    await importUsers(users('2025.csv', ['Jenis kelamin', 'L', 900], ['Jenis kelamin', 'P', 100]), { year: 2025 });
    await expect.poll(() => sharesOf('sex')).toEqual({ L: 0.3, P: 0.7 });
  });

  test('stands beside those who answered in the report', async () => {
    const { data } = await gateway.ask<{ unit: { reportPath: string } }>(
      'query ($id: ID!) { unit(id: $id) { reportPath(period: "2026-Q1") } }',
      {
        id: palu.unit('Dinas Dukcapil').id,
      },
    );
    const page = await gateway.fetch(data.unit.reportPath);
    const words = (await page.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    expect(words).toContain('Penjawab : pengguna 2026');
    // Of those who told it: they alone can be held against the users.
    expect(words).toContain('Laki-laki 30 60 % 75 % : 30 %');
    expect(words).toContain('dibandingkan dengan penjawab yang menyebut cirinya');
  });
});

describe('is refused whole', () => {
  test('with every row that is wrong: too few people, unknown words, a group twice', async () => {
    const file = users(
      'salah.csv',
      ['Jenis kelamin', 'L', 9],
      ['Agama', 'X', 100],
      ['Jenis kelamin', 'lainnya', 100],
      ['Jenis kelamin', 'P', 100],
      ['sex', 'wanita', 100],
      ['Jenis kelamin', 'L', 'banyak'],
    );
    const before = await inspect('select * from service_user_group order by unit_id, year, field, code');
    const [summary, ...lines] = await refusalOf(importUsers(file));
    expect(summary).toBe('5 dari 6 baris tidak dapat diimpor; tidak ada yang disimpan.');
    expect(lines).toEqual([
      expect.stringMatching(/baris 2.*"?9"?.*kurang dari 10; kelompok sekecil itu tidak ditampilkan/i),
      expect.stringMatching(/baris 3.*Agama.*tidak dikenal; yang diharapkan Jenis kelamin/i),
      expect.stringMatching(/baris 4.*lainnya.*tidak dikenal; yang diharapkan L, P/i),
      expect.stringMatching(/baris 6.*wanita.*sudah ada di baris 5/i),
      expect.stringMatching(/baris 7.*banyak/i),
    ]);
    expect(await inspect('select * from service_user_group order by unit_id, year, field, code')).toEqual(before);
  });

  test.each([
    [{ year: 2027 }, '--year: 2027 tidak dapat dipakai; yang diharapkan 2000 sampai 2026.'],
    [{ year: 1999 }, '--year: 1999 tidak dapat dipakai'],
  ])('for %o', async (choice, why) => {
    const [message] = await refusalOf(importUsers(users('x.csv', ['sex', 'L', 100]), choice));
    expect(message).toContain(why);
  });
});
