import type { CommonWords } from '../../locale/id.ts';
import type { LanguageFile } from '../../locale/locale.ts';
import { loadMember } from '../../toolkit.ts';
import { deskEn } from './en.ts';
import { type DeskWords, deskId } from './id.ts';

const known: Record<string, DeskWords> = { id: deskId, en: deskEn };

/** The desk's own words in the language of the texts; Indonesian until a language with a file of its own has arrived. */
export function wordsFor({ code }: CommonWords, arrived: () => void): DeskWords {
  const words = known[code];
  // The file of the texts holds these words too, and is here already.
  if (!words)
    void loadMember<LanguageFile>(code).then(({ desk }) => {
      known[code] = desk;
      arrived();
    });
  return words ?? deskId;
}
