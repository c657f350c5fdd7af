import type { Template } from './questionnaire.ts';
import type { PublicText } from './text.ts';

/** Mutu pelayanan, best first. */
export type ServiceGrade = 'A' | 'B' | 'C' | 'D';

/** One band of a grade table. */
export interface GradeBand {
  readonly grade: ServiceGrade;
  /** Lowest published index in the band. */
  readonly from: number;
  /** Highest published index in the band, as the regulation prints it. */
  readonly to: number;
  /** Kinerja unit pelayanan, in Indonesian in the words of the regulation. */
  readonly name: PublicText;
}

type GradeTable = readonly [GradeBand, GradeBand, GradeBand, GradeBand];

const NAMES: Record<ServiceGrade, PublicText> = {
  A: { id: 'Sangat Baik', en: 'Very good', su: 'Saé Pisan', jv: 'Saé Sanget' },
  B: { id: 'Baik', en: 'Good', su: 'Saé', jv: 'Saé' },
  C: { id: 'Kurang Baik', en: 'Not so good', su: 'Kirang Saé', jv: 'Kirang Saé' },
  D: { id: 'Tidak Baik', en: 'Not good', su: 'Henteu Saé', jv: 'Boten Saé' },
};

/** PermenPANRB 14/2017, annex, on the scale 25–100. */
const GRADES_2017: GradeTable = [
  { grade: 'A', from: 88.31, to: 100, name: NAMES.A },
  { grade: 'B', from: 76.61, to: 88.3, name: NAMES.B },
  { grade: 'C', from: 65, to: 76.6, name: NAMES.C },
  { grade: 'D', from: 25, to: 64.99, name: NAMES.D },
];

/** KEP/25/M.PAN/2/2004, for figures of that time only. */
const GRADES_2004: GradeTable = [
  { grade: 'A', from: 81.26, to: 100, name: NAMES.A },
  { grade: 'B', from: 62.51, to: 81.25, name: NAMES.B },
  { grade: 'C', from: 43.76, to: 62.5, name: NAMES.C },
  { grade: 'D', from: 25, to: 43.75, name: NAMES.D },
];

const TABLES: Record<Template, GradeTable> = { SKM: GRADES_2017, SKM_2004: GRADES_2004, PULSE: GRADES_2017 };

/** The bands of a template, best first. Default: PermenPANRB 14/2017. */
export function gradeBands(template: Template = 'SKM'): GradeTable {
  return TABLES[template];
}

/**
 * The grade of a published index (two decimals, 25–100), compared from the top: 88.31, 76.61, 65.00. The bounds as printed leave
 * gaps, so an index is rounded before it is compared, never after.
 * @throws RangeError for a figure outside 25–100.
 */
export function serviceGrade(publishedIndex: number, template: Template = 'SKM'): ServiceGrade {
  const band = TABLES[template].find(({ from }) => publishedIndex >= from);
  if (!band || publishedIndex > 100) throw new RangeError(`An index lies between 25 and 100, got ${publishedIndex}.`);
  return band.grade;
}

/** "Sangat Baik", "Baik", "Kurang Baik", "Tidak Baik": the same words in both regulations. */
export function gradeName(grade: ServiceGrade): PublicText {
  return NAMES[grade];
}
