import type { CommonWords } from '../locale/id.ts';

const id = {
  elements: 'Unsur pelayanan',
  elementFigures: (mean: string, ratings: string) => `rata-rata ${mean} dari 4; ${ratings} jawaban`,
  answers: 'Jawaban dari kiri ke kanan: 1 (terburuk) sampai 4 (terbaik).',
  trend: 'Perubahan',
  weakest: 'Unsur terlemah dan perbaikannya',
  noImprovement: 'Belum ada perbaikan yang dicatat.',
};

/** What the card of a unit alone says. */
export type CardWords = typeof id;
export type CardTexts = CommonWords & CardWords;

const en: CardWords = {
  elements: 'Elements of the service',
  elementFigures: (mean, ratings) => `mean ${mean} of 4; ${ratings} answers`,
  answers: 'Answers from left to right: 1 (worst) to 4 (best).',
  trend: 'Change',
  weakest: 'Weakest elements and what is done',
  noImprovement: 'No improvement is recorded yet.',
};

/** Regional languages have it in their files. */
export const cardWords: Readonly<Record<string, CardWords>> = { id, en };
