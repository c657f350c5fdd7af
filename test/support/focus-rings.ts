import type { Page } from 'playwright-core';

/** WCAG 1.4.11: what shows where one is. */
const ENOUGH = 3;

/** What can have the focus in the widgets of a page as it is, and does not show it: no ring, a thin one, or one like its surroundings. */
export const faintFocus = (page: Page): Promise<string[]> =>
  page.evaluate((enough) => {
    type Colour = readonly number[];
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots)
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
    const channels = (colour: string): Colour => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: Colour) =>
      colour
        .slice(0, 3)
        .map((channel) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, at) => sum + part * ([0.2126, 0.7152, 0.0722][at] ?? 0), 0);
    const contrast = (one: Colour, other: Colour) => {
      const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    /** The colour that is painted where a ring is. */
    const surroundings = (element: Element): Colour => {
      const { left, top, height } = element.getBoundingClientRect();
      const under = (element.getRootNode() as ShadowRoot).elementsFromPoint(Math.max(left - 4, 0), top + height / 2);
      const colours = under.map((each) => channels(getComputedStyle(each).backgroundColor));
      return colours.find(([, , , alpha = 1]) => alpha === 1) ?? [255, 255, 255];
    };
    return roots.flatMap((root) =>
      [...root.querySelectorAll<HTMLElement>('.root *')].flatMap((element) => {
        if (!element.matches('a[href], button, select, textarea, input, summary, [tabindex]')) return [];
        // What has the focus already keeps the look that it got with it.
        (root.activeElement as HTMLElement | null)?.blur();
        // As if the keyboard had been used.
        element.focus({ focusVisible: true });
        if (root.activeElement !== element) return [];
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
        const shown = element.outerHTML.replace(/<!--.*?-->|\s+/g, ' ').slice(0, 100);
        if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return [`no ring of focus: ${shown}`];
        const ratio = contrast(channels(outlineColor), surroundings(element));
        return ratio < enough ? [`a ring of focus of ${ratio.toFixed(2)} : 1: ${shown}`] : [];
      }),
    );
  }, ENOUGH);
