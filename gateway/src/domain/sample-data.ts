import { inPublicLanguage, type PublicText } from './text.ts';

const LABEL: PublicText = { id: 'Data contoh.', en: 'Sample data.', su: 'Data conto.', jv: 'Data conto.' };

/** Words about a figure of a demonstration say first what it is. */
export function labelSample(words: string, isSample: boolean, lang?: string | null): string {
  return isSample ? `${inPublicLanguage(LABEL, lang)} ${words}` : words;
}
