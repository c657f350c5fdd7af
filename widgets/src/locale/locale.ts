import type { DeskWords } from '../appraisal-desk/words/id.ts';
import { loadMember, noFile } from '../members.ts';
import { en } from './en.ts';
import { type CommonWords, id } from './id.ts';
import type { Dictionary, Language } from './languages.ts';

/** The file of a language that is not in this one. */
export interface LanguageFile {
  readonly texts: Dictionary;
  /** The words of the appraisal desk. */
  readonly desk: DeskWords;
}

const dictionaries: Record<string, CommonWords> = { id, en };

/** `lang` of the element, else of its nearest ancestor, shadow hosts included; Indonesian when that is not spoken here. */
export function languageOf(element: Element): Language {
  const [, code = 'id'] = /^(id|en|su|jv)\b/i.exec(closestLanguage(element)) ?? [];
  return code.toLowerCase() as Language;
}

interface Speaker extends Element {
  requestUpdate(): unknown;
}

/** The words for an element; Indonesian until a language with a file of its own has arrived, and when it does not. */
export function dictionaryFor(element: Speaker): CommonWords {
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
export const localesOf = ({ code }: CommonWords): string[] => [code, 'id'];

/** A browser takes longer to make one than to lay out a row of a board. */
const numberFormats: Record<string, Intl.NumberFormat> = {};

/** A number with as many decimals as it has, up to three, or with as many as are asked for. */
export const formatNumber = (value: number, texts: CommonWords, digits?: number): string => {
  const name = `${texts.code}${digits}`;
  numberFormats[name] ??= new Intl.NumberFormat(localesOf(texts), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return numberFormats[name].format(value);
};

/** Two decimals, as every published figure has. */
export const formatFigure = (value: number, texts: CommonWords): string => formatNumber(value, texts, 2);

/** Date and time of day in the region's own zone, which is named. */
export const formatInstant = (instant: string, texts: CommonWords, timeZone: string): string =>
  new Date(instant).toLocaleString(localesOf(texts), { dateStyle: 'long', timeStyle: 'long', timeZone });

/** `2026-10-12` in words. */
export const formatDay = (date: string, texts: CommonWords): string =>
  new Date(date).toLocaleDateString(localesOf(texts), { dateStyle: 'medium', timeZone: 'UTC' });
