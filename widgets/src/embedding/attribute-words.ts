import type { AttributeMistake } from './attribute-mistakes.ts';

/** A wrong attribute in words. */
type Words = Readonly<Record<AttributeMistake['kind'], (written: string, right: string) => string>>;

const ID: Words = {
  missing: (written, right) => `Atribut ${written} belum diisi. Contoh yang benar: ${right}`,
  malformed: (written, right) => `${written} tidak dapat dipakai. Contoh yang benar: ${right}`,
  misspelt: (written, right) => `Atribut ${written} tidak dikenal. Mungkin maksudnya: ${right}`,
};

const EN: Words = {
  missing: (written, right) => `The attribute ${written} is missing. A right example: ${right}`,
  malformed: (written, right) => `${written} cannot be used. A right example: ${right}`,
  misspelt: (written, right) => `The attribute ${written} is not known. Perhaps this was meant: ${right}`,
};

/** A wrong attribute in words, in Bahasa Indonesia. */
export const mistakeId = ({ kind, written, right }: AttributeMistake): string => ID[kind](written, right);

/** The same in English. */
export const mistakeEn = ({ kind, written, right }: AttributeMistake): string => EN[kind](written, right);
