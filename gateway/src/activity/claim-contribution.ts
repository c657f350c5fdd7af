import { type InputCheck, MAX_ACCOUNT, MAX_NAME } from '../check-input.ts';
import type { Context } from '../context.ts';
import type { ContributionKind } from '../domain/appraisal-policy.ts';
import type { Period } from '../domain/period.ts';
import type { SubmissionKey } from './submission.ts';
import { submitVersioned } from './submit-versioned.ts';

/** What was measured before and after, in words with numbers and units. */
export interface MeasuredEffect {
  readonly measure: string;
  readonly before: string;
  readonly after: string;
}

/** A contribution that an employee claims. */
export interface ClaimContribution {
  readonly period: Period;
  readonly kind: ContributionKind;
  readonly name: string;
  readonly role: string;
  readonly description: string;
  readonly effect?: MeasuredEffect | null | undefined;
  readonly evidence: readonly string[];
}

const NEEDS_EFFECT: Record<ContributionKind, boolean> = { PROGRAMME: false, INNOVATION: true };

const effectOf = (check: InputCheck, { kind, effect }: ClaimContribution) => {
  const isThere = effect != null || !NEEDS_EFFECT[kind];
  check.expect(isThere, 'effect', null, 'ukuran beserta nilainya sebelum dan sesudah inovasi');
  if (effect == null) return { measure: null, before: null, after: null };
  return {
    measure: check.required('effect.measure', effect.measure, MAX_NAME, 'apa yang diukur, dengan satuannya'),
    before: check.required('effect.before', effect.before, MAX_NAME, 'nilai sebelumnya'),
    after: check.required('effect.after', effect.after, MAX_NAME, 'nilai sesudahnya'),
  };
};

const evidenceOf = (check: InputCheck, { evidence }: ClaimContribution) => {
  check.expect(evidence.length > 0, 'evidence', evidence, 'paling sedikit satu tautan bukti');
  return check.links(evidence);
};

/**
 * Claims a contribution to a programme, or an innovation with its measured effect. There is one of each name in a period:
 * claiming it again before the verdict makes a new version.
 */
export const claimContribution = (input: ClaimContribution, context: Context): Promise<SubmissionKey> =>
  submitVersioned(context, {
    kind: 'Contribution',
    period: input.period,
    key: (check) => ({
      kind: input.kind,
      name: check.required('name', input.name, MAX_NAME, 'nama program atau inovasi'),
    }),
    content: (check) => ({
      role: check.required('role', input.role, MAX_NAME, 'peran Saudara di dalamnya'),
      description: check.required('description', input.description, MAX_ACCOUNT, 'uraian kontribusi'),
      ...effectOf(check, input),
      evidence: evidenceOf(check, input),
    }),
  });
