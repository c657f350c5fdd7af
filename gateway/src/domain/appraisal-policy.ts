import { z } from 'zod';
import { parsePolicy } from './policy-file.ts';
import type { Text } from './text.ts';

/** How often a policy appraises. */
export const CADENCES = ['MONTHLY', 'QUARTERLY', 'YEARLY'] as const;
export type Cadence = (typeof CADENCES)[number];

/**
 * Where an appraisal can stand. Every policy begins with `PLANNING`, goes through `RUNNING` and `SUPERVISOR_RATING` to
 * `DECISION`, and ends by the national rule: `DELIVERED` (the objection clock runs), `OBJECTION`, `FINAL`. What comes
 * between is the region's choice.
 */
export const STAGES = [
  'PLANNING',
  'RUNNING',
  'SELF_ASSESSMENT',
  'SUPERVISOR_RATING',
  'TEAM_EVALUATION',
  'FEEDBACK',
  'DISCUSSION',
  'DECISION',
  'DELIVERED',
  'OBJECTION',
  'FINAL',
] as const;
export type Stage = (typeof STAGES)[number];

/** Stages that a policy arranges; the last three follow for everybody (PermenPANRB 6/2022, annex, part B). */
const ARRANGED_STAGES = STAGES.slice(0, 8);
const REQUIRED_STAGES: readonly Stage[] = ['PLANNING', 'RUNNING', 'SUPERVISOR_RATING', 'DECISION'];

/** Who assesses. `SELF` never counts in a score: its difference to the supervisor's is shown. */
export const ASSESSORS = ['SELF', 'SUPERVISOR', 'TEAM', 'PEER', 'SUBORDINATE'] as const;
export type Assessor = (typeof ASSESSORS)[number];

/**
 * What the word of an assessor is. `RATING` decides a component. `OPINION` counts only beside a rating, and only from
 * `MIN_OPINIONS` of a kind upward: fewer could be told apart by subtracting the rater's own marks. `OWN` never counts.
 */
export const VOICES: Readonly<Record<Assessor, 'OWN' | 'RATING' | 'OPINION'>> = {
  SELF: 'OWN',
  SUPERVISOR: 'RATING',
  TEAM: 'RATING',
  PEER: 'OPINION',
  SUBORDINATE: 'OPINION',
};

/** Peers, and likewise subordinates, whose opinions are shown or counted: from three upward, and without names. */
export const MIN_OPINIONS = 3;

/** The two axes of the national matrix (PermenPANRB 6/2022, annex, stage three). */
export const AXES = ['WORK_RESULT', 'BEHAVIOUR'] as const;
export type Axis = (typeof AXES)[number];

export const INDICATOR_KINDS = ['QUANTITATIVE', 'QUALITATIVE', 'COUNT', 'MEASURED'] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

/** What a contribution is: to a programme of the government, or something new with a measured effect. */
export const CONTRIBUTION_KINDS = ['PROGRAMME', 'INNOVATION'] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

export const COMPETENCY_GROUPS = ['ABILITY', 'KNOWLEDGE', 'ATTITUDE'] as const;
export type CompetencyGroup = (typeof COMPETENCY_GROUPS)[number];

/** When a stage is open: days from the first or the last day of the period, in the tenant's zone, both ends inside. */
export interface Window {
  readonly from: 'START' | 'END';
  readonly opens: number;
  readonly closes: number;
}

export interface StageRule {
  readonly stage: Stage;
  readonly window: Window;
  /** Days before the window closes on which whoever must act is reminded. */
  readonly remind: readonly number[];
}

/** A step of the rating scale, with what it is worth in percent: a local setting, for no regulation gives one. */
export interface ScaleStep {
  readonly value: number;
  readonly label: Text;
  readonly percent: number;
}

/** Something that assessors mark on the scale. */
export interface Item {
  readonly key: string;
  readonly name: Text;
  readonly question: Text;
}

/** How much an assessor's marks count in a component; of those that are there. */
export interface AssessorWeight {
  readonly assessor: Assessor;
  readonly weight: number;
}

interface ComponentBase {
  readonly key: string;
  readonly name: Text;
  /** Part of the whole in percent; all together 100. */
  readonly weight: number;
  /** The rating that it is shown for; null for neither. */
  readonly axis: Axis | null;
  /**
   * What happens when it is absent, which is never zero: the others take its weight, or the score stays incomplete.
   * What the person reports about himself cannot be left to the others, or leaving it out would raise his score:
   * `ACTIVITY` and `CONTRIBUTIONS` are always `INCOMPLETE`, and a planned indicator without a figure keeps the score
   * incomplete whatever stands here. Of indicators it tells only what happens when the plan has none of them.
   */
  readonly missing: 'REWEIGHT' | 'INCOMPLETE';
}

/** Achievement of the indicators of the plan that belong to it; no indicator counts more than `cap` percent. */
export interface IndicatorComponent extends ComponentBase {
  readonly kind: 'INDICATORS';
  readonly indicatorKinds: readonly IndicatorKind[];
  readonly cap: number;
  readonly assessors: readonly AssessorWeight[];
}

/** Items marked on the scale: behaviour values, process, integrity, compliance … */
export interface ItemComponent extends ComponentBase {
  readonly kind: 'ITEMS';
  readonly items: readonly Item[];
  readonly assessors: readonly AssessorWeight[];
}

/** The competency profile of the post, measured level against required level. */
export interface CompetencyComponent extends ComponentBase {
  readonly kind: 'COMPETENCY';
  readonly assessors: readonly AssessorWeight[];
  /** Lowest job-fit in percent for each category, best first; agencies differ, so it is data. */
  readonly fit: readonly { readonly from: number; readonly name: Text }[];
}

/** An imported measure, such as `attendance`: numerator of denominator, at most 100 percent. */
export interface MeasureComponent extends ComponentBase {
  readonly kind: 'MEASURE';
  readonly measure: string;
}

/** Entries of the daily log that the supervisor accepted, of those that he judged. */
export interface ActivityComponent extends ComponentBase {
  readonly kind: 'ACTIVITY';
}

/** Accepted contributions to government programmes, of the number expected in a period of any cadence; at most 100 percent. */
export interface ContributionComponent extends ComponentBase {
  readonly kind: 'CONTRIBUTIONS';
  /** Which contributions count here. */
  readonly kinds: readonly ContributionKind[];
  readonly expected: number;
}

/**
 * The unit's satisfaction index, shown at team level. It weighs nothing: a citizen's stars never become one person's
 * rating by themselves (UU 27/2022 art. 10; PermenPANRB 6/2022 art. 18).
 */
export interface CitizenComponent extends ComponentBase {
  readonly kind: 'CITIZENS';
}

export type Component =
  | IndicatorComponent
  | ItemComponent
  | CompetencyComponent
  | MeasureComponent
  | ActivityComponent
  | ContributionComponent
  | CitizenComponent;

/** From how many percent of an axis its rating is proposed; the rater decides, the machine never does. */
export interface Proposal {
  readonly above: number;
  readonly below: number;
}

/** How a region appraises: everything that differs between regions, as data. */
export interface AppraisalPolicy {
  readonly key: string;
  readonly version: number;
  readonly name: Text;
  /** Regulation or description that it follows. */
  readonly source: string;
  readonly cycles: readonly { readonly cadence: Cadence; readonly stages: readonly StageRule[] }[];
  readonly scale: readonly ScaleStep[];
  readonly components: readonly Component[];
  readonly proposal: Readonly<Record<Axis, Proposal>>;
  /** Evaluators that an appraisal needs before its team evaluation can end. */
  readonly teamSize: number;
  /** Days after the end of a month until which its daily log can be written. */
  readonly activityDays: number;
  readonly publication: {
    /** In a pilot, scores are shown to the person and the raters only, and are marked as a trial. */
    readonly pilot: boolean;
    /** Whether a unit's predicates are published as counts, from ten people upward. */
    readonly unitSummary: boolean;
  };
}

const key = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'yang diharapkan huruf kecil, angka, dan tanda hubung');
const words = z.string().trim().min(1).max(500);
const text: z.ZodType<Text> = z.object({ id: words }).catchall(words);
const percent = z.int().min(0).max(200);

/** Lets the checks around it run too, so that a reader sees all mistakes at once. */
const problem = (path: (string | number)[], input: unknown, message: string) => ({
  code: 'custom' as const,
  path,
  input,
  message,
  continue: true,
});

/** An issue for each item whose name was used before it. */
const repeats = <Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string | number, field: string) =>
  things.flatMap((thing, at) =>
    things.findIndex((earlier) => nameOf(earlier) === nameOf(thing)) < at
      ? [problem([at, field], nameOf(thing), `"${nameOf(thing)}" dipakai dua kali`)]
      : [],
  );

const total = (weights: readonly { readonly weight: number }[]) => weights.reduce((sum, { weight }) => sum + weight, 0);

const window = z
  .strictObject({
    from: z.enum(['START', 'END']),
    opens: z.int().min(-366).max(366),
    closes: z.int().min(-366).max(366),
  })
  .check(({ value, issues }) => {
    if (value.closes < value.opens)
      issues.push(problem(['closes'], value.closes, `tidak boleh sebelum opens (${value.opens})`));
  });

const stageRule = z
  .strictObject({
    stage: z.enum(ARRANGED_STAGES as [Stage, ...Stage[]]),
    window,
    remind: z.array(z.int().min(0).max(60)),
  })
  .check(({ value: { remind, window: open }, issues }) => {
    remind.forEach((days, at) => {
      if (remind.indexOf(days) < at) issues.push(problem(['remind', at], days, `${days} hari dipakai dua kali`));
      if (open.closes >= open.opens && days > open.closes - open.opens)
        issues.push(problem(['remind', at], days, `${days} hari sebelum tutup jatuh sebelum tahap dibuka`));
    });
  });

const cycle = z.strictObject({
  cadence: z.enum(CADENCES),
  stages: z.array(stageRule).check(({ value, issues }) => {
    const stages = value.map(({ stage }) => stage);
    issues.push(...repeats(value, ({ stage }) => stage, 'stage'));
    for (const stage of REQUIRED_STAGES)
      if (!stages.includes(stage)) issues.push(problem([], stages, `tahap ${stage} harus ada`));
    if (stages[0] !== 'PLANNING') issues.push(problem([0, 'stage'], stages[0], 'tahap pertama harus PLANNING'));
    if (stages.at(-1) !== 'DECISION')
      issues.push(problem([stages.length - 1, 'stage'], stages.at(-1), 'tahap terakhir harus DECISION'));
    const before = (first: Stage, second: Stage) => {
      if (stages.includes(first) && stages.includes(second) && stages.indexOf(first) > stages.indexOf(second))
        issues.push(problem([stages.indexOf(first), 'stage'], first, `tahap ${first} harus sebelum ${second}`));
    };
    before('PLANNING', 'RUNNING');
    before('RUNNING', 'SELF_ASSESSMENT');
    before('RUNNING', 'SUPERVISOR_RATING');
    before('RUNNING', 'TEAM_EVALUATION');
    before('SELF_ASSESSMENT', 'SUPERVISOR_RATING');
    before('SELF_ASSESSMENT', 'TEAM_EVALUATION');
    before('SUPERVISOR_RATING', 'FEEDBACK');
    before('SUPERVISOR_RATING', 'DISCUSSION');
  }),
});

const scale = z
  .array(z.strictObject({ value: z.int().min(0).max(100), label: text, percent }))
  .min(2)
  .check(({ value, issues }) => {
    value.forEach((step, at) => {
      const before = value[at - 1];
      if (before === undefined) return;
      if (step.value <= before.value)
        issues.push(problem([at, 'value'], step.value, `harus lebih besar dari ${before.value}: dari terendah`));
      if (step.percent <= before.percent)
        issues.push(problem([at, 'percent'], step.percent, `harus lebih besar dari ${before.percent}`));
    });
  });

const assessors = z
  .array(
    z.strictObject({
      assessor: z.enum(ASSESSORS, `yang diharapkan salah satu dari ${ASSESSORS.join(', ')}`),
      weight: z.int().min(0).max(100),
    }),
  )
  .min(1)
  .check(({ value, issues }) => {
    issues.push(...repeats(value, ({ assessor }) => assessor, 'assessor'));
    const sum = total(value);
    if (sum !== 100) issues.push(problem([], sum, `bobot penilai harus berjumlah 100, yang diterima ${sum}`));
    value.forEach(({ assessor, weight }, at) => {
      if (assessor === 'SELF' && weight !== 0)
        issues.push(problem([at, 'weight'], weight, 'penilaian diri tidak dihitung dalam nilai: bobotnya harus 0'));
    });
    if (!value.some(({ assessor, weight }) => VOICES[assessor] === 'RATING' && weight > 0))
      issues.push(problem([], null, 'pendapat rekan kerja dan bawahan dihitung hanya di samping SUPERVISOR atau TEAM'));
  });

const base = {
  key,
  name: text,
  weight: z.int().min(0).max(100),
  axis: z.enum(AXES).nullable(),
  missing: z.enum(['REWEIGHT', 'INCOMPLETE']),
};

const items = z
  .array(z.strictObject({ key, name: text, question: text }))
  .min(1)
  .check(({ value, issues }) => {
    issues.push(...repeats(value, (item) => item.key, 'key'));
  });

const fit = z
  .array(z.strictObject({ from: percent, name: text }))
  .min(1)
  .check(({ value, issues }) => {
    value.forEach(({ from }, at) => {
      const before = value[at - 1];
      if (before !== undefined && from >= before.from)
        issues.push(problem([at, 'from'], from, `harus lebih kecil dari ${before.from}: dari tertinggi`));
    });
    if (value.at(-1)?.from !== 0)
      issues.push(problem([value.length - 1, 'from'], value.at(-1)?.from, 'kategori terakhir harus mulai dari 0'));
  });

/** Who leaves out what he has to report himself must not gain by it. */
const ownReport = ({ value, issues }: z.core.ParsePayload<{ readonly missing: ComponentBase['missing'] }>) => {
  if (value.missing === 'REWEIGHT')
    issues.push(
      problem(
        ['missing'],
        value.missing,
        'harus INCOMPLETE: pegawai yang tidak melapor tidak boleh diuntungkan oleh bobot komponen lain',
      ),
    );
};

const component = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('INDICATORS'),
    indicatorKinds: z.array(z.enum(INDICATOR_KINDS)).min(1),
    cap: z.int().min(100).max(200),
    assessors,
  }),
  z.strictObject({ ...base, kind: z.literal('ITEMS'), items, assessors }),
  z.strictObject({ ...base, kind: z.literal('COMPETENCY'), assessors, fit }),
  z.strictObject({ ...base, kind: z.literal('MEASURE'), measure: key }),
  z.strictObject({ ...base, kind: z.literal('ACTIVITY') }).check(ownReport),
  z
    .strictObject({
      ...base,
      kind: z.literal('CONTRIBUTIONS'),
      kinds: z.array(z.enum(CONTRIBUTION_KINDS)).min(1),
      expected: z.int().min(1).max(100),
    })
    .check(ownReport),
  z
    .strictObject({
      ...base,
      kind: z.literal('CITIZENS'),
      axis: z.null('suara warga tidak menjadi usulan rating: axis harus null'),
    })
    .check(({ value, issues }) => {
      if (value.weight !== 0)
        issues.push(
          problem(
            ['weight'],
            value.weight,
            'suara warga ditampilkan di tingkat tim dan tidak pernah menjadi nilai pribadi: bobotnya harus 0',
          ),
        );
    }),
]);

const components = z
  .array(component)
  .min(1)
  .check(({ value, issues }) => {
    issues.push(...repeats(value, (part) => part.key, 'key'));
    const sum = total(value);
    if (sum !== 100) issues.push(problem([], sum, `bobot komponen harus berjumlah 100, yang diterima ${sum}`));
    for (const axis of AXES)
      if (!value.some((part) => part.axis === axis && part.weight > 0))
        issues.push(problem([], null, `tidak ada komponen berbobot untuk ${axis}`));
  });

const proposal = z.strictObject({ above: percent, below: percent }).check(({ value, issues }) => {
  if (value.above <= value.below)
    issues.push(problem(['above'], value.above, `harus lebih besar dari below (${value.below})`));
});

const policy = z
  .strictObject({
    key,
    version: z.int().min(1),
    name: text,
    source: words,
    cycles: z
      .array(cycle)
      .min(1)
      .check(({ value, issues }) => {
        issues.push(...repeats(value, ({ cadence }) => cadence, 'cadence'));
      }),
    scale,
    components,
    proposal: z.strictObject({ WORK_RESULT: proposal, BEHAVIOUR: proposal }),
    teamSize: z.int().min(0).max(9),
    activityDays: z.int().min(0).max(31),
    publication: z.strictObject({ pilot: z.boolean(), unitSummary: z.boolean() }),
  })
  .check(({ value, issues }) => {
    const staged = value.cycles.flatMap(({ stages }) => stages.map(({ stage }) => stage));
    const hasTeam = staged.includes('TEAM_EVALUATION');
    if (hasTeam !== value.teamSize > 0)
      issues.push(
        problem(['teamSize'], value.teamSize, 'harus lebih dari 0 bila ada tahap TEAM_EVALUATION, dan 0 bila tidak'),
      );
    const marked = value.components.flatMap((part) => (part.kind === 'ITEMS' ? part.items : []));
    for (const { message, input } of repeats(marked, (item) => item.key, 'key'))
      issues.push(problem(['components'], input, `butir ${message}`));
    const assessing = value.components.flatMap((part) =>
      'assessors' in part ? part.assessors.map(({ assessor }) => assessor) : [],
    );
    for (const [stage, assessor] of [
      ['SELF_ASSESSMENT', 'SELF'],
      ['TEAM_EVALUATION', 'TEAM'],
    ] as const)
      if (staged.includes(stage) && !assessing.includes(assessor))
        issues.push(
          problem(['components'], null, `ada tahap ${stage}, tetapi ${assessor} tidak menilai komponen apa pun`),
        );
    value.components.forEach((part, at) => {
      if (!('assessors' in part)) return;
      part.assessors.forEach(({ assessor }, place) => {
        const path = ['components', at, 'assessors', place, 'assessor'];
        if (assessor === 'TEAM' && !hasTeam) issues.push(problem(path, assessor, 'tidak ada tahap TEAM_EVALUATION'));
        if (assessor === 'SELF' && !staged.includes('SELF_ASSESSMENT'))
          issues.push(problem(path, assessor, 'tidak ada tahap SELF_ASSESSMENT'));
      });
    });
  });

/**
 * Reads a policy from data (a file of `schema/policies`, a row of the database).
 * @throws an error named InvalidPolicy with `issues`: every path that is wrong and why, all at once. What needs several
 *   parts to be judged (the stage of an assessor) is told once each of them has the right shape.
 */
export const parseAppraisalPolicy = (json: unknown): AppraisalPolicy =>
  parsePolicy(policy, 'Kebijakan penilaian', json);

/** The component of a policy with this key. */
export const componentOf = ({ components: all }: AppraisalPolicy, wanted: string): Component | undefined =>
  all.find((part) => part.key === wanted);

/** The stages of a cadence, the last three included. */
export function stagesOf({ cycles }: AppraisalPolicy, cadence: Cadence): readonly Stage[] {
  const arranged = cycles.find((candidate) => candidate.cadence === cadence)?.stages ?? [];
  return [...arranged.map(({ stage }) => stage), 'DELIVERED', 'OBJECTION', 'FINAL'];
}

/** Everything that an assessor of this kind has to mark, indicators and competencies apart. */
export function itemsFor(source: AppraisalPolicy, assessor: Assessor): readonly Item[] {
  return source.components.flatMap((part) =>
    part.kind === 'ITEMS' && part.assessors.some((candidate) => candidate.assessor === assessor) ? part.items : [],
  );
}
