import type { Page } from 'playwright-core';

/**
 * What does not fit on a page as it is: wider than the window, cut off by its own box, or smaller than `target` pixels to be pressed. Letters, words
 * and lines are also spaced as widely as WCAG 1.4.12 allows a visitor to set them.
 */
export const misfits = (page: Page, target: number): Promise<string[]> =>
  page.evaluate((least) => {
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots)
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
    const elements = roots
      .flatMap((root) => [...root.querySelectorAll<HTMLElement>('body *, .root, .root *')])
      .filter((element) => element.getClientRects().length > 0 && !element.closest('.unseen, [hidden]'));
    const shown = (element: Element) => element.outerHTML.replace(/<!--.*?-->|\s+/g, ' ').slice(0, 100);

    const tooWide = (when: string) => {
      const { scrollWidth } = document.documentElement;
      return scrollWidth > innerWidth ? [`the page is ${scrollWidth - innerWidth} px too wide${when}`] : [];
    };
    const cutOff = (when: string) =>
      elements
        .filter((element) => !element.matches('textarea, input, select, pre, .frame, svg, svg *'))
        .filter((element) => {
          const { overflowX, overflowY, display } = getComputedStyle(element);
          const hides = [overflowX, overflowY].some((overflow) => overflow === 'hidden' || overflow === 'clip');
          const bound = hides || element.matches('button, label, td, th, .answer, .answer span');
          const { scrollWidth, scrollHeight, clientWidth, clientHeight } = element;
          return bound && display !== 'inline' && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1);
        })
        .map((element) => `cut off${when}: ${shown(element)}`);
    const tooSmall = () =>
      elements
        .filter((element) => element.matches('a[href], button, select, textarea, input, summary, [tabindex="0"]'))
        .flatMap((element) => {
          const pressed = element.matches('input') ? (element.closest('label') ?? element) : element;
          // A link in a sentence is as high as its line.
          const isInSentence = element.matches('a') && getComputedStyle(element).display === 'inline';
          const { width, height } = pressed.getBoundingClientRect();
          return !isInSentence && (width < least || height < least)
            ? [`only ${Math.round(width)} × ${Math.round(height)} px to press: ${shown(element)}`]
            : [];
        });

    const found = [...tooWide(''), ...cutOff(''), ...tooSmall()];
    const spacing = new CSSStyleSheet();
    spacing.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    );
    const before = roots.map((root) => [...root.adoptedStyleSheets]);
    for (const [at, root] of roots.entries()) root.adoptedStyleSheets = [...(before[at] ?? []), spacing];
    found.push(...tooWide(' with wide spacing'), ...cutOff(' with wide spacing'));
    for (const [at, root] of roots.entries()) root.adoptedStyleSheets = before[at] ?? [];
    return [...new Set(found)];
  }, target);
