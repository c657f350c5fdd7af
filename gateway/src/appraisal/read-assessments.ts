import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { isMoveIn } from '../domain/appraisal-cycle.ts';
import { type Assessor, MIN_OPINIONS, type Stage, VOICES } from '../domain/appraisal-policy.ts';
import { Fraction, publish } from '../domain/fraction.ts';
import type { Marks } from './assess.ts';
import type { Approached, FoundAppraisal } from './find-appraisal.ts';

/** One assessor's sheet, as somebody who may see it sees it. */
export interface AssessmentSheet {
  readonly assessor: Assessor;
  readonly assessorId: string;
  readonly marks: Marks;
  readonly strengths: string | null;
  readonly improvements: string | null;
  readonly submittedAt: Date | null;
}

/** Opinions of one kind of colleagues on one item, together: never who said what. */
export interface Opinion {
  readonly assessor: Assessor;
  readonly key: string;
  readonly opinions: number;
  /** Mean mark on the scale, two decimals. */
  readonly mean: number;
}

const loadSheets = async (pool: Pool, { id }: FoundAppraisal): Promise<readonly AssessmentSheet[]> => {
  const { rows } = await pool.query<AssessmentSheet>({
    name: 'appraisal_sheets',
    text: `select assessor_role as assessor, assessor_id as "assessorId", marks, strengths, improvements,
                  submitted_at as "submittedAt"
           from assessment where tenant_id = $1 and appraisal_id = $2 order by assessor_role, id`,
    values: [boundTenant(), id],
  });
  return rows;
};

/** Whether somebody has submitted a sheet of an appraisal, which is locked then. */
export const hasSubmittedSheet = async (pool: Pool, appraisalId: string, assessorId: string): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `select from assessment
     where tenant_id = $1 and appraisal_id = $2 and assessor_id = $3 and submitted_at is not null`,
    [boundTenant(), appraisalId, assessorId],
  );
  return rowCount === 1;
};

const isPast = ({ stages, stage }: FoundAppraisal, passed: Stage): boolean =>
  stages.includes(passed) && stages.indexOf(stage) > stages.indexOf(passed);

/** Whether somebody else's submitted sheet may be seen: by the person once the stage is over, by an evaluator after his own. */
const isOpenTo = ({ appraisal, roles }: Approached, sheet: AssessmentSheet, hasOwnSubmitted: boolean): boolean => {
  if (VOICES[sheet.assessor] === 'OPINION' || sheet.submittedAt === null) return false;
  // An independent team that has read the supervisor's marks is not independent.
  if (roles.has('TEAM_MEMBER')) return hasOwnSubmitted;
  if (!roles.has('SELF')) return true;
  return isPast(appraisal, sheet.assessor === 'TEAM' ? 'TEAM_EVALUATION' : 'SUPERVISOR_RATING');
};

/** The sheets of an appraisal that somebody may see: his own, drafts included, and those that are open to him. */
export const readAssessments = async (pool: Pool, approached: Approached): Promise<readonly AssessmentSheet[]> => {
  const sheets = await loadSheets(pool, approached.appraisal);
  const isOwn = ({ assessorId }: AssessmentSheet) => assessorId === approached.viewer.employeeId;
  const hasOwnSubmitted = sheets.some((sheet) => isOwn(sheet) && sheet.submittedAt !== null);
  return sheets.filter((sheet) => isOwn(sheet) || isOpenTo(approached, sheet, hasOwnSubmitted));
};

/**
 * Means of colleagues' opinions, from three of a kind upward, and only once no more can come: who sees a mean before and
 * after an opinion knows the opinion.
 */
export const readOpinions = async (pool: Pool, approached: Approached): Promise<readonly Opinion[]> => {
  if (isMoveIn('GIVE_OPINION', approached.appraisal.stage)) return [];
  const sheets = (await loadSheets(pool, approached.appraisal)).filter(
    ({ assessor, submittedAt }) => VOICES[assessor] === 'OPINION' && submittedAt !== null,
  );
  return (['PEER', 'SUBORDINATE'] as const).flatMap((assessor) => {
    const given = sheets.filter((sheet) => sheet.assessor === assessor);
    const keys = [...new Set(given.flatMap(({ marks }) => Object.keys(marks)))].toSorted();
    return keys.flatMap((key) => {
      const values = given.flatMap(({ marks }) => marks[key]?.value ?? []);
      if (values.length < MIN_OPINIONS) return [];
      const sum = values.reduce((total, value) => total + value, 0);
      return [{ assessor, key, opinions: values.length, mean: publish(new Fraction(sum, values.length)) }];
    });
  });
};

/** Two assessors on the same item. */
export interface Difference {
  readonly key: string;
  readonly one: number;
  readonly other: number;
  /** The other's mark less the one's. */
  readonly difference: number;
}

const meanMark = (sheets: readonly AssessmentSheet[], assessor: Assessor, key: string): Fraction | null => {
  const values = sheets.filter((sheet) => sheet.assessor === assessor).flatMap(({ marks }) => marks[key]?.value ?? []);
  return values.length === 0
    ? null
    : new Fraction(
        values.reduce((total, value) => total + value, 0),
        values.length,
      );
};

/** Where two kinds of assessors differ, largest difference first; items that only one of them marked are left out. */
export const differencesBetween = (
  sheets: readonly AssessmentSheet[],
  one: Assessor,
  other: Assessor,
): readonly Difference[] => {
  const submitted = sheets.filter(({ submittedAt }) => submittedAt !== null);
  const keys = [...new Set(submitted.flatMap(({ marks }) => Object.keys(marks)))];
  return keys
    .flatMap((key) => {
      const [first, second] = [meanMark(submitted, one, key), meanMark(submitted, other, key)];
      if (first === null || second === null || first.equals(second)) return [];
      return [{ key, one: publish(first), other: publish(second), difference: publish(second.sub(first)) }];
    })
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || (a.key < b.key ? -1 : 1));
};
