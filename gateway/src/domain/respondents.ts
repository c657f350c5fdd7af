import { hideInTable } from './disclosure.ts';
import { krejcieMorgan } from './sample-size.ts';
import type { PublicText } from './text.ts';

/** What is known of those who gave the ratings of a figure: their profile, as far as they told it, and how they came. */
export const RESPONDENT_FIELDS = ['sex', 'ageBand', 'education', 'occupation', 'channel', 'verified'] as const;
export type RespondentField = (typeof RESPONDENT_FIELDS)[number];

/** The code of those of whom nothing is known. */
export const NOT_TOLD = '';

/** Ratings of one group. */
export interface RespondentGroup {
  readonly code: string;
  readonly ratings: number;
}

/** The groups of one field in one figure of a unit and quarter. */
export interface RespondentTable {
  /** Single ratings of the figure; those of a recap have no groups. */
  readonly ratings: number;
  /** As they are stored; what is missing to `ratings` has not told. */
  readonly groups: readonly RespondentGroup[];
}

/** What the public sees of a field over one or more figures. */
export interface ShownGroups {
  readonly groups: readonly RespondentGroup[];
  /** Ratings whose group nobody knows. */
  readonly notTold: number;
  /** Ratings in groups that are too small, or that would give a small one away. */
  readonly hidden: number;
}

const withoutMissing = ({ ratings, groups }: RespondentTable): readonly RespondentGroup[] => {
  const known = groups.reduce((sum, group) => sum + group.ratings, 0);
  const told = groups.filter(({ code }) => code !== NOT_TOLD);
  const untold = ratings - told.reduce((sum, group) => sum + group.ratings, 0);
  if (known > ratings) throw new RangeError(`${known} ratings in groups of a figure that has ${ratings}.`);
  return untold > 0 ? [...told, { code: NOT_TOLD, ratings: untold }] : told;
};

/**
 * The groups of several figures added up, as far as each shows them: groups of 1 to 9, and those that would give one away, stay
 * hidden in their own figure, so that no sum or difference of figures tells more than they do themselves (TRUST 4.3).
 */
export function shownGroups(tables: readonly RespondentTable[]): ShownGroups {
  const sums = new Map<string, number>();
  let hidden = 0;
  for (const table of tables) {
    const cells = withoutMissing(table);
    const shown = hideInTable(cells.map(({ ratings }) => ratings));
    cells.forEach(({ code, ratings }, at) => {
      if (shown[at] === null) hidden += ratings;
      else sums.set(code, (sums.get(code) ?? 0) + ratings);
    });
  }
  const notTold = sums.get(NOT_TOLD) ?? 0;
  sums.delete(NOT_TOLD);
  return { groups: [...sums].map(([code, ratings]) => ({ code, ratings })), notTold, hidden };
}

/** How many ratings a sample still needs; null while the population is unknown. */
export function ratingsStillNeeded(population: number | null, ratings: number): number | null {
  return population === null ? null : Math.max(0, krejcieMorgan(population) - ratings);
}

const COUNT: Intl.NumberFormatOptions = { maximumFractionDigits: 0 };
const inWords = (value: number, lang: string) => new Intl.NumberFormat([lang, 'id'], COUNT).format(value);

/** How many ratings are still needed, and why more of the same kind do not help, in all languages of the public. */
export function sampleAdvice(population: number | null, ratings: number): PublicText {
  const needed = ratingsStillNeeded(population, ratings);
  const why: PublicText = {
    id: 'Banyaknya jawaban tidak menggantikan siapa yang menjawab: tambahan dari orang yang sama jenisnya tidak membuat angka lebih mewakili. Ajak setiap pengunjung, misalnya lewat kode di karcis antrean.',
    en: 'How many answer does not make up for who answers: more of the same kind do not make the figure more representative. Invite every visitor, for example by a code on the queue ticket.',
    su: 'Lobana waleran henteu ngagentos saha anu ngawaler: tambihan ti jalmi anu sarupi henteu ngajantenkeun angka langkung ngawakilan. Ajak unggal anu sumping, upamina ku kode dina karcis antrian.',
    jv: 'Cacahing wangsulan boten saged nggantosi sinten ingkang mangsuli: tambahan saking tiyang ingkang sami boten ndadosaken angka langkung makili. Ajaka saben ingkang rawuh, upaminipun mawi kode ing karcis antrian.',
  };
  const say = (id: string, en: string, su: string, jv: string): PublicText => ({
    id: `${id} ${why.id}`,
    en: `${en} ${why.en}`,
    su: `${su} ${why.su}`,
    jv: `${jv} ${why.jv}`,
  });
  if (needed === null)
    return say(
      'Berapa jawaban yang masih perlu belum dapat dihitung: banyaknya pengguna layanan setahun belum diisi.',
      'How many answers are still needed cannot be told: the number of people who use the services in a year is not known.',
      'Sabaraha waleran deui anu diperyogikeun tacan tiasa diitung: lobana anu nganggo layanan sataun tacan dieusian.',
      'Pinten wangsulan malih ingkang dipunbetahaken dèrèng saged dipunétang: cacahing ingkang ngginakaken layanan setaun dèrèng dipunisi.',
    );
  if (needed === 0)
    return say(
      'Jumlah sampel sudah tercapai.',
      'The sample has been reached.',
      'Jumlah sampelna parantos kahontal.',
      'Cacahing sampel sampun kagayuh.',
    );
  return say(
    `Masih perlu ${inWords(needed, 'id')} jawaban lagi.`,
    `${inWords(needed, 'en')} more answers are needed.`,
    `Peryogi ${inWords(needed, 'id')} waleran deui.`,
    `Taksih betah ${inWords(needed, 'id')} wangsulan malih.`,
  );
}
