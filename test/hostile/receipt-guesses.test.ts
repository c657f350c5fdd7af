import { randomBytes, randomUUID } from 'node:crypto';
import { receiptWords } from '@kinerja/widgets/receipt-words';
import { describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { rating, submitted } from '../support/submit.ts';

/* Guessing a receipt code: so many tries for one network, and no answer that tells one wrong code from another. */

const LIMIT = 30;
const units = [{ name: 'Disdukcapil', services: ['KTP-el'] }];
const sent: string[] = [];
const gateway = await startGateway({ onStatement: (text) => sent.push(text), tenants: { bandung: { units } } });
const limited = await startGateway({
  limitSubmits: true,
  trustedProxies: '127.0.0.0/8, ::1',
  tenants: { bandung: { units } },
});

const codeOf = async (to: TestGateway<'bandung'>) => {
  const input = {
    ...rating(to.tenants.bandung.service('KTP-el').id),
    kind: 'COMPLAINT',
    answers: [],
    comment: 'Tutup.',
  };
  return (await submitted(to, input)).receipt.code;
};

/** A code of a region's own shape that was never given. */
const guess = () => `3273-${[...randomBytes(16)].map((byte) => '0123456789ABCDEF'[byte % 16]).join('')}`;

const from = (address: string) => ({ 'X-Forwarded-For': address });
const look = (to: TestGateway<'bandung'>, code: string, headers: Record<string, string> = {}) =>
  to.ask<{ feedbackReceipt: { kind: string } | null }>(
    'query ($code: String!) { feedbackReceipt(code: $code) { kind } }',
    { code },
    headers,
  );

describe('a wrong code', () => {
  test.each([
    ['with a character that no code has', (code: string) => `${code.slice(0, -1)}U`],
    ['with one that no alphabet has', (code: string) => `${code.slice(0, -1)}*`],
    ['one character off', (code: string) => `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`],
  ])('%s is answered like one that was never given, after the same statements', async (_, change) => {
    const [never, wrong] = [guess(), change(await codeOf(gateway))];
    const answers: unknown[] = [];
    for (const code of [never, wrong]) {
      sent.length = 0;
      const { status, data, errors } = await look(gateway, code);
      const told = errors.map(({ message, extensions }) => ({ message: message.replace(code, '…'), extensions }));
      answers.push({ status, data, told, statements: [...sent] });
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ statements: [expect.stringContaining('receipt')] });
  });
});

describe('a network that tries wrong codes', () => {
  test('is told to wait after thirty, for a good code as well, while others are not held up', async () => {
    const code = await codeOf(limited);
    for (let tries = 0; tries < LIMIT; tries += 1)
      expect((await look(limited, guess(), from('203.0.113.7'))).errors).toMatchObject([
        { extensions: { code: 'NOT_FOUND' } },
      ]);
    for (const tried of [guess(), code]) {
      const { status, headers, errors } = await look(limited, tried, from('203.0.113.8'));
      expect(status).toBe(429);
      expect(errors).toMatchObject([{ extensions: { code: 'TOO_MANY_REQUESTS' } }]);
      const wait = Number(headers.get('retry-after'));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(600);
    }
    expect((await look(limited, code, from('198.51.100.9'))).data).toEqual({ feedbackReceipt: { kind: 'COMPLAINT' } });
  });

  test('many at once are held as well, whatever they want to do', async () => {
    const attempt = () =>
      limited.ask(
        'mutation ($code: String!, $key: ID!) { withdrawTicket(code: $code, key: $key) { __typename } }',
        { code: guess(), key: randomUUID() },
        from('203.0.114.7'),
      );
    const answers = await Promise.all(Array.from({ length: 3 * LIMIT }, attempt));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2 * LIMIT);
  });

  test('is told so on the page without JavaScript, which keeps what was written and sends it later', async () => {
    const code = await codeOf(limited);
    const post = (fields: Readonly<Record<string, string>>, address: string) =>
      limited.fetch('/tanda-terima', {
        method: 'POST',
        headers: from(address),
        body: new URLSearchParams(fields),
        redirect: 'manual',
      });
    for (let tries = 0; tries < LIMIT; tries += 1)
      expect((await post({ code: guess() }, '203.0.115.7')).status).toBe(404);
    const fields = { code, key: randomUUID(), move: 'ADD', text: 'Masih "tutup".' };
    const refused = await post(fields, '203.0.115.7');
    const page = await refused.text();
    expect(refused.status).toBe(429);
    expect(page).toContain(receiptWords.id.tooMany(600).slice(0, 40));
    expect(page).toContain('name="text" value="Masih &quot;tutup&quot;."');
    expect(page).toContain(`name="key" value="${fields.key}"`);
    expect((await post(fields, '198.51.100.9')).status).toBe(303);
  });

  test('who looks at good codes, however often, tries none', async () => {
    const code = await codeOf(limited);
    for (let times = 0; times < 2 * LIMIT; times += 1)
      expect((await look(limited, code, from('203.0.116.7'))).status).toBe(200);
  });
});
