import type { SubmitFeedbackInput } from '@kinerja/schema/operations';
import type { Refusal } from './outbox.ts';

/** What is wrong, by field; what belongs to no field under another name. */
export type Mistakes = Readonly<Record<string, string>>;

/** Puts each of the gateway's issues beside the field it speaks of: `answers.3.score` is the fourth answer sent. */
export function refusalMistakes(refusal: Refusal, { answers }: SubmitFeedbackInput): Mistakes {
  if (refusal.__typename === 'KeyReused') return { key: refusal.message };
  return Object.fromEntries(
    refusal.issues.map(({ path, message }) => {
      const answer = answers?.[Number(/^answers\.(\d+)/.exec(path)?.[1])];
      return [answer ? `score.${answer.element}` : path, message];
    }),
  );
}
