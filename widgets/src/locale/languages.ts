import type { FormWords } from '../rating-form/words.ts';
import type { CardWords } from '../scorecard/words.ts';
import type { BoardWords } from '../unit-leaderboard/words.ts';
import type { CommonWords } from './id.ts';

/** The languages that widgets speak: Indonesian, English, Sundanese, Javanese. */
export type Language = 'id' | 'en' | 'su' | 'jv';

/** Everything the widgets say, in one language. */
export type Dictionary = CommonWords & FormWords & BoardWords & CardWords;
