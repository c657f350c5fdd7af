import { freeText } from '../domain/free-text.ts';

/** Most characters of a place: it has to fit on a poster. */
export const MAX_PLACE = 40;

/** Letters, digits and the punctuation of names such as "Loket 3/4 (lt. 2)". */
const NAME = /^[\p{L}\p{M}\p{N} .,:;()&'"’“”/+#°–-]+$/u;
/** Without one of these it names nothing. */
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/**
 * Whoever passes on a link to the form decides what it shows as its place: it must not be able to send anybody to another
 * site or to a telephone.
 */
const LEADS_ELSEWHERE = /\p{L}\.\p{L}|\/\/|\d(?:[ .-]?\d){6}/u;

/** A usable place (null when there is none), or what is wrong with it in words. */
export type CleanPlace = { readonly place: string | null } | { readonly problem: string };

const NO_NAME = {
  problem: `place: bukan nama loket atau ruang; yang diharapkan 1 sampai ${MAX_PLACE} karakter: huruf, angka, spasi, dan tanda baca biasa, tanpa alamat web (beri spasi setelah titik) dan tanpa nomor telepon.`,
};

/** The counter or room where a feedback was given, as it is kept: on one line, at most 40 characters. */
export const cleanPlace = (given: string): CleanPlace => {
  const tidied = freeText('place', given, MAX_PLACE);
  if ('problem' in tidied) return tidied;
  const place = tidied.text?.replaceAll(/\s+/g, ' ') ?? null;
  if (place === null) return { place };
  return NAME.test(place) && LETTER_OR_DIGIT.test(place) && !LEADS_ELSEWHERE.test(place) ? { place } : NO_NAME;
};
