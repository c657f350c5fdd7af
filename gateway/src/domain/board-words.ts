import { formatNumber } from './fraction.ts';
import { type Band, type Board, MIN_RATINGS_TO_RANK, type RankInterval } from './ranking.ts';
import { gradeName, type ServiceGrade } from './service-grade.ts';
import { inPublicLanguage, type PublicText } from './text.ts';

const PUBLISHED: PublicText = {
  id: 'Unit yang penilaiannya masih sedikit kami tarik mendekati rata-rata, dan unit yang bedanya dari rata-rata belum terbukti kami taruh di kelompok yang sama, supaya urutan ini tidak berubah hanya karena kebetulan.',
  en: 'We pull units with few ratings towards the average, and put units that are not proven to differ from the average into the same group, so that this order does not change by mere chance.',
  su: 'Unit nu pangajénna masih sakedik ku kami ditarik nyaketan rata-rata, sareng unit nu bédana tina rata-rata tacan kabuktian disimpen dina kelompok nu sami, supados runtuyanana henteu robih ku sabab kabeneran wungkul.',
  jv: 'Unit ingkang pambijinipun taksih sekedhik dipuntarik nyelak dhateng rata-rata, lan unit ingkang bédanipun saking rata-rata dèrèng kabukten dipunpapanaken ing golongan ingkang sami, supados urutan punika boten éwah namung amargi kaleresan.',
};

const TOO_FEW_UNITS: PublicText = {
  id: 'Papan ini tampil setelah paling sedikit 3 unit masing-masing memiliki 30 penilaian.',
  en: 'This board appears once at least 3 units have 30 ratings each.',
  su: 'Papan ieu témbong saparantos sahenteuna 3 unit masing-masing gaduh 30 pangajén.',
  jv: 'Papan punika katingal menawi sampun wonten 3 unit utawi langkung ingkang saben unitipun gadhah 30 pambiji.',
};

const BANDS: Record<Band, PublicText> = {
  ABOVE: {
    id: 'Di atas rata-rata',
    en: 'Above average',
    su: 'Di luhureun rata-rata',
    jv: 'Ing sanginggilipun rata-rata',
  },
  AROUND: {
    id: 'Sekitar rata-rata',
    en: 'Around average',
    su: 'Sakitar rata-rata',
    jv: 'Ing sakiwa-tengenipun rata-rata',
  },
  BELOW: {
    id: 'Di bawah rata-rata',
    en: 'Below average',
    su: 'Di handapeun rata-rata',
    jv: 'Ing sangandhapipun rata-rata',
  },
  UNBANDED: {
    id: 'Belum cukup penilaian',
    en: 'Not enough ratings yet',
    su: 'Pangajénna tacan cekap',
    jv: 'Pambijinipun dèrèng cekap',
  },
};

/** How the board came about, in one sentence that a citizen understands. */
export function explainBoard({ state }: Pick<Board, 'state'>, lang?: string | null): string {
  return inPublicLanguage(state === 'PUBLISHED' ? PUBLISHED : TOO_FEW_UNITS, lang);
}

/** The heading of a band. */
export function bandName(band: Band, lang?: string | null): string {
  return inPublicLanguage(BANDS[band], lang);
}

/** The band with the official grade beside it: "Di bawah rata-rata daerah, mutu B (Baik)." */
export function explainBand(band: Exclude<Band, 'UNBANDED'>, grade: ServiceGrade, lang?: string | null): string {
  const place = bandName(band, lang);
  const name = inPublicLanguage(gradeName(grade), lang);
  return inPublicLanguage(
    {
      id: `${place} daerah, mutu ${grade} (${name}).`,
      en: `${place} of the region, grade ${grade} (${name}).`,
      su: `${place} daérah, mutu ${grade} (${name}).`,
      jv: `${place} dhaérah, mutu ${grade} (${name}).`,
    },
    lang,
  );
}

/** "Peringkat 1–5 dari 12: dengan data yang ada, posisi sebenarnya bisa di mana saja antara 1 dan 5." */
export function explainRank({ from, to, of }: RankInterval, lang?: string | null): string {
  if (from === to) {
    return inPublicLanguage(
      {
        id: `Peringkat ${from} dari ${of}: terbukti dengan data yang ada.`,
        en: `Rank ${from} of ${of}: proven by the data.`,
        su: `Peringkat ${from} ti ${of}: kabuktian ku data nu aya.`,
        jv: `Peringkat ${from} saking ${of}: kabukten déning data ingkang wonten.`,
      },
      lang,
    );
  }
  return inPublicLanguage(
    {
      id: `Peringkat ${from}–${to} dari ${of}: dengan data yang ada, posisi sebenarnya bisa di mana saja antara ${from} dan ${to}.`,
      en: `Rank ${from}–${to} of ${of}: with the data at hand, the true place can be anywhere between ${from} and ${to}.`,
      su: `Peringkat ${from}–${to} ti ${of}: ku data nu aya, tempat saleresna tiasa di mana waé antawis ${from} sareng ${to}.`,
      jv: `Peringkat ${from}–${to} saking ${of}: kanthi data ingkang wonten, papan saleresipun saged ing pundi kémawon antawisipun ${from} lan ${to}.`,
    },
    lang,
  );
}

/** "Belum cukup penilaian (butuh 30, baru 12), jadi belum diperingkat." */
export function explainUnbanded(ratings: number, lang?: string | null): string {
  const collected = formatNumber(ratings, 0, lang);
  return inPublicLanguage(
    {
      id: `Belum cukup penilaian (butuh ${MIN_RATINGS_TO_RANK}, baru ${collected}), jadi belum diperingkat.`,
      en: `Not enough ratings yet (${MIN_RATINGS_TO_RANK} needed, ${collected} so far), so not ranked yet.`,
      su: `Pangajénna tacan cekap (peryogi ${MIN_RATINGS_TO_RANK}, nembé ${collected}), janten tacan gaduh peringkat.`,
      jv: `Pambijinipun dèrèng cekap (betah ${MIN_RATINGS_TO_RANK}, nembé ${collected}), pramila dèrèng gadhah peringkat.`,
    },
    lang,
  );
}
