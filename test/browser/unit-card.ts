import { periodTitle } from '@kinerja/gateway/domain/period';
import { skm2017 } from '../support/questionnaires.ts';

const ELEMENTS = skm2017.elements.map(({ key, label }, at) => ({
  element: { key, label: label.id },
  ratings: 120 - at,
  meanScore: 3.4 - at / 10,
  counts: [2 + at, 8, 50 - at, 60 - at],
}));

const QUARTERS = ['2024-Q3', '2024-Q4', '2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2'] as const;

/** A Puskesmas with a figure, a trend and something to improve. */
export const unitCard = {
  name: 'Puskesmas Arcamanik',
  tenant: { name: 'Kota Bandung', timeZone: 'Asia/Jakarta', sampleData: true },
  satisfactionIndex: {
    period: '2026-Q2',
    periodLabel: 'Triwulan II 2026',
    state: 'PUBLISHED',
    closed: true,
    asOf: '2026-07-08T00:00:00.000Z',
    ratings: 1_120,
    value: 82.5,
    grade: 'B',
    gradeLabel: 'Baik',
    derivation: 'Dihitung dari 1.120 penilaian.\n1. Jumlah NRR = 29,7.',
    elements: ELEMENTS,
  },
  trend: {
    direction: 'UP',
    explanation: 'Dari triwulan III 2024 ke triwulan II 2026: 4,20 poin (rentang 95 %: 1,10 sampai 7,30).',
    points: QUARTERS.map((period, at) => ({
      period,
      periodLabel: periodTitle(period),
      value: at === 2 ? null : 76 + at,
      ratings: at === 2 ? null : 100 + at,
    })),
  },
  weakestElements: [
    {
      place: 1,
      key: 'waktu',
      name: 'Waktu Penyelesaian',
      meanScore: 2.61,
      ratings: 118,
      improvements: [
        {
          id: 'improvement_1',
          action: 'Loket kedua dibuka pada hari Senin',
          dueOn: '2026-10-01',
          state: 'DONE',
          stateLabel: 'selesai',
          result: 'Waktu tunggu turun dari 60 menjadi 35 menit.',
        },
      ],
    },
    { place: 2, key: 'sarana', name: 'Kualitas Sarana dan Prasarana', meanScore: 2.7, ratings: 115, improvements: [] },
    { place: 2, key: 'biaya', name: 'Biaya/Tarif', meanScore: 2.7, ratings: 117, improvements: [] },
  ],
};
