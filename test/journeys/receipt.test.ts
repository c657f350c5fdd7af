import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating, submitted } from '../support/submit.ts';

/* The receipt: whoever holds the code sees that the rating was recorded, and nobody else sees anything. */

const units = [{ name: 'Disdukcapil', services: ['KTP-el'] }];
const gateway = await startGateway({
  tenants: { bandung: { units }, palu: { code: '72.71', name: 'Kota Palu', zone: 'Asia/Makassar', units } },
});
const { bandung, palu } = gateway.tenants;

const ask = (code: string) =>
  gateway.ask<{ feedbackReceipt: unknown }>(
    'query ($code: String!) { feedbackReceipt(code: $code) { code kind receivedAt service { id name unit { name } } } }',
    { code },
  );

const { receipt } = await submitted(gateway, rating(bandung.service('KTP-el').id, { comment: 'Rahasia saya' }));
const known = {
  code: receipt.code,
  kind: 'RATING',
  receivedAt: '2026-08-19T07:00:00.000Z',
  service: { id: bandung.service('KTP-el').id, name: 'KTP-el', unit: { name: 'Disdukcapil' } },
};

test('a code names its region and hides 80 bits behind it', () => {
  expect(receipt.code).toMatch(/^3273(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
});

describe('a code is read however it was copied:', () => {
  const secret = receipt.code.slice('3273-'.length);
  test.each([
    ['as it is printed', receipt.code],
    ['in small letters', receipt.code.toLowerCase()],
    ['without hyphens', receipt.code.replaceAll('-', '')],
    ['with spaces', ` ${receipt.code.replaceAll('-', ' ')}\n`],
    ['with dots and underscores', receipt.code.replace('-', '.').replace('-', '_')],
    ['with O for 0 and L for 1', `3273-${secret.replaceAll('0', 'o').replaceAll('1', 'l')}`],
    ['with I for 1', `3273-${secret.replaceAll('1', 'I')}`],
  ])('%s', async (_, code) => {
    const { data, errors } = await ask(code);
    expect(errors).toEqual([]);
    expect(data.feedbackReceipt).toEqual(known);
  });
});

describe('a code that is none is answered like one that was never given out:', () => {
  const other = receipt.code.endsWith('7') ? '8' : '7';
  test.each([
    ['one character off', receipt.code.slice(0, -1) + other],
    ["another region's", receipt.code.replace('3273', '7271')],
    ['a region that does not exist', receipt.code.replace('3273', '9999')],
    ['too short', receipt.code.slice(0, -1)],
    ['too long', `${receipt.code}0`],
    ['without its region', receipt.code.slice(5)],
    ['empty', ''],
    ['nonsense', "' or 1=1 --"],
    ['with a null character', `3273-\u0000${receipt.code.slice(6)}`],
    ['very long', '0'.repeat(50_000)],
  ])('%s', async (_, code) => {
    const { status, data, errors } = await ask(code);
    expect(status).toBe(200);
    expect(data).toEqual({ feedbackReceipt: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ['feedbackReceipt'], extensions: { code: 'NOT_FOUND' } });
    expect(errors[0]?.message).toMatch(/^code: nothing found for ".*; expected the code on a receipt, such as "3273-/s);
    expect(errors[0]?.message.length).toBeLessThan(300);
  });
});

test('the database alone leads to no receipt: codes are stored as hashes', async () => {
  const secret = receipt.code.replaceAll('-', '').slice(4);
  const rows = await gateway.database.inspect<{ row: string }>('select feedback::text as row from feedback');
  const events = await gateway.database.inspect<{ row: string }>('select audit_event::text as row from audit_event');
  expect(rows.length).toBeGreaterThan(0);
  for (const { row } of [...rows, ...events]) expect(row).not.toContain(secret);
});

test('codes of ratings that came one after the other have nothing in common', async () => {
  const codes = await Promise.all(
    Array.from({ length: 60 }, async () => (await submitted(gateway, rating(palu.service('KTP-el').id))).receipt.code),
  );
  expect(new Set(codes).size).toBe(60);
  for (let place = 0; place < 16; place += 1) {
    const letters = new Set(codes.map((code) => code.replaceAll('-', '').at(4 + place)));
    expect(letters.size, `different letters at ${place}`).toBeGreaterThan(12);
  }
});

test('codes that were given out stay good when the key changes, and repetitions keep their code', async () => {
  const input = rating(bandung.service('KTP-el').id);
  const before = await submitted(gateway, input);
  await gateway.database.inspect('insert into receipt_key values ($1, 2, $2, now())', [bandung.uuid, randomBytes(32)]);
  const after = await submitted(gateway, rating(bandung.service('KTP-el').id));
  expect((await submitted(gateway, input)).receipt).toEqual(before.receipt);
  for (const { code } of [receipt, before.receipt, after.receipt]) {
    const { data } = await ask(code);
    expect(data.feedbackReceipt).toMatchObject({ code });
  }
  const versions = await gateway.database.inspect<{ version: number }>(
    'select distinct receipt_key_version as version from feedback where tenant_id = $1 order by 1',
    [bandung.uuid],
  );
  expect(versions.map(({ version }) => version)).toEqual([1, 2]);
});

test('a receipt says nothing of what was said', async () => {
  const { errors } = await gateway.ask(`{ feedbackReceipt(code: "${receipt.code}") { comment answers respondent } }`);
  expect(errors).toHaveLength(3);
});
