import type { GatewayElement } from '../toolkit.ts';

/** Ends of the custom properties that a page may set; what a page sets itself stays stronger. */
const COLOURS = ['background', 'surface', 'text', 'muted', 'border', 'primary', 'on-primary'] as const;

type Palette = Readonly<Record<(typeof COLOURS)[number], string>>;

/**
 * Names and colours are looked up by strings, so they stand here as strings: the build shortens names of properties.
 *
 * Each pair of text and background has a contrast of 4.5 at least, in `contrast` 7; a test works them out.
 */
const THEMES: ReadonlyMap<string, Palette> = new Map([
  /** The blue of many regional sites. */
  [
    'blue',
    {
      background: '#ffffff',
      surface: '#e8f1fb',
      text: '#10253a',
      muted: '#47596b',
      border: '#b9cbdd',
      primary: '#00458a',
      'on-primary': '#ffffff',
    },
  ],
  /** Without a colour of its own, for pages that have enough. */
  [
    'neutral',
    {
      background: '#ffffff',
      surface: '#f2f2f0',
      text: '#1f1f1d',
      muted: '#595955',
      border: '#cfcfca',
      primary: '#33332f',
      'on-primary': '#ffffff',
    },
  ],
  /** Black and white, for those who see little. */
  [
    'contrast',
    {
      background: '#ffffff',
      surface: '#ffffff',
      text: '#000000',
      muted: '#000000',
      border: '#000000',
      primary: '#000000',
      'on-primary': '#ffffff',
    },
  ],
]);

const sheets = new Map<string, CSSStyleSheet>();

const sheetOf = (theme: string, palette: Palette): CSSStyleSheet => {
  const known = sheets.get(theme);
  if (known) return known;
  const sheet = new CSSStyleSheet();
  const rules = COLOURS.map((name) => `--_${name}:var(--kinerja-color-${name},${palette[name]})`);
  // Light and dark of the element itself are as specific; what is adopted later wins.
  sheet.replaceSync(`:host([theme='${theme}']) .root{--_l:initial;--_d: ;color-scheme:light;${rules.join(';')}}`);
  sheets.set(theme, sheet);
  return sheet;
};

/** Gives an element the colours of its theme. Browsers without constructable style sheets keep the colours of `auto`. */
export function dress(element: GatewayElement<unknown>): void {
  const { theme, shadowRoot } = element;
  const palette = THEMES.get(theme ?? '');
  if (!theme || !palette || !shadowRoot || !('adoptedStyleSheets' in shadowRoot)) return;
  const sheet = sheetOf(theme, palette);
  const others = [...shadowRoot.adoptedStyleSheets];
  if (!others.includes(sheet)) shadowRoot.adoptedStyleSheets = [...others, sheet];
}
