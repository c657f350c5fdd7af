import type { Language } from './languages.ts';

/** What kinds of feedback are called; Sundanese and Javanese await a native reader. */
export const kindNames: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  id: {
    RATING: 'Penilaian layanan',
    COMPLAINT: 'Pengaduan',
    ASPIRATION: 'Aspirasi',
    INFORMATION_REQUEST: 'Permintaan informasi',
  },
  en: {
    RATING: 'Rating of a service',
    COMPLAINT: 'Complaint',
    ASPIRATION: 'Suggestion',
    INFORMATION_REQUEST: 'Request for information',
  },
  su: {
    RATING: 'Pangajén palayanan',
    COMPLAINT: 'Keluhan',
    ASPIRATION: 'Aspirasi',
    INFORMATION_REQUEST: 'Pamundut inpormasi',
  },
  jv: {
    RATING: 'Pambiji layanan',
    COMPLAINT: 'Pangaduan',
    ASPIRATION: 'Aspirasi',
    INFORMATION_REQUEST: 'Panyuwunan informasi',
  },
};
