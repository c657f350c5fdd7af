import { type Browser, type BrowserContextOptions, firefox } from 'playwright-core';
import { provideProgram } from './debian.mjs';

/** Where Firefox is; installed when there is none. */
export const provideFirefox = (): string =>
  provideProgram({
    title: 'Firefox',
    variable: 'FIREFOX_BIN',
    names: ['firefox-esr', 'firefox'],
    packages: ['firefox-esr', 'fonts-liberation'],
  });

/** What a visitor has set in the system: Firefox ESR can be told when it starts, and not later. */
export type SystemSettings = {
  readonly [Name in 'colorScheme' | 'forcedColors' | 'reducedMotion']?: BrowserContextOptions[Name] | undefined;
};

/** Opens Firefox by WebDriver BiDi, which the distribution's own build speaks. Whoever opens it closes it. */
export const launchFirefox = (
  executablePath: string,
  { colorScheme, forcedColors, reducedMotion }: SystemSettings,
): Promise<Browser> =>
  firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    firefoxUserPrefs: {
      // As on phones and in headless Chromium, scroll bars take no room.
      'ui.useOverlayScrollbars': 1,
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
      'ui.prefersReducedMotion': reducedMotion === 'reduce' ? 1 : 0,
      ...(forcedColors === 'active' && { 'ui.useAccessibilityTheme': 1, 'browser.display.document_color_use': 2 }),
    },
  });
