import appraisals from '@kinerja/schema/demo/appraisals.json' with { type: 'json' };
import { closeGuidance } from '../development/close-guidance.ts';
import { issueRecognition } from '../development/issue-recognition.ts';
import { openGuidance } from '../development/open-guidance.ts';
import { reportGuidanceAction } from '../development/report-guidance-action.ts';
import type { PerformancePredicate } from '../domain/performance-predicate.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { DemoAppraisal } from './appraisal-steps.ts';
import { daysAfter, opensOn } from './demo-cycles.ts';
import type { DemoStage } from './demo-stage.ts';

const RECOGNISED: ReadonlySet<PerformancePredicate> = new Set(['SANGAT_BAIK']);
const GUIDED: ReadonlySet<PerformancePredicate> = new Set(['BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG']);

/** Days from the opening of the decision until the rater draws his conclusion. */
const DAYS_UNTIL_CONCLUSION = 10;
/** Each action of a guidance has so many days. */
const DAYS_OF_ACTION = 14;

/** What follows from a result: recognition of the best, guidance for those who lag. */
export const playDevelopment = async (
  stage: DemoStage,
  { id, period, demo, person, rater }: Pick<DemoAppraisal, 'id' | 'period' | 'demo' | 'person' | 'rater'>,
): Promise<void> => {
  const { tenantId } = stage.region;
  const { rows } = await stage.client.query<{ predicate: PerformancePredicate | null }>(
    'select predicate from appraisal where tenant_id = $1 and id = $2',
    [tenantId, id],
  );
  const predicate = rows[0]?.predicate;
  const day = daysAfter(opensOn(demo.policy, period, 'DECISION'), DAYS_UNTIL_CONCLUSION);
  const at = stage.moment(day, 10);
  if (predicate == null || at > stage.now) return;
  const employeeId = person.globalId;
  const appraisalId = encodeGlobalId({ type: 'Appraisal', tenantId, id });
  const context = stage.as(rater, at);
  if (RECOGNISED.has(predicate))
    await issueRecognition({ employeeId, appraisalId, ...appraisals.recognition }, context);
  if (!GUIDED.has(predicate)) return;
  const { reason, actions, outcomeNote } = appraisals.guidance;
  const dueOn = (place: number) => daysAfter(day, place * DAYS_OF_ACTION);
  const guidance = await openGuidance(
    { employeeId, appraisalId, reason, actions: actions.map(({ text }, at) => ({ text, dueOn: dueOn(at + 1) })) },
    context,
  );
  const stored = await stage.client.query<{ id: string }>(
    'select id from guidance_action where tenant_id = $1 and guidance_id = $2 order by place',
    [tenantId, guidance.id],
  );
  for (const [place, { id: action }] of stored.rows.entries()) {
    const reported = stage.moment(dueOn(place + 1), 10);
    if (reported > stage.now) return;
    const note = actions[place]?.note;
    await reportGuidanceAction(
      { id: encodeGlobalId({ type: 'GuidanceAction', tenantId, id: action }), done: true, note },
      stage.as(person, reported),
    );
  }
  const closed = stage.moment(dueOn(actions.length + 1), 10);
  if (closed > stage.now) return;
  const guidanceId = encodeGlobalId({ type: 'Guidance', tenantId, id: guidance.id });
  await closeGuidance({ id: guidanceId, outcome: 'IMPROVED', note: outcomeNote }, stage.as(rater, closed));
};
