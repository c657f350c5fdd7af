/** What the argument `lang` says of words of our own for the public. */
export const PUBLIC_LANG = 'Language of the words: `id`, `en`, `su` or `jv`; Indonesian by default and for any other.';

/** What the argument `lang` says of words for civil servants. */
export const STAFF_LANG = 'Language of the words: `id` or `en`; Indonesian by default and for any other.';

/** What the argument `lang` says of texts that are data, and so have the languages that their makers gave them. */
export const DATA_LANG = 'Language of the texts, for example `en`; Indonesian where they do not exist in it.';
