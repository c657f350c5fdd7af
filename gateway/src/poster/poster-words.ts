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
  su: {
    lang: 'su',
    sample: 'DATA CONTO (DATA CONTOH)',
    sampleHint: 'Poster pintonan, sanés kanggo dipasang.',
    heading: 'Ajén palayanan ieu',
    scan: 'Arahkeun kaméra telepon kana kode ieu, teras eusian pangajénna.',
    type: 'Tanpa kaméra? Ketik alamat ieu dina telepon atanapi komputer:',
    free: 'Gratis. Tanpa nami, tanpa NIK, tanpa akun.',
    code: (address) => `Kode QR nuju ka ${address}`,
  },
  jv: {
    lang: 'jv',
    sample: 'DATA CONTO (DATA CONTOH)',
    sampleHint: 'Poster peragaan, sanès kanggé dipunpasang.',
    heading: 'Biji paladosan punika',
    scan: 'Arahaken kamera tilpun dhateng kode punika, lajeng isi pambijinipun.',
    type: 'Tanpa kamera? Ketik alamat punika ing tilpun utawi komputer:',
    free: 'Gratis. Tanpa nami, tanpa NIK, tanpa akun.',
    code: (address) => `Kode QR tumuju ${address}`,
  },
};

/** In the language asked for; Indonesian for one that is not spoken here. Sundanese and Javanese await a native reader. */
export const posterWords = (lang?: string | null): PosterWords => WORDS[languageOf(lang)];
