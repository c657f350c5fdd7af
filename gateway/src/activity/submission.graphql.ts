import { builder } from '../builder.ts';

/** A verdict. */
const VerdictRef = builder.enumType('Verdict', {
  description: 'What a superior says of something that was submitted.',
  values: {
    ACCEPTED: { description: 'Diterima.' },
    RETURNED: { description: 'Dikembalikan: the employee can correct it and submit it again. Needs a note.' },
    REJECTED: { description: 'Ditolak. Needs a note.' },
  } as const,
});

/** Where a submission stands. */
export const SubmissionStateRef = builder.enumType('SubmissionState', {
  description: 'Where something stands that an employee submits to a superior.',
  values: {
    PENDING: { description: 'Waits for a verdict; the employee can still correct or withdraw it.' },
    ACCEPTED: { description: 'Accepted: final.' },
    RETURNED: { description: 'Returned to the employee, who can correct it and submit it again, or withdraw it.' },
    REJECTED: { description: 'Rejected: final.' },
    WITHDRAWN: { description: 'Withdrawn by the employee: counts nowhere; can be submitted again.' },
  } as const,
});

/** What the argument and the input field of that name say. */
export const EXPECTED_VERSION =
  'The version that was read: with it, a change in between is told and not overwritten. Any version by default.';

/** What makes the fields of an input. */
export type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** What makes the arguments of a mutation. */
export interface Arguments {
  readonly arg: Parameters<Parameters<typeof builder.mutationFields>[0]>[0]['arg'];
}

/** Arguments that choose a submission. */
export const choiceArgs = ({ arg }: Arguments, type: string) => ({
  id: arg.id({ required: true, description: `Id of the ${type}.` }),
  expectedVersion: arg.int({ description: EXPECTED_VERSION }),
});

/** Arguments that say what a superior thinks of it. */
export const verdictArgs = ({ arg }: Arguments) => ({
  verdict: arg({ type: VerdictRef, required: true, description: 'The verdict.' }),
  note: arg.string({ description: 'What the employee should know; required unless it is accepted.' }),
});
