import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RatingFormOperation } from '@kinerja/schema/operations';
import { ARCHIVE, scriptsIn } from '@kinerja/widgets/bin/archive';
import { type Choice, NO_CHOICE, type Stem, WIDGETS } from '@kinerja/widgets/builder/choice';
import { snippets } from '@kinerja/widgets/builder/snippets';
import type { BrowserContextOptions, Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { hashOf, MockGateway, SERVICE } from '../browser/mock-gateway.ts';
import { RatingFormDriver } from '../browser/rating-form-driver.ts';
import { unitCard } from '../browser/unit-card.ts';
import { useBrowser } from '../support/browser.ts';
import { ADMIN } from '../support/global-wordpress.ts';
import { encoded, useWordpress } from '../support/wordpress-site.ts';
import { signIn } from './admin.ts';

/* Pages of a WordPress of the distribution as visitors see them, and as people write them. */

const site = useWordpress();
/** After this browsers warn of a preload that nobody took up. */
const UNUSED_PRELOAD_MS = 3_500;
const PHONE = { viewport: { width: 360, height: 740 } };
const DESK = { viewport: { width: 1280, height: 900 } };
const CLASSIC = 'classic-theme';
/** The one that came with WordPress. */
const OF_BLOCKS = site.run<string>(
  'return array_key_first(array_filter(wp_get_themes(), fn ($theme) => $theme->is_block_theme()));',
);

const file = readFileSync(fileURLToPath(new URL('../../widgets/dist/kinerja.js', import.meta.url)), 'utf8');
const integrity = hashOf(file);
const members = ['index-badge', 'trend', 'report-form', 'receipt', 'service-time', 'public-replies', 'live'];
const files = ['kinerja', ...members].map((name) => `${name}.js`);

/** Which files there are in a release. */
const releasedFiles = (version: string) => [...scriptsIn(join(ARCHIVE, version)).keys()];

const gateway = new MockGateway();
const { visitor } = useBrowser();

const address = () => gateway.address.replace(/\/$/, '');
const store = (settings: object) => {
  const all = {
    gateway: address(),
    version: '0.3.0',
    integrity,
    files,
    site_key: 'pk_demo',
    region: '32.73',
    ...settings,
  };
  return site.run(`return update_option('kinerja_settings', json_decode('${JSON.stringify(all)}', true));`);
};
/** Other settings than usual, for one test. */
const set = (settings: object) => {
  onTestFinished(() => void store({}));
  store(settings);
};

beforeAll(async () => {
  await gateway.start();
  site.installPlugin();
  store({});
});
beforeEach(() => {
  gateway.reset();
  gateway.unit = unitCard;
});
afterAll(async () => {
  site.removePlugin();
  await gateway.stop();
});

const publish = (content: string, theme = OF_BLOCKS): string => site.publish(content, theme);

/** A visitor's page, and what goes wrong in it unseen. */
const visit = async (to: string, options: BrowserContextOptions = PHONE) => {
  const page = await (await visitor(options)).newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(to);
  return { page, errors };
};

/** What of the page makes it load the widgets: script tags, and style sheets in its head. */
const loaded = async (page: Page) => {
  const html = await (await page.request.get(page.url())).text();
  return {
    scripts: (html.match(/<script[^>]*kinerja\.js[^>]*>/g) ?? []).map((tag) =>
      Object.fromEntries(
        [...tag.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, value]),
      ),
    ),
    styles: html.split('</head>')[0]?.match(/<link[^>]*kinerja\.css[^>]*>/g) ?? [],
  };
};
const NOTHING = { scripts: [], styles: [] };

const DIV = `<div data-kinerja="rating-form" data-service="${SERVICE}" data-site-key="pk_demo" data-lang="id"><a href="/form">Formulir biasa</a></div>`;
const BLOCK = `<!-- wp:kinerja/rating-form {"service":"${SERVICE}"} /-->`;

test.each([
  [CLASSIC, 'an Indonesian shortcode', `[kinerja_formulir layanan="${SERVICE}"]`],
  [CLASSIC, 'a block', BLOCK],
  [OF_BLOCKS, 'a block', BLOCK],
  [OF_BLOCKS, 'an English shortcode', `[kinerja_rating_form service="${SERVICE}"]`],
  [OF_BLOCKS, 'a div of HTML', DIV],
])('with the theme %s a visitor with a phone rates by %s', async (theme, _, content) => {
  const { page, errors } = await visit(publish(`<p>Sudah dilayani?</p>\n\n${content}`, theme));
  const form = new RatingFormDriver(page);
  await form.answerAndSend();
  await form.text('Terima kasih').waitFor();
  expect(gateway.submits.map(({ siteKey }) => siteKey)).toEqual(['pk_demo']);
  expect(await loaded(page)).toEqual({
    scripts: [
      {
        type: 'module',
        // Written out by themes that do not declare HTML 5.
        async: expect.stringMatching(/^(async)?$/),
        src: `${address()}/widgets/0.3.0/kinerja.js`,
        crossorigin: 'anonymous',
        integrity,
        id: 'kinerja-widgets-js',
      },
    ],
    styles: [expect.stringContaining('/plugins/kinerja/css/kinerja.css')],
  });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(errors).toEqual([]);
});

test.each([
  [CLASSIC, `[kinerja_formulir layanan="${SERVICE}"]`],
  [OF_BLOCKS, BLOCK],
  [OF_BLOCKS, `[kinerja_formulir layanan="${SERVICE}" bahasa="en"]`],
])('with the theme %s the questions of %s are fetched before its script is here, and once', async (theme, content) => {
  set({ questions: RatingFormOperation.id });
  const { page } = await visit('about:blank');
  const held: Route[] = [];
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await page.route('**/kinerja.js', (route) => void held.push(route));
  await page.goto(publish(content, theme), { waitUntil: 'commit' });
  await expect.poll(() => gateway.reads.length).toBe(1);
  await expect.poll(() => held.length).toBe(1);
  for (const route of held) await route.continue();
  await page.getByRole('radio').first().waitFor();
  await page.waitForTimeout(UNUSED_PRELOAD_MS);
  expect(gateway.reads).toHaveLength(1);
  expect(warnings).toEqual([]);
});

/** How many pixels what stands below the form is moved when the form appears. */
const movedBelow = async (content: string, theme: string, screen?: BrowserContextOptions): Promise<number> => {
  const { page } = await visit('about:blank', screen);
  const held: Route[] = [];
  await page.route('**/kinerja.js', (route) => void held.push(route));
  const below = '<!-- wp:paragraph --><p id="below">Di bawah formulir.</p><!-- /wp:paragraph -->';
  await page.goto(publish(`${content}${below}`, theme), { waitUntil: 'commit' });
  await page.getByRole('link', { name: 'Isi survei kepuasan masyarakat' }).waitFor();
  const top = () => page.locator('#below').evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await expect.poll(() => held.length).toBe(1);
  await held[0]?.continue();
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
  return Math.round((await top()) - before);
};

test.each([
  [CLASSIC, PHONE],
  [CLASSIC, DESK],
  [OF_BLOCKS, PHONE],
  [OF_BLOCKS, DESK],
])('with the theme %s nothing moves when the form appears, %j', async (theme, screen) => {
  expect(await movedBelow(BLOCK, theme, screen)).toBe(0);
});

test('in a narrow column of a wide screen the form moves what is below, unless the column has the class kinerja-narrow', async () => {
  const column = (classes: string) =>
    `<!-- wp:group {"className":"${classes}"} --><div class="wp-block-group ${classes}">${BLOCK}</div><!-- /wp:group -->`;
  expect(await movedBelow(column('column'), CLASSIC, DESK)).toBeGreaterThan(0);
  expect(await movedBelow(column('column kinerja-narrow'), CLASSIC, DESK)).toBe(0);
});

test('a page with all widgets loads the file once, one without loads nothing', async () => {
  const content = `${BLOCK}[kinerja_papan jenis="puskesmas" periode="2026-Q3"][kinerja_kartu unit="unit_Arcamanik" tema="dark"]
    [kinerja_unit_leaderboard tenant="32.73" kind="puskesmas"]<!-- wp:kinerja/scorecard {"unit":"unit_Arcamanik"} /-->`;
  const { page, errors } = await visit(publish(content));
  await expect.poll(() => page.getByRole('rowheader', { name: /Arcamanik/ }).count()).toBe(2);
  await expect.poll(() => page.getByText('82,50').count()).toBeGreaterThanOrEqual(2);
  expect(
    await page
      .locator('main :is(kinerja-unit-leaderboard, kinerja-scorecard)')
      .evaluateAll((elements) =>
        elements.map((element) => (element.cloneNode() as Element).outerHTML.replace(/><.*/, '>')),
      ),
  ).toEqual([
    '<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" period="2026-Q3" lang="id">',
    '<kinerja-scorecard unit="unit_Arcamanik" theme="dark" lang="id">',
    '<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas" lang="id">',
    '<kinerja-scorecard unit="unit_Arcamanik" lang="id">',
  ]);
  expect((await loaded(page)).scripts).toHaveLength(1);
  expect(errors).toEqual([]);
  await page.goto(publish('<p>Jam layanan</p>'));
  expect(await loaded(page)).toEqual(NOTHING);
});

const FAMILY = `[kinerja_lencana unit="unit_Arcamanik" tautan="/kinerja/"][kinerja_tanda_terima]<!-- wp:kinerja/trend {"unit":"unit_Arcamanik"} /-->`;

test.each([false, true])('badge, trend and receipt come with a small file each, written as div: %s', async (as_div) => {
  set({ as_div });
  const { page, errors } = await visit(publish(FAMILY), DESK);
  const badge = page.getByRole('link', { name: /Lihat rinciannya.*Puskesmas Arcamanik/ });
  await badge.waitFor();
  expect(await badge.getAttribute('href')).toBe('/kinerja/');
  await page.locator('kinerja-trend [part=line]').waitFor();
  await page.getByRole('textbox', { name: 'Kode tanda terima' }).waitFor();
  expect((await loaded(page)).scripts).toHaveLength(1);
  expect(errors).toEqual([]);
});

test('a version without them is told to those who edit, and its other widgets work', async () => {
  set({ version: '0.1.0', files: releasedFiles('0.1.0') });
  const html = site.run<string>(`wp_set_current_user(1); return do_shortcode(${encoded(FAMILY)});`);
  expect(html.match(/The widgets 0\.1\.0 do not have this one yet/g)).toHaveLength(2);
  expect(html).not.toContain('<kinerja-');
  const { page } = await visit(publish(BLOCK));
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
});

const SINCE_0_3_0 = [
  `[kinerja_laporan layanan="${SERVICE}"]`,
  `[kinerja_waktu_layanan layanan="${SERVICE}"]`,
  '[kinerja_tindak_lanjut unit="unit_Arcamanik"]',
  '[kinerja_papan wilayah="65.01" jenis="puskesmas" mode="live"]',
];

test.each([
  ['0.2.0', 'do not have this one yet'],
  ['0.3.0', '<kinerja-'],
])('of %s each widget, and the mode of a board, is shown if it has its file', (version, told) => {
  set({ version, files: releasedFiles(version) });
  const codes = encoded(JSON.stringify(SINCE_0_3_0));
  const shown = site.run<string[]>(`wp_set_current_user(1); return array_map('do_shortcode', json_decode(${codes}));`);
  expect(shown.filter((html) => html.includes(told))).toHaveLength(SINCE_0_3_0.length);
  const plain = site.run<string>(`return do_shortcode('[kinerja_papan wilayah="65.01" jenis="puskesmas"]');`);
  expect(plain).toContain('<kinerja-unit-leaderboard');
});

test('at a counter the form takes the whole screen, and tells the place', async () => {
  const kiosk = `[kinerja_formulir layanan="${SERVICE}" mode="kiosk" susunan="icons" tempat="Loket 3"]`;
  const { page, errors } = await visit(publish(kiosk), { viewport: { width: 1080, height: 1920 } });
  await page.locator('.kiosk').waitFor({ state: 'attached' });
  const form = new RatingFormDriver(page);
  await form.answerAndSend();
  await expect.poll(() => gateway.submits.length).toBe(1);
  expect(gateway.submits[0]?.input).toMatchObject({ place: 'Loket 3' });
  expect(errors).toEqual([]);
});

test('a shortcode that the builder prints makes the tag that it prints for HTML, of every widget', () => {
  const choice: Choice = {
    ...NO_CHOICE,
    service: SERVICE,
    tenant: '65.01',
    unit: 'unit_Arcamanik',
    kind: 'puskesmas',
    period: '2026-Q3',
    compare: '2026-Q2',
    layout: 'all',
    mode: 'live',
    theme: 'neutral',
    lang: 'en',
    'site-key': 'pk_demo',
  };
  const release = { gateway: gateway.address, version: '0.3.0', integrity, files, questions: null };
  const stems = Object.keys(WIDGETS) as Stem[];
  const choiceOf = (stem: Stem): Choice => ({ ...choice, stem, ...(stem === 'report-form' && { kind: 'complaint' }) });
  const printed = stems.map((stem) => snippets(choiceOf(stem), release, 'Take part'));
  const shortcodes = encoded(JSON.stringify(printed.map(({ wordpress }) => wordpress)));
  const shown = site.run<string[]>(`return array_map('do_shortcode', json_decode(${shortcodes}));`);
  const openTag = (html: string) => html.slice(html.indexOf('<kinerja-')).split('>')[0];
  expect(shown.map(openTag)).toEqual(printed.map(({ html }) => openTag(html)));
});

test('without reserved height there is no style sheet', async () => {
  set({ reserve_height: false });
  const { page } = await visit(publish(BLOCK));
  expect(await loaded(page)).toEqual({ scripts: [expect.any(Object)], styles: [] });
});

describe('the link to the plain form is there', () => {
  const link = (page: Page) => page.getByRole('link', { name: 'Isi survei kepuasan masyarakat' });

  test('without JavaScript', async () => {
    const { page } = await visit(publish(BLOCK), { javaScriptEnabled: false });
    expect(await link(page).getAttribute('href')).toBe(`${address()}/form/${SERVICE}`);
    expect(await link(page).isVisible()).toBe(true);
  });

  test('when the file is not the one that was saved: it does not run', async () => {
    set({ integrity: `sha384-${'A'.repeat(64)}` });
    const { page, errors } = await visit(publish(BLOCK));
    expect(errors.join()).toContain("Failed to find a valid digest in the 'integrity' attribute");
    expect(await page.evaluate(() => customElements.get('kinerja-rating-form'))).toBe(undefined);
    expect(await link(page).isVisible()).toBe(true);
  });

  test('in a feed, alone', async () => {
    site.run(
      `return wp_insert_post(['post_status' => 'publish', 'post_title' => 'Kabar', 'post_content' => '[kinerja_formulir layanan="${SERVICE}"]']);`,
    );
    const feed = await (await fetch(`${site.address}/?feed=rss2`)).text();
    expect(feed).toContain(`<a href="${address()}/form/${SERVICE}">Isi survei kepuasan masyarakat</a>`);
    expect(feed).not.toContain('kinerja-rating-form');
  });
});

test('of a mistake those who edit are told, and visitors see nothing', async () => {
  const wrong = publish('[kinerja_formulir layanan="KTP elektronik"][kinerja_papan wilayah="Bandung"]');
  const context = await visitor();
  await signIn(context, site, ADMIN.login);
  const page = await context.newPage();
  await page.goto(wrong);
  expect(await page.locator('.kinerja-note li').allTextContents()).toEqual([
    'Service: "KTP elektronik" cannot be used. A correct example: service_AbCd…',
    'Region code: "Bandung" cannot be used. A correct example: 32.73',
    'Kind of unit: "" cannot be used. A correct example: puskesmas',
  ]);
  const { page: visitors } = await visit(wrong);
  expect(await visitors.locator('main').textContent()).not.toContain('KTP elektronik');
});

describe('WordPress strips custom elements from what a contributor writes,', () => {
  const FORMS = {
    tag: `<kinerja-rating-form service="${SERVICE}" site-key="pk_demo"><a href="/form">Formulir biasa</a></kinerja-rating-form>`,
    script: `<script type="module" src="https://gateway.example.go.id/widgets/0.3.0/kinerja.js"></script>`,
    div: DIV,
    shortcode: `[kinerja_formulir layanan="${SERVICE}"]`,
    block: BLOCK,
  };

  test('but the shortcode, the block and the div stay, and work', async () => {
    const { id, stored } = site.run<{ id: number; stored: string }>(`
      $user = wp_insert_user(['user_login' => 'kontributor', 'user_pass' => '${ADMIN.password}', 'role' => 'contributor']);
      wp_set_current_user($user);
      $content = ${encoded(Object.values(FORMS).join('\n\n'))};
      $id = wp_insert_post(['post_status' => 'pending', 'post_title' => 'Dari kontributor', 'post_content' => wp_slash($content)]);
      wp_set_current_user(1);
      wp_publish_post($id);
      return ['id' => $id, 'stored' => get_post($id)->post_content];
    `);
    expect(stored.split('\n\n')).toEqual([
      '<a href="/form">Formulir biasa</a>',
      '',
      FORMS.div,
      FORMS.shortcode,
      FORMS.block,
    ]);
    const { page, errors } = await visit(`${site.address}/?p=${id}`);
    await expect.poll(() => page.getByText('Pertanyaan 1 dari 9').count()).toBe(3);
    expect(errors).toEqual([]);
  });

  test('and from what a theme or plugin filters: then the plugin writes divs', async () => {
    const filtered = () =>
      site.run<boolean>(`
      $html = do_shortcode('[kinerja_formulir layanan="${SERVICE}" tema="dark"]');
      return wp_kses_post($html) === $html;
    `);
    expect(await filtered()).toBe(false);
    set({ as_div: true });
    expect(await filtered()).toBe(true);
    const { page } = await visit(publish(BLOCK));
    await page.getByText('Pertanyaan 1 dari 9').waitFor();
    expect(await page.locator('div[data-service] > kinerja-rating-form').getAttribute('site-key')).toBe('pk_demo');
  });
});

/** In the content that is edited: newer versions of WordPress keep it in a frame. */
const inCanvas = async (page: Page, selector: string): Promise<Locator> => {
  const found = async () => {
    for (const frame of page.frames()) if ((await frame.locator(selector).count()) > 0) return frame.locator(selector);
    return undefined;
  };
  await expect.poll(found, { timeout: 30_000 }).toBeDefined();
  return (await found()) ?? page.locator(selector);
};

test('the editor shows a placeholder that names what cannot be used, and saves what was typed', async () => {
  const to = publish('<!-- wp:kinerja/rating-form {"service":"KTP"} /-->');
  const context = await visitor();
  await signIn(context, site, ADMIN.login);
  const page = await context.newPage();
  await page.goto(`${site.address}/wp-admin/post.php?post=${/\d+$/.exec(to)?.[0]}&action=edit`, {
    waitUntil: 'commit',
  });
  const block = await inCanvas(page, '[data-type="kinerja/rating-form"]');
  await block.getByText('Service: "KTP" cannot be used.').waitFor();
  expect(await block.textContent()).toContain('Kinerja: rating form');
  const offered = await page.evaluate(() => {
    const { wp } = globalThis as unknown as { wp: { blocks: { getBlockTypes(): { name: string }[] } } };
    return wp.blocks.getBlockTypes().flatMap(({ name }) => /^kinerja\/(.*)/.exec(name)?.[1] ?? []);
  });
  expect(offered.toSorted()).toEqual(Object.keys(WIDGETS).toSorted());
  await block.getByLabel('Service').fill(SERVICE);
  await page.getByRole('button', { name: /^(Update|Save)$/ }).click();
  await page.getByText('Page updated.').first().waitFor();
  expect(await block.textContent()).not.toContain('cannot be used');
  await page.goto(to);
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
});

test('PHP has nothing to complain about', () => {
  expect(site.pluginComplaints()).toEqual([]);
});
