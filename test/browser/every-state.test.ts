import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { faintFocus } from '../support/focus-rings.ts';
import { movements } from '../support/movement.ts';
import { problems } from '../support/views.ts';
import { MockGateway } from './mock-gateway.ts';
import { host, SMALL_HEADING } from './pages.ts';
import { RatingFormDriver } from './rating-form-driver.ts';
import { SCENES, stopTime } from './scenes.ts';

/* Every state of every widget, in every view of it; what the widgets of a signed-in person show is in scorecard.test.ts. */

const gateway = new MockGateway();
const { visitor } = useBrowser();

beforeAll(() => gateway.start());
beforeEach(() => gateway.reset());
afterAll(() => gateway.stop());

test.each(Object.entries(SCENES))(
  '%s can be used by everyone',
  async (_, { tag, states, ...scene }) => {
    scene.given?.(gateway);
    gateway.page = host(gateway, tag, SMALL_HEADING);
    const page = await (await visitor({ reducedMotion: 'reduce', ...scene.visitor })).newPage();
    if (scene.isTimeless) await stopTime(page);
    await page.goto(gateway.pageAddress);
    const form = new RatingFormDriver(page);
    const found: Record<string, readonly string[]> = {};
    for (const [state, reach] of Object.entries(states)) {
      await reach(form, gateway);
      const told = [...(await problems(page, scene)), ...(await faintFocus(page)), ...(await movements(page))];
      if (told.length > 0) found[state] = told;
    }
    expect(found).toEqual({});
  },
  180_000,
);
