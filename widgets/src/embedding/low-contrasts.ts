import { type Colour, contrastRatio, ENOUGH } from './contrast.ts';

/** Two colours of the widgets that meet, by the end of their property: `--kinerja-color-muted`. */
const MEETING: readonly (readonly [front: string, back: string, what: keyof typeof ENOUGH])[] = [
  ['text', 'background', 'text'],
  ['text', 'surface', 'text'],
  ['muted', 'background', 'text'],
  ['primary', 'background', 'text'],
  ['on-primary', 'primary', 'text'],
  ['danger', 'background', 'text'],
  ['above', 'background', 'text'],
  ['muted', 'surface', 'shape'],
  ['primary', 'surface', 'shape'],
];

/** Two colours that cannot be told apart well enough. */
export interface LowContrast {
  /** Custom properties that a page sets. */
  readonly front: string;
  readonly back: string;
  readonly ratio: number;
  readonly needed: number;
}

/** Every pair of colours of a widget, as it is on the page now, whose contrast is too low; `root` is the box around it. */
export function lowContrasts(root: Element): LowContrast[] {
  return MEETING.flatMap(([front, back, what]) => {
    const colours = [front, back].map((name) => colourOf(root, name));
    const [one, other] = colours;
    if (!one || !other) return [];
    const ratio = contrastRatio(one, other);
    const needed = ENOUGH[what];
    return ratio >= needed ? [] : [{ front: property(front), back: property(back), ratio, needed }];
  });
}

const property = (name: string) => `--kinerja-color-${name}`;

/** A colour as it is computed; null for one that the widget does not have. */
function colourOf(root: Element, name: string): Colour | null {
  if (!getComputedStyle(root).getPropertyValue(`--_${name}`).trim()) return null;
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = `var(--_${name})`;
  root.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  const [red, green, blue] = /^rgba?\(/.test(color) ? (color.match(/[\d.]+/g) ?? []).map(Number) : painted(color);
  return red === undefined || green === undefined || blue === undefined ? null : [red, green, blue];
}

/** What `oklch()` and its like come to on a screen. */
function painted(color: string): number[] {
  const canvas = document.createElement('canvas').getContext('2d');
  if (!canvas) return [];
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
}
