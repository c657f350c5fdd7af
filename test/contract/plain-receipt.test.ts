import { randomUUID } from 'node:crypto';
import { LANGUAGES } from '@kinerja/gateway/domain/text';
import { receiptWords } from '@kinerja/widgets/receipt-words';
import { describe, expect, test } from 'vitest';
import { change } from '../support/change.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';
import { rating } from '../support/submit.ts';

/* The page of a receipt without JavaScript: the code travels in bodies alone, and nothing that was typed gets lost. */

const NOW = '2026-08-19T07:00:00Z';
const PATH = '/tanda-terima';
const HALF_AN_HOUR_MS = 30 * 60_000;

const gateway = await startGateway({
  now: NOW,
  tenants: { bandung: { sampleData: true, units: [{ name: 'Disdukcapil', services: ['KTP-el'] }] } },
});
const { bandung } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bandung, [
  { name: 'Kepala Dinas', unit: 'Disdukcapil', post: 'Kepala', heads: true },
]);
const head = await signIn(gateway, bandung, people['Kepala Dinas'].uuid);
const work = change<{ readonly id: string }>({
  field: 'workOnTicket(input: WorkOnTicketInput!)',
  shape: '... on OfficeTicket { id }',
});

const report = async (kind = 'COMPLAINT'): Promise<string> => {
  const { data } = await gateway.ask<{ submitFeedback: { receipt: { code: string } } }>(
    'mutation ($input: SubmitFeedbackInput!) { submitFeedback(input: $input) { ... on SubmitFeedbackSuccess { receipt { code } } } }',
    {
      input: {
        ...rating(bandung.service('KTP-el').id),
        kind,
        answers: kind === 'RATING' ? undefined : [],
        comment: 'Loket 3 tutup.',
      },
    },
  );
  return data.submitFeedback.receipt.code;
};

const post = async (fields: Readonly<Record<string, string>>, at = PATH) => {
  const response = await gateway.fetch(at, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location') ?? '', page: await response.text() };
};

/** Sends a form and follows where it leads, as browsers do. */
const send = async (fields: Readonly<Record<string, string>>, at = PATH) => {
  const { status, location } = await post(fields, at);
  expect(status).toBe(303);
  const response = await gateway.fetch(location);
  return { status: response.status, location, headers: response.headers, page: await response.text() };
};

const act = (code: string, move: string, more: Readonly<Record<string, string>> = {}) => ({
  code,
  key: randomUUID(),
  move,
  ...more,
});

/** The office answers the report that came last. */
const answer = async (text: string) => {
  const { data } = await head<{ tickets: readonly { id: string }[] }>(
    'query ($id: ID!) { tickets(unitId: $id, first: 200) { id receivedAt } }',
    { id: bandung.unit('Disdukcapil').id },
  );
  const id = data.tickets.at(-1)?.id ?? '';
  const step = (move: string, more: object) => work(head, { input: { id, key: randomUUID(), move, ...more } });
  await step('VERIFY', { category: 'prosedur' });
  await step('REPLY', { text });
};

interface Found {
  readonly words: { readonly kept: boolean };
  readonly ticket: {
    readonly state: string;
    readonly outcome: string | null;
    readonly entries: readonly { readonly move: string; readonly text: string | null }[];
  };
}

const found = async (code: string): Promise<Found> => {
  const { data } = await gateway.ask<{ feedbackReceipt: Found }>(
    'query ($code: String!) { feedbackReceipt(code: $code) { words { kept } ticket { state outcome entries { move text } } } }',
    { code },
  );
  return data.feedbackReceipt;
};

describe('looking', () => {
  test('asks for the code, and may be framed', async () => {
    const response = await gateway.fetch(PATH);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('name="code"');
    expect(response.headers.get('Content-Security-Policy')).toContain('frame-ancestors *');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(page).not.toContain('<script');
  });

  test('leads to an address that holds for half an hour and says nothing of the code', async () => {
    const code = await report();
    const { location, page, status } = await send({ code: code.toLowerCase().replaceAll('-', ' ') });
    expect(status).toBe(200);
    expect(page).toContain(code);
    expect(page).toContain('Menunggu diperiksa');
    expect(page).toContain('paling lambat 24 Agustus 2026');
    expect(page).toMatch(/data contoh/i);
    expect(page).not.toContain(receiptWords.id.sent);
    const [, , sealed = ''] = location.split('/');
    const clear = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect([location, ...clear].join()).not.toContain(code.slice(5, 9));
    gateway.clock.advance(HALF_AN_HOUR_MS - 1000);
    expect((await gateway.fetch(location)).status).toBe(200);
    gateway.clock.advance(2000);
    const late = await gateway.fetch(location);
    expect(late.status).toBe(410);
    expect(await late.text()).toContain('Masukkan kodenya lagi');
    gateway.clock.set(NOW);
  });

  test.each(['abc', 'a.b.c.d.e', 'x'.repeat(3000), '%00', 'eyJhbGciOiJkaXIifQ....'])(
    'at an address that we never gave asks for the code: %s',
    async (pass) => {
      const response = await gateway.fetch(`${PATH}/${pass}`);
      expect(response.status).toBe(410);
      expect(await response.text()).toContain('name="code"');
    },
  );

  test('with a code sealed for one receipt shows no other one', async () => {
    const { location } = await send({ code: await report() });
    const other = `${location.slice(0, -4)}${location.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    expect((await gateway.fetch(other)).status).toBe(410);
  });

  test.each([
    ['3273', 400, 'Kode ini belum lengkap'],
    ['', 400, 'Kode ini belum lengkap'],
    ['<b>', 400, 'Kode ini belum lengkap'],
    ['3273-AAAA-BBBB-CCCC-DDDD', 404, 'Tidak ada tanda terima dengan kode ini'],
    ['9999-AAAA-BBBB-CCCC-DDDD', 404, 'Tidak ada tanda terima dengan kode ini'],
  ])('with the code %j says what is wrong beside the field, and keeps it', async (code, status, words) => {
    const answer = await post({ code });
    expect(answer.status).toBe(status);
    expect(answer.page).toContain(words);
    expect(answer.page).toContain('aria-invalid="true"');
    expect(answer.page).toContain(`value="${code.replace('<', '&lt;').replace('>', '&gt;')}"`);
  });

  test('of a rating says that it is recorded, and lets its comment be erased', async () => {
    const code = await report('RATING');
    const { page } = await send({ code });
    expect(page).toContain(receiptWords.id.recorded);
    expect(page).not.toContain('name="text"');
    expect((await send(act(code, 'ERASE'))).page).toContain(receiptWords.id.erasedAt);
    const { words } = await found(code);
    expect(words.kept).toBe(false);
  });

  test.each(LANGUAGES)('speaks %s, and stays with it', async (lang) => {
    const code = await report();
    const { page, location } = await send({ code }, `${PATH}?lang=${lang}`);
    expect(location).toContain(`?lang=${lang}`);
    expect(page).toContain(`<html lang="${lang}">`);
    expect(page).toContain(receiptWords[lang].add);
    expect(page).toContain(`action="${PATH}?lang=${lang}"`);
  });
});

describe('what a citizen does', () => {
  test('is done, told, and shown; sent again it is done once', async () => {
    const code = await report();
    const fields = act(code, 'ADD', { text: 'Masih tutup.\r\n<i>Hari ini</i> juga.' });
    const { page } = await send(fields);
    expect(page).toContain(receiptWords.id.sent);
    expect(page).toContain('Masih tutup.\n&lt;i&gt;Hari ini&lt;/i&gt; juga.');
    await send(fields);
    expect((await found(code)).ticket.entries).toEqual([{ move: 'ADD', text: 'Masih tutup.\n<i>Hari ini</i> juga.' }]);
  });

  test.each([
    ['nothing', ''],
    ['only spaces', '   '],
    ['too much', 'x'.repeat(2001)],
    ['a control character', 'a\u0001b'],
  ])('is refused beside the field with %s, and kept under its key', async (_, text) => {
    const code = await report();
    const fields = act(code, 'ADD', { text });
    const { status, page } = await post(fields);
    expect(status).toBe(400);
    expect(page).toContain(receiptWords.id.wrongText);
    expect(page).toContain(`>${text}</textarea>`);
    expect(page).toContain(`name="key" value="${fields.key}"`);
    expect((await found(code)).ticket.entries).toEqual([]);
  });

  test('can be taken back, after which nothing is possible and what is written still stays', async () => {
    const code = await report();
    expect((await send(act(code, 'WITHDRAW'))).page).toContain('Ditarik pelapor');
    const { status, page } = await post(act(code, 'ADD', { text: 'Satu lagi.' }));
    expect(status).toBe(409);
    expect(page).toContain('keadaan laporan sudah berubah');
    expect(page).toContain('>Satu lagi.</textarea>');
  });

  test('of an answer is fixed or not, and the last word counts', async () => {
    const code = await report();
    await answer('Loket 3 sudah buka.');
    const { page } = await send({ code });
    expect(page).toContain('Loket 3 sudah buka.');
    expect(page).toContain(receiptWords.id.reply);
    await send(act(code, 'NOT_FIXED'));
    expect((await found(code)).ticket).toMatchObject({ state: 'ANSWERED', outcome: 'NOT_FIXED' });
    expect((await send(act(code, 'FIXED'))).page).toContain(receiptWords.id.outcomes.FIXED);
    expect((await found(code)).ticket.outcome).toBe('FIXED');
  });

  test('erases his words, after which the page says so', async () => {
    const code = await report();
    await send(act(code, 'ADD', { text: 'Rumah saya di Jalan Dago 5.' }));
    const { page } = await send(act(code, 'ERASE'));
    expect(page).toContain(receiptWords.id.erasedText);
    expect(page).not.toContain('Jalan Dago');
    expect((await found(code)).words.kept).toBe(false);
  });

  test.each([
    ['a move that there is not', { move: 'constructor' }, 400],
    ['a key that is none', { key: 'x' }, 400],
  ])('with %s is refused', async (_, wrong, status) => {
    const code = await report();
    expect((await post({ ...act(code, 'WITHDRAW'), ...wrong })).status).toBe(status);
    expect((await found(code)).ticket.state).toBe('RECEIVED');
  });

  test('to a code that nobody has is told like looking for it', async () => {
    const { status, page } = await post(act('3273-AAAA-BBBB-CCCC-DDDD', 'ADD', { text: 'x' }));
    expect(status).toBe(404);
    expect(page).toContain('Tidak ada tanda terima dengan kode ini');
  });
});
