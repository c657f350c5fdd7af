import { css } from '../reactive-element.ts';

/**
 * A page sets `--kinerja-color-*`, `--kinerja-font-family` and `--kinerja-radius` on the element or above it; the short
 * names are private. Each colour is written once, light and dark: of `--_l` and `--_d` one is always empty, and the other
 * one, being `initial`, gives way to its fallback.
 */
export const tokens: string = css`
  .root {
    --_l: initial;
    --_d: ;
    color-scheme: light;
    --_background: var(--kinerja-color-background, var(--_l, #fff) var(--_d, #13202c));
    --_surface: var(--kinerja-color-surface, var(--_l, #eef4fa) var(--_d, #1d3146));
    --_text: var(--kinerja-color-text, var(--_l, #1a2733) var(--_d, #e9eff5));
    --_muted: var(--kinerja-color-muted, var(--_l, #51606d) var(--_d, #aebcc9));
    --_border: var(--kinerja-color-border, var(--_l, #cdd6de) var(--_d, #3b4d5d));
    --_primary: var(--kinerja-color-primary, var(--_l, #0b5a9d) var(--_d, #84c3ff));
    --_on-primary: var(--kinerja-color-on-primary, var(--_l, #fff) var(--_d, #07253f));
    --_danger: var(--kinerja-color-danger, var(--_l, #b3261e) var(--_d, #ffb4ab));
    --_above: var(--kinerja-color-above, var(--_l, #19713c) var(--_d, #7fd69a));
    --_radius: var(--kinerja-radius, 8px);
  }
  :host([theme='dark']) .root {
    --_l: ;
    --_d: initial;
    color-scheme: dark;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) .root {
      --_l: ;
      --_d: initial;
      color-scheme: dark;
    }
  }
  @media (forced-colors: active) {
    .root {
      --_background: Canvas;
      --_muted: CanvasText;
      --_primary: CanvasText;
      --_above: CanvasText;
      --_danger: CanvasText;
    }
  }
`;
