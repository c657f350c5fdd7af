import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { problems } from '../support/views.ts';
import { MockGateway } from './mock-gateway.ts';
import { host } from './pages.ts';
import { RatingFormDriver } from './rating-form-driver.ts';
import { SCENES, stopTime } from './scenes.ts';

/* Every state of every widget, in every view of it; what the widgets of a signed-in person show is in scorecard.test.ts. */

const gateway = new MockGateway();
const { visitor } = useBrowser();

/** The page around the widgets must not be what is too wide. */
const SMALL_HEADING = '<style>h1 { font-size: 1rem; overflow-wrap: anywhere }</style>';

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

test.each(Object.entries(SCENES))(
  '%s can be used by everyone',
  async (_, { tag, states, ...scene }) => {
    scene.given?.(gateway);
    gateway.page = host(gateway, tag, SMALL_HEADING);
    const page = await (await visitor(scene.visitor)).newPage();
    if (scene.isTimeless) await stopTime(page);
    await page.goto(gateway.pageAddress);
    const form = new RatingFormDriver(page);
    const found: Record<string, readonly string[]> = {};
    for (const [state, reach] of Object.entries(states)) {
      await reach(form, gateway);
      const told = await problems(page, scene);
      if (told.length > 0) found[state] = told;
    }
    expect(found).toEqual({});
  },
  180_000,
);
