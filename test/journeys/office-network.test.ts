import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { addDevice } from '../support/devices.ts';
import { startGateway } from '../support/gateway.ts';
import { addOfficeNetwork } from '../support/office-networks.ts';
import { seedEmployees } from '../support/personnel.ts';
import { recount } from '../support/recount.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';
import { nineAnswers, rating, type SubmitInput, submit } from '../support/submit.ts';

/* Ratings from the office's own network do not count until a person has looked at them (TRUST S39), and none of them is lost. */

const OFFICE = '203.0.113.9';
const SHARED = '198.51.100.20';
const HOME = '192.0.2.44';

const gateway = await startGateway({
  now: '2026-02-10T03:00:00Z',
  trustedProxies: '127.0.0.1',
  tenants: {
    bandung: {
      units: [
        { name: 'Sekretariat', kind: 'setda', staff: 40 },
        { name: 'Puskesmas Dago', kind: 'puskesmas', staff: 20, services: ['Umum'] },
        { name: 'Puskesmas Kopo', kind: 'puskesmas', staff: 20, services: ['Anak'] },
      ],
    },
    other: { code: '11.02', units: [{ name: 'Dinas', services: ['KTP'] }] },
  },
});
const { bandung, other } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Sekda', unit: 'Sekretariat', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
  { name: 'Kepala Dago', unit: 'Puskesmas Dago', post: 'Kepala', heads: true, roles: ['LEADER'] },
]);
const as = (name: keyof typeof people) => signIn(gateway, bandung, people[name].uuid);
await addOfficeNetwork(gateway.database, bandung, { network: '203.0.113.0/28', unit: 'Puskesmas Dago' });
const shared = await addOfficeNetwork(gateway.database, bandung, { network: `${SHARED}/32` });

/** One after the other; running figures catch up after each ten, and stand where the tests expect them. */
const send = async (address: string, serviceId: string, count: number, more: Partial<SubmitInput> = {}) => {
  for (let sent = 1; sent <= count; sent += 1) {
    const input = rating(serviceId, { answers: nineAnswers(4), ...more });
    expect(await submit(gateway, input, { 'X-Forwarded-For': address })).toMatchObject({
      __typename: 'SubmitFeedbackSuccess',
    });
    if (sent % 10 === 0) await gateway.tick();
  }
};
const dago = bandung.service('Umum').id;

interface Exclusion {
  readonly __typename: string;
  readonly id: string;
  readonly ratings: number;
  readonly reason: string;
  readonly isDecided: boolean;
  readonly message: string;
}
const FIELDS = 'id ratings reason isDecided explanation liftedAt';
const confirming = change<Exclusion>({
  field: 'confirmExclusion(id: ID!, explanation: String!)',
  shape: `... on RatingExclusion { ${FIELDS} }`,
});
const restoring = change<Exclusion>({
  field: 'restoreRatings(id: ID!, explanation: String!)',
  shape: `... on RatingExclusion { ${FIELDS} }`,
});
const exclusionsOf = async (ask: AskAs, unit: string) => {
  const { data } = await ask<{ unit: { ratingExclusions: Exclusion[] } }>(
    `query ($id: ID!) { unit(id: $id) { ratingExclusions { ${FIELDS} } } }`,
    { id: bandung.unit(unit).id },
  );
  return data.unit.ratingExclusions;
};
const counted = async (unit: string) => {
  const { data } = await gateway.ask<{ unit: { of: { ratings: number | null } } }>(
    'query ($id: ID!) { unit(id: $id) { of: satisfactionIndex(period: "2026-Q1") { ratings } } }',
    { id: bandung.unit(unit).id },
  );
  return data.unit.of.ratings;
};
const expectRecounted = async () => {
  const { kept, counted: given } = await recount(gateway);
  expect(kept).toEqual(given);
};

describe('sixty top ratings from the office’s own network', () => {
  test('are stored and acknowledged, and do not count', async () => {
    await send(HOME, dago, 20, { answers: nineAnswers(3) });
    await send(OFFICE, dago, 60);
    expect(await counted('Puskesmas Dago')).toBe(20);
    const [{ stored = 0 } = {}] = await gateway.database.inspect<{ stored: number }>(
      'select count(*)::integer as stored from feedback',
    );
    expect(stored).toBe(80);
    await expectRecounted();
  });

  test('are told to leaders as one matter that nobody has decided about', async () => {
    expect(await exclusionsOf(await as('Sekda'), 'Puskesmas Dago')).toEqual([
      expect.objectContaining({ ratings: 60, reason: 'OFFICE_NETWORK', isDecided: false, liftedAt: null }),
    ]);
  });

  test('are not for those to decide whom they judge', async () => {
    const [{ id = '' } = {}] = await exclusionsOf(await as('Kepala Dago'), 'Puskesmas Dago');
    const { done } = await confirming(await as('Kepala Dago'), { id, explanation: 'Biar.' });
    expect(done).toMatchObject({ __typename: 'NotPermitted' });
  });

  test('stay out once a leader says so; what comes afterwards is set aside anew', async () => {
    const sekda = await as('Sekda');
    const [{ id = '' } = {}] = await exclusionsOf(sekda, 'Puskesmas Dago');
    expect((await confirming(sekda, { id, explanation: '' })).done).toMatchObject({ __typename: 'InvalidInput' });
    const explanation = 'Pegawai mengisi sendiri saat apel.';
    expect((await confirming(sekda, { id, explanation })).done).toMatchObject({ ratings: 60, isDecided: true });
    expect((await confirming(sekda, { id, explanation })).done).toMatchObject({ __typename: 'NotAllowedNow' });
    await send(OFFICE, dago, 3);
    expect((await exclusionsOf(sekda, 'Puskesmas Dago')).map(({ ratings, isDecided }) => [ratings, isDecided])).toEqual(
      [
        [3, false],
        [60, true],
      ],
    );
    await expectRecounted();
  });

  test('count as if nothing had been, once a leader says that they were citizens', async () => {
    const sekda = await as('Sekda');
    for (const { id } of await exclusionsOf(sekda, 'Puskesmas Dago'))
      expect((await restoring(sekda, { id, explanation: 'Wi-Fi ini juga dipakai warga.' })).done).toMatchObject({
        __typename: 'RatingExclusion',
      });
    await gateway.tick();
    expect(await counted('Puskesmas Dago')).toBe(83);
    await expectRecounted();
  });
});

describe('nothing is set aside', () => {
  const untouched = async (unit: string, work: () => Promise<unknown>) => {
    const before = await exclusionsOf(await as('Sekda'), unit);
    await work();
    expect(await exclusionsOf(await as('Sekda'), unit)).toEqual(before);
    await expectRecounted();
  };

  test('of another unit than that whose network it is, nor of another region', async () => {
    await untouched('Puskesmas Kopo', () => send(OFFICE, bandung.service('Anak').id, 2));
    await send(OFFICE, other.service('KTP').id, 2);
    expect(await gateway.database.inspect('select 1 from excluded_rating where tenant_id = $1', [other.uuid])).toEqual(
      [],
    );
  });

  test('that comes from a kiosk in the office, nor a report', async () => {
    const kiosk = await addDevice(gateway.database, bandung, { service: 'Umum', name: 'Kios' });
    await untouched('Puskesmas Dago', () => send(OFFICE, dago, 2, { deviceToken: kiosk.token }));
    await untouched('Puskesmas Dago', () =>
      send(OFFICE, dago, 1, { kind: 'COMPLAINT', answers: [], comment: 'Antre tiga jam.' }),
    );
  });

  test('once the network was taken back', async () => {
    await send(SHARED, bandung.service('Anak').id, 1);
    expect(await exclusionsOf(await as('Sekda'), 'Puskesmas Kopo')).toHaveLength(1);
    await shared.revoke();
    await untouched('Puskesmas Kopo', () => send(SHARED, bandung.service('Anak').id, 1));
  });
});

test('a leader who decides while more comes in loses none of it', async () => {
  await addOfficeNetwork(gateway.database, bandung, { network: '2001:db8:7::/48' });
  const sekda = await as('Sekda');
  const service = bandung.service('Anak').id;
  for (let round = 0; round < 5; round += 1) {
    const sending = Promise.all([1, 2, 3, 4].map(() => send('2001:db8:7::5', service, 5)));
    await send('2001:db8:7::6', service, 1);
    for (const { id, isDecided } of await exclusionsOf(sekda, 'Puskesmas Kopo'))
      if (!isDecided) await restoring(sekda, { id, explanation: 'Warga.' });
    await sending;
    await expectRecounted();
  }
});
