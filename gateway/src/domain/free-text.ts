/** Controls but tab, line feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
/** Direction overrides and isolates, zero-width and other invisible format characters. */
const INVISIBLE = /[\u00AD\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]/g;
/** A letter with more marks on it than any script needs. */
const STACKED = /(\p{M}{8})\p{M}+/gu;

const segmenter = new Intl.Segmenter('id', { granularity: 'grapheme' });

function graphemes(text: string, enough: number): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) {
    count += 1;
    if (count > enough) break;
  }
  return count;
}

/** A usable text (null when nothing is left), or what is wrong with it in words for whoever wrote it. */
export type FreeText = { readonly text: string | null } | { readonly problem: string };

/**
 * Makes free words safe to keep and show: Unicode NFC, without invisible format characters, trimmed. Nothing that a person
 * can see is changed; what cannot be kept as it is, is refused with the reason.
 *
 * @param field named in the reason. @param most graphemes, which is what a reader counts as characters.
 */
export function freeText(field: string, given: string, most: number): FreeText {
  if (given === '') return { text: null };
  if (!given.isWellFormed())
    return {
      problem: `${field}: berisi karakter yang rusak (surrogate tanpa pasangan); yang diharapkan teks Unicode biasa.`,
    };
  const control = CONTROLS.exec(given);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return {
      problem: `${field}: berisi karakter kendali U+${code}; yang diharapkan teks biasa tanpa karakter kendali.`,
    };
  }
  // Far beyond the limit there is no need to count exactly, and counting has a price.
  if (given.length > 20 * most)
    return { problem: `${field}: paling banyak ${most} karakter; yang diterima ${given.length} satuan kode.` };
  const text = given.normalize('NFC').replaceAll(INVISIBLE, '').replaceAll(STACKED, '$1').trim();
  if (graphemes(text, most) > most)
    return { problem: `${field}: paling banyak ${most} karakter; yang diterima lebih dari itu.` };
  return { text: text === '' ? null : text };
}

/** A stored text on one line, without anything that cannot be printed; what a person can see of it stays. */
export function onOneLine(text: string): string {
  return text
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
