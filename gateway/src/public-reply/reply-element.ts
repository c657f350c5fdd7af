import type { Pool } from 'pg';
import { elementName } from '../scorecard/element-name.ts';

/** The element that a published reply is about, in words; null when it is about none. */
export const replyElement = (
  pool: Pool,
  {
    element,
    questionnaireKey,
    questionnaireVersion,
  }: {
    readonly element: string | null;
    readonly questionnaireKey: string | null;
    readonly questionnaireVersion: number | null;
  },
  lang: string | null | undefined,
): Promise<string> | null =>
  element === null || questionnaireKey === null || questionnaireVersion === null
    ? null
    : elementName(pool, { element, questionnaireKey, questionnaireVersion }, lang);
