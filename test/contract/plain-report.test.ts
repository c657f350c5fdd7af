import { LANGUAGES } from '@kinerja/gateway/domain/text';
import sp4nLapor from '@kinerja/schema/ticket-policies/sp4n-lapor.json' with { type: 'json' };
import { receiptWords } from '@kinerja/widgets/receipt-words';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { loadTicketPolicy } from '../support/ticket-policy.ts';

/* The form without JavaScript takes reports as well: words in place of scores, and what the region takes. */

const NOW = '2026-08-19T07:00:00Z';
const units = [{ name: 'Disdukcapil', services: ['KTP-el'] }];
const gateway = await startGateway({ now: NOW, tenants: { bandung: { units }, palu: { code: '72.71', units } } });
const { bandung, palu } = gateway.tenants;
await loadTicketPolicy(gateway.database, palu, { ...sp4nLapor, key: 'palu', kinds: ['COMPLAINT'] }, new Date(NOW));

const pathOf = (tenant: typeof bandung) => `/form/${tenant.service('KTP-el').id}`;
const path = pathOf(bandung);
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

const open = async (query = '', at = path) => {
  const response = await gateway.fetch(at + query);
  return { status: response.status, page: await response.text() };
};
const post = async (query: string, fields: Readonly<Record<string, string>>) => {
  const response = await gateway.fetch(path + query, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, page: await response.text() };
};
const filled = async (query: string, comment: string) => {
  const { page } = await open(query);
  return {
    submissionKey: hidden(page, 'submissionKey'),
    questionnaireVersion: hidden(page, 'questionnaireVersion'),
    comment,
  };
};
const stored = (key: string) =>
  gateway.database.inspect<{ kind: string; comment: string; answers: unknown; channel: string }>(
    'select kind, comment, answers, channel from feedback where submission_key = $1',
    [key],
  );

describe('the form', () => {
  test('offers what the region takes, and asks a report for its words alone', async () => {
    const { page } = await open();
    expect([...page.matchAll(/href="\?kind=(\w+)"/g)].map(([, kind]) => kind)).toEqual([
      'rating',
      'complaint',
      'aspiration',
      'information',
    ]);
    const report = (await open('?kind=complaint')).page;
    expect(report).toContain('<h1>Pengaduan: ');
    expect(report).toMatch(/<textarea[^>]* required/);
    expect(report).not.toContain('type="radio"');
    expect(report).not.toContain(skm2017.elements[0]?.question.id);
    expect(report).toMatch(/kind=complaint" aria-current="page">Pengaduan/);
  });

  test('offers a complaint alone where the region takes no other report, and says so of the others', async () => {
    const { page } = await open('', pathOf(palu));
    expect([...page.matchAll(/href="\?kind=(\w+)"/g)].map(([, kind]) => kind)).toEqual(['rating', 'complaint']);
    for (const kind of ['aspiration', 'nonsense', 'constructor']) {
      const refused = await open(`?kind=${kind}&lang=id`, pathOf(palu));
      expect(refused.status).toBe(400);
      expect(refused.page).toContain(`href="${pathOf(palu)}?lang=id"`);
    }
  });

  test.each(LANGUAGES)('says all of it in %s', async (lang) => {
    const { page } = await open(`?kind=information&lang=${lang}`);
    expect(page).toContain(`<html lang="${lang}">`);
    for (const name of Object.values(receiptWords[lang].kinds)) expect(page).toContain(name);
  });
});

describe('a report', () => {
  test.each([
    ['complaint', 'COMPLAINT'],
    ['aspiration', 'ASPIRATION'],
    ['information', 'INFORMATION_REQUEST'],
  ])('as %s is stored without scores, and its receipt leads to where it stands', async (name, kind) => {
    const fields = await filled(`?kind=${name}`, 'Loket 3 tutup.\r\nPadahal baru pukul sebelas.');
    const { status, page } = await post(`?kind=${name}`, { ...fields, 'answers.waktu': '1', 'respondent.sex': 'P' });
    expect(status).toBe(200);
    expect(page).toContain('laporan Saudara sudah tersimpan');
    expect(await stored(fields.submissionKey)).toMatchObject([
      { kind, comment: 'Loket 3 tutup.\nPadahal baru pukul sebelas.', channel: 'FORM' },
    ]);
    const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1] ?? '';
    const followed = await gateway.fetch(action, {
      method: 'POST',
      body: new URLSearchParams({ code: hidden(page, 'code') }),
    });
    expect(followed.status).toBe(200);
    expect(await followed.text()).toContain('Menunggu diperiksa');
  });

  test('sent twice has the same receipt, and is stored once', async () => {
    const fields = await filled('?kind=complaint', 'Tutup.');
    const first = await post('?kind=complaint', fields);
    const again = await post('?kind=complaint', fields);
    expect(hidden(again.page, 'code')).toBe(hidden(first.page, 'code'));
    expect(again.page).toContain('Laporan ini sudah tersimpan sebelumnya');
    expect(await stored(fields.submissionKey)).toHaveLength(1);
  });

  test.each([
    ['without words', ' '],
    ['that is too long', 'x'.repeat(1001)],
    ['with a control character', 'a\u0001b'],
  ])('%s is told beside the field, and kept', async (_, comment) => {
    const fields = await filled('?kind=complaint', comment);
    const { status, page } = await post('?kind=complaint', fields);
    expect(status).toBe(400);
    expect(page).toContain('id="comment-mistake"');
    expect(page).toContain('aria-invalid="true"');
    expect(page).toContain(`>${comment}</textarea>`);
    expect(hidden(page, 'submissionKey')).toBe(fields.submissionKey);
    expect(await stored(fields.submissionKey)).toEqual([]);
  });
});

test('the API tells what can be sent, and by when it is answered', async () => {
  const query = 'query ($id: ID!) { service(id: $id) { reportKinds { kind answerWithin } } }';
  const kindsOf = async (tenant: typeof bandung) => {
    const { data } = await gateway.ask<{ service: { reportKinds: object[] } }>(query, {
      id: tenant.service('KTP-el').id,
    });
    return data?.service.reportKinds;
  };
  expect(await kindsOf(bandung)).toEqual([
    { kind: 'COMPLAINT', answerWithin: 14 },
    { kind: 'ASPIRATION', answerWithin: 14 },
    { kind: 'INFORMATION_REQUEST', answerWithin: 5 },
  ]);
  expect(await kindsOf(palu)).toEqual([{ kind: 'COMPLAINT', answerWithin: 14 }]);
});
