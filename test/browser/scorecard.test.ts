import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, startRegion } from '../support/appraisal.ts';
import { useBrowser } from '../support/browser.ts';
import { addPortalKey, embedToken } from '../support/sign-in.ts';
import { problems } from '../support/views.ts';
import { MockGateway } from './mock-gateway.ts';
import { CURRENT, host, SMALL_HEADING } from './pages.ts';

/*
 * One appraisal from the realisation to the objection, made in the widget by both sides: on a page of a portal, on another
 * origin than the gateway, with tokens of the portal.
 */

const PERIOD = '2026-Q3';
const region = await startRegion({
  policy: 'tanjungselor',
  now: '2026-06-20T01:00:00Z',
  code: '65.01',
  name: 'Kabupaten Bulungan',
  zone: 'Asia/Makassar',
  units: [{ name: 'Sekretariat Daerah' }, { name: 'Disdukcapil', parent: 'Sekretariat Daerah', staff: 3 }],
  people: [
    { name: 'Rahman', unit: 'Sekretariat Daerah', post: 'Sekretaris Daerah', heads: true, roles: ['LEADER'] },
    { name: 'Budi', unit: 'Disdukcapil', post: 'Kepala Dinas', heads: true },
    { name: 'Siti', unit: 'Disdukcapil', post: 'Analis Kependudukan' },
    { name: 'Joko', unit: 'Disdukcapil', post: 'Pengelola Arsip' },
    { name: 'Ani', unit: 'Sekretariat Daerah', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
  ],
});
const { gateway, tenant, people, at } = region;
type Name = keyof typeof people;

const PLAN = [
  {
    component: 'hasil',
    plan: 'Akta kelahiran terbit',
    name: 'Akta yang terbit dalam triwulan',
    kind: 'COUNT',
    weight: 60,
    unitOfMeasure: 'akta',
    direction: 'HIGHER_IS_BETTER',
    target: '400',
  },
  {
    component: 'hasil',
    plan: 'Pelayanan ramah di loket',
    name: 'Mutu pelayanan di loket',
    kind: 'QUALITATIVE',
    aspect: 'KUALITAS',
    weight: 40,
    targetText: 'Warga dilayani dengan jelas dan ramah',
  },
  {
    component: 'penyelesaian-tugas',
    plan: 'Waktu tunggu singkat',
    name: 'Rata-rata waktu tunggu',
    kind: 'MEASURED',
    aspect: 'WAKTU',
    weight: 100,
    unitOfMeasure: 'menit',
    direction: 'LOWER_IS_BETTER',
    target: '30',
  },
];

await region.openCycle('Ani', PERIOD);
const id = await region.appraisalOf('Siti', PERIOD);
await done(await region.as('Siti'), 'editPlan', { id, indicators: PLAN });
await done(await region.as('Budi'), 'approvePlan', { id });
const key = await addPortalKey(gateway.database, tenant);

const portal = new MockGateway();
const { openPage, visitor } = useBrowser();
beforeAll(() => portal.start());
afterAll(() => portal.stop());

const PHONE = { viewport: { width: 360, height: 740 } };

/** How often the portal was asked for a token, by person. */
const asked: Partial<Record<Name, number>> = {};

const tokenFor = (name: Name) => embedToken(tenant, people[name].nip, key, gateway.clock.now());

/** The page of the portal for one person, on a phone. */
const openAs = async (name: Name, attributes = 'token-provider="portal.token"'): Promise<Page> => {
  portal.page = host(
    { address: `${gateway.address}/` },
    `<kinerja-scorecard ${attributes}></kinerja-scorecard>`,
    `${SMALL_HEADING}<script>portal = { token: () => givePortalToken() }</script>`,
  );
  const context = await visitor(PHONE);
  const page = await context.newPage();
  await page.exposeFunction('givePortalToken', () => {
    asked[name] = (asked[name] ?? 0) + 1;
    return tokenFor(name);
  });
  await page.goto(portal.pageAddress);
  return page;
};

const step = (page: Page, words: string) => page.locator('details.step', { hasText: words });
const openStep = async (page: Page, words: string) => {
  const details = step(page, words);
  if ((await details.getAttribute('open')) === null) await details.locator('summary').first().click();
  return details;
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const shown = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** Opens the appraisal of Siti as one who rates her. */
const openSiti = async (page: Page) => {
  await press(page, 'Yang saya nilai');
  await page.getByRole('button', { name: /Buka.*Siti/ }).click();
  await page.getByRole('heading', { name: 'Siti' }).waitFor();
};

/** Gives every item of the open sheet the same mark, those by name another one. */
const mark = async (page: Page, value: number, others: Readonly<Record<string, number>> = {}) => {
  for (const item of await page.locator('fieldset[part=item]').all()) {
    const name = (await item.locator('legend').textContent()) ?? '';
    await item.locator(`input[value="${others[name.trim()] ?? value}"]`).check({ force: true });
  }
};

describe('the realisation', () => {
  test('is reported in the widget: numbers as people write them, with evidence', async () => {
    at('2026-09-28T02:00:00Z');
    const page = await openAs('Siti');
    await openStep(page, 'mengisi realisasi');
    await page.getByLabel('Realisasi (akta)').fill('1.420');
    await page.getByLabel('Realisasi', { exact: true }).fill('Tidak ada keluhan tentang petugas');
    await page.getByLabel('Realisasi (menit)').fill('24,5');
    await page.getByLabel('Banyaknya kejadian').fill('412');
    await press(page, 'Kirim');
    await shown(page, /1\.420.*tanpa titik ribuan/);
    await page.getByLabel('Realisasi (akta)').fill('420');
    const evidence = page.getByLabel('Tautan bukti dukung').first();
    await evidence.fill('javascript:alert(1)');
    await press(page, 'Kirim');
    await shown(page, /^Akta yang terbit dalam triwulan, Tautan bukti dukung: yang diharapkan/);
    await evidence.fill('https://arsip.bulungankab.example/akta.pdf');
    expect(await problems(page)).toEqual([]);
    await press(page, 'Kirim');
    await shown(page, 'Selesai: mengisi realisasi dan bukti dukung.');
    const indicators = page.locator('[part=indicator]');
    expect((await indicators.nth(0).textContent())?.replaceAll(/\s+/g, ' ')).toContain(
      'Realisasi: 420 akta · 105,00 %',
    );
    expect(await indicators.nth(0).getByRole('link').getAttribute('href')).toBe(
      'https://arsip.bulungankab.example/akta.pdf',
    );
    expect((await indicators.nth(2).textContent())?.replaceAll(/\s+/g, ' ')).toContain('24,5 menit dari 412 kejadian');
  });

  test('is ended there as well, once the next stage is open', async () => {
    at('2026-10-02T01:00:00Z');
    const page = await openAs('Siti');
    await openStep(page, 'menutup pengisian realisasi');
    await step(page, 'menutup pengisian realisasi').getByRole('button', { name: 'Kirim' }).click();
    await shown(page, 'Selesai: menutup pengisian realisasi.');
    await page.locator('.way [aria-current=step]', { hasText: 'Penilaian diri' }).waitFor();
  });
});

describe('the self-assessment', () => {
  test('keeps what was typed when the token expires, and asks the portal for another one', async () => {
    const page = await openAs('Siti');
    await openStep(page, 'mengirim penilaian diri');
    await mark(page, 4);
    await page.getByLabel('Yang dikuasai').fill('Melayani warga lanjut usia');
    const before = asked.Siti ?? 0;
    gateway.clock.advance(20 * 60_000);
    await press(page, 'Simpan draf');
    await shown(page, 'Tersimpan.');
    expect(asked.Siti).toBe(before + 1);
    expect(await page.getByLabel('Yang dikuasai').inputValue()).toBe('Melayani warga lanjut usia');
    gateway.clock.advance(20 * 60_000);
    await press(page, 'Simpan draf');
    await expect.poll(() => asked.Siti).toBe(before + 2);
  });

  test('says in words that the portal must be reloaded where nobody renews the token, and keeps what was typed', async () => {
    const page = await openAs('Siti', `token="${tokenFor('Siti')}"`);
    await page.getByLabel('Yang dikuasai').fill('Ketelitian');
    gateway.clock.advance(20 * 60_000);
    await press(page, 'Simpan draf');
    await shown(page, /Masa masuk Saudara sudah habis/);
    expect(await page.getByLabel('Yang dikuasai').inputValue()).toBe('Ketelitian');
    await page
      .locator('kinerja-scorecard')
      .evaluate((element, token) => element.setAttribute('token', token), tokenFor('Siti'));
    await press(page, 'Simpan draf');
    await shown(page, 'Tersimpan.');
    expect(page.url()).not.toContain('token');
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  });

  test('is complete, reviewed and sent with a warning that it locks', async () => {
    const page = await openAs('Siti');
    await openStep(page, 'mengirim penilaian diri');
    const first = page.locator('fieldset[part=item]').first();
    expect(await first.locator('input:checked').getAttribute('value')).toBe('4');
    expect(await problems(page)).toEqual([]);
    await press(page, 'Periksa, lalu kirim');
    await shown(page, /penilaian ini terkunci/);
    expect(await problems(page)).toEqual([]);
    await press(page, 'Ubah lagi');
    await first.locator('input[value="5"]').check({ force: true });
    await press(page, 'Periksa, lalu kirim');
    await press(page, 'Kirim dan kunci');
    await shown(page, 'Selesai: mengirim penilaian diri.');
    await page.locator('.way [aria-current=step]', { hasText: 'Penilaian atasan' }).waitFor();
    expect(await step(page, 'penilaian diri').count()).toBe(0);
  });

  test('can be made with the keyboard alone', async () => {
    const page = await openAs('Joko');
    await page.getByRole('heading', { name: 'Joko' }).waitFor();
    await page.getByRole('heading', { name: 'Yang dapat Saudara lakukan' }).focus();
    await page.keyboard.press('Tab');
    const focused = () => page.locator('kinerja-appraisal-desk').evaluate((e) => e.shadowRoot?.activeElement?.tagName);
    await expect.poll(focused).toBe('SUMMARY');
    const openSteps = () => page.locator('details.step[open]').count();
    await page.keyboard.press('Enter');
    await expect.poll(openSteps).toBe(0);
    await page.keyboard.press('Enter');
    await expect.poll(openSteps).toBe(1);
  });
});

describe('the rating', () => {
  test('is made from the list of people, with the guidance of the regulation beside it', async () => {
    at('2026-10-06T01:00:00Z');
    const page = await openAs('Budi');
    await press(page, 'Yang saya nilai');
    await page.getByRole('button', { name: /Buka.*Joko/ }).waitFor();
    expect(await problems(page)).toEqual([]);
    await page.getByRole('button', { name: /Buka.*Siti/ }).click();
    await openStep(page, 'mengirim penilaian atasan');
    await page.getByText('Panduan peraturan').first().click();
    await shown(page, 'Di bawah ekspektasi');
    await press(page, 'Periksa, lalu kirim');
    await shown(page, /Masih kosong/);
    await mark(page, 3, { Adaptif: 2, Kolaboratif: 4 });
    await page.getByLabel('Yang perlu diperbaiki').fill('Lebih cepat mencoba cara baru');
    await press(page, 'Periksa, lalu kirim');
    await press(page, 'Kirim dan kunci');
    await shown(page, 'Selesai: mengirim penilaian atasan.');
    expect(
      (await page.locator('[part=differences] tbody tr').first().textContent())?.replaceAll(/\s+/g, ' '),
    ).toContain('Adaptif');
  });

  test('is told when somebody else was faster, and what was typed stays', async () => {
    at('2026-10-13T01:00:00Z');
    const page = await openAs('Budi');
    await openSiti(page);
    await openStep(page, 'menulis umpan balik');
    await page.getByLabel('Isi umpan balik').fill('Kerja Anda rapi.');
    await done(await region.as('Siti'), 'writeFeedback', { id, text: 'Saya perlu pelatihan.' });
    await step(page, 'menulis umpan balik').getByRole('button', { name: 'Kirim' }).click();
    await shown(page, /sudah diubah sejak Saudara membukanya/);
    await press(page, 'Muat yang terbaru; isian tetap ada');
    await shown(page, 'Saya perlu pelatihan.');
    expect(await page.getByLabel('Isi umpan balik').inputValue()).toBe('Kerja Anda rapi.');
    await page.getByRole('button', { name: /^Jawab/ }).click();
    await shown(page, /Menjawab: “Saya perlu pelatihan.”/);
    await step(page, 'menulis umpan balik').getByRole('button', { name: 'Kirim' }).click();
    await page.locator('.thread .thread', { hasText: 'Kerja Anda rapi.' }).waitFor();
    await openStep(page, 'sudah membaca');
    await step(page, 'sudah membaca').getByRole('button', { name: 'Kirim' }).click();
    await shown(page, 'Selesai: menyatakan sudah membaca umpan balik.');
  });
});

describe('the result', () => {
  test('comes after the talk that was asked for', async () => {
    const siti = await openAs('Siti');
    await openStep(siti, 'sudah membaca');
    await step(siti, 'sudah membaca').getByRole('button', { name: 'Kirim' }).click();
    await shown(siti, 'Selesai: menyatakan sudah membaca umpan balik.');
    // The stage of the talk opens with its day: who comes back then finds its steps.
    at('2026-10-16T01:00:00Z');
    await siti.reload();
    await openStep(siti, 'mengajukan diskusi');
    await step(siti, 'mengajukan diskusi').getByRole('button', { name: 'Kirim' }).click();
    await shown(siti, 'Masih kosong: Alasan');
    await siti.getByLabel('Alasan').fill('Antrean daring sudah saya coba.');
    await step(siti, 'mengajukan diskusi').getByRole('button', { name: 'Kirim' }).click();
    await shown(siti, 'Selesai: mengajukan diskusi dengan alasan.');
    const budi = await openAs('Budi');
    await openSiti(budi);
    await openStep(budi, 'menjadwalkan diskusi');
    await budi.getByLabel('Waktu').fill('2026-10-19T09:00');
    await budi.getByLabel('Tempat').fill('Ruang rapat');
    await step(budi, 'menjadwalkan diskusi').getByRole('button', { name: 'Kirim' }).click();
    // Nine o'clock in the region, whatever the clock of the device shows.
    await shown(budi, /Dijadwalkan 19 Oktober 2026.*09\.00.*Ruang rapat/);
    at('2026-10-19T03:00:00Z');
    await openStep(budi, 'mencatat hasil diskusi');
    await budi.getByLabel('Hasil diskusi').fill('Bukti percobaan diterima.');
    await budi.getByText('Ubah nilai sebagai hasil diskusi').click();
    await budi.getByRole('group', { name: 'Adaptif' }).getByLabel('3 · Sesuai ekspektasi').check({ force: true });
    await step(budi, 'mencatat hasil diskusi').getByRole('button', { name: 'Kirim' }).click();
    await shown(budi, 'Selesai: mencatat hasil diskusi.');
    await shown(budi, 'Nilai diubah; yang lama ada di jejak perubahan.');
  });

  test('is decided with the words of the regulation at each rating, and a reason where it leaves the suggestion', async () => {
    const page = await openAs('Budi');
    await openSiti(page);
    await openStep(page, 'menetapkan rating');
    expect(await problems(page)).toEqual([]);
    const group = (name: string) => page.getByRole('group', { name: new RegExp(name) });
    await group('Rating hasil kerja').getByLabel('Sesuai ekspektasi').check({ force: true });
    await group('Rating perilaku kerja').getByLabel('Sesuai ekspektasi').check({ force: true });
    await page.getByLabel('Rekomendasi').fill('Pelatihan antrean daring');
    await press(page, 'Kirim');
    await shown(page, /Alasan: yang diharapkan/);
    await page.getByLabel('Alasan, jika berbeda').fill('Target disepakati terlalu rendah.');
    await press(page, 'Kirim');
    await page.locator('.predicate', { hasText: 'Baik' }).waitFor();
  });

  test('explains each figure with its own numbers, and labels them as local settings', async () => {
    const page = await openAs('Siti');
    await page.locator('.predicate', { hasText: 'Baik' }).waitFor();
    const summary = page.locator('[part=component]', { hasText: 'Hasil kerja' }).getByText('Penjelasan');
    await summary.first().click();
    await shown(page, /Akta yang terbit dalam triwulan: 420 ÷ 400 × 100 = 105,00 %/);
    await shown(page, /\(60 × 105,00 \+ 40 × 100,00\) ÷ 100 = 103,00 %/);
    await shown(page, /setelan setempat/);
    await page.locator('[part=strengths]', { hasText: 'Rata-rata waktu tunggu' }).waitFor();
    await page
      .locator('[part=improvements]', { hasText: 'Belum ada.' })
      .or(page.locator('[part=improvements] li'))
      .first()
      .waitFor();
    await page.locator('[part=trail] summary').click();
    await shown(page, /Budi: menetapkan rating dan predikat/);
    expect(await page.locator('kinerja-appraisal-desk').evaluate((e) => e.shadowRoot?.textContent)).not.toContain(
      people.Siti.nip,
    );
    expect(await problems(page)).toEqual([]);
  });

  test('is received and objected to, with the deadline beside it', async () => {
    at('2026-10-20T01:00:00Z');
    const page = await openAs('Siti');
    await openStep(page, 'sudah diterima');
    await step(page, 'sudah diterima').getByRole('button', { name: 'Kirim' }).click();
    await shown(page, /Selesai: menyatakan dokumen/);
    const objecting = await openStep(page, 'mengajukan keberatan');
    expect((await objecting.locator('summary').textContent())?.replaceAll(/\s+/g, ' ')).toMatch(
      /paling lambat 9 November 2026 pukul 23\.59/,
    );
    await page.getByLabel('Alasan').fill('Waktu tunggu turun jauh.');
    await objecting.getByRole('button', { name: 'Kirim' }).click();
    await page.locator('[part=objection]', { hasText: 'Waktu tunggu turun jauh.' }).waitFor();
    await shown(page, /Diputus paling lambat/);
  });

  test('is decided by the superior, who finds it among those he hears', async () => {
    await done(await region.as('Budi'), 'explainObjection', { id, explanation: 'Target disepakati rendah.' });
    const page = await openAs('Rahman');
    await press(page, 'Yang saya nilai');
    await page
      .locator('section', { hasText: 'Saya atasan pejabat penilainya' })
      .getByRole('button', { name: /Siti/ })
      .click();
    await openStep(page, 'memutuskan keberatan');
    await page.getByLabel('Hasil diubah').check({ force: true });
    await page.getByLabel('Rekomendasi').fill('Hasil kerja melampaui target.');
    const group = (name: string) => page.getByRole('group', { name: new RegExp(name) });
    await group('Rating hasil kerja').getByLabel('Di atas ekspektasi').check({ force: true });
    await group('Rating perilaku kerja').getByLabel('Sesuai ekspektasi').check({ force: true });
    await press(page, 'Kirim');
    await page.locator('[part=objection]', { hasText: 'Hasil diubah' }).waitFor();
  });
});

describe('the element', () => {
  test('tells the portal in words which attributes it needs', async () => {
    const page = await openAs('Siti', '');
    await shown(page, /Sebutkan salah satu: unit=/);
    const other = await openAs('Siti', 'token-provider="portal.tokn"');
    await shown(other, /token-provider="portal.tokn" bukan nama fungsi/);
  });

  test('takes a provider as a property, and speaks English', async () => {
    const page = await openAs('Siti', 'lang="en"');
    await shown(page, /Name one of these/);
    await page.locator('kinerja-scorecard').evaluate((element) => {
      Object.assign(element, {
        tokenProvider: () => (globalThis as unknown as { givePortalToken: () => Promise<string> }).givePortalToken(),
      });
    });
    await page.getByRole('heading', { name: 'Where the appraisal stands' }).waitFor();
    await shown(page, 'Rating by the superior');
  });

  test('says that there is no appraisal in a period without one, and offers those there are', async () => {
    const page = await openAs('Siti', 'token-provider="portal.token" period="2025-Q1"');
    await shown(page, 'Belum ada penilaian atas nama Saudara untuk Triwulan I 2025.');
    await page.getByRole('button', { name: 'Buka Triwulan III 2026' }).click();
    await page.getByRole('heading', { name: 'Siti' }).waitFor();
  });

  test('is fetched from a file of its own, and by pages that have its tag only', async () => {
    const requests: string[] = [];
    portal.page = host({ address: `${gateway.address}/` }, '<p id="place"></p>');
    const page = await openPage(portal.pageAddress);
    page.on('request', (request) => requests.push(request.url()));
    await page.reload();
    expect(requests.filter((url) => url.includes('/widgets/'))).toEqual([
      `${gateway.address}/widgets/${CURRENT}/kinerja.js`,
    ]);
    await page.locator('#place').evaluate((place) => {
      place.innerHTML = '<kinerja-scorecard></kinerja-scorecard>';
    });
    await shown(page, /Sebutkan salah satu/);
    expect(requests).toContain(`${gateway.address}/widgets/${CURRENT}/appraisal-desk.js`);
  });
});
