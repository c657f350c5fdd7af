import type { AppraisalPolicy, Axis, Component, ItemComponent } from './appraisal-policy.ts';
import {
  type AppraisalFacts,
  type AppraisalScore,
  acceptedContributions,
  type ComponentResult,
  type IndicatorFact,
  type PartResult,
} from './appraisal-score.ts';
import { Fraction, formatNumber } from './fraction.ts';
import {
  type Expectation,
  expectationLabel,
  type PerformancePredicate,
  performancePredicateLabel,
} from './performance-predicate.ts';
import { inLanguage, type StaffLanguage, staffLanguageOf, type Text } from './text.ts';

/** What the words about a score are made from. */
export interface ScoreInWords {
  readonly policy: AppraisalPolicy;
  readonly facts: AppraisalFacts;
  readonly score: AppraisalScore;
  /** Names of indicators by id, and of competencies by key; items have theirs in the policy. */
  readonly names: ReadonlyMap<string, Text>;
  /** What the rater decided; null before. */
  readonly decided: {
    readonly workResult: Expectation;
    readonly behaviour: Expectation;
    readonly predicate: PerformancePredicate;
  } | null;
}

/** How one figure was reached. */
export interface FigureWords {
  /** Key of the component, or `TOTAL`, `WORK_RESULT`, `BEHAVIOUR`, `PREDICATE`. */
  readonly key: string;
  readonly title: string;
  /** One step to a line. */
  readonly lines: readonly string[];
}

/** A part of the score that stands out, named. */
export interface NamedPart {
  readonly key: string;
  readonly component: string;
  readonly name: string;
  readonly percent: number;
}

type WordsFor = {
  readonly [Kind in Component['kind']]: (
    component: Extract<Component, { readonly kind: Kind }>,
    result: ComponentResult,
    given: Given,
  ) => readonly string[];
};

interface Given extends ScoreInWords {
  readonly lang: StaffLanguage;
  readonly words: Words;
}

/** The sentences; the compiler asks every language for all of them. */
interface Words {
  readonly total: string;
  readonly predicate: string;
  readonly axis: Readonly<Record<Axis, string>>;
  readonly reached: (name: string, calculation: string, percent: string) => string;
  readonly zeroTarget: (name: string, realisation: string, percent: string) => string;
  readonly capped: (cap: string) => string;
  readonly marked: (name: string, percent: string) => string;
  readonly unreported: (name: string) => string;
  readonly unmarked: (names: string) => string;
  readonly noneMarked: string;
  readonly worth: (steps: string) => string;
  readonly meanOf: (count: string, percent: string) => string;
  readonly weighted: (calculation: string, percent: string) => string;
  readonly ofRequired: (name: string, required: string, percent: string) => string;
  readonly measured: (numerator: string, denominator: string, percent: string) => string;
  readonly notMeasured: string;
  readonly activity: (accepted: string, judged: string, percent: string) => string;
  readonly noActivity: string;
  readonly contributions: (accepted: string, expected: string, percent: string) => string;
  readonly noContributions: string;
  readonly citizens: string;
  readonly noIndicator: string;
  readonly weight: (weight: string) => string;
  readonly heavier: (weight: string, effective: string, absent: string) => string;
  readonly absentReweighted: (weight: string) => string;
  readonly absentIncomplete: (weight: string) => string;
  readonly incomplete: (names: string) => string;
  readonly local: string;
  readonly proposed: (percent: string, above: string, below: string, rating: string) => string;
  readonly axisOpen: string;
  readonly noAxis: string;
  readonly decides: string;
  readonly matrix: (workResult: string, behaviour: string, predicate: string) => string;
  readonly undecided: string;
}

const WORDS: Readonly<Record<StaffLanguage, Words>> = {
  id: {
    total: 'Nilai keseluruhan',
    predicate: 'Predikat kinerja',
    axis: { WORK_RESULT: 'Hasil kerja', BEHAVIOUR: 'Perilaku kerja' },
    reached: (name, calculation, percent) => `${name}: ${calculation} = ${percent} %`,
    zeroTarget: (name, realisation, percent) => `${name}: target 0, realisasi ${realisation}, dihitung ${percent} %`,
    capped: (cap) => `tidak lebih dari ${cap} %`,
    marked: (name, percent) => `${name}: nilai penilai setara ${percent} %`,
    unreported: (name) =>
      `${name}: belum ada angka. Yang belum ada bukan nol; komponen ini menunggu sampai semua indikator rencana terisi.`,
    unmarked: (names) => `Tidak dinilai, jadi tidak ikut dihitung dan bukan nol: ${names}.`,
    noneMarked: 'Belum ada yang dinilai.',
    worth: (steps) => `Arti tiap nilai (setelan setempat): ${steps}.`,
    meanOf: (count, percent) => `Rata-rata dari ${count} butir yang dinilai = ${percent} %`,
    weighted: (calculation, percent) => `Menurut bobot indikator: ${calculation} = ${percent} %`,
    ofRequired: (name, required, percent) =>
      `${name}: level terukur dibanding level ${required} yang dibutuhkan = ${percent} %`,
    measured: (numerator, denominator, percent) => `${numerator} dari ${denominator} = ${percent} %`,
    notMeasured: 'Belum ada data yang diimpor untuk periode ini.',
    activity: (accepted, judged, percent) => `${accepted} kegiatan diterima dari ${judged} yang diputus = ${percent} %`,
    noActivity: 'Belum ada kegiatan yang diputus atasan.',
    contributions: (accepted, expected, percent) =>
      `${accepted} kontribusi diterima dari ${expected} yang diharapkan = ${percent} % (paling tinggi 100 %)`,
    noContributions: 'Masih dapat diajukan, atau menunggu putusan.',
    citizens:
      'Suara warga adalah angka unit, bukan angka Saudara: bobotnya 0 dan tidak pernah menjadi nilai satu orang dengan sendirinya.',
    noIndicator: 'Rencana tidak memuat indikator untuk komponen ini.',
    weight: (weight) => `Bobot dalam keseluruhan: ${weight} %.`,
    heavier: (weight, effective, absent) =>
      `Bobotnya ${weight} %, menjadi ${effective} % karena ini tidak ada: ${absent}. Yang tidak ada bukan nol; bobotnya dibagi kepada yang ada.`,
    absentReweighted: (weight) =>
      `Tidak ada, dan itu bukan nol: bobotnya ${weight} % dibagi kepada komponen yang ada, menurut kebijakan.`,
    absentIncomplete: (weight) =>
      `Tidak ada, dan itu bukan nol: bobotnya ${weight} % ditunggu, jadi nilai keseluruhan belum dihitung.`,
    incomplete: (names) => `Belum dihitung: masih menunggu ${names}. Yang belum ada bukan nol.`,
    local: 'Angka dan bobot ini setelan setempat dalam kebijakan daerah, bukan dari peraturan nasional.',
    proposed: (percent, above, below, rating) =>
      `${percent} %. Batas kebijakan: mulai ${above} % di atas ekspektasi, kurang dari ${below} % di bawah ekspektasi. Angka ini menyarankan: ${rating}.`,
    axisOpen: 'Belum dapat dihitung: ada komponen yang masih ditunggu.',
    noAxis: 'Tidak ada komponen yang berangka untuk rating ini.',
    decides: 'Yang menetapkan rating adalah pejabat penilai kinerja, tidak pernah mesin.',
    matrix: (workResult, behaviour, predicate) =>
      `Hasil kerja ${workResult} dan perilaku kerja ${behaviour} menghasilkan predikat ${predicate}, menurut matriks PermenPANRB 6/2022.`,
    undecided: 'Belum ditetapkan. Predikat mengikuti dua rating menurut matriks PermenPANRB 6/2022.',
  },
  en: {
    total: 'Overall score',
    predicate: 'Performance predicate',
    axis: { WORK_RESULT: 'Work results', BEHAVIOUR: 'Work behaviour' },
    reached: (name, calculation, percent) => `${name}: ${calculation} = ${percent} %`,
    zeroTarget: (name, realisation, percent) => `${name}: target 0, reached ${realisation}, counts as ${percent} %`,
    capped: (cap) => `no more than ${cap} %`,
    marked: (name, percent) => `${name}: the raters’ marks are worth ${percent} %`,
    unreported: (name) =>
      `${name}: no figure yet. Absent is not zero; this component waits until every planned indicator has its figure.`,
    unmarked: (names) => `Not marked, so neither counted nor zero: ${names}.`,
    noneMarked: 'Nothing is marked yet.',
    worth: (steps) => `What each mark is worth (a local setting): ${steps}.`,
    meanOf: (count, percent) => `Mean of the ${count} items that are marked = ${percent} %`,
    weighted: (calculation, percent) => `By the weights of the indicators: ${calculation} = ${percent} %`,
    ofRequired: (name, required, percent) => `${name}: measured level by the required level ${required} = ${percent} %`,
    measured: (numerator, denominator, percent) => `${numerator} of ${denominator} = ${percent} %`,
    notMeasured: 'No data were imported for this period yet.',
    activity: (accepted, judged, percent) => `${accepted} activities accepted of ${judged} judged = ${percent} %`,
    noActivity: 'The superior has judged no activity yet.',
    contributions: (accepted, expected, percent) =>
      `${accepted} contributions accepted of ${expected} expected = ${percent} % (100 % at most)`,
    noContributions: 'Contributions can still be claimed, or wait for a verdict.',
    citizens:
      'The citizens’ voice is a figure of the unit and not of yours: it weighs 0 and never becomes one person’s rating by itself.',
    noIndicator: 'The plan has no indicator for this component.',
    weight: (weight) => `Weight in the whole: ${weight} %.`,
    heavier: (weight, effective, absent) =>
      `It weighs ${weight} %, and ${effective} % because this is absent: ${absent}. Absent is not zero; its weight goes to those that are there.`,
    absentReweighted: (weight) =>
      `Absent, which is not zero: its weight of ${weight} % goes to the components that are there, as the policy says.`,
    absentIncomplete: (weight) =>
      `Absent, which is not zero: its weight of ${weight} % is waited for, so the overall score is still open.`,
    incomplete: (names) => `Not computed yet: it waits for ${names}. Absent is not zero.`,
    local: 'These figures and weights are local settings of the region’s policy; no national regulation gives them.',
    proposed: (percent, above, below, rating) =>
      `${percent} %. Bounds of the policy: above expectation from ${above} %, below expectation under ${below} %. The figure suggests: ${rating}.`,
    axisOpen: 'Cannot be computed yet: a component is waited for.',
    noAxis: 'No component has a figure for this rating.',
    decides: 'The rater decides the rating, never the machine.',
    matrix: (workResult, behaviour, predicate) =>
      `Work results ${workResult} and behaviour ${behaviour} make the predicate ${predicate}, by the matrix of PermenPANRB 6/2022.`,
    undecided: 'Not decided yet. The predicate follows from the two ratings by the matrix of PermenPANRB 6/2022.',
  },
};

const percentIn = (value: number, lang: StaffLanguage) => formatNumber(value, 2, lang);

/** As few decimals as the number needs, at most two: weights and counts. */
const plain = (value: number | string, lang: StaffLanguage): string => {
  const exact = new Fraction(value);
  const decimals = [0, 1].find((few) => exact.mul(10 ** few).d === 1n) ?? 2;
  return formatNumber(exact, decimals, lang);
};

const nameOf = ({ policy, names, lang }: Given, key: string): string => {
  const items = policy.components.flatMap((component) => (component.kind === 'ITEMS' ? component.items : []));
  const name = names.get(key) ?? [...items, ...policy.components].find((named) => named.key === key)?.name;
  return name === undefined ? key : inLanguage(name, lang);
};

const isIndicator = (key: string, { facts }: Given): IndicatorFact | undefined =>
  facts.indicators.find(({ id }) => id === key);

const indicatorLine = (part: PartResult, cap: number, given: Given): string => {
  const { words, lang } = given;
  const name = nameOf(given, part.key);
  const indicator = isIndicator(part.key, given);
  if (part.percent === null || indicator === undefined) return words.unreported(name);
  const percent = percentIn(part.percent, lang);
  const { target, realisation, direction, kind } = indicator;
  if (kind === 'QUALITATIVE' || target === null || realisation === null) return words.marked(name, percent);
  if (new Fraction(target).equals(0)) return words.zeroTarget(name, plain(realisation, lang), percent);
  const [above, below] = direction === 'LOWER_IS_BETTER' ? [target, realisation] : [realisation, target];
  const calculation = `${plain(above, lang)} ÷ ${plain(below, lang)} × 100`;
  const limit = part.percent === cap ? `, ${words.capped(plain(cap, lang))}` : '';
  return `${words.reached(name, calculation, percent)}${limit}`;
};

const unmarkedLine = (parts: readonly PartResult[], given: Given): readonly string[] => {
  const open = parts.filter(({ percent }) => percent === null).map(({ key }) => nameOf(given, key));
  return open.length === 0 ? [] : [given.words.unmarked(open.join(', '))];
};

const itemLines = (_component: ItemComponent, { percent, parts }: ComponentResult, given: Given): readonly string[] => {
  const { words, lang, policy } = given;
  if (percent === null) return [words.noneMarked];
  const steps = policy.scale.map((step) => `${step.value} = ${plain(step.percent, lang)} %`).join(', ');
  const marked = parts.flatMap((part) =>
    part.percent === null ? [] : [words.marked(nameOf(given, part.key), percentIn(part.percent, lang))],
  );
  return [
    words.worth(steps),
    ...marked,
    ...unmarkedLine(parts, given),
    words.meanOf(plain(marked.length, lang), percentIn(percent, lang)),
  ];
};

/** How each kind of component comes to its percent. */
const LINES: WordsFor = {
  INDICATORS: ({ cap }, { percent, parts }, given) => {
    const { words, lang } = given;
    if (parts.length === 0) return [words.noIndicator];
    const lines = parts.map((part) => indicatorLine(part, cap, given));
    if (percent === null || parts.length === 1) return lines;
    const weights = parts.map(({ key }) => isIndicator(key, given)?.weight ?? 0);
    const products = parts.map((part, at) => `${weights[at]} × ${percentIn(part.percent ?? 0, lang)}`).join(' + ');
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    return [...lines, words.weighted(`(${products}) ÷ ${all}`, percentIn(percent, lang))];
  },
  ITEMS: itemLines,
  COMPETENCY: (_component, { percent, parts }, given) => {
    const { words, lang, facts } = given;
    if (percent === null) return [words.noneMarked];
    const measured = parts.flatMap((part) => {
      const required = facts.competencies.find(({ key }) => key === part.key)?.requiredLevel ?? 0;
      const name = nameOf(given, part.key);
      return part.percent === null
        ? []
        : [words.ofRequired(name, plain(required, lang), percentIn(part.percent, lang))];
    });
    return [
      ...measured,
      ...unmarkedLine(parts, given),
      words.meanOf(plain(measured.length, lang), percentIn(percent, lang)),
    ];
  },
  MEASURE: ({ measure }, { percent }, { words, lang, facts }) => {
    const found = facts.measures[measure];
    if (percent === null || found === undefined) return [words.notMeasured];
    return [words.measured(plain(found.numerator, lang), plain(found.denominator, lang), percentIn(percent, lang))];
  },
  ACTIVITY: (_component, { percent }, { words, lang, facts: { activity } }) =>
    percent === null
      ? [words.noActivity]
      : [words.activity(plain(activity.accepted, lang), plain(activity.judged, lang), percentIn(percent, lang))],
  CONTRIBUTIONS: (component, { percent }, { words, lang, facts: { contributions } }) =>
    percent === null || contributions === null
      ? [words.noContributions]
      : [
          words.contributions(
            plain(acceptedContributions(component, contributions), lang),
            plain(component.expected, lang),
            percentIn(percent, lang),
          ),
        ],
  CITIZENS: (_component, _result, { words }) => [words.citizens],
};

const linesOf = <Kind extends Component['kind']>(
  component: Extract<Component, { readonly kind: Kind }>,
  result: ComponentResult,
  given: Given,
): readonly string[] => (LINES[component.kind as Kind] as WordsFor[Kind])(component, result, given);

const componentNames = ({ policy, lang }: Given, keys: readonly string[]): string =>
  policy.components
    .filter(({ key }) => keys.includes(key))
    .map(({ name }) => inLanguage(name, lang))
    .join(', ');

/** What became of the weight of a component: its own, raised by absent ones, given away, or waited for. */
const weightLines = (component: Component, result: ComponentResult, given: Given): readonly string[] => {
  const { words, lang, score } = given;
  if (component.weight === 0) return [];
  const weight = plain(component.weight, lang);
  if (result.percent === null)
    return [score.incomplete.includes(component.key) ? words.absentIncomplete(weight) : words.absentReweighted(weight)];
  if (result.effectiveWeight === null || result.effectiveWeight === component.weight) return [words.weight(weight)];
  const absent = score.components.filter((other) => other.percent === null && other.weight > 0).map(({ key }) => key);
  return [words.heavier(weight, percentIn(result.effectiveWeight, lang), componentNames(given, absent))];
};

const totalLines = (given: Given): readonly string[] => {
  const { words, lang, score } = given;
  if (score.total === null) return [words.incomplete(componentNames(given, score.incomplete)), words.local];
  const present = score.components.filter(({ percent, weight }) => percent !== null && weight > 0);
  const products = present.map(({ weight, percent }) => `${plain(weight, lang)} × ${percentIn(percent ?? 0, lang)}`);
  const weights = present.reduce((sum, { weight }) => sum + weight, 0);
  return [`(${products.join(' + ')}) ÷ ${plain(weights, lang)} = ${percentIn(score.total, lang)} %`, words.local];
};

const axisLines = (axis: Axis, given: Given): readonly string[] => {
  const { words, lang, score, policy } = given;
  const { percent, proposed } = score.axes[axis];
  const own = policy.components.filter((component) => component.axis === axis && component.weight > 0);
  if (percent === null || proposed === null)
    return [own.some(({ key }) => score.incomplete.includes(key)) ? words.axisOpen : words.noAxis, words.decides];
  const { above, below } = policy.proposal[axis];
  const rating = inLanguage(expectationLabel(proposed), lang);
  return [words.proposed(percentIn(percent, lang), plain(above, lang), plain(below, lang), rating), words.decides];
};

const predicateLine = ({ decided, words, lang }: Given): string =>
  decided === null
    ? words.undecided
    : words.matrix(
        inLanguage(expectationLabel(decided.workResult), lang),
        inLanguage(expectationLabel(decided.behaviour), lang),
        inLanguage(performancePredicateLabel(decided.predicate), lang),
      );

/**
 * How each figure of an appraisal was reached, in plain words with its own numbers: every component, the whole, the two
 * ratings, the predicate. What was missing is named, with what happened to its weight. Single opinions of colleagues are
 * never told.
 */
export function explainScore(about: ScoreInWords, lang?: string | null): readonly FigureWords[] {
  const language = staffLanguageOf(lang);
  const words = WORDS[language];
  const given: Given = { ...about, lang: language, words };
  const components = about.policy.components.flatMap((component) => {
    const result = about.score.components.find(({ key }) => key === component.key);
    if (result === undefined) return [];
    const lines = [...linesOf(component, result, given), ...weightLines(component, result, given)];
    return [{ key: component.key, title: inLanguage(component.name, lang), lines }];
  });
  return [
    { key: 'PREDICATE', title: words.predicate, lines: [predicateLine(given)] },
    { key: 'WORK_RESULT', title: words.axis.WORK_RESULT, lines: axisLines('WORK_RESULT', given) },
    { key: 'BEHAVIOUR', title: words.axis.BEHAVIOUR, lines: axisLines('BEHAVIOUR', given) },
    ...components,
    { key: 'TOTAL', title: words.total, lines: totalLines(given) },
  ];
}

/** As many as one can keep in mind. */
const MOST_NAMED = 3;

/**
 * The parts that stand out: the highest above the mean of all parts (mastered), and the lowest below it (to improve), three of
 * each at most. Where all parts are alike none stands out; what has its full hundred is never to improve.
 */
export function outstandingParts(
  about: ScoreInWords,
  lang?: string | null,
): { readonly strengths: readonly NamedPart[]; readonly improvements: readonly NamedPart[] } {
  const language = staffLanguageOf(lang);
  const given: Given = { ...about, lang: language, words: WORDS[language] };
  // A measure, the log or the contributions have no parts: they stand for themselves.
  const parts = about.score.components.flatMap(({ key: component, percent: all, parts: own }) =>
    (own.length === 0 ? [{ key: component, percent: all }] : own).flatMap(({ key, percent }) =>
      percent === null ? [] : [{ key, component, name: nameOf(given, key), percent }],
    ),
  );
  const mean = parts.reduce((sum, { percent }) => sum + percent, 0) / parts.length;
  const ordered = parts.toSorted((a, b) => b.percent - a.percent);
  return {
    strengths: ordered.filter(({ percent }) => percent > mean).slice(0, MOST_NAMED),
    improvements: ordered
      .toReversed()
      .filter(({ percent }) => percent < mean && percent < 100)
      .slice(0, MOST_NAMED),
  };
}
