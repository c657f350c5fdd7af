import { Temporal } from 'temporal-polyfill';
import { windowOf } from '../domain/appraisal-cycle.ts';
import type { AppraisalPolicy, Cadence, Stage } from '../domain/appraisal-policy.ts';
import { daysOf, localDate, type Period, type PeriodKind, periodContaining, previous } from '../domain/period.ts';

const KINDS: Readonly<Record<Cadence, PeriodKind>> = { MONTHLY: 'month', QUARTERLY: 'quarter', YEARLY: 'year' };

/** From the end of a period until its results are final: its stages, and 14 working days for objections. */
const DAYS_UNTIL_FINAL = 60;

/** The periods of the demonstration. */
export interface DemoCycles {
  /** All of its results are final. */
  readonly past: Period;
  /** Ended last; its appraisals stand in different stages. */
  readonly open: Period;
  /** Has not ended; nobody is appraised for it yet, but days are logged. */
  readonly running: Period;
}

/** The day `YYYY-MM-DD` some days later. */
export const daysAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** Which periods a policy's first cadence appraises at `now`. */
export const demoCycles = ({ cycles }: AppraisalPolicy, now: Date, zone: string): DemoCycles => {
  const today = localDate(now.getTime(), zone);
  const running = periodContaining(now.getTime(), zone, KINDS[cycles[0]?.cadence ?? 'QUARTERLY']);
  const open = previous(running);
  let past = previous(open);
  while (daysAfter(daysOf(past).last, DAYS_UNTIL_FINAL) > today) past = previous(past);
  return { past, open, running };
};

/** The day on which a stage opens in a period. */
export const opensOn = (policy: AppraisalPolicy, period: Period, stage: Stage): string => {
  const window = windowOf(policy, period, stage);
  if (window === undefined) throw new Error(`${policy.key} has no stage ${stage} in ${period}.`);
  return window.opensOn;
};
