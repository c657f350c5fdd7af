import pulse from '@kinerja/schema/questionnaires/pulse-1.json' with { type: 'json' };
import of2004 from '@kinerja/schema/questionnaires/skm-2004.json' with { type: 'json' };
import of2017 from '@kinerja/schema/questionnaires/skm-2017.json' with { type: 'json' };
import { parseQuestionnaire, type Questionnaire } from '../domain/questionnaire.ts';

/** The questionnaires that every region has, as this release brings them. */
export const SHIPPED_QUESTIONNAIRES: readonly Questionnaire[] = [of2017, of2004, pulse].map(parseQuestionnaire);
