import { CUT } from './fraction.ts';
import type { Language } from './text.ts';

/** The sentences of a derivation; the compiler asks every language for all of them. */
interface Words {
  readonly sampleData: string;
  readonly provisional: string;
  readonly ratings: (ratings: string, questionnaire: string) => string;
  readonly pooled: string;
  readonly pooledWithSubunits: string;
  readonly recap: (ratings: string) => string;
  readonly others: (titles: string) => string;
  readonly means: string;
  readonly dropped: string;
  readonly weight: (answered: string) => string;
  readonly sum: (sum: string, answered: string, mean: string) => string;
  readonly scale: (mean: string, index: string) => string;
  readonly round: (index: string, published: string) => string;
  readonly grade: (bands: string, published: string, grade: string, name: string) => string;
  readonly cutDigits: string;
}

/** How a figure explains itself. */
export const WORDS: Readonly<Record<Language, Words>> = {
  id: {
    sampleData: 'Data contoh: angka ini bukan penilaian warga yang sebenarnya.',
    provisional: 'Sementara: periode ini belum ditutup, jadi angkanya masih dapat berubah.',
    ratings: (ratings, questionnaire) => `Dihitung dari ${ratings} penilaian dengan kuesioner "${questionnaire}".`,
    pooled: 'Penilaian semua layanan unit ini digabung; setiap penilaian berbobot sama.',
    pooledWithSubunits:
      'Penilaian semua layanan unit ini dan unit di bawahnya digabung; setiap penilaian berbobot sama.',
    recap: (ratings) => `${ratings} di antaranya berasal dari rekap yang diserahkan unit.`,
    others: (titles) => `Penilaian dengan kuesioner lain tidak ikut dihitung: ${titles}.`,
    means:
      'Nilai rata-rata (NRR) tiap unsur = (1×jawaban 1 + 2×jawaban 2 + 3×jawaban 3 + 4×jawaban 4) ÷ banyaknya jawaban:',
    dropped: 'tidak ada yang menjawab, jadi unsur ini tidak dihitung',
    weight: (answered) => `Setiap unsur yang dijawab berbobot sama: 1 ÷ ${answered}.`,
    sum: (sum, answered, mean) => `Jumlah NRR = ${sum}; dikali bobot: ${sum} ÷ ${answered} = ${mean}`,
    scale: (mean, index) => `Diubah ke skala 25–100: ${mean} × 25 = ${index}`,
    round: (index, published) =>
      `Dibulatkan satu kali ke dua desimal (angka 5 ke atas naik): ${index} menjadi ${published}.`,
    grade: (bands, published, grade, name) =>
      `Mutu pelayanan: ${bands}. Nilai ${published} berarti mutu ${grade} (${name}).`,
    cutDigits: `Tanda ${CUT} berarti angka di belakangnya dipotong; perhitungannya memakai pecahan utuh.`,
  },
  en: {
    sampleData: 'Sample data: this figure does not come from real ratings by citizens.',
    provisional: 'Provisional: this period is not closed yet, so the figure may still change.',
    ratings: (ratings, questionnaire) => `Computed from ${ratings} ratings with the questionnaire "${questionnaire}".`,
    pooled: 'The ratings of all services of this unit are pooled; every rating weighs the same.',
    pooledWithSubunits:
      'The ratings of all services of this unit and the units below it are pooled; every rating weighs the same.',
    recap: (ratings) => `${ratings} of them come from a recap that the unit handed in.`,
    others: (titles) => `Ratings with other questionnaires are not counted: ${titles}.`,
    means:
      'Mean score (NRR) of each element = (1×answers 1 + 2×answers 2 + 3×answers 3 + 4×answers 4) ÷ number of answers:',
    dropped: 'nobody answered, so this element drops out',
    weight: (answered) => `Every answered element weighs the same: 1 ÷ ${answered}.`,
    sum: (sum, answered, mean) => `Sum of the mean scores = ${sum}; times the weight: ${sum} ÷ ${answered} = ${mean}`,
    scale: (mean, index) => `Moved to the scale 25–100: ${mean} × 25 = ${index}`,
    round: (index, published) => `Rounded once to two decimals (5 and above goes up): ${index} becomes ${published}.`,
    grade: (bands, published, grade, name) => `Service grade: ${bands}. ${published} means grade ${grade} (${name}).`,
    cutDigits: `The sign ${CUT} means that further digits are cut off; the computation uses the full fractions.`,
  },
  su: {
    sampleData: 'Data conto: angka ieu sanés pangajén warga nu saleresna.',
    provisional: 'Samentawis: periode ieu tacan ditutup, janten angkana masih tiasa robih.',
    ratings: (ratings, questionnaire) => `Diitung tina ${ratings} pangajén nganggo kuésionér "${questionnaire}".`,
    pooled: 'Pangajén sadaya palayanan unit ieu digabungkeun; unggal pangajén sami bobotna.',
    pooledWithSubunits:
      'Pangajén sadaya palayanan unit ieu sareng unit di sahandapeunana digabungkeun; unggal pangajén sami bobotna.',
    recap: (ratings) => `${ratings} di antawisna asalna tina rékap nu dipasrahkeun ku unit.`,
    others: (titles) => `Pangajén nganggo kuésionér sanés henteu diitung: ${titles}.`,
    means:
      'Peunteun rata-rata (NRR) unggal unsur = (1×waleran 1 + 2×waleran 2 + 3×waleran 3 + 4×waleran 4) ÷ jumlah waleran:',
    dropped: 'teu aya nu ngawaler, janten unsur ieu henteu diitung',
    weight: (answered) => `Unggal unsur nu diwaler sami bobotna: 1 ÷ ${answered}.`,
    sum: (sum, answered, mean) => `Jumlah NRR = ${sum}; dikalikeun kana bobot: ${sum} ÷ ${answered} = ${mean}`,
    scale: (mean, index) => `Dirobih kana skala 25–100: ${mean} × 25 = ${index}`,
    round: (index, published) =>
      `Dibuleudkeun sakali kana dua désimal (angka 5 ka luhur naék): ${index} janten ${published}.`,
    grade: (bands, published, grade, name) =>
      `Mutu palayanan: ${bands}. Peunteun ${published} hartosna mutu ${grade} (${name}).`,
    cutDigits: `Tanda ${CUT} hartosna angka di tukangeunana dipotong; itunganana nganggo pecahan gembleng.`,
  },
  jv: {
    sampleData: 'Data conto: angka punika sanès pambiji warga ingkang saleresipun.',
    provisional: 'Sawetawis: periode punika dèrèng dipuntutup, pramila angkanipun taksih saged éwah.',
    ratings: (ratings, questionnaire) => `Kaétang saking ${ratings} pambiji kanthi kuesioner "${questionnaire}".`,
    pooled: 'Pambiji sadaya paladosan unit punika dipunkempalaken; saben pambiji sami bobotipun.',
    pooledWithSubunits:
      'Pambiji sadaya paladosan unit punika lan unit ing sangandhapipun dipunkempalaken; saben pambiji sami bobotipun.',
    recap: (ratings) => `${ratings} ing antawisipun saking rékap ingkang dipunpasrahaken déning unit.`,
    others: (titles) => `Pambiji kanthi kuesioner sanès boten dipunétang: ${titles}.`,
    means:
      'Biji rata-rata (NRR) saben unsur = (1×wangsulan 1 + 2×wangsulan 2 + 3×wangsulan 3 + 4×wangsulan 4) ÷ cacahing wangsulan:',
    dropped: 'boten wonten ingkang mangsuli, pramila unsur punika boten dipunétang',
    weight: (answered) => `Saben unsur ingkang dipunwangsuli sami bobotipun: 1 ÷ ${answered}.`,
    sum: (sum, answered, mean) => `Gunggungipun NRR = ${sum}; dipunpingaken bobot: ${sum} ÷ ${answered} = ${mean}`,
    scale: (mean, index) => `Dipunéwahi dados skala 25–100: ${mean} × 25 = ${index}`,
    round: (index, published) =>
      `Dipunbunderaken sepisan dados kalih désimal (angka 5 sapanginggil mindhak): ${index} dados ${published}.`,
    grade: (bands, published, grade, name) =>
      `Mutu paladosan: ${bands}. Biji ${published} tegesipun mutu ${grade} (${name}).`,
    cutDigits: `Tandha ${CUT} tegesipun angka ing wingkingipun dipunpunggel; pangétangipun ngginakaken pecahan wetah.`,
  },
};
