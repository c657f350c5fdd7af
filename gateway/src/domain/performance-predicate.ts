import type { StaffText } from './text.ts';

/** How work results, or behaviour, compare with what was expected, best first (PermenPANRB 6/2022, annex, stage three). */
export const EXPECTATIONS = ['DI_ATAS_EKSPEKTASI', 'SESUAI_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI'] as const;
export type Expectation = (typeof EXPECTATIONS)[number];

/** Predikat kinerja pegawai, best first (PermenPANRB 6/2022). No number belongs to it by law. */
export const PERFORMANCE_PREDICATES = ['SANGAT_BAIK', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG'] as const;
export type PerformancePredicate = (typeof PERFORMANCE_PREDICATES)[number];

/** The two ratings a rating official gives; they alone determine the predicate. */
export interface PerformanceRatings {
  /** Rating hasil kerja. */
  readonly workResult: Expectation;
  /** Rating perilaku kerja. */
  readonly behaviour: Expectation;
}

/**
 * Rows: work result. Columns: behaviour. The "kuadran kinerja pegawai" of PermenPANRB 6/2022, annex, stage three.
 * It is not symmetric: poor behaviour with expected results is KURANG, poor results with expected behaviour BUTUH_PERBAIKAN.
 */
const PREDICATE: Record<Expectation, Record<Expectation, PerformancePredicate>> = {
  DI_ATAS_EKSPEKTASI: { DI_BAWAH_EKSPEKTASI: 'KURANG', SESUAI_EKSPEKTASI: 'BAIK', DI_ATAS_EKSPEKTASI: 'SANGAT_BAIK' },
  SESUAI_EKSPEKTASI: { DI_BAWAH_EKSPEKTASI: 'KURANG', SESUAI_EKSPEKTASI: 'BAIK', DI_ATAS_EKSPEKTASI: 'BAIK' },
  DI_BAWAH_EKSPEKTASI: {
    DI_BAWAH_EKSPEKTASI: 'SANGAT_KURANG',
    SESUAI_EKSPEKTASI: 'BUTUH_PERBAIKAN',
    DI_ATAS_EKSPEKTASI: 'BUTUH_PERBAIKAN',
  },
};

/** The predicate that follows from the two ratings. */
export function performancePredicate({ workResult, behaviour }: PerformanceRatings): PerformancePredicate {
  return PREDICATE[workResult][behaviour];
}

const EXPECTATION_LABELS: Record<Expectation, StaffText> = {
  DI_ATAS_EKSPEKTASI: { id: 'Di atas ekspektasi', en: 'Above expectation' },
  SESUAI_EKSPEKTASI: { id: 'Sesuai ekspektasi', en: 'As expected' },
  DI_BAWAH_EKSPEKTASI: { id: 'Di bawah ekspektasi', en: 'Below expectation' },
};

/** The rating in the words of the regulation. */
export function expectationLabel(expectation: Expectation): StaffText {
  return EXPECTATION_LABELS[expectation];
}

const PREDICATE_LABELS: Record<PerformancePredicate, StaffText> = {
  SANGAT_BAIK: { id: 'Sangat Baik', en: 'Very good' },
  BAIK: { id: 'Baik', en: 'Good' },
  BUTUH_PERBAIKAN: { id: 'Butuh Perbaikan', en: 'Needs improvement' },
  KURANG: { id: 'Kurang', en: 'Poor' },
  SANGAT_KURANG: { id: 'Sangat Kurang', en: 'Very poor' },
};

/** The predicate in the words of the regulation. */
export function performancePredicateLabel(predicate: PerformancePredicate): StaffText {
  return PREDICATE_LABELS[predicate];
}

/** Codes of SIASN for both ratings (`hasilKinerjaNilai`, `perilakuKerjaNilai`). Source: one public client, no document of BKN. */
const SIASN_EXPECTATION: Record<Expectation, number> = {
  DI_ATAS_EKSPEKTASI: 1,
  SESUAI_EKSPEKTASI: 2,
  DI_BAWAH_EKSPEKTASI: 3,
};

/** Codes of SIASN for the predicate (`kuadranKinerjaNilai`). Source: inferred from the same client. */
const SIASN_PREDICATE: Record<PerformancePredicate, number> = {
  SANGAT_BAIK: 1,
  BAIK: 2,
  BUTUH_PERBAIKAN: 3,
  KURANG: 4,
  SANGAT_KURANG: 5,
};

/** 1 above, 2 as expected, 3 below. */
export function siasnExpectationCode(expectation: Expectation): number {
  return SIASN_EXPECTATION[expectation];
}

/** 1 Sangat Baik to 5 Sangat Kurang. */
export function siasnPredicateCode(predicate: PerformancePredicate): number {
  return SIASN_PREDICATE[predicate];
}

/** The rating that has this code in SIASN; null for a code other than 1 to 3. */
export function expectationOfSiasnCode(code: number): Expectation | null {
  return EXPECTATIONS.find((expectation) => SIASN_EXPECTATION[expectation] === code) ?? null;
}

/** The predicate that has this code in SIASN; null for a code other than 1 to 5. */
export function predicateOfSiasnCode(code: number): PerformancePredicate | null {
  return PERFORMANCE_PREDICATES.find((predicate) => SIASN_PREDICATE[predicate] === code) ?? null;
}

/** What remains of a rating without spaces, signs and the word "ekspektasi", as people write it. */
const WRITTEN_EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  diatas: 'DI_ATAS_EKSPEKTASI',
  atas: 'DI_ATAS_EKSPEKTASI',
  sesuai: 'SESUAI_EKSPEKTASI',
  dibawah: 'DI_BAWAH_EKSPEKTASI',
  bawah: 'DI_BAWAH_EKSPEKTASI',
};

/**
 * Reads a rating as files carry it: `Diatas ekspektasi`, `di bawah`, `SESUAI_EKSPEKTASI`, `Sesuai Ekspetasi`.
 * @returns null for anything else; whoever reads the file names the row.
 */
export function readExpectation(text: string): Expectation | null {
  return entry(WRITTEN_EXPECTATIONS, lettersOf(text).replace(/ekspek?tasi$/, ''));
}

/** "Cukup" is the other name of "Butuh Perbaikan" (Peraturan BKN 3/2023); "misconduct" of "Kurang" in the quadrant. */
const WRITTEN_PREDICATES: Readonly<Record<string, PerformancePredicate>> = {
  sangatbaik: 'SANGAT_BAIK',
  baik: 'BAIK',
  butuhperbaikan: 'BUTUH_PERBAIKAN',
  cukup: 'BUTUH_PERBAIKAN',
  butuhperbaikancukup: 'BUTUH_PERBAIKAN',
  cukupbutuhperbaikan: 'BUTUH_PERBAIKAN',
  kurang: 'KURANG',
  misconduct: 'KURANG',
  kurangmisconduct: 'KURANG',
  sangatkurang: 'SANGAT_KURANG',
};

/**
 * Reads a predicate as files carry it: `Sangat Baik`, `BUTUH_PERBAIKAN`, `Cukup`, `Kurang/misconduct`.
 * @returns null for anything else; whoever reads the file names the row.
 */
export function readPerformancePredicate(text: string): PerformancePredicate | null {
  return entry(WRITTEN_PREDICATES, lettersOf(text));
}

/** The letters of a label alone, in lower case: what spellings of one word have in common. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}

function entry<Value>(table: Readonly<Record<string, Value>>, key: string): Value | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}

/** What the regulation says about a rating, to be shown beside its form. */
export interface RatingGuidance {
  readonly source: StaffText;
  readonly guidance: Record<Expectation, StaffText>;
}

const ANNEX: StaffText = {
  id: 'Lampiran PermenPANRB 6/2022, tahap tiga (contoh pedoman; penilaian tetap di tangan pejabat penilai kinerja)',
  en: 'Annex of PermenPANRB 6/2022, stage three (example guidance; the rating official decides)',
};

/**
 * The regulation's own example guidance for each of the two ratings. It is shown, never evaluated: the rating official weighs
 * realisation, evidence and all feedback received, and decides.
 */
export const RATING_GUIDANCE: Record<keyof PerformanceRatings, RatingGuidance> = {
  workResult: {
    source: ANNEX,
    guidance: {
      DI_ATAS_EKSPEKTASI: {
        id:
          'Sebagian besar atau seluruh hasil kerja di atas ekspektasi, tidak ada hasil kerja utama yang di bawah ekspektasi, ' +
          'dan sebagian besar atau seluruh umpan balik positif.',
        en: 'Most or all results are above expectation, none of the main results is below, and most or all feedback is positive.',
      },
      SESUAI_EKSPEKTASI: {
        id:
          'Sebagian besar atau seluruh hasil kerja sesuai ekspektasi, hanya sebagian kecil hasil kerja utama yang di bawah ' +
          'ekspektasi, dan sebagian umpan balik positif.',
        en: 'Most or all results are as expected, only a small part of the main results is below, and feedback is partly positive.',
      },
      DI_BAWAH_EKSPEKTASI: {
        id:
          'Sebagian besar atau seluruh hasil kerja di bawah ekspektasi, dan sebagian besar atau seluruh umpan balik ' +
          'tidak positif.',
        en: 'Most or all results are below expectation, and most or all feedback is not positive.',
      },
    },
  },
  behaviour: {
    source: ANNEX,
    guidance: {
      DI_ATAS_EKSPEKTASI: {
        id: 'Menjalankan nilai-nilai BerAKHLAK secara konsisten dan turut menjaga penerapannya pada orang lain.',
        en: 'Lives the BerAKHLAK values consistently and guards them in others.',
      },
      SESUAI_EKSPEKTASI: {
        id: 'Menjalankan nilai-nilai BerAKHLAK secara konsisten bagi diri sendiri.',
        en: 'Lives the BerAKHLAK values consistently in their own work.',
      },
      DI_BAWAH_EKSPEKTASI: {
        id: 'Belum menjalankan nilai-nilai BerAKHLAK secara konsisten.',
        en: 'Does not yet live the BerAKHLAK values consistently.',
      },
    },
  },
};
