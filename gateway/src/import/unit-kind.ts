import { headingName } from './header.ts';

/** Kinds of units that regional governments have, as the first word of a name tells them. */
const KINDS = new Set([
  ...['sekretariat', 'inspektorat', 'dinas', 'badan', 'kantor', 'kecamatan', 'kelurahan', 'puskesmas', 'rsud', 'uptd'],
  ...['upt', 'bidang', 'bagian', 'subbagian', 'seksi', 'subbidang', 'sekolah', 'tk', 'sd', 'sdn', 'smp', 'smpn'],
]);

/** The kind of a unit that comes without one: by its name, else `unit`. The tenant may name it otherwise later. */
export const unitKind = (name: string): string => {
  const [first = ''] = headingName(name).split(' ');
  return KINDS.has(first) ? first : 'unit';
};
