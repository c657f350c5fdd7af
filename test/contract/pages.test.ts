import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { send } from '../support/http.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { rating, submitAll } from '../support/submit.ts';

/* What is served beside the API: the form without JavaScript, the way to all there is. */

const units = [{ name: 'Disdukcapil', services: ['KTP-el'] }];
const gateway = await startGateway({
  tenants: {
    bandung: { units },
    palu: { code: '72.71', zone: 'Asia/Makassar', sampleData: true, units },
    // Whose forum the front page of a demonstration leads to.
    palangkaraya: { code: '62.71', sampleData: true, units },
  },
});
const production = await startGateway({ mode: 'production' });
const { bandung, palu } = gateway.tenants;

test('the front page leads to what there is', async () => {
  const page = await (await gateway.fetch('/')).text();
  const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(links.length).toBeGreaterThan(4);
  for (const path of links.filter((link) => !link.startsWith('/demo/')))
    expect((await gateway.fetch(path, { headers: { Accept: 'text/html' } })).status, path).toBe(200);
});

test('the example site is not there in production', async () => {
  expect((await production.fetch('/demo/pemda-site/')).status).toBe(404);
  expect(await (await production.fetch('/')).text()).not.toContain('/demo/');
});

test('the example site says what it needs when no demonstration region is there', async () => {
  const response = await production.fetch('/nothing-here');
  expect(response.status).toBe(404);
  const page = await gateway.fetch('/demo/pemda-site/?region=99.99');
  expect(page.status).toBe(404);
  expect(await page.text()).toContain('DEMO=1');
});

test('the playground of the widgets is served, and not in production', async () => {
  const script = '/demo/playground/states.js';
  expect((await gateway.fetch(script)).headers.get('content-type')).toContain('text/javascript');
  expect((await production.fetch(script)).status).toBe(404);
});

test.each(['/%', '/form/%E0%A4%A', '//evil.example', '/graphql/', '/widgets', '/form/'])(
  'an address that leads nowhere is a 404: %s',
  async (path) => {
    expect((await send(`${gateway.address}${path}`)).status).toBe(404);
  },
);

describe('the form without JavaScript', () => {
  const path = `/form/${bandung.service('KTP-el').id}`;
  const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

  const open = async (query = '') => {
    const response = await gateway.fetch(path + query);
    expect(response.status).toBe(200);
    return response.text();
  };

  const post = async (fields: Readonly<Record<string, string>>, at = path) => {
    const response = await gateway.fetch(at, { method: 'POST', body: new URLSearchParams(fields) });
    return { status: response.status, headers: response.headers, page: await response.text() };
  };

  const filled = async (overrides: Readonly<Record<string, string>> = {}) => {
    const page = await open();
    return {
      submissionKey: hidden(page, 'submissionKey'),
      questionnaireVersion: hidden(page, 'questionnaireVersion'),
      ...Object.fromEntries(skm2017.elements.map(({ key }) => [`answers.${key}`, '3'])),
      ...overrides,
    };
  };

  const stored = (key: string) =>
    gateway.database.inspect<{ answers: unknown; comment: string | null; channel: string; sex: string | null }>(
      'select answers, comment, channel, sex from feedback where submission_key = $1',
      [key],
    );

  test('asks the nine elements in official wording, and may be framed', async () => {
    const response = await gateway.fetch(path);
    const page = await response.text();
    for (const { question } of skm2017.elements) expect(page).toContain(question.id);
    expect(page).toContain('lang="id"');
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(response.headers.get('Content-Security-Policy')).toContain('frame-ancestors *');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(page).not.toContain('<script');
  });

  test('speaks English when it is asked to', async () => {
    const page = await open('?lang=en');
    expect(page).toContain('lang="en"');
    for (const { question } of skm2017.elements) expect(page).toContain(question['en']?.replaceAll("'", '&#39;'));
  });

  test('says that a demonstration region holds sample data', async () => {
    const sample = await (await gateway.fetch(`/form/${palu.service('KTP-el').id}`)).text();
    expect(sample).toMatch(/data contoh/i);
    expect(await open()).not.toMatch(/data contoh/i);
  });

  test('stores what was entered and gives the receipt, which the API knows', async () => {
    const fields = await filled({ comment: 'Petugasnya ramah.\r\nTerima kasih.', 'respondent.sex': 'P' });
    const { status, page } = await post(fields);
    expect(status).toBe(200);
    const code = /class="code">([^<]+)</.exec(page)?.[1] ?? '';
    expect(code).toMatch(/^3273(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    const { data } = await gateway.ask(
      'query ($code: String!) { feedbackReceipt(code: $code) { kind service { name } } }',
      {
        code,
      },
    );
    expect(data).toEqual({ feedbackReceipt: { kind: 'RATING', service: { name: 'KTP-el' } } });
    expect(await stored(fields.submissionKey)).toEqual([
      {
        answers: Object.fromEntries(skm2017.elements.map(({ key }) => [key, 3])),
        comment: 'Petugasnya ramah.\nTerima kasih.',
        channel: 'FORM',
        sex: 'P',
      },
    ]);
  });

  test('sent twice shows the same receipt and stores one rating', async () => {
    const fields = await filled();
    const code = (page: string) => /class="code">([^<]+)</.exec(page)?.[1];
    const first = await post(fields);
    const again = await post(fields);
    expect(code(again.page)).toBe(code(first.page));
    expect(again.page).toContain('tidak dicatat dua kali');
    expect(await stored(fields.submissionKey)).toHaveLength(1);
  });

  test('sent again with other answers is refused, and the first stays', async () => {
    const fields = await filled();
    await post(fields);
    const { status, page } = await post({ ...fields, 'answers.waktu': '4' });
    expect(status).toBe(422);
    expect(page).toContain('isi yang pertama tetap tersimpan');
    expect(await stored(fields.submissionKey)).toMatchObject([{ answers: { waktu: 3 } }]);
  });

  test.each([
    ['5', 'answers.waktu'],
    ['0', 'answers.waktu'],
    ['2.5', 'answers.waktu'],
    ['tiga', 'answers.waktu'],
    ['', 'answers.waktu'],
  ])('keeps everything else that was entered when an answer is %j', async (score, field) => {
    const fields = await filled({ [field]: score, comment: 'Antrean <b>panjang</b> & lama', 'respondent.sex': 'L' });
    const { status, page } = await post(fields);
    expect(status).toBe(400);
    expect(page).toContain('waktu');
    expect(page).toContain('Antrean &lt;b&gt;panjang&lt;/b&gt; &amp; lama');
    expect(page.match(/ checked/g)).toHaveLength(8);
    expect(page).toContain('value="L" selected');
    expect(hidden(page, 'submissionKey')).toBe(fields.submissionKey);
    expect(await stored(fields.submissionKey)).toEqual([]);
  });

  test.each([
    ['of nothing', '/form/abc'],
    ['of a unit', `/form/${bandung.unit('Disdukcapil').id}`],
    ['of a region', `/form/${bandung.id}`],
  ])('with the id %s is a 404, by GET and by POST', async (_, at) => {
    expect((await gateway.fetch(at)).status).toBe(404);
    expect((await post(await filled(), at)).status).toBe(404);
  });

  test.each(['application/json', 'multipart/form-data; boundary=x', 'text/plain'])('takes no %s', async (type) => {
    const { status } = await send(gateway.address + path, {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: '{}',
    });
    expect(status).toBe(415);
  });

  test('larger than any form is a 413', async () => {
    const { status } = await post(await filled({ comment: 'x'.repeat(100_000) }));
    expect(status).toBe(413);
  });

  test('whatever is sent to it, it is no fault of ours', async () => {
    const bodies = [
      '',
      'a',
      '%',
      '=&=&',
      'submissionKey=%00',
      'answers.=1',
      'answers.__proto__=4',
      'comment=%ED%A0%80',
    ];
    for (const body of bodies) {
      const { status } = await send(gateway.address + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body,
      });
      expect(status, body).toBe(400);
    }
  });
});

describe('the form for one place', () => {
  const { id } = bandung.service('KTP-el');
  const open = (query: string) => gateway.fetch(`/form/${id}${query}`);

  test('shows the place, asks for it nowhere, and sends it along', async () => {
    const response = await open('?place=Loket+3');
    expect(response.headers.get('X-Robots-Tag')).toBe('noindex');
    const page = await response.text();
    expect(page).toContain('Tempat: <strong>Loket 3</strong>');
    expect(page).not.toContain('name="place"');
    // Without an address of its own a form is sent to the one it came from, place and all.
    expect(page).toContain('<form method="post"');
    expect(page).not.toContain('action=');
    const submissionKey = /name="submissionKey" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const answers = Object.fromEntries(skm2017.elements.map(({ key }) => [`answers.${key}`, '3']));
    const fields = { submissionKey, questionnaireVersion: '1', place: 'Loket 9', ...answers };
    const sent = await gateway.fetch(`/form/${id}?place=Loket+3`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    expect(sent.status).toBe(200);
    expect(await sent.text()).toContain(`href="/form/${id}?place=Loket+3"`);
    const rows = await gateway.database.inspect('select channel, place from feedback where submission_key = $1', [
      submissionKey,
    ]);
    expect(rows).toEqual([{ channel: 'FORM', place: 'Loket 3' }]);
  });

  test.each([
    '%3Cscript%3E',
    'x'.repeat(41),
    '%00',
    '%FF',
    'Loket%0B3',
    'https://evil.example',
    '0812+3456+7890',
    '%E2%80%A6',
  ])('is refused in words when the place is nonsense, and leads to the form without one: %s', async (place) => {
    for (const method of ['GET', 'POST']) {
      const response = await gateway.fetch(`/form/${id}?lang=id&place=${place}`, {
        method,
        ...(method === 'POST' && { body: new URLSearchParams({ comment: 'x' }) }),
      });
      const page = await response.text();
      expect(response.status).toBe(400);
      expect(page).toContain('bukan nama loket atau ruang');
      expect(page).toContain(`href="/form/${id}?lang=id"`);
    }
    expect((await open('?lang=id')).status).toBe(200);
  });

  test('is the form without one when the place is empty', async () => {
    for (const query of ['?place=', '?place=+', '?place=%E2%80%8B']) {
      const page = await (await open(query)).text();
      expect(page).not.toContain('Tempat:');
      expect(page).toContain('name="submissionKey"');
    }
  });

  test('has a short address, which is read as people type it', async () => {
    const poster = await (await gateway.fetch(`/poster/${id}.svg`)).text();
    const [code = ''] = /3273-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(poster) ?? [];
    for (const typed of [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ''),
      code.replaceAll('-', '%20'),
      code.replaceAll('0', 'o'),
    ])
      expect(await (await gateway.fetch(`/nilai/${typed}?place=Loket+3`)).text()).toContain(
        'Tempat: <strong>Loket 3</strong>',
      );
  });

  test.each([
    '3273-0000-0000',
    '9999-7K3M-9QXT',
    'abc',
    '',
    '3273-7K3M-9QXT-2WZ4-H8RN',
    'x'.repeat(2000),
    '%00',
    '%FF',
  ])('has no short address %s', async (code) => {
    const response = await gateway.fetch(`/nilai/${code}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Layanan ini tidak ada');
  });
});

test('a rating by form and one by the API count the same', async () => {
  await submitAll(gateway, [rating(bandung.service('KTP-el').id)]);
  const [row] = await gateway.database.inspect<{ ratings: number; tallied: number }>(
    `select (select count(*)::integer from feedback) as ratings, (select sum(ratings)::integer from tally) as tallied`,
  );
  expect(row?.tallied).toBe(row?.ratings);
});
