import type { Language } from '@kinerja/gateway/domain/text';
import { deskEn } from '../../widgets/src/appraisal-desk/words/en.ts';
import { deskId } from '../../widgets/src/appraisal-desk/words/id.ts';
import { badgeWords } from '../../widgets/src/index-badge/words.ts';
import { liveWords } from '../../widgets/src/live/words.ts';
import { en } from '../../widgets/src/locale/en.ts';
import { id } from '../../widgets/src/locale/id.ts';
import * as jv from '../../widgets/src/locale/jv.ts';
import * as su from '../../widgets/src/locale/su.ts';
import { replyWords } from '../../widgets/src/public-replies/words.ts';
import { formWords } from '../../widgets/src/rating-form/words.ts';
import { receiptWords } from '../../widgets/src/receipt/words.ts';
import { reportWords } from '../../widgets/src/report-form/words.ts';
import { cardWords } from '../../widgets/src/scorecard/words.ts';
import { serviceTimeWords } from '../../widgets/src/service-time/words.ts';
import { trendWords } from '../../widgets/src/trend/words.ts';
import { boardWords } from '../../widgets/src/unit-leaderboard/words.ts';

/** What the widgets of the one file say. */
const whole = (code: 'id' | 'en') => ({
  ...{ id, en }[code],
  ...formWords[code],
  ...boardWords[code],
  ...cardWords[code],
});

/** What the widgets say to citizens. */
export const WIDGET_WORDS: Readonly<Record<string, Readonly<Record<Language, object>>>> = {
  widgets: { id: whole('id'), en: whole('en'), su: su.texts, jv: jv.texts },
  receipt: receiptWords,
  report: reportWords,
  trend: trendWords,
  badge: badgeWords,
  'service time': serviceTimeWords,
  'public replies': replyWords,
  live: liveWords,
};

/** What the appraisal desk says to civil servants. */
export const DESK_WORDS: Readonly<Record<Language, object>> = { id: deskId, en: deskEn, su: su.desk, jv: jv.desk };

type Said = string | ((...values: unknown[]) => string) | object;

/**
 * All texts by the way to their key. What is said with values is said with some: they neither lengthen nor shorten a sentence.
 */
export function spoken(words: object, of = ''): readonly (readonly [string, string])[] {
  return Object.entries(words as Readonly<Record<string, Said>>).flatMap(([key, said]) => {
    const name = of === '' ? key : `${of} ${key}`;
    if (typeof said === 'string') return [[name, said] as const];
    if (typeof said === 'function') return [[name, said('12', '34', '56', '78')] as const];
    return spoken(said, name);
  });
}
