import { LANGUAGES, type Language } from '@kinerja/gateway/domain/text';

/** What another language says with the same word as Indonesian, in small letters. */
const LOAN_WORDS: readonly string[] = [
  'aspirasi',
  'buka',
  'diploma',
  'gratis',
  'hasil diskusi',
  'ibu rumah tangga',
  'ikm resmi',
  'kartu kinerja',
  'layanan',
  'level 12',
  'pensiunan',
  'pns/asn',
  'polri',
  'putusan',
  's1',
  's2',
  's3',
  'sd',
  'semester',
  'skor adil',
  'sma/slta',
  'smp/sltp',
  'target',
  'tempat',
  'tni',
  'triwulan',
  'unit',
  '↓ turun.',
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
