import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { decisionDeadline, WORKING_DAYS_TO_OBJECT } from '../domain/objection-clock.ts';
import { type Expectation, performancePredicate } from '../domain/performance-predicate.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import { holidaysOf } from '../tenant/working-calendar.ts';
import { type MoveInput, makeMove } from './make-move.ts';
import { writtenWords } from './written.ts';

/**
 * Objects to the result, with reasons, to the superior of the rater: within 14 working days of receipt (PermenPANRB
 * 6/2022, annex, part B; form D.1.3). Where nobody is above the rater the objection waits for a personnel admin to name who
 * hears it: the time to object must not run out on a gap in the organisation.
 */
export const fileObjection = (input: MoveInput & { readonly reason: string }, context: Context): Promise<string> =>
  makeMove(context, input, 'FILE_OBJECTION', async ({ client, appraisal, now, zone }) => {
    const { objectUntil } = appraisal;
    if (objectUntil === null)
      throw notAllowedNow('Nyatakan dulu bahwa dokumen evaluasi sudah diterima; sejak itu masa keberatan berjalan.');
    if (now > objectUntil)
      throw notAllowedNow(
        `Masa keberatan berakhir pada ${objectUntil.toISOString()} (${WORKING_DAYS_TO_OBJECT} hari kerja sejak diterima).`,
      );
    const reason = writtenWords('reason', input.reason, 'alasan keberatan');
    const decideUntil = new Date(decisionDeadline(now.getTime(), zone, await holidaysOf(client)));
    await client.query(
      'insert into objection (tenant_id, appraisal_id, reason, filed_at, decide_until) values ($1, $2, $3, $4, $5)',
      [boundTenant(), appraisal.id, reason, now, decideUntil],
    );
    return { why: reason, after: { decideUntil } };
  });

/** The rater's explanation, which form D.1.3 asks for. */
export const explainObjection = (
  input: MoveInput & { readonly explanation: string },
  context: Context,
): Promise<string> =>
  makeMove(context, input, 'EXPLAIN_OBJECTION', async ({ client, appraisal, now }) => {
    const explanation = writtenWords('explanation', input.explanation, 'penjelasan pejabat penilai');
    const { rows } = await client.query<{ explanation: string | null }>(
      'select explanation from objection where tenant_id = $1 and appraisal_id = $2',
      [boundTenant(), appraisal.id],
    );
    await client.query(
      'update objection set explanation = $3, explained_at = $4 where tenant_id = $1 and appraisal_id = $2',
      [boundTenant(), appraisal.id, explanation, now],
    );
    return { before: rows[0]?.explanation ?? null, after: explanation };
  });

/** What the superior of the rater decides over an objection. */
export interface DecideObjection extends MoveInput {
  readonly decision: 'UPHELD' | 'CHANGED';
  /** The decision and its recommendation, in words. */
  readonly recommendation: string;
  /** Both, when the result is changed. */
  readonly workResult?: Expectation | null | undefined;
  readonly behaviour?: Expectation | null | undefined;
}

const ratingsOf = ({ decision, workResult, behaviour }: DecideObjection) => {
  if (decision === 'UPHELD') return null;
  if (workResult == null || behaviour == null)
    throw invalid(
      issue('workResult', workResult ?? null, 'rating hasil kerja, karena hasil diubah'),
      issue('behaviour', behaviour ?? null, 'rating perilaku kerja, karena hasil diubah'),
    );
  return { workResult, behaviour, predicate: performancePredicate({ workResult, behaviour }) };
};

/** Upholds or changes the result after hearing both sides; the result is final then. */
export const decideObjection = (input: DecideObjection, context: Context): Promise<string> =>
  makeMove(context, input, 'DECIDE_OBJECTION', async ({ client, appraisal, viewer, now }) => {
    const recommendation = writtenWords('recommendation', input.recommendation, 'keputusan dan rekomendasi');
    const { rows } = await client.query<{ explanation: string | null; decideUntil: Date }>(
      `select explanation, decide_until as "decideUntil" from objection where tenant_id = $1 and appraisal_id = $2`,
      [boundTenant(), appraisal.id],
    );
    const [stored] = rows;
    // Both sides are heard; a rater who stays silent cannot stop the clock.
    if (stored?.explanation == null && stored !== undefined && now <= stored.decideUntil)
      throw notAllowedNow(
        'Pejabat penilai belum menulis penjelasan; putusan tanpa penjelasan baru mungkin setelah batas waktu lewat.',
      );
    const before = { workResult: appraisal.workResult, behaviour: appraisal.behaviour, predicate: appraisal.predicate };
    const after = ratingsOf(input) ?? before;
    await client.query(
      `update objection set decision = $3, recommendation = $4, decided_by_id = $5, decided_at = $6
       where tenant_id = $1 and appraisal_id = $2`,
      [boundTenant(), appraisal.id, input.decision, recommendation, viewer.employeeId, now],
    );
    await client.query(
      'update appraisal set work_result = $3, behaviour = $4, predicate = $5 where tenant_id = $1 and id = $2',
      [boundTenant(), appraisal.id, after.workResult, after.behaviour, after.predicate],
    );
    return { why: recommendation, before, after: { decision: input.decision, ...after } };
  });
