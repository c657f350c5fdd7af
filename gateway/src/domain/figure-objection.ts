import type { PublicText } from './text.ts';

/** What can become of an objection to a published figure. */
export const OBJECTION_OUTCOMES = ['STANDS', 'CORRECTED'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

/** The same in words. */
export const OBJECTION_OUTCOME_NAMES: Readonly<Record<ObjectionOutcome, PublicText>> = {
  STANDS: { id: 'angka tetap', en: 'the figure stands', su: 'angkana tetep', jv: 'angkanipun tetep' },
  CORRECTED: {
    id: 'angka dikoreksi',
    en: 'the figure was corrected',
    su: 'angkana dioméan',
    jv: 'angkanipun dipunleresaken',
  },
};

/** Who made a further version of a published figure. */
export const CORRECTORS = ['OPERATOR', 'LEADER', 'SYSTEM', 'UNKNOWN'] as const;
export type Corrector = (typeof CORRECTORS)[number];

/** The same in words. */
export const CORRECTOR_NAMES: Readonly<Record<Corrector, PublicText>> = {
  OPERATOR: {
    id: 'pengelola data daerah',
    en: 'the region’s data manager',
    su: 'nu ngokolakeun data daérah',
    jv: 'pangreksa data dhaérah',
  },
  LEADER: {
    id: 'pimpinan',
    en: 'a leader',
    su: 'pupuhu daérah',
    jv: 'pangarsa',
  },
  SYSTEM: {
    id: 'sistem, menurut aturan pelindungan data',
    en: 'the system, by the rules that protect data',
    su: 'sistem, dumasar kana aturan panangtayungan data',
    jv: 'sistem, miturut aturan pangreksaning data',
  },
  UNKNOWN: { id: 'tidak tercatat', en: 'not recorded', su: 'teu kacatet', jv: 'boten kacathet' },
};

/** The maker of a version, by how he stands in the audit trail: the name of a person stays there. */
export const correctorOf = (actor: string | null): Corrector => {
  if (actor === null) return 'UNKNOWN';
  // Of those who are signed in, only leaders change figures: by excluding ratings.
  if (actor.startsWith('employee ')) return 'LEADER';
  return actor === 'system' ? 'SYSTEM' : 'OPERATOR';
};
