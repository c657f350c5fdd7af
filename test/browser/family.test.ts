import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { RECEIPT_CODE, SERVICE } from './mock-gateway.ts';
import { host } from './pages.ts';
import { formTag } from './rating-form-driver.ts';
import { hiddenServiceTimes, serviceTimes, serviceTimesChange } from './service-times.ts';
import { unitCard } from './unit-card.ts';
import { useVisits } from './visit.ts';

const { gateway, open, openPage } = useVisits((gateway) => {
  gateway.unit = unitCard;
});

const FALLBACK = '<a href="/ikm">IKM unit ini</a>';
const TAGS = {
  badge: `<kinerja-index-badge unit="unit_Arcamanik" href="/rincian">${FALLBACK}</kinerja-index-badge>`,
  trend: `<kinerja-trend unit="unit_Arcamanik">${FALLBACK}</kinerja-trend>`,
  replies: `<kinerja-public-replies unit="unit_Arcamanik">${FALLBACK}</kinerja-public-replies>`,
  receipt: `<kinerja-receipt>${FALLBACK}</kinerja-receipt>`,
  time: `<kinerja-service-time service="${SERVICE}" compare="2026-Q2" period="2026-Q3">${FALLBACK}</kinerja-service-time>`,
};

const words = async (page: Page, selector: string) =>
  (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

test('a page without them loads the one file alone, and one with them a small file each', async () => {
  const page = await open(formTag());
  const files: string[] = [];
  page.on('request', (request) => files.push(/widgets\/[^/]+\/(.*)$/.exec(request.url())?.[1] ?? ''));
  await page.reload();
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
  expect(files.filter(Boolean)).toEqual(['kinerja.js']);
  await page.locator('main').evaluate((main, tag) => {
    main.innerHTML = tag;
  }, TAGS.badge + TAGS.trend);
  await page.locator('kinerja-trend [part=line]').waitFor();
  expect(new Set(files.filter(Boolean))).toEqual(new Set(['kinerja.js', 'index-badge.js', 'trend.js']));
});

describe('the index at a glance', () => {
  test('tells value, grade, period and ratings of a unit, with a way to the details', async () => {
    const page = await open(TAGS.badge);
    await page.getByRole('link', { name: /Lihat rinciannya.*Puskesmas Arcamanik/ }).waitFor();
    expect(await words(page, '.root p:not(.unseen)')).toEqual([
      'IKM resmi · Kota Bandung',
      'Puskesmas Arcamanik',
      '82,50 B (Baik)',
      'dari 1.120 penilaian warga',
      'Triwulan II 2026 Data contoh',
    ]);
  });

  test('is that of a service where one is named', async () => {
    const page = await open(`<kinerja-index-badge service="${SERVICE}" lang="en"></kinerja-index-badge>`);
    await page.getByText('Perekaman KTP-el').waitFor();
    expect((await words(page, '[part=index]'))[0]).toContain('82.50');
  });

  test('says why there is none', async () => {
    const withheld = { ...unitCard.satisfactionIndex, value: null, grade: null, ratings: null };
    gateway.unit = { ...unitCard, satisfactionIndex: { ...withheld, derivation: 'Penilaian kurang dari 10.' } };
    const page = await open(TAGS.badge);
    await page.getByText('Penilaian kurang dari 10.').waitFor();
  });

  test('never makes a link of something that is no address', async () => {
    const page = await open(TAGS.badge.replace('/rincian', 'javascript:alert(1)'));
    await page.getByText('82,50').waitFor();
    expect(await page.locator('kinerja-index-badge [part=base] a').count()).toBe(0);
  });
});

describe('the trend', () => {
  test('is told in words, drawn with gaps, and stands in a table', async () => {
    const page = await open(TAGS.trend);
    await page.getByText(unitCard.trend.explanation).waitFor();
    const { points } = unitCard.trend;
    expect(await page.locator('[part=line] circle').count()).toBe(points.filter(({ value }) => value !== null).length);
    // The gap of one quarter takes two pieces of the line.
    expect(await page.locator('[part=line] line').count()).toBe(points.length - 1 - 2);
    await page.getByText('Tampilkan sebagai tabel').click();
    expect(await words(page, 'tbody tr:nth-child(3) > *')).toEqual([
      'Triwulan I 2025',
      'tidak ditampilkan',
      'tidak ditampilkan',
    ]);
  });
});

describe('public replies', () => {
  test('tell both sides, the newest first, and which of the weakest elements they are about', async () => {
    const page = await open(TAGS.replies);
    await page.getByText('Loket kedua dibuka setiap hari Senin.').waitFor();
    expect(await words(page, '[part=reply]')).toEqual([
      expect.stringMatching(
        /^Anda sampaikan: Antrean hari Senin terlalu lama\. Kami lakukan: Loket kedua dibuka setiap hari Senin\. Pemeriksaan Umum · Waktu Penyelesaian · 30 September 2026.* tentang unsur terlemah$/,
      ),
      expect.stringMatching(
        /^Anda sampaikan: Kursi di ruang tunggu kurang\. Kami lakukan: Dua belas kursi ditambah\. 3 Agustus 2026.*WIB$/,
      ),
    ]);
    expect(await words(page, '[part=weakest] li')).toEqual([
      'Waktu Penyelesaian (nilai rata-rata 2,61 dari 4): tindak lanjutnya sudah ditulis',
      'Kualitas Sarana dan Prasarana (nilai rata-rata 2,70 dari 4): tindak lanjutnya belum ditulis',
      'Biaya/Tarif (nilai rata-rata 2,70 dari 4): tindak lanjutnya belum ditulis',
    ]);
    expect(gateway.reads).toHaveLength(1);
  });

  test('of a unit that wrote none are told as that', async () => {
    gateway.unit = { ...unitCard, publicReplies: [], weakestElements: [] };
    const page = await open(TAGS.replies);
    await page.getByText('Unit ini belum menulis apa yang sudah dilakukan.').waitFor();
    expect(await page.locator('[part=weakest]').count()).toBe(0);
  });

  test('are text, whatever the office wrote', async () => {
    const [reply] = unitCard.publicReplies;
    gateway.unit = { ...unitCard, publicReplies: [{ ...reply, done: '<img src=x onerror=alert(1)>' }] };
    const page = await open(TAGS.replies);
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('kinerja-public-replies img').count()).toBe(0);
  });
});

describe('service time', () => {
  test('tells durations with their ranges, what is unfinished, the slowest step and what has changed', async () => {
    const page = await open(TAGS.time);
    await page.getByText(serviceTimesChange.explanation).waitFor();
    expect(await words(page, 'dd')).toEqual([
      '41,5 menit Rentang 95 %: 39 sampai 44 menit',
      '92 menit Rentang 95 %: paling sedikit 85 menit',
      '61 % Rentang 95 %: 59 % sampai 64 % Standarnya: 60 menit sejak nomor diambil',
    ]);
    expect(await words(page, '[part=explanation]')).toEqual([serviceTimes.explanation]);
    expect(await words(page, '[part=slowest]')).toEqual(['Menunggu dipanggil: 74 % dari seluruh waktu.']);
    expect(await words(page, '[part=index]')).toEqual([
      'IKM resmi, Triwulan II 2026: 82,50',
      'IKM resmi, Triwulan III 2026: 82,50 B (Baik)',
    ]);
    expect(await page.getByText('Data contoh').count()).toBe(1);
    expect(gateway.reads).toHaveLength(1);
    expect(JSON.parse(gateway.reads[0]?.searchParams.get('variables') ?? '{}')).toEqual({
      ...{ service: SERVICE, before: '2026-Q2', period: '2026-Q3', lang: 'id' },
    });
  });

  test('draws each step to the scale of its share, beside the same in figures', async () => {
    const page = await open(TAGS.time);
    await page.getByRole('table').waitFor();
    expect(await words(page, 'tbody tr:first-child > *')).toEqual([
      'Menunggu dipanggil paling lama',
      '31 menit',
      '74 %',
    ]);
    expect(await page.getByText('paling lama', { exact: true }).count()).toBe(1);
    const drawn = await page.locator('[part=bar]').evaluateAll((bars) =>
      bars.map((bar) => {
        const rect = bar.querySelector('rect')?.getBoundingClientRect().width ?? 0;
        return Math.round((rect / bar.getBoundingClientRect().width) * 100);
      }),
    );
    expect(drawn).toEqual([74, 4, 22]);
  });

  test('leaves each column its room on a phone', async () => {
    const page = await open(TAGS.time);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.getByRole('table').waitFor();
    const shares = await page.locator('thead th').evaluateAll((heads) => {
      const widths = heads.map((head) => head.getBoundingClientRect().width);
      const whole = widths.reduce((sum, width) => sum + width, 0);
      return widths.map((width) => Math.round((width / whole) * 100));
    });
    expect(shares).toEqual([46, 29, 25]);
  });

  test('that is hidden says why, and leaves out every figure of it', async () => {
    gateway.serviceTime = hiddenServiceTimes;
    const page = await open(`<kinerja-service-time service="${SERVICE}"></kinerja-service-time>`);
    await page.getByText(hiddenServiceTimes.explanation).waitFor();
    expect(await page.locator('kinerja-service-time').getByText('menit').count()).toBe(0);
    expect(await page.getByRole('table').count()).toBe(0);
  });

  test('comes when asked again after a failure', async () => {
    gateway.readTrouble = (response) => response.destroy();
    const page = await open(TAGS.time);
    await page.getByRole('link', { name: 'IKM unit ini' }).waitFor();
    gateway.readTrouble = undefined;
    await page.getByRole('button', { name: 'Coba lagi' }).click();
    await page.getByText(serviceTimes.explanation).waitFor();
  });
});

describe('a receipt', () => {
  const look = async (page: Page, code: string) => {
    await page.getByLabel('Kode tanda terima').fill(code);
    await page.getByRole('button', { name: 'Cek', exact: true }).click();
  };

  test('is found by its code, however it was copied, and the code stands in no address', async () => {
    const page = await open(TAGS.receipt);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await look(page, ` ${RECEIPT_CODE.toLowerCase().replaceAll('-', ' ')}`);
    await page.getByText('Sudah tercatat.').waitFor();
    expect(await words(page, 'dd')).toEqual([
      RECEIPT_CODE,
      'Penilaian layanan',
      'Perekaman KTP-el, Dinas Kependudukan dan Pencatatan Sipil, Kota Bandung',
      expect.stringContaining('30 September 2026'),
    ]);
    expect(addresses.join()).not.toMatch(/7k3m/i);
    expect(gateway.stored.size).toBe(0);
    await page.getByRole('button', { name: 'Cek kode lain' }).click();
    await page.getByLabel('Kode tanda terima').waitFor();
  });

  test('that does not exist, or is not whole, is told in words, beside the field', async () => {
    const page = await open(TAGS.receipt);
    await look(page, '3273');
    await page.getByText('Kode ini belum lengkap').waitFor();
    await look(page, '3273-AAAA-BBBB-CCCC-DDDD');
    await page.getByText('Tidak ada tanda terima dengan kode ini').last().waitFor();
    expect(await page.getByLabel('Kode tanda terima').inputValue()).toBe('3273-AAAA-BBBB-CCCC-DDDD');
  });
});

test('without a gateway each of them leaves its fallback', async () => {
  gateway.readTrouble = (response) => response.destroy();
  const page = await open(TAGS.badge + TAGS.trend);
  await expect.poll(() => page.getByRole('link', { name: 'IKM unit ini' }).count()).toBe(2);
  for (const link of await page.getByRole('link', { name: 'IKM unit ini' }).all()) await link.waitFor();
});

test('a div that an editor let through becomes the widget of its name, with what it holds', async () => {
  const page = await open(
    `<div data-kinerja="index-badge" data-unit="unit_Arcamanik" data-lang="en" class="kartu">${FALLBACK}</div>`,
  );
  await page.getByText('from 1,120 ratings by citizens').waitFor();
  expect(await page.locator('.kartu > kinerja-index-badge').getAttribute('unit')).toBe('unit_Arcamanik');
});

describe('a regional language', () => {
  test.each([
    ['su', 'Patarosan 1 ti 9', 'Tarjamahan ieu ngantosan dipariksa ku panyatur asli.'],
    ['jv', 'Pitakènan 1 saking 9', 'Terjemahan punika ngentosi dipunpriksa déning panutur asli.'],
  ])('%s comes in a file of its own when it is asked for, and says that it awaits review', async (lang, said, note) => {
    const files: string[] = [];
    gateway.page = host(gateway, formTag(`lang="${lang}"`));
    const page = await openPage('about:blank');
    page.on('request', (request) => files.push(/widgets\/[^/]+\/(.*)$/.exec(request.url())?.[1] ?? ''));
    await page.goto(gateway.pageAddress);
    await page.getByText(said).waitFor();
    expect(await page.getByText(note).isVisible()).toBe(true);
    expect(files.filter(Boolean)).toEqual(['kinerja.js', `${lang}.js`]);
    expect(gateway.reads).toHaveLength(1);
    expect(JSON.parse(gateway.reads[0]?.searchParams.get('variables') ?? '{}')).toMatchObject({ lang });
  });

  test('that cannot be fetched leaves Indonesian', async () => {
    gateway.page = host(gateway, formTag('lang="su"'));
    const page = await openPage('about:blank');
    await page.route('**/su.js', (route) => route.abort());
    await page.goto(gateway.pageAddress);
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
  });
});

test.each(['blue', 'neutral', 'contrast'])('the theme %s stays light for visitors who prefer dark', async (theme) => {
  gateway.page = host(gateway, formTag(`theme="${theme}"`));
  const page = await openPage(gateway.pageAddress, { colorScheme: 'dark' });
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
  await expect
    .poll(() => page.locator('.root').evaluate((root) => getComputedStyle(root).backgroundColor), { timeout: 5_000 })
    .toBe('rgb(255, 255, 255)');
});
