import type { Language } from '../locale/languages.ts';

interface ServiceTimeWords {
  readonly title: string;
  readonly asOf: (instant: string) => string;
  readonly half: string;
  readonly most: string;
  readonly withinStandard: string;
  readonly standard: (promise: string) => string;
  readonly range: (range: string) => string;
  readonly between: (lower: string, upper: string) => string;
  readonly slowest: string;
  readonly slowestShare: (share: string) => string;
  readonly stepsOf: string;
  readonly step: string;
  readonly halfWithin: string;
  readonly share: string;
  readonly slowestMark: string;
  readonly change: string;
  readonly satisfaction: string;
  readonly ofUnit: (unit: string) => string;
}

/** Words of service time that the one file of a page does not have; Sundanese and Javanese await a native reader. */
export const serviceTimeWords: Readonly<Record<Language, ServiceTimeWords>> = {
  id: {
    title: 'Waktu layanan',
    asOf: (instant) => `Keadaan ${instant}`,
    half: 'Separuh kunjungan selesai dalam',
    most: 'Sembilan dari sepuluh selesai dalam',
    withinStandard: 'Selesai sesuai standar layanan',
    standard: (promise) => `Standarnya: ${promise}`,
    range: (range) => `Rentang 95 %: ${range}`,
    between: (lower, upper) => `${lower} sampai ${upper}`,
    slowest: 'Tahap yang paling lama',
    slowestShare: (share) => `${share} dari seluruh waktu.`,
    stepsOf: 'Waktu tiap tahap, dari kunjungan yang sudah selesai',
    step: 'Tahap',
    halfWithin: 'Separuh selesai dalam',
    share: 'Bagian waktu',
    slowestMark: 'paling lama',
    change: 'Sebelum dan sesudah',
    satisfaction: 'Kepuasan warga',
    ofUnit: (unit) => `IKM ${unit}:`,
  },
  en: {
    title: 'Service time',
    asOf: (instant) => `As of ${instant}`,
    half: 'Half of the visits took at most',
    most: 'Nine out of ten took at most',
    withinStandard: 'Finished within the service standard',
    standard: (promise) => `The standard: ${promise}`,
    range: (range) => `95 % range: ${range}`,
    between: (lower, upper) => `${lower} to ${upper}`,
    slowest: 'The slowest step',
    slowestShare: (share) => `${share} of all the time.`,
    stepsOf: 'Time of each step, of finished visits',
    step: 'Step',
    halfWithin: 'Half took at most',
    share: 'Share of the time',
    slowestMark: 'slowest',
    change: 'Before and after',
    satisfaction: 'Satisfaction of citizens',
    ofUnit: (unit) => `Index of ${unit}:`,
  },
  su: {
    title: 'Waktos layanan',
    asOf: (instant) => `Kaayaan ${instant}`,
    half: 'Satengah kunjungan réngsé dina',
    most: 'Salapan ti sapuluh réngsé dina',
    withinStandard: 'Réngsé numutkeun standar layanan',
    standard: (promise) => `Standarna: ${promise}`,
    range: (range) => `Antawisna (95 %): ${range}`,
    between: (lower, upper) => `${lower} dugi ka ${upper}`,
    slowest: 'Tahap nu panglamina',
    slowestShare: (share) => `${share} tina sadaya waktos.`,
    stepsOf: 'Waktos unggal tahap, tina kunjungan nu parantos réngsé',
    step: 'Tahapan',
    halfWithin: 'Satengahna réngsé dina',
    share: 'Bagian waktos',
    slowestMark: 'panglamina',
    change: 'Sateuacan sareng saparantosna',
    satisfaction: 'Kasugemaan warga',
    ofUnit: (unit) => `IKM ti ${unit}:`,
  },
  jv: {
    title: 'Wekdal layanan',
    asOf: (instant) => `Kawontenan ${instant}`,
    half: 'Sapalih kunjungan rampung salebeting',
    most: 'Sanga saking sedasa rampung salebeting',
    withinStandard: 'Rampung miturut standar layanan',
    standard: (promise) => `Standaripun: ${promise}`,
    range: (range) => `Antawisipun (95 %): ${range}`,
    between: (lower, upper) => `${lower} dumugi ${upper}`,
    slowest: 'Tataran ingkang paling dangu',
    slowestShare: (share) => `${share} saking sedaya wekdal.`,
    stepsOf: 'Wekdal saben tataran, saking kunjungan ingkang sampun rampung',
    step: 'Tataran',
    halfWithin: 'Sapalihipun rampung salebeting',
    share: 'Péranganing wekdal',
    slowestMark: 'paling dangu',
    change: 'Saderengipun lan sasampunipun',
    satisfaction: 'Kamareman warga',
    ofUnit: (unit) => `IKM saking ${unit}:`,
  },
};
