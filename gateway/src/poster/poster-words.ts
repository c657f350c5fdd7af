import { AWAITING_REVIEW, type Language, languageOf } from '../domain/text.ts';

/** What a poster says around the names; plain words, large. */
export interface PosterWords {
  readonly sample: string;
  readonly sampleHint: string;
  readonly heading: string;
  readonly scan: string;
  readonly type: string;
  readonly free: string;
  /** What the picture of the code is, for those who cannot see it. */
  readonly code: (address: string) => string;
}

/** Indonesian is the measure; Sundanese is polite without being stiff, Javanese is krama. */
const WORDS: Readonly<Record<Language, PosterWords>> = {
  id: {
    sample: 'DATA CONTOH',
    sampleHint: 'Poster peragaan, bukan untuk dipasang.',
    heading: 'Nilai layanan ini',
    scan: 'Arahkan kamera ponsel ke kode ini, lalu isi penilaian.',
    type: 'Tanpa kamera? Ketik alamat ini di ponsel atau komputer:',
    free: 'Gratis. Tanpa nama, tanpa NIK, tanpa akun.',
    code: (address) => `Kode QR menuju ${address}`,
  },
  en: {
    sample: 'SAMPLE DATA (DATA CONTOH)',
    sampleHint: 'A poster for demonstration, not to be put up.',
    heading: 'Rate this service',
    scan: 'Point your phone’s camera at this code, then give your rating.',
    type: 'No camera? Type this address on a phone or computer:',
    free: 'Free of charge. No name, NIK or account needed.',
    code: (address) => `QR code leading to ${address}`,
  },
  su: {
    sample: 'DATA CONTO (DATA CONTOH)',
    sampleHint: 'Poster pintonan, sanés kanggo dipasang.',
    heading: 'Mangga ajén palayanan ieu',
    scan: 'Tujukeun kaméra telepon kana kode ieu, teras eusian pangajénna.',
    type: 'Teu aya kaméra? Ketik alamat ieu dina telepon atanapi komputer:',
    free: 'Gratis. Tanpa nami, tanpa NIK, tanpa akun.',
    code: (address) => `Kode QR nuju ka ${address}`,
  },
  jv: {
    sample: 'DATA CONTO (DATA CONTOH)',
    sampleHint: 'Poster peragaan, sanès kanggé dipunpasang.',
    heading: 'Mangga mbiji paladosan punika',
    scan: 'Kaméra tilpun dipunarahaken dhateng kode punika, lajeng dipunisi pambijinipun.',
    type: 'Boten wonten kaméra? Mangga ngetik alamat punika ing tilpun utawi komputer:',
    free: 'Gratis. Tanpa nami, tanpa NIK, tanpa akun.',
    code: (address) => `Kode QR dhateng ${address}`,
  },
};

/** The language of a poster: Indonesian for one that is not spoken here, and without one. */
export interface PosterLanguage {
  readonly lang: Language;
  readonly words: PosterWords;
  /** Said, to whoever puts it up, where nobody who grew up with the language has checked the words yet. */
  readonly note: string | null;
}

/** The language that is asked for. */
export const posterLanguage = (asked?: string | null): PosterLanguage => {
  const lang = languageOf(asked);
  const note = AWAITING_REVIEW.includes(lang) ? 'Terjemahan ini menunggu pemeriksaan penutur asli.' : null;
  return { lang, words: WORDS[lang], note };
};
