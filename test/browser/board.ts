import { bandName, explainBoard } from '@kinerja/gateway/domain/board-words';
import { gradeName } from '@kinerja/gateway/domain/service-grade';
import { inLanguage } from '@kinerja/gateway/domain/text';
import { explainWithheld, type WithheldReason } from '@kinerja/gateway/domain/withheld-reason';

interface InLanguage {
  readonly lang?: string | null;
}

const grade = (index: number) => (index >= 88.31 ? 'A' : index >= 76.61 ? 'B' : index >= 65 ? 'C' : 'D');

interface Row {
  readonly name: string;
  readonly ratings: number;
  readonly index: number;
  readonly fair: readonly [score: number, lower: number, upper: number];
  readonly band: 'ABOVE' | 'AROUND' | 'BELOW' | 'UNBANDED';
  readonly rank: readonly [from: number, to: number] | null;
}

const row = ({ name, ratings, index, fair: [fairScore, lower, upper], band, rank }: Row) => ({
  unit: { name },
  ratings,
  fairRatings: ratings,
  index,
  grade: grade(index),
  gradeLabel: ({ lang }: InLanguage) => inLanguage(gradeName(grade(index)), lang),
  fairScore,
  interval: { lower, upper },
  band,
  bandLabel: ({ lang }: InLanguage) => bandName(band, lang),
  rank: rank && { from: rank[0], to: rank[1], of: 12 },
});

const ROWS: readonly Row[] = [
  {
    name: 'Puskesmas Arcamanik',
    ratings: 200,
    index: 88.75,
    fair: [88.24, 85.86, 90.45],
    band: 'ABOVE',
    rank: [1, 5],
  },
  {
    name: 'Puskesmas Babakan Sari',
    ratings: 300,
    index: 87.5,
    fair: [87.22, 85.22, 89.11],
    band: 'ABOVE',
    rank: [1, 5],
  },
  { name: 'Puskesmas Cibiru', ratings: 70, index: 86.43, fair: [85.63, 81.43, 89.41], band: 'AROUND', rank: [1, 9] },
  { name: 'Puskesmas Dago', ratings: 500, index: 80, fair: [80.08, 78.18, 81.93], band: 'AROUND', rank: [4, 11] },
  { name: 'Puskesmas Garuda', ratings: 35, index: 85, fair: [84.15, 78.77, 88.94], band: 'AROUND', rank: [1, 11] },
  {
    name: 'Puskesmas Kujangsari',
    ratings: 2350,
    index: 83.72,
    fair: [83.71, 82.92, 84.49],
    band: 'AROUND',
    rank: [3, 8],
  },
  { name: 'Puskesmas Padasuka', ratings: 160, index: 75.63, fair: [76.31, 73, 79.49], band: 'BELOW', rank: [6, 12] },
  {
    name: 'Puskesmas Ujung Berung Indah',
    ratings: 280,
    index: 73.75,
    fair: [74.27, 71.65, 76.82],
    band: 'BELOW',
    rank: [8, 12],
  },
  {
    name: 'Puskesmas Jatihandap',
    ratings: 12,
    index: 95.83,
    fair: [87.88, 80.79, 93.6],
    band: 'UNBANDED',
    rank: null,
  },
];

const without = (name: string, reason: WithheldReason) => ({
  unit: { name },
  reason,
  explanation: ({ lang }: InLanguage) => explainWithheld(reason, lang),
});

/** The golden board of FAIRNESS, with names. */
export const board = {
  period: '2026-Q3',
  state: 'PUBLISHED',
  closed: true,
  asOf: '2026-10-08T00:00:00.000Z',
  version: 1,
  basis: 'ALL',
  average: 82.48,
  rankability: 0.886,
  explanation: explainBoard({ state: 'PUBLISHED' }),
  rows: ROWS.map(row),
  withheld: [
    without('Puskesmas Kopo', 'TOO_FEW_RATINGS'),
    without('Puskesmas Ledeng', 'TOO_FEW_STAFF'),
    without('Puskesmas Sarijadi', 'RECAP_ONLY'),
    without('Puskesmas Tamblong', 'UNDER_REVIEW'),
    without('Puskesmas Talaga Bodas', 'PROTECTS_OTHERS'),
  ],
};

/** What is left of a board without enough units. */
export const tooFewUnits = {
  ...board,
  state: 'TOO_FEW_UNITS',
  average: null,
  rankability: null,
  explanation: explainBoard({ state: 'TOO_FEW_UNITS' }),
  rows: [],
};
