import { Temporal } from 'temporal-polyfill';
import { type AppraisalPolicy, type Cadence, type Stage, type StageRule, stagesOf } from './appraisal-policy.ts';
import { daysOf, type Period } from './period.ts';

/** Everything that can be done with an appraisal: where, and where it leads. Who may do it is in the table of rights. */
export const MOVES = {
  EDIT_PLAN: { in: ['PLANNING'], leadsTo: 'STAY', words: 'mengubah rencana hasil kerja' },
  APPROVE_PLAN: { in: ['PLANNING'], leadsTo: 'NEXT', words: 'menyetujui rencana hasil kerja' },
  REPORT_REALISATION: { in: ['RUNNING'], leadsTo: 'STAY', words: 'mengisi realisasi dan bukti dukung' },
  CLOSE_REALISATION: { in: ['RUNNING'], leadsTo: 'NEXT', words: 'menutup pengisian realisasi' },
  SAVE_SELF_ASSESSMENT: { in: ['SELF_ASSESSMENT'], leadsTo: 'STAY', words: 'mengisi penilaian diri' },
  SUBMIT_SELF_ASSESSMENT: { in: ['SELF_ASSESSMENT'], leadsTo: 'NEXT', words: 'mengirim penilaian diri' },
  SAVE_RATING: { in: ['SUPERVISOR_RATING'], leadsTo: 'STAY', words: 'mengisi penilaian atasan' },
  SUBMIT_RATING: { in: ['SUPERVISOR_RATING'], leadsTo: 'NEXT', words: 'mengirim penilaian atasan' },
  // Whoever leaves the team may be the one whom its stage waited for; before that stage nobody is waited for.
  APPOINT_TEAM: {
    in: ['PLANNING', 'RUNNING', 'SELF_ASSESSMENT', 'SUPERVISOR_RATING', 'TEAM_EVALUATION'],
    leadsTo: 'NEXT_WHEN_COMPLETE',
    words: 'menunjuk tim evaluasi',
  },
  SUBMIT_TEAM_EVALUATION: {
    in: ['TEAM_EVALUATION'],
    leadsTo: 'NEXT_WHEN_COMPLETE',
    words: 'mengirim penilaian tim evaluasi',
  },
  STEP_BACK: {
    in: ['PLANNING', 'RUNNING', 'SELF_ASSESSMENT', 'SUPERVISOR_RATING', 'TEAM_EVALUATION'],
    leadsTo: 'NEXT_WHEN_COMPLETE',
    words: 'mundur dari tim evaluasi karena benturan kepentingan',
  },
  GIVE_OPINION: {
    in: ['RUNNING', 'SELF_ASSESSMENT', 'SUPERVISOR_RATING', 'TEAM_EVALUATION'],
    leadsTo: 'STAY',
    words: 'memberi pendapat sebagai rekan kerja atau bawahan',
  },
  WRITE_FEEDBACK: {
    in: [
      'RUNNING',
      'SELF_ASSESSMENT',
      'SUPERVISOR_RATING',
      'TEAM_EVALUATION',
      'FEEDBACK',
      'DISCUSSION',
      'DECISION',
      'DELIVERED',
    ],
    leadsTo: 'STAY',
    words: 'menulis umpan balik',
  },
  ACKNOWLEDGE_FEEDBACK: {
    in: ['FEEDBACK'],
    leadsTo: 'NEXT_WHEN_COMPLETE',
    words: 'menyatakan sudah membaca umpan balik',
  },
  REQUEST_DISCUSSION: { in: ['DISCUSSION'], leadsTo: 'STAY', words: 'mengajukan diskusi dengan alasan' },
  SKIP_DISCUSSION: { in: ['DISCUSSION'], leadsTo: 'NEXT', words: 'menyatakan tidak perlu diskusi' },
  SCHEDULE_DISCUSSION: { in: ['DISCUSSION'], leadsTo: 'STAY', words: 'menjadwalkan diskusi' },
  CONCLUDE_DISCUSSION: { in: ['DISCUSSION'], leadsTo: 'NEXT', words: 'mencatat hasil diskusi' },
  DECIDE_RESULT: { in: ['DECISION'], leadsTo: 'NEXT', words: 'menetapkan rating dan predikat' },
  CONFIRM_RECEIPT: {
    in: ['DELIVERED'],
    leadsTo: 'STAY',
    words: 'menyatakan dokumen evaluasi sudah diterima',
  },
  FILE_OBJECTION: { in: ['DELIVERED'], leadsTo: 'OBJECTION', words: 'mengajukan keberatan' },
  EXPLAIN_OBJECTION: { in: ['OBJECTION'], leadsTo: 'STAY', words: 'menulis penjelasan atas keberatan' },
  DECIDE_OBJECTION: { in: ['OBJECTION'], leadsTo: 'FINAL', words: 'memutuskan keberatan' },
  FINALISE_RESULT: { in: ['DELIVERED'], leadsTo: 'FINAL', words: 'menyatakan hasil final' },
} as const satisfies Record<string, MoveRule>;

interface MoveRule {
  readonly in: readonly Stage[];
  /** Where it leads: nowhere, to the policy's next stage, there once everybody has acted, or to a stage by name. */
  readonly leadsTo: 'STAY' | 'NEXT' | 'NEXT_WHEN_COMPLETE' | 'OBJECTION' | 'FINAL';
  readonly words: string;
}

export type Move = keyof typeof MOVES;

const ALL_MOVES = Object.keys(MOVES) as readonly Move[];

/** How a stage is called, for people. */
export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  PLANNING: 'Perencanaan',
  RUNNING: 'Pelaksanaan',
  SELF_ASSESSMENT: 'Penilaian diri',
  SUPERVISOR_RATING: 'Penilaian atasan',
  TEAM_EVALUATION: 'Penilaian tim evaluasi',
  FEEDBACK: 'Umpan balik dua arah',
  DISCUSSION: 'Diskusi',
  DECISION: 'Penetapan predikat',
  DELIVERED: 'Hasil disampaikan',
  OBJECTION: 'Keberatan',
  FINAL: 'Final',
};

/** What can be done in a stage. */
export const movesIn = (stage: Stage): readonly Move[] =>
  ALL_MOVES.filter((move) => (MOVES[move].in as readonly Stage[]).includes(stage));

/** Whether a move belongs to a stage. */
export const isMoveIn = (move: Move, stage: Stage): boolean => (MOVES[move].in as readonly Stage[]).includes(stage);

/**
 * The stage after a move.
 *
 * @param stages Those of the policy for the period, the last three included.
 * @param complete Whether everybody has acted whom the stage waits for.
 * @throws RangeError for a move that does not belong to the stage, and for a stage that is not among `stages`.
 */
export function stageAfter(move: Move, stage: Stage, stages: readonly Stage[], complete: boolean): Stage {
  if (!isMoveIn(move, stage)) throw new RangeError(`${move} is no move of ${stage}, which has ${movesIn(stage)}.`);
  if (!stages.includes(stage)) throw new RangeError(`${stage} is not among the stages ${stages}.`);
  const { leadsTo } = MOVES[move];
  if (leadsTo === 'OBJECTION' || leadsTo === 'FINAL') return leadsTo;
  if (leadsTo === 'STAY' || (leadsTo === 'NEXT_WHEN_COMPLETE' && !complete)) return stage;
  return stages[stages.indexOf(stage) + 1] ?? stage;
}

/** First and last day of a stage, `YYYY-MM-DD`, both inside. */
export interface StageWindow {
  readonly opensOn: string;
  readonly closesOn: string;
}

const LENGTHS: Record<number, Cadence> = { 1: 'MONTHLY', 3: 'QUARTERLY', 12: 'YEARLY' };

/** The cadence to which a period belongs; nothing for a half-year. */
export function cadenceOf(period: Period): Cadence | undefined {
  const { first, last } = daysOf(period);
  const months = Number(last.slice(5, 7)) - Number(first.slice(5, 7)) + 1;
  return LENGTHS[months];
}

const ruleOf = (policy: AppraisalPolicy, period: Period, stage: Stage): StageRule | undefined =>
  policy.cycles
    .find(({ cadence }) => cadence === cadenceOf(period))
    ?.stages.find((candidate) => candidate.stage === stage);

/** When a stage is open in a period; nothing for stages of the national rule, which have their own clocks. */
export function windowOf(policy: AppraisalPolicy, period: Period, stage: Stage): StageWindow | undefined {
  const rule = ruleOf(policy, period, stage);
  if (rule === undefined) return undefined;
  const { first, last } = daysOf(period);
  const anchor = Temporal.PlainDate.from(rule.window.from === 'START' ? first : last);
  return {
    opensOn: anchor.add({ days: rule.window.opens }).toString(),
    closesOn: anchor.add({ days: rule.window.closes }).toString(),
  };
}

/** The days on which whoever must act in a stage is reminded, earliest first. */
export function reminderDays(policy: AppraisalPolicy, period: Period, stage: Stage): readonly string[] {
  const open = windowOf(policy, period, stage);
  if (open === undefined) return [];
  const closes = Temporal.PlainDate.from(open.closesOn);
  return (ruleOf(policy, period, stage)?.remind ?? []).map((days) => closes.subtract({ days }).toString()).toSorted();
}

/** The stages of a policy for a period; empty when it does not appraise periods of this length. */
export function stagesFor(policy: AppraisalPolicy, period: Period): readonly Stage[] {
  const cadence = cadenceOf(period);
  if (cadence === undefined || !policy.cycles.some((cycle) => cycle.cadence === cadence)) return [];
  return stagesOf(policy, cadence);
}
