import { Fraction } from '../domain/fraction.ts';
import {
  appraisalOf2011,
  appraisalOf2019,
  MOST_2011,
  MOST_2019,
  type NumericAppraisal,
} from '../domain/numeric-predicate.ts';
import { MIXED_YEAR, type NumericRule, numericRuleOf, pastPredicateLabel, RULE_NAMES } from '../domain/past-result.ts';
import { type Headings, takeAllowed } from './allowed-columns.ts';
import type { Cell, Reading } from './cell.ts';
import { indexText } from './in-words.ts';
import { readDecimal } from './read-decimal.ts';
import { maskedNumber, numberReader } from './read-employee-number.ts';
import { type RowReader, readRows, readText } from './row-reader.ts';
import {
  COMMON_HEADINGS,
  checkYear,
  type ImportedResult,
  type ResultsRead,
  readYear,
  refuseRepeats,
} from './yearly-result.ts';

type Field =
  | 'number'
  | 'year'
  | 'rule'
  | 'workScore'
  | 'behaviourMean'
  | 'behaviourScore'
  | 'peersConsulted'
  | 'newIdea'
  | 'value'
  | 'convertedValue'
  | 'integratedValue'
  | 'predicate';

/** All that comes in of SIASN's `rw_skp`. The aspects of behaviour stay outside: their mean is there. */
const HEADINGS: Headings<Field> = {
  ...COMMON_HEADINGS,
  rule: ['jenisperaturankinerjakd', 'jenis peraturan kinerja kd', 'jenis peraturan'],
  workScore: ['nilaiskp', 'nilai skp'],
  behaviourMean: ['nilairatarata', 'nilai rata rata', 'nilai ratarata'],
  behaviourScore: ['nilaiperilakukerja', 'nilai perilaku kerja'],
  peersConsulted: ['rekan dan bawahan', 'penilaian rekan dan bawahan'],
  newIdea: ['ide baru', 'gagasan baru'],
  value: ['nilaiprestasikerja', 'nilai prestasi kerja'],
  convertedValue: ['konversinilai', 'konversi nilai'],
  integratedValue: ['nilaiintegrasi', 'nilai integrasi'],
  predicate: ['predikat', 'predikat kinerja', 'sebutan'],
};

const readRule = (cell: Cell): Reading<NumericRule> => {
  const [, number] = /^PP\D*(46|30)(?:\D+\d{4})?$/i.exec(String(cell)) ?? [];
  if (number === '46') return { value: 'PP_46_2011' };
  return number === '30'
    ? { value: 'PP_30_2019' }
    : { reason: 'bukan jenis peraturan yang dikenal; yang diharapkan PP46 atau PP30' };
};

const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([
  ['ya', true],
  ['1', true],
  ['true', true],
  ['tidak', false],
  ['0', false],
  ['false', false],
]);

const readYesOrNo = (cell: Cell): Reading<boolean> => {
  const value = YES_OR_NO.get(String(cell).toLowerCase());
  return value === undefined ? { reason: 'yang diharapkan ya atau tidak' } : { value };
};

/** The most that behaviour weighs: a smaller value may be one that was weighed already. */
const HIGHEST_WEIGHT = new Fraction(4, 10);

const exceeds = (value: string, most: Fraction | number) => new Fraction(value).compare(most) > 0;
const isSame = (value: string, figure: number) => new Fraction(value).compare(new Fraction(String(figure))) === 0;
/** SIASN writes 0 where there is nothing. */
const given = (value: string | null): string | null => (value === null || Number(value) === 0 ? null : value);
const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '');

/** Whom, which year, and by which rule; null when one of them cannot be read. */
const readSubject = (
  { required, optional, refuse }: RowReader<Field>,
  readNumber: ReturnType<typeof numberReader>,
  thisYear: number,
) => {
  const number = required('number', readNumber, 'setiap baris perlu NIP');
  const year = required('year', readYear, 'setiap baris perlu tahun');
  const named = optional('rule', readRule);
  if (year === null) return null;
  const rule = named ?? numericRuleOf(year);
  if (rule === null) refuse('rule', `untuk tahun ${year} yang diharapkan PP46 atau PP30`);
  else checkYear((reason) => refuse('year', reason), { year, rule, thisYear });
  return number === null || rule === null ? null : { employeeNumber: number.number, year, rule };
};

const readWorkScore = ({ required, refuse }: RowReader<Field>, rule: NumericRule): string | null => {
  const value = required('workScore', readDecimal, 'yang diharapkan nilai SKP');
  if (value === null || rule === 'PP_46_2011' || !exceeds(value, MOST_2019)) return value;
  refuse('workScore', `lebih dari ${MOST_2019}`);
  return null;
};

/**
 * The value of behaviour. SIASN's `nilaiPerilakuKerja` is in some files the mean of the aspects, and in others its weighed
 * part (35.69 for a mean of 89.22): so the mean counts where there is one, and what could be either is refused.
 */
const readBehaviour = ({ optional, refuse }: RowReader<Field>, rule: NumericRule): string | null => {
  const most = rule === 'PP_46_2011' ? MOST_2011 : MOST_2019;
  const mean = given(optional('behaviourMean', readDecimal));
  const stated = optional('behaviourScore', readDecimal);
  const value = mean ?? stated;
  const field = mean === null ? 'behaviourScore' : 'behaviourMean';
  if (value === null) {
    refuse(field, 'yang diharapkan nilai perilaku kerja, atau nilai rata-ratanya');
    return null;
  }
  if (exceeds(value, most)) {
    refuse(field, `lebih dari ${most}`);
    return null;
  }
  if (mean === null && !exceeds(value, HIGHEST_WEIGHT.mul(most))) {
    refuse(field, 'mungkin sudah dibobot 40 %; yang diharapkan juga kolom nilairatarata');
    return null;
  }
  return value;
};

/** What the file says of the result itself, where that is not what follows. */
const differences = (
  { optional }: RowReader<Field>,
  rule: NumericRule,
  { value, predicate }: NumericAppraisal,
): readonly string[] => {
  const { id: label } = pastPredicateLabel(rule, predicate);
  const stated = given(optional('value', readDecimal));
  const named = optional('predicate', readText);
  const wrong = [
    ...(named !== null && letters(named) !== letters(label) ? [`predikat dalam berkas "${named}"`] : []),
    ...(stated !== null && !isSame(stated, value) ? [`nilai prestasi kerja dalam berkas ${stated}`] : []),
  ];
  return wrong.map(
    (what) => `${what}, menurut ${RULE_NAMES[rule]} ${indexText(value)} (${label}); yang disimpan hasil hitungan.`,
  );
};

/** What SIASN keeps of the two halves of 2021; it is not worked out here, as the formula is in no source at hand. */
const readIntegration = ({ optional }: RowReader<Field>, year: number) => {
  const convertedValue = given(optional('convertedValue', readDecimal));
  const integratedValue = given(optional('integratedValue', readDecimal));
  if (year === MIXED_YEAR) return { values: { convertedValue, integratedValue }, ignored: [] };
  const isThere = convertedValue !== null || integratedValue !== null;
  return {
    values: { convertedValue: null, integratedValue: null },
    ignored: isThere ? [`konversi dan integrasi nilai hanya ada untuk tahun ${MIXED_YEAR}; tidak disimpan.`] : [],
  };
};

/** Where the file does not say, the cautious reading: nobody beside the rater was asked, and there was no new idea. */
const readConditions = ({ optional }: RowReader<Field>) => ({
  peersConsulted: optional('peersConsulted', readYesOrNo) ?? false,
  newIdea: optional('newIdea', readYesOrNo) ?? false,
});

const readRow = (reader: RowReader<Field>, readNumber: ReturnType<typeof numberReader>, thisYear: number) => {
  const subject = readSubject(reader, readNumber, thisYear);
  if (subject === null) return null;
  const { rule, year } = subject;
  const skp = readWorkScore(reader, rule);
  const behaviour = readBehaviour(reader, rule);
  const conditions = readConditions(reader);
  const { values, ignored } = readIntegration(reader, year);
  if (skp === null || behaviour === null) return null;
  const appraisal =
    rule === 'PP_46_2011' ? appraisalOf2011({ skp, behaviour }) : appraisalOf2019({ skp, behaviour, ...conditions });
  const result: ImportedResult = {
    row: reader.row,
    ...subject,
    workScore: skp,
    behaviourScore: behaviour,
    value: appraisal.value.toFixed(2),
    peersConsulted: rule === 'PP_30_2019' ? conditions.peersConsulted : null,
    newIdea: rule === 'PP_30_2019' ? conditions.newIdea : null,
    ...values,
    workResult: null,
    behaviour: null,
    predicate: appraisal.predicate,
  };
  return { result, notes: [...differences(reader, rule, appraisal), ...ignored] };
};

/**
 * Reads results from before 2022: value and predicate follow from those of the work plan and of behaviour by the rule of the
 * row; what the file says else is told.
 */
export const readNumericResults = (rows: readonly (readonly Cell[])[], today: string): ResultsRead => {
  const table = takeAllowed(rows, HEADINGS, ['number', 'year', 'workScore']);
  const readNumber = numberReader(today);
  const check = refuseRepeats();
  const warnings: string[] = [];
  const { values: results, problems } = readRows(table, { number: maskedNumber }, (reader) => {
    const read = readRow(reader, readNumber, Number(today.slice(0, 4)));
    if (read === null) return null;
    const { result, notes } = read;
    check(result, (reason) => reader.refuse('year', reason));
    warnings.push(...notes.map((note) => `baris ${result.row}: ${note}`));
    return result;
  });
  return { table, results, problems, warnings };
};
