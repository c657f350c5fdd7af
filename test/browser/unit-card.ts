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
      publicReplies: [{ id: 'publicreply_1' }],
    },
    {
      place: 2,
      key: 'sarana',
      name: 'Kualitas Sarana dan Prasarana',
      meanScore: 2.7,
      ratings: 115,
      improvements: [],
      publicReplies: [],
    },
    { place: 2, key: 'biaya', name: 'Biaya/Tarif', meanScore: 2.7, ratings: 117, improvements: [], publicReplies: [] },
  ],
  publicReplies: [
    {
      id: 'publicreply_1',
      elementLabel: 'Waktu Penyelesaian',
      said: 'Antrean hari Senin terlalu lama.',
      done: 'Loket kedua dibuka setiap hari Senin.',
      publishedAt: '2026-09-30T04:05:00.000Z',
      service: { name: 'Pemeriksaan Umum' },
    },
    {
      id: 'publicreply_2',
      elementLabel: null,
      said: 'Kursi di ruang tunggu kurang.',
      done: 'Dua belas kursi ditambah.',
      publishedAt: '2026-08-03T02:00:00.000Z',
      service: null,
    },
  ],
};
