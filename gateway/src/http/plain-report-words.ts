import { REPORT_KINDS, reportWords } from '@kinerja/widgets/report-words';
import type { Language } from '../domain/text.ts';
import type { TicketKind } from '../domain/ticket-policy.ts';

/** Kinds by the word that an address has for them. */
export const KINDS_OF_REPORTS: Readonly<Record<string, TicketKind>> = REPORT_KINDS;

/** What the plain page for reports says beside what the widget says. */
interface PlainReportWords {
  readonly replayed: string;
  readonly toRating: string;
}

/** Sundanese and Javanese await a native reader. */
export const PLAIN_REPORT_WORDS: Readonly<Record<Language, PlainReportWords>> = {
  id: {
    replayed: 'Laporan ini sudah tersimpan sebelumnya; tidak dicatat dua kali.',
    toRating: 'Isi penilaian layanan',
  },
  en: { replayed: 'This report had been stored before; it was not recorded twice.', toRating: 'Rate the service' },
  su: {
    replayed: 'Laporan ieu parantos disimpen sateuacanna; henteu dicatet dua kali.',
    toRating: 'Eusian pangajén palayanan',
  },
  jv: {
    replayed: 'Lapuran punika sampun kasimpen sadèrèngipun; boten dipuncathet kaping kalih.',
    toRating: 'Ngisi pambiji paladosan',
  },
};

/** All that the page says in a language. */
export const reportPageWords = (lang: Language) => ({
  ...reportWords[lang],
  ...PLAIN_REPORT_WORDS[lang],
});
