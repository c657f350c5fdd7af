import { afterEach, beforeEach, expect, inject } from 'vitest';
import { WebKit } from '../support/webkit.ts';

/** As the W3C numbers them. */
const KEYS = { Tab: '\uE004', Enter: '\uE007', Space: ' ', ArrowDown: '\uE015' } as const;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

type Plain = string | number | boolean | null;

/** What a visitor with WebKit does: spoken as WebDriver, by which Debian's WebKit is driven. */
export class WebKitPage {
  private readonly webKit: WebKit;

  constructor(webKit: WebKit) {
    this.webKit = webKit;
  }

  open(address: string): Promise<unknown> {
    return this.webKit.command('POST', '/url', { url: address });
  }

  resize(width: number): Promise<unknown> {
    return this.webKit.command('POST', '/window/rect', { width, height: 900 });
  }

  /** Runs a function in the page, with plain arguments only, and waits for what it promises. */
  evaluate<Result, Given extends readonly Plain[]>(
    run: (...given: Given) => Result | Promise<Result>,
    ...given: Given
  ): Promise<Result> {
    const script = `return (${run}).apply(null, arguments)`;
    return this.webKit.command('POST', '/execute/sync', { script, args: given }) as Promise<Result>;
  }

  /** Clicks the last visible element with these words, on the page or in a widget; waits for it. */
  async click(selector: string, words = ''): Promise<void> {
    await this.webKit.command('POST', `${await this.find(selector, words)}/click`, {});
  }

  async press(...keys: readonly (keyof typeof KEYS)[]): Promise<void> {
    for (const key of keys) await this.type(KEYS[key]);
  }

  /** Types into what has the focus. */
  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.webKit.command('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** What assistive technology is told about an element: its role and name. */
  async spoken(selector: string, words = ''): Promise<readonly [role: unknown, name: unknown]> {
    const element = await this.find(selector, words);
    return [
      await this.webKit.command('GET', `${element}/computedrole`),
      await this.webKit.command('GET', `${element}/computedlabel`),
    ];
  }

  /** All that can be seen, inside widgets too, with single spaces. */
  words(): Promise<string> {
    return this.evaluate(() => {
      const widgets = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
      const seen = [document, ...widgets].flatMap((root) => [...root.querySelectorAll<HTMLElement>('body, .root')]);
      // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not to be read
      return seen.map(({ innerText }) => innerText.replace(/\s+/g, ' ')).join('\n');
    });
  }

  async reads(words: string): Promise<void> {
    await expect.poll(() => this.words(), { timeout: 10_000 }).toContain(words);
  }

  /** The address of the last visible element with these words. */
  private async find(selector: string, words: string): Promise<string> {
    let found: string | undefined;
    const look = async () => {
      const element = await this.evaluate(
        (css, text) => {
          const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
          return [document, ...roots]
            .flatMap((root) => [...root.querySelectorAll<HTMLElement>(css)])
            .filter((each) => each.getClientRects().length > 0 && (each.textContent ?? '').includes(text))
            .at(-1);
        },
        selector,
        words,
      );
      found = (element as unknown as Record<string, string> | null)?.[ELEMENT];
      return found;
    };
    await expect.poll(look, { timeout: 10_000, message: `${selector} "${words}"` }).toBeDefined();
    return `/element/${found}`;
  }
}

/** A WebKit for each test, started anew. */
export function useWebKit(): { readonly page: () => WebKitPage } {
  let webKit: WebKit | undefined;

  beforeEach(async ({ skip }) => {
    const { missing } = inject('engine');
    if (missing) skip(missing);
    webKit = await WebKit.start(inject('webkit'));
  });
  afterEach(async () => {
    await webKit?.end();
    webKit = undefined;
  });

  return { page: () => new WebKitPage(webKit as WebKit) };
}
