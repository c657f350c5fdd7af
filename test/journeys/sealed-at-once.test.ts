import { expect, test } from 'vitest';
import { auditTrailOf } from '../support/audit.ts';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';
import { rating, submitAll } from '../support/submit.ts';

/* An officer's change of a published figure has its hash when it is there (TRUST 4.4); what citizens send gets it later. */

const gateway = await startGateway({
  now: '2026-02-10T03:00:00Z',
  rounds: false,
  tenants: {
    bandung: {
      units: [
        { name: 'Sekretariat', kind: 'setda' },
        { name: 'Dago', kind: 'puskesmas', parent: 'Sekretariat', services: ['Umum', 'Gigi'] },
      ],
    },
  },
});
const { bandung } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Sekda', unit: 'Sekretariat', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
]);
const leader = await signIn(gateway, bandung, people['Sekda'].uuid);
const { verify } = auditTrailOf(gateway.database, bandung);

const excluding = change<{ readonly __typename: string }>({
  field: 'excludeRatings(input: ExcludeRatingsInput!)',
  shape: '... on RatingExclusion { id }',
});
const exclude = (service: string) =>
  excluding(leader, {
    input: {
      serviceId: bandung.service(service).id,
      from: '2026-02-10T00:00:00Z',
      until: gateway.clock.now().toISOString(),
      reason: 'OWN_STAFF',
      explanation: 'Dinilai oleh pegawai sendiri.',
    },
  });
const rate = (service: string, count: number) =>
  submitAll(
    gateway,
    Array.from({ length: count }, () => rating(bandung.service(service).id)),
  );

/** What has no hash yet, by what was done. */
const notSealed = async () => {
  const rows = await gateway.database.inspect<{ action: string }>(
    `select distinct action from audit_event
     where not exists (select from audit_seal where audit_seal.tenant_id = audit_event.tenant_id and event_id = audit_event.id)
     order by action`,
  );
  return rows.map(({ action }) => action);
};

await rate('Umum', 12);
await rate('Gigi', 12);
await gateway.tick();

test('what citizens send waits for the sealer, and an officer takes it along', async () => {
  await rate('Umum', 3);
  expect(await notSealed()).toEqual(['feedback.received']);
  gateway.clock.advance(1_000);
  expect((await exclude('Umum')).done?.__typename).toBe('RatingExclusion');
  expect(await notSealed()).toEqual([]);
  expect(await verify()).toMatchObject({ notSealed: 0, fault: null });
});

test('what is refused leaves the chain as it was', async () => {
  const { head, events } = await verify();
  expect((await exclude('Umum')).done?.__typename).not.toBe('RatingExclusion');
  expect(await verify()).toMatchObject({ head, events, fault: null });
});

test('changes of several officers at the same moment make one chain, each with its hash', async () => {
  await rate('Umum', 12);
  gateway.clock.advance(1_000);
  const outcomes = await Promise.all(['Umum', 'Gigi'].map(exclude));
  expect(outcomes.map(({ done }) => done?.__typename)).toEqual(['RatingExclusion', 'RatingExclusion']);
  expect(await notSealed()).toEqual([]);
  expect(await verify()).toMatchObject({ notSealed: 0, fault: null });
});
