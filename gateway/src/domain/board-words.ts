import { formatNumber } from './fraction.ts';
import { type Band, type Board, MIN_RATINGS_TO_RANK, type RankInterval } from './ranking.ts';
import { gradeName, type ServiceGrade } from './service-grade.ts';
import { inLanguage, type Text } from './text.ts';

const PUBLISHED: Text = {
  id: 'Unit yang penilaiannya masih sedikit kami tarik mendekati rata-rata, dan unit yang bedanya dari rata-rata belum terbukti kami taruh di kelompok yang sama, supaya urutan ini tidak berubah hanya karena kebetulan.',
  en: 'We pull units with few ratings towards the average, and put units that are not proven to differ from the average into the same group, so that this order does not change by mere chance.',
};

const TOO_FEW_UNITS: Text = {
  id: 'Papan ini tampil setelah paling sedikit 3 unit masing-masing memiliki 30 penilaian.',
  en: 'This board appears once at least 3 units have 30 ratings each.',
};

const BANDS: Record<Band, Text> = {
  ABOVE: { id: 'Di atas rata-rata', en: 'Above average' },
  AROUND: { id: 'Sekitar rata-rata', en: 'Around average' },
  BELOW: { id: 'Di bawah rata-rata', en: 'Below average' },
  UNBANDED: { id: 'Belum cukup penilaian', en: 'Not enough ratings yet' },
};

/** How the board came about, in one sentence that a citizen understands. */
export function explainBoard({ state }: Pick<Board, 'state'>, lang?: string | null): string {
  return inLanguage(state === 'PUBLISHED' ? PUBLISHED : TOO_FEW_UNITS, lang);
}

/** The heading of a band. */
export function bandName(band: Band, lang?: string | null): string {
  return inLanguage(BANDS[band], lang);
}

/** The band with the official grade beside it: "Di bawah rata-rata daerah, mutu B (Baik)." */
export function explainBand(band: Exclude<Band, 'UNBANDED'>, grade: ServiceGrade, lang?: string | null): string {
  const name = inLanguage(gradeName(grade), lang);
  return inLanguage(
    {
      id: `${inLanguage(BANDS[band])} daerah, mutu ${grade} (${name}).`,
      en: `${inLanguage(BANDS[band], 'en')} of the region, grade ${grade} (${name}).`,
    },
    lang,
  );
}

/** "Peringkat 1–5 dari 12: dengan data yang ada, posisi sebenarnya bisa di mana saja antara 1 dan 5." */
export function explainRank({ from, to, of }: RankInterval, lang?: string | null): string {
  if (from === to) {
    return inLanguage(
      {
        id: `Peringkat ${from} dari ${of}: terbukti dengan data yang ada.`,
        en: `Rank ${from} of ${of}: proven by the data.`,
      },
      lang,
    );
  }
  return inLanguage(
    {
      id: `Peringkat ${from}–${to} dari ${of}: dengan data yang ada, posisi sebenarnya bisa di mana saja antara ${from} dan ${to}.`,
      en: `Rank ${from}–${to} of ${of}: with the data at hand, the true place can be anywhere between ${from} and ${to}.`,
    },
    lang,
  );
}

/** "Belum cukup penilaian (butuh 30, baru 12), jadi belum diperingkat." */
export function explainUnbanded(ratings: number, lang?: string | null): string {
  const collected = formatNumber(ratings, 0, lang);
  return inLanguage(
    {
      id: `Belum cukup penilaian (butuh ${MIN_RATINGS_TO_RANK}, baru ${collected}), jadi belum diperingkat.`,
      en: `Not enough ratings yet (${MIN_RATINGS_TO_RANK} needed, ${collected} so far), so not ranked yet.`,
    },
    lang,
  );
}
