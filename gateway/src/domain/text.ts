import { z } from 'zod';

/** A text that data carries, in several languages. Indonesian is always there; every other language may be missing. */
export type Text = Readonly<Record<string, string>> & { readonly id: string };

/** A text as data carries it. A blank would be an empty button, so blanks are refused in every language. */
export const TextSchema: z.ZodType<Text> = z
  .object({ id: z.string().trim().min(1) })
  .catchall(z.string().trim().min(1));

/** The languages in which the public is spoken to: the plain form, and every sentence about a public figure. */
export const LANGUAGES = ['id', 'en', 'su', 'jv'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Words of our own for the public; the compiler asks for them in every language. */
export type PublicText = Readonly<Record<Language, string>>;

/** What each language calls itself. */
export const LANGUAGE_NAMES: PublicText = {
  id: 'Bahasa Indonesia',
  en: 'English',
  su: 'Basa Sunda',
  jv: 'Basa Jawa',
};

/** Languages in which our own words wait to be checked by somebody who grew up with them. */
export const AWAITING_REVIEW: readonly Language[] = ['su', 'jv'];

/** The languages of what only civil servants read: appraisals, their figures and forms. */
export type StaffLanguage = 'id' | 'en';

/** Words of our own for civil servants. */
export type StaffText = Readonly<Record<StaffLanguage, string>>;

/** Administration speaks Indonesian by law, so that is what stands in for a regional language. */
const OF_STAFF: Readonly<Record<Language, StaffLanguage>> = { id: 'id', en: 'en', su: 'id', jv: 'id' };

/**
 * The text in the language asked for: exact tag first (`su-Latn`), then its language (`su`), then Indonesian.
 * Never fails; an unknown tag is answered in Indonesian.
 */
export function inLanguage(text: Text, lang?: string | null): string {
  return text[tagAmong(Object.keys(text), lang) ?? 'id'] ?? text.id;
}

/** The one of several tags that a request means: exactly, or by its language (`SU_ID` means `su`, `jw` means `jv`). */
export function tagAmong<Tag extends string>(tags: readonly Tag[], lang?: string | null): Tag | undefined {
  if (!lang) return undefined;
  const language = subtagOf(lang);
  return tags.find((tag) => tag === lang) ?? tags.find((tag) => tag === language);
}

/** The language in which the public is answered: Indonesian for a tag that is unknown, and without one. */
export function languageOf(lang?: string | null): Language {
  return tagAmong(LANGUAGES, lang) ?? 'id';
}

/** Words of our own for the public, in the language asked for. */
export function inPublicLanguage(text: PublicText, lang?: string | null): string {
  return text[languageOf(lang)];
}

/** The language in which civil servants are answered. */
export function staffLanguageOf(lang?: string | null): StaffLanguage {
  return OF_STAFF[languageOf(lang)];
}

/** The language of a tag, by the code of today: `jv` also for `jw` and `jav`, `id` for the `in` of older Androids. */
function subtagOf(lang: string): string | undefined {
  const primary = /^[a-z]{2,3}(?![a-z])/i.exec(lang)?.[0];
  return primary && new Intl.Locale(primary).language;
}
