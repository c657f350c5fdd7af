import type { PoolClient } from 'pg';
import { v7 as timeOrderedId } from 'uuid';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Move } from '../domain/appraisal-cycle.ts';
import { type AppraisalPolicy, type Assessor, itemsFor } from '../domain/appraisal-policy.ts';
import type { Issue } from '../domain/score.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import type { FoundAppraisal } from './find-appraisal.ts';
import { isTeamComplete } from './is-team-complete.ts';
import { type Making, type MoveInput, makeMove } from './make-move.ts';
import { written } from './written.ts';

/** One mark on the scale of the policy, or a level of a competency. */
export interface Mark {
  readonly value: number;
  readonly note: string | null;
}

/** Marks by key: an item's key, `competency:<key>`, or `indicator:<id>` for a qualitative indicator. */
export type Marks = Readonly<Record<string, Mark>>;

export interface MarkInput {
  readonly key: string;
  readonly value: number;
  readonly note?: string | null | undefined;
}

export interface Assess extends MoveInput {
  readonly marks: readonly MarkInput[];
  readonly strengths?: string | null | undefined;
  readonly improvements?: string | null | undefined;
}

/** Levels of a competency, as the profiles of posts have them. */
const LEVELS = [1, 2, 3, 4, 5] as const;

/** What may be marked, and with which values. */
export type Markable = ReadonlyMap<string, readonly number[]>;

const counts = (policy: AppraisalPolicy, kind: 'INDICATORS' | 'COMPETENCY', assessor: Assessor) =>
  policy.components.filter(
    (component) => component.kind === kind && component.assessors.some((candidate) => candidate.assessor === assessor),
  );

/** Everything that this kind of assessor marks in an appraisal. */
export const markableBy = async (
  client: Pick<PoolClient, 'query'>,
  { id, postId, policy }: FoundAppraisal,
  assessor: Assessor,
): Promise<Markable> => {
  const values = policy.scale.map(({ value }) => value);
  const { rows } = await client.query<{ key: string; competency: boolean }>(
    `select 'indicator:' || id as key, false as competency from indicator
     where tenant_id = $1 and appraisal_id = $2 and kind = 'QUALITATIVE' and component = any($3)
     union all
     select 'competency:' || key, true from post_competency where tenant_id = $1 and post_id = $4 and $5`,
    [
      boundTenant(),
      id,
      counts(policy, 'INDICATORS', assessor).map(({ key }) => key),
      postId,
      counts(policy, 'COMPETENCY', assessor).length > 0,
    ],
  );
  return new Map([
    ...itemsFor(policy, assessor).map(({ key }) => [key, values] as const),
    ...rows.map(({ key, competency }) => [key, competency ? LEVELS : values] as const),
  ]);
};

/**
 * Reads marks that were sent.
 *
 * @throws {Refused} with every mark that is not on the scale, unknown, or given twice.
 */
export const readMarks = (given: readonly MarkInput[], markable: Markable): Marks => {
  const issues: Issue[] = [];
  const marks: Record<string, Mark> = {};
  given.forEach(({ key, value, note }, at) => {
    const allowed = markable.get(key);
    if (allowed === undefined)
      issues.push(issue(`marks.${at}.key`, key, `salah satu dari ${[...markable.keys()].join(', ')}`));
    else if (Object.hasOwn(marks, key)) issues.push(issue(`marks.${at}.key`, key, 'setiap butir dinilai sekali'));
    else if (!allowed.includes(value))
      issues.push(issue(`marks.${at}.value`, value, `salah satu dari ${allowed.join(', ')}`));
    else marks[key] = { value, note: written(`marks.${at}.note`, note) };
  });
  if (issues.length > 0) throw invalid(...issues);
  return marks;
};

/** Refuses a form that is not complete: what is left out would be absent, and the score would rest on the rest. */
const refuseGaps = (marks: Marks, markable: Markable) => {
  const open = [...markable.keys()].filter((key) => !Object.hasOwn(marks, key));
  if (open.length > 0) throw invalid(...open.map((key) => issue(`marks.${key}`, null, 'nilai, karena harus lengkap')));
};

const storeAssessment = async (
  { client, appraisal, viewer, now }: Making,
  assessor: Assessor,
  { strengths, improvements }: Assess,
  marks: Marks,
  submitted: boolean,
) => {
  const { rows: stored } = await client.query<{ submittedAt: Date | null; marks: Marks }>(
    `select submitted_at as "submittedAt", marks from assessment
     where tenant_id = $1 and appraisal_id = $2 and assessor_id = $3`,
    [boundTenant(), appraisal.id, viewer.employeeId],
  );
  const [before] = stored;
  if (before?.submittedAt != null)
    throw notAllowedNow('Penilaian Saudara sudah dikirim dan terkunci; perubahan hanya lewat diskusi atau keberatan.');
  await client.query(
    `insert into assessment (tenant_id, id, appraisal_id, assessor_id, assessor_role, marks, strengths, improvements, saved_at,
                             submitted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (tenant_id, appraisal_id, assessor_id) do update
     set marks = excluded.marks, strengths = excluded.strengths, improvements = excluded.improvements,
         saved_at = excluded.saved_at, submitted_at = excluded.submitted_at`,
    [
      boundTenant(),
      timeOrderedId(),
      appraisal.id,
      viewer.employeeId,
      assessor,
      JSON.stringify(marks),
      written('strengths', strengths),
      written('improvements', improvements),
      now,
      submitted ? now : null,
    ],
  );
  return { before: before?.marks ?? null, after: marks };
};

/** What assessing is, for each move that assesses. */
const ASSESSING = {
  SAVE_SELF_ASSESSMENT: { assessor: 'SELF', submits: false },
  SUBMIT_SELF_ASSESSMENT: { assessor: 'SELF', submits: true },
  SAVE_RATING: { assessor: 'SUPERVISOR', submits: false },
  SUBMIT_RATING: { assessor: 'SUPERVISOR', submits: true },
  SUBMIT_TEAM_EVALUATION: { assessor: 'TEAM', submits: true },
} as const satisfies Partial<Record<Move, { readonly assessor: Assessor; readonly submits: boolean }>>;

/**
 * Saves or submits an assessment: of oneself, of the rater, of an evaluator. A draft is the assessor's alone; what is
 * submitted must be complete, and is locked.
 */
export const assess = (move: keyof typeof ASSESSING, input: Assess, context: Context): Promise<string> =>
  makeMove(context, input, move, async (making) => {
    const { assessor, submits } = ASSESSING[move];
    const markable = await markableBy(making.client, making.appraisal, assessor);
    const marks = readMarks(input.marks, markable);
    if (submits) refuseGaps(marks, markable);
    const changed = await storeAssessment(making, assessor, input, marks, submits);
    return { ...changed, complete: assessor !== 'TEAM' || (await isTeamComplete(making)) };
  });

/**
 * Gives the opinion of a colleague on the same items; all of them may be left out. It is shown from three opinions of a
 * kind upward, without names (PP 30/2019; FAIRNESS of small groups).
 */
export const giveOpinion = (input: Assess, context: Context): Promise<string> =>
  makeMove(context, input, 'GIVE_OPINION', async (making) => {
    const assessor = making.roles.has('SUBORDINATE') ? 'SUBORDINATE' : 'PEER';
    const markable = await markableBy(making.client, making.appraisal, assessor);
    if (markable.size === 0) throw notAllowedNow('Kebijakan ini tidak meminta pendapat rekan kerja atau bawahan.');
    const marks = readMarks(input.marks, markable);
    const { after: _opinion, before: _earlier } = await storeAssessment(making, assessor, input, marks, true);
    // The trail says that an opinion came, never what it said: who reads the trail must not read the opinion.
    return {};
  });
