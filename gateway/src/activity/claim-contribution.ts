import type { Context } from '../context.ts';
import type { ContributionKind } from '../domain/appraisal-policy.ts';
import type { Period } from '../domain/period.ts';
import type { FieldReader } from './parse-fields.ts';
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

const effectOf = (reader: FieldReader, { kind, effect }: ClaimContribution) => {
  if (effect == null && NEEDS_EFFECT[kind])
    reader.refuse('effect', null, 'ukuran beserta nilainya sebelum dan sesudah inovasi');
  if (effect == null) return { measure: null, before: null, after: null };
  return {
    measure: reader.required('effect.measure', effect.measure, 'apa yang diukur, dengan satuannya', 'name'),
    before: reader.required('effect.before', effect.before, 'nilai sebelumnya', 'name'),
    after: reader.required('effect.after', effect.after, 'nilai sesudahnya', 'name'),
  };
};

const evidenceOf = (reader: FieldReader, { evidence }: ClaimContribution) => {
  if (evidence.length === 0) reader.refuse('evidence', evidence, 'paling sedikit satu tautan bukti');
  return reader.links(evidence);
};

/**
 * Claims a contribution to a programme, or an innovation with its measured effect. There is one of each name in a period:
 * claiming it again before the verdict makes a new version.
 */
export const claimContribution = (input: ClaimContribution, context: Context): Promise<SubmissionKey> =>
  submitVersioned(context, {
    kind: 'Contribution',
    period: input.period,
    key: (reader) => ({
      kind: input.kind,
      name: reader.required('name', input.name, 'nama program atau inovasi', 'name'),
    }),
    content: (reader) => ({
      role: reader.required('role', input.role, 'peran Saudara di dalamnya', 'name'),
      description: reader.required('description', input.description, 'uraian kontribusi'),
      ...effectOf(reader, input),
      evidence: evidenceOf(reader, input),
    }),
  });
