import { LANGUAGES, type Language } from '@kinerja/gateway/domain/text';

/** What Sundanese or Javanese says with the same word as Indonesian. */
const LOAN_WORDS: readonly string[] = [
  'diploma',
  'gratis',
  'ibu rumah tangga',
  'pensiunan',
  'pns/asn',
  'polri',
  's1',
  's2',
  's3',
  'sd',
  'sma/slta',
  'smp/sltp',
  'tni',
];

/** The languages in which a text is missing or a copy of the Indonesian, each with the text. */
export function untranslated(text: Readonly<Record<string, string>>): readonly string[] {
  const indonesian = text['id']?.toLowerCase() ?? '';
  if (LOAN_WORDS.includes(indonesian)) return [];
  return LANGUAGES.filter((lang) => lang !== 'id')
    .filter((lang) => !text[lang]?.trim() || text[lang].toLowerCase() === indonesian)
    .map((lang) => `${lang}: ${text['id']}`);
}

/** What a function says in each language. */
export function inEveryLanguage(say: (lang: Language) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, say(lang)]));
}
