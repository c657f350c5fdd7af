import { type Language, languageOf } from '../domain/text.ts';

/** What a poster says around the names; plain words, large. */
export interface PosterWords {
  readonly lang: Language;
  readonly sample: string;
  readonly sampleHint: string;
  readonly heading: string;
  readonly scan: string;
  readonly type: string;
  readonly free: string;
  /** What the picture of the code is, for those who cannot see it. */
  readonly code: (address: string) => string;
}

const WORDS: Readonly<Record<Language, PosterWords>> = {
  id: {
    lang: 'id',
    sample: 'DATA CONTOH',
    sampleHint: 'Poster peragaan, bukan untuk dipasang.',
    heading: 'Nilai layanan ini',
    scan: 'Arahkan kamera ponsel ke kode ini, lalu isi penilaian.',
    type: 'Tanpa kamera? Ketik alamat ini di ponsel atau komputer:',
    free: 'Gratis. Tanpa nama, tanpa NIK, tanpa akun.',
    code: (address) => `Kode QR menuju ${address}`,
  },
  en: {
    lang: 'en',
    sample: 'SAMPLE DATA (DATA CONTOH)',
    sampleHint: 'A poster for demonstration, not to be put up.',
    heading: 'Rate this service',
    scan: 'Point your phone’s camera at this code, then give your rating.',
    type: 'No camera? Type this address on a phone or computer:',
    free: 'Free of charge. No name, NIK or account needed.',
    code: (address) => `QR code leading to ${address}`,
  },
};

/** English for `en`, Indonesian for everything else. */
export const posterWords = (lang?: string | null): PosterWords => WORDS[languageOf(lang)];
