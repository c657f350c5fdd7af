import { inPublicLanguage, type PublicText } from './text.ts';

/**
 * Why a figure or a place is not shown (FAIRNESS 1 step 7, TRUST 4.3).
 * `TOO_FEW_STAFF`: fewer than three people or an unknown number, so the figure would be about a person.
 * `TOO_FEW_RATINGS`: 1 to 9. `RECAP_ONLY`: official figure yes, place no. `UNDER_REVIEW`: ratings are being checked.
 * `PROTECTS_OTHERS`: large enough itself, but a smaller group would follow from it by subtraction.
 */
export type WithheldReason = 'TOO_FEW_STAFF' | 'UNDER_REVIEW' | 'TOO_FEW_RATINGS' | 'PROTECTS_OTHERS' | 'RECAP_ONLY';

const EXPLANATIONS: Record<WithheldReason | 'NO_RATINGS', PublicText> = {
  TOO_FEW_STAFF: {
    id: 'Jumlah pegawai unit ini kurang dari 3 atau belum diketahui, jadi angkanya tidak ditampilkan agar tidak menunjuk orang tertentu.',
    en: 'This unit has fewer than 3 staff, or their number is not known, so its figure is not shown: it could point at a person.',
    su: 'Jumlah pagawé unit ieu kirang ti 3 atanapi tacan kauninga, janten angkana henteu ditémbongkeun supados henteu nunjuk ka hiji jalmi.',
    jv: 'Cacahipun pegawé unit punika kirang saking 3 utawi dèrèng dipunmangertosi, pramila angkanipun boten dipuntedahaken supados boten nuding satunggaling tiyang.',
  },
  UNDER_REVIEW: {
    id: 'Penilaian untuk unit ini sedang diperiksa, jadi angkanya belum ditampilkan.',
    en: 'The ratings of this unit are being checked, so its figure is not shown yet.',
    su: 'Pangajén kanggo unit ieu nuju dipariksa, janten angkana tacan ditémbongkeun.',
    jv: 'Pambiji tumrap unit punika saweg dipunpriksa, pramila angkanipun dèrèng dipuntedahaken.',
  },
  TOO_FEW_RATINGS: {
    id: 'Penilaian kurang dari 10, jadi angkanya tidak ditampilkan agar jawaban perorangan tidak dapat ditebak.',
    en: 'There are fewer than 10 ratings, so the figure is not shown: single answers could be guessed.',
    su: 'Pangajénna kirang ti 10, janten angkana henteu ditémbongkeun supados waleran saurang-saurang teu tiasa ditebak.',
    jv: 'Pambijinipun kirang saking 10, pramila angkanipun boten dipuntedahaken supados wangsulan saben tiyang boten saged dipunbadhé.',
  },
  PROTECTS_OTHERS: {
    id: 'Angka ini tidak ditampilkan karena dari selisihnya dapat dihitung angka kelompok lain yang terlalu kecil.',
    en: 'This figure is not shown because that of another group, which is too small, would follow from it by subtraction.',
    su: 'Angka ieu henteu ditémbongkeun, margi tina bédana tiasa diitung angka kelompok sanés nu alit teuing.',
    jv: 'Angka punika boten dipuntedahaken, amargi saking selisihipun saged kaétang angka golongan sanès ingkang alit sanget.',
  },
  RECAP_ONLY: {
    id: 'Penilaian unit ini hanya tersedia sebagai rekap, jadi angka resminya tampil tetapi unit ini belum ditempatkan di papan.',
    en: 'The ratings of this unit are known only as a recap, so its official figure is shown but it has no place on the board.',
    su: 'Pangajén unit ieu mung aya dina wangun rékap, janten angka resmina ditémbongkeun nanging unit ieu tacan gaduh tempat dina papan.',
    jv: 'Pambiji unit punika namung wonten awujud rékap, pramila angka resminipun dipuntedahaken nanging unit punika dèrèng gadhah papan ing urutan.',
  },
  NO_RATINGS: {
    id: 'Belum ada penilaian.',
    en: 'There are no ratings yet.',
    su: 'Tacan aya pangajén.',
    jv: 'Dèrèng wonten pambiji.',
  },
};

/** The reason in one sentence for a citizen. */
export function explainWithheld(reason: WithheldReason | 'NO_RATINGS', lang?: string | null): string {
  return inPublicLanguage(EXPLANATIONS[reason], lang);
}
