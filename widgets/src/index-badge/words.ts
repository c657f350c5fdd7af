import type { Language } from '../locale/languages.ts';

interface BadgeWords {
  readonly details: string;
}

/** Words of the badge that the one file of a page does not have; Sundanese and Javanese await a native reader. */
export const badgeWords: Readonly<Record<Language, BadgeWords>> = {
  id: { details: 'Lihat rinciannya' },
  en: { details: 'See the details' },
  su: { details: 'Tingali rinciannana' },
  jv: { details: 'Pirsani rincianipun' },
};
