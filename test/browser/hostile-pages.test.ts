import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { MockGateway } from './mock-gateway.ts';
import { CURRENT } from './pages.ts';
import { formTag, RatingFormDriver } from './rating-form-driver.ts';

/*
 * The widgets on pages whose style sheets spare nobody, beside the same widget on a page without any, in the same browser: the two
 * pictures must be the same. The pages in hostile-pages/ are what sites have; a new complaint becomes a new page.
 *
 * What a page may change on purpose: the direction, the size of letters beyond 16 pixels by `rem`, the custom properties that the
 * README names, and what it writes about the element itself, as `text-decoration` or `::first-letter`.
 */

const FOLDER = fileURLToPath(new URL('hostile-pages/', import.meta.url));
const PAGES = readdirSync(FOLDER).map((file) => file.replace('.html', ''));
const bootstrap = (name: string) =>
  readFileSync(createRequire(import.meta.url).resolve(`${name}/dist/css/bootstrap.css`), 'utf8');

/** A quiet page that is like the hostile one in what the visitor or the language wants. */
const LIKE: Readonly<Record<string, { readonly dir?: string; readonly scale?: number }>> = {
  'right-to-left': { dir: 'rtl' },
  'zoomed-in': { scale: 1.25 },
  'zoomed-out': { scale: 0.8 },
};

/** Share of pixels that may differ: round corners and a last row that is cut show the page behind. */
const TOLERATED = 0.003;
/** Where a page is scaled, letters are drawn anew and hinted otherwise. */
const TOLERATED_SCALED = 0.15;
/** Of a length, where a page is scaled: its parts are rounded to whole pixels. */
const ROUNDING = 0.01;

/** Higher than the board is in any of them: of what is fixed, Firefox pictures no more than the window shows. */
const TALL = 3_600;

const QUIET =
  '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>x</title></head><body><div class="place">{{widget}}</div></body></html>';

const gateway = new MockGateway();
const { openPage } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

const BOARD = '<kinerja-unit-leaderboard tenant="32.73" kind="puskesmas"></kinerja-unit-leaderboard>';

/** States whose parts are all there is: fields, buttons, a note, a table with drawings. */
const STATES: Readonly<
  Record<string, { readonly tag: string; readonly reach: (form: RatingFormDriver) => Promise<void> }>
> = {
  'a question with a mistake': {
    tag: formTag('theme="light"'),
    reach: async (form) => {
      await form.button('Lanjut').click();
      await form.page.locator('#mistakes').waitFor();
      await form.choose('persyaratan', 3);
    },
  },
  'the comment and the profile': {
    tag: formTag('theme="light"'),
    reach: async (form) => {
      await form.answerAll();
      await form.page.getByRole('textbox').waitFor();
    },
  },
  'the board': {
    tag: BOARD.replace('kind', 'theme="light" kind'),
    reach: async (form) => form.page.getByRole('table').waitFor(),
  },
};

async function picture(html: string, state: string, width: number, scale = 1): Promise<PNG> {
  const { tag, reach } = STATES[state] ?? { tag: '', reach: async () => undefined };
  const place = `.place{position:fixed!important;z-index:9;background:#fff!important;left:16px!important;top:16px!important;width:${width}px!important;max-width:none!important;height:auto!important;margin:0!important;padding:0!important;transform:none!important}`;
  // The script of the site's snippet, and the widget in a place of the same size on both pages.
  const head = `<style>${place}</style><script type="module" src="${gateway.address}widgets/${CURRENT}/kinerja.js"></script>`;
  gateway.page = html
    .replaceAll(/\{\{(bootstrap-\d)\}\}/g, (_, name: string) => bootstrap(name))
    .replace('{{widget}}', () => tag)
    .replace('</head>', () => `${head}</head>`);
  const page = await openPage(gateway.pageAddress, {
    viewport: { width: 1280, height: TALL },
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
  });
  await reach(new RatingFormDriver(page));
  // Where the visitor is differs from page to page; what stands there does not.
  await page.evaluate(() => (document.activeElement?.shadowRoot?.activeElement as HTMLElement | null)?.blur());
  await page.mouse.move(0, 0);
  return PNG.sync.read(await page.locator('.root').screenshot({ caret: 'hide' }));
}

/** The quiet pictures, each taken once. */
const quiet = new Map<string, Promise<PNG>>();

test.each(PAGES.flatMap((page) => Object.keys(STATES).map((state) => [page, state] as const)))(
  'on the page %s there is no difference to see in %s',
  async (name, state) => {
    const { dir = 'ltr', scale = 1 } = LIKE[name] ?? {};
    for (const width of [328, 640]) {
      const key = [state, width, dir, scale].join();
      const bare = quiet.get(key) ?? picture(QUIET.replace('<html', `<html dir="${dir}"`), state, width, scale);
      quiet.set(key, bare);
      const one = await bare;
      const other = await picture(readFileSync(`${FOLDER}${name}.html`, 'utf8'), state, width);
      const rounding = scale === 1 ? 0 : ROUNDING;
      expect(Math.abs(other.width / one.width - 1), `${width} px: width`).toBeLessThanOrEqual(rounding);
      expect(Math.abs(other.height / one.height - 1), `${width} px: height`).toBeLessThanOrEqual(rounding);
      const size = [Math.min(one.width, other.width), Math.min(one.height, other.height)] as const;
      const differing = pixelmatch(cut(one, ...size), cut(other, ...size), undefined, ...size, { threshold: 0.1 });
      const tolerated = scale === 1 ? TOLERATED : TOLERATED_SCALED;
      expect(differing / (size[0] * size[1]), `${width} px`).toBeLessThanOrEqual(tolerated);
    }
  },
);

/** The left upper part of a picture. */
function cut(png: PNG, width: number, height: number): Uint8Array {
  const part = new PNG({ width, height });
  PNG.bitblt(png, part, 0, 0, width, height, 0, 0);
  return part.data;
}
