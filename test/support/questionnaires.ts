import { parseQuestionnaire, type Questionnaire } from '@kinerja/gateway/domain/questionnaire';
import pulse from '@kinerja/schema/questionnaires/pulse-1.json' with { type: 'json' };
import of2004 from '@kinerja/schema/questionnaires/skm-2004.json' with { type: 'json' };
import of2017 from '@kinerja/schema/questionnaires/skm-2017.json' with { type: 'json' };

/** The shipped questionnaires, read once for every test. */
export const skm2017 = parseQuestionnaire(of2017);
export const skm2004 = parseQuestionnaire(of2004);
export const pulse1 = parseQuestionnaire(pulse);

/** What a region's row holds of one: everything but what waits for a review, which the release knows. */
export const asStored = ({ awaitingReview: _, ...stored }: Questionnaire): object => stored;
