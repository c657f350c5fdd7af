import appraisals from '@kinerja/schema/demo/appraisals.json' with { type: 'json' };
import { v4 as randomId } from 'uuid';
import { claimContribution } from '../activity/claim-contribution.ts';
import { judgeActivity } from '../activity/judge-activity.ts';
import { judgeContribution } from '../activity/judge-contribution.ts';
import { logActivity } from '../activity/log-activity.ts';
import { daysOf, type Period } from '../domain/period.ts';
import { encodeGlobalId } from '../global-id.ts';
import { daysAfter } from './demo-cycles.ts';
import type { DemoPerson } from './demo-people.ts';
import type { DemoStage } from './demo-stage.ts';
import { createDice } from './dice.ts';

/** Whose log it is, of which period, and who judges it. */
export interface DailyLog {
  readonly person: DemoPerson;
  readonly rater: DemoPerson;
  readonly period: Period;
  /** Whether the rater has given his verdicts. */
  readonly isJudged: boolean;
}

/** Days of the period, counted from its first, on which something is written down. */
const LOGGED_DAYS = [6, 12, 18] as const;
const REJECTED = 0.1;

/**
 * The log of a person in a period: an entry written on each of some days and judged on the next, one of ten rejected; and
 * a contribution to a programme, which is accepted. Without verdicts, there are entries alone. What lies in the future is
 * not done.
 */
export const playDailyLog = async (stage: DemoStage, { person, rater, period, isJudged }: DailyLog): Promise<void> => {
  const { tenantId } = stage.region;
  const dice = createDice(`${person.id} ${period} log`);
  const { first } = daysOf(period);
  const things = appraisals.activities[person.field];
  for (const [at, days] of LOGGED_DAYS.entries()) {
    const day = daysAfter(first, days);
    const written = stage.moment(day, 16);
    const judged = stage.moment(daysAfter(day, 1), 8);
    const isRejected = dice.share() < REJECTED;
    const submissionKey = randomId({ random: dice.bytes() });
    if (written > stage.now) return;
    const entry = await logActivity(
      {
        submissionKey,
        startsAt: stage.moment(day, 9),
        endsAt: stage.moment(day, 11),
        description: things[at % things.length] ?? '',
        quantity: 5 + Math.floor(10 * dice.share()),
        unitOfMeasure: 'layanan',
        evidence: [`https://arsip.example.go.id/contoh/${period}/kegiatan-${at + 1}`],
      },
      stage.as(person, written),
    );
    if (!isJudged || judged > stage.now) continue;
    const verdict = isRejected
      ? { verdict: 'REJECTED' as const, note: 'Bukti tidak sesuai dengan kegiatan.' }
      : { verdict: 'ACCEPTED' as const };
    await judgeActivity(
      { id: encodeGlobalId({ type: 'Activity', tenantId, id: entry.id }), ...verdict },
      stage.as(rater, judged),
    );
  }
  const claimed = stage.moment(daysAfter(first, 20), 10);
  const accepted = stage.moment(daysAfter(first, 21), 10);
  if (!isJudged || accepted > stage.now) return;
  const { id } = await claimContribution(
    {
      period,
      kind: 'PROGRAMME',
      ...appraisals.contribution,
      evidence: [`https://arsip.example.go.id/contoh/${period}/kontribusi`],
    },
    stage.as(person, claimed),
  );
  await judgeContribution(
    { id: encodeGlobalId({ type: 'Contribution', tenantId, id }), verdict: 'ACCEPTED' },
    stage.as(rater, accepted),
  );
};
