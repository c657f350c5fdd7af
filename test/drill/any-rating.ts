import { SubmitFeedbackOperation } from '@kinerja/schema/operations';
import { nineAnswers } from '../support/submit.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** A rating of any service with any score, as a form hands it to the outbox. */
export const anyRating = (
  { services }: Pick<Stage, 'services'>,
  random: Random,
  { key, address, at }: { readonly key: string; readonly address: string; readonly at: number },
) => ({
  key,
  gateway: `${address}/`,
  siteKey: null,
  operation: SubmitFeedbackOperation,
  input: {
    submissionKey: key,
    serviceId: services[random.between(0, services.length - 1)] ?? '',
    questionnaireVersion: 1,
    answers: nineAnswers(random.between(1, 4)),
    submittedAt: new Date(at).toISOString(),
  },
});
