import { hideInTable } from './disclosure.ts';
import { MIN_GROUP } from './protected-group.ts';
import type { Questionnaire } from './questionnaire.ts';
import { type SatisfactionIndex, satisfactionIndex } from './satisfaction-index.ts';
import { mergeTallies, type TallyCounts } from './tally.ts';
import { inPublicLanguage, type PublicText } from './text.ts';

/**
 * Why people take ratings out of the figures (TRUST 4.3). `REPEATED`: the same person or device many times. `OWN_STAFF`: given by
 * the staff of the office that is judged. `AUTOMATED`: sent by a program. `TEST`: a trial of the form.
 */
export const DECIDED_REASONS = ['REPEATED', 'OWN_STAFF', 'AUTOMATED', 'TEST'] as const;

/** Why ratings are out of the figures: by a decision, or because they came from the office's own network (TRUST S39). */
export const EXCLUSION_REASONS = [...DECIDED_REASONS, 'OFFICE_NETWORK'] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** What is said of ratings that were set aside, until somebody has looked at them. */
export const SET_ASIDE_BECAUSE = 'Dikirim dari jaringan kantor. Tidak dihitung sampai ada yang memeriksanya.';

/** The same in words. */
export const EXCLUSION_REASON_NAMES: Readonly<Record<ExclusionReason, PublicText>> = {
  REPEATED: {
    id: 'orang atau perangkat yang sama menilai berkali-kali',
    en: 'the same person or device rated many times',
    su: 'jalmi atanapi pakakas anu sami meunteun sababaraha kali',
    jv: 'tiyang utawi piranti ingkang sami mbiji makaping-kaping',
  },
  OWN_STAFF: {
    id: 'diisi oleh pegawai kantor itu sendiri',
    en: 'given by the office’s own staff',
    su: 'dieusian ku pagawé kantor éta sorangan',
    jv: 'dipunisi déning pegawé kantor punika piyambak',
  },
  AUTOMATED: {
    id: 'dikirim oleh program komputer, bukan orang',
    en: 'sent by a computer program, not by a person',
    su: 'dikirim ku program komputer, sanés ku jalmi',
    jv: 'dipunkirim déning program komputer, sanès tiyang',
  },
  TEST: {
    id: 'percobaan formulir',
    en: 'a trial of the form',
    su: 'cobaan formulir',
    jv: 'cobèn-cobèn formulir',
  },
  OFFICE_NETWORK: {
    id: 'dikirim dari jaringan kantor itu sendiri',
    en: 'sent from the office’s own network',
    su: 'dikirim tina jaringan kantor éta sorangan',
    jv: 'dipunkirim saking jaringan kantor punika piyambak',
  },
};

/** The longest span of time that one decision is about: a month. What lasted longer is looked at month by month. */
export const MAX_EXCLUSION_DAYS = 31;

/** What a figure says that changed because ratings were taken out of it; never who decided, or in what words. */
export const excludedInWords = (reason: ExclusionReason): string =>
  `Pengecualian penilaian: ${inPublicLanguage(EXCLUSION_REASON_NAMES[reason])}.`;

/** The same once they count again. */
export const restoredInWords = (reason: ExclusionReason): string =>
  `Pengecualian penilaian dicabut, penilaiannya dihitung kembali; alasan pengecualian itu: ${inPublicLanguage(EXCLUSION_REASON_NAMES[reason])}.`;

/**
 * Whether taking so many ratings out of a published figure would tell what one to nine people said: it is the difference of its
 * two versions.
 */
export const tellsOfFew = (ratings: number): boolean => ratings > 0 && ratings < MIN_GROUP;

/** Ratings that were taken out of one figure for one reason. */
export interface ExcludedGroup extends TallyCounts {
  readonly reason: ExclusionReason;
}

/** All that was taken out of the figure of one unit in one quarter. */
export interface ExclusionTable {
  /** Whether the figure itself is shown: of one that is not, nothing is told. */
  readonly isShown: boolean;
  /** One for each reason. */
  readonly groups: readonly ExcludedGroup[];
}

/** What the public sees of what was taken out of one or more figures. */
export interface ShownExclusions {
  /** In the groups that are shown. */
  readonly ratings: number;
  readonly reasons: readonly { readonly reason: ExclusionReason; readonly ratings: number }[];
  /** Whether there are more: in groups of 1 to 9, or in those that would give such a group away. */
  readonly hidden: boolean;
  /** All of them together; null when some are hidden, and when there are none. */
  readonly counts: TallyCounts | null;
}

const united = (a: TallyCounts, b: TallyCounts): TallyCounts =>
  mergeTallies({ ...a, sum: 0n, sumOfSquares: 0n }, { ...b, sum: 0n, sumOfSquares: 0n });

/** What was taken out of several figures, added up as far as each shows it; as with respondents. */
export function shownExclusions(tables: readonly ExclusionTable[]): ShownExclusions {
  const shown: ExcludedGroup[] = [];
  let hidden = false;
  for (const { isShown, groups } of tables) {
    const cells = hideInTable(groups.map(({ ratings }) => ratings));
    groups.forEach((group, at) => {
      if (isShown && cells[at] !== null) shown.push(group);
      else hidden = true;
    });
  }
  const reasons = EXCLUSION_REASONS.flatMap((reason) => {
    const ratings = shown.filter((one) => one.reason === reason).reduce((sum, one) => sum + one.ratings, 0);
    return ratings === 0 ? [] : [{ reason, ratings }];
  });
  return {
    ratings: reasons.reduce((sum, { ratings }) => sum + ratings, 0),
    reasons,
    hidden,
    counts: hidden || shown.length === 0 ? null : shown.map<TallyCounts>((group) => group).reduce(united),
  };
}

/** The index as it would be with what was taken out: the official formula over both. */
export const indexWith = (
  questionnaire: Questionnaire,
  figure: TallyCounts,
  excluded: TallyCounts,
): SatisfactionIndex | null => satisfactionIndex(questionnaire, united(figure, excluded));
