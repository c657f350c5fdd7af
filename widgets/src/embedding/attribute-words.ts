import type { AttributeMistake } from './attribute-mistakes.ts';

/** A wrong attribute in words, in Bahasa Indonesia. */
export const mistakeId = ({ written, right }: AttributeMistake): string =>
  `${written} tidak dapat dipakai. Contoh yang benar: ${right}`;

/** The same in English. */
export const mistakeEn = ({ written, right }: AttributeMistake): string =>
  `${written} cannot be used. A right example: ${right}`;
