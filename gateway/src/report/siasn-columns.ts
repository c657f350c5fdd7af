import { creditCoefficient, creditPercent } from '../domain/credit-points.ts';
import {
  expectationLabel,
  performancePredicateLabel,
  siasnExpectationCode,
  siasnPredicateCode,
} from '../domain/performance-predicate.ts';
import { daysOf, type Period } from '../domain/period.ts';
import { fullName } from '../personnel/full-name.ts';
import type { FinalResult } from './read-final-results.ts';

/** Columns by their heading: how each value follows from a result. Empty where nothing is known. */
export type Columns = Readonly<Record<string, (result: FinalResult, period: Period) => string>>;

/** The two kinds of periodic results that SIASN has (`refPeriodik`). */
const PERIODIC = {
  month: { id: '1', name: 'Bulanan' },
  quarter: { id: '2', name: 'Triwulanan' },
} as const;

const periodicOf = (period: Period) => PERIODIC[period.includes('Q') ? 'quarter' : 'month'];

const yearOf = (day: string) => day.slice(0, 4);
const monthOf = (day: string) => String(Number(day.slice(5, 7)));
/** Raters are employees of the region, and so ASN. */
const RATER_STATUS = 'ASN';

const ratings: Columns = {
  hasilKinerja: ({ workResult }) => expectationLabel(workResult).id.toUpperCase(),
  hasilKinerjaNilai: ({ workResult }) => String(siasnExpectationCode(workResult)),
  perilakuKerja: ({ behaviour }) => expectationLabel(behaviour).id.toUpperCase(),
};

const person: Columns = {
  nipBaru: ({ employeeNumber }) => employeeNumber,
  nama: fullName,
};

const raterName = ({ raterName: name, raterTitleBefore: titleBefore, raterTitleAfter: titleAfter }: FinalResult) =>
  fullName({ name, titleBefore, titleAfter });

/**
 * `rw_kinerjaperiodik` of SIASN. `nipBaru` stands for `pnsDinilaiId`, SIASN's own id of the person, which is not kept here.
 * `koefisien` and `persentase` are those of Peraturan BKN 3/2023; the first is empty for posts that are not functional.
 */
export const PERIODIC_COLUMNS: Columns = {
  ...person,
  jabatan: ({ post }) => post,
  unor: ({ unit }) => unit,
  periodikId: (_result, period) => periodicOf(period).id,
  periodikNama: (_result, period) => periodicOf(period).name,
  tahun: (_result, period) => yearOf(daysOf(period).first),
  bulanMulaiPenilaian: (_result, period) => monthOf(daysOf(period).first),
  tahunMulaiPenilaian: (_result, period) => yearOf(daysOf(period).first),
  bulanSelesaiPenilaian: (_result, period) => monthOf(daysOf(period).last),
  tahunSelesaiPenilaian: (_result, period) => yearOf(daysOf(period).last),
  ...ratings,
  perilakuKerjaNilai: ({ behaviour }) => String(siasnExpectationCode(behaviour)),
  kuadranKinerja: ({ predicate }) => performancePredicateLabel(predicate).id.toUpperCase(),
  kuadranKinerjaNilai: ({ predicate }) => String(siasnPredicateCode(predicate)),
  koefisien: ({ functionalLevel }) => (functionalLevel === null ? '' : String(creditCoefficient(functionalLevel))),
  persentase: ({ predicate }) => String(creditPercent(predicate)),
  statusPenilai: () => RATER_STATUS,
  penilaiNipNrp: ({ raterNumber }) => raterNumber,
  penilaiNama: raterName,
  penilaiGolongan: ({ raterGrade }) => raterGrade ?? '',
  penilaiJabatanNama: ({ raterPost }) => raterPost ?? '',
  penilaiUnorNama: ({ raterUnit }) => raterUnit ?? '',
};

/** `rw_skp22` of SIASN: yearly results since 2022, with the headings as that record spells them. */
export const YEARLY_COLUMNS: Columns = {
  ...person,
  tahun: (_result, period) => yearOf(daysOf(period).first),
  ...ratings,
  PerilakuKerjaNilai: ({ behaviour }) => String(siasnExpectationCode(behaviour)),
  kuadranKinerja: ({ predicate }) => performancePredicateLabel(predicate).id.toUpperCase(),
  KuadranKinerjaNilai: ({ predicate }) => String(siasnPredicateCode(predicate)),
  statusPenilai: () => RATER_STATUS,
  nipNrpPenilai: ({ raterNumber }) => raterNumber,
  namaPenilai: raterName,
  penilaiGolonganId: ({ raterGrade }) => raterGrade ?? '',
  penilaiJabatanNm: ({ raterPost }) => raterPost ?? '',
  penilaiUnorNm: ({ raterUnit }) => raterUnit ?? '',
};
