import type { Page } from 'playwright-core';

/** Whoever asks for less motion sees a change at once. */
const LONGEST_MS = 1;

/** What moves on a page for longer than a visitor wants who has asked for less of it. */
export const movements = (page: Page): Promise<string[]> =>
  page.evaluate((longest) => {
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots)
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
    const running = document.getAnimations().map(({ effect }) => `an animation of ${effect?.getTiming().duration} ms`);
    const milliseconds = (list: string) =>
      Math.max(...list.split(',').map((time) => Number.parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1_000)));
    const styled = roots.flatMap((root) =>
      [...root.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
        const moves = [transitionDuration, animationDuration].some((list) => milliseconds(list) > longest);
        return moves || scrollBehavior === 'smooth' ? [`moves: ${element.outerHTML.slice(0, 80)}`] : [];
      }),
    );
    return [...running, ...styled];
  }, LONGEST_MS);
