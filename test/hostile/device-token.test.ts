import { createHmac, randomUUID } from 'node:crypto';
import { encodeGlobalId } from '@kinerja/gateway/global-id';
import { expect, test } from 'vitest';
import { addDevice, revokeDevice } from '../support/devices.ts';
import { startGateway } from '../support/gateway.ts';
import { goodParts, unsignedToken } from '../support/sign-in.ts';
import { rating, submit, submitted } from '../support/submit.ts';

/* Tokens of devices that are forged, borrowed, cut or taken back: refused in words, with nothing stored (TRUST 4.5, S29, S30). */

const units = [{ name: 'Disdukcapil', services: ['KTP-el', 'Kartu Keluarga'] }];
const gateway = await startGateway({
  tenants: { bandung: { units }, palu: { code: '72.71', zone: 'Asia/Makassar', units } },
});
const { bandung, palu } = gateway.tenants;
const ktp = bandung.service('KTP-el').id;
const own = await addDevice(gateway.database, bandung, { service: 'KTP-el' });
const other = await addDevice(gateway.database, bandung);
const foreign = await addDevice(gateway.database, palu);
const [{ secret } = { secret: Buffer.alloc(0) }] = await gateway.database.inspect<{ secret: Buffer }>(
  'select secret from receipt_key where tenant_id = $1',
  [bandung.uuid],
);

const [name = '', signature = ''] = own.token.split('.');
const signed = (unsigned: string, key: string | Buffer) =>
  `${unsigned}.${createHmac('sha256', key).update(unsigned).digest('base64url')}`;
const jwt = (alg: string) =>
  unsignedToken({ alg, typ: 'JWT' }, { ...goodParts(bandung, own.id, 'device', gateway.clock.now()).claims });
const nameOf = (type: 'Device' | 'Service', tenantId: string, id: string) => encodeGlobalId({ type, tenantId, id });
/** The same bits, spelt with other spare bits at the end. */
const respelt = (text: string) => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + (alphabet[alphabet.indexOf(text.at(-1) ?? 'A') ^ 1] ?? '');
};

const traces = async () => {
  const [row] = await gateway.database.inspect<Record<string, number>>(
    `select (select count(*)::integer from feedback) as feedback, (select count(*)::integer from audit_event) as audits,
            (select count(last_seen_at)::integer from device) as seen`,
  );
  return row;
};

const FORGED: Readonly<Record<string, string>> = {
  'a JWT with alg: none': `${jwt('none')}.`,
  'a JWT signed with nothing': signed(jwt('HS256'), ''),
  'a JWT signed with the key of the region': signed(jwt('HS256'), secret),
  'its id alone': name,
  'its id and a full stop': `${name}.`,
  'its signature alone': `.${signature}`,
  'cut by one character': own.token.slice(0, -1),
  'cut in the middle': own.token.slice(0, 60),
  'with one character more': `${own.token}A`,
  'with a line break behind it': `${own.token}\n`,
  'with a space before it': ` ${own.token}`,
  'in capitals': own.token.toUpperCase(),
  'spelt differently to the same bits': respelt(own.token),
  'the id spelt differently': `${respelt(name)}.${signature}`,
  twice: `${own.token}.${own.token}`,
  'signed with an empty key': signed(name, ''),
  'signed with the key of the region itself': signed(name, secret),
  'with the signature of another device': `${name}.${other.token.split('.')[1]}`,
  'of a device that does not exist': signed(nameOf('Device', bandung.uuid, randomUUID()), secret),
  'of a service for a device': `${nameOf('Service', bandung.uuid, bandung.service('KTP-el').uuid)}.${signature}`,
  "another region's, good there": foreign.token,
  "another region's device under this one's name": `${nameOf('Device', bandung.uuid, foreign.uuid)}.${foreign.token.split('.')[1]}`,
  "this region's device under another one's name": `${nameOf('Device', palu.uuid, own.uuid)}.${signature}`,
  'what every object has': '__proto__',
  'a null character': `${name}.\u0000${signature.slice(1)}`,
  'half a character': `${name}.\ud800${signature.slice(1)}`,
  SQL: "device_' or '1'='1",
  'fifty thousand letters': `device_${'a'.repeat(50_000)}.${'a'.repeat(5000)}`,
};

test.each(Object.entries(FORGED))('%s', async (_, deviceToken) => {
  const before = await traces();
  const result = await submit(gateway, rating(ktp, { deviceToken }));
  expect(result).toMatchObject({ __typename: 'InvalidInput', issues: [{ path: 'deviceToken' }] });
  if (result.__typename !== 'InvalidInput') return;
  // All the same words: nobody learns which devices there are.
  expect(result.message).toMatch(/^deviceToken: ini bukan token perangkat yang terdaftar di daerah ini; .+\.$/);
  expect(await traces()).toEqual(before);
});

test('revoked a second ago: refused from then on, and good until then', async () => {
  const device = await addDevice(gateway.database, bandung);
  await submitted(gateway, rating(ktp, { deviceToken: device.token }));
  await revokeDevice(gateway.database, device, new Date(gateway.clock.now().getTime() - 1000));
  const before = await traces();
  const result = await submit(gateway, rating(ktp, { deviceToken: device.token }));
  expect(result).toMatchObject({
    __typename: 'InvalidInput',
    issues: [{ path: 'deviceToken', message: expect.stringContaining('sudah dicabut') }],
  });
  expect(await traces()).toEqual(before);
});

test('everything else that is wrong is told beside it', async () => {
  const result = await submit(
    gateway,
    rating(ktp, { submissionKey: 'kunci', deviceToken: 'x', place: '<b>', answers: [] }),
  );
  if (result.__typename !== 'InvalidInput') throw new Error(`Expected InvalidInput, got ${JSON.stringify(result)}`);
  expect(result.issues.map(({ path }) => path)).toEqual(['submissionKey', 'deviceToken', 'place', 'answers']);
});

test('a token stays good when the region gets another key', async () => {
  await gateway.database.inspect(
    `insert into receipt_key select tenant_id, 2, sha256(secret), created_at from receipt_key where tenant_id = $1`,
    [bandung.uuid],
  );
  await submitted(gateway, rating(ktp, { deviceToken: own.token }));
  const newer = await addDevice(gateway.database, bandung);
  await submitted(gateway, rating(ktp, { deviceToken: newer.token }));
});
