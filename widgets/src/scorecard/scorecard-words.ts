import { scorecardWords as en } from '../locale/en.ts';
import type { Dictionary, ScorecardWords } from '../locale/id.ts';
import { scorecardWords as id } from '../locale/id.ts';

/** The scorecard's own words in the language of the texts. */
export const scorecardWordsFor = ({ code }: Dictionary): ScorecardWords => (code === 'en' ? en : id);
