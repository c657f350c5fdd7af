import { LANGUAGES } from '@kinerja/gateway/domain/text';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { skm2004, skm2017 } from '../support/questionnaires.ts';

/* The form without JavaScript, in the languages of the people who fill it in. */

const gateway = await startGateway({
  tenants: {
    bandung: {
      units: [{ name: 'Disdukcapil', services: ['KTP-el', { name: 'Lama', questionnaire: skm2004 }] }],
    },
  },
});
const { bandung } = gateway.tenants;
const path = `/form/${bandung.service('KTP-el').id}`;

const open = async (query: string, at = path) => {
  const response = await gateway.fetch(at + query);
  expect(response.status).toBe(200);
  return response.text();
};
const escaped = (text: string | undefined) => text?.replaceAll('&', '&amp;').replaceAll("'", '&#39;') ?? '(none)';
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
const post = async (query: string, fields: Readonly<Record<string, string>>) => {
  const response = await gateway.fetch(path + query, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, page: await response.text() };
};
const filled = async (query: string, overrides: Readonly<Record<string, string>> = {}) => {
  const page = await open(query);
  return {
    submissionKey: hidden(page, 'submissionKey'),
    questionnaireVersion: hidden(page, 'questionnaireVersion'),
    ...Object.fromEntries(skm2017.elements.map(({ key }) => [`answers.${key}`, '3'])),
    ...overrides,
  };
};

const WAITS = {
  id: 'Terjemahan ini menunggu pemeriksaan penutur asli.',
  su: 'Tarjamahan ieu ngantosan dipariksa ku panyatur asli.',
  jv: 'Terjemahan punika ngentosi dipunpriksa déning panutur asli.',
} as const;

describe('the form', () => {
  test.each(LANGUAGES)('asks everything in %s, and says that it does', async (lang) => {
    const page = await open(`?lang=${lang}`);
    expect(page).toContain(`<html lang="${lang}">`);
    for (const { label, question, answers } of skm2017.elements)
      for (const text of [label, question, ...answers]) expect(page).toContain(escaped(text[lang]));
    for (const { label, options } of skm2017.profile)
      for (const text of [label, ...options.map((option) => option.label)]) expect(page).toContain(escaped(text[lang]));
  });

  test.each(['jw', 'JV-ID', 'jv_ID'])('is in Javanese for %s', async (lang) => {
    expect(await open(`?lang=${lang}`)).toContain('<html lang="jv">');
  });

  test('leads to itself in the other languages, and keeps what else its address says', async () => {
    const page = await open('?lang=su&place=loket-1');
    const links = [...page.matchAll(/<a href="([^"]+)" lang="(\w+)" hreflang="\w+"(?: (aria-current))?/g)];
    expect(links.map(([, href, lang, current]) => [href?.replaceAll('&amp;', '&'), lang, current])).toEqual([
      ['?lang=id&place=loket-1', 'id', undefined],
      ['?lang=en&place=loket-1', 'en', undefined],
      ['?lang=su&place=loket-1', 'su', 'aria-current'],
      ['?lang=jv&place=loket-1', 'jv', undefined],
    ]);
    expect(page).toContain('aria-label="Basa"');
  });

  test('says in the language and in Indonesian that its words wait for a native speaker', async () => {
    for (const lang of ['su', 'jv'] as const) {
      const page = await open(`?lang=${lang}`);
      expect(page).toContain(WAITS[lang]);
      expect(page).toContain(`<span lang="id">${WAITS.id}</span>`);
    }
    for (const lang of ['id', 'en']) expect(await open(`?lang=${lang}`)).not.toContain('class="note"');
  });

  test.each(['ban', 'fr', 'x', '"><script>'])('is in Indonesian for %j, and says so', async (lang) => {
    const page = await open(`?lang=${encodeURIComponent(lang)}`);
    expect(page).toContain('<html lang="id">');
    expect(page).toContain('jadi halaman ini berbahasa Indonesia');
    expect(page).toContain('<span lang="en">The language asked for is not there yet');
    expect(page).not.toContain('<script>');
  });

  test('marks names, and questions that have no translation, as Indonesian', async () => {
    expect(await open('?lang=jv')).toContain('<span lang="id">KTP-el</span>');
    const page = await open('?lang=jv', `/form/${bandung.service('Lama').id}`);
    expect(page).toContain('Pitakènanipun mawi basa Indonésia.');
    expect(page).toContain(`<p lang="id">${skm2004.elements[0]?.question.id}</p>`);
    expect(page).toContain('Kintun pambiji');
  });
});

describe('what comes after sending', () => {
  test.each([
    ['id', 'Terima kasih, penilaian Saudara sudah tersimpan.', '19 Agustus 2026'],
    ['en', 'Thank you, your rating has been stored.', 'August 19, 2026'],
    ['su', 'Hatur nuhun, pangajén Anjeun parantos disimpen.', '19 Agustus 2026'],
    ['jv', 'Matur nuwun, pambiji panjenengan sampun kasimpen.', '19 Agustus 2026'],
  ])('is a receipt in %s with the time of the region', async (lang, thanks, day) => {
    const { status, page } = await post(`?lang=${lang}`, await filled(`?lang=${lang}`));
    expect(status).toBe(200);
    expect(page).toContain(`<html lang="${lang}">`);
    expect(page).toContain(thanks);
    expect(page).toMatch(new RegExp(`${day}.*14[.:]00[.:]00|${day}.*2:00:00`));
    expect(page).toContain('WIB');
    expect(page).toContain(`${path}?lang=${lang}`);
    expect(page.includes(WAITS.id)).toBe(lang === 'su' || lang === 'jv');
  });

  test.each([
    ['id', '3. Waktu Penyelesaian: Pilih salah satu jawaban.', 'Saran atau masukan: Saran paling banyak 1000 huruf'],
    ['en', '3. Time needed: Choose one answer.', 'Suggestions: Suggestions have at most 1000 characters'],
    ['su', '3. Waktos Ngaréngsékeun: Mangga pilih salah sahiji waleran.', 'Saran paling seueur 1000 hurup'],
    [
      'jv',
      '3. Wekdal Ngrampungaken: Mangga dipunpilih salah satunggaling wangsulan.',
      'Saran paling kathah 1000 aksara',
    ],
  ])(
    'names in %s what is wrong, keeps what was entered, and offers no link that would lose it',
    async (lang, answer, comment) => {
      const fields = await filled(`?lang=${lang}`, { 'answers.waktu': '', comment: 'a'.repeat(1_001) });
      const { status, page } = await post(`?lang=${lang}`, fields);
      expect(status).toBe(400);
      expect(page).toContain(`<a href="#answers-waktu">${answer}</a>`);
      expect(page).toContain(comment);
      expect(page.match(/ checked/g)).toHaveLength(8);
      expect(page).not.toContain('class="languages"');
    },
  );

  test('tells only in Indonesian, marked as such, what no field of the page is about', async () => {
    const { status, page } = await post('?lang=su', await filled('?lang=su', { submissionKey: 'x' }));
    expect(status).toBe(400);
    expect(page).toContain('<li lang="id">submissionKey: yang diharapkan UUID');
  });

  test('asks to look again when the questions were changed meanwhile', async () => {
    const { page } = await post('?lang=jv', await filled('?lang=jv', { questionnaireVersion: '7' }));
    expect(page).toContain('Pitakènanipun nembé kémawon dipungantos.');
  });

  test('says in the language of the form that it was sent before', async () => {
    const fields = await filled('?lang=su');
    await post('?lang=su', fields);
    expect((await post('?lang=su', fields)).page).toContain('henteu dicatet dua kali');
    const { status, page } = await post('?lang=su', { ...fields, 'answers.waktu': '4' });
    expect(status).toBe(422);
    expect(page).toContain('eusi nu kahiji tetep disimpen');
    expect(page).toContain(`href="${path}?lang=su"`);
  });
});
