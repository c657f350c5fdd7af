import { type LowContrast, lowContrasts } from '../embedding/low-contrasts.ts';
import { attributesOf, type Choice, COLOURS, isForm, missing } from './choice.ts';
import type { Heights } from './snippets.ts';

/** Widths in pixels that heights are measured at: a phone of 360 with its margins, and a column of text. */
export const WIDTHS = { phone: 328, desktop: 720 } as const;

/** Reserved heights are a round number, and never too small. */
const STEP = 10;
const FORCED = ['light', 'dark'] as const;

/** Two colours that cannot be told apart well enough, and in which theme. */
export interface ThemedContrast extends LowContrast {
  readonly theme: string;
}

/** The chosen widget, live, in a box of the chosen width. */
export class Preview {
  readonly stage: HTMLElement = document.createElement('div');
  private widget: HTMLElement | null = null;

  /** `loaded` is called when the widget has something to show. */
  constructor(loaded: () => void) {
    this.stage.className = 'stage';
    // Nothing that an admin tries out is anybody's rating.
    this.stage.addEventListener('kinerja-submit', (event) => event.preventDefault());
    this.stage.addEventListener('kinerja-load', () => requestAnimationFrame(loaded));
  }

  /** Shows what is chosen now; the widget stays the same one as long as its tag does. */
  show(choice: Choice, { gateway, width }: { readonly gateway: string; readonly width: keyof typeof WIDTHS }): void {
    this.stage.style.maxWidth = `${WIDTHS[width]}px`;
    const tag = `kinerja-${choice.stem}`;
    if (missing(choice) || this.widget?.localName !== tag) {
      this.widget = missing(choice) ? null : document.createElement(tag);
      this.stage.replaceChildren(...(this.widget ? [this.widget] : []));
    }
    const { widget } = this;
    if (!widget) return;
    const wanted = new Map([...attributesOf(choice), ['gateway', gateway] as const]);
    if (isForm(choice.stem) && !choice['site-key']) wanted.set('site-key', 'preview');
    for (const name of widget.getAttributeNames())
      if (!wanted.has(name) && name !== 'style') widget.removeAttribute(name);
    for (const [name, value] of wanted) if (widget.getAttribute(name) !== value) widget.setAttribute(name, value);
    for (const name of COLOURS) {
      const value = choice.colours[name];
      if (value) widget.style.setProperty(`--kinerja-color-${name}`, value);
      else widget.style.removeProperty(`--kinerja-color-${name}`);
    }
  }

  /** Heights at both widths; measured without anybody seeing it. */
  heights(): Heights | null {
    const { stage, widget } = this;
    if (!widget) return null;
    const { maxWidth, width } = stage.style;
    const at = (pixels: number) => {
      stage.style.maxWidth = 'none';
      stage.style.width = `${pixels}px`;
      return Math.ceil(widget.offsetHeight / STEP) * STEP;
    };
    const heights = { phone: at(WIDTHS.phone), desktop: at(WIDTHS.desktop) };
    stage.style.maxWidth = maxWidth;
    stage.style.width = width;
    return heights;
  }

  /** Colours that cannot be told apart, in every theme that visitors may get. */
  contrasts({ theme }: Choice): ThemedContrast[] {
    const { widget } = this;
    const root = widget?.shadowRoot?.querySelector('.root');
    if (!widget || !root) return [];
    if (theme && theme !== 'auto') return lowContrasts(root).map((pair) => ({ ...pair, theme }));
    const low = FORCED.flatMap((forced) => {
      widget.setAttribute('theme', forced);
      return lowContrasts(root).map((pair) => ({ ...pair, theme: forced }));
    });
    widget.removeAttribute('theme');
    return low;
  }
}
