import { describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { startGateway } from '../support/gateway.ts';
import { HOSTILE_NAMES } from '../support/hostile-names.ts';
import { askPoppler } from '../support/poppler.mjs';
import { readQrCodes } from '../support/qr-code.ts';

/* Posters as they are printed: what their code says to a reader, what stands on them, and that nothing of it is cut off. */

const LONG =
  'Penerbitan Surat Keterangan Penelitian, Rekomendasi Izin Operasional Lembaga Kesejahteraan Sosial, dan Pendaftaran Organisasi Kemasyarakatan bagi Perangkat Daerah, Instansi Vertikal, dan Masyarakat Umum di Lingkungan Pemerintah Daerah';
const WORDLESS = 'Pemutakhiran'.repeat(25);
/** Two of them on each poster. */
const HOSTILE = HOSTILE_NAMES.flatMap((unit, place) => {
  const service = HOSTILE_NAMES[place + 1];
  return place % 2 === 0 && service !== undefined ? [{ unit, service }] : [];
});
const JAVANESE = 'ꦥꦼꦭꦪꦤꦤ꧀';
const gateway = await startGateway({
  tenants: {
    bandung: {
      units: [
        { name: 'Dinas Kependudukan dan Pencatatan Sipil', services: ['KTP-el', LONG, WORDLESS, JAVANESE] },
        ...HOSTILE.map(({ unit, service }) => ({ name: unit, services: [service] })),
      ],
    },
    palu: {
      code: '72.71',
      name: 'Kota Palu',
      zone: 'Asia/Makassar',
      sampleData: true,
      units: [{ name: 'Disdukcapil', services: ['KTP-el'] }],
    },
  },
});
const unnamed = await startGateway({
  publicUrl: '',
  tenants: { bandung: { units: [{ name: 'Disdukcapil', services: ['KTP-el'] }] } },
});
const { bandung, palu } = gateway.tenants;
const { visitor } = useBrowser();

const PLACE = 'Loket 3/4 – lt. 2';
const pathOf = (service: string, format: string, query: Readonly<Record<string, string>> = {}, tenant = bandung) =>
  `/poster/${tenant.service(service).id}.${format}?${new URLSearchParams(query)}`;

interface Printed {
  /** Texts from top to bottom. */
  readonly texts: readonly string[];
  /** What a phone reads in the code. */
  readonly scan: () => Promise<readonly string[]>;
}

/** The poster as Chromium draws it; what leaves the sheet, or runs, fails. */
const openSvg = async (path: string): Promise<Printed> => {
  const page = await (await visitor({ viewport: { width: 794, height: 1123 } })).newPage();
  const alarms: string[] = [];
  page.on('dialog', (dialog) => alarms.push(dialog.message()));
  page.on('request', (request) => alarms.push(request.url()));
  await page.goto(gateway.address + path);
  const { texts, elements, outside } = await page.evaluate(() => {
    const drawn = [...document.querySelectorAll('text')];
    const sheet = document.documentElement.getBoundingClientRect();
    return {
      texts: drawn.map((text) => text.textContent ?? ''),
      elements: [...new Set([...document.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
      outside: drawn.filter((text) => {
        const box = text.getBoundingClientRect();
        return box.left < sheet.left || box.right > sheet.right || box.top < sheet.top || box.bottom > sheet.bottom;
      }).length,
    };
  });
  expect(alarms.filter((alarm) => alarm !== gateway.address + path)).toEqual([]);
  expect(elements).toEqual(['path', 'rect', 'svg', 'text', 'title']);
  expect(outside).toBe(0);
  return { texts, scan: async () => readQrCodes(await page.screenshot()) };
};

const rasterised = (pdf: Buffer, resolution: number) =>
  askPoppler('pdftoppm', pdf, ['-r', String(resolution), '-gray', '-png']);

/** The poster as a printer has it. */
const openPdf = async (path: string): Promise<Printed & { readonly pdf: Buffer }> => {
  const response = await gateway.fetch(path);
  expect(response.status).toBe(200);
  const pdf = Buffer.from(await response.arrayBuffer());
  const texts = askPoppler('pdftotext', pdf, ['-raw']).toString('utf8').trim().split('\n');
  return { texts, scan: () => readQrCodes(rasterised(pdf, 110)), pdf };
};

/** The form that a code leads to. */
const openForm = async (address = '') => {
  expect(address).toMatch(/^https:\/\/kinerja\.example\.go\.id\/nilai\//);
  const { pathname, search } = new URL(address);
  const response = await gateway.fetch(pathname + search);
  expect(response.status).toBe(200);
  return response.text();
};

describe.each([
  ['svg', openSvg],
  ['pdf', openPdf],
] as const)('a poster as %s', (format, open) => {
  test('names region, unit, service and place, and its code leads to the form with the place locked', async () => {
    const { texts, scan } = await open(pathOf('KTP-el', format, { place: PLACE }));
    for (const words of [
      'Kota Bandung',
      'Dinas Kependudukan dan Pencatatan Sipil',
      'Nilai layanan ini',
      'KTP-el',
      PLACE,
      'Gratis. Tanpa nama, tanpa NIK, tanpa akun.',
    ])
      expect(texts).toContain(words);
    expect(texts.join(' ')).not.toMatch(/data contoh/i);
    const [address, another] = await scan();
    expect(another).toBeUndefined();
    const form = await openForm(address);
    expect(form).toContain(`Tempat: <strong>${PLACE}</strong>`);
    expect(form).toContain('KTP-el');
  });

  test('shows the same address to be typed, without the place', async () => {
    const { texts, scan } = await open(pathOf('KTP-el', format, { place: PLACE }));
    const typed = texts.find((text) => text.includes('/nilai/')) ?? '';
    expect(typed).toMatch(/^kinerja\.example\.go\.id\/nilai\/3273-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await scan()).toEqual([`https://${typed}?place=Loket+3%2F4+%E2%80%93+lt.+2`]);
    expect(await openForm(`https://${typed}`)).not.toContain('Tempat:');
  });

  test('without a place leads to the form without one', async () => {
    const { texts, scan } = await open(pathOf('KTP-el', format));
    expect(await scan()).toEqual([`https://${texts.find((text) => text.includes('/nilai/'))}`]);
  });

  test('speaks English, and so does the form behind it', async () => {
    const { texts, scan } = await open(pathOf('KTP-el', format, { lang: 'en', place: 'Counter 3' }));
    expect(texts).toContain('Rate this service');
    const [address] = await scan();
    expect(await openForm(address)).toContain('Public Satisfaction Survey');
  });

  test.each([
    ['su', 'Mangga ajén palayanan ieu'],
    ['jv', 'Mangga mbiji paladosan punika'],
  ])('speaks a regional language, and says that it waits for a review: %s', async (lang, heading) => {
    const { texts, scan } = await open(pathOf('KTP-el', format, { lang }));
    expect(texts).toContain(heading);
    expect(texts).toContain('Terjemahan ini menunggu pemeriksaan penutur asli.');
    const [address] = await scan();
    expect(await openForm(address)).toContain(`<html lang="${lang}">`);
  });

  test('says that a demonstration region holds sample data', async () => {
    const { texts } = await open(pathOf('KTP-el', format, {}, palu));
    expect(texts).toContain('DATA CONTOH');
    expect((await open(pathOf('KTP-el', format, { lang: 'en' }, palu))).texts.join(' ')).toContain('SAMPLE DATA');
  });

  test.each([LONG, WORDLESS])('cuts nothing off a name: %s', async (name) => {
    const { texts, scan } = await open(pathOf(name, format, { place: 'W'.repeat(40) }));
    const all = texts.join('').replaceAll(' ', '');
    expect(all).toContain(name.replaceAll(' ', ''));
    expect(all).toContain('W'.repeat(40));
    expect(await scan()).toHaveLength(1);
  });

  test.each(HOSTILE)('takes names for text: $unit, $service', async ({ unit, service }) => {
    const { texts } = await open(pathOf(service, format));
    const all = texts.join('').replaceAll(/\s/g, '');
    for (const name of [unit, service]) expect(all).toContain(name.replaceAll(/\s/g, ''));
  });
});

test('a place that is nonsense is refused in words', async () => {
  for (const format of ['svg', 'pdf'])
    for (const place of ['x'.repeat(41), '<b>', 'www.evil.example', '\u0000', '…'])
      expect(
        await gateway
          .fetch(pathOf('KTP-el', format, { place }))
          .then(async (response) => [response.status, await response.text()]),
      ).toEqual([400, expect.stringMatching(/^place: /)]);
});

describe('the PDF', () => {
  test('is one sheet of A4, tagged for readers aloud, with its fonts in it', async () => {
    const { pdf } = await openPdf(pathOf('KTP-el', 'pdf'));
    const info = askPoppler('pdfinfo', pdf).toString('utf8');
    expect(info).toMatch(/^Pages: +1$/m);
    expect(info).toMatch(/^Page size: +595\.28 x 841\.89 pts \(A4\)$/m);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Title: +Nilai layanan ini – KTP-el – Dinas Kependudukan/m);
    expect(info).toMatch(/^JavaScript: +no$/m);
    const [, , ...fonts] = askPoppler('pdffonts', pdf).toString('utf8').trim().split('\n');
    expect(fonts).toHaveLength(2);
    for (const font of fonts) expect(font).toMatch(/DejaVuSans.* yes +yes +yes /);
    expect(askPoppler('pdfinfo', pdf, ['-struct-text']).toString('utf8')).toMatch(/Figure[\s\S]*Gratis/);
  });

  test('weighs less than a photograph', async () => {
    const { pdf } = await openPdf(pathOf(LONG, 'pdf', { place: PLACE }));
    expect(pdf.length).toBeLessThan(60_000);
  });

  test('would rather not be than leave a letter out, and the SVG has it', async () => {
    const response = await gateway.fetch(pathOf(JAVANESE, 'pdf'));
    expect(response.status).toBe(422);
    expect(await response.text()).toBe(`Huruf "ꦥ" tidak ada pada huruf cetak PDF; pakai poster SVG.\n`);
    expect((await openSvg(pathOf(JAVANESE, 'svg'))).texts).toContain(JAVANESE);
  });

  test('can be read when it is printed small', async () => {
    const { pdf } = await openPdf(pathOf(LONG, 'pdf', { place: PLACE }));
    expect(await readQrCodes(rasterised(pdf, 40))).toHaveLength(1);
  });
});

describe('both', () => {
  test.each([
    ['svg', 'image/svg+xml; charset=utf-8'],
    ['pdf', 'application/pdf'],
  ])('are sent so that nothing in them runs and no search engine keeps them: %s', async (format, type) => {
    const response = await gateway.fetch(pathOf('KTP-el', format, { place: 'Loket 3' }));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'cache-control': 'no-store',
      'content-disposition': `inline; filename="poster-dinas-kependudukan-dan-pencatatan-sipil-ktp-el-loket-3.${format}"`,
    });
    const head = await gateway.fetch(pathOf('KTP-el', format), { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });

  test('lead to where the gateway was asked when it has no address of its own', async () => {
    const service = unnamed.tenants.bandung.service('KTP-el').id;
    const svg = await (await unnamed.fetch(`/poster/${service}.svg`)).text();
    expect(svg).toContain(`${unnamed.address}/nilai/3273-`);
  });

  test.each([
    ['nothing', '/poster/abc.svg'],
    ['a unit', `/poster/${bandung.unit('Dinas Kependudukan dan Pencatatan Sipil').id}.pdf`],
    ['another format', pathOf('KTP-el', 'png')],
    ['a folder', '/poster/'],
  ])('are not there for %s', async (_, path) => {
    const response = await gateway.fetch(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('/poster/<id layanan>.pdf');
  });
});
