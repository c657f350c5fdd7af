import { describe, expect, test } from 'vitest';
import { openTicketOffice } from '../support/ticket-office.ts';

/* The office behind a ticket: who reads what, who works on what, and what is told of it. */

const office = await openTicketOffice();
const { head, leader, report, add, read, find, work, reveal, audit } = office;

const WORDS = 'Saya Siti, NIK 3273056010900009, wa 0812-3456-7890, mobil D 1234 ABC. Diminta Rp 250.000.000.';
const MASKED = 'Saya Siti, NIK [NIK], wa [nomor telepon], mobil [pelat nomor]. Diminta Rp 250.000.000.';

describe('words of a citizen', () => {
  test('are masked for the office wherever they stand, and stored as he wrote them', async () => {
    const { code, id } = await report({ words: WORDS });
    await add(code, 'Surel saya siti@contoh.id.');
    const ticket = await find(id);
    expect(ticket).toMatchObject({ words: MASKED, asWritten: false });
    expect(ticket.entries[0]?.entry.text).toBe('Surel saya [alamat surel].');
    expect(ticket.ticket.entries[0]?.text).toBe('Surel saya [alamat surel].');
    expect(JSON.stringify(ticket)).not.toMatch(/32730560|0812|siti@/);
    const { done } = await work(head, id, 'VERIFY', { category: 'pungutan' });
    expect(done).toMatchObject({ words: MASKED });
    expect(JSON.stringify(done)).not.toContain('siti@');
    const stored = await office.gateway.database.inspect<{ comment: string }>('select comment from feedback');
    expect(stored.map(({ comment }) => comment)).toContain(WORDS);
  });

  test('are his own on his receipt', async () => {
    const { code } = await report();
    await add(code, 'Nomor saya 081234567890.');
    expect((await read(code)).entries[0]?.text).toBe('Nomor saya 081234567890.');
  });

  test('are shown as written to whoever works on the ticket and asks for it, and the audit trail says who', async () => {
    const { code, id } = await report({ words: WORDS });
    await add(code, 'Surel saya siti@contoh.id.');
    const before = (await audit('ticket.revealed')).length;
    expect((await reveal(leader, id)).done).toMatchObject({
      asWritten: true,
      words: WORDS,
      entries: [{ entry: { text: 'Surel saya siti@contoh.id.' } }],
    });
    const events = await audit('ticket.revealed');
    expect(events).toHaveLength(before + 1);
    expect(events.at(-1)?.actor).toBe(`employee ${office.people['Wakil Walikota'].uuid}`);
    expect(JSON.stringify(events)).not.toContain('32730560');
    expect(await find(id)).toMatchObject({ words: MASKED });
  });

  test.each(['Staf Dago', 'Kepala Kopo'] as const)('are not shown to %s', async (name) => {
    const { id } = await report({ words: WORDS });
    const before = (await audit('ticket.revealed')).length;
    const { done } = await reveal(await office.as(name), id);
    expect(done).toMatchObject({ __typename: 'NotPermitted' });
    expect(JSON.stringify(done)).not.toContain('Siti');
    expect(await audit('ticket.revealed')).toHaveLength(before);
  });
});
