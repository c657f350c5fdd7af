import { Temporal } from 'temporal-polyfill';
import { lastDayToWrite } from './activity-entry.ts';
import { type Move, reminderDays, STAGE_NAMES, windowOf } from './appraisal-cycle.ts';
import type { AppraisalPolicy, Stage } from './appraisal-policy.ts';
import { type Period, periodLabel, previous } from './period.ts';
import { addWorkingDays } from './working-days.ts';

/** What somebody can be reminded of. */
export type ReminderKind =
  | 'STAGE_OPENS'
  | 'STAGE_CLOSES'
  | 'STAGE_OVERDUE'
  | 'OBJECTION_ENDS'
  | 'DECISION_DUE'
  | 'LOG_CLOSES';

/** Working days before the last day of an objection on which the person is reminded of it; our choice, no regulation's. */
export const WORKING_DAYS_BEFORE_OBJECTION_ENDS = 3;

/** Working days before the last day of a decision on which the superior is reminded; our choice, no regulation's. */
export const WORKING_DAYS_BEFORE_DECISION = 2;

/** Days before the last day of a month's log on which those who write one are reminded; our choice, no regulation's. */
export const DAYS_BEFORE_LOG_CLOSES = 3;

/**
 * What a stage waits for: whoever may do it must act, and is reminded. Moves that only help (opinions, notes, appointing a
 * team) are not waited for.
 */
export const AWAITED_MOVES: Readonly<Record<Stage, readonly Move[]>> = {
  PLANNING: ['EDIT_PLAN', 'APPROVE_PLAN'],
  RUNNING: ['REPORT_REALISATION'],
  SELF_ASSESSMENT: ['SUBMIT_SELF_ASSESSMENT'],
  SUPERVISOR_RATING: ['SUBMIT_RATING'],
  TEAM_EVALUATION: ['SUBMIT_TEAM_EVALUATION'],
  FEEDBACK: ['ACKNOWLEDGE_FEEDBACK'],
  DISCUSSION: ['REQUEST_DISCUSSION', 'CONCLUDE_DISCUSSION'],
  DECISION: ['DECIDE_RESULT'],
  DELIVERED: ['FILE_OBJECTION'],
  OBJECTION: ['DECIDE_OBJECTION'],
  FINAL: [],
};

/** Where an appraisal stands, as far as its reminders depend on it. Days are `YYYY-MM-DD` in the tenant's zone. */
export interface Standing {
  readonly policy: AppraisalPolicy;
  readonly period: Period;
  readonly stage: Stage;
  /** The day on which it came into the stage. */
  readonly since: string;
  /** The last day to object (`DELIVERED`) or to decide (`OBJECTION`); null in other stages, and before receipt. */
  readonly deadline: string | null;
}

/** What an appraisal can give reason to remind of. */
type AppraisalReminderKind = Exclude<ReminderKind, 'LOG_CLOSES'>;

/** A reminder that has become due. */
export interface DueReminder {
  readonly kind: AppraisalReminderKind;
  /** The day that it belongs to, which is in its key: the same reminder always has the same. */
  readonly dueOn: string;
  /** The last day of what it is about. */
  readonly endsOn: string;
}

const plusDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

const later = (a: string, b: string): string => (a > b ? a : b);

const ofWindow = ({ policy, period, stage, since }: Standing, today: string): readonly DueReminder[] => {
  const open = windowOf(policy, period, stage);
  if (open === undefined) return [];
  const { opensOn, closesOn: endsOn } = open;
  const start = later(opensOn, since);
  if (today > endsOn) return [{ kind: 'STAGE_OVERDUE', dueOn: later(plusDays(endsOn, 1), since), endsOn }];
  return [
    { kind: 'STAGE_OPENS', dueOn: start, endsOn },
    ...reminderDays(policy, period, stage)
      .filter((day) => day >= start)
      .map((dueOn) => ({ kind: 'STAGE_CLOSES', dueOn, endsOn }) as const),
  ];
};

const ofDeadline = (
  { stage, deadline }: Standing,
  today: string,
  holidays: ReadonlySet<string>,
): readonly DueReminder[] => {
  if (deadline === null) return [];
  const before = (kind: AppraisalReminderKind, days: number): readonly DueReminder[] =>
    today > deadline ? [] : [{ kind, dueOn: addWorkingDays(deadline, -days, holidays), endsOn: deadline }];
  if (stage === 'DELIVERED') return before('OBJECTION_ENDS', WORKING_DAYS_BEFORE_OBJECTION_ENDS);
  if (stage !== 'OBJECTION') return [];
  return today > deadline
    ? [{ kind: 'STAGE_OVERDUE', dueOn: plusDays(deadline, 1), endsOn: deadline }]
    : before('DECISION_DUE', WORKING_DAYS_BEFORE_DECISION);
};

/**
 * The reminder that is due for whoever an appraisal waits for: the latest one of its stage. What was missed, because
 * nobody looked that day, is not made up for except the last; what is over is not reminded of.
 *
 * @param today `YYYY-MM-DD`, as the holidays are, in the tenant's zone.
 * @returns nothing when there is none yet.
 */
export function reminderDue(standing: Standing, today: string, holidays: ReadonlySet<string>): DueReminder | undefined {
  return [...ofWindow(standing, today), ...ofDeadline(standing, today, holidays)]
    .filter(({ dueOn }) => dueOn <= today)
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)))
    .at(-1);
}

/**
 * The first day on which a stage was late, when it is.
 *
 * @param today `YYYY-MM-DD` in the tenant's zone.
 */
export function overdueSince(
  { policy, period, stage, deadline }: Omit<Standing, 'since'>,
  today: string,
): string | undefined {
  const endsOn = stage === 'OBJECTION' ? deadline : (windowOf(policy, period, stage)?.closesOn ?? null);
  return endsOn === null || today <= endsOn ? undefined : plusDays(endsOn, 1);
}

/** The month whose daily log closes soon. */
interface ClosingLog extends Omit<DueReminder, 'kind'> {
  readonly month: Period;
}

/** The daily log of which those under a policy are reminded today; nothing when none closes soon, or none is part of it. */
export function logReminderDue({ components, activityDays }: AppraisalPolicy, today: string): ClosingLog | undefined {
  if (!components.some(({ kind }) => kind === 'ACTIVITY')) return undefined;
  const thisMonth = today.slice(0, 7) as Period;
  return [thisMonth, previous(thisMonth)]
    .map((month) => {
      const endsOn = lastDayToWrite(`${month}-01`, activityDays).toString();
      return { month, endsOn, dueOn: plusDays(endsOn, -DAYS_BEFORE_LOG_CLOSES) };
    })
    .find(({ dueOn, endsOn }) => dueOn <= today && today <= endsOn);
}

const inWords = (day: string): string =>
  Temporal.PlainDate.from(day).toLocaleString('id-ID', { day: 'numeric', month: 'long', year: 'numeric' });

type Words = (stage: string, period: string, endsOn: string) => string;

const WORDS: Readonly<Record<AppraisalReminderKind, Words>> = {
  STAGE_OPENS: (stage, period, endsOn) => `Tahap ${stage} ${period} dibuka, sampai dengan ${endsOn}.`,
  STAGE_CLOSES: (stage, period, endsOn) => `Tahap ${stage} ${period} ditutup pada ${endsOn}.`,
  STAGE_OVERDUE: (stage, period, endsOn) =>
    `Tahap ${stage} ${period} seharusnya selesai pada ${endsOn} dan belum selesai.`,
  OBJECTION_ENDS: (_stage, period, endsOn) =>
    `Keberatan atas hasil penilaian ${period} dapat diajukan sampai ${endsOn}.`,
  DECISION_DUE: (_stage, period, endsOn) =>
    `Keberatan atas hasil penilaian ${period} harus diputuskan paling lambat ${endsOn}.`,
};

/**
 * A reminder in Indonesian.
 *
 * @param name whose appraisal it is, for others than the person; left out for the person.
 */
export function reminderText(
  { kind, endsOn }: DueReminder,
  { stage, period }: Pick<Standing, 'stage' | 'period'>,
  name?: string,
): string {
  const text = WORDS[kind](STAGE_NAMES[stage], periodLabel(period), inWords(endsOn));
  return name === undefined ? text : `${name}: ${text}`;
}

/** The reminder of a daily log in Indonesian. */
export function logReminderText({ month, endsOn }: ClosingLog): string {
  return `Log kegiatan ${periodLabel(month)} dapat diisi sampai ${inWords(endsOn)}.`;
}
