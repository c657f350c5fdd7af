import { randomUUID } from 'node:crypto';
import { decodeGlobalId } from '@kinerja/gateway/global-id';
import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { putTallies } from '../support/figures.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { tallyOf } from '../support/ratings.ts';
import type { AskAs } from '../support/sign-in.ts';
import { openTicketOffice } from '../support/ticket-office.ts';

/* Anda sampaikan, kami lakukan: what a unit did about what it was told, in its own words and beside the element it is about. */

const office = await openTicketOffice();
const { gateway, bandung, head, leader, report, answered, flag } = office;
const staff = await office.as('Staf Dago');

const weakWaiting = skm2017.elements.map(({ key }) => (key === 'waktu' ? 2 : 4));
await putTallies(gateway.database, bandung, [
  {
    serviceId: bandung.service('Umum').uuid,
    questionnaireKey: 'skm-2017',
    day: '2026-05-10',
    tally: tallyOf(skm2017, Array<number[]>(40).fill(weakWaiting)),
  },
]);
await gateway.tick();

interface Reply {
  readonly __typename: string;
  readonly id: string;
  readonly message: string;
  readonly said: string;
  readonly done: string;
  readonly elementLabel: string | null;
}
const SHAPE = '... on PublicReply { id said done element elementLabel service { name } unit { name } }';
const publishing = change<Reply>({ field: 'publishReply(input: PublishReplyInput!)', shape: SHAPE });
const withdrawing = change<Reply>({ field: 'withdrawReply(id: ID!, reason: String!)', shape: SHAPE });
const publish = async (ask: AskAs, input: Readonly<Record<string, unknown>> = {}) => {
  const given = {
    unitId: bandung.unit('Dago').id,
    said: 'Warga menunggu terlalu lama di loket.',
    done: 'Loket kedua dibuka setiap Senin.',
    ...input,
  };
  const { done, errors } = await publishing(ask, { input: given });
  return { ...(done ?? ({} as Reply)), errors };
};
const published = async () => {
  const { data } = await gateway.ask<{
    unit: {
      publicReplies: readonly Reply[];
      weakestElements: readonly { readonly key: string; readonly publicReplies: readonly Reply[] }[];
    };
  }>(
    `query ($id: ID!) { unit(id: $id) {
       publicReplies { id said done elementLabel }
       weakestElements(first: 1) { key publicReplies { id said } } } }`,
    { id: bandung.unit('Dago').id },
  );
  return data.unit;
};

describe('what a unit did about what it was told', () => {
  test('is public at once, and stands beside the weak element that it is about', async () => {
    expect(await published()).toMatchObject({ publicReplies: [] });
    const { id } = await publish(head, { element: 'waktu', serviceId: bandung.service('Umum').id });
    const { publicReplies, weakestElements } = await published();
    expect(publicReplies).toEqual([
      {
        id,
        said: 'Warga menunggu terlalu lama di loket.',
        done: 'Loket kedua dibuka setiap Senin.',
        elementLabel: 'Waktu Penyelesaian',
      },
    ]);
    expect(weakestElements).toEqual([{ key: 'waktu', publicReplies: [expect.objectContaining({ id })] }]);
    expect((await publish(leader)).__typename).toBe('PublicReply');
    expect((await published()).publicReplies).toHaveLength(2);
  });

  test('is published by the head of the unit or a leader, and by nobody else', async () => {
    for (const ask of [gateway.ask, staff, await office.as('Kepala Kopo')])
      expect(await publish(ask)).toMatchObject({ __typename: 'NotPermitted' });
  });

  test('comes from an answered report, in the words of the unit', async () => {
    const { id } = await report();
    expect(await publish(head, { ticketId: id })).toMatchObject({
      __typename: 'NotAllowedNow',
      message: expect.stringContaining('belum dijawab'),
    });
    const { id: ticketId } = await answered();
    expect(await publish(head, { ticketId, said: ' LOKET 3  tutup.\n' })).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('dengan kata-kata sendiri'),
    });
    expect((await publish(head, { ticketId })).__typename).toBe('PublicReply');
    await flag(head, ticketId, { reason: 'Uji coba' });
    expect(await publish(head, { ticketId })).toMatchObject({ __typename: 'NotAllowedNow' });
  });

  test('is published once, however often and at once the same form is sent', async () => {
    const { id: ticketId } = await answered();
    const key = randomUUID();
    const { publicReplies: before } = await published();
    const sent = await Promise.all([1, 2, 3].map(() => publish(head, { ticketId, key })));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect((await publish(head, { ticketId, key: key.toUpperCase() })).id).toBe(sent[0]?.id);
    expect((await published()).publicReplies).toHaveLength(before.length + 1);
    expect(
      await gateway.database.inspect('select from audit_event where action = $1 and detail ->> $2 = $3', [
        'reply.published',
        'ticketId',
        decodeGlobalId(ticketId)?.id,
      ]),
    ).toHaveLength(1);
    for (const [ask, input] of [
      [head, { ticketId, done: 'Lain.' }],
      [head, {}],
      [leader, { ticketId }],
    ] as const)
      expect(await publish(ask, { key, ...input })).toMatchObject({
        __typename: 'InvalidInput',
        message: expect.stringContaining('kunci baru untuk isi yang baru'),
      });
    expect(await publish(head, { key: 'x' })).toMatchObject({ __typename: 'InvalidInput' });
  });

  test('can be published of a ticket by the head of its unit or a leader, once it is answered', async () => {
    const { id } = await report();
    const publishable = async (ask: AskAs) => {
      const { data } = await ask<{ ticket: { publishable: boolean } }>(
        'query ($id: ID!) { ticket(id: $id) { publishable } }',
        { id },
      );
      return data.ticket.publishable;
    };
    expect(await publishable(head)).toBe(false);
    await office.assign(head, id, { employeeId: office.people['Staf Dago'].id });
    await office.work(head, id, 'VERIFY', { category: 'prosedur' });
    await office.work(head, id, 'REPLY', { text: 'Sudah kami perbaiki.' });
    expect(await Promise.all([head, leader, staff].map(publishable))).toEqual([true, true, false]);
    await flag(head, id, { reason: 'Uji coba.' });
    expect(await publishable(head)).toBe(false);
  });

  test('shows no personal data of anybody', async () => {
    const { said } = await publish(head, { said: 'Ibu Siti, 0812-3456-7890, menunggu.' });
    expect(said).toBe('Ibu Siti, [nomor telepon], menunggu.');
  });

  test.each([
    ['an empty side', { done: ' ' }, 'yang sudah dilakukan'],
    ['a side that is too long', { said: 'a'.repeat(601) }, '600'],
    ['an element that the questionnaire does not have', { element: 'parkir' }, 'salah satu dari persyaratan'],
  ])('is refused in words for %s', async (_, input, message) => {
    expect(await publish(head, input)).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining(message),
    });
  });

  test('of another unit’s service or report is not there', async () => {
    for (const input of [{ serviceId: bandung.service('Gigi').id }, { ticketId: 'ticket_x' }])
      expect((await publish(head, input)).errors[0]?.message).toContain('of your region');
  });
});

describe('what was published by mistake', () => {
  test('is taken back with a reason, once, and leaves the public', async () => {
    const { id } = await publish(head, { said: 'Salah unit.' });
    expect((await withdrawing(staff, { id, reason: 'x' })).done).toMatchObject({ __typename: 'NotPermitted' });
    expect((await withdrawing(head, { id, reason: '' })).done).toMatchObject({ __typename: 'InvalidInput' });
    expect((await withdrawing(head, { id, reason: 'Milik unit lain.' })).done).toMatchObject({ id });
    expect((await withdrawing(head, { id, reason: 'Milik unit lain.' })).done).toMatchObject({
      __typename: 'NotAllowedNow',
    });
    expect((await published()).publicReplies.map((reply) => reply.id)).not.toContain(id);
    const stored = await gateway.database.inspect<{ reason: string }>(
      'select withdrawn_reason as reason from public_reply where withdrawn_at is not null',
    );
    expect(stored).toEqual([{ reason: 'Milik unit lain.' }]);
  });
});

test('stands in the report of the unit', async () => {
  const { data } = await gateway.ask<{ unit: { reportPath: string } }>(
    'query ($id: ID!) { unit(id: $id) { reportPath(period: "2026-Q2") } }',
    { id: bandung.unit('Dago').id },
  );
  const page = await (await gateway.fetch(data.unit.reportPath)).text();
  expect(page).toContain('Anda sampaikan, kami lakukan');
  expect(page).toContain('Loket kedua dibuka setiap Senin.');
  expect(page).not.toMatch(/Salah unit|7890/);
});
