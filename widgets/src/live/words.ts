import type { Language } from '../locale/languages.ts';

interface LiveWords {
  readonly renewed: (time: string) => string;
  readonly following: string;
  readonly away: string;
  readonly paused: string;
  readonly asOf: (time: string) => string;
  readonly pause: string;
  readonly goOn: string;
  readonly page: (page: number, of: number) => string;
  readonly back: string;
  readonly forth: string;
}

/** Words of boards that renew themselves; Sundanese and Javanese await a native reader. */
export const liveWords: Readonly<Record<Language, LiveWords>> = {
  id: {
    renewed: (time) => `Papan diperbarui pukul ${time}.`,
    following: 'Diperbarui sendiri.',
    away: 'Tidak tersambung.',
    paused: 'Dijeda.',
    asOf: (time) => `Terakhir diperbarui pukul ${time}.`,
    pause: 'Jeda',
    goOn: 'Lanjutkan',
    page: (page, of) => `Halaman ${page} dari ${of}`,
    back: 'Halaman sebelumnya',
    forth: 'Halaman berikutnya',
  },
  en: {
    renewed: (time) => `The board was renewed at ${time}.`,
    following: 'Renews itself.',
    away: 'Not connected.',
    paused: 'Paused.',
    asOf: (time) => `Last renewed at ${time}.`,
    pause: 'Pause',
    goOn: 'Go on',
    page: (page, of) => `Page ${page} of ${of}`,
    back: 'Previous page',
    forth: 'Next page',
  },
  su: {
    renewed: (time) => `Papan dianyarkeun tabuh ${time}.`,
    following: 'Dianyarkeun sorangan.',
    away: 'Teu nyambung.',
    paused: 'Dieureunkeun heula.',
    asOf: (time) => `Panungtungan dianyarkeun tabuh ${time}.`,
    pause: 'Eureun heula',
    goOn: 'Teruskeun',
    page: (page, of) => `Kaca ${page} tina ${of}`,
    back: 'Kaca saméméhna',
    forth: 'Kaca salajengna',
  },
  jv: {
    renewed: (time) => `Papan dipunénggalaken jam ${time}.`,
    following: 'Dipunénggalaken piyambak.',
    away: 'Boten nyambung.',
    paused: 'Dipunkèndelaken.',
    asOf: (time) => `Pungkasan dipunénggalaken jam ${time}.`,
    pause: 'Kèndel rumiyin',
    goOn: 'Lajengaken',
    page: (page, of) => `Kaca ${page} saking ${of}`,
    back: 'Kaca saderengipun',
    forth: 'Kaca salajengipun',
  },
};
