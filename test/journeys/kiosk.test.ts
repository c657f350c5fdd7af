import { describe, expect, test } from 'vitest';
import { addDevice, revokeDevice } from '../support/devices.ts';
import { startGateway } from '../support/gateway.ts';
import { nineAnswers, rating, type SubmitInput, submit, submitAll, submitted } from '../support/submit.ts';

/*
 * A registered device at a counter: its answers are stored as those of a kiosk, with the place where it stands, wherever and
 * whenever they come from; what a device says once it has been revoked is not.
 */

const units = [
  { name: 'Disdukcapil', services: ['KTP-el', 'Kartu Keluarga'] },
  { name: 'Dinas Kesehatan', services: ['Izin Klinik'] },
];
const gateway = await startGateway({ tenants: { bandung: { units } } });
const { bandung } = gateway.tenants;
const ktp = bandung.service('KTP-el').id;
const clinic = bandung.service('Izin Klinik').id;

interface Stored {
  readonly channel: string;
  readonly place: string | null;
  readonly device: string | null;
  readonly day: string;
  readonly late: boolean;
}

const storedUnder = (key: string) =>
  gateway.database.inspect<Stored>(
    `select channel, place, device_id as device, counted_on::text as day, late from feedback where submission_key = $1`,
    [key],
  );

/** Sends a rating that must be refused because of its device; gives back why. */
const refusal = async (input: SubmitInput): Promise<string> => {
  const result = await submit(gateway, input);
  if (result.__typename !== 'InvalidInput') throw new Error(`Expected InvalidInput, got ${JSON.stringify(result)}`);
  expect(result.issues.map(({ path }) => path)).toEqual(['deviceToken']);
  expect(await storedUnder(input.submissionKey)).toEqual([]);
  return result.message;
};

describe('a rating from a kiosk', () => {
  test('is stored with its device and place, is audited so, and its receipt is as good as any', async () => {
    const kiosk = await addDevice(gateway.database, bandung, { service: 'KTP-el', place: 'Loket 3' });
    const input = rating(ktp, { deviceToken: kiosk.token });
    const { receipt } = await submitted(gateway, input);
    expect(await storedUnder(input.submissionKey)).toEqual([
      { channel: 'KIOSK', place: 'Loket 3', device: kiosk.uuid, day: '2026-08-19', late: false },
    ]);
    const { data } = await gateway.ask('query ($code: String!) { feedbackReceipt(code: $code) { service { name } } }', {
      code: receipt.code,
    });
    expect(data).toEqual({ feedbackReceipt: { service: { name: 'KTP-el' } } });
    const audits = await gateway.database.inspect(
      `select detail from audit_event where action = 'feedback.received' and detail ->> 'deviceId' = $1`,
      [kiosk.uuid],
    );
    expect(audits).toMatchObject([{ detail: { channel: 'KIOSK', place: 'Loket 3', deviceId: kiosk.uuid } }]);
  });

  test('counts like every other', async () => {
    const kiosk = await addDevice(gateway.database, bandung);
    const tallied = async () => {
      const [row] = await gateway.database.inspect<{ ratings: number }>(
        'select sum(ratings)::integer as ratings from tally where service_id = $1',
        [bandung.service('Izin Klinik').uuid],
      );
      return row?.ratings ?? 0;
    };
    const before = await tallied();
    await submitAll(gateway, [rating(clinic, { deviceToken: kiosk.token }), rating(clinic)]);
    expect(await tallied()).toBe(before + 2);
  });

  test('shows when its device was last heard of, to some minutes', async () => {
    const kiosk = await addDevice(gateway.database, bandung);
    const seen = async () => {
      const [row] = await gateway.database.inspect<{ seen: Date | null }>(
        'select last_seen_at as seen from device where id = $1',
        [kiosk.uuid],
      );
      return row?.seen?.toISOString() ?? null;
    };
    const at = async (instant: string) => {
      gateway.clock.set(instant);
      await submitted(gateway, rating(ktp, { deviceToken: kiosk.token }));
      return seen();
    };
    expect(await seen()).toBeNull();
    expect(await at('2026-08-19T08:00:00Z')).toBe('2026-08-19T08:00:00.000Z');
    expect(await at('2026-08-19T08:05:00Z')).toBe('2026-08-19T08:00:00.000Z');
    expect(await at('2026-08-19T08:10:00Z')).toBe('2026-08-19T08:10:00.000Z');
  });

  test('may come with the key of the site, too', async () => {
    const kiosk = await addDevice(gateway.database, bandung);
    const input = rating(ktp, { deviceToken: kiosk.token, siteKey: 'tidak-ada' });
    expect(await submit(gateway, input)).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: 'siteKey' }] });
  });
});

describe('a device may rate', () => {
  test('the one service that it is bound to', async () => {
    const { token } = await addDevice(gateway.database, bandung, { service: 'KTP-el' });
    await submitted(gateway, rating(ktp, { deviceToken: token }));
    for (const service of ['Kartu Keluarga', 'Izin Klinik']) {
      const why = await refusal(rating(bandung.service(service).id, { deviceToken: token }));
      expect(why).toContain('tidak terdaftar untuk layanan ini');
    }
  });

  test('the services of the unit that it is bound to', async () => {
    const { token } = await addDevice(gateway.database, bandung, { unit: 'Disdukcapil' });
    for (const service of ['KTP-el', 'Kartu Keluarga'])
      await submitted(gateway, rating(bandung.service(service).id, { deviceToken: token }));
    expect(await refusal(rating(clinic, { deviceToken: token }))).toContain('tidak terdaftar untuk layanan ini');
  });

  test('all services of the region when it is bound to none', async () => {
    const { token } = await addDevice(gateway.database, bandung);
    for (const service of bandung.serviceNames)
      await submitted(gateway, rating(bandung.service(service).id, { deviceToken: token }));
  });
});

describe('the place', () => {
  const placeOf = async (input: SubmitInput) => {
    await submitted(gateway, input);
    return (await storedUnder(input.submissionKey)).map(({ channel, place }) => `${channel} ${place}`);
  };

  test('is that of the device, whatever the page on it says', async () => {
    const { token } = await addDevice(gateway.database, bandung, { place: 'Loket 3' });
    expect(await placeOf(rating(ktp, { deviceToken: token, place: 'Loket 9' }))).toEqual(['KIOSK Loket 3']);
  });

  test('is what is sent when the device was registered without one, or there is none', async () => {
    const { token } = await addDevice(gateway.database, bandung);
    expect(await placeOf(rating(ktp, { deviceToken: token, place: 'Loket 9' }))).toEqual(['KIOSK Loket 9']);
    expect(await placeOf(rating(ktp, { place: ' Ruang\tIbu\u200B &  Anak (lt. 2) ' }))).toEqual([
      'API Ruang Ibu & Anak (lt. 2)',
    ]);
    expect(await placeOf(rating(ktp, { place: '' }))).toEqual(['API null']);
  });
});

describe('a repetition gets its receipt, whatever token came along:', () => {
  const kinds: Record<string, (own: string, other: string) => string | null> = {
    'the same': (own) => own,
    none: () => null,
    'that of another device': (_, other) => other,
    'one that is no token': () => 'bukan token',
  };

  test.each(Object.entries(kinds))('%s', async (_, tokenOf) => {
    const kiosk = await addDevice(gateway.database, bandung, { service: 'KTP-el' });
    const elsewhere = await addDevice(gateway.database, bandung, { service: 'Izin Klinik' });
    const input = rating(ktp, { deviceToken: kiosk.token });
    const first = await submitted(gateway, input);
    const again = { ...input, deviceToken: tokenOf(kiosk.token, elsewhere.token), place: 'Loket 7' };
    expect(await submitted(gateway, again)).toEqual({ ...first, replayed: true });
    expect(await storedUnder(input.submissionKey)).toMatchObject([{ channel: 'KIOSK', device: kiosk.uuid }]);
  });

  test('its own, which was revoked since', async () => {
    const kiosk = await addDevice(gateway.database, bandung);
    const input = rating(ktp, { deviceToken: kiosk.token });
    const first = await submitted(gateway, input);
    await revokeDevice(gateway.database, kiosk, gateway.clock.now());
    expect(await submitted(gateway, input)).toEqual({ ...first, replayed: true });
    const other = await submit(gateway, { ...input, answers: nineAnswers(1) });
    expect(other).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: 'deviceToken' }] });
  });
});

describe('days without a network', () => {
  const DAYS = ['2026-08-12', '2026-08-13', '2026-08-14', '2026-08-17', '2026-08-18', '2026-08-19'] as const;

  test('end in one batch that counts where each answer belongs, but for what is older than a week', async () => {
    gateway.clock.set('2026-08-20T02:00:00Z');
    const kiosk = await addDevice(gateway.database, bandung, { place: 'Loket 3' });
    const queue = DAYS.flatMap((day) =>
      ['01:00', '05:00'].map((time) => rating(ktp, { deviceToken: kiosk.token, submittedAt: `${day}T${time}:00Z` })),
    );
    await submitAll(gateway, queue);
    const stored = await Promise.all(queue.map(({ submissionKey }) => storedUnder(submissionKey)));
    expect(stored.flat().map(({ day, late }) => `${day}${late ? ' late' : ''}`)).toEqual([
      ...['2026-08-20 late', '2026-08-20 late', '2026-08-20 late', '2026-08-13'],
      ...[
        '2026-08-14',
        '2026-08-14',
        '2026-08-17',
        '2026-08-17',
        '2026-08-18',
        '2026-08-18',
        '2026-08-19',
        '2026-08-19',
      ],
    ]);
    expect(stored.flat().every(({ channel, place }) => channel === 'KIOSK' && place === 'Loket 3')).toBe(true);
  });

  test('do not outlast the device: what it queued before it was revoked is refused, in words', async () => {
    const kiosk = await addDevice(gateway.database, bandung);
    const queued = rating(ktp, { deviceToken: kiosk.token, submittedAt: '2026-08-19T05:00:00Z' });
    await revokeDevice(gateway.database, kiosk, new Date('2026-08-20T01:00:00Z'));
    const why = await refusal(queued);
    expect(why).toContain('sudah dicabut');
    expect(await refusal(queued)).toBe(why);
  });
});
