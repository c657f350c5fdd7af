import type { Pool } from 'pg';
import { inLanguage } from '../domain/text.ts';
import { questionnaireOf } from '../feedback/stored-questionnaire.ts';

/** An element of a stored questionnaire, in words. */
export const elementName = async (
  pool: Pool,
  about: { readonly questionnaireKey: string; readonly questionnaireVersion: number; readonly element: string },
  lang: string | null | undefined,
): Promise<string> => {
  const { elements } = await questionnaireOf(pool, about.questionnaireKey, about.questionnaireVersion);
  const element = elements.find(({ key }) => key === about.element);
  return element === undefined ? about.element : inLanguage(element.label, lang);
};
