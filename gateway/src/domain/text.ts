import { z } from 'zod';

/** A text in several languages. Indonesian is always there; every other language may be missing. */
export type Text = Readonly<Record<string, string>> & { readonly id: string };

/** A text as data carries it. A blank would be an empty button, so blanks are refused in every language. */
export const TextSchema: z.ZodType<Text> = z
  .object({ id: z.string().trim().min(1) })
  .catchall(z.string().trim().min(1));

/** The languages in which the gateway itself can explain a figure. */
export type Language = 'id' | 'en';

/**
 * The text in the language asked for: exact tag first (`su-Latn`), then its primary subtag (`su`), then Indonesian.
 * Never fails; an unknown tag is answered in Indonesian.
 */
export function inLanguage(text: Text, lang?: string | null): string {
  const tag = [lang, lang && primarySubtag(lang)].find((candidate) => candidate && Object.hasOwn(text, candidate));
  return (tag && text[tag]) || text.id;
}

/** English for `en` and its variants (`en-GB`), Indonesian for everything else, absent included. */
export function languageOf(lang?: string | null): Language {
  return lang && primarySubtag(lang) === 'en' ? 'en' : 'id';
}

function primarySubtag(lang: string): string {
  return (lang.split(/[-_]/, 1)[0] ?? '').toLowerCase();
}
