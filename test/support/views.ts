import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import { breaches } from './axe.ts';
import { misfits } from './misfits.ts';

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;

/** How large the window of a visitor is, or the letters. */
interface Shape {
  readonly name: string;
  readonly width: number;
  /** The visitor's own size of letters, which `rem` follows. */
  readonly text?: '200%';
}

/** Zoom of 200 % halves the width in the pixels of CSS, and is nothing else to a page. */
const SHAPES: readonly Shape[] = [
  { name: '360 px', width: 360 },
  { name: '360 px with text at 200 %', width: 360, text: '200%' },
  { name: '1280 px', width: 1280 },
  { name: '1280 px at 200 %', width: 640 },
];

/** 1280 px at 400 %: WCAG 1.4.10 asks for no more. */
const NARROWEST = 320;

const COLOURS: Readonly<Record<string, Media>> = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
};

/** Firefox ESR learns forced colours at its start only. */
const COLOURS_IN_FIREFOX: Readonly<Record<string, Media>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
};

/** What people need of a page. */
export interface Needs {
  /** Least size of what can be pressed, in pixels; WCAG 2.5.8 asks for 24. */
  readonly target?: number | undefined;
}

/**
 * What is wrong with a page as it is, in the views that visitors may have of it: a phone or a desk, text or page at 200 %, from
 * left to right or the other way round, in light, dark and forced colours. axe sees every two of these together, the measuring all
 * that changes a layout. Each fault is told once, with its first view.
 */
export async function problems(page: Page, { target = 24 }: Needs = {}): Promise<string[]> {
  const before = page.viewportSize();
  const colours = inject('engine').name === 'chromium' ? COLOURS : COLOURS_IN_FIREFOX;
  const found = new Map<string, string[]>();
  const tell = (view: string, faults: readonly string[]) => {
    for (const fault of faults) found.set(fault, [...(found.get(fault) ?? []), view]);
  };
  for (const [turn, dir] of ['ltr', 'rtl'].entries()) {
    for (const [at, { name, width, text = '' }] of SHAPES.entries()) {
      await page.setViewportSize({ width, height: 900 });
      await setRoot(page, { dir, text });
      tell(`${name}, ${dir}`, await misfits(page, target));
      for (const [nth, [colour, media]] of Object.entries(colours).entries()) {
        if ((at + nth) % 2 !== turn) continue;
        await page.emulateMedia(media);
        tell(`${name}, ${dir}, ${colour}`, await breaches(page));
      }
    }
    await page.setViewportSize({ width: NARROWEST, height: 900 });
    await setRoot(page, { dir, text: '' });
    tell(`${NARROWEST} px, ${dir}`, await misfits(page, target));
  }
  await setRoot(page, { dir: '', text: '' });
  await page.emulateMedia(colours['light']);
  if (before) await page.setViewportSize(before);
  return [...found].map(([fault, views]) => `${views[0]}${views[1] ? ` and ${views.length - 1} more` : ''}: ${fault}`);
}

const setRoot = (page: Page, root: { readonly dir: string; readonly text: string }) =>
  page.evaluate(({ dir, text }) => {
    document.documentElement.dir = dir;
    document.documentElement.style.fontSize = text;
  }, root);
