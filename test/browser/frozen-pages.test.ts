import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { change } from '../support/change.ts';
import { addDevice } from '../support/devices.ts';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';
import { nineAnswers, rating, submitByTens } from '../support/submit.ts';
import { CURRENT } from './pages.ts';

/*
 * Pages as sites have them, with the widgets of the year they were made in, before today's gateway. The pages in frozen-pages/
 * are never edited: a change that breaks one of them would break the sites that look like it.
 */

const FOLDER = fileURLToPath(new URL('frozen-pages/', import.meta.url));
const PAGES = readdirSync(FOLDER);
const SITE_KEY = 'situs-contoh';
const PUSKESMAS = ['Puskesmas Garuda', 'Puskesmas Ibrahim Adjie', 'Puskesmas Puter'];

const gateway = await startGateway({
  tenants: {
    bandung: {
      units: [
        { name: 'Disdukcapil', services: ['KTP-el'] },
        ...PUSKESMAS.map((name) => ({ name, kind: 'puskesmas', services: [`Poli umum ${name}`] })),
      ],
      sites: { [SITE_KEY]: ['*'] },
    },
  },
});
const { bandung } = gateway.tenants;
const service = bandung.service('KTP-el').id;
const { openPage, visitor } = useBrowser();

const MINUTE_MS = 60_000;
/** A visit that waited most of the time: when each step of it was. */
const STEPS = { TAKEN: 0, CALLED: 0.6, SERVED: 0.7, FINISHED: 1 };

/** Forty visits of the service in each of two quarters; those of the later one were shorter. */
async function recordQuarters(): Promise<void> {
  const { token: deviceToken } = await addDevice(gateway.database, bandung, { unit: 'Disdukcapil' });
  const send = change<{ readonly recorded: number }>({
    field: 'recordVisits(input: RecordVisitsInput!)',
    shape: '... on RecordedVisits { recorded refused { path message } }',
  });
  for (const [began, minutes] of [
    ['2026-06-10T02:00:00Z', 50],
    ['2026-08-18T02:00:00Z', 20],
  ] as const) {
    const visits = Array.from({ length: 40 }, (_, place) =>
      Object.entries(STEPS).map(([step, share]) => {
        const lasted = share * (minutes + (place % 10)) * MINUTE_MS;
        return { number: `${minutes}-${place}`, step, at: new Date(Date.parse(began) + lasted).toISOString() };
      }),
    ).flat();
    const { done } = await send(gateway.ask, { input: { serviceId: service, deviceToken, visits } });
    expect(done).toMatchObject({ recorded: visits.length, refused: [] });
  }
}

/** What the office did about what it was told. */
async function publishReply(): Promise<void> {
  const { Kepala } = await seedEmployees(gateway.database.database, bandung, [
    { name: 'Kepala', unit: 'Disdukcapil', post: 'Kepala Dinas', heads: true },
  ]);
  const publish = change({ field: 'publishReply(input: PublishReplyInput!)', shape: '... on PublicReply { id }' });
  const said = { said: 'Warga menunggu terlalu lama di loket.', done: 'Loket kedua dibuka setiap Senin.' };
  const input = { unitId: bandung.unit('Disdukcapil').id, serviceId: service, ...said };
  const { done } = await publish(await signIn(gateway, bandung, Kepala.uuid), { input });
  expect(done?.__typename).toBe('PublicReply');
}

/** What the site answers: its page of the moment. */
let shownPage = '';
let site = '';
const server = createServer((_, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(shownPage);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const ratings = PUSKESMAS.map((name, place) =>
    Array.from({ length: 30 }, (_, turn) =>
      rating(bandung.service(`Poli umum ${name}`).id, { answers: nineAnswers(turn % 2 === 0 ? 4 : 3 - place) }),
    ),
  );
  for (const ofOne of ratings) await submitByTens(gateway, ofOne);
  await recordQuarters();
  await publishReply();
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** What a page has in its `{{…}}`. */
const VALUES: Readonly<Record<string, string>> = {
  gateway: gateway.address,
  service,
  'site-key': SITE_KEY,
  tenant: bandung.code,
  unit: bandung.unit('Puskesmas Garuda').id,
  office: bandung.unit('Disdukcapil').id,
};
const frozen = (name: string) =>
  readFileSync(`${FOLDER}${name}`, 'utf8').replaceAll(
    /\{\{([a-z-]+)\}\}/g,
    (whole, key: string) => VALUES[key] ?? whole,
  );

const FORM = `<kinerja-rating-form service="${service}" site-key="${SITE_KEY}"><a href="/">Formulir biasa</a></kinerja-rating-form>`;
const BOARD = `<kinerja-unit-leaderboard tenant="${bandung.code}" kind="puskesmas" period="2026-Q3"></kinerja-unit-leaderboard>`;

const script = (version: string, file = 'kinerja.js') =>
  `<script ${file.includes('iife') ? 'defer' : 'type="module"'} src="${gateway.address}/widgets/${version}/${file}"></script>`;
const pageWith = (scripts: string, body = FORM + BOARD) =>
  `<!doctype html><html lang="id"><meta charset="utf-8"><title>Situs contoh</title>${scripts}<body>${body}</body></html>`;

/** Opens a page of the site; `errors` collects what goes wrong in it unseen. */
const open = async (html: string) => {
  const errors: string[] = [];
  shownPage = html;
  const page = await openPage('about:blank');
  // What renews itself is not waited for.
  if (html.includes(' mode="live"')) await page.clock.install();
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(site);
  return { page, errors };
};

/** What a citizen sees and does, by the words that every version has: nothing of the insides of one version. */
const answer = async (page: Page) => {
  const form = page.locator('kinerja-rating-form');
  for (let question = 1; question <= 9; question += 1) {
    await form.getByText(`Pertanyaan ${question} dari 9`).last().waitFor();
    await form.getByRole('radio').nth(2).check();
    await form.getByRole('button', { name: 'Lanjut' }).click();
  }
  await form.getByRole('textbox').fill('Petugasnya membantu.');
  await form.getByRole('button', { name: 'Periksa jawaban' }).click();
  await form.getByRole('button', { name: 'Kirim', exact: true }).click();
};

const CODE = /^3273(-[0-9A-Z]{4}){4}$/;

const receipt = async (page: Page, form = 'kinerja-rating-form') => {
  const field = page.locator(form).getByLabel('Kode tanda terima');
  await field.waitFor();
  return field.inputValue();
};

/** A complaint of a citizen. */
const report = async (page: Page) => {
  const form = page.locator('kinerja-report-form');
  await form.getByText('Pengaduan', { exact: true }).click();
  await form.getByRole('textbox').fill('Loket 3 tutup pukul dua.');
  await form.getByRole('button', { name: 'Kirim laporan' }).click();
};

const readBoard = async (page: Page) => {
  for (const name of PUSKESMAS) await page.getByRole('rowheader', { name }).waitFor();
};

const stored = async () => {
  const [row] = await gateway.database.inspect<{ count: number }>(
    'select count(*)::integer as count from feedback where channel = $1',
    ['WIDGET'],
  );
  return row?.count ?? 0;
};

describe.each(PAGES)('%s', (name) => {
  const html = frozen(name);

  test('is pinned, and works with the gateway of today', async () => {
    const scripts = [...html.matchAll(/<script [^>]*\/widgets\/[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(0);
    for (const tag of scripts) expect(tag).toMatch(/widgets\/\d+\.\d+\.\d+\/.* integrity="sha384-/);
    const { page, errors } = await open(html);
    await readBoard(page);
    if (html.includes('<kinerja-rating-form')) {
      const before = await stored();
      await answer(page);
      expect(await receipt(page)).toMatch(CODE);
      expect(await stored()).toBe(before + 1);
    }
    if (html.includes('<kinerja-report-form')) {
      const before = await stored();
      await report(page);
      expect(await receipt(page, 'kinerja-report-form')).toMatch(CODE);
      expect(await stored()).toBe(before + 1);
    }
    if (html.includes('<kinerja-service-time')) {
      await page.locator('[part=slowest]', { hasText: 'Menunggu dipanggil' }).waitFor();
      await page.locator('[part=change]', { hasText: 'Lebih cepat' }).waitFor();
    }
    if (html.includes('<kinerja-public-replies'))
      await page.locator('[part=reply]', { hasText: 'Loket kedua dibuka setiap Senin.' }).waitFor();
    if (html.includes(' mode="live"')) {
      await page.getByText('Diperbarui sendiri.').waitFor();
      await submitByTens(
        gateway,
        Array.from({ length: 10 }, () => rating(bandung.service('Poli umum Puskesmas Puter').id)),
      );
      await page.clock.fastForward('00:30');
      await page.getByText('40 penilaian.').waitFor();
    }
    if (html.includes('<kinerja-scorecard')) await page.getByText('dari 30 penilaian').first().waitFor();
    await expect.poll(() => page.locator(':not(:defined)').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test('shows what is inside its tags when a file is not the one that it pinned', async () => {
    const { page, errors } = await open(html.replaceAll(/integrity="sha384-..../g, 'integrity="sha384-AAAA'));
    const links = page.getByRole('link', { name: 'Isi survei kepuasan masyarakat' });
    for (const link of await links.all()) expect(await link.isVisible()).toBe(true);
    const tags = html.match(/<kinerja-[a-z-]+/g) ?? [];
    expect(await links.count()).toBe(tags.length);
    expect(await page.locator(':not(:defined)').count()).toBe(tags.length);
    expect(errors.join()).toMatch(/integrity|Content Security Policy/);
  });
});

test('a file that another one fetches is held to the hash in the import map of its page', async () => {
  const card = `<kinerja-scorecard unit="${bandung.unit('Puskesmas Garuda').id}" period="2026-Q3"><a href="/">Kartu unit</a></kinerja-scorecard>`;
  const integrity = JSON.parse(await (await gateway.fetch('/widgets/0.1.0/integrity.json')).text()) as Record<
    string,
    { readonly integrity: string }
  >;
  const withMap = (hash = '') =>
    pageWith(
      `<script type="importmap">${JSON.stringify({
        integrity: { [`${gateway.address}/widgets/0.1.0/scorecard.js`]: hash },
      })}</script>${script('0.1.0')}`,
      card,
    );
  const { page } = await open(withMap(integrity['scorecard.js']?.integrity));
  await page.getByText('dari 30 penilaian').first().waitFor();
  const blocked = await open(withMap(integrity['kinerja.js']?.integrity));
  await expect.poll(() => blocked.errors.join()).toMatch(/integrity/);
  expect(await blocked.page.getByRole('link', { name: 'Kartu unit' }).isVisible()).toBe(true);
});

describe('two versions on one page', () => {
  test.each([
    ['the old one first', script('0.1.0') + script(CURRENT)],
    ['the old one last', script(CURRENT) + script('0.1.0')],
    ['the old one as a classic script', script('0.1.0', 'kinerja.iife.js') + script(CURRENT)],
    ['one pinned, one floating', script('latest') + script(CURRENT)],
  ])('do not break each other: %s', async (_, scripts) => {
    const before = await stored();
    const { page, errors } = await open(pageWith(scripts));
    await readBoard(page);
    await answer(page);
    await receipt(page);
    expect(await stored()).toBe(before + 1);
    expect(errors).toEqual([]);
  });
});

describe('a rating that one version kept on the device', () => {
  test.each([
    ['0.1.0', CURRENT],
    [CURRENT, '0.1.0'],
  ])('%s is sent once by another one (%s)', async (one, other) => {
    const before = await stored();
    const context = await visitor();
    const page = await context.newPage();
    shownPage = pageWith(script(one));
    await page.goto(site);
    await page.route('**/graphql', (route) => route.abort());
    await answer(page);
    await page.getByText('tersimpan di perangkat').last().waitFor();
    await page.close();
    const next = await context.newPage();
    shownPage = pageWith(script(other), BOARD);
    await next.goto(site);
    await expect.poll(stored).toBe(before + 1);
    await readBoard(next);
    expect(await stored()).toBe(before + 1);
  });
});
