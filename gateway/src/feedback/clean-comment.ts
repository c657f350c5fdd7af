/** Most graphemes (what a reader counts as characters) in a comment. */
export const MAX_COMMENT = 1000;

/** Controls but tab, line feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
/** Direction overrides and isolates, zero-width and other invisible format characters. */
const INVISIBLE = /[\u00AD\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g;
/** A letter with more marks on it than any script needs. */
const STACKED = /(\p{M}{8})\p{M}+/gu;

const segmenter = new Intl.Segmenter('id', { granularity: 'grapheme' });

const graphemes = (text: string, enough: number) => {
  let count = 0;
  for (const _ of segmenter.segment(text)) {
    count += 1;
    if (count > enough) break;
  }
  return count;
};

/** A usable comment (null when nothing is left), or what is wrong with it in words for the citizen. */
export type CleanComment = { readonly comment: string | null } | { readonly problem: string };

/**
 * Makes a comment safe to keep and show: Unicode NFC, without invisible format characters, trimmed. Nothing that a
 * citizen can see is changed; what cannot be kept as it is, is refused with the reason.
 */
export const cleanComment = (text: string): CleanComment => {
  if (text === '') return { comment: null };
  if (!text.isWellFormed())
    return {
      problem: 'comment: berisi karakter yang rusak (surrogate tanpa pasangan); yang diharapkan teks Unicode biasa.',
    };
  const control = CONTROLS.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return {
      problem: `comment: berisi karakter kendali U+${code}; yang diharapkan teks biasa tanpa karakter kendali.`,
    };
  }
  // Far beyond the limit there is no need to count exactly, and counting has a price.
  if (text.length > 20 * MAX_COMMENT)
    return { problem: `comment: paling banyak ${MAX_COMMENT} karakter; yang diterima ${text.length} satuan kode.` };
  const comment = text.normalize('NFC').replaceAll(INVISIBLE, '').replaceAll(STACKED, '$1').trim();
  if (graphemes(comment, MAX_COMMENT) > MAX_COMMENT)
    return { problem: `comment: paling banyak ${MAX_COMMENT} karakter; yang diterima lebih dari itu.` };
  return { comment: comment === '' ? null : comment };
};
