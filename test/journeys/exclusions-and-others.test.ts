import { expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { createOperator, importUnanimousRatings } from '../support/import.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';

/* What becomes of the other published figures when ratings are taken out of one. */

const gateway = await startGateway({
  now: '2026-01-20T03:00:00Z',
  tenants: {
    bandung: {
      units: [
        { name: 'Sekretariat', kind: 'setda', staff: 40 },
        { name: 'Dago', kind: 'puskesmas', parent: 'Sekretariat', staff: 20, services: ['Umum', 'Gigi'] },
        { name: 'Kopo', kind: 'puskesmas', parent: 'Sekretariat', staff: 20, services: ['Anak'] },
      ],
    },
  },
});
const { bandung } = gateway.tenants;
const { Sekda } = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Sekda', unit: 'Sekretariat', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
]);
const operator = await createOperator(gateway, bandung);

/** Ratings of one month that come in one file, a minute after those before. */
const come = async (service: string, month: string, ratings: number) => {
  const from = gateway.clock.now().toISOString();
  await importUnanimousRatings(operator, {
    ...{ service: bandung.service(service), day: `${month}-12`, ratings, score: 3, sex: 'P' },
  });
  gateway.clock.set(new Date(gateway.clock.now().getTime() + 60_000).toISOString());
  return { from, until: gateway.clock.now().toISOString() };
};

test('a figure that is withheld to protect others is not said to be corrected, and the rest stay as they are', async () => {
  const excluded = await come('Umum', '2026-01', 10);
  for (const [month, ratings] of [
    ['2026-01', 2],
    ['2026-02', 30],
    ['2026-03', 30],
  ] as const) {
    gateway.clock.set(`${month}-20T04:00:00Z`);
    await come('Umum', month, ratings);
    await come('Gigi', month, 25);
    await come('Anak', month, 40);
  }
  gateway.clock.set('2026-05-10T03:00:00Z');
  await gateway.tick();
  const exclude = change<{ ratings: number }>({
    field: 'excludeRatings(input: ExcludeRatingsInput!)',
    shape: '... on RatingExclusion { ratings }',
  });
  const { done } = await exclude(await signIn(gateway, bandung, Sekda.uuid), {
    input: { serviceId: bandung.service('Umum').id, ...excluded, reason: 'TEST', explanation: 'Uji coba.' },
  });
  expect(done).toMatchObject({ ratings: 10 });
  const changed = await gateway.database.inspect<{ withheld: string | null; by: string; unit: string; period: string }>(
    `select withheld, split_part(changed_by, ' ', 1) as by, coalesce(unit.name, service.name) as unit, period
     from figure
     left join unit on unit.id = scope_id left join service on service.id = scope_id
     where version > 1`,
  );
  const protecting = changed.filter(({ withheld }) => withheld === 'PROTECTS_OTHERS');
  expect(protecting).not.toEqual([]);
  expect(new Set(protecting.map(({ by }) => by))).toEqual(new Set(['system']));
  const corrected = changed.filter(({ withheld }) => withheld !== 'PROTECTS_OTHERS');
  expect(new Set(corrected.map(({ by }) => by))).toEqual(new Set(['employee']));
  expect(corrected).toContainEqual({ withheld: 'TOO_FEW_RATINGS', by: 'employee', unit: 'Umum', period: '2026-01' });
  // Nobody took anything out of them, and nothing of Dago follows from them.
  expect(changed.map(({ unit }) => unit)).not.toContain('Kopo');
  expect(changed.map(({ unit }) => unit)).not.toContain('Anak');
});
