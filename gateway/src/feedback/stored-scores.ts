import type { Questionnaire } from '../domain/questionnaire.ts';
import { isScore, type Scores } from '../domain/score.ts';

/** Answers as they are stored: the score by the key of its element; a skipped one is absent. */
export type StoredAnswers = Readonly<Record<string, number>>;

/** The scores of a stored rating, in the order of its questionnaire. */
export const scoresOf = ({ elements }: Questionnaire, answers: StoredAnswers): Scores =>
  elements.map(({ key }) => {
    const score = answers[key];
    return isScore(score) ? score : null;
  });
