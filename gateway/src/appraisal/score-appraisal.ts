import { readActivitySummary } from '../activity/read-activity-summary.ts';
import { readContributions } from '../activity/read-contributions.ts';
import { readMeasurement } from '../activity/read-measurement.ts';
import type { Database } from '../database/open-database.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { isMoveIn } from '../domain/appraisal-cycle.ts';
import { type Assessor, type Stage, VOICES } from '../domain/appraisal-policy.ts';
import {
  type AppraisalFacts,
  type AppraisalScore,
  type IndicatorFact,
  type MarkSheet,
  scoreAppraisal,
} from '../domain/appraisal-score.ts';
import type { Marks } from './assess.ts';
import type { FoundAppraisal } from './find-appraisal.ts';

type Facts = Pick<AppraisalFacts, 'indicators' | 'sheets' | 'competencies'>;

interface StoredSheet {
  readonly assessor: Assessor;
  readonly marks: Marks;
}

/** Everything about an appraisal that is stored with it, in one statement. */
const STORED_FACTS = {
  name: 'appraisal_facts',
  text: `
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'component', component, 'kind', kind, 'weight', weight,
                'direction', direction, 'target', target::text, 'realisation', realisation::text) order by place), '[]')
       from indicator where tenant_id = $1 and appraisal_id = $2) as indicators,
      (select coalesce(jsonb_agg(jsonb_build_object('assessor', assessor_role, 'marks', marks) order by id), '[]')
       from assessment where tenant_id = $1 and appraisal_id = $2 and submitted_at is not null) as sheets,
      (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'requiredLevel', required_level) order by key), '[]')
       from post_competency where tenant_id = $1 and post_id = $3) as competencies`,
};

/** Stages in which what was done is still reported. */
const STILL_REPORTED: ReadonlySet<Stage> = new Set(['PLANNING', 'RUNNING']);

const values = (marks: Marks) => Object.fromEntries(Object.entries(marks).map(([key, { value }]) => [key, value]));

/** Sheets of several people count once no more can come: a score that moved with each would give each away. */
const counts = ({ assessor }: StoredSheet, { stage, stages }: FoundAppraisal): boolean => {
  if (VOICES[assessor] === 'OPINION') return !isMoveIn('GIVE_OPINION', stage);
  return assessor !== 'TEAM' || stages.indexOf(stage) > stages.indexOf('TEAM_EVALUATION');
};

const loadStored = async ({ pool }: Pick<Database, 'pool'>, appraisal: FoundAppraisal): Promise<Facts> => {
  const { rows } = await pool.query<{
    indicators: readonly IndicatorFact[];
    sheets: readonly StoredSheet[];
    competencies: AppraisalFacts['competencies'];
  }>({ ...STORED_FACTS, values: [boundTenant(), appraisal.id, appraisal.postId] });
  const [row] = rows;
  if (row === undefined) throw new Error('A row of aggregates is always there.');
  const sheets: readonly MarkSheet[] = row.sheets
    .filter((sheet) => counts(sheet, appraisal))
    .map(({ assessor, marks }) => ({ assessor, marks: values(marks) }));
  return { ...row, sheets };
};

/**
 * Gathers what an appraisal is scored from; what the policy does not ask for is not read. Once the result is decided, what
 * it was decided on: a measure that is corrected later must not move a figure that somebody has been given.
 */
export const factsOf = async (db: Pick<Database, 'pool'>, appraisal: FoundAppraisal): Promise<AppraisalFacts> => {
  const { policy, employeeId, period, decidedFacts } = appraisal;
  if (decidedFacts !== null) return decidedFacts;
  const keys = policy.components.flatMap((component) => (component.kind === 'MEASURE' ? [component.measure] : []));
  const asksFor = (kind: 'ACTIVITY' | 'CONTRIBUTIONS') =>
    policy.components.some((component) => component.kind === kind);
  const stored = await loadStored(db, appraisal);
  const measured = await Promise.all(
    keys.map(async (key) => [key, (await readMeasurement(db, employeeId, key, period)) ?? undefined] as const),
  );
  const log = asksFor('ACTIVITY') ? await readActivitySummary(db, employeeId, period) : undefined;
  const contributions = asksFor('CONTRIBUTIONS') ? await readContributions(db, employeeId, period) : null;
  // While somebody can still claim, or waits for a verdict, nothing is known; afterwards no contribution is a zero.
  const isOpen = contributions === null || contributions.pending > 0 || STILL_REPORTED.has(appraisal.stage);
  return {
    ...stored,
    measures: Object.fromEntries(measured),
    activity: { judged: (log?.accepted ?? 0) + (log?.rejected ?? 0), accepted: log?.accepted ?? 0 },
    contributions: isOpen ? null : contributions,
  };
};

/** The scores of an appraisal as it stands. */
export const scoreOf = async (db: Pick<Database, 'pool'>, appraisal: FoundAppraisal): Promise<AppraisalScore> =>
  scoreAppraisal(appraisal.policy, await factsOf(db, appraisal));
