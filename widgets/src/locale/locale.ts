import { en } from './en.ts';
import { type Dictionary, id } from './id.ts';

const dictionaries: Readonly<Record<string, Dictionary>> = { id, en };

/** `lang` of the element, else of its nearest ancestor, shadow hosts included; Indonesian when that is not spoken here. */
export function dictionaryFor(element: Element): Dictionary {
  return dictionaries[closestLanguage(element).split('-', 1)[0]?.toLowerCase() ?? ''] ?? id;
}

function closestLanguage(element: Element): string {
  let node: Node | null = element;
  while (node) {
    if (node instanceof Element && node.getAttribute('lang')) return node.getAttribute('lang') ?? '';
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return '';
}

/** Two decimals, as every published figure has. */
export const formatFigure = (value: number, { code }: Dictionary): string =>
  value.toLocaleString(code, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Date and time of day in the region's own zone, which is named. */
export const formatInstant = (instant: string, { code }: Dictionary, timeZone: string): string =>
  new Date(instant).toLocaleString(code, { dateStyle: 'long', timeStyle: 'long', timeZone });

/** `2026-Q3` as "Triwulan III 2026", `2026-09` as "September 2026". */
export function formatPeriod(period: string, { code, period: parts, year: word }: Dictionary): string {
  const [year = '', part = ''] = period.split('-');
  const name = parts[part.charAt(0)];
  if (name) return `${name} ${['I', 'II', 'III', 'IV'][Number(part.charAt(1)) - 1]} ${year}`;
  return part ? new Date(`${period}-15`).toLocaleString(code, { month: 'long', year: 'numeric' }) : `${word} ${year}`;
}
