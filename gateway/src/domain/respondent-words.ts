import type { Questionnaire } from './questionnaire.ts';
import type { RespondentField } from './respondents.ts';
import { inLanguage, inPublicLanguage, type PublicText } from './text.ts';

/** The fields that no questionnaire asks for. */
const FIELD_NAMES: Readonly<Record<Extract<RespondentField, 'channel' | 'verified'>, PublicText>> = {
  channel: { id: 'Cara menjawab', en: 'How they answered', su: 'Cara ngawaler', jv: 'Cara mangsuli' },
  verified: {
    id: 'Dengan kode kunjungan',
    en: 'With a visit code',
    su: 'Nganggo kode kunjungan',
    jv: 'Mawi kode rawuh',
  },
};

const GROUP_NAMES: Readonly<Record<string, PublicText>> = {
  WIDGET: { id: 'formulir di situs', en: 'form on a site', su: 'formulir dina situs', jv: 'formulir ing situs' },
  FORM: { id: 'formulir biasa', en: 'plain form', su: 'formulir biasa waé', jv: 'formulir limrah' },
  KIOSK: {
    id: 'kios atau tablet di tempat layanan',
    en: 'kiosk or tablet at the office',
    su: 'kios atanapi tablét di tempat layanan',
    jv: 'kios utawi tablet ing papan layanan',
  },
  API: { id: 'aplikasi lain', en: 'another application', su: 'aplikasi séjén', jv: 'aplikasi sanès' },
  IMPORT: { id: 'berkas yang diimpor', en: 'imported file', su: 'berkas nu diimpor', jv: 'berkas ingkang dipunimpor' },
  DEMO: { id: 'data contoh', en: 'sample data', su: 'data conto', jv: 'data tuladha' },
  true: { id: 'ya', en: 'yes', su: 'leres', jv: 'inggih' },
  false: { id: 'tidak', en: 'no', su: 'henteu', jv: 'boten' },
};

/** How a field of respondents is called. */
export const respondentFieldName = (
  { profile }: Questionnaire,
  field: RespondentField,
  lang?: string | null,
): string => {
  if (field === 'channel' || field === 'verified') return inPublicLanguage(FIELD_NAMES[field], lang);
  const asked = profile.find(({ key }) => key === field);
  return asked === undefined ? field : inLanguage(asked.label, lang);
};

/** How a group of respondents is called; its code, where the questionnaire does not name it any more. */
export const respondentGroupName = (
  { profile }: Questionnaire,
  field: RespondentField,
  code: string,
  lang?: string | null,
): string => {
  const known = field === 'channel' || field === 'verified' ? GROUP_NAMES[code] : undefined;
  if (known !== undefined) return inPublicLanguage(known, lang);
  const option = profile.find(({ key }) => key === field)?.options.find((one) => one.code === code);
  return option === undefined ? code : inLanguage(option.label, lang);
};
