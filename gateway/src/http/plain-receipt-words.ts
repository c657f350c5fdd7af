import { receiptWords } from '@kinerja/widgets/receipt-words';
import type { Language } from '../domain/text.ts';

/** What the plain page of a receipt says beside what the widget says. */
export interface PlainReceiptWords {
  /** Said where the address of a receipt has had its time. */
  readonly expired: string;
}

export type ReceiptPageWords = PlainReceiptWords & (typeof receiptWords)['id'];

/** Sundanese and Javanese await a native reader. */
export const PLAIN_RECEIPT_WORDS: Readonly<Record<Language, PlainReceiptWords>> = {
  id: {
    expired: 'Halaman ini hanya terbuka setengah jam, agar kode Saudara aman. Masukkan kodenya lagi.',
  },
  en: {
    expired: 'This page stays open for half an hour, so that your code is safe. Please enter it again.',
  },
  su: {
    expired: 'Halaman ieu ngan muka satengah jam, supados kode Anjeun aman. Mangga lebetkeun deui kodena.',
  },
  jv: {
    expired:
      'Kaca punika namung kabikak setengah jam, supados kode panjenengan aman. Mangga kodenipun dipunlebetaken malih.',
  },
};

/** All that the page says in a language. */
export const receiptPageWords = (lang: Language): ReceiptPageWords => ({
  ...receiptWords[lang],
  ...PLAIN_RECEIPT_WORDS[lang],
});
