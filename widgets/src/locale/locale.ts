import type { DeskWords } from '../appraisal-desk/words/id.ts';
import { loadMember, noFile } from '../members.ts';
import { en } from './en.ts';
import { type Dictionary, id } from './id.ts';
import type { Language } from './languages.ts';

/** The file of a language that is not in this one. */
export interface LanguageFile {
  readonly texts: Dictionary;
  /** The words of the appraisal desk. */
  readonly desk: DeskWords;
}

const dictionaries: Record<string, Dictionary> = { id, en };

/** `lang` of the element, else of its nearest ancestor, shadow hosts included; Indonesian when that is not spoken here. */
export function languageOf(element: Element): Language {
  const [, code = 'id'] = /^(id|en|su|jv)\b/i.exec(closestLanguage(element)) ?? [];
  return code.toLowerCase() as Language;
}

interface Speaker extends Element {
  requestUpdate(): unknown;
}

/** The words for an element; Indonesian until a language with a file of its own has arrived, and when it does not. */
export function dictionaryFor(element: Speaker): Dictionary {
  const code = languageOf(element);
  const known = dictionaries[code];
  if (!known)
    loadMember<LanguageFile>(code).then(({ texts }) => {
      dictionaries[code] = texts;
      element.requestUpdate();
    }, noFile);
  return known ?? id;
}

function closestLanguage(element: Element): string {
  let node: Node | null = element;
  while (node) {
    if (node instanceof Element && node.getAttribute('lang')) return node.getAttribute('lang') ?? '';
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return '';
}

/** As numbers and dates are written; browsers that do not know a regional language write them as in Indonesian. */
export const localesOf = ({ code }: Dictionary): string[] => [code, 'id'];

/** Two decimals, as every published figure has. */
export const formatFigure = (value: number, texts: Dictionary): string =>
  value.toLocaleString(localesOf(texts), { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A number with as many decimals as it has. */
export const formatNumber = (value: number, texts: Dictionary): string => value.toLocaleString(localesOf(texts));

/** Date and time of day in the region's own zone, which is named. */
export const formatInstant = (instant: string, texts: Dictionary, timeZone: string): string =>
  new Date(instant).toLocaleString(localesOf(texts), { dateStyle: 'long', timeStyle: 'long', timeZone });

/** `2026-10-12` in words. */
export const formatDay = (date: string, texts: Dictionary): string =>
  new Date(date).toLocaleDateString(localesOf(texts), { dateStyle: 'medium', timeZone: 'UTC' });
